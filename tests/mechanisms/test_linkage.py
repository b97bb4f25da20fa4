"""Linking terms: the exchange window, the look ahead at a congress, the gap between the two chiefs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms import linkage as k
from tests.mechanisms.tools import settings_of

P, B = settings_of(k)
MONTHS = range(-30, 30)


@given(st.sampled_from(MONTHS), st.floats(0.0, 1.0), st.floats(1e-6, 0.2), st.integers(0, 240))
def test_without_strength_nobody_waits_and_nothing_is_brought_forward(
    away: int, draw: float, hazard: float, months: int
) -> None:
    assert not k.window_matters(P) and not k.waits_for_congress(away, draw, P, B)
    assert k.hazard_looking_ahead(hazard, away, P, B) == hazard
    assert not k.looks_ahead_now(away, P) and k.age_looked_at(months, draw, P, B) == months
    assert not k.gap_matters(P) and not k.gap_binds(months, draw, P)
    no_months, _ = settings_of(k, pair_gap_months=0, pair_gap_compliance_share=1.0)
    assert not k.gap_matters(no_months) and not k.gap_binds(months, draw, no_months)


def test_moves_kept_for_the_congress_are_free_from_three_months_before_to_nine_after_it() -> None:
    strict, _ = settings_of(k, exchange_window_share=1.0)
    assert [away for away in MONTHS if not k.waits_for_congress(away, 0.5, strict, B)] == list(range(-3, 10))
    half, _ = settings_of(k, exchange_window_share=0.5)
    assert k.waits_for_congress(20, 0.49, half, B) and not k.waits_for_congress(20, 0.5, half, B)


@given(st.floats(0.0, 1.0), st.floats(1e-4, 0.05))
def test_looking_ahead_takes_as_much_before_the_congress_as_it_leaves_out_after_it(share: float, hazard: float) -> None:
    policy, _ = settings_of(k, look_ahead_share=share)
    hazards = {away: k.hazard_looking_ahead(hazard, away, policy, B) for away in MONTHS}
    assert sum(hazards.values()) == pytest.approx(60 * hazard)
    assert all(hazards[away] == hazard for away in MONTHS if not -3 <= away < 12)
    assert all(hazards[away] <= hazard for away in range(12)) and all(hazards[away] >= hazard for away in (-3, -2, -1))


def test_ages_are_looked_at_ahead_in_the_last_month_before_the_congress_only() -> None:
    policy, _ = settings_of(k, look_ahead_share=0.6)
    assert [away for away in MONTHS if k.looks_ahead_now(away, policy)] == [-1]
    assert k.age_looked_at(660, 0.59, policy, B) == 672 and k.age_looked_at(660, 0.6, policy, B) == 660


@pytest.mark.parametrize(("partner_months", "bound"), [(0, True), (11, True), (12, False), (60, False)])
def test_one_stays_until_the_other_has_been_there_a_year(partner_months: int, bound: bool) -> None:
    kept, _ = settings_of(k, pair_gap_compliance_share=0.5)
    assert k.gap_matters(kept)
    assert k.gap_binds(partner_months, 0.49, kept) is bound
    assert not k.gap_binds(partner_months, 0.5, kept)


def test_discord_is_spared_by_default() -> None:
    one_stays, _ = settings_of(k, pair_gap_discord_exemption=0)
    assert k.gap_spares_discord(P) and not k.gap_spares_discord(one_stays)
