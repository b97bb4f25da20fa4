"""What is fitted, and what the shipped set comes to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.calibration import fit
from experiments.calibration.best import declared, local_design
from experiments.calibration.distance import distance, key_of, tolerance, within
from experiments.calibration.emulator import Emulator
from experiments.calibration.figures import FIGURES, PUBLISHED, flow_target
from experiments.calibration.output import shipped_record
from experiments.calibration.space import FITTED, NAMES, unit_of
from experiments.calibration.targets import Target
from experiments.calibration.waves import Wave, in_futures
from experiments.flows import COLUMNS, COUNTED_ONCE, FLOWS, SAME
from sim.behaviour_file import shipped
from sim.scenario import read_scenario
from tests.conftest import FULL

SCENARIOS = Path(__file__).parent.parent / "scenarios"


def test_flows_are_fitted_once_each_and_to_what_the_command_accepts() -> None:
    names = [of.name for of in COUNTED_ONCE]
    assert len(set(names)) == len(names) and {"secretary_out.bureau", "head_out.sum"} <= set(names)
    twins = {name for _, arrived in SAME for name in arrived}
    left_out = ({of.name for of in FLOWS} | {of.name for of in COLUMNS}) - set(names)
    assert left_out == twins | {f"{kind}_in.sum" for kind in ("secretary", "head", "upper", "bureau")}
    for of in COUNTED_ONCE:
        target = flow_target(of)
        assert target.low is not None and target.high is not None
        ends = np.exp([target.low, target.high])
        assert ends == pytest.approx([2 / 3, 4 / 3] if of.starred else [1 / 2, 2.0])
    assert len(PUBLISHED) == 20


def test_the_search_homes_in_on_a_truth_that_the_emulator_places_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    truth, felt = declared()[: len(FITTED)].copy(), [0, 1, 2]
    slopes = np.zeros((len(NAMES), len(FIGURES)))
    for place in felt:
        truth[place] += 0.03
        slopes[place, place :: len(felt)] = 10.0
    nothing = np.zeros(len(FIGURES))
    constant = (0.5 - truth) @ slopes[: len(FITTED)] - 0.3  # every figure 0.3 tolerances lower than it is
    surfaces = Emulator(constant, slopes, np.zeros((0, 2), np.int64), np.zeros((0, nothing.size)), np.eye(2), nothing)
    monkeypatch.setattr(fit, "learn", lambda unit, misses, squared: surfaces)
    unit = local_design(declared(), 6, 0.1, 1)
    last = Wave(unit, np.zeros((6, len(FIGURES))), np.arange(6.0), np.zeros(6, np.int64), np.zeros(6))

    def look(turn: int, row: np.ndarray) -> dict[tuple[bool, str], float | None]:
        away = (row - truth) @ slopes[: len(FITTED)]
        return {key_of(t): aim(t) + float(miss) * tolerance(t) for t, miss in zip(FIGURES, away, strict=True)}

    first, *others, mean = fit.homed(last, last, 6, look)
    assert mean == pytest.approx(np.mean([first, *others], axis=0))
    found = others[-1]
    assert first[felt] == pytest.approx(truth[felt] + 0.03, abs=0.005), "the emulator alone"
    assert found[felt] == pytest.approx(truth[felt], abs=0.002)
    assert (fit.nearest_of(np.array([first, found]), [look(0, first), look(1, found)]) == found).all()
    rest = np.delete(np.arange(len(FITTED)), felt)
    assert found[rest] == pytest.approx(declared()[rest], abs=1e-6)


def aim(target: Target) -> float:
    """The middle of what is accepted; one tolerance below an end that stands alone."""
    assert target.high is not None
    return target.high - tolerance(target) if target.low is None else (target.low + target.high) / 2.0


@pytest.mark.skipif(not FULL, reason="a nation is lived through twelve times; make test-full")
def test_the_record_of_the_fit_says_what_the_shipped_set_comes_to(tmp_path: Path) -> None:
    both = [read_scenario(SCENARIOS / f"{name}.yaml") for name in ("baseline", "practice_2013")]
    record = shipped_record()
    size = record["size"]
    row = unit_of(dict(shipped("calibrated").sets[0]), FITTED)
    seed = record["seed"] + 7
    seen = in_futures(row, both, tmp_path / "calibrated", seed, size["nation"], size["futures"], lambda a, b: None)
    assert distance(FIGURES, seen) == pytest.approx(record["distance"], abs=5e-4)
    assert within(FIGURES, seen) == {**record["met"], **record["flows_met"]}
