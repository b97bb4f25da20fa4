"""BCa against scipy on the same resamples, and against a published example."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap

from experiments.statistics.resampling import added, bca, bca_of_means, means, resample, total


class SameDraws(np.random.Generator):
    """A generator whose integers are our resamples."""

    def integers(self, low, high=None, size=None, **_):  # type: ignore[override]
        assert low == 0 and high == size[1]
        return resample(high, size[0])


def statistic_of(values, axis):
    return np.mean(values, axis=axis)


@pytest.mark.parametrize("seed", range(5))
def test_equals_scipy_on_the_same_resamples(seed):
    sample = np.random.default_rng(seed).exponential(size=35)
    theirs = bootstrap(
        (sample,), statistic_of, n_resamples=2000, method="BCa", rng=SameDraws(np.random.PCG64(1)), vectorized=True
    ).confidence_interval
    assert bca(sample) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


def test_a_ratio_of_variances_equals_scipy_too():
    both = np.random.default_rng(9).normal(size=(50, 2)) * [2.0, 1.0]

    def ratio(samples):
        return np.var(samples[..., 0], axis=-1) / np.var(samples[..., 1], axis=-1)

    def theirs_of(a, b, axis):
        return np.var(a, axis=axis) / np.var(b, axis=axis)

    theirs = bootstrap(
        (both[:, 0], both[:, 1]), theirs_of, n_resamples=2000, method="BCa", paired=True, vectorized=True,
        rng=SameDraws(np.random.PCG64(1)),
    ).confidence_interval  # fmt: skip
    assert bca(both, ratio) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


def test_the_spatial_test_of_efron_and_tibshirani():
    # Efron & Tibshirani (1993), table 14.1 and section 14.3: variance 171.5; 90 % BCa from 2,000 resamples
    # (115.8, 259.6). Ends vary by a few units from one set of resamples to another.
    spatial = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41]

    def spread(samples):
        return np.var(samples, axis=-1)

    assert spread(np.array(spatial, float)) == pytest.approx(171.5, abs=0.05)
    low, high = bca(np.array(spatial, float), spread, level=0.90, resamples=20_000)
    assert (low, high) == (pytest.approx(115.8, abs=4.0), pytest.approx(259.6, abs=6.0))


def test_the_same_data_give_the_same_interval_and_too_few_none():
    sample = np.arange(12.0)
    assert bca(sample) == bca(sample.copy())
    assert bca(np.arange(9.0)) == (None, None)
    assert bca(np.full(20, 3.0)) == (3.0, 3.0)
    assert bca(np.array([1.0] * 19 + [np.inf])) == (None, None)


@given(st.lists(st.integers(-8000, 8000), min_size=10, max_size=30), st.sampled_from([0.25, 2.0, -1.0, -4.0]))
def test_stretches_and_turns_round_with_the_data(eighths, factor):
    # Eighths and powers of two, so that no rounding makes or breaks a tie.
    sample = np.array(eighths) / 8.0
    low, high = bca(sample, resamples=200)
    turned = bca(sample * factor, resamples=200)
    if low is None:
        assert turned == (None, None)
        return
    assert low <= high
    assert turned == pytest.approx(sorted((low * factor, high * factor)), rel=1e-9, abs=1e-9)


def test_sums_are_added_in_order():
    values = np.array([[1e16, 1.0, -1e16], [1.0, 2.0, 3.0]])
    assert total(values).tolist() == [0.0, 6.0]
    assert means(values).tolist() == [0.0, 2.0]
    assert total(np.asfortranarray(values)).tolist() == [0.0, 6.0]


def test_sums_do_not_depend_on_how_values_lie_in_memory() -> None:
    values = np.random.default_rng(0).normal(size=(40, 300)) * 10.0 ** np.arange(-150, 150)[None] / 1e100
    assert total(values).tolist() == total(np.asfortranarray(values)).tolist()
    assert total(values)[7] == total(values[7])


def test_rows_are_added_one_after_the_other_as_drawn() -> None:
    samples = np.random.default_rng(0).normal(size=(40, 3)) * 10.0 ** np.arange(-20, 20)[:, None]
    drawn = resample(40, 50)
    for sums, rows in zip(added(samples, drawn), drawn, strict=True):
        assert sums.tolist() == total(samples[rows].T).tolist()
    assert added(samples, drawn).tolist() != added(samples, np.sort(drawn, axis=1)).tolist()


def test_means_of_many_columns_have_the_intervals_they_have_alone() -> None:
    draw = np.random.default_rng(4)
    columns = [draw.normal(size=30), draw.exponential(size=30) * 1e9, np.full(30, 2.5), draw.integers(0, 2, 30) * 1.0]
    together = bca_of_means(np.stack(columns, axis=1))
    assert together == [bca(column) for column in columns]
    assert together[2] == (2.5, 2.5)
    assert bca_of_means(np.stack(columns, axis=1)[:9]) == [(None, None)] * 4
    assert bca_of_means(np.empty((30, 0))) == []
