"""Metrics of exits and the five-year clock of congresses, against histories counted by hand."""

from __future__ import annotations

import pytest

from tests.test_metrics import MOVE, of, spell


def test_off_cycle_exits_are_counted_around_the_own_congress():
    # Secretaries' congresses fall at 0, 60, 120, heads' elections at 4, 64.
    rows = [spell(0, 0, -9, 57, MOVE), spell(1, 0, -9, 56, MOVE), spell(0, 1, -9, 73, MOVE), spell(1, 1, -9, 74, MOVE)]
    assert of("off_cycle_exit_share", *rows) == pytest.approx(0.5 * 60 / 47)


def test_synchrony_is_one_in_one_month_and_nothing_when_even():
    same = [spell(0, 0, -9 + i, 60, MOVE) for i in range(8)]
    assert of("synchrony", *same) == pytest.approx(1.0)
    even = [spell(0, 0, -i, i, MOVE) for i in range(60)]
    assert of("synchrony", *even) == pytest.approx(-1 / 59)


def test_elected_chiefs_who_leave_within_a_year():
    rows = [
        spell(0, 0, -9, 66, MOVE, elected_month=60),
        spell(1, 0, -70, 90, MOVE, elected_month=60),
        spell(0, 1, 2, 75, MOVE, elected_month=64),
        spell(1, 1, 2, elected_month=64),
    ]
    # Elections from month 0 on: 0 and 60, 0 and 60, 4 and 64, 4 and 64; one chief left within 12 months, one at 11.
    assert of("elected_leave_within_12m_share", *rows) == pytest.approx(2 / 8)
    assert of("elected_leave_within_12m_baseline_clock_share", *rows) == pytest.approx(2 / 8)


def test_whoever_is_replaced_in_the_month_of_the_congress_was_not_elected_at_it():
    replaced = [spell(0, 0, -9, 60, MOVE, elected_month=60), spell(0, 1, -9, 64, MOVE, elected_month=64)]
    stayed = [spell(1, 0, -9, 61, MOVE, elected_month=60), spell(1, 1, -9, elected_month=64)]
    # Elections: 0 and 4 of those replaced; 0, 60, 4 and 64 of those who stayed, of whom one was gone a month later.
    assert of("elected_leave_within_12m_share", *replaced, *stayed) == pytest.approx(1 / 6)
    assert of("elected_leave_within_12m_baseline_clock_share", *replaced, *stayed) == pytest.approx(1 / 6)
    new = [spell(0, 0, 50, 60, MOVE, elected_month=60)]
    assert of("elected_leave_within_12m_share", *new) is None
    assert of("elected_leave_within_12m_baseline_clock_share", *new) is None


def test_elections_too_near_the_end_are_not_asked():
    rows = [spell(0, 0, -9, elected_month=60), spell(1, 0, -9, 62, MOVE, elected_month=60)]
    assert of("elected_leave_within_12m_share", *rows, last_month=70) == pytest.approx(0.0)
    assert of("elected_leave_within_12m_baseline_clock_share", *rows, last_month=70) == pytest.approx(0.0)
    assert of("elected_leave_within_12m_share", *rows, last_month=80) == pytest.approx(1 / 4)
    assert of("elected_leave_within_12m_baseline_clock_share", *rows, last_month=80) == pytest.approx(1 / 4)


def test_chiefs_a_term_counts_those_who_held_the_post_in_whole_terms():
    rows = [spell(0, 0, -9, 10, MOVE), spell(0, 0, 12, 40, MOVE), spell(0, 0, 42), spell(1, 0, -9)]
    heads = [spell(0, 1, -9), spell(1, 1, -9)]
    # Terms 0-59, 60-119 of two secretaries, 4-63 of two heads: 3, 1, 1, 1, 1, 1.
    assert of("leaders_per_post_per_term", *rows, *heads) == pytest.approx(8 / 6)
    assert of("three_chiefs_share", *rows, *heads) == pytest.approx(1 / 6)


def test_congress_years_are_compared_with_the_others():
    # Party congress in year 0 of five, election in the same year; heads leave in years 0, 5 and 3.
    rows = [spell(0, 1, -9, 3, MOVE), spell(0, 1, 4, 65, MOVE), spell(1, 1, -9, 40, MOVE)]
    assert of("congress_year_exit_ratio", *rows) == pytest.approx((2 / 48) / (1 / 192))
