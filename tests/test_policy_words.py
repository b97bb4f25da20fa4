"""A policy in words: every setting can be told, with the unit its lever is counted in."""

from __future__ import annotations

import pytest

from experiments.policy_words import setting
from sim.policy import LEVERS
from sim.texts import Text


@pytest.mark.parametrize("name", LEVERS)
def test_every_setting_of_a_lever_can_be_told(name: str) -> None:
    lever = LEVERS[name]
    told = [setting(lever, value) for value in (lever.positions.values() or (lever.low, lever.high))]
    assert len({text.zh for text in told}) == len({text.en for text in told}) == len(told)


def test_years_of_age_are_not_years_of_time_in_chinese() -> None:
    assert setting(LEVERS["chief_age_limit_years"], 56) == Text("56 years", "56岁")
    assert setting(LEVERS["upgrade_years"], 5) == Text("5 years", "5年")
    assert setting(LEVERS["minimum_tenure_months"], 60) == Text("60 months", "60个月")
    assert setting(LEVERS["talks_per_year"], 2) == Text("2 a year", "2次/年")
