"""max-t and Holm: algebra, limits that are known, and other people's code."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, t
from statsmodels.stats.multitest import multipletests

from experiments.statistics.simultaneous import holm, max_t


def test_one_metric_many_times_is_one_metric():
    column = np.random.default_rng(1).normal(size=400)
    one, many = max_t(column[:, None]), max_t(np.repeat(column[:, None], 30, axis=1))
    assert many.critical == one.critical
    # The bootstrap-t quantile of 400 normal values; Monte Carlo error of 2,000 resamples: SD 0.05.
    assert one.critical == pytest.approx(t(399).ppf(0.975), abs=0.2)


def test_unrelated_metrics_widen_as_sidak_says():
    gaps = np.random.default_rng(2).normal(size=(500, 20))
    sidak = norm.ppf(0.5 + 0.5 * 0.95 ** (1 / 20))
    assert max_t(gaps).critical == pytest.approx(sidak, abs=0.15)


def test_intervals_are_means_and_standard_errors():
    gaps = np.random.default_rng(3).normal(0.4, 1.0, (60, 3))
    found = max_t(gaps)
    error = gaps.std(axis=0, ddof=1) / math.sqrt(60)
    assert (found.low + found.high) / 2 == pytest.approx(gaps.mean(axis=0))
    assert (found.high - found.low) / 2 == pytest.approx(found.critical * error)
    for column in range(3):
        assert found.clear(column) == (found.p_value[column] <= 0.05)


def test_undefined_values_are_left_out_of_their_column_only():
    gaps = np.random.default_rng(4).normal(size=(40, 2))
    gaps[3, 1] = np.nan
    found = max_t(gaps)
    kept = np.delete(gaps[:, 1], 3)
    assert (found.low[1] + found.high[1]) / 2 == pytest.approx(kept.mean())
    gaps[:5, 1] = np.nan
    assert np.isnan(max_t(gaps).low[1]) and not np.isnan(max_t(gaps).low[0])
    assert max_t(gaps).critical == max_t(gaps[:, :1]).critical


def test_columns_that_hardly_vary_take_no_part():
    rng = np.random.default_rng(5)
    gaps = np.column_stack([rng.normal(size=50), np.zeros(50), np.full(50, 2.0), np.repeat([0.0, 1.0], [45, 5])])
    found = max_t(gaps)
    assert found.critical == max_t(gaps[:, :1]).critical
    assert (found.low[1], found.high[1], found.p_value[1]) == (0.0, 0.0, 1.0)
    assert (found.low[2], found.high[2], found.p_value[2]) == (2.0, 2.0, 0.0)
    assert np.isnan([found.low[3], found.p_value[3]]).all() and not found.clear(3)
    nothing = max_t(np.zeros((50, 2)))
    assert math.isnan(nothing.critical) and nothing.low.tolist() == [0.0, 0.0]


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12))
def test_holm_equals_statsmodels(p_values):
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1].tolist())
