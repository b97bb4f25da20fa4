"""The ledger: sorted, equal to itself, to Parquet and back, and the same bytes each time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ledger import DTYPES, SORT_KEYS, TABLES, Ledger, open_rows, order_of
from sim.metrics import RunTables, evaluate
from sim.run import run
from sim.state import as_columns, as_words
from sim.vocabulary import NEVER, NONE, ExitReason
from tests.engines.tools import burned, lived, scenario
from tests.synthetic import ledger as made_up
from tests.synthetic import places

WHERE = places()
LEDGER = made_up(WHERE, 1)


@cache
def two_years() -> Ledger:
    """Two years of the tiny world."""
    return lived("compiled", 24)[0]


def shuffled(ledger: Ledger, seed: int) -> Ledger:
    """The same rows in another order."""
    rng = np.random.default_rng(seed)
    tables = {name: rows[rng.permutation(rows.size)] for name, rows in ledger.tables.items()}
    return Ledger(tables, ledger.first_month, ledger.last_month)


def in_parts(ledger: Ledger, cut: int) -> Ledger:
    """The same rows as an engine hands them over: by columns, in two parts, the later ones first."""
    parts = {name: [as_columns(rows[cut:]), as_columns(rows[:cut])] for name, rows in ledger.tables.items()}
    return Ledger(parts, ledger.first_month, ledger.last_month)


def changed(ledger: Ledger, table: str, column: str, row: int, value: float) -> Ledger:
    """A copy with one value changed."""
    tables = {name: np.array(rows) for name, rows in ledger.tables.items()}
    tables[table][column][row] = value
    return Ledger(tables, ledger.first_month, ledger.last_month)


@pytest.mark.tiny
@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_in_which_rows_were_written_does_not_matter(seed: int) -> None:
    ledger = two_years()
    assert ledger.first_difference(shuffled(ledger, seed)) is None
    assert ledger == in_parts(ledger, seed % 50)


@pytest.mark.tiny
def test_sort_keys_tell_any_two_rows_apart() -> None:
    # Otherwise the order of equal rows would be that in which an engine wrote them.
    ledger, _ = lived("compiled", 36)
    for name, keys in SORT_KEYS.items():
        rows = ledger[name]
        told = {tuple(row[key] for key in keys) for row in rows}
        assert len(told) == rows.size, name


@given(
    spans=st.lists(st.sampled_from((1, 2, 7, 300, 2**20, 2**40, 2**62)), min_size=1, max_size=5),
    rows=st.integers(0, 60),
    seed=st.integers(0, 2**32 - 1),
    in_order_of_time=st.booleans(),
)
def test_rows_are_ordered_by_one_column_after_the_other(
    spans: list[int], rows: int, seed: int, in_order_of_time: bool
) -> None:
    # Columns that go into one number, that do not, and that do not need to.
    rng = np.random.default_rng(seed)
    keys = [rng.integers(-span // 2, span // 2 + 1, rows) for span in spans]
    if in_order_of_time:
        keys[-1].sort()
    table = list(zip(*(key.tolist() for key in keys), strict=True))
    assert order_of(keys).tolist() == sorted(range(rows), key=table.__getitem__)


def test_every_table_has_its_declared_columns_of_eight_bytes() -> None:
    assert set(SORT_KEYS) == set(DTYPES) == set(TABLES)
    for name, fields in TABLES.items():
        assert DTYPES[name].names == tuple(f.name for f in fields)
        assert all(DTYPES[name][f.name].itemsize == 8 for f in fields)
        assert set(SORT_KEYS[name]) <= {f.name for f in fields}


def test_a_ledger_differs_in_a_value_a_row_and_a_window() -> None:
    other = changed(LEDGER, "spells", "home", 3, LEDGER["spells"]["home"][3] + 1)
    assert LEDGER != other
    told = LEDGER.first_difference(other)
    assert told is not None and told.startswith("spells, row 3: ") and told.endswith(" differ in home")
    shorter = Ledger({**LEDGER.tables, "appointments": LEDGER["appointments"][1:]}, 0, LEDGER.last_month)
    assert LEDGER.first_difference(shorter) is not None
    assert Ledger(LEDGER.tables, 0, LEDGER.last_month + 1) != LEDGER
    assert Ledger({}, 0, 1).first_difference(Ledger({}, 0, 1)) is None
    assert LEDGER != "spells"


@pytest.mark.tiny
def test_tables_that_nobody_wants_are_not_collected_and_the_others_are_the_same() -> None:
    wanted = {"spells", "cases"}
    whole = run(scenario())
    some = run(scenario(), tables=wanted)
    for name in TABLES:
        if name in wanted:
            assert some[name].tobytes() == whole[name].tobytes()
            assert some.rows(name) == whole[name].size
            assert all(some.columns(name)[key].tobytes() == whole[name][key].tobytes() for key in DTYPES[name].names)
        else:
            with pytest.raises(KeyError):
                some.rows(name)


def test_a_difference_that_only_bits_show_is_a_difference() -> None:
    zero, minus_zero = (changed(LEDGER, "spells", "tie", 0, value) for value in (0.0, -0.0))
    assert zero != minus_zero and zero.first_difference(minus_zero) is not None


@pytest.mark.tiny
@pytest.mark.parametrize("which", ["made up", "lived"])
def test_parquet_gives_back_the_ledger(which: str, tmp_path: Path) -> None:
    ledger = LEDGER if which == "made up" else two_years()
    ledger.write_parquet(tmp_path)
    assert sorted(p.stem for p in tmp_path.iterdir()) == sorted(TABLES)
    again = Ledger.read_parquet(tmp_path, ledger.first_month, ledger.last_month)
    assert ledger.first_difference(again) is None and ledger == again


@pytest.mark.tiny
def test_parquet_of_two_runs_is_the_same_bytes(tmp_path: Path) -> None:
    for engine in ("compiled", "agents"):
        lived(engine, 24)[0].write_parquet(tmp_path / engine)
    for name in TABLES:
        one, other = ((tmp_path / engine / f"{name}.parquet").read_bytes() for engine in ("compiled", "agents"))
        assert one == other and len(one) > 100, name


def test_a_frame_tells_absence_as_null_and_codes_by_name() -> None:
    frame = LEDGER.frame("spells", named=True)
    running = LEDGER["spells"]["end_month"] == NEVER
    codes = LEDGER["spells"]["exit_reason"]
    assert frame["end_month"].null_count() == running.sum()
    assert frame["exit_reason"].null_count() == (codes == NONE).sum() > 0
    assert set(frame["exit_reason"].drop_nulls()) == {ExitReason(c).name.lower() for c in np.unique(codes) if c >= 0}
    assert set(frame["role"]) == {"secretary", "head"}
    plain = LEDGER.frame("spells")
    assert plain["exit_reason"].dtype == pl.Int64 and plain.columns == frame.columns


def test_reading_metrics_changes_no_byte() -> None:
    before = {name: rows.tobytes() for name, rows in LEDGER.tables.items()}
    first = evaluate(RunTables(LEDGER, WHERE, 0))
    assert evaluate(RunTables(LEDGER, WHERE, 0)) == first
    assert {name: rows.tobytes() for name, rows in LEDGER.tables.items()} == before
    assert evaluate(RunTables(shuffled(LEDGER, 5), WHERE, 0)) == first


@pytest.mark.tiny
def test_what_is_open_is_told_of_every_incumbent() -> None:
    state = burned()
    told = open_rows(state)
    seated = state.cadres.identity != NONE
    chiefs = state.chiefs.size
    assert set(told["spells"]["cadre"]) == set(state.cadres.identity[:chiefs][seated[:chiefs]])
    assert set(told["pool_spells"]["cadre"]) == set(state.cadres.identity[chiefs:][seated[chiefs:]])
    for name, rows in told.items():
        assert as_words(rows).shape == (rows.size, len(TABLES[name]))
