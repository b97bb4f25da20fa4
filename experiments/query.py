"""SQL over a folder of results: its tables as views of DuckDB, which reads the parts where they lie.

Views of a sweep: `runs` (a row for every run, a column for every metric), `metrics` (the same, a row for every run and
metric), `points` (what every point sets), and every table of the ledger that was kept, `spells` first of all. Of a
comparison: every table it wrote.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from experiments.batch import RUNS
from experiments.kept import POINTS
from experiments.store import Store
from sim.texts.user_error import UserError

Answer = tuple[list[str], list[tuple[Any, ...]]]

_READS = re.compile(
    r"(\s|--[^\n]*\n|/\*.*?\*/|\()*(pivot|select|with|from|describe|summarize)\b", re.IGNORECASE | re.DOTALL
)
"""How a pivot begins that only reads; DuckDB does not tell it from one that a table or a file is made of."""


def query(folder: Path, sql: str) -> Answer:
    """Names of columns and rows of what `sql` selects in `folder`; files elsewhere are out of its reach.

    Raises UserError where there are no results, for what would do more than read, and for what DuckDB does not
    understand, in its own words.
    """
    import duckdb

    folder = folder.absolute()
    with duckdb.connect() as base:
        for name, select in views(folder).items():
            try:
                base.execute(f'create view "{name}" as {select}')
            except duckdb.Error:
                raise UserError("store.unreadable", None, name=folder) from None
        base.execute(f"set allowed_directories = [{_quoted(str(folder))}]")
        base.execute("set enable_external_access = false")
        base.execute("set lock_configuration = true")
        try:
            statements = base.extract_statements(sql)
            # DuckDB lets a folder be read and written or neither; a copy into it could replace the results.
            if not statements or not all(_only_reads(one, duckdb) for one in statements):
                raise UserError("query.only_reads", None)
            found = base.execute(sql)
            rows = found.fetchall()
        except duckdb.Error as wrong:
            raise UserError("query.not_understood", None, why=" ".join(str(wrong).split())[:300]) from None
        return [column[0] for column in found.description or ()], rows


def _only_reads(statement: Any, duckdb: Any) -> bool:
    kind = statement.type
    return kind == duckdb.StatementType.SELECT or (
        kind == duckdb.StatementType.MULTI and _READS.match(statement.query) is not None
    )


def views(folder: Path) -> dict[str, str]:
    """What each view selects. Raises UserError where there are no results."""
    if not Store.is_there(folder):
        tables = sorted(folder.glob("*.parquet"))
        if not tables:
            raise UserError("store.not_a_store", None, name=folder)
        return {path.stem: _files([path]) for path in tables}
    store = Store.of_runs(folder)
    found = {table: _files(store.files(table)) for table in store.tables()}
    found["points"] = _files([folder / POINTS])
    numbers = [*store.manifest["metrics"], *store.manifest["moments"]]
    if RUNS in found:
        listed = ", ".join(f'"{key}"' for key in numbers)
        own = f"(select point, scenario, replicate, {listed} from ({found[RUNS]}))"
        found["metrics"] = f"select * from {own} unpivot include nulls (value for metric in ({listed}))"
    return found


def _files(paths: list[Path]) -> str:
    return f"select * from read_parquet([{', '.join(_quoted(str(path)) for path in paths)}])"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
