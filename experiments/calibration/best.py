"""The set nearest to the published figures, everything assumed at its declared value.

On an emulator the nearest point is that of least squares; what no figure feels stays near its declared value by a
slight pull towards it, so that a fit says nothing that the facts do not say. The search goes on while floats tell
its squares apart: one that stops earlier ends elsewhere on a machine that rounds otherwise, and so would the fit.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import least_squares

from experiments.calibration.distance import weights
from experiments.calibration.emulator import Emulator
from experiments.calibration.figures import FIGURES, OPEN_BELOW
from experiments.calibration.space import FITTED, NAMES, unit_of

PULL = 0.02
"""What the squared step of a parameter away from its declared value costs, its range as unit, in squared distance."""

COMFORT = 0.7
"""Misses beyond this count more, so that luck does not carry a figure over the edge."""

CLOSE, MOST_STEPS = 1e-14, 5000
"""Relative change of the squares at which a search ends, and the most steps it may take."""


def declared() -> np.ndarray:
    """The declared values as a row of the unit cube."""
    return unit_of({})


def nearest(emulator: Emulator, starts: np.ndarray, reach: float = 1.0, around: np.ndarray | None = None) -> np.ndarray:
    """The emulated best row, from the best of `starts`, shape (starts, parameters); assumed ones as declared.

    `reach`: how far, in ranges, a fitted parameter may be from `around`.
    """
    home = declared()
    centre = home if around is None else around
    low = np.clip(centre[: len(FITTED)] - reach, 0.0, 1.0)
    high = np.clip(centre[: len(FITTED)] + reach, 0.0, 1.0)
    ends = []
    for start in starts:
        begun = np.clip(start[: len(FITTED)], low, high)
        found = least_squares(
            _residuals, begun, _slopes, bounds=(low, high), method="dogbox", args=(emulator, home),
            ftol=CLOSE, xtol=CLOSE, gtol=CLOSE, max_nfev=MOST_STEPS,
        )  # fmt: skip
        ends.append((float(found.cost), found.x))
    row = home.copy()
    row[: len(FITTED)] = min(ends, key=lambda end: end[0])[1]
    return row


def local_design(centre: np.ndarray, points: int, reach: float, seed: int) -> np.ndarray:
    """Rows evenly around `centre`, itself the first: fitted parameters within `reach`, the others as there."""
    from scipy.stats import qmc

    rows = np.repeat(centre[None], points, axis=0)
    drawn = qmc.LatinHypercube(len(FITTED), seed=np.random.default_rng(seed)).random(points)
    rows[:, : len(FITTED)] = np.clip(centre[: len(FITTED)] + reach * (2.0 * drawn - 1.0), 0.0, 1.0)
    rows[0] = centre
    return rows


def _residuals(x: np.ndarray, emulator: Emulator, home: np.ndarray) -> np.ndarray:
    """Roots of all that is counted: misses, misses beyond `COMFORT`, steps away from the declared values."""
    gap = _counted(emulator.predict(_row(x, home)[None])[0])
    beyond = np.sign(gap) * np.maximum(np.abs(gap) - _EASE, 0.0)
    away = x - home[: len(FITTED)]
    return np.concatenate([np.sqrt(weights(FIGURES)) * gap, np.sqrt(0.5) * beyond, np.sqrt(PULL) * away])


def _slopes(x: np.ndarray, emulator: Emulator, home: np.ndarray) -> np.ndarray:
    """The gradient of each residual over the fitted parameters, shape (residuals, `FITTED`)."""
    row = _row(x, home)
    gap = _counted(emulator.predict(row[None])[0])
    each = emulator.pull(np.repeat(row[None], len(FIGURES), axis=0), np.eye(len(FIGURES)))[:, : len(FITTED)]
    each *= np.where(OPEN_BELOW & (gap == 0.0), 0.0, 1.0)[:, None]
    beyond = each * (np.abs(gap) > _EASE)[:, None]
    return np.vstack([np.sqrt(weights(FIGURES))[:, None] * each, np.sqrt(0.5) * beyond, np.sqrt(PULL) * np.eye(x.size)])


def _counted(gap: np.ndarray) -> np.ndarray:
    """Misses as they count: of a figure with an upper bound only, what lies beyond `COMFORT`."""
    return np.where(OPEN_BELOW, np.maximum(gap - COMFORT, 0.0), gap)


_EASE = np.where(OPEN_BELOW, 0.0, COMFORT)


def _row(x: np.ndarray, home: np.ndarray) -> np.ndarray:
    row = home.copy()
    row[: len(FITTED)] = x
    return row


assert NAMES[: len(FITTED)] == FITTED
