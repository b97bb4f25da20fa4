"""What a study may say about the unknown, about what a policy has to meet, and about a search: sections and their
meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from experiments.factor import Factor, parameter_factor
from experiments.statistics.robustness import Demand
from sim.behaviour import PARAMETERS, Behaviours
from sim.behaviour_file import read_behaviours, shipped, shipped_names
from sim.chain import inside
from sim.complaints import near
from sim.lever import Tier
from sim.metrics import METRICS, Better
from sim.policy import LEVERS
from sim.scenario_file import Section
from sim.texts import Text, say
from sim.texts.user_error import UserError
from sim.yamlfile import Node

COST = "cost"
"""The objective that is reckoned from the levers' prices, and from no run."""

MOST_WORLDS = 100_000
MOST_TRIALS = 100_000
_LARGEST = 1e9


def _name_of(value: object, known: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise PydanticCustomError("unknown_value", "unknown name", {"value": value, "of": list(known)})
    return value


MetricName = Annotated[str, BeforeValidator(lambda value: _name_of(value, list(METRICS)))]
ObjectiveName = Annotated[str, BeforeValidator(lambda value: _name_of(value, [COST, *METRICS]))]
TierName = Annotated[str, BeforeValidator(lambda value: _name_of(value, [t.value for t in Tier]))]


@dataclass(frozen=True)
class Worlds:
    """What is not known.

    Attributes
    ----------
    count: worlds that are drawn. factors: what differs between them, each by its own distribution.
    sets: parameters beneath, world w having set w modulo their number; none where the calibrated ones are meant.
    """

    count: int = 100
    factors: tuple[Factor, ...] = ()
    sets: tuple[Mapping[str, float], ...] = ()


@dataclass(frozen=True)
class Judge:
    """The metric by which policies are compared over all worlds, and what they have to meet in each."""

    metric: str
    demands: tuple[Demand, ...] = ()

    @property
    def more(self) -> bool:
        """Whether more of the metric is better."""
        return METRICS[self.metric].better is Better.MORE


@dataclass(frozen=True)
class Objective:
    """One thing a search is for: a metric, or the cost of the levers."""

    key: str

    @property
    def more(self) -> bool:
        """Whether more is better."""
        return self.key != COST and METRICS[self.key].better is Better.MORE

    @property
    def label(self) -> Text:
        """Its name."""
        if self.key == COST:
            return Text(say("search.cost", "en"), say("search.cost", "zh"))
        return METRICS[self.key].label

    @property
    def unit(self) -> str:
        """Its unit, as metrics have one."""
        return "1" if self.key == COST else METRICS[self.key].unit


@dataclass(frozen=True)
class Search:
    """What a search is for and how long it goes on.

    `prices` say what a lever moved from its default over its whole range costs.
    """

    objectives: tuple[Objective, ...]
    prices: Mapping[str, float]
    trials: int
    population: int

    def cost(self, levers: Mapping[str, float]) -> float:
        """What a policy costs: every lever's price times how far it is moved, as a share of its range."""
        total = 0.0
        for name, price in sorted(self.prices.items()):
            lever = LEVERS[name]
            moved = abs(levers.get(name, lever.default) - lever.default)
            total += price * moved / (lever.high - lever.low)
        return total


class WorldsSection(Section):
    """What is not known besides the uncertainties that are named, and how many worlds are drawn from it."""

    count: int = Field(Worlds.count, ge=10, le=MOST_WORLDS)
    tiers: list[TierName] = Field(default_factory=list)
    behaviours: str | None = None


class DemandSection(Section):
    """One thing a policy has to meet."""

    metric: MetricName
    at_least: float | None = Field(None, ge=-_LARGEST, le=_LARGEST)
    at_most: float | None = Field(None, ge=-_LARGEST, le=_LARGEST)
    against: Literal["baseline"] | None = None


class JudgeSection(Section):
    """By what the policies are judged over all worlds."""

    metric: MetricName
    demands: list[DemandSection] = Field(default_factory=list)


class SearchSection(Section):
    """What a search over the levers is for."""

    objectives: list[ObjectiveName] = Field(min_length=2, max_length=6)
    prices: dict[str, float] = Field(default_factory=dict)
    trials: int = Field(240, ge=2, le=MOST_TRIALS)
    population: int = Field(24, ge=4, le=1000)


def behaviours_of(folder: Path, name: str, where: str) -> Behaviours:
    """The sets of parameters of a shipped name, or in a file beside the study in `folder`. Raises UserError."""
    if name.isidentifier():
        if name not in shipped_names():
            raise near("behaviour.unknown", where, name, shipped_names())
        return shipped(name)
    return read_behaviours(str(inside(folder, folder, name, where)))


def worlds_of(section: WorldsSection | None, named: Sequence[Factor], root: Node, folder: Path) -> Worlds:
    """The worlds that a study in `folder` asks for; `named` are the uncertainties that it names. Raises UserError."""
    if section is None:
        return Worlds(factors=tuple(named))
    own = {factor.name for factor in named}
    tiers = [p for p in PARAMETERS.values() if p.tier.value in section.tiers and p.name not in own and p.low < p.high]
    sets: tuple[Mapping[str, float], ...] = ()
    if section.behaviours is not None:
        sets = behaviours_of(folder, section.behaviours, str(root.find(["worlds", "behaviours"]).place)).sets
    return Worlds(section.count, (*named, *(parameter_factor(p.name, {}) for p in tiers)), sets)


def judge_of(section: JudgeSection | None, root: Node) -> Judge | None:
    """By what a study judges; None where it does not say. Raises UserError."""
    if section is None:
        return None
    if METRICS[section.metric].better is Better.NEITHER:
        raise UserError("study.no_better", str(root.find(["judge", "metric"]).place), name=section.metric)
    demands = []
    for place, one in enumerate(section.demands):
        where = str(root.find(["judge", "demands", place]).place)
        if one.at_least is None and one.at_most is None:
            raise UserError("study.empty_demand", where, name=one.metric)
        if one.at_least is not None and one.at_most is not None and one.at_least > one.at_most:
            raise UserError("study.demand_empty_range", where, name=one.metric)
        demands.append(Demand(one.metric, one.at_least, one.at_most, one.against is not None))
    return Judge(section.metric, tuple(demands))


def search_of(section: SearchSection | None, levers: Sequence[Factor], root: Node) -> Search | None:
    """What a study searches for; None where it does not say. Raises UserError."""
    if section is None:
        return None
    node = root.find(["search"])
    if not levers:
        raise UserError("study.search_without_levers", str(node.place))
    for place, key in enumerate(section.objectives):
        where = str(node.find(["objectives", place]).place)
        if key != COST and METRICS[key].better is Better.NEITHER:
            raise UserError("study.no_better", where, name=key)
        if key in section.objectives[:place]:
            raise UserError("study.objective_twice", where, name=key)
    for name, price in section.prices.items():
        where = str(node.find(["prices", name]).place)
        if name not in LEVERS:
            raise UserError("study.price_unknown", where, name=name)
        if not 0.0 <= price <= _LARGEST:
            raise UserError("study.price_negative", where, name=name)
    if COST in section.objectives and not section.prices:
        raise UserError("study.cost_without_prices", str(node.place))
    objectives = tuple(Objective(key) for key in section.objectives)
    return Search(objectives, dict(section.prices), section.trials, section.population)


SECTIONS: dict[str, Any] = {
    "worlds": WorldsSection,
    "judge": JudgeSection,
    "demands": DemandSection,
    "search": SearchSection,
}
"""The sections of this file by the names under which they stand."""
