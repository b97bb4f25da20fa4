"""Curves of many replicates: pooled, with the band in which single futures lie.

The estimators themselves stand in `sim.metrics.survival`; here the life tables of replicates are added up, and the
curve of each replicate is kept for the band. Months at which fewer than nine tenths of the replicates know the
curve carry no band.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.metrics.survival import LifeTable, exposure, life_table

__all__ = ["Curve", "LifeTable", "exposure", "hazard_by_step", "incidence", "life_table", "pooled", "survival"]


@dataclass(frozen=True)
class Curve:
    """A curve by months in post.

    Attributes
    ----------
    months: durations, int64, shape (points,).
    value: of all replicates pooled; NaN where nobody was at risk.
    p10, p90: band of single futures by month; NaN where too few replicates know the curve.
    at_risk: spells at risk in all replicates.
    """

    months: np.ndarray
    value: np.ndarray
    p10: np.ndarray
    p90: np.ndarray
    at_risk: np.ndarray


def pooled(tables: Sequence[LifeTable]) -> LifeTable:
    """All replicates as one life table. Raises ValueError for none."""
    if not tables:
        raise ValueError("there is no replicate to pool")
    result = tables[0]
    for table in tables[1:]:
        result = result + table
    return result


def survival(tables: Sequence[LifeTable], months: int) -> Curve:
    """S(0) ... S(months), pooled over replicates."""
    return _curve(tables, months, lambda table: table.survival)


def incidence(tables: Sequence[LifeTable], months: int, cause: int) -> Curve:
    """Cumulative incidence of one cause at 0 ... months, pooled over replicates."""
    return _curve(tables, months, lambda table: table.incidence[:, cause])


def hazard_by_step(table: LifeTable, months: int, step: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Exits per spell-month at risk in steps of `step` durations: first duration, hazard, spells at risk.

    The first step covers durations 1 ... `step`; NaN where nobody was at risk.
    """
    first = np.arange(1, months + 1, step)
    counts = np.array([table.over(int(a), int(a) + step) for a in first])
    with np.errstate(invalid="ignore", divide="ignore"):
        return first, counts[:, 0] / counts[:, 1], counts[:, 1]


def _curve(tables: Sequence[LifeTable], months: int, column: Callable[[LifeTable], np.ndarray]) -> Curve:
    whole = pooled(tables)
    single = np.array([_on_grid(table, months, column(table)) for table in tables])
    known = np.isfinite(single).mean(axis=0) >= 0.9
    low, high = np.full(months + 1, np.nan), np.full(months + 1, np.nan)
    if known.any():
        low[known], high[known] = np.nanquantile(single[:, known], (0.1, 0.9), axis=0)
    at_risk = np.zeros(months + 1, np.int64)
    shared = min(months + 1, whole.at_risk.size)
    at_risk[:shared] = whole.at_risk[:shared]
    return Curve(np.arange(months + 1), _on_grid(whole, months, column(whole)), low, high, at_risk)


def _on_grid(table: LifeTable, months: int, values: np.ndarray) -> np.ndarray:
    """`values` at 0 ... months: the last one carried on where nobody is left, NaN where the table does not reach."""
    grid = np.full(months + 1, values[-1])
    shared = min(months + 1, values.size)
    grid[:shared] = values[:shared]
    if table.known_to < months:
        grid[table.known_to + 1 :] = np.nan
    return grid
