"""Policies over uncertain worlds: who is best where, what a wrong choice costs, and where a policy falls short."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from experiments.design import unit_rows
from experiments.outcome import points_of, table_of
from experiments.runner import run_points
from experiments.statistics.discovery import Region, discover, weights
from experiments.statistics.robustness import (
    Proportion,
    Standing,
    future_means,
    mean_interval,
    proportion,
    satisfied,
    standings,
)
from experiments.study import Design, Study
from experiments.study_parts import Judge, Worlds
from sim.texts import Text

Progress = Callable[[int, int], None]

RUNS = "worlds"
"""The folder of the runs."""


@dataclass(frozen=True)
class Verdict:
    """One policy over all worlds.

    Attributes
    ----------
    title: of the scenario. standing: on the metric that decides.
    change, change_low, change_high: mean difference to the baseline over worlds; None for the baseline.
    short: worlds in which it falls short: some demand is not met, or, where nothing is demanded, it is no
        better than the baseline.
    region: where it does, in a few bounds; None where no bounds tell it from chance.
    """

    title: Text
    standing: Standing
    change: float | None
    change_low: float | None
    change_high: float | None
    short: Proportion
    region: Region | None


@dataclass(frozen=True)
class Robustness:
    """All policies of a study over all its worlds.

    Attributes
    ----------
    places: the uncertain numbers of each world, float64, shape (worlds, factors); names: of the factors.
    means: of the metric that decides, float64, shape (policies, worlds); winners: place of the best policy, -1 for
    none. telling: the numbers that tell best who wins, with their weight.
    """

    study: Study
    judge: Judge
    worlds: Worlds
    futures: int
    verdicts: tuple[Verdict, ...]
    names: tuple[str, ...]
    places: np.ndarray
    means: np.ndarray
    winners: np.ndarray
    telling: tuple[tuple[str, float], ...]
    runs: int


def over_worlds(
    study: Study,
    worlds: Worlds,
    judge: Judge,
    futures: int,
    folder: Path | None = None,
    progress: Progress = lambda done, total: None,
    **how: Any,
) -> Robustness:
    """Run every scenario of `study` in every world, and compare. With a `folder` runs are kept and taken up again."""
    settings = drawn(study, worlds)
    points = points_of(study, settings, [0] * len(settings))
    keys = tuple(dict.fromkeys([judge.metric, *(d.metric for d in judge.demands), *study.metrics]))
    kept = None if folder is None else folder / RUNS
    frame = run_points(points, futures, study.seed, folder=kept, metrics=keys, keep=(), progress=progress, **how)
    tables = {key: table_of(frame, key, len(study.scenarios), futures) for key in keys}
    return compared(study, worlds, judge, futures, settings, tables, frame.height)


def drawn(study: Study, worlds: Worlds) -> list[dict[str, float]]:
    """The uncertain numbers of each world: a Latin hypercube over all factors, over the sets beneath in turn."""
    if not worlds.factors:
        return [dict(worlds.sets[row % len(worlds.sets)]) if worlds.sets else {} for row in range(worlds.count)]
    design = Design("latin_hypercube", points=worlds.count)
    rows = unit_rows(replace(study, factors=worlds.factors, design=design))
    found = []
    for number, row in enumerate(rows):
        beneath: Mapping[str, float] = worlds.sets[number % len(worlds.sets)] if worlds.sets else {}
        own = {f.name: f.at(float(share)) for f, share in zip(worlds.factors, row, strict=True)}
        found.append({**beneath, **own})
    return found


def compared(
    study: Study,
    worlds: Worlds,
    judge: Judge,
    futures: int,
    settings: Sequence[Mapping[str, float]],
    tables: Mapping[str, np.ndarray],
    runs: int,
) -> Robustness:
    """The comparison from the runs' metrics, by key of metric: float64, shape (worlds, policies, futures)."""
    values = np.moveaxis(tables[judge.metric], 1, 0)
    names = tuple(dict.fromkeys(name for one in settings for name in one))
    places = np.array([[one.get(name, np.nan) for name in names] for one in settings]).reshape(len(settings), -1)
    varied = [i for i in range(len(names)) if np.isfinite(places[:, i]).all() and np.ptp(places[:, i]) > 0.0]
    names, places = tuple(names[i] for i in varied), places[:, varied]
    standing = standings([s.name for s in study.scenarios], values, judge.more)
    means = future_means(values)
    best = means if judge.more else -means
    whole = np.isfinite(best).all(axis=0)
    winners = np.where(whole, np.where(np.isfinite(best), best, -np.inf).argmax(axis=0), -1)
    verdicts = []
    for arm, (scenario, one) in enumerate(zip(study.scenarios, standing, strict=False)):
        short = _short(judge, tables, arm)
        change = mean_interval(means[arm] - means[0]) if arm else (None, None, None)
        region = discover(names, places, short, study.seed) if arm and names else None
        verdicts.append(Verdict(scenario.title, one, *change, proportion(short), region))
    telling = (
        weights(names, places[whole], winners[whole], study.seed) if names and len(set(winners[whole])) > 1 else []
    )
    return Robustness(
        study, judge, worlds, futures, tuple(verdicts), names, places, means, winners, tuple(telling), runs
    )


def _short(judge: Judge, tables: Mapping[str, np.ndarray], arm: int) -> np.ndarray:
    """Worlds in which a policy falls short, bool."""
    if judge.demands:
        return ~satisfied([(tables[d.metric][:, arm], tables[d.metric][:, 0], d) for d in judge.demands])
    if not arm:
        return np.zeros(len(tables[judge.metric]), bool)
    gap = tables[judge.metric][:, arm] - tables[judge.metric][:, 0]
    gaps = np.where(np.isfinite(gap), gap, 0.0).sum(axis=1)
    return np.asarray((gaps <= 0.0) if judge.more else (gaps >= 0.0))
