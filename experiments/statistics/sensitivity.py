"""Which uncertain numbers a result depends on: elementary effects to screen, variance shares to weigh (SALib).

Points are places in the unit cube, one column a factor; what a place means for the model is a matter of the factor's
distribution. Morris's design (1991) moves one factor at a time along trajectories; the mean absolute effect of a factor
(Campolongo et al. 2007) tells cheaply which factors matter at all. Sobol's shares (Saltelli et al. 2010) then say how
much of the variance goes when a factor is learnt (first order) and how much stays while only it is unknown (total).

Chance takes part as one factor more, `LUCK`: its place picks the block of futures in which a point is run. Its total
share is the share of variance in which chance has a hand; nothing else is due to what is uncertain in the world. The
same futures serve all points that share its place, so that the other factors move between paired futures.

Intervals come from SALib's bootstrap over trajectories and over base points, widened to what Student's t asks of so
few. The bootstrap takes base points for independent. Columns of one Sobol sequence are not: a pair of them may be tied
to each other, so that some share is missed in a quarter of the designs. `saltelli` therefore draws the two halves
of the scheme apart and shuffles one; what is left of the sequences makes estimates better than their intervals say
(`tests/test_sensitivity.py` counts how often these hold).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

LUCK = "block"
"""The factor that stands for chance: the block of seeds."""

LEVELS = 4
"""Places along each axis in Morris's design where nothing else is said: 0, 1/3, 2/3 and 1."""

LEAST_DEFINED_SHARE = 0.9
"""Share of trajectories or base points in which a result must be defined for anything to be said."""

_NEVER_ZERO = 0x5EED
"""SALib takes a seed of 0 for none at all."""


@dataclass(frozen=True)
class ElementaryEffect:
    """What moving one factor does to a result.

    Attributes
    ----------
    name: of the factor.
    mean: mean effect of moving it over its whole range, in units of the result.
    size: mean absolute effect; low, high: interval of that, never below 0.
    spread: standard deviation of the effect over places, large where factors interact or act along a curve.
    """

    name: str
    mean: float
    size: float
    low: float
    high: float
    spread: float


@dataclass(frozen=True)
class VarianceShare:
    """The share of a result's variance that goes back to one factor.

    Attributes
    ----------
    name: of the factor.
    first: share that learning this factor alone would take away; first_low, first_high: its interval.
    total: share that stays while this factor alone is unknown; total_low, total_high: its interval.
        Neither is cut off at 0 or 1: an estimate below 0 says that the share is small beside its error.
    """

    name: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


def morris_blocks(points: np.ndarray, luck: int, levels: int = LEVELS) -> np.ndarray:
    """The block of futures of each point, int64: one for each trajectory and place of the factor in column `luck`.

    With one block a place for all trajectories alike, what is said of chance would rest on `levels` futures.
    """
    trajectory = np.arange(len(points)) // (points.shape[1] + 1)
    return trajectory * levels + np.rint(points[:, luck] * (levels - 1)).astype(np.int64)


def elementary_effects(
    names: Sequence[str],
    points: np.ndarray,
    results: Sequence[float | None],
    levels: int = LEVELS,
    seed: int = 1,
    level: float = 0.95,
    resamples: int = 1000,
) -> tuple[ElementaryEffect, ...]:
    """The effect of each factor on one result; empty where too few trajectories define it.

    `points` are trajectories through the unit cube on a grid of `levels` places, float64, shape (trajectories *
    (factors + 1), factors), as SALib's `sample.morris` gives them. A trajectory in which the result is undefined
    (None or NaN) is left out. Raises ValueError if lengths do not fit.
    """
    from SALib.analyze.morris import analyze

    size = len(names) + 1
    values, kept = _whole_blocks(results, size, len(points))
    count = len(kept)
    if count < max(2, LEAST_DEFINED_SHARE * (len(points) // size)):
        return ()
    places = points.reshape(-1, size, len(names))[kept].reshape(-1, len(names))
    found = analyze(
        _problem(len(names)), places, values.ravel(), resamples, level, num_levels=levels, seed=seed + _NEVER_ZERO
    )
    wider = _wider(count, level)
    effects = []
    for place, name in enumerate(names):
        mean, absolute, spread, half = (float(found[k][place]) for k in ("mu", "mu_star", "sigma", "mu_star_conf"))
        half *= wider
        effects.append(ElementaryEffect(name, mean, absolute, max(absolute - half, 0.0), absolute + half, spread))
    return tuple(effects)


def saltelli(factors: int, base: int, seed: int) -> np.ndarray:
    """Points for `variance_shares`, float64, shape (base * (factors + 2), factors): Saltelli's scheme (2002).

    Each of `base` base points, the same with one coordinate after the other taken from its partner, and the partner.
    Base points are a scrambled Sobol sequence (Owen 1998), a power of two of them; partners are another of their own,
    shuffled. Drawn as columns of one sequence, as is usual, partners are tied to base points and to each other.
    """
    from scipy.stats import qmc

    rng = np.random.default_rng(seed)
    own, partners = (qmc.Sobol(factors, rng=one).random(base) for one in rng.spawn(2))
    partners = rng.permutation(partners)
    rows = np.repeat(own[:, None], factors + 2, axis=1)
    for factor in range(factors):
        rows[:, factor + 1, factor] = partners[:, factor]
    rows[:, -1] = partners
    return rows.reshape(-1, factors)


def sobol_blocks(points: np.ndarray, luck: int, blocks: int) -> np.ndarray:
    """The block of futures of each point, int64 in 0 ... blocks - 1, from the place in column `luck`."""
    return np.minimum((points[:, luck] * blocks).astype(np.int64), blocks - 1)


def variance_shares(
    names: Sequence[str], results: Sequence[float | None], seed: int = 1, level: float = 0.95, resamples: int = 1000
) -> tuple[VarianceShare, ...]:
    """The shares of each factor in the variance of one result.

    `results` are those of Saltelli's design without second order, rows as `saltelli` gives them. A base
    point is left out with all its neighbours where one of them leaves the result undefined (None or NaN). Empty
    where too few are left, or where the result does not vary. Raises ValueError if lengths do not fit.
    """
    from SALib.analyze.sobol import analyze

    size = len(names) + 2
    values, kept = _whole_blocks(results, size, len(results))
    if len(kept) < max(2, LEAST_DEFINED_SHARE * (len(results) // size)) or np.ptp(values) == 0.0:
        return ()
    with warnings.catch_warnings():
        # Of constant stretches among the resamples; their share is 0, which is right.
        warnings.simplefilter("ignore")
        found = analyze(_problem(len(names)), values.ravel(), False, resamples, level, seed=seed + _NEVER_ZERO)
    shares, wider = [], _wider(len(kept), level)
    for place, name in enumerate(names):
        first, total, half, half_total = (float(found[k][place]) for k in ("S1", "ST", "S1_conf", "ST_conf"))
        half, half_total = half * wider, half_total * wider
        shares.append(
            VarianceShare(name, first, first - half, first + half, total, total - half_total, total + half_total)
        )
    return tuple(shares)


def _wider(count: int, level: float) -> float:
    """By what an interval from a bootstrap of so few is too narrow: it knows neither the lost degree of freedom nor the
    tails of Student's t."""
    return float(stdtrit(count - 1, 0.5 + level / 2) / ndtri(0.5 + level / 2) * math.sqrt(count / (count - 1)))


def screened(effects: Sequence[ElementaryEffect], most: int) -> tuple[str, ...]:
    """Names of the factors worth a closer look, chance left out: the largest effects, `most` of them at most."""
    ranked = sorted((e for e in effects if e.name != LUCK), key=lambda e: (-e.size, e.name))
    return tuple(e.name for e in ranked[:most] if e.size > 0.0)


def _problem(factors: int) -> dict[str, object]:
    return {"num_vars": factors, "names": [f"x{i}" for i in range(factors)], "bounds": [[0.0, 1.0]] * factors}


def _whole_blocks(results: Sequence[float | None], size: int, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Results in rows of `size`, those rows only that are defined throughout, and which rows they are."""
    if len(results) != points or points % size:
        raise ValueError(f"{len(results)} results do not fit {points} points in blocks of {size}")
    values = np.array([math.nan if v is None else v for v in results], float).reshape(-1, size)
    kept = np.flatnonzero(np.isfinite(values).all(axis=1))
    return values[kept], kept
