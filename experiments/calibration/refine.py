"""The last step of the fit: from the best of the waves to a set that figures and flows agree on together.

A damped Gauss-Newton search (Nocedal & Wright 2006, ch. 10) in worlds of the size of the nation, with the same luck in
every run, so that a difference of two sets is hardly one of luck. An emulator says which parameters matter; their
slopes are differences of simulated histories.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import lsq_linear

from experiments.calibration.distance import misses, weights
from experiments.calibration.emulator import Emulator
from experiments.calibration.figures import FIGURES, OPEN_BELOW
from experiments.calibration.waves import Found

Look = Callable[[str, np.ndarray], Sequence[Found]]
"""Simulate sets, rows of the unit cube of the fitted parameters, under a name: the moments of each."""

REACHES = (0.2, 0.15, 0.1, 0.1)
"""How far a parameter may go in each round, in ranges."""

STEP = 0.05
"""Step of a difference quotient, in ranges."""

PULL = 0.05
"""What a step of a parameter costs in the least squares, its range as unit."""

NEAR_EDGE, AT_EDGE = 0.6, 0.85
"""Misses beyond these count seven and nineteen times, so that luck does not carry a figure over the edge."""


def refine(start: np.ndarray, emulator: Emulator, moved: int, look: Look) -> np.ndarray:
    """A row of the unit cube better than `start`, shape (fitted,); the `moved` parameters that matter most may move."""
    best = start.copy()
    places = most_felt(emulator, best, moved)
    for number, reach in enumerate(REACHES):
        best = _round(best, places, reach, number, look)
    return best


def most_felt(emulator: Emulator, row: np.ndarray, count: int) -> np.ndarray:
    """Places of the `count` parameters that the figures feel most at `row`, in ascending order."""
    whole = np.full(emulator.slopes.shape[0], 0.5)
    whole[: row.size] = row
    figures = len(FIGURES)
    slopes = emulator.pull(np.repeat(whole[None], figures, axis=0), np.eye(figures))[:, : row.size]
    felt = (weights(FIGURES)[:, None] * slopes * slopes).sum(axis=0)
    return np.sort(np.argsort(-felt, kind="stable")[:count])


def _round(best: np.ndarray, places: np.ndarray, reach: float, number: int, look: Look) -> np.ndarray:
    """One step, whole or half or none, whichever is best."""
    aside = np.where(best[places] + STEP <= 1.0, STEP, -STEP)
    tried = np.repeat(best[None], 1 + places.size, axis=0)
    tried[np.arange(1, 1 + places.size), places] += aside
    here, *there = (misses(FIGURES, found) for found in look(f"slopes_{number}", tried))
    slopes = (np.array(there) - here).T / aside
    left, weight = _residuals(here)
    rows = np.vstack([weight[:, None] * slopes, PULL * np.eye(places.size)])
    ends = (np.maximum(-best[places], -reach) - 1e-9, np.minimum(1.0 - best[places], reach) + 1e-9)
    step = lsq_linear(rows, np.concatenate([-left, np.zeros(places.size)]), bounds=ends).x
    steps = np.repeat(best[None], 2, axis=0)
    steps[:, places] = np.clip(best[places] + np.outer((1.0, 0.5), step), 0.0, 1.0)
    found = [here, *(misses(FIGURES, one) for one in look(f"steps_{number}", steps))]
    costs = [float(np.sum(_residuals(one)[0] ** 2)) for one in found]
    return np.vstack([best[None], steps])[int(np.argmin(costs))]


def _residuals(away: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted misses and their weights; what is near or beyond its tolerance weighs more."""
    counted = np.where(OPEN_BELOW & (away < NEAR_EDGE), 0.0, away)
    size = np.abs(counted)
    weight = np.sqrt(weights(FIGURES) * (1.0 + 6.0 * (size > NEAR_EDGE) + 12.0 * (size > AT_EDGE)))
    return weight * counted, weight
