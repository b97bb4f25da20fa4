"""A prefecture's year: the declared account, the counting, and that nobody is lost in a real run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.flow_results import as_json, measure, results
from experiments.flows import CHAIN_MOVES, COLUMNS, FLOWS, SAME, accepts, chain_moves, count
from sim.ledger import Ledger
from sim.scenario import read_scenario
from sim.vocabulary import NEVER, Destination, ExitReason, Kind, Source
from sim.world import WorldSpec
from tests.synthetic import places, table

BASELINE = Path(__file__).parents[1] / "scenarios" / "baseline.yaml"
OPEN = {"end_month": NEVER, "exit_reason": -1, "destination": -1}


def left(month, reason, destination):
    return {"end_month": month, "exit_reason": reason, "destination": destination}


def filled(kind, post, source, chain=0, step=0):
    return {"kind": kind, "post": post, "source": source, "filled_month": 20, "chain": chain, "step": step}


def small_history(appointments=None):
    """Secretary 0 retires in month 20, his head follows him in, a bureau director is promoted, a post stays empty."""
    spells = table(
        "spells",
        {"county": 0, "role": 0, "cadre": 1, "start_month": -9, **left(20, ExitReason.AGE, Destination.SECOND_LINE)},
        {"county": 0, "role": 0, "cadre": 2, "start_month": 20, **OPEN},
        {
            "county": 0,
            "role": 1,
            "cadre": 2,
            "start_month": -5,
            **left(20, ExitReason.PROMOTION, Destination.OWN_SECRETARY),
        },
    )
    pool = table(
        "pool_spells",
        {
            "kind": Kind.BUREAU,
            "post": 7,
            "cadre": 3,
            "start_month": -30,
            **left(20, ExitReason.PROMOTION, Destination.DEPUTY_BUREAU),
        },
        {"kind": Kind.UPPER, "post": 6, "cadre": 3, "start_month": 20, **OPEN},
        {
            "kind": Kind.DEPUTY,
            "post": 8,
            "cadre": 4,
            "start_month": 3,
            **left(9, ExitReason.AGE, Destination.SECOND_LINE),
        },
    )
    if appointments is None:
        appointments = (
            filled(Kind.SECRETARY, 0, Source.OWN_HEAD),
            filled(Kind.UPPER, 6, Source.BUREAU, chain=1),
        )
    tables = {"spells": spells, "pool_spells": pool, "appointments": table("appointments", *appointments)}
    return Ledger(tables, 0, 60)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda c: c.key)
def test_the_published_column_adds_up(column) -> None:
    rows = [flow for flow in FLOWS if flow.column == column.key]
    inside = [flow for flow in rows if flow.within]
    assert sum(flow.share for flow in inside) == pytest.approx(1.0, abs=0.011)
    assert sum(flow.a_year for flow in inside) == pytest.approx(column.a_year, rel=0.012)
    for flow in rows:
        assert flow.share * column.a_year == pytest.approx(flow.a_year, rel=0.03, abs=0.06), flow.name


def test_rows_of_a_column_count_nobody_twice() -> None:
    for column in COLUMNS:
        inside = [flow for flow in FLOWS if flow.column == column.key and flow.within]
        for reason in ExitReason:
            codes = [c for flow in inside if flow.reasons is None or reason in flow.reasons for c in flow.codes]
            assert len(codes) == len(set(codes)), (column.key, reason)


def test_both_ends_of_a_flow_are_published_alike() -> None:
    yearly = {flow.name: flow.a_year for flow in FLOWS}
    for gone, arrived in SAME:
        assert sum(yearly[n] for n in gone) == pytest.approx(sum(yearly[n] for n in arrived), rel=0.11)


def test_a_small_history_is_counted_and_closes() -> None:
    counts = count(small_history())
    moved = {name: n for name, n in counts.flows.items() if n}
    assert moved == {
        "secretary_out.second_line": 1,
        "secretary_in.own_head": 1,
        "head_out.own_secretary": 1,
        "head_out.promoted": 1,
        "upper_in.bureaus": 1,
        "bureau_out.deputy_bureau": 1,
    }
    assert counts.vacancies == {"secretary": 0, "head": 1, "upper": -1, "bureau": 1}
    assert counts.faults() == []


def test_a_lost_appointment_is_noticed() -> None:
    counts = count(small_history((filled(Kind.SECRETARY, 0, Source.OWN_HEAD),)))
    assert counts.gap("upper") == 1
    assert counts.faults() == ["upper", "bureau_out.deputy_bureau = upper_in.bureaus"]


def test_a_code_that_no_row_counts_is_noticed() -> None:
    odd = (filled(Kind.SECRETARY, 0, Source.DEPARTMENT), filled(Kind.UPPER, 6, Source.BUREAU, chain=1))
    assert count(small_history(odd)).faults() == ["secretary_in", "head_out.own_secretary = secretary_in.own_head"]


def test_moves_of_a_chain_are_those_of_chiefs_from_its_first_secretary_on() -> None:
    rows = table(
        "appointments",
        # An upper vacancy takes a secretary, his head follows, a deputy follows the head: two county moves.
        filled(Kind.UPPER, 5, Source.SECRETARY, chain=9, step=0),
        filled(Kind.HEAD, 1, Source.OWN_DEPUTY, chain=9, step=2),
        filled(Kind.SECRETARY, 0, Source.OWN_HEAD, chain=9, step=1),
        # A bureau director ends the run of chiefs; the chief who replaces him is another vacancy's move.
        filled(Kind.SECRETARY, 2, Source.BUREAU, chain=4, step=0),
        filled(Kind.BUREAU, 7, Source.HEAD, chain=4, step=1),
        filled(Kind.HEAD, 3, Source.OWN_DEPUTY, chain=4, step=2),
        # No secretary at all.
        filled(Kind.HEAD, 3, Source.OWN_DEPUTY, chain=2, step=0),
    )
    assert chain_moves(rows) == (2 + 1) / 2
    assert chain_moves(rows[:1]) is None


def test_published_shares_make_the_published_chain() -> None:
    share = {flow.name: flow.share for flow in FLOWS}
    head = 1.0 / (1.0 - share["head_in.head_elsewhere"])
    from_heads = share["secretary_in.own_head"] + share["secretary_in.head_elsewhere"]
    moves = (1.0 + from_heads * head) / (1.0 - share["secretary_in.secretary_elsewhere"])
    assert moves == pytest.approx(CHAIN_MOVES, abs=0.03)


def test_tolerance_of_starred_and_other_figures() -> None:
    assert accepts(0.97, 0.73, True) and accepts(0.49, 0.73, True)
    assert not accepts(0.98, 0.73, True) and not accepts(0.48, 0.73, True)
    assert accepts(2.0, 1.0, False) and accepts(0.5, 1.0, False)
    assert not accepts(2.01, 1.0, False) and not accepts(0.49, 1.0, False) and not accepts(None, 1.0, False)


def test_counts_become_moves_a_year_in_a_prefecture_of_the_usual_size() -> None:
    from experiments.calibration.moments import MOMENTS

    where = places(counties=24, prefectures=3)  # eight counties a prefecture, five years
    seen = [dict.fromkeys(MOMENTS)] * 2
    found = results([count(small_history())] * 2, seen, where, 60, later=False)
    assert found.factor == pytest.approx(8.2 / 8.0)
    line = next(row for row in found.flows if getattr(row.of, "name", "") == "secretary_in.own_head")
    assert line.a_year.mean == pytest.approx(1 / 5 / 3 * 8.2 / 8)
    assert line.share.mean == 1.0 and line.times == pytest.approx(line.a_year.mean / 1.13)
    assert all(row.inside is None for row in found.moments)


@pytest.mark.tiny
def test_a_real_run_closes_and_its_numbers_are_plain() -> None:
    from dataclasses import replace

    scenario = replace(read_scenario(BASELINE), world=WorldSpec(kind="tiny"), burn_in_months=48, horizon_months=72)
    told = []
    found = measure(scenario, 2, 5, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
    assert found.faults == () and set(found.gaps.values()) == {0}
    sums = {row.of.key: row.a_year.mean for row in found.flows if row.of in COLUMNS}
    assert all(sums[column.key] > 0.5 for column in COLUMNS)
    again = json.loads(json.dumps(as_json(found, "baseline", 5), allow_nan=False))
    assert again["flows"][0]["row"] == "deputy_bureau" and again["closing"] == dict.fromkeys(found.gaps, 0)
    assert len(again["moments"]) == len(found.moments) > 40


@pytest.mark.tiny
@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Secretary leaves to", "closes")), ("zh", ("县委书记去向", "平衡"))]
)
def test_the_verb_tells_both_tables(language, words, capsys, tmp_path) -> None:
    own = tmp_path / "short.yaml"
    text = BASELINE.read_text(encoding="utf-8").replace("horizon_years: 10", "horizon_years: 6")
    own.write_text(text.replace("burn_in_months: 180", "burn_in_months: 36"), encoding="utf-8")
    assert main(["flows", str(own), "--world", "tiny", "-n", "1", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in words) and "C13" in said and "V2" in said
    assert not any("{" in line for line in said.splitlines())


def test_a_mistake_is_one_sentence(capsys) -> None:
    assert main(["flows", str(BASELINE), "-n", "0"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and "--replicates" in said.err and len(said.err.splitlines()) == 1
