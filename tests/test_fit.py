"""What is fitted, and what the shipped set comes to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.calibration.distance import distance, within
from experiments.calibration.figures import FIGURES, PUBLISHED, flow_target
from experiments.calibration.output import shipped_record
from experiments.calibration.space import FITTED, unit_of
from experiments.calibration.waves import in_futures
from experiments.flows import COLUMNS, COUNTED_ONCE, FLOWS, SAME
from sim.behaviour_file import shipped
from sim.scenario import read_scenario
from tests.conftest import FULL

SCENARIOS = Path(__file__).parent.parent / "scenarios"


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
        row[None], both, tmp_path / "calibrated", record["seed"] + 7, size["nation"], size["futures"], lambda a, b: None
    )
    assert distance(FIGURES, seen) == pytest.approx(record["distance"], abs=5e-4)
    assert within(FIGURES, seen) == {**record["met"], **record["flows_met"]}
