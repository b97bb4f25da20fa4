"""Which of k policies is best: the fully sequential procedure of Kim & Nelson (2001), under common random numbers.

All policies still in the contest run the same replicates. After each, a policy leaves whose mean lies below another's
by more than W = max(0, (h^2 S^2 / delta - delta r) / (2 r)), S^2 being the variance of the difference of the two over
the first `first` replicates, h^2 = 2 eta (first - 1) and eta = ((2 alpha / (k - 1))^(-2 / (first - 1)) - 1) / 2. The
last one left is the best with probability at least 1 - alpha, if replicates are jointly normal, correlated as they may
be, and the best leads all others by at least delta; where others are nearer, it may be any of those near the best.

The mean of a winner flatters it: of several near ones, luck decides which is ahead. So what is told about the winner is
measured on replicates of a seed that the contest has not seen (`confirm`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.statistics.paired import Difference, difference
from experiments.statistics.simultaneous import holm

Draw = Callable[[Sequence[int], int, int], np.ndarray]
"""Values in replicates first ... last - 1: (policies, first, last) → float64, shape (policies, replicates)."""


@dataclass(frozen=True)
class Contest:
    """What is asked of a selection, fixed before the first run; more is better.

    Attributes
    ----------
    policies: how many, k >= 2.
    delta: the least difference worth detecting, > 0.
    level: wanted probability of a correct selection.
    first: replicates of the first stage, >= 3, from which the variances are taken once.

    Raises ValueError for values out of range.
    """

    policies: int
    delta: float
    level: float = 0.95
    first: int = 20

    def __post_init__(self) -> None:
        if self.policies < 2 or not (self.delta > 0.0 and math.isfinite(self.delta)):
            raise ValueError("a contest needs two policies and a positive delta")
        if not (1.0 / self.policies < self.level < 1.0 and self.first >= 3):
            raise ValueError("level must lie between 1 / k and 1, first must be 3 or more")

    @property
    def h_squared(self) -> float:
        """h^2 of the procedure, c = 1."""
        alpha = 1.0 - self.level
        eta = 0.5 * ((2.0 * alpha / (self.policies - 1)) ** (-2.0 / (self.first - 1)) - 1.0)
        return 2.0 * eta * (self.first - 1)

    def lead(self, variance: np.ndarray, replicates: int) -> np.ndarray:
        """By how much a mean must be behind to leave after so many replicates; `variance` of the differences."""
        reach = self.h_squared * variance / self.delta - self.delta * replicates
        return np.maximum(0.0, reach / (2.0 * replicates))

    def most_replicates(self, variances: np.ndarray) -> int:
        """Replicates after which all but one must have left."""
        return max(self.first, math.floor(self.h_squared * float(variances.max()) / self.delta**2) + 1)


@dataclass(frozen=True)
class Selection:
    """What came of a contest.

    Attributes
    ----------
    best: the policy selected; the one ahead where the budget ended first.
    left_after: by policy, the replicates after which it left; None for those still in.
    means: by policy, over the replicates it ran.
    replicates: of the best. runs: all in all.
    decided: whether only one is left.
    """

    best: int
    left_after: tuple[int | None, ...]
    means: tuple[float, ...]
    replicates: int
    runs: int
    decided: bool


def select(draw: Draw, contest: Contest, most: int, batch: int = 10) -> Selection:
    """Run a contest for at most `most` replicates a policy, `batch` at a time after the first stage.

    Values are looked at one replicate after the other, whatever the batch: the selection does not depend on it.
    Raises ValueError where `most` is below the first stage or a value is not finite.
    """
    if most < contest.first:
        raise ValueError(f"{most} replicates are fewer than the first stage of {contest.first}")
    everyone = list(range(contest.policies))
    values = _checked(draw(everyone, 0, contest.first), contest.policies)
    variances = pair_variances(values)
    alive, left, sums = everyone, [None] * contest.policies, np.add.accumulate(values, axis=1)[:, -1]
    ran: list[int] = [contest.first] * contest.policies
    replicates, known, spent = contest.first, contest.first, contest.policies * contest.first
    ahead = np.empty((0, 0))
    while True:
        staying = survivors(sums, replicates, alive, variances, contest)
        for policy in set(alive) - set(staying):
            left[policy] = replicates  # type: ignore[call-overload]
        ahead = ahead[[alive.index(policy) for policy in staying]] if ahead.size else ahead
        alive = staying
        if len(alive) == 1 or replicates >= most:
            break
        if replicates == known:
            last = min(known + batch, most)
            ahead = _checked(draw(alive, known, last), len(alive))
            spent += len(alive) * (last - known)
            begin, known = known, last
        sums[alive] += ahead[:, replicates - begin]
        replicates += 1
        for policy in alive:
            ran[policy] = replicates
    found = tuple(float(s) / n for s, n in zip(sums, ran, strict=True))
    best = max(alive, key=lambda policy: (found[policy], -policy))
    return Selection(best, tuple(left), found, replicates, spent, len(alive) == 1)


def survivors(
    sums: np.ndarray, replicates: int, alive: Sequence[int], variances: np.ndarray, contest: Contest
) -> list[int]:
    """Those of `alive` that stay after so many replicates; never nobody, for the one ahead stays."""
    mean = sums[list(alive)] / replicates
    lead = contest.lead(variances[np.ix_(alive, alive)], replicates)
    behind = mean[None, :] - mean[:, None] > lead
    # Of policies with one history, the first stays.
    level = (mean[None, :] == mean[:, None]) & (lead == 0.0) & np.tri(len(alive), k=-1, dtype=bool)
    return [policy for policy, out in zip(alive, (behind | level).any(axis=1), strict=True) if not out]


def pair_variances(values: np.ndarray) -> np.ndarray:
    """Sample variances of the differences of any two rows, float64, shape (rows, rows)."""
    gaps = values[:, None, :] - values[None, :, :]
    centred = gaps - (np.add.accumulate(gaps, axis=-1)[..., -1] / gaps.shape[-1])[..., None]
    return np.asarray(np.add.accumulate(centred * centred, axis=-1)[..., -1] / (gaps.shape[-1] - 1))


def confirm(winner: Sequence[float | None], others: Sequence[Sequence[float | None]]) -> list[tuple[Difference, float]]:
    """The winner less each other policy on fresh replicates, with Holm's p values over the list."""
    found = [difference(winner, other) for other in others]
    corrected = holm([1.0 if one.p_value is None else one.p_value for one in found])
    return list(zip(found, corrected, strict=True))


def _checked(values: np.ndarray, policies: int) -> np.ndarray:
    if values.shape[0] != policies or not np.isfinite(values).all():
        raise ValueError("every policy needs a finite value in every replicate")
    return np.asarray(values, float)
