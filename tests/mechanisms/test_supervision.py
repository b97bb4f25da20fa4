"""Onset, growth and restraint of hidden misconduct."""

from __future__ import annotations

import numpy as np
import pytest

from sim.mechanisms import supervision as s
from sim.rule import chance_within_month
from tests.mechanisms.tools import moved_by, settings_of

P, B = settings_of(s)
CHIEF = {"integrity": 0.5, "power": 0.5, "is_local": 0, "months_since_admonition": 1200, "yearly_risk": 0.04}


def onset(**changes: float) -> float:
    """Onset hazard of a middling chief but for `changes`."""
    return s.onset_hazard(**{**CHIEF, **changes}, policy=P, behaviour=B)


@pytest.mark.parametrize(
    ("name", "value", "sign"),
    [
        ("integrity", 0.9, -1),
        ("power", 0.9, 1),
        ("is_local", 1, 1),
        ("months_since_admonition", 3, -1),
        ("yearly_risk", 0.3, -1),
    ],
)
def test_what_tempts_and_what_holds_back(name: str, value: float, sign: int) -> None:
    assert (onset(**{name: value}) - onset()) * sign > 0.0


def test_openness_prevents() -> None:
    assert moved_by(s, s.onset_hazard, "transparency_share", CHIEF) < 0.0
    closed, _ = settings_of(s, transparency_share=0.0)
    _, blind = settings_of(s, deterrence_years=0.0, misconduct_by_roots=0.0)
    free = s.onset_hazard(0.5, 1.0, 1, 1200, 9.0, closed, blind)
    assert free == blind.misconduct_per_year / 12.0, "with all power and no check the onset is the declared one"


def test_the_pairs_unchecked_power_is_least_where_it_is_evenly_split() -> None:
    totals = []
    for share in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        policy, b = settings_of(s, power_concentration_share=share)
        totals.append(sum(s.onset_hazard(0.5, s.power_held(x, policy), 0, 1200, 0.04, policy, b) for x in (0, 1)))
    assert totals == sorted(totals) and totals[0] < totals[-1]
    even, _ = settings_of(s, power_concentration_share=0.5)
    assert s.power_held(1, even) == s.power_held(0, even) == 0.25
    assert s.power_held(0, P) > s.power_held(1, P)
    assert s.power_of_first_hand(P) == 0.7 and s.openness(P) == 0.2


def test_an_admonition_is_forgotten_in_three_years() -> None:
    course = [s.restraint(t, B) for t in (0, 12, 24, 36, 1200)]
    assert course == pytest.approx([0.6, 0.4, 0.2, 0.0, 0.0])
    assert onset(months_since_admonition=36) == onset(months_since_admonition=1200)


def test_misconduct_grows_slower_under_restraint() -> None:
    free = s.next_severity(0.3, 1200, B) - 0.3
    assert free == pytest.approx(0.01) and s.next_severity(0.3, 0, B) - 0.3 == pytest.approx(0.004)
    assert s.next_severity(10.0, 1200, B) == 10.0
    twelve = s.first_severity(B)
    for _ in range(12):
        twelve = s.next_severity(twelve, 1200, B)
    assert s.severity_after_year(s.first_severity(B), B) == pytest.approx(twelve)
    assert not s.is_serious(s.first_severity(B), B) and s.is_serious(0.5, B)
    assert s.hazard_of_year(0.01) == pytest.approx(0.12)


def test_others_cross_the_line_less_often() -> None:
    assert 0.0 < s.onset_hazard_of_others(0.5, 0.04, B) < onset()
    assert s.onset_hazard_of_others(0.9, 0.04, B) < s.onset_hazard_of_others(0.1, 0.04, B)
    assert s.onset_hazard_of_others(0.5, 0.3, B) < s.onset_hazard_of_others(0.5, 0.04, B)


def test_talks_come_as_often_as_ordered() -> None:
    none, _ = settings_of(s, talks_per_year=0.0)
    assert not any(s.is_admonished(d, none) for d in (2.0**-33, 0.5))
    draws = [(i + 0.5) / 12_000 for i in range(12_000)]
    assert sum(s.is_admonished(d, P) for d in draws) == 200


def test_talks_lower_serious_misconduct_in_a_cohort() -> None:
    """Six years in post, the same luck: without talks, and with two a year."""
    serious = []
    for talks in (0.0, 2.0):
        policy, b = settings_of(s, talks_per_year=talks)
        generator = np.random.default_rng(21)
        seen = 0
        for _ in range(1500):
            admonished, severity = -1200, 0.0
            luck = generator.random((72, 2))
            for month in range(72):
                if s.is_admonished(luck[month, 0], policy):
                    admonished = month
                since = month - admonished
                if severity > 0.0:
                    severity = s.next_severity(severity, since, b)
                elif luck[month, 1] < chance_within_month(s.onset_hazard(0.3, 0.5, 0, since, 0.04, policy, b)):
                    severity = s.first_severity(b)
            seen += s.is_serious(severity, b)
        serious.append(seen)
    # About 100 against 20 cases; by chance alone a difference of 40 comes about in fewer than 1 of 1,000 pairs.
    assert serious[1] < serious[0] - 40
