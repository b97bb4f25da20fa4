"""Parameters consistent with figures: draws from the posterior that an emulator gives.

Misses are taken as normally distributed about the emulated ones, with the emulator's error, half a tolerance for what
is published (a tolerance is two standard errors), and a covariance for parameters that are drawn, not fitted. The prior
is even over the ranges. Hamiltonian Monte Carlo (Neal 2011) in the logits of the unit cube, many chains at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.calibration.emulator import Emulator
from experiments.calibration.floats import exp, log

LEAPFROGS = 10
ACCEPTED = 0.8
"""Share of moves accepted that the step is tuned for."""

TRIES = 400
"""Random points of which each chain starts from the best."""

PUBLISHED_SD = 0.5
"""Standard error of a published figure in tolerances."""


@dataclass(frozen=True)
class Evidence:
    """Figures to be consistent with, and how sharply.

    Attributes
    ----------
    emulator: of all parameters, the fitted ones first. aim: the misses aimed at, shape (figures,).
    precision: inverse covariance of the difference, shape (figures, figures).
    open_below: figures of which only an upper bound is published, bool, shape (figures,): misses below `aim` are none.
    """

    emulator: Emulator
    aim: np.ndarray
    precision: np.ndarray
    open_below: np.ndarray

    def energy(self, unit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Minus log likelihood, shape (rows,), and its gradient over the inputs, shape (rows, inputs)."""
        gap = self.emulator.predict(unit) - self.aim
        gap = np.where(self.open_below & (gap < 0.0), 0.0, gap)
        pull = gap @ self.precision
        pull_of_open = np.where(self.open_below & (gap == 0.0), 0.0, pull)
        return 0.5 * np.einsum("ij,ij->i", gap, pull), self.emulator.pull(unit, pull_of_open)


def evidence(
    emulator: Emulator, aim: np.ndarray, open_below: np.ndarray, further: np.ndarray | None = None, widened: float = 1.0
) -> Evidence:
    """The evidence of published figures.

    `further`: covariance of what is neither emulated nor published, such as `Emulator.spread_of` parameters that are
    left out. `widened`: factor on the standard errors of what is published.
    """
    spread = emulator.error + np.eye(aim.size) * (PUBLISHED_SD * widened) ** 2
    if further is not None:
        spread = spread + further
    return Evidence(emulator, aim, np.linalg.inv(spread), open_below)


def draws(
    known: Evidence, held: np.ndarray, fitted: int, steps: int, seed: int, kept: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """The last `kept` states of each chain, shape (kept, chains, inputs), and their energies, shape (kept, chains).

    `held`: one row a chain, shape (chains, inputs); its first `fitted` inputs are drawn, the others stay as they are.
    The step is tuned in the first half of `steps`.
    """
    luck = np.random.default_rng(seed)
    unit = _starts(known, held, fitted, luck)
    here = _logit(unit[:, :fitted])
    energy, slope = _potential(known, unit, here)
    step = 0.1
    states, energies = [], []
    for number in range(steps):
        speed = luck.standard_normal(here.shape)
        there, there_energy, there_slope, end_speed = _leap(known, unit, here, slope, speed, step)
        change = there_energy - energy + 0.5 * ((end_speed**2).sum(axis=1) - (speed**2).sum(axis=1))
        chance = exp(np.minimum(0.0, -np.nan_to_num(change, nan=np.inf)))
        moved = luck.random(chance.size) < chance
        here = np.where(moved[:, None], there, here)
        slope = np.where(moved[:, None], there_slope, slope)
        energy = np.where(moved, there_energy, energy)
        if number < steps // 2:
            step = float(np.clip(step * exp(0.5 * (chance.mean() - ACCEPTED)), 0.002, 0.6))
        if number >= steps - kept:
            state = held.copy()
            state[:, :fitted] = _unit(here)
            states.append(state)
            energies.append(known.energy(state)[0])
    return np.array(states), np.array(energies)


def _starts(known: Evidence, held: np.ndarray, fitted: int, luck: np.random.Generator) -> np.ndarray:
    """For each chain the best of some points drawn evenly."""
    found = held.copy()
    tried = luck.random((TRIES, fitted))
    for chain in range(held.shape[0]):
        everywhere = np.repeat(held[chain : chain + 1], TRIES, axis=0)
        everywhere[:, :fitted] = np.clip(tried, 0.02, 0.98)
        found[chain] = everywhere[int(np.argmin(known.energy(everywhere)[0]))]
    return found


def _leap(
    known: Evidence, unit: np.ndarray, here: np.ndarray, slope: np.ndarray, speed: np.ndarray, step: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One path of `LEAPFROGS` steps: where it ends, its energy, slope and speed there."""
    speed = speed - 0.5 * step * slope
    energy = np.zeros(here.shape[0])
    for number in range(LEAPFROGS):
        here = here + step * speed
        energy, slope = _potential(known, unit, here)
        speed = speed - (step if number + 1 < LEAPFROGS else 0.5 * step) * slope
    return here, energy, slope, speed


def _potential(known: Evidence, unit: np.ndarray, here: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Minus log posterior density in logits, and its gradient: an even prior gives - log x(1 - x)."""
    fitted = here.shape[1]
    x = _unit(here)
    whole = unit.copy()
    whole[:, :fitted] = x
    energy, slope = known.energy(whole)
    inside = np.maximum(x * (1.0 - x), 1e-12)
    return energy - log(inside).sum(axis=1), slope[:, :fitted] * inside - (1.0 - 2.0 * x)


def _unit(logits: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 / (1.0 + exp(-np.clip(logits, -30.0, 30.0))))


def _logit(unit: np.ndarray) -> np.ndarray:
    x = np.clip(unit, 1e-6, 1.0 - 1e-6)
    return np.asarray(log(x / (1.0 - x)))
