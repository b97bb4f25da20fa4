"""The Mesa model: from a state, through the phases of the month, to a state; and the door to this engine."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from mesa import Model
from mesa.agent import AgentSet

from sim import behaviour as behaviours
from sim.engines.agents.people import (
    NO_CHIEF,
    NO_SPELL,
    NOBODY,
    Cadre,
    Chief,
    County,
    OrganisationDepartment,
    Post,
)
from sim.ledger import DTYPES, TABLES, Ledger, open_rows
from sim.policy import Policies
from sim.schedule import MONTH
from sim.state import CADRE, CHIEF, COUNTY, POST, PREFECTURE, PROVINCE, SPELL, Field, State, blank, dtype_of
from sim.streams import Key
from sim.vocabulary import Kind


class CountyModel(Model):
    """A world of agents.

    Attributes
    ----------
    month: the month in progress, counted from the first after burn-in.
    key: seed and replicate of the random cube; Mesa's own generators are not used.
    behaviour: the uncertain parameters, as attributes.
    posts: all posts, in the order of the state.
    chiefs, counties, departments: Mesa AgentSets, in the order of the state.
    """

    def __init__(
        self,
        state: State,
        policies: Policies,
        behaviour: np.ndarray,
        key: Key,
        first_month: int,
        chief_class: type[Chief] = Chief,
    ) -> None:
        super().__init__(rng=0)
        self.policies = policies
        self.key = key
        self.behaviour = behaviours.as_object(behaviour)
        self.month = first_month
        self.chief_class = chief_class
        self._policy_objects = policies.as_objects()
        self._segment = policies.segment(first_month)
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self._columns = {name: tuple(f.name for f in fields) for name, fields in TABLES.items()}
        self.provinces = [SimpleNamespace(**fields) for fields in _as_dicts(state.provinces, PROVINCE)]
        self.posts = [Post(i, fields) for i, fields in enumerate(_as_dicts(state.posts, POST))]
        self.chiefs = AgentSet([], random=self.random)
        self._seat_everybody(state)
        self.counties = AgentSet(
            [
                County(self, i, fields, self.posts[i + i], self.posts[i + i + 1])
                for i, fields in enumerate(_as_dicts(state.counties, COUNTY))
            ],
            random=self.random,
        )
        self.departments = AgentSet(
            [
                OrganisationDepartment(self, i, fields, [post for post in self.posts if post.prefecture == i])
                for i, fields in enumerate(_as_dicts(state.prefectures, PREFECTURE))
            ],
            random=self.random,
        )
        places = list(self.counties)
        for post in self.posts:
            post.place = None if post.county < 0 else places[post.county]

    @classmethod
    def from_state(
        cls,
        state: State,
        policies: Policies,
        behaviour: np.ndarray,
        key: Key,
        first_month: int,
        chief_class: type[Chief] = Chief,
    ) -> CountyModel:
        """The world of `state`, ready to live through `first_month`; chiefs are agents of `chief_class`."""
        return cls(state, policies, behaviour, key, first_month, chief_class)

    def to_state(self) -> State:
        """The state as arrays: exactly what `from_state` was given, plus what has happened since."""
        nobody, no_chief = SimpleNamespace(**NOBODY), SimpleNamespace(**NO_CHIEF)
        chief_posts = [post for post in self.posts if post.kind <= Kind.HEAD]
        return State(
            cadres=_as_records([post.incumbent or nobody for post in self.posts], CADRE),
            posts=_as_records(self.posts, POST),
            chiefs=_as_records([post.incumbent or no_chief for post in chief_posts], CHIEF),
            spells=_as_records([post.spell for post in chief_posts], SPELL),
            counties=_as_records(list(self.counties), COUNTY),
            prefectures=_as_records(list(self.departments), PREFECTURE),
            provinces=_as_records(self.provinces, PROVINCE),
        )

    def step(self) -> None:
        """One month: the phases of `sim.schedule.MONTH`, in order."""
        self._segment = self.policies.segment(self.month)
        for phase in MONTH:
            getattr(self, phase.name)()
        self.month += 1

    def calendar(self) -> None:
        """Phase 1."""
        self.departments.do("see_principal_off")
        self.counties.do("elect")

    def departures(self) -> None:
        """Phase 9."""
        self.chiefs.do("consider_leaving")
        self.departments.do("retire_incumbents")

    def appointments(self) -> None:
        """Phase 10."""
        self.departments.do("fill_vacancies")

    def policy_of(self, county: County) -> SimpleNamespace:
        """The levers in force in a county this month."""
        return self._policy_objects[self.policies.of_county[self._segment, county.index]]

    def policy_of_department(self, department: OrganisationDepartment) -> SimpleNamespace:
        """The levers that the prefecture's own decisions go by this month."""
        return self._policy_objects[self.policies.of_prefecture[self._segment, department.index]]

    def seat(self, post: Post, fields: dict[str, Any]) -> Cadre:
        """Seat a person with these fields in `post`: a new agent, a chief where it is a chief's post."""
        if post.kind > Kind.HEAD:
            return Cadre(self, post, fields)
        chief = self.chief_class(self, post, fields, NO_CHIEF)
        self.chiefs.add(chief)
        return chief

    def empty_spell(self) -> SimpleNamespace:
        """What the spell of a vacant post holds."""
        return SimpleNamespace(**NO_SPELL)

    def note(self, table: str, row: Any) -> None:
        """Write a row of the ledger."""
        self._rows[table].append(tuple(getattr(row, column) for column in self._columns[table]))

    def ledger(self, first_month: int) -> Ledger:
        """What has happened since the model was made, which was at the beginning of `first_month`."""
        tables = {name: np.array(rows, DTYPES[name]) for name, rows in self._rows.items()}
        for name, rows in open_rows(self.to_state(), self.month).items():
            tables[name] = np.concatenate([tables[name], rows])
        return Ledger(tables, first_month, self.month)

    def _seat_everybody(self, state: State) -> None:
        as_chiefs = _as_dicts(state.chiefs, CHIEF)
        spells = _as_dicts(state.spells, SPELL)
        for post, fields in zip(self.posts, _as_dicts(state.cadres, CADRE), strict=True):
            if post.kind <= Kind.HEAD:
                post.spell = SimpleNamespace(**spells[post.index])
            if fields["identity"] < 0:
                continue
            cadre = self.seat(post, fields)
            if post.kind <= Kind.HEAD:
                cadre.__dict__.update(as_chiefs[post.index])


def advance(
    state: State,
    policies: Policies,
    behaviour: np.ndarray,
    key: Key,
    first_month: int,
    last_month: int,
    chief_class: type[Chief] = Chief,
) -> Ledger:
    """As `sim.engines.compiled.advance.advance`, month by month with agents; `state` is changed in place."""
    model = CountyModel.from_state(state, policies, behaviour, key, first_month, chief_class)
    while model.month < last_month:
        model.step()
    for target, source in zip(state, model.to_state(), strict=True):
        target[:] = source
    return model.ledger(first_month)


def _as_dicts(records: np.ndarray, fields: tuple[Field, ...]) -> list[dict[str, Any]]:
    names = [f.name for f in fields]
    return [dict(zip(names, row, strict=True)) for row in np.asarray(records).tolist()]


def _as_records(things: list[Any], fields: tuple[Field, ...]) -> np.ndarray:
    records = blank(dtype_of(fields), len(things))
    for f in fields:
        records[f.name] = [getattr(thing, f.name) for thing in things]
    return records
