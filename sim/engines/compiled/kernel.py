"""How a function of this engine is compiled, and the one object that every kernel is handed."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import numba
import numpy as np
from numba import types
from numba.experimental import structref

from sim.ledger import DTYPES, TABLES
from sim.policy import Policies
from sim.state import CADRE_DTYPE, CHIEF_DTYPE, SPELL_DTYPE, State, as_words, blank
from sim.streams import Key
from sim.tally import CONTEST_DTYPE
from sim.vocabulary import Kind

kernel = partial(numba.njit, cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)
"""Compile, keep on disk, release the interpreter lock."""


PERIODS_HELD = 10
"""Periods of each county and post that the buffers hold."""

_COUNTS = np.dtype([(name, "i8") for name in TABLES])

_FIELDS = (
    *State._fields,
    "of_county",
    "of_prefecture",
    "expected",
    "policies",
    "behaviours",
    "key",
    *(f"{name}_rows" for name in TABLES),
    "written",
    "full",
    "contests",
    "carried",
    "county_totals",
    "chief_totals",
    "no_cadre",
    "no_chief",
    "no_spell",
)


@structref.register
class RunType(types.StructRef):
    """The numba type of `Run`; one process knows only one, so its short name is enough to tell it."""

    def preprocess_fields(self, fields):
        """Forget the values that numba knows at compile time."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)

    @property
    def mangling_args(self):
        """A short symbol name; the full one would list every field of every record."""
        return "Run", ()


class Run(structref.StructRefProxy):
    """One run in progress, handed to every kernel: the state, what governs it, and the buffers of the ledger.

    The arrays of `sim.state.State`; `of_county`, `of_prefecture`, `expected` and `policies` of `sim.policy.Policies`;
    `behaviours`, one record; the key; a buffer of rows for each table, of which `written[0]` counts
    the used ones and `full[0]` says from what count on another month might not fit; `contests[0]`, the tally of the
    contest in progress; `carried[0]`, a cadre on his way between two posts; the running
    periods of counties and posts; and a blank record for what a vacant post holds.
    """


structref.define_proxy(Run, RunType, _FIELDS)


def new_buffers(state: State) -> dict[str, np.ndarray]:
    """Empty buffers by their names in `Run`; `take` reads them.

    They hold two months at least: in one month a post is vacated at most once and filled at most once, and
    a cadre is in a case at most once as an incumbent of the pools, twice as a chief. Periods, of which each month
    could hold one but each year does, have room for more, lest they be what has the buffers emptied.
    """
    in_a_month = {
        "spells": state.chiefs.size,
        "appointments": int(np.count_nonzero(state.posts.kind <= Kind.BUREAU)),
        "pool_spells": state.posts.size - state.chiefs.size,
        "cases": state.posts.size + state.chiefs.size,
        "incidents": state.counties.size,
        "county_periods": state.counties.size,
        "chief_periods": state.chiefs.size,
    }
    room = {name: rows * (PERIODS_HELD if name.endswith("_periods") else 2) for name, rows in in_a_month.items()}
    written, full = np.zeros(1, _COUNTS), np.zeros(1, _COUNTS)
    for name, rows in in_a_month.items():
        full[name] = room[name] - rows
    return {
        # Whoever writes a row writes all of it.
        **{f"{name}_rows": np.zeros(rows, DTYPES[name]).view(np.recarray) for name, rows in room.items()},
        "written": written.view(np.recarray),
        "full": full.view(np.recarray),
        "contests": blank(CONTEST_DTYPE, 1),
        "carried": blank(CADRE_DTYPE, 1),
        "county_totals": blank(DTYPES["county_periods"], state.counties.size),
        "chief_totals": blank(DTYPES["chief_periods"], state.chiefs.size),
        "no_cadre": blank(CADRE_DTYPE, 1),
        "no_chief": blank(CHIEF_DTYPE, 1),
        "no_spell": blank(SPELL_DTYPE, 1),
    }


def new_run(
    state: State, policies: Policies, segment: int, behaviour: np.recarray, key: Key, buffers: dict[str, np.ndarray]
) -> Any:
    """A run under the assignment of one segment of `policies`."""
    values = (
        *state,
        policies.of_county[segment],
        policies.of_prefecture[segment],
        policies.expected[segment],
        policies.records,
        behaviour,
        key,
        *buffers.values(),
    )
    if numba.config.DISABLE_JIT:
        return SimpleNamespace(**dict(zip(_FIELDS, values, strict=True)))
    return Run(*values)


def take(buffers: dict[str, np.ndarray], parts: dict[str, list[np.ndarray]]) -> None:
    """Move the rows of every buffer, as words, to the end of the parts of its table."""
    written = as_words(buffers["written"])[0]
    for name, rows in zip(TABLES, written.tolist(), strict=True):
        if rows:
            parts[name].append(as_words(buffers[f"{name}_rows"])[:rows].copy())
    written[:] = 0


@kernel
def has_room(run):
    """Whether the buffers can take whatever one more month brings."""
    written, full = run.written[0], run.full[0]
    return (
        written.spells <= full.spells
        and written.appointments <= full.appointments
        and written.pool_spells <= full.pool_spells
        and written.cases <= full.cases
        and written.incidents <= full.incidents
        and written.county_periods <= full.county_periods
        and written.chief_periods <= full.chief_periods
    )
