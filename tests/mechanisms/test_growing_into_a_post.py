"""What time in post does to a chief's chances, and who is exchanged."""

from __future__ import annotations

import itertools

from sim.mechanisms import careers, contest, pools
from sim.vocabulary import Kind
from tests.mechanisms.tools import settings_of

P, B = settings_of(contest, careers, pools)


def test_greenness_fades_in_a_straight_line_sooner_where_time_runs_faster() -> None:
    half = int(B.green_months) // 2
    assert contest.greenness_of_head(0, B) == contest.greenness(0, 3.0, B) == 1.0
    assert contest.greenness_of_head(half, B) == contest.greenness(half, 1.0, B) == 1.0 - half / B.green_months
    assert contest.greenness(half, 2.0, B) == max(0.0, 1.0 - 2.0 * half / B.green_months)
    assert contest.greenness(2000, 1.0, B) == 0.0


def test_a_head_grows_into_the_post_of_a_secretary() -> None:
    scores = [contest.secretary_score(Kind.HEAD, 1, 0, green, 0.3, B) for green in (1.0, 0.5, 0.0)]
    assert all(less < more for less, more in itertools.pairwise(scores))
    assert scores[-1] - scores[0] == B.green_for_secretary
    for kind in (Kind.SECRETARY, Kind.BUREAU):
        assert contest.secretary_score(kind, 0, 0, 1.0, 0.3, B) == contest.secretary_score(kind, 0, 0, 0.0, 0.3, B)


def test_a_chief_new_to_his_post_has_less_for_an_upper_one() -> None:
    new, known = (contest.upper_score(Kind.SECRETARY, 0.3, 0.5, green, B) for green in (1.0, 0.0))
    assert abs(known - new - B.green_for_upper) < 1e-12
    assert contest.upper_score(Kind.BUREAU, 0.3, 0.5, 1.0, B) == 0.3


def test_whoever_has_to_be_moved_is_exchanged_first() -> None:
    for score in (
        lambda planned: contest.secretary_score(Kind.SECRETARY, 0, planned, 0.0, 0.3, B),
        lambda planned: contest.head_score(Kind.HEAD, planned, 0.3, B),
    ):
        assert abs(score(1) - score(0) - B.exchange_of_planned) < 1e-12
    assert contest.head_score(Kind.DEPUTY, 0, 0.3, B) == 0.3


def test_a_congress_nominates_those_who_can_still_serve() -> None:
    limit = int(12 * P.chief_age_limit_years)
    _, two = settings_of(careers, pools, renomination_years=2.0)
    assert careers.reaches_age_limit(limit, 0, P, B) and not careers.reaches_age_limit(limit - 1, 0, P, B)
    assert careers.reaches_age_limit(limit - 24, 1, P, two) and not careers.reaches_age_limit(limit - 25, 1, P, two)
    assert careers.years_short_at_congress(1, two) == 2.0 and careers.years_short_at_congress(0, two) == 0.0
    _, any_age = settings_of(careers, renomination_years=0.0)
    assert not careers.reaches_age_limit(limit - 1, 1, P, any_age)
    usual = pools.pool_age_limit_months(Kind.BUREAU, 0.0, P, B)
    assert pools.pool_age_limit_months(Kind.BUREAU, 2.0, P, B) == usual - 24
    for kind in (Kind.UPPER, Kind.DEPUTY, Kind.DEPARTMENT):
        assert pools.pool_age_limit_months(kind, 2.0, P, B) == pools.pool_age_limit_months(kind, 0.0, P, B)
