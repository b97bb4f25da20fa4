"""Burned-in worlds and ledgers that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from sim import world
from sim.behaviour import behaviour
from sim.engines.agents import model as agents
from sim.engines.compiled import advance as compiled
from sim.ledger import SORT_KEYS, TABLES, Ledger, open_rows
from sim.policy import Policies, policy
from sim.scenario import Scenario, resolve
from sim.state import State, as_words
from sim.streams import Key
from sim.texts import Text
from sim.world import WorldSpec

BEHAVIOUR = behaviour()
START = (2003, 1)
BURN_IN_MONTHS = 36
KEY = Key(1, 0)

Advance = Callable[[State, Policies, np.ndarray, Key, int, int], Ledger]
ADVANCE: dict[str, Advance] = {"compiled": compiled.advance, "agents": agents.advance}
"""The door of each engine."""

FULL_TERM = {
    "minimum_tenure_months": 60.0,
    "minimum_tenure_compliance_share": 0.95,
    "minimum_tenure_scope": 1.0,
    "special_need_share": 0.05,
}
"""The levers of `scenarios/mandatory_full_term.yaml`."""

WORLDS = {"tiny": WorldSpec("tiny"), "province": WorldSpec("province")}


def everywhere(state: State, **levers: float) -> Policies:
    """The practice of 1999-2012 but for `levers`, in all of `state`."""
    return Policies.everywhere(policy(**levers), state.counties.size, state.prefectures.size)


@cache
def _burned(kind: str, key: Key) -> State:
    state = world.build(WORLDS[kind], START, BEHAVIOUR)
    compiled.populate(state, BEHAVIOUR, key, -BURN_IN_MONTHS)
    compiled.advance(state, everywhere(state), BEHAVIOUR, key, -BURN_IN_MONTHS, 0)
    return state


def burned(kind: str = "tiny", key: Key = KEY) -> State:
    """A world of `kind` after three years under the practice; the caller's own copy."""
    return _burned(kind, key).copy()


def lived(engine: str, months: int, kind: str = "tiny", key: Key = KEY, **levers: float) -> tuple[Ledger, State]:
    """The ledger of `months` from month 0 under the practice but for `levers`, and the world afterwards."""
    state = burned(kind, key)
    ledger = ADVANCE[engine](state, everywhere(state, **levers), BEHAVIOUR, key, 0, months)
    return ledger, state


def first_difference(one: State, other: State) -> str | None:
    """The first record in which two states differ, in words; None where they are equal bit for bit."""
    for name, mine, theirs in zip(one._fields, one, other, strict=True):
        for row in range(max(mine.size, theirs.size)):
            if mine[row].tobytes() != theirs[row].tobytes():
                return f"{name}, record {row}: {mine[row]} and {theirs[row]}"
    return None


def joined(early: Ledger, at_cut: State, late: Ledger) -> Ledger:
    """Two ledgers in a row as one; `at_cut` is the world between them.

    The first says of whatever was open at the cut how it stood then; the second tells the end of it. A period
    that the cut falls into stays in two rows.
    """
    still_open = open_rows(at_cut)
    tables = {}
    for name in TABLES:
        rows = as_words(early[name])
        told_later = {row.tobytes() for row in as_words(still_open[name])} if name in still_open else set()
        kept = np.array([row.tobytes() not in told_later for row in rows], np.bool_)
        tables[name] = np.concatenate([early[name][kept], late[name]])
    return Ledger(tables, early.first_month, late.last_month)


PERIODS = ("county_periods", "chief_periods")


def without_periods(ledger: Ledger) -> Ledger:
    """The ledger but for its means over periods."""
    events = {name: table for name, table in ledger.tables.items() if name not in PERIODS}
    return Ledger(events, ledger.first_month, ledger.last_month)


def sums_of_periods(ledger: Ledger) -> dict[str, np.ndarray]:
    """Over the whole window, by column: the sum of what the means of periods stand for, by county and role."""
    sums = {}
    for name in PERIODS:
        rows = ledger[name]
        for column in rows.dtype.names[1:]:
            if column not in ("role", "cadre", "first_month"):
                weight = rows["months"] if rows.dtype[column].kind == "f" else 1
                where = 2 * rows["county"] + (rows["role"] if "role" in rows.dtype.names else 0)
                sums[f"{name} {column}"] = np.bincount(where, rows[column] * weight)
    return sums


_OVER = {
    "spells": "end_month",
    "pool_spells": "end_month",
    "appointments": "filled_month",
    "incidents": "month",
    "cases": "detected_month",
}


def history_until(ledger: Ledger, month: int) -> dict[str, list[bytes]]:
    """What was over before `month`, by table; a spell still running then is told by how it began."""
    told = {}
    for name, end in _OVER.items():
        table = ledger[name]
        over = (table[end] < month) & (table[end] >= ledger.first_month)
        told[name] = [row.tobytes() for row in as_words(table[over])]
        if name.endswith("spells"):
            started = table[table["start_month"] < month]
            told[f"{name} begun"] = [str(row[list(SORT_KEYS[name])]).encode() for row in started]
    for name in PERIODS:
        over = ledger[name]["first_month"] + 12 <= month
        told[name] = [row.tobytes() for row in as_words(ledger[name][over])]
    return told


def scenario(**fields: object) -> Scenario:
    """A scenario in the tiny world, made in code; three years of burn-in and two of life unless told otherwise."""
    nothing = Text("a test", "一次测试")
    known: dict[str, object] = {
        "title": nothing,
        "question": nothing,
        "world": WORLDS["tiny"],
        "horizon_months": 24,
        "burn_in_months": BURN_IN_MONTHS,
        **fields,
    }
    return Scenario(**known)  # type: ignore[arg-type]


def under(one: Scenario, engine: str = "compiled") -> Ledger:
    """The ledger of a scenario from the burned-in tiny world."""
    state = burned()
    return ADVANCE[engine](state, resolve(one, state), BEHAVIOUR, KEY, 0, one.horizon_months)
