"""Marks, standing, and what a poor one leads to."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

from sim.mechanisms import appraisal as a
from tests.mechanisms.tools import moved_by, settings_of

P, B = settings_of(a)
COUNTY = {"growth": 1.0, "showcase": 1.0, "capital": 1.5, "mess": 0.7, "development": 0.4, "difficulty": 0.6}
FAILING = {"role": 0, "appraisal": -2.0, "tenure_months": 30, "months_since_incident": 1200}


def seen(policy: object = P, **changes: float) -> float:
    """What superiors see of a county."""
    return a.view_from_above(**{**COUNTY, **changes}, policy=policy, behaviour=B)


def test_a_short_view_sees_show_and_a_long_view_sees_foundations() -> None:
    short, _ = settings_of(a, long_view_share=0.0)
    long, _ = settings_of(a, long_view_share=1.0)
    for growth_or_show in ("growth", "showcase"):
        assert seen(short, **{growth_or_show: 2.0}) > seen(short)
        assert seen(long, **{growth_or_show: 2.0}) == seen(long)
    assert seen(short, capital=2.0, mess=2.0) == seen(short)
    assert seen(long, capital=2.0) > seen(long) > seen(long, mess=2.0)


def test_value_added_makes_poor_and_hard_places_equal() -> None:
    level, _ = settings_of(a, value_added_share=0.0)
    added, _ = settings_of(a, value_added_share=1.0)
    assert seen(level, development=0.9) > seen(level, development=0.1)
    assert seen(level, difficulty=0.9) < seen(level, difficulty=0.1)
    assert seen(added, development=0.9, difficulty=0.1) == seen(added, development=0.1, difficulty=0.9)


def test_local_voice() -> None:
    assert a.view_from_below(0.8, 0.5, B) < a.view_from_below(0.2, 0.5, B) < a.view_from_below(0.2, 0.9, B)
    mute, _ = settings_of(a, local_voice_share=0.0)
    assert a.mark(0.7, 5.0, 0.3, mute) == a.mark(0.7, -5.0, 0.3, mute)
    assert a.weight_from_above(mute) == 1.0
    assert moved_by(a, a.mark, "local_voice_share", {"above": 0.0, "below": 1.0, "draw": 0.5}) > 0.0


def test_without_noise_the_draw_is_of_no_account() -> None:
    exact, _ = settings_of(a, appraisal_noise_sd=0.0, local_voice_share=0.0)
    assert a.mark(0.7, 0.0, 0.001, exact) == a.mark(0.7, 0.0, 0.999, exact) == 0.7
    assert moved_by(a, a.mark, "appraisal_noise_sd", {"above": 0.0, "below": 0.0, "draw": 0.9}) > 0.0


def test_what_measured_work_counts() -> None:
    assert a.appraisal_return(P, B) == pytest.approx(1.0, abs=1e-3)
    assert moved_by(a, a.pull_of_show, "target_stretch_share", {}) > 0.0
    assert moved_by(a, a.appraisal_return, "appraisal_noise_sd", {}) < 0.0
    assert moved_by(a, a.local_voice, "local_voice_share", {}) > 0.0
    assert a.long_view(P) == 0.1 and a.vetoes(P) == 4


@pytest.mark.parametrize(("years", "interval", "expected"), [(1, 12, 1.0), (3, 12, 3.0), (1, 60, 5.0), (2, 30, 2.5)])
def test_years_averaged_are_no_shorter_than_the_interval(years: int, interval: int, expected: float) -> None:
    policy, _ = settings_of(a, appraisal_years=years, appraisal_interval_months=interval)
    assert a.years_averaged(policy) == expected
    due = [m for m in range(-60, 180) if a.appraisal_due(m, 7, policy)]
    assert 7 in due and {y - x for x, y in zip(due, due[1:], strict=False)} == {interval}


def test_standing_after_one_mark() -> None:
    assert a.next_appraisal(0.3, 5.0, 3.0, 2.0, P, B) == pytest.approx(1.0)
    assert a.next_appraisal(0.3, 5.0, 5.0, 0.0, P, B) == 0.0
    assert a.next_appraisal(0.0, 900.0, 0.0, 1.0, P, B) == 4.0
    long, _ = settings_of(a, appraisal_years=5)
    assert 0.3 < a.next_appraisal(0.3, 5.0, 3.0, 2.0, long, B) < 1.0
    once, _ = settings_of(a, appraisal_years=5, appraisal_interval_months=60)
    assert a.next_appraisal(0.3, 5.0, 3.0, 2.0, once, B) == a.next_appraisal(0.3, 5.0, 3.0, 2.0, P, B)


def panel(
    years: int, growth_share: float, seed: int, chiefs: int = 16, prefectures: int = 60, span: int = 20
) -> np.ndarray:
    """Standing and growth of chiefs whose counties' growth has SD 3 and lasts from year to year by this share."""
    policy, b = settings_of(a, appraisal_years=years)
    generator = np.random.default_rng(seed)
    rows = []
    for _ in range(prefectures):
        lasting = generator.normal(0.0, 3.0 * math.sqrt(growth_share), chiefs)
        places = generator.uniform(0.2, 0.8, (chiefs, 2))
        standing = generator.normal(0.0, 1.0, chiefs)
        for year in range(span):
            growth = lasting + generator.normal(0.0, 3.0 * math.sqrt(1.0 - growth_share), chiefs)
            marks = [
                a.mark(
                    a.view_from_above(g, 0.85, 1.5, 0.75, d, h, policy, b), a.view_from_below(0.45, 0.5, b), u, policy
                )
                for g, (d, h), u in zip(growth, places, generator.random(chiefs), strict=True)
            ]
            mean, spread = float(np.mean(marks)), float(np.std(marks, ddof=1))
            standing = np.array(
                [a.next_appraisal(s, x, mean, spread, policy, b) for s, x in zip(standing, marks, strict=True)]
            )
            if year >= 8:
                rows.append(np.column_stack([standing, growth, np.broadcast_to(lasting, chiefs)]))
    return np.concatenate(rows)


def test_standing_has_mean_nil_and_spread_one() -> None:
    # Compared marks of 16 have SD sqrt(15/16) = .968 exactly; 11,520 of them: standard error below .01.
    yearly = panel(1, 0.2, 11)
    assert abs(yearly[:, 0].mean()) < 1e-9
    assert yearly[:, 0].std() == pytest.approx(math.sqrt(15 / 16), abs=0.005)
    averaged = panel(5, 0.2, 11)
    assert 0.7 < averaged[:, 0].std() < 1.3


def test_growth_counts_as_much_as_promotions_say() -> None:
    # Weight of appraisal .25: exp(.25 x correlation) = 1.12 asks for a correlation of .45. With 960 chiefs its standard
    # error is about .02; the band holds .27 to .63, eight of them from the .5 of this panel.
    yearly = panel(1, 0.2, 12)
    correlation = float(np.corrcoef(yearly[:, 0], yearly[:, 1])[0, 1])
    assert 1.07 < math.exp(0.25 * correlation) < 1.17


def test_averaging_years_raises_what_lasts() -> None:
    one = np.corrcoef(panel(1, 0.3, 13)[:, [0, 2]].T)[0, 1]
    five = np.corrcoef(panel(5, 0.3, 13)[:, [0, 2]].T)[0, 1]
    assert five > one + 0.1


def test_standing_of_others_keeps_its_spread() -> None:
    draws = np.random.default_rng(14).random((40, 2000))
    standing = np.zeros(2000)
    for row in draws:
        standing = np.array([a.next_appraisal_of_others(s, u, B) for s, u in zip(standing, row, strict=True)])
    # SD of the SD .018 (kurtosis below 4.2), 4 of them.
    assert abs(standing.mean()) < 4 / math.sqrt(2000) and standing.std() == pytest.approx(1.0, abs=0.075)


@pytest.mark.parametrize("years", [1, 3, 5])
@pytest.mark.parametrize("standing", [-1.0, 0.0, 1.0, 2.5])
def test_the_chance_of_an_excellent_year_is_the_tail_of_a_normal_standing(years: int, standing: float) -> None:
    policy, _ = settings_of(a, appraisal_years=years)
    kept = 1 - (1 - B.mark_reliability_share) / years
    needed = B.excellent_from + B.excellent_stretch * policy.target_stretch_share
    tail = norm.sf(needed, loc=kept * standing, scale=math.sqrt(1 - kept**2))
    assert a.chance_of_excellent(standing, policy, B) == pytest.approx(tail, abs=0.01)


def test_excellence_and_streaks() -> None:
    assert a.is_excellent(1.0, P, B) and not a.is_excellent(0.99, P, B)
    stretched, _ = settings_of(a, target_stretch_share=1.0)
    assert not a.is_excellent(1.2, stretched, B)
    assert [a.next_streak(2, flag, P) for flag in (0, 1)] == [0, 3]
    end, _ = settings_of(a, appraisal_interval_months=60)
    assert a.next_streak(0, 1, end) == 5


def test_who_fails() -> None:
    base = a.failure_hazard(**FAILING, policy=P, behaviour=B)

    def hazard(**changes: float) -> float:
        return a.failure_hazard(**{**FAILING, **changes}, policy=P, behaviour=B)

    assert hazard(appraisal=-3.0) > base > hazard(appraisal=0.0) > 0.0
    assert hazard(months_since_incident=2) > base == hazard(months_since_incident=7)
    assert hazard(role=1) > base and hazard(tenure_months=5) == 0.0
    assert hazard(tenure_months=8, months_since_incident=9) == base, "nobody answers for what came before him"
    assert moved_by(a, a.failure_hazard, "failure_tolerance_share", FAILING) < 0.0
    assert moved_by(a, a.failure_hazard, "veto_count", FAILING) > 0.0
    merciful, _ = settings_of(a, failure_tolerance_share=1.0, veto_count=0)
    assert a.failure_hazard(**{**FAILING, "months_since_incident": 1}, policy=merciful, behaviour=B) == 0.0


def test_removals_are_as_rare_as_the_flows_say() -> None:
    # design/model.md §2: failure and discord .05 of secretaries' exits, .016 a year; discord takes about .002 of it.
    generator = np.random.default_rng(15)
    standing = generator.normal(0.0, 1.0, 50_000)
    spread_this_half_year = generator.random(50_000) < 0.055 / 2
    yearly = [
        12 * a.failure_hazard(0, s, 30, 3 if hit else 1200, P, B)
        for s, hit in zip(standing, spread_this_half_year, strict=True)
    ]
    # Standard error of the mean below .0002.
    assert 0.010 < np.mean(yearly) < 0.018


def test_help_after_a_poor_appraisal() -> None:
    given = {"competence": 0.4, "is_weakest": 1, "appraisal": -1.5}
    assert moved_by(a, a.after_remedy, "remedial_talk_share", given) == pytest.approx(0.1 * 0.6)
    assert a.after_remedy(0.4, 1, -1.5, P, B) == 0.4, "no help in the practice of 1999-2012"
    full, _ = settings_of(a, remedial_talk_share=1.0)
    assert a.after_remedy(0.4, 0, -1.5, full, B) == a.after_remedy(0.4, 1, -0.9, full, B) == 0.4
