"""How a function of this engine is compiled, and the one object that every kernel is handed."""

from __future__ import annotations

from functools import partial
from itertools import chain
from types import SimpleNamespace
from typing import Any, NamedTuple

import numba
import numpy as np
from numba import types
from numba.core import cgutils
from numba.experimental import structref
from numba.extending import lower_getattr

from sim.engines.compilation import part
from sim.ledger import DTYPES, TABLES
from sim.policy import Policies
from sim.regime import REGIME_DTYPE
from sim.state import CADRE_DTYPE, CHIEF_DTYPE, SPELL_DTYPE, State, as_words, blank, of_records
from sim.streams import Key
from sim.tally import CONTEST_DTYPE

kernel = part
"""Compile what other kernels call."""

door = partial(numba.njit, cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)
"""Compile what Python calls, with all the kernels that it calls; keep it on disk, and release the interpreter lock."""


ROWS_HELD = 2048
"""Rows of each table that the buffers hold, besides those that one more month may bring."""

AREA_POSTS = 1024
"""Posts of an area, if its prefectures divide so: what is known of so many stays in the cache next to a core."""

AREA = ("prefecture", "county", "chief", "pool")
_AREA_DTYPE = of_records(np.dtype([(f"{end}_{name}", "i8") for name in AREA for end in ("first", "last")]))

_COUNTS = of_records(np.dtype([(name, "i8") for name in TABLES]))

_FIELDS = (
    *State._fields,
    "of_county",
    "of_prefecture",
    "expected",
    "policies",
    "behaviours",
    "regimes",
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
    "who",
    "due",
    "places",
    "area",
    "hand",
    "other_hand",
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
    `behaviours`, one record; `regimes`, what each policy comes to; the key; a buffer of rows for each table, of which
    `written[0]` counts the used ones and `full[0]` says from what count on another month might not fit; `contests[0]`,
    the tally of the contest in progress; `carried[0]`, a cadre on his way between two posts; the running periods of
    counties and posts; a blank record for what a vacant post holds; for each post, `who` sits in it and when he is
    `due` to be asked (`sim.engines.compiled.seats`); `places`, the keys of the counties in the random cube; `area[0]`,
    the prefectures lived through at present; and two hands of four draws each.
    """


structref.define_proxy(Run, RunType, _FIELDS)


def _lent(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    """A field as a kernel gets it: arrays without an owner to be counted. The run owns them as long as kernels run."""
    if isinstance(kind, types.Array):
        array = context.make_array(kind)(context, builder, value)
        array.meminfo = cgutils.get_null_value(array.meminfo.type)
        return array._getvalue()
    if isinstance(kind, types.UniTuple):
        parts = cgutils.unpack_tuple(builder, value)
        return context.make_tuple(builder, kind, [_lent(context, builder, kind.dtype, part) for part in parts])
    return value


def _lend(name: str) -> None:
    @lower_getattr(RunType, name)
    def field(context: Any, builder: Any, kind: Any, run: Any) -> Any:
        values = structref._Utils(context, builder, kind).get_data_struct(run)
        return _lent(context, builder, kind.field_dict[name], getattr(values, name))


# Counting the owners of arrays, up and down wherever a kernel names one, took an eighth of the time.
for _name in _FIELDS:
    _lend(_name)


def areas(state: State) -> np.recarray:
    """The prefectures in groups of neighbours, each with its counties, chiefs' posts and posts of the pools, by index.

    Nothing that happens in a prefecture depends on another, so that areas are lived through one after the other.
    """
    table = state.prefectures.view(np.ndarray)
    begins = [table[name].tolist() for name in ("first_county", "first_chief", "first_upper")]
    blocks = (("first_county", "counties"), ("first_chief", "chiefs"), ("first_department", "departments"))
    ends = [(table[first] + table[number]).tolist() for first, number in blocks]
    found = []
    first, posts = 0, 0
    for last, (_, first_chief, first_pool), (_, last_chief, last_pool) in zip(
        range(1, table.size + 1), zip(*begins, strict=True), zip(*ends, strict=True), strict=True
    ):
        posts += last_chief - first_chief + last_pool - first_pool
        if posts >= AREA_POSTS or last == table.size:
            places = ((begin[first], end[last - 1]) for begin, end in zip(begins, ends, strict=True))
            found.append((first, last, *chain.from_iterable(places)))
            first, posts = last, 0
    return np.array(found, _AREA_DTYPE).view(np.recarray)


def new_buffers(state: State, among: np.recarray) -> dict[str, Any]:
    """Empty buffers by their names in `Run`, for the largest of these areas.

    In one month a post is vacated at most once and filled at most once, a cadre is in a case at most once as an
    incumbent of the pools, twice as a chief, and every period may end.
    """
    counties = int((among.last_county - among.first_county).max())
    chiefs, pools = counties + counties, int((among.last_pool - among.first_pool).max())
    in_a_month = {
        "spells": chiefs,
        "appointments": chiefs + pools,
        "pool_spells": pools,
        "cases": chiefs + chiefs + pools,
        "incidents": counties,
        "county_periods": counties,
        "chief_periods": chiefs,
    }
    written, full = np.zeros(1, _COUNTS), np.zeros(1, _COUNTS)
    full[:] = ROWS_HELD
    return {
        # Whoever writes a row writes all of it.
        **{
            f"{name}_rows": np.empty(ROWS_HELD + rows, of_records(DTYPES[name])).view(np.recarray)
            for name, rows in in_a_month.items()
        },
        "written": written.view(np.recarray),
        "full": full.view(np.recarray),
        "contests": blank(CONTEST_DTYPE, 1),
        "carried": blank(CADRE_DTYPE, 1),
        "county_totals": blank(DTYPES["county_periods"], state.counties.size),
        "chief_totals": blank(DTYPES["chief_periods"], state.chiefs.size),
        "no_cadre": blank(CADRE_DTYPE, 1),
        "no_chief": blank(CHIEF_DTYPE, 1),
        "no_spell": blank(SPELL_DTYPE, 1),
        "who": np.empty(state.posts.size, np.int64),
        "due": np.empty(state.posts.size, np.int64),
        "places": np.array(state.counties.key),
        "area": among[:1].copy(),
        "hand": tuple(np.empty(state.chiefs.size) for _ in range(4)),
        "other_hand": tuple(np.empty(state.chiefs.size) for _ in range(4)),
    }


class Workspace(NamedTuple):
    """What runs in one world are worked out in, one after the other: one of its own costs each run a hundredth.

    Attributes
    ----------
    areas: as `areas` has them, and the first county of each. buffers: as `new_buffers` has them.
    held: the buffers of rows as words, by table. written: how many rows of each are used, in the order of `TABLES`.
    county_months: months in the running period of each county.
    """

    areas: np.recarray
    first_counties: list[int]
    buffers: dict[str, Any]
    held: dict[str, np.ndarray]
    written: np.ndarray
    county_months: np.ndarray


def new_workspace(state: State) -> Workspace:
    """An empty workspace for runs in worlds with the map of `state`."""
    among = areas(state)
    buffers = new_buffers(state, among)
    return Workspace(
        among,
        among.first_county.tolist(),
        buffers,
        {name: as_words(buffers[f"{name}_rows"]) for name in TABLES},
        as_words(buffers["written"])[0],
        buffers["county_totals"].view(np.ndarray)["months"],
    )


def new_run(
    state: State, policies: Policies, segment: int, behaviour: np.recarray, key: Key, buffers: dict[str, Any]
) -> Any:
    """A run under the assignment of one segment of `policies`."""
    values = (
        *state,
        policies.of_county[segment],
        policies.of_prefecture[segment],
        policies.expected[segment],
        policies.records,
        behaviour,
        blank(REGIME_DTYPE, policies.records.size),
        key,
        *buffers.values(),
    )
    if numba.config.DISABLE_JIT:
        return SimpleNamespace(**dict(zip(_FIELDS, values, strict=True)))
    return Run(*values)


def take(workspace: Workspace, parts: dict[str, list[np.ndarray]]) -> None:
    """Move the rows in the workspace to the parts of these tables by columns; drop those of all others."""
    for name, rows in zip(TABLES, workspace.written.tolist(), strict=True):
        if rows and name in parts:
            parts[name].append(workspace.held[name][:rows].T.copy())
    workspace.written[:] = 0


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
