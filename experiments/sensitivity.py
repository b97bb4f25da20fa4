"""What a study's answers depend on: every uncertain number screened, the few that matter weighed, chance among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from experiments.design import BLOCK, unit_rows
from experiments.factor import Factor
from experiments.outcome import Outcome, outcomes_of, points_of, table_of, values_of
from experiments.runner import run_points
from experiments.statistics.sensitivity import (
    LEVELS,
    LUCK,
    ElementaryEffect,
    VarianceShare,
    elementary_effects,
    morris_blocks,
    saltelli,
    sobol_blocks,
    variance_shares,
)
from experiments.study import Design, Study

Progress = Callable[[int, int], None]

MANY_BLOCKS = 4096
"""Blocks of seeds between which chance chooses."""

FEW = ("completed_term_share", "lobbying_effort_share", "head_wait_months", "vacancy_share", "growth")
"""What is asked of a study that names no metrics."""
MOST_METRICS = 8
"""Metrics of a study that are asked about, the first it names."""


@dataclass(frozen=True)
class Budget:
    """How much is run.

    Attributes
    ----------
    trajectories: of the screening, each with as many points as there are factors and two.
    closely: factors looked at closely after it, at most. base: points from which their shares are estimated.
    futures: futures averaged at each point.
    """

    trajectories: int = 8
    closely: int = 8
    base: int = 64
    futures: int = 2

    def runs(self, factors: int, arms: int) -> int:
        """Runs in all, at most."""
        few = min(self.closely, factors)
        points = self.trajectories * (factors + 2) + self.base * (few + 3)
        return points * arms * self.futures


@dataclass(frozen=True)
class Dependence:
    """What one outcome depends on.

    Attributes
    ----------
    effects: of every factor and of chance, from the screening; empty where the outcome is mostly undefined.
    shares: of the factors looked at closely and of chance; empty also where the outcome does not vary.
    mean, sd: over the points from which the shares come, None where there are none.
    """

    outcome: Outcome
    effects: tuple[ElementaryEffect, ...]
    shares: tuple[VarianceShare, ...]
    mean: float | None
    sd: float | None


@dataclass(frozen=True)
class Sensitivity:
    """What all outcomes of a study depend on."""

    study: Study
    budget: Budget
    factors: tuple[Factor, ...]
    close: tuple[str, ...]
    found: tuple[Dependence, ...]
    runs: int


def examine(
    study: Study,
    factors: Sequence[Factor],
    budget: Budget,
    folder: Path | None = None,
    progress: Progress = lambda done, total: None,
    **how: Any,
) -> Sensitivity:
    """Screen `factors`, then look closely at those with the largest effects.

    Scenarios and metrics are those of `study`. With a `folder` both stages are kept there and taken up again; `how`
    goes on to `run_points`.
    """
    outcomes, total = outcomes_of(study), budget.runs(len(factors), len(study.scenarios))
    screening = replace(
        study, factors=tuple(factors), design=Design("morris", trajectories=budget.trajectories, blocks=MANY_BLOCKS)
    )
    places = unit_rows(screening)
    blocks = morris_blocks(places, len(factors))
    tables, first = _run(screening, places, blocks, budget, _sub(folder, "screening"), _from(progress, 0, total), how)
    names = [*(f.name for f in factors), LUCK]
    effects = [elementary_effects(names, places, values_of(o, tables[o.metric]), LEVELS, study.seed) for o in outcomes]
    close = closest(effects, budget.closely)
    kept = tuple(f for f in factors if f.name in close)
    weighing = replace(study, factors=kept)
    places = saltelli(len(kept) + 1, budget.base, study.seed)
    blocks = sobol_blocks(places, len(kept), MANY_BLOCKS)
    tables, second = _run(weighing, places, blocks, budget, _sub(folder, "shares"), _from(progress, first, total), how)
    names = [*(f.name for f in kept), LUCK]
    found = []
    for outcome, effect in zip(outcomes, effects, strict=True):
        values = values_of(outcome, tables[outcome.metric])
        known = np.array([v for v in values if v is not None])
        mean, sd = (float(known.mean()), float(known.std())) if known.size else (None, None)
        found.append(Dependence(outcome, effect, variance_shares(names, values, study.seed), mean, sd))
    return Sensitivity(study, budget, tuple(factors), tuple(f.name for f in kept), tuple(found), first + second)


def closest(effects: Sequence[Sequence[ElementaryEffect]], most: int) -> set[str]:
    """The factors that matter most to some outcome: by their largest share in the effects of all factors on it."""
    largest: dict[str, float] = {}
    for of_one in effects:
        whole = sum(e.size for e in of_one if e.name != LUCK)
        for e in of_one:
            if e.name != LUCK and whole > 0.0:
                largest[e.name] = max(largest.get(e.name, 0.0), e.size / whole)
    ranked = sorted(largest, key=lambda name: (-largest[name], name))
    return {name for name in ranked[:most] if largest[name] > 0.0}


def _run(
    study: Study,
    places: np.ndarray,
    blocks: np.ndarray,
    budget: Budget,
    folder: Path | None,
    progress: Progress,
    how: dict[str, Any],
) -> tuple[dict[str, np.ndarray], int]:
    """Every metric by point, arm and future, and the number of runs."""
    behaviours = [{f.name: f.at(float(share)) for f, share in zip(study.factors, row, strict=False)} for row in places]
    points = points_of(study, behaviours, blocks.tolist())
    frame = run_points(
        points, budget.futures, study.seed, folder=folder, metrics=study.metrics, keep=(), progress=progress, **how
    )
    arms = len(study.scenarios)
    return {key: table_of(frame, key, arms, budget.futures) for key in study.metrics}, frame.height


def _sub(folder: Path | None, name: str) -> Path | None:
    return None if folder is None else folder / name


def _from(progress: Progress, before: int, total: int) -> Progress:
    return lambda done, _: progress(before + done, total)


assert LUCK == BLOCK  # One name for chance in designs and in statistics.
