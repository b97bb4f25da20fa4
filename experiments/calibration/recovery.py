"""Which parameters come back: the fit tried on histories whose parameters are known.

A truth is a simulated set that the emulator has not learned from. Its figures, blurred by the standard errors of the
published ones, are put in the place of the published ones, and the fitted parameters are drawn given them, whatever
the assumed ones may be. Over many truths an interval of 90 % has to hold the truth nine times in ten; and only a
parameter whose interval is clearly narrower than its range is identified by the facts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.calibration.emulator import Emulator
from experiments.calibration.floats import one_thread
from experiments.calibration.sampling import PUBLISHED_SD, draws, evidence
from experiments.calibration.space import ASSUMED, FITTED
from experiments.calibration.waves import Wave

LEVEL = 0.9
"""Of the intervals."""

CHAINS, STEPS, KEPT = 32, 160, 40

IDENTIFIED_WIDTH = 0.6
"""An interval narrower than this share of its range (0.9 would be the range itself) comes of the facts."""


@dataclass(frozen=True)
class Recovery:
    """What became of each parameter of `FITTED`; every array has shape (parameters,).

    Attributes
    ----------
    truths: how many were tried. coverage: share of truths inside the interval.
    width: mean width of the interval as a share of the range; `LEVEL` where nothing is learned.
    correlation: of the truths with the middles of their intervals.
    """

    truths: int
    coverage: np.ndarray
    width: np.ndarray
    correlation: np.ndarray

    @property
    def identified(self) -> np.ndarray:
        """Parameters that come back, bool."""
        return np.asarray((self.width < IDENTIFIED_WIDTH) & (self.correlation > 0.5))


@one_thread()
def recover(wave: Wave, truths: int, seed: int) -> Recovery:
    """Try the last `truths` sets of `wave` against an emulator that has learned from the others.

    Raises ValueError where too few others are left to learn from.
    """
    known = wave.rows(np.arange(wave.unit.shape[0] - truths))
    hidden = wave.rows(np.arange(wave.unit.shape[0] - truths, wave.unit.shape[0]))
    emulator = known.emulated()
    blur = np.random.default_rng(seed).standard_normal(hidden.misses.shape) * PUBLISHED_SD
    low, middle, high = intervals(emulator, hidden.misses + blur, seed)
    truth = hidden.unit[:, : len(FITTED)]
    return Recovery(
        truths,
        ((low <= truth) & (truth <= high)).mean(axis=0),
        (high - low).mean(axis=0),
        np.array([_correlation(truth[:, n], middle[:, n]) for n in range(len(FITTED))]),
    )


def intervals(emulator: Emulator, figures: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lower end, median and upper end of fitted parameters given each row of `figures`; shape (rows, parameters)."""
    assumed = np.arange(len(FITTED), len(FITTED) + len(ASSUMED))
    alone, spread = emulator.of_first(len(FITTED)), emulator.spread_of(assumed)
    two_sided = np.zeros(figures.shape[1], np.bool_)
    held = np.full((CHAINS, len(FITTED)), 0.5)
    ends = np.array([0.5 - LEVEL / 2.0, 0.5, 0.5 + LEVEL / 2.0])
    found = []
    for number, row in enumerate(figures):
        known = evidence(alone, row, two_sided, spread)
        states, _ = draws(known, held, len(FITTED), STEPS, seed + number, KEPT)
        found.append(np.quantile(states[:, :, : len(FITTED)].reshape(-1, len(FITTED)), ends, axis=0))
    low, middle, high = np.array(found).transpose(1, 0, 2)
    return low, middle, high


def _correlation(truth: np.ndarray, found: np.ndarray) -> float:
    if truth.std() < 1e-9 or found.std() < 1e-9:
        return 0.0
    return float(np.corrcoef(truth, found)[0, 1])
