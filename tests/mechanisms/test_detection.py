"""Detection by channel, what follows, and noise."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from sim.mechanisms import detection as d
from sim.mechanisms import supervision as s
from sim.rule import chance_within_month
from tests.mechanisms.tools import moved_by, settings_of

P, B = settings_of(d)


@pytest.mark.parametrize("lever", ["reporting_channel_share", "pooled_signals_share", "campaign_intensity"])
def test_what_finds_more(lever: str) -> None:
    assert moved_by(d, d.yearly_risk, lever, {"openness": 0.2}) > 0.0
    assert d.yearly_risk(0.8, P, B) > d.yearly_risk(0.2, P, B)


def test_no_strength_no_effect() -> None:
    plain, _ = settings_of(d, reporting_channel_share=0.0, pooled_signals_share=0.0, campaign_intensity=0.0)
    assert d.yearly_risk(0.0, plain, B) == B.organs_per_year
    assert d.unfounded_complaint_hazard(1.0, plain, B) == 0.0
    nothing, _ = settings_of(d, entry_check_share=0.0, handover_audit_share=0.0, correction_share=0.0)
    assert d.chance_at_entry(1.0, nothing) == 0.0
    assert not d.is_audited(2.0**-33, nothing)
    assert not d.is_corrected(0.1, 2.0**-33, nothing, B)
    assert d.care_for_successor(0.6, nothing, B) == B.care_of_service * 0.6


def test_detection_grows_with_size_up_to_a_point() -> None:
    assert d.detection_hazard(0.0, 0.04) == 0.0
    assert d.detection_hazard(1.0, 0.04) == pytest.approx(0.04 / 12)
    assert d.detection_hazard(0.4, 0.04) < d.detection_hazard(1.5, 0.04) < d.detection_hazard(2.0, 0.04)
    assert d.detection_hazard(2.0, 0.04) == d.detection_hazard(9.0, 0.04)


def test_cases_are_shared_out_among_the_channels() -> None:
    share = d.hazard_by_report(0.2, P, B) / d.yearly_risk(0.2, P, B)
    reported = sum(d.found_by_report((i + 0.5) / 1000, 0.2, P, B) for i in range(1000))
    assert abs(reported - 1000 * share) <= 1.0 and 0 < reported < 500
    campaign, _ = settings_of(d, campaign_intensity=1.0)
    assert sum(d.found_by_report((i + 0.5) / 1000, 0.2, campaign, B) for i in range(1000)) < reported


def test_checks_at_entry_at_review_and_at_departure() -> None:
    for chance in (
        lambda x: d.chance_at_entry(x, P),
        lambda x: d.chance_at_review(x, B),
        lambda x: d.chance_at_audit(x, B),
    ):
        assert 0.0 == chance(0.0) < chance(0.5) < chance(1.0) == chance(3.0) < 1.0
    assert moved_by(d, d.chance_at_entry, "entry_check_share", {"severity": 1.0}) == 1.0
    assert moved_by(d, d.is_audited, "handover_audit_share", {"draw": 0.5}) == 1.0
    half_yearly, _ = settings_of(d, review_interval_months=18)
    assert [t for t in range(60) if d.is_review_due(t, half_yearly)] == [18, 36, 54]
    assert [t for t in range(130) if d.is_review_due(t, P)] == [60, 120]


def test_a_large_matter_ends_the_spell_and_a_small_one_may_be_put_right() -> None:
    assert d.is_removed_for(0.3, B) and not d.is_removed_for(0.29, B)
    cures, _ = settings_of(d, correction_share=1.0)
    assert d.is_corrected(0.2, 0.99, cures, B) and not d.is_corrected(0.4, 0.01, cures, B)
    assert not d.is_corrected(0.2, 0.01, P, B), "passed over in the practice of 1999-2012"


def test_a_protected_chief_does_not_fall_over_noise() -> None:
    assert moved_by(d, d.falls_over_complaint, "protection_share", {"draw": 0.01}) == -1.0
    assert moved_by(d, d.is_hurt_by_complaint, "protection_share", {"draw": 0.5}) == -1.0
    assert moved_by(d, d.risk_of_getting_things_done, "protection_share", {}) < 0.0
    assert moved_by(d, d.risk_of_getting_things_done, "reporting_channel_share", {}) > 0.0
    assert d.unfounded_complaint_hazard(0.6, P, B) > d.unfounded_complaint_hazard(0.2, P, B)
    draws = [(i + 0.5) / 10_000 for i in range(10_000)]
    falls = sum(d.falls_over_complaint(u, P, B) for u in draws) / 10_000
    expected = d.unfounded_complaint_hazard(1.0, P, B) * falls
    assert d.risk_of_getting_things_done(P, B) == pytest.approx(expected, rel=0.01)


def test_an_audit_makes_him_care_for_his_successor() -> None:
    assert moved_by(d, d.care_for_successor, "handover_audit_share", {"service": 0.5}) > 0.0
    assert d.care_for_successor(0.9, P, B) > d.care_for_successor(0.1, P, B)


class Career:
    """One cadre: nine years before he is a chief, three as a head and three as a secretary, nine after."""

    def __init__(self, policy: SimpleNamespace, later: SimpleNamespace, from_month: int, seed: int) -> None:
        self.b = settings_of(s, d)[1]
        self.policies = (policy, later)
        self.from_month = from_month
        self.generator = np.random.default_rng(seed)
        self.integrity = float(np.clip(self.generator.normal(0.5, 0.15), 0.0, 1.0))
        self.began = -1
        self.severity = 0.0
        self.lag = -1
        self.months_watched = 0
        self.removed_while_watched = False

    def live(self) -> None:
        """Pass through all years, or until removed."""
        for year in range(24):
            if 9 <= year < 15:
                for month in range(12 * year, 12 * year + 12):
                    if self.lag < 0:
                        self._month_as_chief(month)
            elif self.lag < 0:
                self._year_as_other(12 * year)

    def _month_as_chief(self, month: int) -> None:
        policy = self.policies[month >= self.from_month]
        watched = self.from_month <= month < self.from_month + 48
        self.months_watched += watched
        risk = d.yearly_risk(s.openness(policy), policy, self.b)
        if self.began < 0:
            power = s.power_held(int(month < 144), policy)
            if self._happens(s.onset_hazard(self.integrity, power, 0, 1200, risk, policy, self.b)):
                self.began, self.severity = month, s.first_severity(self.b)
            return
        self.severity = s.next_severity(self.severity, 1200, self.b)
        if self._happens(d.detection_hazard(self.severity, risk)) and d.is_removed_for(self.severity, self.b):
            self.lag = month - self.began
            self.removed_while_watched = watched

    def _year_as_other(self, month: int) -> None:
        policy = self.policies[month >= self.from_month]
        risk = d.yearly_risk(s.openness(policy), policy, self.b)
        if self.began < 0:
            if self._happens(s.hazard_of_year(s.onset_hazard_of_others(self.integrity, risk, self.b))):
                self.began, self.severity = month, s.first_severity(self.b)
            return
        self.severity = s.severity_after_year(self.severity, self.b)
        found = self._happens(s.hazard_of_year(d.detection_hazard(self.severity, risk)))
        if found and d.is_removed_for(self.severity, self.b):
            self.lag = month + 6 - self.began

    def _happens(self, hazard: float) -> bool:
        return bool(self.generator.random() < chance_within_month(hazard))


def careers(campaign: float, number: int) -> tuple[float, float, int]:
    """Removals of chiefs a year in the four years after a date, median years from first act to removal, removals."""
    before, _ = settings_of(s, d)
    after, _ = settings_of(s, d, campaign_intensity=campaign)
    lived = [
        Career(before, after, int(x), 1000 + i)
        for i, x in enumerate(np.random.default_rng(9).integers(60, 180, number))
    ]
    for career in lived:
        career.live()
    removed = sum(c.removed_while_watched for c in lived)
    lags = [c.lag for c in lived if c.lag >= 0]
    return removed / (sum(c.months_watched for c in lived) / 12), float(np.median(lags)) / 12, removed


def test_removals_for_misconduct_are_as_frequent_as_investigations(count: Callable[[int, int], int]) -> None:
    """facts/targets.json C16: .24 % a year before the campaign (band .09-.39), 1.4 % in it (1.0-1.8); lag 7 years.

    The lag is a median over cases found before the campaign and in it, so that it has to lie between the two here.

    4,000 careers give about 9,600 chief-years watched: standard errors .05 and .12 points. A model at .245 % and 1.44 %
    leaves the first band, widened above by one of them, in fewer than 1 of 1,000 runs, and the second, widened on
    both sides, in fewer than 1 of 10,000; the seed is fixed.
    """
    number = count(4000, 20_000)
    quiet, quiet_lag, _ = careers(0.0, number)
    loud, loud_lag, _ = careers(1.0, number)
    # Reviews, audits, entry checks and the pursuit of lobbying, which careers here go without, add the rest.
    assert 0.0009 < quiet < 0.0044
    assert 0.0050 < loud < 0.0192
    assert 5.0 < loud_lag < 8.0 < quiet_lag < 12.0
