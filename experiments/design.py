"""A study's design as a table of points, one row a point.

A design is drawn in the unit cube, a column a factor, and each column is then read through the factor's own
distribution. Low-discrepancy and one-at-a-time schemes come from scipy and SALib; the same study and seed give the
same table. Every row is run in every scenario of the study, so that scenarios can be compared row by row.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from experiments.factor import Factor
from experiments.study import Study
from sim.policy import LEVERS
from sim.run import minimum_months
from sim.scenario import Scenario
from sim.texts.user_error import UserError

BLOCK = "block"
"""The name of the block of seeds where it is varied as a factor."""

BLOCK_STRIDE = 2**20
"""Replicate r of block b is number r + b * BLOCK_STRIDE of the seed."""

DEFAULT_MORRIS_LEVELS = 4


@dataclass(frozen=True)
class Point:
    """One setting of all that is varied, in one scenario.

    Attributes
    ----------
    number: its place in the study, from 0.
    scenario: with levers and behaviour applied.
    levers, behaviour: what was applied; a factor that is not named stands where the scenario leaves it.
    block: the block of seeds its replicates come from.
    row: the row of the design; points of one row differ in their scenario only.
    minimum_months: the strictest minimum tenure among the points of its row, around which bunching is counted;
        None: that of its own scenario.
    """

    number: int
    scenario: Scenario
    levers: Mapping[str, float] = field(default_factory=dict)
    behaviour: Mapping[str, float] = field(default_factory=dict)
    block: int = 0
    row: int = 0
    minimum_months: int | None = None

    def replicate(self, number: int) -> int:
        """The number of the simulated future that is replicate `number` of this point."""
        return number + self.block * BLOCK_STRIDE


def apply(scenario: Scenario, levers: Mapping[str, float], behaviour: Mapping[str, float]) -> Scenario:
    """`scenario` with levers set from month 0 on, and with other parameters of behaviour."""
    return replace(
        scenario,
        policy={**scenario.policy, **levers},
        behaviour={**scenario.behaviour, **behaviour},
    )


def points(study: Study) -> tuple[Point, ...]:
    """Every point of `study`: row by row, and within a row scenario by scenario."""
    found: list[Point] = []
    for number, setting in enumerate(table(study)):
        block = int(setting.get(BLOCK, 0))
        named = {name: value for name, value in setting.items() if name != BLOCK}
        levers = {name: value for name, value in named.items() if name in LEVERS}
        behaviour = {name: value for name, value in named.items() if name not in levers}
        arms = [apply(scenario, levers, behaviour) for scenario in study.scenarios]
        strictest = max(minimum_months(arm) for arm in arms)
        for arm in arms:
            found.append(Point(len(found), arm, levers, behaviour, block, number, strictest))
    return tuple(found)


def table(study: Study) -> list[dict[str, float]]:
    """What each row of the design sets: values by name of factor, and `block` where it is varied."""
    design, factors = study.design, study.factors
    if design.kind == "list":
        return [dict(row) for row in design.rows]
    if design.kind == "grid":
        columns = [(f.name, f.levels(design.levels)) for f in factors]
        if design.blocks > 1:
            columns.append((BLOCK, tuple(float(b) for b in range(design.blocks))))
        names = [name for name, _ in columns]
        return [dict(zip(names, row, strict=True)) for row in itertools.product(*(values for _, values in columns))]
    if design.kind == "one_at_a_time":
        return [{}, *({f.name: value} for f in factors for value in f.levels(design.levels or 2))]
    return [_placed(row, factors, design.blocks) for row in unit_rows(study)]


def unit_rows(study: Study) -> np.ndarray:
    """The design in the unit cube, float64, shape (rows, factors and block); of the schemes that are drawn only.

    Raises UserError where the library a scheme needs is not installed.
    """
    design, names = study.design, factor_names(study)
    if design.kind == "latin_hypercube":
        from scipy.stats import qmc

        return np.asarray(qmc.LatinHypercube(len(names), rng=np.random.default_rng(study.seed)).random(design.points))
    about = problem(study)
    try:
        from SALib.sample import morris, sobol
    except ImportError:
        raise UserError("study.needs_salib", None, kind=design.kind) from None
    if design.kind == "sobol":
        rows = sobol.sample(about, design.points, calc_second_order=design.second_order, seed=study.seed)
    else:
        rows = morris.sample(about, design.trajectories, design.levels or DEFAULT_MORRIS_LEVELS, seed=study.seed)
    return np.asarray(rows)


def problem(study: Study) -> dict[str, Any]:
    """What SALib calls the problem: names of the factors in their order, each over the unit interval."""
    names = factor_names(study)
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def factor_names(study: Study) -> list[str]:
    """The columns of the design in their order; the block of seeds is the last where it is varied."""
    return [f.name for f in study.factors] + ([BLOCK] if study.design.blocks > 1 else [])


def _placed(row: np.ndarray, factors: Sequence[Factor], blocks: int) -> dict[str, float]:
    setting = {f.name: f.at(float(share)) for f, share in zip(factors, row, strict=False)}
    if blocks > 1:
        setting[BLOCK] = float(min(int(float(row[-1]) * blocks), blocks - 1))
    return setting
