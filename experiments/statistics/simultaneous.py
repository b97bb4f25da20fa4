"""Many metrics at once: intervals that hold together, and p values corrected for their number.

Of eighty intervals at 95 %, four miss by chance. Max-t widens them all by one factor, so that all hold together in 95
studies of a hundred; since replicates are drawn with all their metrics, metrics that move together cost little. Holm
serves a short list declared beforehand, whatever the p values are made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.statistics.paired import LEAST_DEFINED_SHARE, LEAST_UNLIKE, unlike
from experiments.statistics.resampling import LEAST_REPLICATES, RESAMPLES, added, resample


@dataclass(frozen=True)
class Simultaneous:
    """Intervals of several means that hold together, in the order of the columns.

    Attributes
    ----------
    critical: half-width in standard errors, the same for all; NaN where there is nothing to tell.
    low, high: float64, shape (columns,); NaN where a column is too seldom defined or varies too little.
    p_value: single-step corrected, two-sided, float64, shape (columns,).
    """

    critical: float
    low: np.ndarray
    high: np.ndarray
    p_value: np.ndarray

    def clear(self, column: int) -> bool:
        """Whether the sign of a column is beyond doubt, all columns taken together."""
        return bool(self.low[column] > 0.0 or self.high[column] < 0.0)


def max_t(gaps: np.ndarray, level: float = 0.95, resamples: int = RESAMPLES) -> Simultaneous:
    """Simultaneous intervals of the means of the columns of `gaps` by the studentised bootstrap.

    In each resample of replicates T* = max over columns of |mean* - mean| / se*; the `level` quantile of T* is the
    half-width of every interval in its own standard errors (Romano & Wolf 2005; Westfall & Young 1993). A column that
    is the same in all replicates has its value as interval and takes no part; so has nothing one that is defined in
    less than nine tenths of the replicates, or in which fewer than `LEAST_UNLIKE` differ from the commonest value.

    Parameters
    ----------
    gaps: float64, shape (replicates, columns), NaN where undefined.
    """
    columns = gaps.shape[1]
    low, high, p_value = (np.full(columns, np.nan) for _ in range(3))
    known = np.isfinite(gaps)
    filled = np.where(known, gaps, 0.0)
    number = known.sum(axis=0)
    enough = (number >= LEAST_DEFINED_SHARE * len(gaps)) & (number >= 2)
    centre = _rows_added(filled) / np.maximum(number, 1)
    centred = np.where(known, filled - centre, 0.0)
    differing = np.array([unlike(gaps[known[:, j], j].tolist()) for j in range(columns)])
    fixed = enough & (differing == 0)
    constant = np.array([gaps[known[:, j], j][0] if known[:, j].any() else np.nan for j in range(columns)])
    low[fixed], high[fixed], p_value[fixed] = constant[fixed], constant[fixed], np.where(constant[fixed] == 0, 1.0, 0.0)
    used = enough & (differing >= LEAST_UNLIKE) & (number >= LEAST_REPLICATES)
    if not used.any():
        return Simultaneous(float("nan"), low, high, p_value)
    error = np.sqrt(_rows_added(centred * centred) / np.maximum(number - 1, 1) / np.maximum(number, 1))
    largest = np.sort(_largest(centred[:, used], known[:, used], resamples))
    critical = float(np.quantile(largest, level, method="higher"))
    low[used], high[used] = centre[used] - critical * error[used], centre[used] + critical * error[used]
    beyond = resamples - np.searchsorted(largest, np.abs(centre[used] / error[used]), "left")
    p_value[used] = (beyond + 1) / (resamples + 1)
    return Simultaneous(critical, low, high, p_value)


def holm(p_values: Sequence[float]) -> list[float]:
    """p values of a short list corrected by Holm (1979), in the order given: valid whatever their dependence."""
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    corrected, least = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        least = max(least, min(1.0, (len(p_values) - rank) * p_values[place]))
        corrected[place] = least
    return corrected


def _largest(centred: np.ndarray, known: np.ndarray, resamples: int) -> np.ndarray:
    """The largest |t| over columns in each resample; sums are added replicate by replicate, in order."""
    replicates, columns = centred.shape
    drawn = resample(replicates, resamples)
    sums = added(np.hstack([centred, centred * centred]), drawn)
    first, second = sums[:, :columns], sums[:, columns:]
    count = np.full((resamples, columns), float(replicates))
    partly = ~known.all(axis=0)
    count[:, partly] = np.maximum(added(known[:, partly].astype(float), drawn), 2.0)
    mean = first / count
    spread = np.maximum(second - count * mean * mean, 0.0) / (count - 1.0) / count
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(mean) / np.sqrt(spread)
    return np.asarray(np.max(np.where(np.isnan(t), 0.0, t), axis=1))


def _rows_added(values: np.ndarray) -> np.ndarray:
    return np.asarray(np.add.accumulate(values, axis=0)[-1])
