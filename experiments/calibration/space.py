"""The space a fit searches: every uncertain parameter within its range, and designs that fill it.

What the facts inform or bound is fitted. What is assumed is never fitted: it is drawn over its range, evenly, and
whatever the fit says has to hold for such draws.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import qmc

from sim.behaviour import PARAMETERS, Behaviours
from sim.lever import Tier
from sim.texts import Text

FITTED = tuple(p.name for p in PARAMETERS.values() if p.tier in (Tier.INFORMED, Tier.BOUNDED))
"""Parameters that the facts inform or bound, in the order of declaration."""

ASSUMED = tuple(p.name for p in PARAMETERS.values() if p.tier is Tier.ASSUMED)
"""Parameters that no fact speaks of, in the order of declaration."""

NAMES = (*FITTED, *ASSUMED)
"""Columns of a design."""

DIGITS = 3
"""Significant digits of a drawn parameter, so that a shipped set is exactly the set that was simulated."""


def design(points: int, seed: int) -> np.ndarray:
    """A Latin hypercube over all parameters, each from 0 (low) to 1 (high); float64, shape (points, `NAMES`)."""
    return np.asarray(qmc.LatinHypercube(len(NAMES), seed=np.random.default_rng(seed)).random(points))


def sets_of(unit: np.ndarray, names: Sequence[str] = NAMES) -> tuple[dict[str, float], ...]:
    """Rows of a design as sets of parameters, rounded to `DIGITS` significant digits inside the ranges."""
    low = np.array([PARAMETERS[name].low for name in names])
    high = np.array([PARAMETERS[name].high for name in names])
    values = low + (high - low) * np.clip(unit, 0.0, 1.0)
    return tuple(
        {name: _rounded(value, a, b) for name, value, a, b in zip(names, row, low, high, strict=True)}
        for row in values.tolist()
    )


def unit_of(values: dict[str, float], names: Sequence[str] = NAMES) -> np.ndarray:
    """A set as a row of a design; a parameter that it leaves out is at its declared value."""
    found = []
    for name in names:
        p = PARAMETERS[name]
        found.append((values.get(name, p.value) - p.low) / (p.high - p.low))
    return np.array(found)


def as_simulated(unit: np.ndarray, names: Sequence[str] = NAMES) -> np.ndarray:
    """The rows of a design that the sets of `unit` are, after rounding: what is simulated is what is learned from."""
    return np.array([unit_of(one, names) for one in sets_of(unit, names)]).reshape(-1, len(names))


def as_behaviours(name: str, unit: np.ndarray) -> Behaviours:
    """A design as behaviours: replicate r lives by row r."""
    return Behaviours(name, Text(name, name), sets_of(unit))


def _rounded(value: float, low: float, high: float) -> float:
    return min(high, max(low, float(f"{value:.{DIGITS}g}")))
