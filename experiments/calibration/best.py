"""The set nearest to the published figures, everything assumed at its declared value.

On an emulator the nearest point is found by descent; what no figure feels stays near its declared value by a slight
pull towards it, so that a fit says nothing that the facts do not say.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from experiments.calibration.distance import weights
from experiments.calibration.emulator import Emulator
from experiments.calibration.figures import FIGURES, OPEN_BELOW
from experiments.calibration.space import FITTED, NAMES, unit_of

PULL = 0.02
"""What the squared step of a parameter away from its declared value costs, its range as unit, in squared distance."""

COMFORT = 0.7
"""Misses beyond this count more, so that luck does not carry a figure over the edge."""


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
        found = minimize(
            _cost, begun, (emulator, home), jac=True, method="L-BFGS-B", bounds=list(zip(low, high, strict=True)),
            options={"maxiter": 300},
        )  # fmt: skip
        ends.append((float(found.fun), found.x))
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


def _cost(x: np.ndarray, emulator: Emulator, home: np.ndarray) -> tuple[float, np.ndarray]:
    row = home.copy()
    row[: len(FITTED)] = x
    gap = emulator.predict(row[None])[0]
    counted = np.where(OPEN_BELOW & (gap < COMFORT), 0.0, gap)
    beyond = np.maximum(np.abs(counted) - COMFORT, 0.0)
    own = weights(FIGURES)
    slope = 2.0 * own * counted + beyond * np.sign(counted)
    away = x - home[: len(FITTED)]
    cost = float(np.sum(own * counted * counted) + 0.5 * np.sum(beyond * beyond) + PULL * np.sum(away * away))
    return cost, emulator.pull(row[None], slope[None])[0, : len(FITTED)] + 2.0 * PULL * away


assert NAMES[: len(FITTED)] == FITTED
