"""What a secretary from outside the prefecture costs in growth."""

from __future__ import annotations

import numpy as np

from sim.metrics import RunTables
from sim.metrics.run_tables import ratio, total
from sim.vocabulary import Source


def growth_under_outsiders(run: RunTables) -> float | None:
    """Growth in years that end under a secretary from outside the prefecture less that in others, points a year.

    County and year effects are taken out. None without a panel of counties, or where nobody came from outside.
    """
    years = run.months // 12
    panel = run.ledger["county_periods"]
    panel = panel[panel["months"] == 12]
    if years < 2 or panel.size != run.places.counties * years:
        return None
    outside = np.zeros((run.places.counties, years))
    rows = np.flatnonzero(run.is_role[0] & (run.ledger["spells"]["source"] == Source.OUTSIDE))
    for year in range(years):
        month = run.first_month + 12 * year + 11
        there = rows[(run.start[rows] <= month) & ((run.end[rows] < 0) | (run.end[rows] > month))]
        outside[run.county[there], year] = 1.0
    away = _demeaned(outside)
    return ratio(total(away * _demeaned(panel["growth"].reshape(-1, years))), total(away * away))


def _demeaned(table: np.ndarray) -> np.ndarray:
    """The table less its row and column means, flattened."""
    rows, columns = table.shape
    by_row = np.add.accumulate(table, axis=1)[:, -1:] / columns
    by_column = np.add.accumulate(table, axis=0)[-1:] / rows
    return np.asarray(table - by_row - by_column + total(by_row.ravel()) / rows).ravel()
