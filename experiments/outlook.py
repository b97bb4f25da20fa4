"""What a study will cost and how sure its answers will be, from a few of its runs."""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from experiments.batch import Job
from experiments.design import Point, points
from experiments.runner import Hands, run_into, runs_of
from experiments.statistics.precision import replicates_for
from experiments.study import Study
from sim.version import model_version

MOST_ROWS = 4
FEWEST_REPLICATES, MOST_REPLICATES = 4, 12
ENOUGH_SECONDS = 20.0


@dataclass(frozen=True)
class MetricOutlook:
    """How sure the study will be of one metric.

    Attributes
    ----------
    mean: in the first point of the pilot. width: half the expected 95 % interval of a point's mean, the median over
        the pilot's points. difference_width: the same of a paired difference from the first scenario, the widest of
        the others; None where there is none. All None where the metric is undefined in the pilot.
    asked: the half-width that the study asks for; None where it does not.
    needed: futures of every point after which the interval of every difference (of every mean, where one scenario is
        alone) is as narrow as that, by Stein's rule; None where nothing is asked or too few futures define the metric.
    """

    key: str
    mean: float | None
    width: float | None
    difference_width: float | None
    asked: float | None = None
    needed: int | None = None


@dataclass(frozen=True)
class Outlook:
    """What a pilot tells.

    Attributes
    ----------
    points, replicates, runs: of the study. tried: runs of the pilot.
    seconds, bytes: what the study will take with the same workers, and on the disk.
    metrics: in the order of the study.
    """

    points: int
    replicates: int
    runs: int
    tried: int
    seconds: float
    bytes: float
    metrics: tuple[MetricOutlook, ...]

    @property
    def needed(self) -> int | None:
        """Futures of every point that all widths asked for take; None where none is asked for or known."""
        return max((one.needed for one in self.metrics if one.needed is not None), default=None)

    def seconds_of(self, replicates: int) -> float:
        """What so many futures of every point will take."""
        return self.seconds * replicates / self.replicates


def outlook(study: Study, hands: Hands) -> Outlook:
    """Run a few replicates of a few rows of `study`, for about twenty seconds, and reckon what all of it will take.

    The spread is that of the pilot, known to about a third of itself from a dozen replicates.
    """
    every = points(study)
    some = _spread(every)
    job = Job(study.seed, hands.engine, model_version(), study.metrics, keep=study.keep)
    with tempfile.TemporaryDirectory() as folder:
        store = run_into(Path(folder), some, 1, job, hands, len(some), {}, _quiet)
        began = time.perf_counter()
        replicates = 1
        while replicates < min(MOST_REPLICATES, max(study.replicates, FEWEST_REPLICATES)):
            if replicates >= FEWEST_REPLICATES and time.perf_counter() - began > ENOUGH_SECONDS:
                break
            more = min(max(1, hands.batches_at_a_time()), MOST_REPLICATES - replicates)
            store = run_into(Path(folder), some, replicates + more, job, hands, None, {}, _quiet)
            replicates += more
        seconds = (time.perf_counter() - began) / ((replicates - 1) * len(some))
        size = sum(about["bytes"] for line in store.lines() for about in line["files"].values())
        found = runs_of(store)
    runs = len(every) * study.replicates
    return Outlook(
        points=len(every),
        replicates=study.replicates,
        runs=runs,
        tried=found.height,
        seconds=seconds * runs,
        bytes=size / found.height * runs,
        metrics=tuple(_outlook(key, some, found, study) for key in study.metrics),
    )


def _quiet(done: int, total: int) -> None:
    """A pilot is short."""


def _spread(every: Sequence[Point]) -> list[Point]:
    """All points of a few rows, the first and the last among them."""
    rows = sorted({point.row for point in every})
    step = max(1, math.ceil((len(rows) - 1) / (MOST_ROWS - 1)))
    chosen = {*rows[::step], rows[-1]}
    return [point for point in every if point.row in chosen]


def _outlook(key: str, some: Sequence[Point], found: pl.DataFrame, study: Study) -> MetricOutlook:
    replicates, asked = study.replicates, study.precision.get(key)
    values = {
        point.number: found.filter(pl.col("point") == point.number)[key].to_numpy().astype(float) for point in some
    }
    first = values[some[0].number]
    widths = [width for one in values.values() if (width := half_width(one, replicates)) is not None]
    base = {point.row: values[point.number] for point in reversed(some)}
    others = [point for point in some if values[point.number] is not base[point.row]]
    differences = [values[point.number] - base[point.row] for point in others]
    apart = [width for one in differences if (width := half_width(one, replicates)) is not None]
    defined = first[~np.isnan(first)]
    return MetricOutlook(
        key,
        float(defined.mean()) if defined.size else None,
        float(np.median(widths)) if widths else None,
        max(apart) if apart else None,
        asked,
        None if asked is None else _needed(asked, differences or list(values.values())),
    )


def _needed(asked: float, contrasts: Sequence[np.ndarray]) -> int | None:
    """Futures after which the interval of the mean of every contrast reaches at most so far to either side.

    Futures that leave the metric undefined are needed besides. None where one contrast is hardly ever defined.
    """
    needed = []
    for one in contrasts:
        known = one[~np.isnan(one)]
        if known.size < 2:
            return None
        needed.append(math.ceil(replicates_for(asked, known.tolist()) * one.size / known.size))
    return max(needed)


def half_width(values: np.ndarray, replicates: int) -> float | None:
    """Half of the 95 % t interval that the mean of `replicates` such values will have; None from fewer than two."""
    from scipy import stats

    defined = values[~np.isnan(values)]
    if defined.size < 2 or replicates < 2:
        return None
    return float(stats.t.ppf(0.975, replicates - 1) * defined.std(ddof=1) / math.sqrt(replicates))
