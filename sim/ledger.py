"""The ledger: what happened, as tables, from which every metric is a group-by.

Both engines write the same rows; a ledger is sorted by a fixed key before anyone sees it, so that
two ledgers of one history are equal byte for byte. There is no time, host, path or engine name in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from sim.state import SPELL, SPELL_DTYPE, Field, State, as_columns, as_words, dtype_of
from sim.vocabulary import NEVER, NONE, CaseOutcome, Channel, Destination, ExitReason, Kind, Source

_CONTEST = ("performance", "tie", "seniority_months", "competence")

APPOINTMENT = (
    Field("prefecture", "i8", "", "prefecture"),
    Field("county", "i8", "", "county; -1 for posts of the prefecture"),
    Field("kind", "i8", "Kind", "kind of post filled"),
    Field("post", "i8", "", "index of the post filled"),
    Field("vacated_month", "i8", "month", "month the post fell vacant"),
    Field("vacated_reason", "i8", "ExitReason", "why the last incumbent left"),
    Field("filled_month", "i8", "month", "month of the appointment"),
    Field("chain", "i8", "", "vacancy chain: origin post and month"),
    Field("step", "i8", "", "steps from the origin of the chain"),
    Field("source", "i8", "Source", "pool the winner came from"),
    Field("cadre", "i8", "", "identity of the winner"),
    Field("from_post", "i8", "", "post he left; -1: entered from outside"),
    Field("age_months", "i8", "months", "age of the winner"),
    Field("wait_months", "i8", "months", "months the winner had spent at his former rank"),
    Field("grassroots_months", "i8", "months", "grass-roots work of the winner"),
    Field("eligible", "i8", "", "number of eligible candidates in the contest; 0 where there was none"),
    Field("refusals", "i8", "", "candidates who declined before the winner accepted"),
    *(
        Field(f"{name}_{what}", "f8", "", f"{name}: {meaning}")
        for name in _CONTEST
        for what, meaning in (("winner", "the winner"), ("mean", "mean of the eligible"), ("sd", "SD of the eligible"))
    ),
)

POOL_SPELL = (
    Field("prefecture", "i8", "", "prefecture"),
    Field("county", "i8", "", "county of a county deputy; -1 otherwise"),
    Field("kind", "i8", "Kind", "kind of post"),
    Field("post", "i8", "", "index of the post"),
    Field("cadre", "i8", "", "identity"),
    Field("start_month", "i8", "month", "first month in post"),
    Field("end_month", "i8", "month", "month of the exit; never: still in post"),
    Field("exit_reason", "i8", "ExitReason", "why; -1: still in post"),
    Field("destination", "i8", "Destination", "where to; -1: still in post"),
    Field("source", "i8", "Source", "where he came from"),
    Field("age_start_months", "i8", "months", "age at the start"),
    Field("age_end_months", "i8", "months", "age at the exit; -1: still in post"),
)

CASE = (
    Field("county", "i8", "", "county; -1 for posts of the prefecture"),
    Field("role", "i8", "Kind", "kind of post when detected, when he left the ladder, or at the end of the window"),
    Field("cadre", "i8", "", "identity"),
    Field("onset_month", "i8", "month", "month misconduct began; never: the charge was unfounded"),
    Field("detected_month", "i8", "month", "month it was detected; never: not detected"),
    Field("severity", "f8", "1", "size at detection, or at the end of the window"),
    Field(
        "channel", "i8", "", "0 organs, 1 reports, 2 review, 3 audit at departure, 4 check at entry; -1: not detected"
    ),
    Field("founded", "i8", "flag", "1 where there was misconduct"),
    Field("outcome", "i8", "CaseOutcome", "what became of it; -1: not detected"),
)

INCIDENT = (
    Field("county", "i8", "", "county"),
    Field("month", "i8", "month", "month"),
    Field("severity", "f8", "1", "severity"),
    Field("spread", "i8", "flag", "1 where it spread beyond the county"),
)

COUNTY_PERIOD = (
    Field("county", "i8", "", "county"),
    Field("first_month", "i8", "month", "first month of the period"),
    Field("months", "i8", "months", "months in the period"),
    Field("growth", "f8", "points a year", "mean growth relative to the province"),
    Field("capital", "f8", "SD", "mean capital"),
    Field("showcase", "f8", "SD", "mean showcase stock"),
    Field("mess", "f8", "SD", "mean inherited mess"),
    Field("unrest", "f8", "share", "mean unrest"),
    Field("burden", "f8", "share", "mean burden"),
    Field("harmony", "f8", "share", "mean harmony of the pair"),
    Field("deputies_quality", "f8", "share", "mean quality of the deputies"),
    Field("deputies_honesty", "f8", "share", "mean honesty of the deputies"),
    Field("failed_projects", "i8", "", "projects that failed"),
)

CHIEF_PERIOD = (
    Field("county", "i8", "", "county"),
    Field("role", "i8", "Kind", "secretary or head"),
    Field("cadre", "i8", "", "identity of the incumbent at the end of the period; -1: vacant"),
    Field("first_month", "i8", "month", "first month of the period"),
    Field("months", "i8", "months", "months of the period served in full: those of appointment and exit are left out"),
    Field("acting_months", "i8", "months", "of these, months served before election"),
    Field("development_effort", "f8", "share", "mean effort on long-run development"),
    Field("showcase_effort", "f8", "share", "mean effort on showcase projects"),
    Field("lobbying_effort", "f8", "share", "mean effort on lobbying"),
    Field("routine_effort", "f8", "share", "mean effort on routine"),
    Field("coasting", "f8", "share", "mean effort withheld"),
    Field("morale", "f8", "share", "mean morale"),
    Field("fatigue", "f8", "share", "mean fatigue"),
    Field("appraisal", "f8", "SD", "mean appraisal"),
    Field("misconduct", "f8", "share", "share of months with hidden misconduct"),
)

TABLES: dict[str, tuple[Field, ...]] = {
    "spells": SPELL,
    "appointments": APPOINTMENT,
    "pool_spells": POOL_SPELL,
    "cases": CASE,
    "incidents": INCIDENT,
    "county_periods": COUNTY_PERIOD,
    "chief_periods": CHIEF_PERIOD,
}
"""Every table with its columns. `spells` are those of the chiefs, `pool_spells` those of the posts around them."""

DTYPES: dict[str, np.dtype] = {name: dtype_of(fields) for name, fields in TABLES.items()}

SORT_KEYS: dict[str, tuple[str, ...]] = {
    "spells": ("county", "role", "start_month", "cadre"),
    "appointments": ("prefecture", "post", "filled_month", "cadre"),
    "pool_spells": ("prefecture", "post", "start_month", "cadre"),
    "cases": ("county", "role", "detected_month", "cadre", "onset_month"),
    "incidents": ("county", "month"),
    "county_periods": ("county", "first_month"),
    "chief_periods": ("county", "role", "first_month"),
}

_PLACE = {name: {f.name: place for place, f in enumerate(fields)} for name, fields in TABLES.items()}

CODES = {
    "Kind": Kind,
    "ExitReason": ExitReason,
    "Destination": Destination,
    "Source": Source,
    "Channel": Channel,
    "CaseOutcome": CaseOutcome,
}
"""Closed lists of codes by the unit that a field declares."""


class Columns(dict[str, np.ndarray]):
    """The columns of a table of the ledger by name, each put in order when it is first asked for.

    Parameters
    ----------
    table: its name. parts: its rows by columns (`sim.state.as_columns`). order: in which they are read; None: as told.
    """

    def __init__(self, table: str, parts: list[np.ndarray], order: np.ndarray | None = None) -> None:
        super().__init__()
        self._table, self._parts, self._in_order = table, parts, order

    def __missing__(self, name: str) -> np.ndarray:
        column = _joined(self._parts, _PLACE[self._table][name])
        self[name] = (column if self._in_order is None else column.take(self._in_order)).view(DTYPES[self._table][name])
        return self[name]


def _joined(parts: list[np.ndarray], place: int) -> np.ndarray:
    """A column of a table in parts, as words; whole tables are not joined, each being another large piece of memory."""
    return parts[0][place] if len(parts) == 1 else np.concatenate([part[place] for part in parts])


class Ledger:
    """The tables of one run, each sorted by `SORT_KEYS`.

    Nobody sees a table before its parts are joined and put in order; nor is that done before somebody asks for it,
    since of a burn-in nobody does, and of the pools few. Metrics ask for columns, and so parts are held by columns.

    Parameters
    ----------
    tables: name → structured array with the dtype of `DTYPES`, or parts of one by columns (`sim.state.as_columns`),
        all rows in any order; a table left out is empty.
    first_month, last_month: the window; months first_month ... last_month - 1 were simulated.
    kept: the tables that may be asked for; any other raises KeyError, since its rows were not collected.
    """

    def __init__(
        self,
        tables: Mapping[str, np.ndarray] | Mapping[str, list[np.ndarray]],
        first_month: int,
        last_month: int,
        kept: Collection[str] = tuple(TABLES),
    ) -> None:
        self.first_month = first_month
        self.last_month = last_month
        self.kept = tuple(kept)
        self._parts = {name: _parts(tables.get(name, []), DTYPES[name]) for name in kept}
        self._orders: dict[str, np.ndarray] = {}
        self._columns: dict[str, Columns] = {}
        self._records: dict[str, np.ndarray] = {}

    def __getitem__(self, table: str) -> np.ndarray:
        """A table as a structured array."""
        if table not in self._records:
            self._records[table] = self.words(table).T.copy().view(DTYPES[table]).reshape(-1)
        return self._records[table]

    def columns(self, table: str) -> Columns:
        """The columns of a table by name, each in one piece; nobody may change them."""
        if table not in self._columns:
            self._columns[table] = Columns(table, self._parts[table], self._order(table))
        return self._columns[table]

    def words(self, table: str) -> np.ndarray:
        """A table by columns, as `sim.state.as_columns` has it."""
        return np.concatenate(self._parts[table], axis=1).take(self._order(table), axis=1)

    def rows(self, table: str) -> int:
        """Rows of a table."""
        return sum(part.shape[1] for part in self._parts[table])

    def _order(self, table: str) -> np.ndarray:
        """The order in which the rows of a table are read."""
        if table not in self._orders:
            keys = (_joined(self._parts[table], _PLACE[table][key]) for key in SORT_KEYS[table])
            self._orders[table] = order_of(list(keys))
        return self._orders[table]

    @property
    def tables(self) -> dict[str, np.ndarray]:
        """All tables, in the order of `TABLES`."""
        return {name: self[name] for name in TABLES}

    def __eq__(self, other: object) -> bool:
        """Equal bit for bit, every table."""
        return (
            isinstance(other, Ledger)
            and (self.first_month, self.last_month) == (other.first_month, other.last_month)
            and all(self[name].tobytes() == other[name].tobytes() for name in TABLES)
        )

    __hash__ = None  # type: ignore[assignment]

    def first_difference(self, other: Ledger) -> str | None:
        """The first row that differs, in words; None where the ledgers are equal."""
        for name in TABLES:
            mine, theirs = self[name], other[name]
            for row in range(min(mine.size, theirs.size)):
                if mine[row].tobytes() != theirs[row].tobytes():
                    columns = [c for c in mine.dtype.names or () if mine[row][c] != theirs[row][c]]
                    return f"{name}, row {row}: {mine[row]} and {theirs[row]} differ in {', '.join(columns)}"
            if mine.size != theirs.size:
                return f"{name}: {mine.size} rows and {theirs.size} rows"
        return None

    def frame(self, table: str, named: bool = False) -> pl.DataFrame:
        """A table as a polars frame, absence as null; with `named`, codes as their names."""
        return frame_of(table, self.columns(table), named)

    def write_parquet(self, folder: Path) -> None:
        """Write every table to `folder`, one Parquet file each."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            self.frame(name).write_parquet(folder / f"{name}.parquet")

    @classmethod
    def read_parquet(cls, folder: Path, first_month: int, last_month: int) -> Ledger:
        """The ledger that `write_parquet` wrote to `folder`."""
        tables = {}
        for name, dtype in DTYPES.items():
            frame = pl.read_parquet(folder / f"{name}.parquet", glob=False)
            table = np.zeros(frame.height, dtype)
            for f in TABLES[name]:
                column = frame[f.name]
                table[f.name] = column.fill_null(_absence(f)).to_numpy() if f.kind == "i8" else column.to_numpy()
            tables[name] = table
        return cls(tables, first_month, last_month)


def frame_of(table: str, columns: Mapping[str, np.ndarray], named: bool = False) -> pl.DataFrame:
    """Columns of the table of that name, of one ledger or of several, as `Ledger.frame` has them."""
    plain = pl.DataFrame({f.name: columns[f.name] for f in TABLES[table]})
    return plain.select(_shown(f, named) for f in TABLES[table])


def _shown(f: Field, named: bool) -> pl.Expr:
    """A column with absence as null and, with `named`, its codes as their names."""
    column = pl.col(f.name)
    if f.kind == "i8" and _may_be_absent(f):
        column = pl.when(column == _absence(f)).then(None).otherwise(column)
    if named and f.unit in CODES:
        names = {int(code): code.name.lower() for code in CODES[f.unit]}
        column = column.replace_strict(names, default=None, return_dtype=pl.String)
    return column.alias(f.name)


def _may_be_absent(f: Field) -> bool:
    return "-1" in f.meaning or "never" in f.meaning or f.unit in {"ExitReason", "Destination"}


def _absence(f: Field) -> int:
    return NEVER if f.unit == "month" else NONE


def _parts(table: np.ndarray | list[np.ndarray], dtype: np.dtype) -> list[np.ndarray]:
    """A table by columns, in one part or more."""
    if isinstance(table, list) and table:
        return table
    return [as_columns(np.asarray(table, dtype))]


_SHORT = 1 << 16
"""Numbers below this are sorted by their digits, in a quarter of the time."""


def order_of(keys: Sequence[np.ndarray]) -> np.ndarray:
    """The order of rows by the columns `keys`, int64, the first of most weight; int64, shape (rows,).

    The first keys are packed into one number, as many as go into 63 bits, and the rows are sorted once: several times
    as fast as by one column after the other, which is left for tables where these keys do not tell all rows apart.
    Engines write rows in the order of time, so that it may be enough to sort by the keys before the month.
    """
    packed = leading = np.zeros(len(keys[0]), np.int64)
    values, used = 1, 0
    for column in keys if packed.size else ():
        low = int(column.min())
        span = int(column.max()) - low + 1
        if values * span >> 63:
            break
        packed, values, used = packed * span + (column - low), values * span, used + 1
        leading = packed if values <= _SHORT else leading
    order = np.argsort(leading.astype(np.uint16), kind="stable")
    in_order = packed[order]
    if (in_order[1:] < in_order[:-1]).any():
        order = np.argsort(packed, kind="stable")
        in_order = packed[order]
    if used < len(keys) and (in_order[1:] == in_order[:-1]).any():
        return np.lexsort(keys[::-1])
    return order


def open_rows(state: State, tables: Collection[str] = tuple(TABLES)) -> dict[str, np.ndarray]:
    """What is still open when a window closes: spells that run on, misconduct not found; `tables` asked for only."""
    # Columns of records by their bare array: the names of a record array are looked up ten times as slowly.
    bare = State(*(a.view(np.ndarray) for a in state))  # type: ignore[arg-type]
    made = {"spells": _open_spells, "pool_spells": _open_pool_spells, "cases": _open_cases}
    return {name: rows_of(bare) for name, rows_of in made.items() if name in tables}


def _open_spells(state: State) -> np.ndarray:
    seats = np.flatnonzero(state.spells["cadre"] != NONE)
    spells = as_words(state.spells)[seats].view(SPELL_DTYPE).reshape(-1)
    spells["appraisal_end"] = state.cadres["appraisal"][seats]
    spells["elected_month"] = state.chiefs["elected_month"][seats]
    spells["mess_end"] = state.counties["mess"][spells["county"]]
    return spells


def _open_cases(state: State) -> np.ndarray:
    cadres = state.cadres
    hidden = np.flatnonzero((cadres["identity"] != NONE) & (cadres["misconduct_since_month"] != NEVER))
    cases = np.zeros(hidden.size, DTYPES["cases"])
    cases["county"] = state.posts["county"][hidden]
    cases["role"] = state.posts["kind"][hidden]
    cases["cadre"] = cadres["identity"][hidden]
    cases["onset_month"] = cadres["misconduct_since_month"][hidden]
    cases["severity"] = cadres["misconduct_severity"][hidden]
    cases["founded"] = 1
    cases["detected_month"] = NEVER
    cases["channel"] = cases["outcome"] = NONE
    return cases


def _open_pool_spells(state: State) -> np.ndarray:
    chiefs, cadres = state.chiefs.size, state.cadres
    seats = chiefs + np.flatnonzero(cadres["identity"][chiefs:] != NONE)
    pool = np.zeros(seats.size, DTYPES["pool_spells"])
    for name in ("prefecture", "county", "kind"):
        pool[name] = state.posts[name][seats]
    pool["post"] = seats
    pool["cadre"] = cadres["identity"][seats]
    pool["start_month"] = cadres["since_month"][seats]
    pool["source"] = cadres["source"][seats]
    pool["age_start_months"] = pool["start_month"] - cadres["birth_month"][seats]
    pool["end_month"] = NEVER
    for name in ("exit_reason", "destination", "age_end_months"):
        pool[name] = NONE
    return pool
