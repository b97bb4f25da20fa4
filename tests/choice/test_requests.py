"""Asking to leave, refusing, going: signs, magnitudes, zero strength."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms import requests

PRACTICE = SimpleNamespace(**{lever.name: float(lever.default) for lever in requests.LEVERS})
BEHAVIOUR = SimpleNamespace(**{p.name: float(p.value) for p in requests.PARAMETERS})


def _policy(**changes: float) -> SimpleNamespace:
    return SimpleNamespace(**(vars(PRACTICE) | changes))


def _comfort(
    policy: Any = PRACTICE, morale: float = 0.6, fatigue: float = 0.4, difficulty: float = 0.5, away: int = 1
) -> float:
    return requests.comfort_of_post(morale, fatigue, difficulty, away, policy, BEHAVIOUR)


def _requests_per_year(stay: float, comfort: float) -> float:
    return 12.0 * requests.request_hazard(stay, comfort, BEHAVIOUR)


@pytest.mark.parametrize("name", ["pay_premium_share", "family_support_share", "hardship_allowance_share"])
def test_what_is_done_for_chiefs_keeps_them_and_makes_them_accept(name: str) -> None:
    better, before = _comfort(_policy(**{name: 1.0})), _comfort()
    assert better > before + 2.0
    assert requests.request_hazard(25.0, better, BEHAVIOUR) < 0.9 * requests.request_hazard(25.0, before, BEHAVIOUR)
    assert requests.acceptance_chance(1.0, 0.0, 0, better, BEHAVIOUR) > requests.acceptance_chance(
        1.0, 0.0, 0, before, BEHAVIOUR
    )


def test_the_allowance_does_nothing_where_there_is_no_hardship() -> None:
    assert _comfort(_policy(hardship_allowance_share=1.0), difficulty=0.0) == _comfort(difficulty=0.0)
    full = _policy(hardship_allowance_share=1.0)
    assert _comfort(full, difficulty=1.0) == _comfort(full, difficulty=0.0)


def test_requests_are_rare_and_come_from_those_without_hope() -> None:
    hopeful, hopeless = _requests_per_year(60.0, _comfort()), _requests_per_year(20.0, _comfort())
    assert hopeful < 0.005 < hopeless < 0.08
    assert _requests_per_year(20.0, _comfort(difficulty=1.0)) > 1.3 * _requests_per_year(20.0, _comfort(difficulty=0.2))


def test_requests_rise_with_fatigue_and_fall_with_morale() -> None:
    tired, fresh = _comfort(fatigue=0.9), _comfort(fatigue=0.1)
    assert _requests_per_year(25.0, tired) > 1.4 * _requests_per_year(25.0, fresh)
    assert _requests_per_year(25.0, _comfort(morale=0.2)) > _requests_per_year(25.0, _comfort(morale=0.9))


def test_a_rise_is_accepted_and_the_able_refuse_hard_counties_first() -> None:
    hard, easy = _comfort(morale=0.5, fatigue=0.0, difficulty=0.9), _comfort(morale=0.5, fatigue=0.0, difficulty=0.2)

    def refuses(appraisal: float, rises: int, comfort: float) -> float:
        return 1.0 - requests.acceptance_chance(1.0, appraisal, rises, comfort, BEHAVIOUR)

    assert refuses(0.0, 1, easy) < 0.01
    assert refuses(2.0, 1, hard) > 1.5 * refuses(-2.0, 1, hard)
    assert refuses(0.0, 0, hard) > 2.0 * refuses(0.0, 0, easy)
    assert 0.02 < refuses(0.0, 0, _comfort(morale=0.5, fatigue=0.0)) < 0.2


def test_an_onward_post_makes_them_go() -> None:
    without, with_it = (requests.leaves_willingly_chance(_comfort(), flag, BEHAVIOUR) for flag in (0, 1))
    assert 0.7 < without < 0.97 < with_it


@given(st.floats(0, 300), st.floats(0, 300), st.floats(-30, 30), st.floats(-30, 30), st.integers(0, 1))
def test_chances_are_chances(stay: float, ambition: float, appraisal: float, comfort: float, flag: int) -> None:
    assert 0.0 <= requests.request_hazard(stay, comfort, BEHAVIOUR) <= BEHAVIOUR.request_most_per_month
    assert 0.0 <= requests.acceptance_chance(ambition, appraisal, flag, comfort, BEHAVIOUR) <= 1.0
    assert 0.0 <= requests.leaves_willingly_chance(comfort, flag, BEHAVIOUR) <= 1.0
    assert requests.request_hazard(stay + 5.0, comfort, BEHAVIOUR) <= requests.request_hazard(stay, comfort, BEHAVIOUR)
