"""A study: a question, and the scenarios, ranges and design that are to answer it. Read and judged as a whole."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from experiments.factor import Factor, lever_factor, parameter_factor
from experiments.study_file import MOST_POINTS, AskSection, DesignSection, StudyFile
from experiments.study_parts import Judge, Search, Worlds, behaviours_of, judge_of, search_of, worlds_of
from sim.chain import inside
from sim.complaints import checked, near
from sim.metrics import METRICS
from sim.run import empty_world
from sim.scenario import Scenario, read_scenario, resolve, world_of
from sim.texts import Text
from sim.texts.user_error import UserError
from sim.yamlfile import Node, read_yaml

SCENARIOS = "scenarios"
"""The folder in which a scenario is looked for that does not stand beside its study."""

NEEDS: dict[str, tuple[str, ...]] = {
    "grid": (),
    "latin_hypercube": ("points",),
    "sobol": ("points",),
    "morris": ("trajectories",),
    "one_at_a_time": (),
    "list": ("rows",),
}
"""What each design cannot do without."""
TAKES: dict[str, tuple[str, ...]] = {
    "grid": ("levels", "blocks"),
    "latin_hypercube": ("points", "blocks"),
    "sobol": ("points", "second_order", "blocks"),
    "morris": ("trajectories", "levels", "blocks"),
    "one_at_a_time": ("levels",),
    "list": ("rows",),
}
"""What each design may say."""


@dataclass(frozen=True)
class Design:
    """How points are chosen.

    Attributes
    ----------
    kind: "grid", "latin_hypercube", "sobol" (Saltelli's scheme), "morris", "one_at_a_time" or "list".
    points: rows of a Latin hypercube; base points of `sobol`. trajectories: of `morris`.
    levels: levels of factors without values or step; of `morris`, an even number.
    second_order: whether `sobol` has the rows that second-order indices need.
    blocks: blocks of seeds that are varied as one more factor; 1: none.
    rows: of `list`: what each row sets.
    """

    kind: str = "grid"
    points: int = 0
    trajectories: int = 0
    levels: int | None = None
    second_order: bool = False
    blocks: int = 1
    rows: tuple[dict[str, float], ...] = ()

    def size(self, factors: Sequence[Factor]) -> int:
        """How many rows it has, known before it is drawn."""
        width = len(factors) + (self.blocks > 1)
        if self.kind == "list":
            return len(self.rows)
        if self.kind == "grid":
            return math.prod(f.size(self.levels) for f in factors) * self.blocks
        if self.kind == "one_at_a_time":
            return 1 + sum(f.size(self.levels or 2) for f in factors)
        if self.kind == "sobol":
            return self.points * (2 * width + 2 if self.second_order else width + 2)
        return self.trajectories * (width + 1) if self.kind == "morris" else self.points


@dataclass(frozen=True)
class Ask:
    """The contrast that `renqi ask` decides on.

    Attributes
    ----------
    metric: its key. delta: the smallest difference that matters, in the metric's unit.
    scenario, against: names of scenarios; the difference is that of the first less that of the second.
    error_share: the share of wrong answers allowed. most_replicates: where it gives up.
    """

    metric: str
    delta: float
    scenario: str
    against: str
    error_share: float = 0.05
    most_replicates: int = 10_000


@dataclass(frozen=True)
class Study:
    """A question with its design.

    Attributes
    ----------
    name: the file's name without its ending. title, question: as written. text: the file as written.
    scenarios: the arms, the first of them the baseline; all over one window of one world.
    factors: what is varied in every arm: levers at month 0, and parameters of behaviour.
    replicates: simulated futures of every point. metrics: keys of those computed.
    keep: tables of the ledger that are kept.
    precision: half the width that a 95 % interval is to have at most, by metric and in its unit: of the differences
        between scenarios, or of the means where there is one scenario.
    worlds: what is not known, `judge`: by what policies are judged, `search`: what a search over the levers is for.
    """

    name: str
    title: Text
    question: Text
    scenarios: tuple[Scenario, ...]
    factors: tuple[Factor, ...] = ()
    design: Design = Design()
    replicates: int = 100
    seed: int = 1
    metrics: tuple[str, ...] = tuple(METRICS)
    keep: tuple[str, ...] = ("spells",)
    precision: Mapping[str, float] = field(default_factory=dict)
    ask: Ask | None = None
    worlds: Worlds = Worlds()
    judge: Judge | None = None
    search: Search | None = None
    text: str = ""


def read_study(path: str | Path) -> Study:
    """The study in the file at `path`, with the scenarios it names; all of it is judged. Raises UserError."""
    path = Path(path)
    root, text = read_yaml(path)
    written = checked(root, StudyFile)
    scenarios = _scenarios(path, root, written)
    factors = _factors(root, written)
    design = _design(root, written, factors)
    study = Study(
        name=path.stem,
        title=Text(written.title.en, written.title.zh),
        question=Text(written.question.en, written.question.zh),
        scenarios=scenarios,
        factors=factors,
        design=design,
        replicates=written.replicates,
        seed=written.seed,
        metrics=tuple(key for key in METRICS if written.metrics is None or key in written.metrics),
        keep=tuple(written.keep),
        precision=written.precision,
        worlds=worlds_of(written.worlds, [f for f in factors if not f.is_lever], root, path.parent),
        judge=judge_of(written.judge, root),
        search=search_of(written.search, [f for f in factors if f.is_lever], root),
        text=text,
    )
    _small_enough(study, root)
    for name in study.precision:
        if name not in study.metrics:
            raise UserError("study.precision_metric", str(root.find(["precision", name]).place), name=name)
    return study if written.ask is None else replace(study, ask=_ask(study, written.ask, root))


def _scenarios(path: Path, root: Node, written: StudyFile) -> tuple[Scenario, ...]:
    found: list[Scenario] = []
    behaviours = None
    if written.behaviour is not None:
        behaviours = behaviours_of(path.parent, written.behaviour, str(root.find(["behaviour"]).place))
    for place, name in enumerate(written.scenarios):
        where = str(root.find(["scenarios", place]).place)
        scenario = read_scenario(_file_of(path, name, where))
        if any(scenario.name == other.name for other in found):
            raise UserError("study.scenario_twice", where, name=scenario.name)
        scenario = _in_the_studys_window(scenario, written, root, path.parent)
        if behaviours is not None:
            scenario = replace(scenario, behaviours=behaviours)
        # What a reform says of places is judged against the world.
        resolve(scenario, empty_world(scenario))
        first = found[0] if found else scenario
        if (scenario.world, scenario.start, scenario.horizon_months) != (
            first.world,
            first.start,
            first.horizon_months,
        ):
            raise UserError("study.other_window", where, name=scenario.name, first=first.name)
        found.append(scenario)
    return tuple(found)


def _file_of(study: Path, name: str, where: str) -> Path:
    """The scenario file `name`: beside the study, else in a folder `scenarios` beside it or beside a folder above."""
    here = study.absolute().parent
    if not (study.parent / name).exists():
        for folder in (here, *here.parents):
            if (folder / SCENARIOS / name).is_file():
                return inside(folder / SCENARIOS, folder / SCENARIOS, name, where)
    return inside(study.parent, study.parent, name, where)


def _in_the_studys_window(scenario: Scenario, written: StudyFile, root: Node, folder: Path) -> Scenario:
    """`scenario` with the world and the horizon that the study gives to all of its arms."""
    months = written.horizon_months or (written.horizon_years or 0) * 12
    if months:
        late = [reform for reform in scenario.reforms if reform.month >= months]
        if late:
            node = root.find(["horizon_years" if written.horizon_years else "horizon_months"])
            date = scenario.start.after(late[0].month)
            raise UserError("study.horizon_before_reform", str(node.place), name=scenario.name, date=date)
        scenario = replace(scenario, horizon_months=months)
    if written.world is not None:
        scenario = replace(scenario, world=world_of(written.world, root.find(["world"]), folder))
    return scenario


def _factors(root: Node, written: StudyFile) -> tuple[Factor, ...]:
    levers = [lever_factor(name, given) for name, given in written.levers.items()]
    for section, factors in (
        ("levers", levers),
        ("uncertainties", [_parameter(name, given, root) for name, given in written.uncertainties.items()]),
    ):
        for factor in factors:
            node = root.find([section, factor.name])
            if factor.low > factor.high:
                raise UserError("study.low_above_high", str(node.place), name=factor.name)
            if factor.distribution == "log_uniform" and factor.low <= 0.0:
                raise UserError("study.log_of_zero", str(node.place), name=factor.name)
            if factor.distribution == "triangular" and not factor.low <= factor.shape[0] <= factor.high:
                raise UserError("study.mode_outside", str(node.place), name=factor.name)
            if "values" in node.names and len(node.names) > 1:
                raise UserError("study.values_alone", str(node.names["values"]), name=factor.name)
        levers = [*levers, *(f for f in factors if f not in levers)]
    return tuple(levers)


_SHAPES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "uniform": ((), ()),
    "log_uniform": ((), ()),
    "triangular": (("mode",), ()),
    "normal": (("mean", "sd"), ("sd",)),
    "lognormal": (("median", "log_sd"), ("log_sd",)),
}
"""What each distribution may say besides its ends, and what it must say."""


def _parameter(name: str, given: dict[str, Any], root: Node) -> Factor:
    node = root.find(["uncertainties", name])
    kind = given.get("distribution", "uniform")
    allowed, needed = _SHAPES[kind]
    for key in given:
        if key not in ("distribution", "low", "high", *allowed):
            raise UserError("study.not_of_distribution", str(node.names[key]), name=key, kind=kind)
    for key in needed:
        if key not in given:
            raise UserError("study.distribution_needs", str(node.place), name=key, kind=kind)
    return parameter_factor(name, given)


def _design(root: Node, written: StudyFile, factors: Sequence[Factor]) -> Design:
    section = written.design
    if section is None:
        if factors and not (written.worlds or written.search):
            raise UserError("study.design_missing", str(root.place), known=list(NEEDS))
        return Design("list", rows=({},))
    node, kind = root.find(["design"]), section.kind
    for name in node.names:
        if name not in ("kind", *TAKES[kind]):
            raise UserError("study.not_of_design", str(node.names[name]), name=name, kind=kind)
    for name in NEEDS[kind]:
        if name not in node.names:
            raise UserError("study.design_needs", str(node.place), name=name, kind=kind)
    if kind == "list" and factors:
        raise UserError("study.list_with_ranges", str(node.place))
    if kind != "list" and not factors:
        raise UserError("study.nothing_to_vary", str(node.place), kind=kind)
    _even(section, node)
    given = section.model_dump(exclude_none=True)
    rows = tuple(given.pop("rows", ()))
    return Design(**{**given, "rows": rows})


def _even(section: DesignSection, node: Node) -> None:
    """Saltelli's scheme wants a power of two, Morris's an even number of levels."""
    if section.kind == "sobol" and section.points is not None and section.points & (section.points - 1):
        raise UserError("study.power_of_two", str(node.find(["points"]).place), value=section.points)
    if section.kind == "morris" and section.levels is not None and section.levels % 2:
        raise UserError("study.even_levels", str(node.find(["levels"]).place), value=section.levels)


def _small_enough(study: Study, root: Node) -> None:
    points = study.design.size(study.factors) * len(study.scenarios)
    if points > MOST_POINTS:
        place = str(root.find(["design"]).place)
        raise UserError("study.too_many_points", place, points=points, limit=MOST_POINTS)


def _ask(study: Study, section: AskSection, root: Node) -> Ask:
    node = root.find(["ask"])
    names = [scenario.name for scenario in study.scenarios]
    if len(names) < 2:
        raise UserError("study.ask_alone", str(node.place))
    if section.metric not in study.metrics:
        raise UserError("study.ask_metric", str(node.find(["metric"]).place), name=section.metric)
    for arm in ("scenario", "against"):
        name = getattr(section, arm)
        if name is not None and name not in names:
            raise near("study.no_such_scenario", str(node.find([arm]).place), name, names)
    against = section.against or next(name for name in names if name != section.scenario)
    scenario = section.scenario or next(name for name in names if name != against)
    if scenario == against:
        raise UserError("study.ask_itself", str(node.place), name=scenario)
    return Ask(section.metric, section.delta, scenario, against, section.error_share, section.most_replicates)
