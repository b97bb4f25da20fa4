"""Who is promoted to deputy-bureau rank: rate ratios, as published studies estimate them.

Growth and revenue: a Poisson regression (log rate of promotion a year) of whether a secretary in post at the start of
a calendar year is promoted within it, on the county's growth averaged over his years in post so far, the county's
development index, and the weight of his ties when he took office. Ties themselves are lost and won with the
principal, and the ledger has them as they stood at each contest: their ratio is that of a conditional logit (McFadden
1974) of who wins, candidates taken as normally spread within a contest. Ties being rare and not normal, that overstates
their slope: by 15 to 25 % in simulated contests of 12 to 20 where ties count for as much as published. (The ties
at the start of a spell, put into the regression, understate it far more.) The ratios are therefore shown, not judged.

Published ratios are coefficients of a linear model over the mean rate, which for a rare event and a small step is
the same thing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from experiments.calibration.floats import exp
from sim.metrics import RunTables
from sim.metrics.run_tables import ratio, total
from sim.vocabulary import ExitReason, Kind

LOG_REVENUE_ACROSS_COUNTIES = 4.0
"""Log units of initial revenue from the poorest county to the richest; assumption: 3-5."""
_STEPS = 30
_CLOSE = 1e-10


COVARIATES = ("tie", "growth", "revenue")
"""What a secretary's rate of promotion is laid to, in the order of the rows of `secretary_years`."""


def tie_ratios(run: RunTables, weights: Mapping[str, float]) -> dict[str, float]:
    """Ratio of the odds of an upper post for each tie; `weights`: log ratio in which the ledger measures it.

    A tie without weight has ratio 1, whatever the slope: where all are so, candidates do not differ and there is none.
    Otherwise left out where no contest had candidates who differ.
    """
    rows = run.ledger["appointments"]
    contests = rows[(rows["kind"] == Kind.UPPER) & (rows["eligible"] >= 2)]
    spread = contests["tie_sd"]
    slope = ratio(total(contests["tie_winner"] - contests["tie_mean"]), total(spread * spread))
    known = {name: weight for name, weight in weights.items() if slope is not None or weight == 0.0}
    return {name: math.exp((slope or 0.0) * weight) for name, weight in known.items()}


def place_ratios(run: RunTables) -> dict[str, float]:
    """Ratios of a secretary's yearly rate of promotion: "growth" (+1 SD) and "revenue" (+1 log unit).

    A covariate that is the same for all says nothing and is left out, so that the others can be estimated: ties where
    they weigh nothing. Empty where they cannot be.
    """
    sample = secretary_years(run)
    if sample is None:
        return {}
    promoted, covariates = sample
    varies = [name for name, row in zip(COVARIATES, covariates, strict=True) if row.min() < row.max()]
    rows = [row for name, row in zip(COVARIATES, covariates, strict=True) if name in varies]
    found = poisson(promoted, np.vstack([np.ones(promoted.size), *rows]))
    if found is None:
        return {}
    slopes = dict(zip(varies, (float(b) for b in found[1:]), strict=True))
    steps = {"growth": 1.0, "revenue": LOG_REVENUE_ACROSS_COUNTIES}
    return {name: math.exp(slopes[name] / step) for name, step in steps.items() if name in slopes}


class ChiefYears(NamedTuple):
    """Chiefs in post when a calendar year of the window opens, the first left out: an entry a chief and year.

    Attributes
    ----------
    rows: their spells in the ledger, int64. growth: points a year, mean of the years in post before this one; the year
        of arrival counts, for want of a shorter one, and so does none before the window. leaves: whether the spell
        ends within the year. risen: whether by promotion.
    """

    rows: np.ndarray
    growth: np.ndarray
    leaves: np.ndarray
    risen: np.ndarray


def chief_years(run: RunTables, role: int) -> ChiefYears | None:
    """Those of secretaries (0) or heads (1), whole years only; None without a panel of counties."""
    years = run.months // 12
    panel = run.ledger["county_periods"]
    panel = panel[panel["months"] == 12]
    if years < 2 or panel.size != run.places.counties * years:
        return None
    sums = np.zeros((run.places.counties, years + 1))
    sums[:, 1:] = np.add.accumulate(panel["growth"].reshape(-1, years), axis=1)
    rows_of, growth, leaves = [], [], []
    for year in range(1, years):
        opens = run.first_month + 12 * year
        rows = np.flatnonzero(run.is_role[role] & (run.start < opens) & ((run.end < 0) | (run.end >= opens)))
        county = run.county[rows]
        first = np.minimum(np.maximum(run.start[rows] - run.first_month, 0) // 12, year - 1)
        rows_of.append(rows)
        growth.append((sums[county, year] - sums[county, first]) / (year - first))
        leaves.append((run.end[rows] >= 0) & (run.end[rows] < opens + 12))
    rows, gone = np.concatenate(rows_of), np.concatenate(leaves)
    return ChiefYears(rows, np.concatenate(growth), gone, gone & (run.reason[rows] == ExitReason.PROMOTION))


def secretary_years(run: RunTables) -> tuple[np.ndarray, np.ndarray] | None:
    """Whether promoted, float64, shape (n,), and tie, growth (standardised), development, shape (3, n).

    None without a panel of counties, or where growth does not vary.
    """
    seen = chief_years(run, Kind.SECRETARY)
    growth = None if seen is None else standardised(seen.growth)
    if seen is None or growth is None:
        return None
    tie, development = run.ledger["spells"]["tie"][seen.rows], run.places.development[run.county[seen.rows]]
    return seen.risen.astype(float), np.vstack([tie, growth, development])


def standardised(values: np.ndarray) -> np.ndarray | None:
    """`values` less their mean, in standard deviations; None where they do not vary."""
    if values.size < 2:
        return None
    away = values - total(values) / values.size
    spread = (total(away * away) / away.size) ** 0.5
    return away / spread if spread > 0.0 else None


def poisson(counts: np.ndarray, design: np.ndarray) -> np.ndarray | None:
    """Coefficients b of log E(counts) = b . design, by Newton's method; design has shape (k, n), the first row ones.

    None where there are no counts, or where they do not determine b.
    """
    events = total(counts)
    if events <= 0.0:
        return None
    found = np.zeros(design.shape[0])
    found[0] = math.log(events / counts.size)
    for _ in range(_STEPS):
        rate = exp(np.clip(_added(found[:, None] * design, 0), -30.0, 30.0))
        slope = _added(design * (counts - rate), 1)
        curve = _added(design[:, None] * design[None] * rate, 2)
        if np.linalg.det(curve) <= 1e-9 * np.prod(np.diag(curve)):
            return None
        step = np.linalg.solve(curve, slope)
        found = found + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < _CLOSE:
            return found
    return None


def _added(values: np.ndarray, axis: int) -> np.ndarray:
    """The sum along an axis, in order, so that it is the same on every machine."""
    return np.asarray(np.take(np.add.accumulate(values, axis=axis), -1, axis=axis))
