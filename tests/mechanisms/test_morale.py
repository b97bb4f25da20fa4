"""Burden, fatigue, morale and staleness."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.mechanisms import morale as m
from tests.mechanisms.tools import moved_by, settings_of

P, B = settings_of(m)
CHIEF = {"fatigue": 0.4, "role": 1, "burden": 0.5, "difficulty": 0.5, "age_months": 44 * 12, "coasting": 0.3}
MOOD = {"morale": 0.6, "fatigue": 0.4, "harmony": 0.7, "appraisal": 0.0, "upgraded": 0, "tenure_months": 30}


def resting(step: Callable[[float], float], start: float = 0.0) -> float:
    """Where a step repeated a thousand times ends."""
    for _ in range(1000):
        start = step(start)
    return start


def test_burden_comes_to_rest_where_it_should() -> None:
    expected = 0.15 + 0.5 * 0.5 + 4 * 0.02 + 0.1 * 0.7
    assert resting(lambda x: m.next_burden(x, 4, 0.3, P, B)) == pytest.approx(expected)
    assert moved_by(m, m.next_burden, "inspection_load_share", {"burden": 0.5, "vetoes": 4, "role_clarity": 0.3}) > 0.0
    assert m.next_burden(0.5, 8, 0.3, P, B) > m.next_burden(0.5, 0, 0.3, P, B)
    assert m.next_burden(0.5, 4, 0.9, P, B) < m.next_burden(0.5, 4, 0.1, P, B)


@pytest.mark.parametrize(
    ("name", "value", "sign"),
    [("burden", 0.9, 1), ("difficulty", 0.9, 1), ("age_months", 50 * 12, 1), ("coasting", 0.9, -1), ("role", 0, 1)],
)
def test_what_tires(name: str, value: float, sign: int) -> None:
    more = m.next_fatigue(**{**CHIEF, name: value}, behaviour=B)
    assert (more - m.next_fatigue(**CHIEF, behaviour=B)) * sign > 0.0


def test_midlife_fatigue_builds_up_before_fifty_and_stays() -> None:
    course = [m.midlife(age * 12, B) for age in range(36, 60)]
    assert course == sorted(course) and course[0] == 0.0 and course[-1] == 1.0
    assert m.midlife(45 * 12, B) == pytest.approx(0.6) and m.midlife(50 * 12, B) == 1.0


@pytest.mark.parametrize(
    ("name", "value", "sign"),
    [("fatigue", 0.9, -1), ("harmony", 0.2, -1), ("appraisal", 2.0, 1), ("upgraded", 1, 1), ("tenure_months", 96, -1)],
)
def test_what_lifts_and_what_lowers_morale(name: str, value: float, sign: int) -> None:
    more = m.next_morale(**{**MOOD, name: value}, behaviour=B)
    assert (more - m.next_morale(**MOOD, behaviour=B)) * sign > 0.0


def test_initiative_lasts_five_years_and_then_fades() -> None:
    assert m.staleness(0, B) == m.staleness(60, B) == 0.0
    assert 0.0 < m.staleness(72, B) < m.staleness(96, B) < 1.0
    assert m.staleness(108, B) == m.staleness(240, B) == 1.0


def test_a_chief_who_is_stood_by_gets_over_a_setback() -> None:
    assert m.morale_after_setback(0.7, P, B) == pytest.approx(0.7 * 0.6)
    assert moved_by(m, m.morale_after_setback, "setback_support_share", {"morale": 0.7}) > 0.0
    backed, _ = settings_of(m, setback_support_share=1.0)
    assert m.morale_after_setback(0.7, backed, B) == 0.7
    _, unmoved = settings_of(m, fatigue_at_midlife=0.0, morale_from_upgrade=0.0)
    assert m.next_morale(**{**MOOD, "upgraded": 1}, behaviour=unmoved) == m.next_morale(**MOOD, behaviour=unmoved)
    young = m.next_fatigue(**{**CHIEF, "age_months": 30 * 12}, behaviour=unmoved)
    assert m.next_fatigue(**CHIEF, behaviour=unmoved) == young


def test_a_middling_chief_is_neither_broken_nor_merry() -> None:
    fatigue = resting(lambda x: m.next_fatigue(x, 0, 0.55, 0.45, 47 * 12, 0.28, B))
    morale = resting(lambda x: m.next_morale(x, fatigue, 0.67, 0.0, 0, 30, B), m.morale_on_arrival(B))
    assert 0.3 < fatigue < 0.6 and 0.5 < morale < 0.75
