"""A study's search over its levers: policies tried, those that nothing beats, and these again on fresh luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from experiments.design import Point, apply
from experiments.identity import digest, question_id
from experiments.runner import run_points
from experiments.search import Axis, Found, OtherSearch, search
from experiments.statistics.paired import Difference
from experiments.statistics.pareto import Member, members_again, optimism
from experiments.study import Study
from experiments.study_parts import COST, Search
from sim.run import minimum_months
from sim.scenario import Scenario
from sim.texts.user_error import UserError
from sim.version import model_version

Progress = Callable[[int, int], None]

FRESH = "fresh"
"""The folder of the runs on fresh luck."""


@dataclass(frozen=True)
class Searched:
    """What a search came to.

    Attributes
    ----------
    found: every policy tried. members: those that nothing tried beats, on fresh luck; levers: their settings.
    practice: the scenario as it stands, on the same luck, with what it costs. curse: by objective, how much
        better the search saw its members than they are.
    futures: of a trial; fresh: of a member on fresh luck.
    """

    study: Study
    search: Search
    axes: tuple[Axis, ...]
    found: Found
    levers: tuple[Mapping[str, float], ...]
    members: tuple[Member, ...]
    practice: Member
    curse: tuple[Difference, ...]
    futures: int
    fresh: int
    runs: int


def search_policies(
    study: Study,
    wanted: Search,
    futures: int,
    fresh: int,
    folder: Path,
    progress: Progress = lambda done, total: None,
    **how: Any,
) -> Searched:
    """Search the levers of `study` in its first scenario, in `folder`, where a stopped search is taken up again.

    Every trial meets futures 0 ... `futures` - 1 of the study's seed; members meet `fresh` futures of the next seed.
    Raises UserError where the folder belongs to another search.
    """
    base = study.scenarios[0]
    axes = tuple(Axis(f.name, f.low, f.high) for f in study.factors if f.is_lever)
    more = [one.more for one in wanted.objectives]
    keys = tuple(one.key for one in wanted.objectives if one.key != COST)

    def evaluate(policies: list[dict[str, float]]) -> list[list[float | None]]:
        frame = run_points(_points(base, policies), futures, study.seed, metrics=keys, **how)
        means = frame.group_by("point", maintain_order=True).agg(pl.col(key).mean() for key in keys)
        return [_in_order(wanted, levers, row) for levers, row in zip(policies, means.to_dicts(), strict=True)]

    about = digest([question_id(base), model_version(), study.seed, futures, dict(wanted.prices)])
    try:
        found = search(axes, more, evaluate, wanted.trials, folder, wanted.population, study.seed, about, progress)
    except OtherSearch:
        raise UserError("search.other", None, name=folder) from None
    levers = tuple(found.trials[place].levers for place in found.front)
    points = _points(base, [*(dict(one) for one in levers), {}])
    frame = run_points(points, fresh, study.seed + 1, folder=folder / FRESH, metrics=keys, keep=(), **how)
    runs = [_runs(wanted, point, frame.filter(pl.col("point") == point.number)) for point in points]
    seen = [found.trials[place].values or () for place in found.front]
    members = members_again(seen, runs[:-1], more)
    practice = members_again([()], runs[-1:], more)[0]
    curse = tuple(optimism(members, place, up) for place, up in enumerate(more))
    tried = len(found.trials) * futures + len(points) * fresh
    return Searched(study, wanted, axes, found, levers, members, practice, curse, futures, fresh, tried)


def _points(base: Scenario, policies: list[dict[str, float]]) -> list[Point]:
    arms = [apply(base, levers, {}) for levers in policies]
    return [
        Point(number, arm, levers, {}, 0, number, minimum_months(arm))
        for number, (arm, levers) in enumerate(zip(arms, policies, strict=True))
    ]


def _in_order(wanted: Search, levers: Mapping[str, float], row: Mapping[str, Any]) -> list[float | None]:
    return [wanted.cost(levers) if one.key == COST else row[one.key] for one in wanted.objectives]


def _runs(wanted: Search, point: Point, frame: pl.DataFrame) -> list[list[float | None]]:
    """By objective, the value of each future."""
    return [
        [wanted.cost(point.levers)] * frame.height if one.key == COST else frame[one.key].to_list()
        for one in wanted.objectives
    ]
