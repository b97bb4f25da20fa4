"""What is asked of a world: a metric under the baseline, or what a scenario changes in it, both from paired futures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from experiments.design import Point, apply
from experiments.headline import shown, signed
from experiments.study import Study
from sim.metrics import METRICS
from sim.run import minimum_months
from sim.texts import Text, say


@dataclass(frozen=True)
class Outcome:
    """One number of a world: `metric` in the arm at place `arm` of the study, less the baseline's unless that is 0."""

    metric: str
    arm: int
    title: Text

    def label(self, language: str) -> str:
        """What it is, in words."""
        metric = METRICS[self.metric].label.in_language(language)
        title = self.title.in_language(language)
        return say("outcome.change" if self.arm else "outcome.level", language, metric=metric, scenario=title)

    @property
    def unit(self) -> str:
        """The unit of its values as a table has it."""
        return METRICS[self.metric].unit

    def told(self, value: float | None, language: str) -> str:
        """A value with its unit; a change with its sign, of shares in percentage points."""
        text = signed(value, self.metric) if self.arm else shown(value, self.metric)
        return text if value is None else self._with_unit(text, bool(self.arm), language)

    def spread_told(self, sd: float, language: str) -> str:
        """A standard deviation of its values with its unit; of shares in percentage points."""
        return self._with_unit(shown(sd, self.metric), True, language)

    def _with_unit(self, text: str, gap: bool, language: str) -> str:
        if self.unit == "1":
            return text
        word = say("metric.unit.points" if gap and self.unit == "share" else f"metric.unit.{self.unit}", language)
        return f"{text}{'' if language == 'zh' else ' '}{word}"


def outcomes_of(study: Study) -> tuple[Outcome, ...]:
    """Every metric of a study, where it stands under the baseline and what each other scenario changes in it."""
    arms = list(enumerate(study.scenarios))
    changes = [Outcome(key, arm, scenario.title) for key in study.metrics for arm, scenario in arms[1:]]
    return (*changes, *(Outcome(key, 0, study.scenarios[0].title) for key in study.metrics))


def points_of(study: Study, behaviours: Sequence[Mapping[str, float]], blocks: Sequence[int]) -> tuple[Point, ...]:
    """A point for each world and arm, worlds first: `behaviours` of each world and its block of seeds."""
    found: list[Point] = []
    for row, (behaviour, block) in enumerate(zip(behaviours, blocks, strict=True)):
        arms = [apply(scenario, {}, behaviour) for scenario in study.scenarios]
        strictest = max(minimum_months(arm) for arm in arms)
        for arm in arms:
            found.append(Point(len(found), arm, {}, dict(behaviour), int(block), row, strictest))
    return tuple(found)


def table_of(frame: pl.DataFrame, metric: str, arms: int, replicates: int) -> np.ndarray:
    """A metric by world, arm and future, float64, NaN where undefined or where the run failed.

    `frame` holds a row for each point and replicate in that order, points as `points_of` numbers them.
    """
    values = frame[metric].cast(pl.Float64).fill_null(math.nan).to_numpy()
    return np.asarray(values.reshape(-1, arms, replicates))


def values_of(outcome: Outcome, table: np.ndarray) -> list[float | None]:
    """The outcome of each world: the mean over those futures in which it is defined; None where there is none."""
    own = table[:, outcome.arm] - (table[:, 0] if outcome.arm else 0.0)
    known = np.isfinite(own)
    counts = known.sum(axis=1)
    sums = np.where(known, own, 0.0).sum(axis=1)
    return [float(s / c) if c else None for s, c in zip(sums, counts, strict=True)]


def with_metrics(study: Study, least: Sequence[str], most: int) -> Study:
    """`study` with the metrics it names, or with `least` where it names none; at most `most` of them."""
    named = study.metrics if len(study.metrics) < len(METRICS) else tuple(least)
    return replace(study, metrics=tuple(named[:most]))
