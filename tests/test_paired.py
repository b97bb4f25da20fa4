"""Paired statistics against statsmodels, scipy and algebra."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_rel
from statsmodels.stats.weightstats import DescrStatsW

from experiments.statistics.paired import defined, difference, estimate, variance


def test_interval_equals_statsmodels():
    values = np.random.default_rng(1).normal(3.0, 2.0, 40)
    found = estimate(values.tolist())
    assert (found.ci_low, found.ci_high) == pytest.approx(DescrStatsW(values).tconfint_mean())
    assert (found.p10, found.p90) == pytest.approx(np.quantile(values, (0.1, 0.9)))


def test_paired_difference_equals_scipy():
    rng = np.random.default_rng(2)
    base = rng.normal(size=30)
    changed = base + rng.normal(0.3, 0.2, 30)
    found = difference(changed.tolist(), base.tolist())
    theirs = ttest_rel(changed, base)
    interval = theirs.confidence_interval()
    assert found.p_value == pytest.approx(theirs.pvalue)
    assert (found.ci_low, found.ci_high) == pytest.approx((interval.low, interval.high))
    assert found.effect == pytest.approx((changed - base).mean() / base.std(ddof=1))
    assert found.clear


def test_variance_reduction_of_perfect_independent_and_opposite_pairing():
    base = [1.0, 2.0, 3.0, 4.0]
    assert difference([2 * x for x in base], base).variance_reduction == pytest.approx((4 + 1) / 1)
    assert difference([-x for x in base], base).variance_reduction == pytest.approx(0.5)
    assert difference([x + 1 for x in base], base).variance_reduction is None
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=(2, 20_000))
    assert difference(a.tolist(), b.tolist()).variance_reduction == pytest.approx(1.0, abs=0.03)


def test_the_same_scenario_twice_differs_by_nothing():
    values = [0.3, 0.4, 0.2]
    found = difference(values, values)
    assert (found.n, found.mean, found.ci_low, found.ci_high, found.p_value) == (3, 0.0, 0.0, 0.0, 1.0)
    assert not found.clear


def test_undefined_values_are_left_out_pair_by_pair():
    base, changed = [0.0] * 20, [1.0] * 18 + [None, 5.0]
    base[19] = math.nan
    found = difference(changed, base)
    assert (found.n, found.mean) == (18, 1.0)
    assert estimate([*changed[:19], None]).n == 18


def test_a_metric_undefined_in_more_than_a_tenth_of_futures_has_no_mean():
    few = [2.0] * 17 + [None] * 3
    assert (estimate(few).n, estimate(few).mean) == (17, None)
    assert (difference(few, [1.0] * 20).n, difference(few, [1.0] * 20).mean) == (17, None)
    assert estimate([None, math.nan]).mean is None
    alone = estimate([2.0])
    assert (alone.n, alone.mean, alone.ci_low) == (1, 2.0, None)


def test_unequal_replicates_are_refused():
    with pytest.raises(ValueError, match="2 and 1"):
        difference([1.0, 2.0], [1.0])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30), st.randoms())
def test_the_order_of_replicates_changes_nothing(values, rng):
    shuffled = list(values)
    rng.shuffle(shuffled)
    assert estimate(shuffled) == estimate(values)


def test_variance_is_numpys_and_defined_keeps_order():
    values = [3.0, 1.0, 4.0, 1.5]
    assert variance(values) == pytest.approx(np.var(values, ddof=1))
    assert defined([2.0, None, 1.0, math.inf]) == [2.0, 1.0]
