"""Pairing efficiency and Stein's rule: known answers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import t

from experiments.statistics.paired import difference
from experiments.statistics.precision import more_replicates, pairing, replicates_for


def test_efficiency_is_that_of_the_correlation_where_variances_are_equal():
    rng = np.random.default_rng(1)
    common, own = rng.normal(size=(1, 800)), rng.normal(size=(2, 800))
    a, b = math.sqrt(0.8) * common + math.sqrt(0.2) * own
    found = pairing(a.tolist(), b.tolist())
    assert found.correlation == pytest.approx(np.corrcoef(a, b)[0, 1])
    assert found.variance_reduction == pytest.approx(difference(a.tolist(), b.tolist()).variance_reduction)
    # 1 / (1 - rho) = 5; the standard error of rho at 800 pairs is 0.013, of the ratio 0.32; the draws are fixed.
    assert found.variance_reduction == pytest.approx(5.0, abs=1.3)
    assert found.low < found.variance_reduction < found.high


def test_efficiency_of_twins_strangers_and_gaps():
    base = [float(i % 7) for i in range(40)]
    twins = pairing([x + 1.0 for x in base], base)
    assert (twins.correlation, twins.variance_reduction, twins.low) == (pytest.approx(1.0), None, None)
    opposite = pairing([-x for x in base], base)
    assert (opposite.correlation, opposite.variance_reduction) == (pytest.approx(-1.0), pytest.approx(0.5))
    assert pairing([None, 1.0, math.nan, 2.0], [1.0, 2.0, 3.0, 5.0]).n == 2
    assert pairing([1.0] * 20, base[:20]).correlation is None
    with pytest.raises(ValueError, match="2 and 1"):
        pairing([1.0, 2.0], [1.0])


def test_steins_rule():
    values = [float(x) for x in range(10)]
    quantile, spread = t(9).ppf(0.975), np.var(values, ddof=1)
    assert replicates_for(0.5, values) == math.ceil((quantile / 0.5) ** 2 * spread)
    assert more_replicates(0.5, values) == replicates_for(0.5, values) - 10
    assert more_replicates(100.0, values) == 0
    assert replicates_for(0.5, [*values, None, math.nan]) == replicates_for(0.5, values)
    for wrong in ((0.5, [1.0]), (0.0, values)):
        with pytest.raises(ValueError, match="two values"):
            replicates_for(*wrong)
