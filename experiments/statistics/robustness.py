"""How policies stand up to what is not known: regret, satisficing, and who wins in which world.

A **world** is one draw of the uncertain numbers; every policy is run in every world, over the same futures. Regret
is what a policy falls short of the best one of that world (Savage 1951); satisficing is meeting what was asked for
(Simon 1956; Lempert & Collins 2007). Both treat the worlds as equally likely draws from the declared ranges, no more.

With few futures a world, the best policy looks better than it is: the winner was chosen by the noise that flatters
him. So mean regret is taken crosswise: the best policy is chosen on one half of the futures and its lead is measured
on the other, and the other way round. What comes out is without that bias, and at most a little too low where the
halves choose wrongly. The worst regret is told as seen, and is therefore too high rather than too low.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit


@dataclass(frozen=True)
class Proportion:
    """A share of worlds with its Wilson (1927) interval; None where there is no world."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Standing:
    """One policy over all worlds.

    Attributes
    ----------
    policy: its name. worlds: those in which every policy is defined.
    mean, low, high: mean of the metric over worlds and its 95 % interval (t, worlds as the unit).
    worst, p10, p90: over worlds, `worst` being the lowest where more is better and the highest where less is.
    regret, regret_low, regret_high: mean regret, taken crosswise, and its interval; None with a single future a world.
    worst_regret: the largest regret seen in a world.
    best: worlds in which it comes out best. clearly_best: those in which it is better than each rival
        by a paired t test over futures, Bonferroni's correction for the number of rivals.
    """

    policy: str
    worlds: int
    mean: float | None
    low: float | None
    high: float | None
    worst: float
    p10: float
    p90: float
    regret: float | None
    regret_low: float | None
    regret_high: float | None
    worst_regret: float
    best: Proportion
    clearly_best: Proportion


@dataclass(frozen=True)
class Demand:
    """What a policy is asked to meet: a metric at least (or at most) so much, absolutely or against the baseline."""

    metric: str
    at_least: float | None = None
    at_most: float | None = None
    against_baseline: bool = False

    def met(self, value: np.ndarray, baseline: np.ndarray) -> np.ndarray:
        """Whether values meet it, bool; an undefined value does not."""
        judged = value - baseline if self.against_baseline else value
        good = np.isfinite(judged)
        if self.at_least is not None:
            good &= judged >= self.at_least
        if self.at_most is not None:
            good &= judged <= self.at_most
        return good


def standings(policies: Sequence[str], values: np.ndarray, more: bool, level: float = 0.95) -> tuple[Standing, ...]:
    """How each policy stands over all worlds on one metric.

    Parameters
    ----------
    values: float64, shape (policies, worlds, futures), NaN where undefined; policies share the futures of a world.
    more: whether more is better.

    Worlds in which some policy is undefined in every future are left out; empty if none is left.
    Raises ValueError if the shape does not fit.
    """
    if values.ndim != 3 or len(values) != len(policies):
        raise ValueError(f"values of shape {values.shape} do not fit {len(policies)} policies")
    good = values if more else -values
    good = good[:, np.isfinite(good).any(axis=2).all(axis=0)]
    if not good.shape[1]:
        return ()
    means = future_means(good)
    order = means.max(axis=0)
    crossed = crosswise_regret(good)
    winners, clear = means.argmax(axis=0), _clear_wins(good, means, level)
    sign = 1.0 if more else -1.0
    found = []
    for row, policy in enumerate(policies):
        own = sign * means[row]
        mean, low, high = mean_interval(own, level)
        regret, regret_low, regret_high = mean_interval(crossed[row] if crossed is not None else own[:0], level)
        p10, p90 = (float(x) for x in np.quantile(own, (0.1, 0.9)))
        ties = (means == order).sum(axis=0) > 1
        won = (winners == row) & ~ties
        found.append(
            Standing(
                policy,
                own.size,
                mean,
                low,
                high,
                float(sign * means[row].min()),
                p10,
                p90,
                regret,
                regret_low,
                regret_high,
                float((order - means[row]).max()),
                proportion(won, level),
                proportion(clear & (winners == row), level),
            )
        )
    return tuple(found)


def crosswise_regret(good: np.ndarray) -> np.ndarray | None:
    """Regret by policy and world, more being better, the best chosen on other futures than it is measured on.

    `good` has the shape (policies, worlds, futures). None with fewer than two futures; NaN in a world where a
    half is undefined for some policy.
    """
    if good.shape[2] < 2:
        return None
    halves = [future_means(good[:, :, start::2]) for start in (0, 1)]
    whole = np.isfinite(halves[0]).all(axis=0) & np.isfinite(halves[1]).all(axis=0)
    worlds = np.arange(good.shape[1])
    regret = np.zeros(good.shape[:2])
    for choosing, measuring in (halves, halves[::-1]):
        best = np.where(whole, choosing, 0.0).argmax(axis=0)
        regret += (measuring[best, worlds] - measuring) / 2
    regret[:, ~whole] = math.nan
    return regret


def future_means(good: np.ndarray) -> np.ndarray:
    """Means over the last axis, of the defined values; NaN where there is none."""
    known = np.isfinite(good)
    counts = known.sum(axis=2)
    sums = np.where(known, good, 0.0).sum(axis=2)
    return np.where(counts > 0, sums / np.maximum(counts, 1), math.nan)


def _clear_wins(good: np.ndarray, means: np.ndarray, level: float) -> np.ndarray:
    """Worlds in which the best policy is better than every other beyond doubt, bool."""
    winners = means.argmax(axis=0)
    worlds = np.arange(good.shape[1])
    lead = good[winners, worlds][None] - good
    known = np.isfinite(lead)
    counts = known.sum(axis=2)
    rivals = max(len(good) - 1, 1)
    centre = np.where(known, lead, 0.0).sum(axis=2) / np.maximum(counts, 1)
    squares = (np.where(known, lead - centre[:, :, None], 0.0) ** 2).sum(axis=2)
    error = np.sqrt(squares / np.maximum(counts - 1, 1) / np.maximum(counts, 1))
    limit = stdtrit(np.maximum(counts - 1, 1), 1 - (1 - level) / rivals)
    clear = (counts > 1) & (centre > limit * error)
    clear[winners, worlds] = True
    return clear.all(axis=0) if len(good) > 1 else np.zeros(good.shape[1], bool)


def satisfied(demands: Sequence[tuple[np.ndarray, np.ndarray, Demand]]) -> np.ndarray:
    """Worlds in which every demand is met by the mean over futures, bool.

    Each demand comes with the policy's and the baseline's values, float64, shape (worlds, futures).
    Raises ValueError without a demand.
    """
    if not demands:
        raise ValueError("nothing is asked for")
    met = [demand.met(future_means(own[None])[0], future_means(base[None])[0]) for own, base, demand in demands]
    return np.all(met, axis=0)


def proportion(hits: np.ndarray, level: float = 0.95) -> Proportion:
    """The share of true values in `hits` with its Wilson interval."""
    count, of = int(hits.sum()), int(hits.size)
    if not of:
        return Proportion(0, 0, None, None, None)
    z = float(ndtri(0.5 + level / 2))
    share = count / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return Proportion(count, of, share, max(middle - half, 0.0), min(middle + half, 1.0))


def mean_interval(values: np.ndarray, level: float = 0.95) -> tuple[float | None, float | None, float | None]:
    """Mean of the finite values with its t interval; no interval with fewer than two, no mean of none."""
    known = [float(v) for v in values if math.isfinite(v)]
    if not known:
        return None, None, None
    mean = math.fsum(known) / len(known)
    if len(known) < 2:
        return mean, None, None
    spread = math.fsum((v - mean) * (v - mean) for v in known) / (len(known) - 1)
    half = float(stdtrit(len(known) - 1, 0.5 + level / 2)) * math.sqrt(spread / len(known))
    return mean, mean - half, mean + half
