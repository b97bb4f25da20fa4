"""What several metrics need of a run is worked out once, and no metric depends on which of them asked first."""

from __future__ import annotations

import pickle

import pytest

from sim.ledger import Ledger
from sim.metrics import METRICS, RunTables, evaluate, tables_read
from sim.metrics.run_tables import once
from tests.engines.tools import burned, lived
from tests.synthetic import ledger, places


def test_what_metrics_share_is_worked_out_once_and_changed_by_none_of_them():
    where = places()
    history = ledger(where, 6)
    run = RunTables(history, where, 60)
    found = evaluate(run)
    shared = {place: pickle.dumps(value) for place, value in run.known.items()}
    columns = {name: table.tobytes() for name, table in history.tables.items()}
    assert {key: metric.of(run) for key, metric in reversed(METRICS.items())} == found
    assert {place: pickle.dumps(value) for place, value in run.known.items()} == shared
    assert {name: table.tobytes() for name, table in history.tables.items()} == columns
    for key, metric in METRICS.items():
        assert metric.of(RunTables(history, where, 60)) == found[key], key


@pytest.mark.tiny
def test_metrics_read_no_table_that_they_do_not_name():
    made_up, lived_through = ledger(places(), 6), lived("compiled", 60)[0]
    for history, where in ((made_up, places()), (lived_through, places(counties=int(burned().counties.size)))):
        found = evaluate(RunTables(history, where, 60))
        for key, metric in METRICS.items():
            some = Ledger(history.tables, history.first_month, history.last_month, tables_read([key]))
            assert metric.of(RunTables(some, where, 60)) == found[key], key


def test_a_function_of_a_run_is_asked_once_for_each_way_it_is_asked():
    asked = []

    @once
    def told(run, number, sign=1):
        asked.append((number, sign))
        return number * sign

    run, other = (RunTables(Ledger({}, 0, 12), places()) for _ in range(2))
    answers = [told(run, 2), told(run, 2), told(run, 2, -1), told(run, 2, sign=-1), told(run, 2), told(other, 2)]
    assert answers == [2, 2, -2, -2, 2, 2]
    assert asked == [(2, 1), (2, -1), (2, -1), (2, 1)]
