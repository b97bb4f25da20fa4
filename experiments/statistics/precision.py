"""What pairing wins, and how many replicates a wanted precision takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from experiments.statistics.paired import defined, variance
from experiments.statistics.resampling import bca, means, total


@dataclass(frozen=True)
class Pairing:
    """What sharing the luck is worth.

    Attributes
    ----------
    n: pairs in which both are defined.
    correlation: Pearson's, of the two scenarios over replicates; None where one does not vary.
    variance_reduction: (Var A + Var B) / Var(A - B): as many times the replicates, unpaired, would be as precise; None
        where the difference does not vary. low, high: its 95 % BCa interval.
    """

    n: int
    correlation: float | None
    variance_reduction: float | None
    low: float | None
    high: float | None


def pairing(scenario: Sequence[float | None], baseline: Sequence[float | None]) -> Pairing:
    """Efficiency of pairing two metrics by replicate. Raises ValueError if their lengths differ."""
    if len(scenario) != len(baseline):
        raise ValueError(f"{len(scenario)} and {len(baseline)} replicates cannot be paired")
    pairs = [pair for pair in zip(scenario, baseline, strict=True) if len(defined(pair)) == 2]
    both = np.array(pairs, float).reshape(-1, 2)
    own, other, gap = (variance(values.tolist()) for values in (both[:, 0], both[:, 1], both[:, 0] - both[:, 1]))
    shared = math.sqrt(own) * math.sqrt(other)
    correlation = min(1.0, max(-1.0, (own + other - gap) / (2.0 * shared))) if shared > 0.0 else None
    if gap <= 0.0:
        return Pairing(len(both), correlation, None, None, None)
    low, high = bca(both, _reduction)
    return Pairing(len(both), correlation, (own + other) / gap, low, high)


def _reduction(samples: np.ndarray) -> np.ndarray:
    """(Var A + Var B) / Var(A - B) of samples, shape (any, replicates, 2)."""
    own, other = _squares(samples[..., 0]), _squares(samples[..., 1])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((own + other) / _squares(samples[..., 0] - samples[..., 1]))


def _squares(samples: np.ndarray) -> np.ndarray:
    gaps = samples - means(samples)[..., None]
    return total(gaps * gaps)


def replicates_for(half_width: float, values: Sequence[float | None], level: float = 0.95) -> int:
    """Replicates in all for a t interval of at most `half_width`, by Stein's (1945) two-stage rule.

    With the variance s^2 of the n0 values at hand, max(n0, ceil((t s / half_width)^2)), t of n0 - 1 degrees of
    freedom. The interval mean +- half_width over so many replicates holds with at least `level` for normal values,
    exactly and whatever their variance, since s^2 is not looked at again. Raises ValueError for fewer than two
    values or a half-width that is not positive.
    """
    known = defined(values)
    if len(known) < 2 or half_width <= 0.0:
        raise ValueError("two values and a positive half-width are needed")
    quantile = float(stdtrit(len(known) - 1, 0.5 + level / 2))
    return max(len(known), math.ceil(quantile * quantile * variance(known) / (half_width * half_width)))


def more_replicates(half_width: float, values: Sequence[float | None], level: float = 0.95) -> int:
    """Replicates still to be run for that half-width; 0 where there are enough."""
    return replicates_for(half_width, values, level) - len(defined(values))
