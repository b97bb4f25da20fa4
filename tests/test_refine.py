"""The last step of the fit: a search with a known answer, and what the shipped set comes to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration.distance import distance, key_of, tolerance, within
from experiments.calibration.emulator import Emulator
from experiments.calibration.figures import FIGURES, PUBLISHED, flow_target
from experiments.calibration.output import shipped_record
from experiments.calibration.refine import REACHES, most_felt, refine
from experiments.calibration.space import ASSUMED, FITTED, unit_of
from experiments.calibration.waves import in_futures
from experiments.flows import COLUMNS, COUNTED_ONCE, FLOWS, SAME
from sim.behaviour_file import shipped
from sim.scenario import read_scenario
from tests.conftest import FULL

SCENARIOS = Path(__file__).parent.parent / "scenarios"
MOVED = (2, 5, 11)
"""Parameters that the made-up figures feel; the others are felt by none."""


def emulator() -> Emulator:
    """Figures 0, 1 and 3 rise by five tolerances over the range of a parameter of `MOVED`."""
    inputs, figures = len(FITTED) + len(ASSUMED), len(FIGURES)
    slopes = np.zeros((inputs, figures))
    for figure, place in zip((0, 1, 3), MOVED, strict=True):
        slopes[place, figure] = 5.0
    nothing = np.zeros(figures)
    return Emulator(nothing, slopes, np.zeros((0, 2), np.int64), np.zeros((0, figures)), np.eye(figures), nothing)


def nature(truth: np.ndarray):
    """A world in which figures miss by what the parameters do, and none else."""

    def look(name: str, rows: np.ndarray) -> Sequence[dict[tuple[bool, str], float | None]]:
        found = []
        for row in rows:
            values = {key_of(t): t.value if t.low is None else (t.low + t.high) / 2.0 for t in FIGURES}  # type: ignore[operator]
            for figure, place in zip((0, 1, 3), MOVED, strict=True):
                target = FIGURES[figure]
                values[key_of(target)] += 5.0 * (row[place] - truth[place]) * tolerance(target)
            found.append(dict(values))
        return found

    return look


def test_the_search_moves_what_matters_to_the_truth_and_nothing_else() -> None:
    start = np.full(len(FITTED), 0.4)
    truth = start.copy()
    truth[list(MOVED)] += (0.25, -0.3, 0.1)
    found = refine(start, emulator(), len(MOVED), nature(truth))
    assert most_felt(emulator(), start, len(MOVED)).tolist() == list(MOVED)
    # The pull towards where one is holds each round back by less than a tenth of its way.
    assert found[list(MOVED)] == pytest.approx(truth[list(MOVED)], abs=0.01)
    rest = np.delete(np.arange(len(FITTED)), MOVED)
    assert (found[rest] == start[rest]).all()


def test_no_step_goes_beyond_its_reach_or_the_range() -> None:
    start = np.full(len(FITTED), 0.4)
    found = refine(start, emulator(), len(MOVED), nature(start + 1.5))
    assert (found <= 1.0).all() and (found[list(MOVED)] > start[list(MOVED)] + 0.3).all()
    assert (found <= start + sum(REACHES) + 1e-6).all()


def test_a_set_that_is_right_stays() -> None:
    start = np.full(len(FITTED), 0.4)
    assert (refine(start, emulator(), len(MOVED), nature(start)) == start).all()


def test_flows_are_fitted_once_each_and_to_what_the_command_accepts() -> None:
    names = [of.name for of in COUNTED_ONCE]
    assert len(set(names)) == len(names) and {"secretary_out.bureau", "head_out.sum"} <= set(names)
    twins = {name for _, arrived in SAME for name in arrived}
    left_out = {of.name for of in (*FLOWS, *COLUMNS)} - set(names)
    assert left_out == twins | {f"{kind}_in.sum" for kind in ("secretary", "head", "upper", "bureau")}
    for of in COUNTED_ONCE:
        target = flow_target(of)
        assert target.low is not None and target.high is not None
        ends = np.exp([target.low, target.high])
        assert ends == pytest.approx([2 / 3, 4 / 3] if of.starred else [1 / 2, 2.0])
    assert len(PUBLISHED) == 20


@pytest.mark.skipif(not FULL, reason="a nation is lived through twelve times; make test-full")
def test_the_record_of_the_fit_says_what_the_shipped_set_comes_to(tmp_path: Path) -> None:
    both = [read_scenario(SCENARIOS / f"{name}.yaml") for name in ("baseline", "practice_2013")]
    record = shipped_record()
    size = record["size"]
    row = unit_of(shipped("calibrated").sets[0], FITTED)
    (seen,) = in_futures(
        row[None], both, tmp_path / "refined", record["seed"] + 8, size["nation"], size["futures"], lambda a, b: None
    )
    assert distance(FIGURES, seen) == pytest.approx(record["distance"], abs=5e-4)
    assert within(FIGURES, seen) == {**record["met"], **record["flows_met"]}
