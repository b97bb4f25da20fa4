"""Waves of a fit: many sets of parameters simulated, each in one future of both baselines, and their misses.

A wave is a run like any other: its sets are an ensemble, replicate r lives by set r, and the runner keeps its journal,
so that a wave that was stopped goes on where it was. Every set meets luck of its own, which a surface through many
sets averages out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from experiments.calibration.distance import Key, distance, key_of, tolerance, within
from experiments.calibration.emulator import Emulator, learn
from experiments.calibration.figures import FIGURES, OPEN_BELOW, TARGETS
from experiments.calibration.moments import MOMENTS
from experiments.calibration.space import DIGITS, FITTED, as_behaviours, as_simulated, sets_of
from experiments.calibration.targets import Target
from experiments.design import Point
from experiments.runner import run_points
from sim.behaviour import PARAMETERS, Behaviours
from sim.scenario import Scenario
from sim.texts import Text
from sim.world import WorldSpec

Found = dict[Key, float | None]
"""Moments of a set by key, in both practices."""

Progress = Callable[[int, int], None]

PREFECTURES, COUNTIES = 36, 300
"""Size of the world of a wave: prefectures of 8.2 counties in every province."""

GROWTH: Key = (False, "mean_growth")
LEVEL = "growth_base_points"
"""The parameter that mean growth rises with, point by point."""

CUT = 1.0
"""Distance up to which a set is consistent with what is published: the mean square miss is that of two standard errors.
The calibrated set has about 0.6 in a single future of a wave's world."""

WORST = 2.0
"""What a consistent set may miss of its worst target, in tolerances: three standard errors, as is usual in history
matching (Vernon et al. 2010), and what C21 has of the luck of a single future in so small a world."""


@dataclass(frozen=True)
class Wave:
    """What a wave found.

    Attributes
    ----------
    unit: the sets as rows of the unit cube, shape (sets, parameters).
    misses: raw misses of `FIGURES`, beyond any bound, shape (sets, figures); see `raw_miss`.
    distances: shape (sets,). met: calibration targets met by each set, int64, shape (sets,).
    growth: mean growth of the baseline, points a year, shape (sets,).
    trust: counties that each set was lived through in, float64, shape (sets,): luck is the less the more there are.
    """

    unit: np.ndarray
    misses: np.ndarray
    distances: np.ndarray
    met: np.ndarray
    growth: np.ndarray
    trust: np.ndarray

    def rows(self, chosen: np.ndarray) -> Wave:
        """Some of the sets."""
        return Wave(*(column[chosen] for column in self._columns()))

    def and_(self, other: Wave) -> Wave:
        """Both, one after the other."""
        pairs = zip(self._columns(), other._columns(), strict=True)
        return Wave(*(np.concatenate(pair) for pair in pairs))

    def emulated(self) -> Emulator:
        """The surfaces that these sets give, each trusted as far as its luck allows."""
        return learn(self.unit, self.misses, len(FITTED), self.trust)

    @property
    def inside(self) -> np.ndarray:
        """Whether each figure is accepted, bool, shape (sets, figures); an undefined one stands where the others do."""
        return np.asarray((np.abs(self.misses) <= 1.0) | (OPEN_BELOW & (self.misses <= 1.0)))

    @property
    def consistent(self) -> np.ndarray:
        """Sets within `CUT` of what is published, no target missed by more than `WORST`, bool, shape (sets,)."""
        square = np.where(OPEN_BELOW & (self.misses <= 1.0), 0.0, self.misses) ** 2
        ids = np.array([target.id for target in FIGURES])
        worst = np.max([square[:, ids == one].mean(axis=1) for one in np.unique(ids)], axis=0)
        return np.asarray((self.distances <= CUT) & (worst <= WORST**2))

    def _columns(self) -> tuple[np.ndarray, ...]:
        return self.unit, self.misses, self.distances, self.met, self.growth, self.trust


def small(scenario: Scenario, behaviours: Behaviours, counties: int = COUNTIES) -> Scenario:
    """A scenario in the world of a wave, under these behaviours."""
    world = WorldSpec("national", prefectures=max(27, PREFECTURES * counties // COUNTIES), counties=counties)
    return replace(scenario, world=world, behaviours=behaviours)


def simulate(
    unit: np.ndarray,
    scenarios: Sequence[Scenario],
    folder: Path,
    name: str,
    seed: int,
    counties: int,
    progress: Progress,
) -> Wave:
    """Simulate every row of `unit` once in each of `scenarios`, the baseline and the later practice.

    The runs are kept in `folder` under `name`; those that are there already are not run again. The wave holds the rows
    as they were simulated, rounded: what two machines reckon apart in the last digits is the same wave.
    """
    unit = as_simulated(unit)
    behaviours = as_behaviours(name, unit)
    points = [Point(number, small(one, behaviours, counties)) for number, one in enumerate(scenarios)]
    rows = run_points(
        points, unit.shape[0], seed, folder=folder / name, metrics=(), moments=True, keep=(), progress=progress
    )
    return wave_of(unit, [means_of(rows.filter(pl.col("replicate") == one)) for one in range(unit.shape[0])], counties)


def in_futures(
    row: np.ndarray,
    scenarios: Sequence[Scenario],
    folder: Path,
    seed: int,
    counties: int,
    futures: int,
    progress: Progress,
) -> Found:
    """Simulate a row of fitted parameters in several futures, the same luck for every row: its mean moments.

    `scenarios` and what is kept in `folder`: as in `simulate`.
    """
    behaviours = Behaviours(folder.name, Text(folder.name, folder.name), sets_of(row[None], FITTED))
    points = [Point(later, small(one, behaviours, counties)) for later, one in enumerate(scenarios)]
    rows = run_points(points, futures, seed, folder=folder, metrics=(), moments=True, keep=(), progress=progress)
    return means_of(rows)


def means_of(rows: pl.DataFrame) -> Found:
    """The mean moments of runs: of point 0 under the baseline, of point 1 under the later practice."""
    found: Found = {}
    for later in (False, True):
        means = rows.filter(pl.col("point") == later).select(pl.col(list(MOMENTS)).mean()).row(0)
        found |= {(later, key): value for key, value in zip(MOMENTS, means, strict=True)}
    return found


def wave_of(unit: np.ndarray, found: Sequence[Found], counties: int = COUNTIES) -> Wave:
    """A wave from the moments of its sets, each lived through in so many counties.

    A moment that is undefined stands at the mean of the others.
    """
    raw = np.array([raw_misses(one) for one in found])
    means = np.array([column[np.isfinite(column)].mean() if np.isfinite(column).any() else 0.0 for column in raw.T])
    raw = np.where(np.isfinite(raw), raw, means)
    return Wave(
        unit,
        raw,
        np.array([distance(FIGURES, one) for one in found]),
        np.array([sum(within(TARGETS, one).values()) for one in found], np.int64),
        np.array([one[GROWTH] or 0.0 for one in found]),
        np.full(len(found), float(counties)),
    )


def levelled(one: dict[str, float], growth: float) -> dict[str, float]:
    """A set with its mean growth brought to nil, or as near as the range of `LEVEL` allows; nothing else changes.

    Growth is counted relative to the province. Chiefs are compared within it, so that no figure feels the level, and no
    figure may be bent to set it.
    """
    base = PARAMETERS[LEVEL]
    return {**one, LEVEL: float(f"{min(base.high, max(base.low, one[LEVEL] - growth)):.{DIGITS}g}")}


def raw_misses(found: Found) -> np.ndarray:
    """The raw misses of `FIGURES`, NaN where undefined."""
    return np.array([raw_miss(target, found[key_of(target)]) for target in FIGURES])


def raw_miss(target: Target, value: float | None) -> float:
    """The miss without a limit: 0 at the centre of the accepted range, 1 at its upper end; NaN where undefined.

    Of a range with an upper end only, 1 stands there too and 0 one tolerance below, which is no aim: nothing below
    the end is a miss.
    """
    if value is None:
        return float("nan")
    room = tolerance(target)
    low = target.high - 2.0 * room if target.low is None and target.high is not None else target.low
    return (value - low) / room - 1.0 if low is not None else 0.0
