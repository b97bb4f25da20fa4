"""The Mesa model: from a state, through the phases of the month, to a state; and the door to this engine."""

from __future__ import annotations

from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import numpy as np
from mesa import Model
from mesa.agent import AgentSet

from sim import behaviour as behaviours
from sim.engines.agents.codes import Kind
from sim.engines.agents.fields import NO_CHIEF, VACANT, Levers, Parameters
from sim.engines.agents.people import Cadre, Chief, County, OrganisationDepartment, Post
from sim.engines.agents.regime import Regime
from sim.engines.luck import dealer
from sim.ledger import DTYPES, TABLES, Ledger, open_rows
from sim.mechanisms.calendar import ends_year
from sim.policy import Policies
from sim.schedule import MONTH
from sim.state import CADRE, CHIEF, COUNTY, POST, PREFECTURE, PROVINCE, SPELL, Field, State, blank, dtype_of
from sim.streams import Key


class CountyModel(Model):
    """A world of agents.

    Attributes
    ----------
    month: the month in progress, counted from the first after burn-in.
    key: seed and replicate of the random cube; Mesa's own generators are not used.
    draws: four draws for (decision, month, who, whom), as `sim.streams.draws` under this key.
    behaviour: the uncertain parameters, as attributes.
    yearly: whether periods are calendar years; else one runs for as long as the model does.
    posts, provinces: all of them, in the order of the state.
    counties, departments: Mesa AgentSets, in the order of the state.
    department_class: what organisation departments are made of.
    """

    department_class: type[OrganisationDepartment] = OrganisationDepartment

    def __init__(
        self,
        state: State,
        policies: Policies,
        behaviour: np.recarray,
        key: Key,
        first_month: int,
        chief_class: type[Chief] = Chief,
        yearly: bool = True,
    ) -> None:
        super().__init__(rng=0)
        self.policies = policies
        self.key = key
        self.draws = dealer(key)
        self.behaviour = Parameters(vars(behaviours.as_object(behaviour)))
        self.month = first_month
        self.chief_class = chief_class
        self.yearly = yearly
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self._columns = {name: attrgetter(*(f.name for f in fields)) for name, fields in TABLES.items()}
        self._chiefs: AgentSet | None = None
        self._make_places(state)
        self._seat_everybody(state)
        self._adopt_policies()
        self.counties.do("begin_period", first_month)

    @classmethod
    def from_state(
        cls,
        state: State,
        policies: Policies,
        behaviour: np.recarray,
        key: Key,
        first_month: int,
        chief_class: type[Chief] = Chief,
        yearly: bool = True,
    ) -> CountyModel:
        """The world of `state`, ready to live through `first_month`; chiefs are agents of `chief_class`."""
        return cls(state, policies, behaviour, key, first_month, chief_class, yearly)

    def to_state(self) -> State:
        """The state as arrays: exactly what `from_state` was given, plus what has happened since."""
        chief_posts = self._chief_posts
        return State(
            cadres=_as_records([post.incumbent or VACANT for post in self.posts], CADRE),
            posts=_as_records(self.posts, POST),
            chiefs=_as_records([post.incumbent or VACANT for post in chief_posts], CHIEF),
            spells=_as_records([post.spell for post in chief_posts], SPELL),
            counties=_as_records(list(self.counties), COUNTY),
            prefectures=_as_records(list(self.departments), PREFECTURE),
            provinces=_as_records(self.provinces, PROVINCE),
        )

    def to_ledger(self, first_month: int) -> Ledger:
        """What has happened since the model was made, which was at the beginning of `first_month`."""
        rows = {name: list(known) for name, known in self._rows.items()}
        if any(county.totals.months for county in self.counties):
            for name, row in self._running_periods():
                rows[name].append(row)
        tables = {name: np.array(known, DTYPES[name]) for name, known in rows.items()}
        for name, still_open in open_rows(self.to_state()).items():
            tables[name] = np.concatenate([tables[name], still_open])
        return Ledger(tables, first_month, self.month)

    @property
    def chiefs(self) -> AgentSet:
        """Whoever holds a chief's post now, in the order of posts."""
        if self._chiefs is None:
            seated = [post.incumbent for post in self._chief_posts if post.incumbent is not None]
            self._chiefs = AgentSet(seated, random=self.random)
        return self._chiefs

    def step(self) -> None:
        """One month: the phases of `sim.schedule.MONTH`, in order."""
        if self.policies.segment(self.month) != self._segment:
            self._adopt_policies()
        for phase in MONTH:
            getattr(self, phase.name)()
        self.month += 1

    def calendar(self) -> None:
        """Phase 1."""
        self.departments.do("begin_month")
        self.counties.do("elect")

    def environment(self) -> None:
        """Phase 2."""
        self.counties.do("face_incidents")

    def choice(self) -> None:
        """Phase 3."""
        self.chiefs.do("divide_effort")

    def outcomes(self) -> None:
        """Phase 4."""
        self.counties.do("develop")

    def relations(self) -> None:
        """Phase 5."""
        self.counties.do("get_along")

    def learning(self) -> None:
        """Phase 6."""
        self.chiefs.do("learn")

    def supervision(self) -> None:
        """Phase 7."""
        self.chiefs.do("be_supervised")

    def appraisal(self) -> None:
        """Phase 8."""
        self.departments.do("appraise_if_due")

    def departures(self) -> None:
        """Phase 9."""
        self.counties.do("ask_chiefs_to_leave")
        self.departments.do("retire_incumbents")

    def appointments(self) -> None:
        """Phase 10."""
        self.departments.do("fill_vacancies")

    def ledger(self) -> None:
        """Phase 11."""
        self.counties.do("add_month")
        if self.yearly and ends_year(self.month, self._clock_of_year):
            for name, row in self._running_periods():
                self._rows[name].append(row)
            self.counties.do("begin_period", self.month + 1)

    def seat(self, post: Post, fields: dict[str, Any]) -> Cadre:
        """Seat a person with these fields in `post`: a new agent, a chief where it is a chief's post."""
        if post.kind > Kind.HEAD:
            return Cadre(self, post, fields)
        self._chiefs = None
        return self.chief_class(self, post, fields, NO_CHIEF)

    def dismiss(self, cadre: Cadre) -> None:
        """Take a cadre from his post and out of the model."""
        cadre.remove()
        cadre.post.incumbent = None
        self._chiefs = None

    def note(self, table: str, row: Any) -> None:
        """Write a row of the ledger."""
        self._rows[table].append(self._columns[table](row))

    def _running_periods(self) -> list[tuple[str, tuple[Any, ...]]]:
        rows = (named for county in self.counties for named in county.closed_periods())
        return [(table, self._columns[table](row)) for table, row in rows]

    def _make_places(self, state: State) -> None:
        self.provinces = [SimpleNamespace(**fields) for fields in _as_dicts(state.provinces, PROVINCE)]
        self.posts = [Post(self, i, fields) for i, fields in enumerate(_as_dicts(state.posts, POST))]
        self._chief_posts = [post for post in self.posts if post.kind <= Kind.HEAD]
        counties = [
            County(self, i, fields, [self.posts[i + i], self.posts[i + i + 1]])
            for i, fields in enumerate(_as_dicts(state.counties, COUNTY))
        ]
        departments = [
            self.department_class(self, i, fields, [post for post in self.posts if post.prefecture == i])
            for i, fields in enumerate(_as_dicts(state.prefectures, PREFECTURE))
        ]
        for post in self.posts:
            post.place = None if post.county < 0 else counties[post.county]
        self.counties = AgentSet(counties, random=self.random)
        self.departments = AgentSet(departments, random=self.random)
        self._clock_of_year = departments[0].appraisal_phase

    def _seat_everybody(self, state: State) -> None:
        as_chiefs = _as_dicts(state.chiefs, CHIEF)
        spells = _as_dicts(state.spells, SPELL)
        for post, fields in zip(self.posts, _as_dicts(state.cadres, CADRE), strict=True):
            if post.kind <= Kind.HEAD:
                post.spell.take(spells[post.index])
            if fields["identity"] < 0:
                continue
            cadre = self.seat(post, fields)
            if post.kind <= Kind.HEAD:
                cadre.take(as_chiefs[post.index])

    def _adopt_policies(self) -> None:
        self._segment = self.policies.segment(self.month)
        regimes = [Regime(Levers(vars(policy)), self.behaviour) for policy in self.policies.as_objects()]
        for county in self.counties:
            county.regime = regimes[self.policies.of_county[self._segment, county.index]]
            county.policy = county.regime.policy
            county.outlook = regimes[self.policies.expected[self._segment, county.index]]
        for department in self.departments:
            department.regime = regimes[self.policies.of_prefecture[self._segment, department.index]]
            department.policy = department.regime.policy
        for post in self.posts:
            place = post.place if post.kind <= Kind.HEAD else None
            post.regime = post.department.regime if place is None else place.regime
            post.policy = post.regime.policy


def advance(
    state: State,
    policies: Policies,
    behaviour: np.recarray,
    key: Key,
    first_month: int,
    last_month: int,
    chief_class: type[Chief] = Chief,
    yearly: bool = True,
) -> Ledger:
    """As `sim.engines.compiled.advance.advance`, month by month with agents; `state` is changed in place."""
    model = CountyModel.from_state(state, policies, behaviour, key, first_month, chief_class, yearly)
    while model.month < last_month:
        model.step()
    for target, source in zip(state, model.to_state(), strict=True):
        target[:] = source
    return model.to_ledger(first_month)


def _as_dicts(records: np.ndarray, fields: tuple[Field, ...]) -> list[dict[str, Any]]:
    names = [f.name for f in fields]
    return [dict(zip(names, row, strict=True)) for row in np.asarray(records).tolist()]


def _as_records(things: list[Any], fields: tuple[Field, ...]) -> np.recarray:
    records = blank(dtype_of(fields), len(things))
    for f in fields:
        records[f.name] = [getattr(thing, f.name) for thing in things]
    return records
