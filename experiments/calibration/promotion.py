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

import numpy as np

from experiments.calibration.floats import exp
from sim.metrics import RunTables
from sim.metrics.run_tables import ratio, total
from sim.vocabulary import ExitReason, Kind

LOG_REVENUE_ACROSS_COUNTIES = 4.0
"""Log units of initial revenue from the poorest county to the richest; assumption: 3-5."""
_STEPS = 30
_CLOSE = 1e-10


def tie_ratios(run: RunTables, weights: Mapping[str, float]) -> dict[str, float]:
    """Ratio of the odds of an upper post for each tie; `weights`: log ratio in which the ledger measures it.

    Empty where no contest had candidates who differ.
    """
    rows = run.ledger["appointments"]
    contests = rows[(rows["kind"] == Kind.UPPER) & (rows["eligible"] >= 2)]
    spread = contests["tie_sd"]
    slope = ratio(total(contests["tie_winner"] - contests["tie_mean"]), total(spread * spread))
    return {} if slope is None else {name: math.exp(slope * weight) for name, weight in weights.items()}


def place_ratios(run: RunTables) -> dict[str, float]:
    """Ratios of a secretary's yearly rate of promotion: "growth" (+1 SD) and "revenue" (+1 log unit).

    Empty where they cannot be estimated.
    """
    sample = secretary_years(run)
    if sample is None:
        return {}
    promoted, covariates = sample
    found = poisson(promoted, np.vstack([np.ones(promoted.size), *covariates]))
    if found is None:
        return {}
    _, _, growth, development = (float(b) for b in found)
    return {"growth": math.exp(growth), "revenue": math.exp(development / LOG_REVENUE_ACROSS_COUNTIES)}


def secretary_years(run: RunTables) -> tuple[np.ndarray, np.ndarray] | None:
    """Whether promoted, float64, shape (n,), and tie, growth (standardised), development, shape (3, n).

    Whole years of the window; None without a panel of counties, or where growth does not vary.
    """
    years = run.months // 12
    panel = run.ledger["county_periods"]
    panel = panel[panel["months"] == 12]
    if years < 2 or panel.size != run.places.counties * years:
        return None
    sums = np.zeros((run.places.counties, years + 1))
    sums[:, 1:] = np.add.accumulate(panel["growth"].reshape(-1, years), axis=1)
    spells = run.ledger["spells"]
    promoted, tie, growth, development = [], [], [], []
    for year in range(1, years):
        opens = run.first_month + 12 * year
        seen = run.is_role[0] & (run.start < opens) & ((run.end < 0) | (run.end >= opens))
        rows = np.flatnonzero(seen)
        county = run.county[rows]
        # Growth over the years in post before this one; the year of arrival counts, for want of a shorter one.
        first = np.minimum(np.maximum(run.start[rows] - run.first_month, 0) // 12, year - 1)
        growth.append((sums[county, year] - sums[county, first]) / (year - first))
        leaves = (run.end[rows] >= 0) & (run.end[rows] < opens + 12)
        promoted.append((leaves & (run.reason[rows] == ExitReason.PROMOTION)).astype(float))
        tie.append(spells["tie"][rows])
        development.append(run.places.development[county])
    growing = np.concatenate(growth)
    if growing.size < 2:
        return None
    away = growing - total(growing) / growing.size
    spread = (total(away * away) / away.size) ** 0.5
    if spread <= 0.0:
        return None
    return np.concatenate(promoted), np.vstack([np.concatenate(tie), away / spread, np.concatenate(development)])


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
