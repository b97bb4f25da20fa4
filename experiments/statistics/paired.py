"""What replicates say about one scenario, and about the difference between two that share their luck.

The replicate is the unit of inference. Two scenarios run on the same seed and replicate draw the same random
numbers, so that their difference is taken replicate by replicate: its interval is that of a paired t test
(Student 1908), narrower than that of two separate samples by the factor that `variance_reduction` reports.
An undefined value is None or NaN; a pair with one of them is left out of the difference. Where more than a tenth of
the replicates leave a metric undefined, those that define it are not a fair sample (a median that only some futures
reach, say), and there is no mean.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

Value = float | None

LEAST_DEFINED_SHARE = 0.9
"""Share of replicates that must define a metric for its mean to be told."""

LEAST_UNLIKE = 8
"""Replicates that must differ from the commonest value before resamples, or looks taken at any time, trust the
variance of discrete values: where only k differ, the next k may be as many again with probability e^-k."""


@dataclass(frozen=True)
class Estimate:
    """A metric over the replicates of one scenario.

    Attributes
    ----------
    n: replicates in which it is defined.
    mean: their mean; ci_low, ci_high: 95 % interval of that mean, None with fewer than two.
    p10, p90: spread of single futures: one replicate in ten lies below, one in ten above.
    """

    n: int
    mean: Value
    ci_low: Value
    ci_high: Value
    p10: Value
    p90: Value


@dataclass(frozen=True)
class Difference:
    """A metric in a scenario less the same metric in the baseline, replicate by replicate.

    Attributes
    ----------
    n: pairs in which both are defined.
    mean, ci_low, ci_high: mean difference and its 95 % interval.
    p_value: two-sided, paired t test; 0 or 1 where the difference is the same in every pair.
    effect: the mean difference in standard deviations of single futures of the baseline; None where they do not vary.
    variance_reduction: (Var A + Var B) / Var(A - B); None where the difference does not vary.
    """

    n: int
    mean: Value
    ci_low: Value
    ci_high: Value
    p_value: Value
    effect: Value
    variance_reduction: Value

    @property
    def clear(self) -> bool:
        """Whether the interval leaves no doubt about the sign."""
        return self.ci_low is not None and self.ci_high is not None and (self.ci_low > 0.0 or self.ci_high < 0.0)


def estimate(values: Iterable[Value], level: float = 0.95) -> Estimate:
    """The mean of `values` with its t interval, and the spread of single futures."""
    everything = list(values)
    known = defined(everything)
    if not known or len(known) < LEAST_DEFINED_SHARE * len(everything):
        return Estimate(len(known), None, None, None, None, None)
    mean = math.fsum(known) / len(known)
    low, high = _interval(mean, variance(known), len(known), level)
    p10, p90 = (float(x) for x in np.quantile(np.array(known), (0.1, 0.9)))
    return Estimate(len(known), mean, low, high, p10, p90)


def difference(scenario: Sequence[Value], baseline: Sequence[Value], level: float = 0.95) -> Difference:
    """Paired difference of two metrics by replicate. Raises ValueError if their lengths differ."""
    if len(scenario) != len(baseline):
        raise ValueError(f"{len(scenario)} and {len(baseline)} replicates cannot be paired")
    everything = np.array([scenario, baseline], float)  # None becomes NaN
    a, b = everything[:, np.isfinite(everything).all(axis=0)]
    gaps = (a - b).tolist()
    if not gaps or len(gaps) < LEAST_DEFINED_SHARE * len(scenario):
        return Difference(len(gaps), None, None, None, None, None, None)
    mean = math.fsum(gaps) / len(gaps)
    if len(gaps) < 2:
        return Difference(len(gaps), mean, None, None, None, None, None)
    own, other, between = variance(a.tolist()), variance(b.tolist()), variance(gaps)
    low, high = _interval(mean, between, len(gaps), level)
    p_value = (
        float(2.0 * stdtr(len(gaps) - 1, -abs(mean) / math.sqrt(between / len(gaps))))
        if between > 0.0
        else (1.0 if mean == 0.0 else 0.0)
    )
    return Difference(
        len(gaps),
        mean,
        low,
        high,
        p_value,
        mean / math.sqrt(other) if other > 0.0 else None,
        (own + other) / between if between > 0.0 else None,
    )


def defined(values: Iterable[Value]) -> list[float]:
    """The values that are numbers, in order."""
    return [float(x) for x in values if x is not None and math.isfinite(x)]


def unlike(values: Sequence[float]) -> int:
    """How many values differ from the commonest; 0 of none."""
    return len(values) - max(Counter(values).values(), default=0)


def variance(values: Sequence[float]) -> float:
    """Sample variance, exactly rounded sums; 0 for one value."""
    if len(values) < 2:
        return 0.0
    mean = math.fsum(values) / len(values)
    deviations = np.array(values) - mean
    return math.fsum((deviations * deviations).tolist()) / (len(values) - 1)


def _interval(mean: float, spread: float, n: int, level: float) -> tuple[Value, Value]:
    """The t interval of the mean of `n` values of variance `spread`."""
    if n < 2:
        return None, None
    half = float(stdtrit(n - 1, 0.5 + level / 2)) * math.sqrt(spread / n)
    return mean - half, mean + half
