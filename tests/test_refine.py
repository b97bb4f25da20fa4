"""The last step of the fit: a search with a known answer, and what the shipped set does to the yearly flows."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import numpy as np
import pytest

from experiments.calibration import refine
from experiments.calibration.output import shipped_record
from experiments.calibration.space import FITTED
from experiments.calibration.waves import TARGETS
from sim.behaviour import PARAMETERS
from sim.behaviour_file import shipped
from tests.conftest import FULL

MOVED = ("plan_ripe_months", "restless_place_sd", "campaign_gain")


def middle() -> dict[str, float]:
    return {name: PARAMETERS[name].value for name in FITTED}


def in_ranges(one: Mapping[str, float]) -> np.ndarray:
    return np.array([(one[n] - PARAMETERS[n].low) / (PARAMETERS[n].high - PARAMETERS[n].low) for n in MOVED])


def world(truth: np.ndarray) -> object:
    """A world whose first three figures miss by five times what the parameters do, and nothing else is amiss."""

    def look(one: Mapping[str, float]) -> refine.Seen:
        gaps = np.zeros(len(TARGETS))
        gaps[: len(MOVED)] = 5.0 * (in_ranges(one) - truth)
        return refine.Seen(gaps, np.zeros(4), {})

    return look


def test_a_step_finds_the_truth_of_a_linear_world() -> None:
    start = middle()
    truth = in_ranges(start) + np.array([0.05, -0.06, 0.04])
    found = refine._round(start, MOVED, 0.2, world(truth))  # type: ignore[arg-type]
    # The pull towards where one is holds back by less than a tenth of the way; values have three digits.
    assert in_ranges(found) == pytest.approx(truth, abs=0.008)
    assert {name for name in FITTED if found[name] != pytest.approx(start[name], rel=0.01)} <= set(MOVED)


def test_no_step_goes_beyond_its_reach_or_the_range() -> None:
    start = middle()
    found = refine._round(start, MOVED, 0.1, world(in_ranges(start) + 5.0))  # type: ignore[arg-type]
    assert (in_ranges(found) <= np.minimum(in_ranges(start) + 0.101, 1.0)).all()
    assert (in_ranges(found) > in_ranges(start)).all()


@pytest.mark.parametrize(
    ("times", "starred", "away"),
    [
        (1.0, True, 0.0),
        (4 / 3, True, 1.0),
        (2 / 3, True, -1.0),
        (2.0, False, 1.0),
        (0.5, False, -1.0),
        (1.0, False, 0.0),
    ],
)
def test_a_flow_at_the_edge_of_what_is_accepted_is_one_tolerance_away(times: float, starred: bool, away: float) -> None:
    line = SimpleNamespace(times=times, of=SimpleNamespace(starred=starred))
    assert refine._flow_miss(line) == pytest.approx(away)  # type: ignore[arg-type]


@pytest.mark.skipif(not FULL, reason="a nation is lived through eight times; make test-full")
def test_the_shipped_set_is_what_its_record_says_and_keeps_every_flow() -> None:
    seen = refine.see(shipped("calibrated").sets[0], refine._worlds())
    assert seen.met() == shipped_record()["met"]
    assert (np.abs(seen.flows) <= 1.0).all()
