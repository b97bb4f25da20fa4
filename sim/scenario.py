"""A scenario: a world, a policy, its reforms, and the question it answers. Read, joined and resolved here."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from sim.behaviour import Behaviours, behaviour, record_of
from sim.behaviour_file import calibrated
from sim.chain import File, chain_of, inside
from sim.policy import Policies, policy, records_of
from sim.scenario_file import MOST_COUNTIES, Date, ReformSection, Words, WorldSection
from sim.state import State
from sim.texts import Text
from sim.texts.user_error import UserError
from sim.where import Where, covered, no_such_place, where_of
from sim.world import LARGEST_PREFECTURE, MUNICIPALITIES, WorldSpec, places, provinces
from sim.yamlfile import Node

DEFAULT_START = Date(2003, 1)
DEFAULT_HORIZON_MONTHS = 120
DEFAULT_BURN_IN_MONTHS = 180
FOREVER_AGO = int(np.iinfo(np.int64).min)


@dataclass(frozen=True)
class Reform:
    """Levers that change from a month on, in some places or in all.

    `month` and `announced_month` count from the start of the scenario; `announced_month` is None
    where the reform comes unannounced.
    """

    month: int
    policy: Mapping[str, float]
    where: Where | None = None
    announced_month: int | None = None
    reference: Text | None = None


@dataclass(frozen=True)
class Scenario:
    """What is simulated, and why.

    Attributes
    ----------
    start: calendar month of month 0.
    horizon_months: months simulated from month 0 on; burn_in_months: months before it.
    burn_in: "baseline": before month 0 the practice holds; "own_policy": the policy of month 0 does.
    practice: levers that differ from their defaults in the practice the scenario starts from.
    policy: levers that change at month 0. reforms: what changes later, in order of time.
    behaviours: the sets of parameters that replicates live by. behaviour: parameters set otherwise, in every set.
    files: the file of the scenario, then those it extends. text: the first of them, as written.
    """

    title: Text
    question: Text
    world: WorldSpec = WorldSpec()
    start: Date = DEFAULT_START
    horizon_months: int = DEFAULT_HORIZON_MONTHS
    burn_in_months: int = DEFAULT_BURN_IN_MONTHS
    burn_in: str = "baseline"
    practice: Mapping[str, float] = field(default_factory=dict)
    policy: Mapping[str, float] = field(default_factory=dict)
    reforms: tuple[Reform, ...] = ()
    behaviours: Behaviours = field(default_factory=calibrated)
    behaviour: Mapping[str, float] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    text: str = ""

    @property
    def name(self) -> str:
        """The name of the file without its folder and ending; empty for a scenario made in code."""
        return self.files[0].stem if self.files else ""

    def parameters(self, replicate: int) -> np.recarray:
        """The parameters that `replicate` lives by, a record array of one record that nobody may change."""
        place = replicate % len(self.behaviours.sets)
        if place not in self._parameters:
            values = {**self.behaviours.of(place), **self.behaviour}
            self._parameters[place] = record_of(values) if self.behaviours.structural else behaviour(**values)
        return self._parameters[place]

    def policies(self, state: State) -> Policies:
        """Which policy holds where (`resolve`), worked out once: all worlds of a scenario have the map of `state`."""
        if not self._policies:
            self._policies.append(resolve(self, state))
        return self._policies[0]

    @cached_property
    def _policies(self) -> list[Policies]:
        """What `policies` has found."""
        return []

    @cached_property
    def _parameters(self) -> dict[int, np.recarray]:
        """Sets of parameters by their place, as far as they have been asked for."""
        return {}

    @cached_property
    def burn_in_identity(self) -> str:
        """Everything that the state at the end of burn-in depends on, seed and replicate aside."""
        what = self.resolved()
        early = what["practice"] if self.burn_in == "baseline" else what["policy"]
        return repr([what["world"], what["start"], what["burn_in_months"], early, what["behaviour"]])

    def resolved(self, replicate: int | None = None) -> dict[str, Any]:
        """Everything that a result depends on, as plain values in a fixed order: no titles, no paths.

        Every parameter stands with its value; those of an ensemble, unless a replicate is named, with the fingerprint
        of its sets. A roster stands with its name and the SHA-256 of its content. What changes nothing for the
        model (titles, references, where something stood in a file) is left out.
        """
        reforms = []
        for reform in self.reforms:
            places = {k: v for k, v in asdict(reform.where).items() if k != "place"} if reform.where else None
            reforms.append(
                {
                    "month": reform.month,
                    "announced_month": reform.announced_month,
                    "policy": dict(sorted(reform.policy.items())),
                    "where": places,
                }
            )
        world = asdict(self.world)
        if self.world.roster is not None:
            world["roster"] = [self.world.roster.name, hashlib.sha256(self.world.roster.read_bytes()).hexdigest()]
        return {
            "world": world,
            "start": str(self.start),
            "horizon_months": self.horizon_months,
            "burn_in_months": self.burn_in_months,
            "burn_in": self.burn_in,
            "practice": policy(**self.practice),
            "policy": policy(**{**self.practice, **self.policy}),
            "reforms": reforms,
            "behaviour": self._behaviour_resolved(replicate),
        }

    def _behaviour_resolved(self, replicate: int | None) -> dict[str, Any]:
        if replicate is None and self.behaviours.is_ensemble:
            drawn = {"sets": len(self.behaviours.sets), "sha256": self.behaviours.fingerprint}
            return {**drawn, **dict(sorted(self.behaviour.items()))}
        record = self.parameters(replicate or 0)
        return dict(sorted(zip(record.dtype.names or (), record.view(np.ndarray)[0].item(), strict=True)))


def read_scenario(path: str | Path) -> Scenario:
    """The scenario in the file at `path`, joined with the files it extends. Raises UserError.

    Of two files, what the extending one says replaces what the other says; only `practice`,
    `policy` and `behaviour` are joined name by name. Title and question are not handed down.
    """
    chain = chain_of(Path(path))
    own = chain[0].sections
    said: dict[str, File] = {}
    merged: dict[str, dict[str, float]] = {"practice": {}, "policy": {}, "behaviour": {}}
    for file in reversed(chain):
        for name in file.sections.model_fields_set:
            if name in merged:
                merged[name].update(getattr(file.sections, name))
            if name.startswith("horizon_"):
                said.pop("horizon_years", None)
                said.pop("horizon_months", None)
            said[name] = file
    known = {name: getattr(file.sections, name) for name, file in said.items()}
    start = known.get("start", DEFAULT_START)
    months = (
        known["horizon_years"] * 12 if "horizon_years" in known else known.get("horizon_months", DEFAULT_HORIZON_MONTHS)
    )
    world = _world(said["world"]) if "world" in said else WorldSpec()
    return Scenario(
        title=_text(own.title),
        question=_text(own.question),
        world=world,
        start=start,
        horizon_months=months,
        burn_in_months=known.get("burn_in_months", DEFAULT_BURN_IN_MONTHS),
        burn_in=known.get("burn_in", "baseline"),
        reforms=_reforms(said["reforms"], start, months, world) if "reforms" in said else (),
        files=tuple(file.path for file in chain),
        text=chain[0].text,
        practice=merged["practice"],
        policy=merged["policy"],
        behaviour=merged["behaviour"],
    )


def resolve(scenario: Scenario, state: State) -> Policies:
    """Which policy holds in which county and prefecture of `state`, month by month.

    The first segment is the practice (or, with `burn_in: own_policy`, the policy of month 0), the
    second begins at month 0, the others at the reforms. A prefecture goes by a reform where the
    reform covers all its counties. Raises UserError for places that the world does not have.
    """
    practice = policy(**scenario.practice)
    own = policy(**{**scenario.practice, **scenario.policy})
    counties, prefectures = state.counties.size, state.prefectures.size
    records: list[Mapping[str, float]] = []
    in_county = [practice if scenario.burn_in == "baseline" else own] * counties
    in_prefecture = in_county[:1] * prefectures
    starts = [FOREVER_AGO]
    of_county = [_indices(in_county, records)]
    of_prefecture = [_indices(in_prefecture, records)]
    asked = any(reform.where and reform.where.names_places for reform in scenario.reforms)
    known = places(scenario.world) if asked else []
    expected = [in_county]
    in_county, in_prefecture = [own] * counties, [own] * prefectures
    announced = {r.announced_month for r in scenario.reforms if r.announced_month is not None}
    for month in sorted({0, *(m for m in announced if m > 0), *(reform.month for reform in scenario.reforms)}):
        for reform in (r for r in scenario.reforms if r.month == month):
            chosen = covered(reform.where, state, known)
            whole = np.ones(prefectures, np.bool_)
            whole[state.counties["prefecture"][~chosen]] = False
            in_county = _changed(in_county, chosen, reform.policy)
            in_prefecture = _changed(in_prefecture, whole, reform.policy)
        awaited = in_county
        for reform in scenario.reforms:
            if reform.announced_month is not None and reform.announced_month <= month < reform.month:
                awaited = _changed(awaited, covered(reform.where, state, known), reform.policy)
        starts.append(month)
        of_county.append(_indices(in_county, records))
        of_prefecture.append(_indices(in_prefecture, records))
        expected.append(awaited)
    reckoned_with = np.array([_indices(awaited, records) for awaited in expected])
    return Policies(
        records_of(records), np.array(starts, np.int64), np.array(of_county), np.array(of_prefecture), reckoned_with
    )


def _changed(
    policies: Sequence[Mapping[str, float]], chosen: np.ndarray, changes: Mapping[str, float]
) -> list[dict[str, float]]:
    return [{**old, **changes} if here else dict(old) for old, here in zip(policies, chosen.tolist(), strict=True)]


def _indices(policies: Sequence[Mapping[str, float]], records: list[Mapping[str, float]]) -> np.ndarray:
    """The place of each policy among `records`, which grows by those it does not hold yet."""
    found: dict[int, int] = {}  # most places share one policy, the very same object
    for one in policies:
        if id(one) not in found:
            if one not in records:
                records.append(one)
            found[id(one)] = records.index(one)
    return np.array([found[id(one)] for one in policies], np.int64)


def _text(words: Words) -> Text:
    return Text(words.en, words.zh)


def _world(file: File) -> WorldSpec:
    section = file.sections.world
    return WorldSpec() if section is None else world_of(section, file.root.find(["world"]), file.path.parent)


def world_of(section: WorldSection, node: Node, folder: Path) -> WorldSpec:
    """The world that `section`, written at `node` of a file in `folder`, asks for. Raises UserError."""
    spec: dict[str, Any] = section.model_dump(exclude_none=True)
    refused = ("province", "prefectures", "counties") if section.kind == "roster" else ("roster",)
    refused = (*refused, "province") if section.kind in ("national", "tiny") else refused
    for name in refused:
        if name in spec:
            raise UserError("scenario.world_field", str(node.names[name]), name=name, kind=section.kind)
    if section.province is not None:
        spec["province"] = _province(section.province, str(node.find(["province"]).place))
    if section.kind == "roster":
        if section.roster is None:
            raise UserError("scenario.world_roster", str(node.place))
        place = str(node.find(["roster"]).place)
        spec["roster"] = inside(folder, folder, section.roster, place)
    return _possible(WorldSpec(**spec), node)


def _province(asked: str, where: str) -> str:
    """The English name of the province `asked` for in either language. Raises UserError."""
    english = {name: row.name for row in provinces().values() for name in (row.name, row.name_zh)}
    if english.get(asked) in MUNICIPALITIES:
        raise UserError("scenario.municipality", where, name=asked)
    if asked not in english:
        raise no_such_place(asked, [name for name in english if english[name] not in MUNICIPALITIES], where)
    return english[asked]


def _possible(world: WorldSpec, node: Node) -> WorldSpec:
    """`world`, if its counties fit its prefectures and its roster can be read. Raises UserError."""
    if world.kind != "roster" and not world.prefectures and not world.counties:
        return world
    try:
        made = places(world)
        by_prefecture = Counter((place.province, place.prefecture) for place in made)
    except (ValueError, OSError, csv.Error):
        made, by_prefecture = [], Counter()
    fits = bool(made) and max(by_prefecture.values()) <= LARGEST_PREFECTURE
    if world.roster is not None:
        where = str(node.find(["roster"]).place)
        if not fits:
            raise UserError("scenario.roster", where, name=world.roster.name, limit=LARGEST_PREFECTURE)
        if len(made) > MOST_COUNTIES:
            values = {"name": world.roster.name, "found": len(made), "limit": MOST_COUNTIES}
            raise UserError("scenario.roster_long", where, **values)
        (county, often), *_ = Counter((place.province, place.prefecture, place.county) for place in made).most_common(1)
        if often > 1:
            raise UserError("scenario.roster_twice", where, name=world.roster.name, county=county[2])
        return world
    if not fits or world.prefectures not in (None, len(by_prefecture)) or world.counties not in (None, len(made)):
        where = str(node.find(["counties" if world.counties else "prefectures"]).place)
        raise UserError("scenario.world_size", where, kind=world.kind, limit=LARGEST_PREFECTURE)
    return world


def _reforms(file: File, start: Date, horizon_months: int, world: WorldSpec) -> tuple[Reform, ...]:
    """The reforms of `file` in order of time, held against the time and the world of the whole scenario."""
    node = file.root.find(["reforms"])
    end = start.after(horizon_months)
    reforms = []
    for section, written in zip(file.sections.reforms or (), node.value, strict=True):
        month = section.from_.months_since(start)
        place = str(written.find(["from"]).place)
        if month < 0:
            raise UserError("scenario.before_start", place, date=section.from_, start=start)
        if month >= horizon_months:
            raise UserError("scenario.beyond_horizon", place, date=section.from_, end=end)
        if section.announced is not None and section.announced > section.from_:
            announced = str(written.find(["announced"]).place)
            raise UserError("scenario.announced_late", announced, date=section.announced, start=section.from_)
        reforms.append(
            Reform(
                month=month,
                policy=section.policy,
                where=None if section.where is None else where_of(section.where, written.find(["where"]), world),
                announced_month=None if section.announced is None else section.announced.months_since(start),
                reference=_reference(section),
            )
        )
    return tuple(sorted(reforms, key=lambda reform: reform.month))


def _reference(section: ReformSection) -> Text | None:
    given = section.reference
    return Text(given, given) if isinstance(given, str) else _text(given) if given else None
