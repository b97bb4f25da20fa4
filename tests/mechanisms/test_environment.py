"""Luck in growth, and mass incidents."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.mechanisms import environment as e
from sim.rule import chance_within_month
from sim.vocabulary import NEVER
from tests.mechanisms.tools import settings_of

_, B = settings_of(e)


def test_an_event_that_never_happened_lies_far_back() -> None:
    assert e.months_since_event(-30, NEVER) == 1200
    assert e.months_since_event(7, 7) == 0
    assert e.months_since_event(7, -5) == 12


def test_shocks_have_the_declared_spread() -> None:
    # 20,000 draws: the SD of the mean is .0085, that of the SD .0078 (kurtosis 4.2); 4 SD make a false
    # alarm in 1 of 16,000.
    shocks = [e.growth_shock(u, B) for u in np.random.default_rng(1).random(20_000)]
    assert abs(np.mean(shocks)) < 4 * 0.0085
    assert np.std(shocks) == pytest.approx(1.2, abs=4 * 0.0078)


def test_incidents_come_with_unrest_and_difficulty() -> None:
    assert e.incident_hazard(0.0, 0.5, B) == 0.0
    by_unrest = [e.incident_hazard(u / 10, 0.5, B) for u in range(11)]
    assert by_unrest == sorted(by_unrest) and by_unrest[0] < by_unrest[-1]
    assert e.incident_hazard(0.4, 0.2, B) < e.incident_hazard(0.4, 0.8, B)
    assert 12.0 * e.incident_hazard(B.unrest_middling, 0.5, B) == pytest.approx(B.incidents_per_year)
    assert e.incident_hazard(1.0, 0.5, B) == pytest.approx(B.incident_by_unrest * B.incidents_per_year / 12.0)


def test_competence_and_experience_settle_incidents_on_the_spot() -> None:
    plain = e.incident_spread_chance(0.0, 0, B)
    assert plain == B.spread_share
    assert e.incident_spread_chance(0.7, 0, B) < e.incident_spread_chance(0.3, 0, B) < plain
    assert e.incident_spread_chance(0.3, 60, B) < e.incident_spread_chance(0.3, 0, B)
    assert e.incident_spread_chance(0.3, 120, B) == e.incident_spread_chance(0.3, 400, B)


def test_caution_fades_within_a_year_and_is_greater_in_the_unsure() -> None:
    course = [e.caution_after_incident(t, 0.3, B) for t in range(14)]
    assert course == sorted(course, reverse=True)
    assert course[0] == pytest.approx(0.8 * 0.7) and course[12] == course[13] == 0.0
    assert e.caution_after_incident(3, 0.2, B) > e.caution_after_incident(3, 0.8, B) > 0.0
    assert e.caution_after_incident(3, 1.0, B) == e.caution_after_incident(1200, 0.0, B) == 0.0


def test_no_strength_no_effect() -> None:
    _, none = settings_of(e, unrest_from_incident=0.0, caution_strength=0.0, spread_grassroots_effect=0.0)
    assert e.unrest_after_incident(0.37, none) == 0.37
    assert e.caution_after_incident(0, 0.1, none) == 0.0
    assert e.incident_spread_chance(0.4, 300, none) == e.incident_spread_chance(0.4, 0, none)


def test_incidents_of_a_middling_county_come_at_the_declared_rate() -> None:
    # 60,000 county-months at .0125 expect 745 incidents, SD 27; 4 SD make a false alarm in 1 of 16,000.
    chance = chance_within_month(e.incident_hazard(B.unrest_middling, 0.5, B))
    seen = int((np.random.default_rng(2).random(60_000) < chance).sum())
    assert abs(seen - 60_000 * chance) < 4 * math.sqrt(60_000 * chance)
