"""What no other choice beats on every count, and what is left of that on fresh luck.

A choice dominates another if it is at least as good on every objective and better on one. A search keeps those that
nothing dominates. But it keeps them by values that it has seen, so the lucky ones among equals: the winner's curse.
Hence every member is run again on luck the search has not met, told with the intervals of those runs, and marked
where it is now dominated.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from experiments.statistics.paired import Difference, Estimate, difference, estimate


@dataclass(frozen=True)
class Member:
    """A member of the set that a search found, on fresh luck.

    Attributes
    ----------
    estimates: one an objective, from the fresh runs.
    found: the values by which the search chose it.
    dominated_by: place of a member that is at least as good in every mean and better in one; None where there is none.
    clearly: whether that member is better on some objective beyond doubt (paired t, Bonferroni over objectives).
    """

    estimates: tuple[Estimate, ...]
    found: tuple[float, ...]
    dominated_by: int | None
    clearly: bool


def front(values: np.ndarray, more: Sequence[bool]) -> np.ndarray:
    """Which rows no other row dominates, bool; rows alike are all kept, a row with an undefined value is not.

    `values` has the shape (choices, objectives); `more` says of each objective whether more is better.
    """
    good = values * np.where(more, 1.0, -1.0)
    known = np.isfinite(good).all(axis=1)
    kept = known.copy()
    for row in np.flatnonzero(known):
        others = good[known]
        kept[row] = not ((others >= good[row]).all(axis=1) & (others > good[row]).any(axis=1)).any()
    return kept


def members_again(
    found: Sequence[Sequence[float]], runs: Sequence[Sequence[Sequence[float | None]]], more: Sequence[bool]
) -> tuple[Member, ...]:
    """The members of a set as fresh runs show them.

    Parameters
    ----------
    found: by member and objective, what the search saw.
    runs: by member, objective and future, on luck the search has not met; the futures are the same for all members.
    """
    estimates = [tuple(estimate(values) for values in one) for one in runs]
    means = np.array([[math.nan if e.mean is None else e.mean for e in one] for one in estimates])
    means = means.reshape(len(estimates), len(more))  # nobody, where no trial has all values
    good = means * np.where(more, 1.0, -1.0)
    members = []
    for place, own in enumerate(estimates):
        above = (good >= good[place]).all(axis=1) & (good > good[place]).any(axis=1)
        rivals = [int(i) for i in np.flatnonzero(above)]
        sure = [i for i in rivals if _better_beyond_doubt(runs[i], runs[place], more)]
        by = sure[0] if sure else rivals[0] if rivals else None
        members.append(Member(own, tuple(found[place]), by, bool(sure)))
    return tuple(members)


def optimism(members: Sequence[Member], objective: int, more: bool) -> Difference:
    """How much better the search saw its members than fresh luck does: mean over members, positive for too good.

    The members are not independent, so its interval tells their spread and is no test.
    """
    sign = 1.0 if more else -1.0
    seen = [sign * one.found[objective] for one in members]
    again = [None if (mean := one.estimates[objective].mean) is None else sign * mean for one in members]
    return difference(seen, again)


def _better_beyond_doubt(
    better: Sequence[Sequence[float | None]], worse: Sequence[Sequence[float | None]], more: Sequence[bool]
) -> bool:
    for own, other, up in zip(better, worse, more, strict=True):
        gaps = [a - b if up else b - a for a, b in zip(own, other, strict=True) if a is not None and b is not None]
        if len(gaps) < 2:
            continue
        mean = math.fsum(gaps) / len(gaps)
        spread = math.fsum((g - mean) ** 2 for g in gaps) / (len(gaps) - 1)
        limit = float(stdtrit(len(gaps) - 1, 1 - 0.05 / len(more)))
        if mean > limit * math.sqrt(spread / len(gaps)) and mean > 0.0:
            return True
    return False
