"""Planned moves: readiness, the pace of a place, the clock of five years, and the season."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.behaviour import behaviour
from sim.mechanisms import planned_moves as p
from tests.mechanisms.tools import settings_of

_, B = settings_of(p, plan_least_months=2.0, plan_ripe_months=50.0)
QUIET = {"months_from_congress": 20, "months_since_principal": 100}
"""Neither a congress nor a new principal."""


def hazard(tenure: int, pace: float = 1.0, role: int = 0, **when: int) -> float:
    """Resolutions a month."""
    return p.planned_move_hazard(role, tenure, restlessness=pace, behaviour=B, **{**QUIET, **when})


def test_readiness_is_half_at_its_month_and_nothing_at_first() -> None:
    least, half = int(B.plan_least_months), int(B.plan_ripe_months)
    assert hazard(least) == hazard(0) == 0.0
    assert hazard(least + half) == pytest.approx(B.plan_secretary_per_month / 2.0)
    assert hazard(least + half, role=1) == pytest.approx(B.plan_head_per_month / 2.0)
    assert all(hazard(m) <= hazard(m + 1) for m in range(58))


def test_where_time_runs_faster_the_same_comes_sooner_and_more_often() -> None:
    # A tenure of t at pace k is one of k t, and a month holds k of its months.
    since = int(B.plan_least_months)
    for months, pace in itertools.product((3, 7, 15), (2, 3)):
        fast = hazard(since + months, float(pace))
        assert fast == pytest.approx(pace * hazard(since + pace * months), rel=1e-12)


def test_congress_wave_and_five_years_each_add_to_it() -> None:
    assert hazard(30, months_from_congress=0) == pytest.approx(B.plan_congress_factor * hazard(30))
    assert hazard(30, months_since_principal=6) == pytest.approx(B.plan_wave_factor * hazard(30))
    assert hazard(59) - hazard(58) == pytest.approx(B.plan_term_end_per_month, rel=0.05)
    after = 59 + math.ceil(B.plan_term_end_months)
    assert hazard(after) < hazard(after - 2)


def test_restlessness_of_a_place_is_one_in_the_middle() -> None:
    _, alike = settings_of(p, restless_place_sd=0.0, restless_principal_sd=0.0, transit_share=0.0)
    assert p.restlessness(0.123, 0.9, 0.0001, alike) == 1.0
    assert p.restlessness(0.5, 0.5, 0.99, B) == 1.0
    assert p.restlessness(0.5, 0.5, B.transit_share / 2.0, B) == B.transit_pace


@given(st.floats(2.0**-33, 1.0 - 2.0**-33), st.floats(2.0**-33, 1.0 - 2.0**-33), st.floats(0.3, 0.9))
def test_restlessness_stays_within_bounds_and_rises_with_each_draw(place: float, principal: float, team: float) -> None:
    steady = p.restlessness(place, principal, 0.99, B)
    assert 0.25 <= steady <= 4.0
    assert p.restlessness(min(1.0 - 2.0**-33, place * 1.01), principal, 0.99, B) >= steady
    assert p.restlessness(place, principal, 2.0**-33, B) == steady * B.transit_pace


def test_spread_of_restlessness_is_that_declared() -> None:
    _, places = settings_of(p, restless_place_sd=0.3, restless_principal_sd=0.0, transit_share=0.0)
    draws = (np.arange(20_000) + 0.5) / 20_000
    logs = np.log([p.restlessness(d, 0.5, 0.9, places) for d in draws])
    # A deterministic grid; the few beyond the bounds take 1 % off.
    assert np.std(logs) == pytest.approx(0.3, rel=0.02)
    assert np.mean(logs) == pytest.approx(0.0, abs=1e-9)


def test_the_season_is_january_to_april_and_the_congress() -> None:
    assert [m for m in range(12) if p.is_season(m, 29, B)] == [1, 2, 3, 4]
    assert p.is_season(9, 0, B) == 1
    assert p.carries_out(0.999, 1, B) and not p.carries_out(0.999, 0, B)
    _, none = settings_of(p, off_season_share=1.0)
    assert p.carries_out(1.0 - 2.0**-33, 0, none)


def test_parameters_are_those_of_all_behaviour() -> None:
    assert all(behaviour()[x.name][0] == x.value for x in p.PARAMETERS)
