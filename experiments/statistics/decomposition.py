"""A difference in survival, split by the reasons for which spells end.

S(d) = 1 - sum of F_k(d), and the restricted mean sum of S(j) over j = 0 ... m - 1 is m less the months lost to each
reason, L_k(m) = sum of F_k(j). So a difference between two scenarios is, to the last digit, the sum over reasons of
what each takes away less in one than in the other (Andersen 2013, for lifetimes lost by cause). Reasons compete: what a
rule takes from one, another may take later, which then shows as a negative part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.statistics.paired import Difference, difference
from sim.metrics.survival import LifeTable

Taken = Callable[[LifeTable], np.ndarray | None]
"""What each reason takes from the whole: float64, shape (causes,); None where the data do not reach so far."""


@dataclass(frozen=True)
class Split:
    """A paired difference and its parts, which add up to it.

    Attributes
    ----------
    total: of the quantity itself. parts: of each group of causes, with the sign with which it changes the quantity.
    """

    total: Difference
    parts: tuple[Difference, ...]


def left_by(duration: int) -> Taken:
    """F_k(duration): the share that has left for each cause, so that 1 - sum is S(duration)."""

    def taken(table: LifeTable) -> np.ndarray | None:
        if duration > table.known_to:
            return None
        return np.asarray(table.incidence[min(duration, table.survival.size - 1)])

    return taken


def months_lost(months: int) -> Taken:
    """L_k(months): the months of `months` that are lost to each cause, so that months - sum is the restricted mean."""

    def taken(table: LifeTable) -> np.ndarray | None:
        if months - 1 > table.known_to:
            return None
        reached = table.incidence[:months]
        lost = np.add.accumulate(reached, axis=0)[-1]
        return np.asarray(lost + (months - len(reached)) * reached[-1])

    return taken


def split(
    scenario: Sequence[LifeTable], baseline: Sequence[LifeTable], taken: Taken, groups: Sequence[Sequence[int]]
) -> Split:
    """The paired difference of a quantity between two scenarios, replicate by replicate, by groups of causes.

    Parameters
    ----------
    scenario, baseline: one life table a replicate, paired by place.
    groups: codes of causes; each cause in one group.

    Raises ValueError where a cause is missing or stands twice, or the replicates are not as many.
    """
    causes = scenario[0].events.shape[1] if scenario else 0
    if sorted(cause for group in groups for cause in group) != list(range(causes)):
        raise ValueError("every cause must stand in one group")
    own, other = ([_grouped(taken(table), groups) for table in tables] for tables in (scenario, baseline))
    # Taken less is a gain: the roles are exchanged.
    parts = tuple(
        difference([_at(row, place) for row in other], [_at(row, place) for row in own]) for place in range(len(groups))
    )
    return Split(difference([_whole(row) for row in other], [_whole(row) for row in own]), parts)


def _grouped(taken: np.ndarray | None, groups: Sequence[Sequence[int]]) -> list[float] | None:
    if taken is None:
        return None
    return [float(np.add.accumulate(taken[list(group)])[-1]) for group in groups]


def _at(row: list[float] | None, place: int) -> float | None:
    return None if row is None else row[place]


def _whole(row: list[float] | None) -> float | None:
    return None if row is None else float(np.add.accumulate(row)[-1])


def censored_share(table: LifeTable, duration: int) -> float | None:
    """Of spells observed from their start, the share that is cut off by the end of the data before `duration`.

    None where there is no spell. With late entry the share means nothing: for cohorts only.
    """
    if table.at_risk.size < 2 or not table.at_risk[1]:
        return None
    at_risk = np.concatenate((table.at_risk[1:], [0]))
    left = table.events.sum(axis=1)[1:]
    cut_off = at_risk[:-1] - left - at_risk[1:]
    return float(cut_off[: duration - 1].sum() / at_risk[0])
