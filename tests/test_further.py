"""Further published figures: each counted by hand in a history small enough to be seen through."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.calibration.further import (
    FURTHER,
    acting_in_both,
    beyond_clustering,
    busiest_year,
    exit_age,
    formed_early,
    further,
    growth_at_term_end,
    peak_age,
    promotions_a_prefecture,
    started_and_lasted,
    yearly_promotion,
    years_to_caught,
)
from experiments.calibration.moments import Observed
from experiments.calibration.patterns import PATTERNS
from sim.ledger import Ledger
from sim.metrics import METRICS, RunTables
from sim.vocabulary import NEVER, CaseOutcome, Destination, Kind
from tests.synthetic import ledger, places, table
from tests.test_moments import MOVE, UP, WEIGHTS, panel, renewal, run_of, spell

UPPER, OWN, BUREAU = Destination.DEPUTY_BUREAU, Destination.OWN_SECRETARY, Destination.BUREAU


def seen(*rows, **more):
    return Observed(run_of(*rows, **more), WEIGHTS)


def test_further_moments_of_any_history_are_numbers_or_none() -> None:
    found = further(Observed(RunTables(ledger(places(), 4), places()), WEIGHTS))
    assert list(found) == list(FURTHER)
    assert all(value is None or math.isfinite(value) for value in found.values())
    assert found["exit_age_head"] and found["yearly_promotion_both"] and found["started_over_8_years_head"] is not None
    assert set(further(seen(spell(0, 0, 1, -5))).values()) <= {None, 0.0}
    assert not set(FURTHER) & set(METRICS)


def test_age_at_exit_is_that_of_those_who_leave_in_the_window() -> None:
    one = seen(
        spell(0, 0, 1, -20, 5, MOVE, BUREAU, age_end_months=600),
        spell(0, 0, 2, 5, 30, UP, UPPER, age_end_months=624),
        spell(0, 0, 3, 30, age_end_months=-1),
        spell(0, 1, 4, -20, 40, MOVE, BUREAU, age_end_months=540),
    )
    assert exit_age(one, 0) == 51.0 and exit_age(one, 1) == 45.0


def test_promotions_within_a_year_by_hand() -> None:
    """Year-ends at -1, 11, 23, 35 open a year; the secretary of months 25-29 is at none of them."""
    one = seen(
        spell(0, 0, 1, -20, 14, UP, UPPER),
        spell(0, 0, 2, 15, 25, MOVE, BUREAU),
        spell(0, 0, 3, 25, 29, UP, UPPER),
        spell(0, 0, 4, 29),
        spell(0, 1, 5, -20, 40, UP, OWN),
        counties=1,
    )
    assert yearly_promotion(one, (0,)) == 1 / 4  # cadre 1 at -1 and 11, 2 at 23, 4 at 35
    assert yearly_promotion(one, (0, 1)) == 2 / 8
    assert promotions_a_prefecture(one) == pytest.approx(2 / 4 * 8.2)


def pairs(counties, both, secretary, head, offset=0):
    """Two year-ends, -1 and 11: so many counties in which both change, or one alone; nobody succeeds."""
    rows = []
    for county in range(counties):
        gone = (county < both + secretary, county < both or both + secretary <= county < both + secretary + head)
        for role in (0, 1):
            place, identity = county + offset, 1000 * (offset + 1) + 10 * county + role
            if gone[role]:
                rows += [spell(place, role, identity, -20, 5, MOVE, BUREAU), spell(place, role, identity + 5, 6)]
            else:
                rows += [spell(place, role, identity, -20)]
    return rows


def test_what_clustering_explains_is_taken_from_joint_departures() -> None:
    where = places(20, 2)
    rows = pairs(10, 2, 2, 1)
    alone = Observed(RunTables(Ledger({"spells": np.concatenate(rows)}, 0, 12), places(10, 1)), WEIGHTS)
    # Ten pairs: both in 2, secretaries in 4, heads in 3; by chance 1.2 of them together.
    assert beyond_clustering(alone) == pytest.approx((2 - 4 * 3 / 10) / 10)
    # A second province, where everybody goes in that year: its ten are what chance gives there.
    where.province[10:] = 1
    rows += pairs(10, 10, 0, 0, offset=10)
    two = Observed(RunTables(Ledger({"spells": np.concatenate(rows)}, 0, 12), where), WEIGHTS)
    assert beyond_clustering(two) == pytest.approx((2 + 10 - 4 * 3 / 10 - 10) / 20)


def test_a_succession_is_no_joint_departure() -> None:
    rows = pairs(9, 2, 2, 1)
    rows += [spell(9, 0, 1, -20, 5, UP, UPPER), spell(9, 0, 2, 5), spell(9, 1, 2, -20, 5, UP, OWN), spell(9, 1, 3, 6)]
    one = Observed(RunTables(Ledger({"spells": np.concatenate(rows)}, 0, 12), places(10, 1)), WEIGHTS)
    assert beyond_clustering(one) == pytest.approx((2 - 4 * 3 / 9) / 10)


def test_chiefs_who_know_nothing_of_each_other_leave_nothing_over() -> None:
    assert beyond_clustering(Observed(renewal(0.03), WEIGHTS)) == pytest.approx(0.0, abs=0.004)


def test_spells_are_followed_from_their_start() -> None:
    """In 150 months what begins up to month 29 is followed for ten years; 96 months are not more than eight years."""
    one = seen(
        spell(0, 1, 1, -20, 2, MOVE, BUREAU),  # begun before the window
        spell(0, 1, 2, 2, 98, MOVE, BUREAU),  # 96 months
        spell(0, 1, 3, 98),  # too late
        spell(1, 1, 4, 5, 102, MOVE, BUREAU),  # 97 months
        spell(2, 1, 5, 29),  # 121 months at the end of the window, running
        spell(3, 1, 6, 10, 130, MOVE, BUREAU),  # 120 months
        spell(0, 0, 7, 1),
        last_month=150,
        counties=4,
    )
    assert started_and_lasted(one, 96) == 3 / 4
    assert started_and_lasted(one, 120) == 1 / 4
    assert started_and_lasted(seen(spell(0, 1, 1, 0), last_month=120), 96) is None


def test_the_heads_post_stands_empty_after_a_succession() -> None:
    def county(number, filled):
        return [
            spell(number, 0, 10 * number + 1, -20, 9, UP, UPPER),
            spell(number, 0, 10 * number + 2, 9),
            spell(number, 1, 10 * number + 2, -20, 9, UP, OWN),
            spell(number, 1, 10 * number + 3, filled),
        ]

    # Filled in December is filled at the year-end (11); in January it is not. A move from outside is no succession.
    other = [spell(2, 0, 21, -20, 9, UP, UPPER), spell(2, 0, 29, 9), spell(2, 1, 22, -20, 9, MOVE), spell(2, 1, 23, 20)]
    one = seen(*county(0, 11), *county(1, 12), *other, counties=3)
    assert acting_in_both(one) == 1 / 2


def test_growth_at_the_end_of_a_term_is_the_slope_over_those_who_leave() -> None:
    """Three leave in year 2, after growth of 0, 1 and 2 in the years before; the last is promoted."""
    growth = np.array([[0.0, 0, 9, 9], [1, 1, 9, 9], [2, 2, 9, 9], [7, 7, 7, 7]])
    rows = []
    for county in range(3):
        reason = UP if county == 2 else MOVE
        rows += [spell(county, 0, county, -6, 26, reason, UPPER), spell(county, 0, 10 + county, 26, 28, MOVE, BUREAU)]
    one = seen(*rows, spell(3, 0, 9, -6), counties=4, county_periods=panel(growth))
    # Standardised -1.22, 0, 1.22 against 0, 0, 1: 1.22 / 3. Those who come and go within year 2 have no growth.
    assert growth_at_term_end(one, 0) == pytest.approx(math.sqrt(1.5) / 3)
    assert growth_at_term_end(one, 1) is None
    assert growth_at_term_end(seen(*rows, counties=4), 0) is None


def test_what_growth_wins_at_the_end_of_a_term_is_recovered() -> None:
    rng = np.random.default_rng(6)
    counties = 4000
    growth = np.repeat(rng.normal(size=(counties, 1)), 4, axis=1)
    rises = rng.random(counties) < 0.4 + 0.05 * growth[:, 0]
    rows = [spell(c, 1, c, -6, 30, UP if rises[c] else MOVE, UPPER) for c in range(counties)]
    history = Ledger({"spells": np.concatenate(rows), "county_periods": panel(growth)}, 0, 48)
    found = growth_at_term_end(Observed(RunTables(history, places(counties, 10)), WEIGHTS), 1)
    assert found == pytest.approx(0.05, abs=0.02)


def test_the_age_of_most_promotions_by_a_quadratic() -> None:
    """Of a hundred secretaries at each age, 8 are promoted at 44, fewer by the square of the distance from it."""
    rows, number = [], 0
    for age in range(36, 51):
        risen = round(80 - (age - 44) ** 2)
        for one in range(100):
            end = {"end": 5, "reason": UP} if one < risen else {}
            rows.append(spell(number, 0, number, -7, age_start_months=12 * age - 6, **end))
            number += 1
    history = RunTables(Ledger({"spells": np.concatenate(rows)}, 0, 12), places(number, 10))
    # Year-ends at -1 and 11, of which the first opens a year; there each is half a year older than at his start.
    assert peak_age(Observed(history, WEIGHTS)) == pytest.approx(44.0)
    rows = [row.copy() for row in rows]
    for row in rows:
        row["end_month"] = np.where(row["end_month"] == NEVER, 5, NEVER)
        row["exit_reason"] = UP
    upside = RunTables(Ledger({"spells": np.concatenate(rows)}, 0, 12), places(number, 10))
    assert peak_age(Observed(upside, WEIGHTS)) is None


def test_the_formed_early_are_followed_through_later_posts() -> None:
    early, late = 41 * 12, 41 * 12 + 1
    one = seen(
        spell(0, 1, 1, 3, 20, MOVE, BUREAU, age_start_months=early),  # bureau director, promoted from there
        spell(1, 1, 2, 5, age_start_months=early),
        spell(2, 1, 3, 6, 30, UP, OWN, age_start_months=late),  # own secretary at more than 41, promoted from there
        spell(2, 0, 3, 30, 60, UP, UPPER, age_start_months=late + 24),
        spell(3, 1, 4, 7, 90, MOVE, BUREAU, age_start_months=late),
        spell(4, 0, 5, 8, age_start_months=late),
        spell(5, 1, 6, 9, 12, MOVE, BUREAU, age_start_months=late),  # promoted more than ten years on
        spell(6, 1, 7, -9, 20, UP, UPPER, age_start_months=early),  # begun before the window
        spell(7, 1, 8, 60, 80, UP, UPPER, age_start_months=early),  # not followed for ten years
        counties=8,
        last_month=150,
        pool_spells=table(
            "pool_spells",
            {"kind": Kind.BUREAU, "cadre": 1, "start_month": 20, "end_month": 123, "destination": UPPER},
            {"kind": Kind.UPPER, "cadre": 1, "start_month": 123, "end_month": 140, "destination": UPPER},
            {"kind": Kind.BUREAU, "cadre": 6, "start_month": 12, "end_month": 130, "destination": UPPER},
            {"kind": Kind.BUREAU, "cadre": 4, "start_month": 90, "end_month": NEVER, "destination": -1},
        ),
    )
    assert formed_early(one) == pytest.approx((1 / 2) / (1 / 4))


def test_years_to_being_caught_are_those_of_chiefs_removed() -> None:
    removed = {"founded": 1, "outcome": CaseOutcome.REMOVED}
    chief = {"cadre": 2, "role": 0, "founded": 1}
    one = seen(
        spell(0, 0, 1, -20, 10, MOVE, BUREAU),
        spell(0, 0, 2, 10),
        cases=table(
            "cases",
            {**removed, "cadre": 2, "role": 0, "onset_month": -24, "detected_month": 24},
            {**removed, "cadre": 7, "role": 1, "onset_month": 6, "detected_month": 30},
            {**removed, "cadre": 1, "role": Kind.BUREAU, "onset_month": -90, "detected_month": 30},  # chief before
            {**removed, "cadre": 8, "role": Kind.BUREAU, "onset_month": 0, "detected_month": 1},  # never one
            {**removed, "cadre": 9, "role": 0, "onset_month": NEVER, "detected_month": 9, "founded": 0},
            {**chief, "outcome": CaseOutcome.PUT_RIGHT, "onset_month": 0, "detected_month": 1},
            {**chief, "outcome": -1, "onset_month": 2, "detected_month": NEVER},
        ),
    )
    assert years_to_caught(one) == 4.0  # of 2, 4 and 10
    assert years_to_caught(seen(spell(0, 0, 1, 0))) is None


def test_the_busiest_year_is_counted_from_the_start_in_office() -> None:
    """Cadre 1 begins in month -3: the period of months 0-11 has its middle in the first year, and so on."""
    told = [(0.2, 0.1), (0.3, 0.1), (0.3, 0.3), (0.4, 0.1), (0.3, 0.1), (0.1, 0.1), (0.9, 0.9)]

    def periods(cadre=1, months=12):
        return table(
            "chief_periods",
            *(
                {
                    "county": 0,
                    "role": 0,
                    "cadre": cadre,
                    "first_month": 12 * year,
                    "months": months,
                    "development_effort": built,
                    "showcase_effort": shown,
                }
                for year, (built, shown) in enumerate(told)
            ),
        )

    stays = spell(0, 0, 1, -3)
    assert busiest_year(seen(stays, last_month=84, chief_periods=periods())) == 3.0  # the seventh is not compared
    assert busiest_year(seen(spell(0, 0, 1, -15), last_month=84, chief_periods=periods())) is None  # no first year
    assert busiest_year(seen(stays, last_month=84, chief_periods=periods(cadre=2))) is None
    assert busiest_year(seen(stays, last_month=84, chief_periods=periods(months=11))) is None


def test_the_smallest_rise_of_secretaries_is_that_between_year_ends() -> None:
    """Ten begin together; from one year-end to the next go 1 of 10, then 2 of 9, 3 of 7, 2 of 4 and 2 of 2."""
    (pattern,) = (one for one in PATTERNS if one.key == "smallest_rise_secretary")
    rows, county = [], 0
    for year, leaving in enumerate((1, 2, 3, 2, 2)):
        for _ in range(leaving):
            rows.append(spell(county, 0, county, 2, 12 * year + 15, MOVE, BUREAU))
            county += 1
    one = seen(*rows, last_month=72, counties=10)
    hazards = [1 / 10, 2 / 9, 3 / 7, 2 / 4, 1.0]
    assert [one.snapshots.hazard(0, year) for year in range(1, 6)] == pytest.approx(hazards)
    assert pattern.of(one, 53.0) == pytest.approx(2 / 4 - 3 / 7)
    assert pattern.accepts(0.0) and not pattern.accepts(-0.001)
    assert pattern.of(seen(*rows[:3], last_month=72, counties=10), 53.0) is None
