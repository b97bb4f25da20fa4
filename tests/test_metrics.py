"""Metrics against histories small enough to count by hand, and against simulated ones whose truth is known."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.methods_table import with_table
from sim.ledger import DTYPES, Ledger
from sim.metrics import METRICS, Better, Places, RunTables, evaluate
from sim.metrics.careers import contests_of, explained
from sim.metrics.peaks import bunching
from sim.metrics.run_tables import mean, total
from sim.metrics.survival import life_table
from sim.state import SPELL_DTYPE
from sim.texts import say
from sim.vocabulary import NEVER, NONE, Destination, ExitReason, Kind, Source
from tests.synthetic import ledger, places

MAP = Places(
    province=np.array([0, 0]),
    prefecture=np.array([0, 0]),
    development=np.array([0.2, 0.8]),
    development_third=np.array([0, 2]),
    difficulty_third=np.array([2, 0]),
    congress_phase=np.array([0, 0]),
    head_election_phase=np.array([4, 4]),
)
PROMOTION, MOVE, REQUEST = ExitReason.PROMOTION, ExitReason.PLANNED_MOVE, ExitReason.REQUEST


def spell(county, role, start, end=NEVER, reason=NONE, **more):
    row = np.zeros(1, SPELL_DTYPE)
    for name in ("destination", "home", "age_end_months"):
        row[name] = NONE
    for name in ("elected_month", "confirmed_month"):
        row[name] = NEVER
    row["county"], row["role"], row["start_month"], row["end_month"] = county, role, start, end
    row["exit_reason"], row["cadre"] = reason, 1000 * county + 100 * role + start + 500
    for name, value in more.items():
        row[name] = value
    return row


def run_of(*rows, last_month=120, minimum=0, where=MAP, **tables):
    tables = {name: np.concatenate(found) for name, found in tables.items()}
    history = Ledger({"spells": np.concatenate(rows), **tables}, 0, last_month)
    return RunTables(history, where, minimum)


def of(key, *rows, **more):
    return METRICS[key].of(run_of(*rows, **more))


# One county: secretaries -24..30 and 32.., heads -6..30 (becomes secretary at 32 is another man), 30..90, 91..
COUNTY = (
    spell(0, 0, -24, 30, PROMOTION, destination=Destination.DEPUTY_BUREAU),
    spell(0, 0, 32, source=Source.OWN_HEAD, predecessor_was_own_head=1),
    spell(0, 1, -6, 32, PROMOTION, destination=Destination.OWN_SECRETARY),
    spell(0, 1, 34, 94, MOVE),
    spell(0, 1, 97),
)
OTHER = (spell(1, 0, -50), spell(1, 1, -50))


def test_exit_rates_count_exits_per_post_year_held():
    assert of("annual_exit_rate_secretary", *COUNTY, *OTHER) == pytest.approx(12 * 1 / (30 + 88 + 120))
    assert of("annual_exit_rate_head", *COUNTY, *OTHER) == pytest.approx(12 * 2 / (32 + 60 + 23 + 120))


def test_vacancy_is_what_nobody_held():
    assert of("vacancy_share", *COUNTY, *OTHER) == pytest.approx((2 + 2 + 3) / 480)


def test_own_head_succession_and_sources_are_shares_of_new_secretaries():
    more = spell(1, 0, 60, source=Source.BUREAU)
    assert of("own_head_succession_share", *COUNTY, more) == 0.5
    assert of("secretary_from_bureau_share", *COUNTY, more) == 0.5
    assert of("secretary_from_outside_share", *COUNTY, more) == 0.0


def test_completed_terms_are_spells_of_sixty_months_or_more_begun_in_the_window():
    rows = [spell(0, 1, 0, 59, MOVE), spell(1, 1, 0, 60, MOVE), spell(0, 0, 0), spell(1, 0, -10, 20, MOVE)]
    assert of("completed_term_share", *rows) == pytest.approx(2 / 3)
    assert of("completed_term_share_head", *rows) == 0.5
    assert of("completed_term_share_secretary", *rows) == 1.0


def test_completed_terms_are_undefined_in_a_window_too_short_to_see_one():
    assert of("completed_term_share", spell(0, 0, 0), spell(0, 1, 3), last_month=50) is None


def test_restricted_mean_without_censoring_is_the_mean_of_tenure_cut_at_sixty():
    rows = [spell(0, 0, 0, 12, MOVE), spell(0, 0, 12, 40, MOVE), spell(0, 0, 40, 110, MOVE)]
    assert of("restricted_mean_tenure_60_secretary", *rows) == pytest.approx((12 + 28 + 60) / 3)


def test_tenure_at_exit_over_long_spells_and_stock():
    rows = [spell(0, 0, -40, 56, MOVE), spell(0, 1, 10, 34, MOVE), spell(0, 0, 60), spell(0, 1, 40)]
    assert of("mean_tenure_at_exit_secretary", *rows) == 8.0
    assert of("mean_tenure_at_exit_head", *rows) == 2.0
    assert of("over_stable_share", *rows) == 0.5
    assert of("ten_year_share", *rows) == 0.0
    assert of("stock_tenure_months", *rows) == (60 + 80) / 2


def test_joint_replacement_uses_each_exit_once_and_twelve_months_is_too_late():
    heads = [spell(0, 1, -9, 20, MOVE), spell(0, 1, 21, 60, MOVE), spell(1, 1, -9, 12, MOVE)]
    near = [spell(0, 0, -9, 9, MOVE), spell(0, 0, 10, 22, MOVE), spell(0, 0, 23), spell(1, 0, -9, 24, MOVE)]
    # Both secretaries of county 0 are near its head's exit of month 20; county 1's pair is 12 months apart.
    assert of("joint_replacement_12m_share", *heads, *near) == pytest.approx(1 / 20)


def test_joint_replacement_without_succession_leaves_out_the_head_who_moved_up():
    assert of("joint_replacement_12m_share", *COUNTY, *OTHER) == pytest.approx(1 / 20)
    assert of("joint_replacement_without_succession_share", *COUNTY, *OTHER) == 0.0
    swapped = [row.copy() for row in COUNTY]
    swapped[1]["predecessor_was_own_head"] = 0
    assert of("joint_replacement_without_succession_share", *swapped, *OTHER) == pytest.approx(1 / 20)


def test_changes_of_one_year_are_counted_by_calendar_year():
    rows = [spell(0, 0, -9, 13, MOVE), spell(0, 1, -9, 23, MOVE), spell(1, 0, -9, 24, MOVE), spell(1, 1, -9, 23, MOVE)]
    assert of("joint_replacement_same_year_share", *rows) == pytest.approx(1 / 20)
    assert of("head_changes_given_secretary_share", *rows) == 0.5
    assert of("either_changes_share", *rows) == pytest.approx(3 / 20)


def test_a_pair_lasts_from_the_later_arrival_to_the_first_departure():
    # Pairs: 0..30 from before the window, 34..94 after the new head, 97.. still running.
    table_rows = (*COUNTY,)
    got = of("pair_overlap_months", *table_rows)
    # Exposed at durations 6.. of the first pair (both in post since -6, ended at 36 when the secretary left),
    # 1..60 of the second, 1..22 of the third: one exit at 36 of 1 + 1 at risk, one at 60.
    assert got == pytest.approx(36 + 24 * 0.5)


def test_bunching_is_one_on_a_line_and_measures_a_peak():
    at_risk = np.full(100, 10_000)
    line = np.arange(100) * 2
    peak = line.copy()
    peak[60:66] *= 3
    for events, expected in ((line, 1.0), (peak, 3.0)):
        table = replace(
            life_table(np.array([1]), np.array([1]), np.array([0]), 1), at_risk=at_risk, events=events[:, None]
        )
        assert bunching(table, 60) == pytest.approx(expected)


def test_bunching_is_undefined_without_a_minimum():
    where = places()
    history = ledger(where, 1, minimum=60)
    assert METRICS["bunching_after_minimum"].of(RunTables(history, where, 0)) is None
    found = METRICS["bunching_after_minimum"].of(RunTables(history, where, 60))
    plain = METRICS["bunching_after_minimum"].of(RunTables(ledger(where, 1), where, 60))
    assert found > 1.5 * plain


def test_promotion_and_other_reasons_compete():
    rows = [
        spell(0, 1, 0, 10, PROMOTION),
        spell(0, 1, 10, 30, MOVE),
        spell(1, 1, 0, 40, PROMOTION),
        spell(1, 1, 40, 105, REQUEST),
    ]
    assert of("promoted_within_36m_head_share", *rows) == 0.25
    assert of("promoted_within_60m_head_share", *rows) == 0.5
    assert of("months_to_promotion", *rows) == 40
    assert of("promoted_exit_share_head", *rows) == 0.5
    assert of("annual_exit_rate_request", *rows) == pytest.approx(12 / (10 + 20 + 40 + 65))
    assert of("exit_within_24m_promotion_share", *rows) == 0.25
    assert of("exit_within_24m_share", *rows) == 0.5
    assert of("months_to_promotion", *rows[1:]) is None


def appointment(kind, source, **more):
    row = np.zeros(1, DTYPES["appointments"])
    row["kind"], row["source"] = kind, source
    for name, value in more.items():
        row[name] = value
    return row


def test_who_fills_upper_openings_and_who_waited():
    rows = [
        appointment(Kind.UPPER, Source.SECRETARY, wait_months=50, chain=1),
        appointment(Kind.UPPER, Source.BUREAU, wait_months=90, chain=2),
        appointment(Kind.UPPER, Source.UPPER, chain=3),
        appointment(Kind.UPPER, Source.OUTSIDE, chain=4),
        appointment(Kind.SECRETARY, Source.OWN_HEAD, wait_months=40, refusals=1, chain=1),
        appointment(Kind.SECRETARY, Source.HEAD_ELSEWHERE, wait_months=60, chain=2),
        appointment(Kind.SECRETARY, Source.BUREAU, wait_months=99, chain=2),
        appointment(Kind.HEAD, Source.OWN_DEPUTY, refusals=3, chain=2),
    ]
    run = run_of(*COUNTY, appointments=rows)
    found = evaluate(run)
    assert found["chiefs_share_of_upper_openings"] == 0.25
    assert found["bureaus_share_of_upper_openings"] == 0.25
    assert found["upper_openings_per_prefecture"] == pytest.approx(4 / 10)
    assert found["head_wait_months"] == 50
    assert found["upper_wait_months"] == 50
    assert found["chain_length"] == 2.0
    assert found["refusals_per_appointment"] == 1.0


def test_explained_share_is_that_of_a_conditional_logit():
    rng = np.random.default_rng(5)
    contests, candidates, strength = 1500, 40, 0.8
    quality = rng.normal(size=(contests, candidates))
    noise = rng.normal(size=(contests, candidates))
    winner = np.argmax(strength * quality + rng.gumbel(size=quality.shape), axis=1)
    rows = np.zeros(contests, DTYPES["appointments"])
    rows["eligible"] = candidates
    for name, values in (("performance", quality), ("tie", noise)):
        rows[f"{name}_winner"] = values[np.arange(contests), winner]
        rows[f"{name}_mean"] = values.mean(axis=1)
        rows[f"{name}_sd"] = values.std(axis=1)
    grid = np.linspace(0.6, 1.0, 41)
    chosen = quality[np.arange(contests), winner]
    gain = max(float((b * chosen - np.log(np.exp(b * quality).mean(axis=1))).sum()) for b in grid)
    all_of_them, none = contests_of(rows["eligible"]), contests_of(rows["eligible"][:0])
    expected = gain / (contests * math.log(candidates))
    assert explained(rows, "performance", all_of_them) == pytest.approx(expected, rel=0.1)
    assert explained(rows, "tie", all_of_them) < 0.002
    assert explained(rows[:0], "tie", none) is None


def test_growth_lost_is_recovered_from_a_panel_with_a_known_loss():
    rng = np.random.default_rng(3)
    where = places(80, 4)
    history = ledger(where, 3)
    run = RunTables(history, where)
    panel = history["county_periods"].copy()
    growth = (
        np.repeat(rng.normal(size=(80, 1)), 20, axis=1) + rng.normal(size=(1, 20)) + 0.1 * rng.normal(size=(80, 20))
    )
    for row in run.exits[0]:
        year = int(run.end[row]) // 12
        growth[int(run.county[row]), year : year + 3] -= 0.4
    panel["growth"] = growth.ravel()
    once = Ledger({**history.tables, "county_periods": panel}, 0, 240)
    assert METRICS["growth_lost_to_turnover"].of(RunTables(once, where)) == pytest.approx(0.4, abs=0.08)


def test_efforts_are_weighted_by_the_months_served():
    rows = []
    for role, months, effort in ((0, 12, 0.2), (0, 6, 0.5), (1, 12, 0.4), (1, 0, 0.9)):
        row = np.zeros(1, DTYPES["chief_periods"])
        row["role"], row["months"], row["lobbying_effort"] = role, months, effort
        rows.append(row)
    run = run_of(*COUNTY, chief_periods=rows)
    assert METRICS["lobbying_effort_share_secretary"].of(run) == pytest.approx(0.3)
    assert METRICS["lobbying_effort_share"].of(run) == pytest.approx((2.4 + 3.0 + 4.8) / 30)


def test_cases_are_followed_from_their_onset():
    rows = []
    # The heads of COUNTY: 594 from -6 to 32, 634 from 34 to 94, 697 from 97 on; 7 is nobody's chief.
    for cadre, onset, detected, founded, outcome in (
        (594, 5, 20, 1, 1),
        (7, 6, -1, 1, -1),
        (634, 34, -1, 1, -1),  # in the month of his appointment, before it
        (634, 94, 110, 1, 0),  # in the month of his exit, before it
        (634, 95, -1, 1, -1),
        (594, -3, 4, 1, 1),
        (594, -1, 9, 0, 1),
        (697, 100, 101, 1, 1),
    ):
        row = np.zeros(1, DTYPES["cases"])
        row["cadre"] = cadre
        row["onset_month"], row["detected_month"], row["founded"], row["outcome"] = onset, detected, founded, outcome
        row["severity"] = 0.5
        rows.append(row)
    run = run_of(*COUNTY, cases=rows)
    assert METRICS["detected_within_36m_share"].of(run) == pytest.approx(1 / 3)
    assert METRICS["wrong_removals_ratio"].of(run) == pytest.approx(1 / 3)
    assert METRICS["misconduct_onsets_per_hundred"].of(run) == pytest.approx(1200 * 3 / (118 + 115))
    assert METRICS["severity_at_detection"].of(run) == 0.5


def test_flight_and_carousel_compare_the_thirds():
    rows = [
        spell(0, 0, 0, 60, REQUEST),
        spell(0, 0, 60, 80, PROMOTION, destination=Destination.DEPUTY_BUREAU),
        spell(1, 0, 0, 50, PROMOTION, destination=Destination.DEPUTY_BUREAU),
    ]
    assert of("carousel_index", *rows) == pytest.approx(1.0 - 0.5)
    assert of("flight_index", *rows) == pytest.approx(12 / 80 - 0.0)


def test_heads_serve_unelected_until_a_session_confirms_them():
    rows = [spell(0, 1, 0, 40, MOVE, confirmed_month=5), spell(0, 1, 40, 44, MOVE), spell(0, 1, 44, confirmed_month=50)]
    assert of("acting_head_share", *rows) == pytest.approx((5 + 4 + 6) / 120)
    assert of("acting_head_share", spell(0, 1, 0)) is None


def test_a_head_confirmed_in_the_month_before_the_window_is_no_acting_head():
    # Months before the window are negative: -1 is a month like any other, and not the mark of one never confirmed.
    before, never = spell(0, 1, -9, 40, MOVE, confirmed_month=-1), spell(0, 1, 40, 44, MOVE)
    rows = [before, never, spell(0, 1, 44, confirmed_month=50)]
    assert of("acting_head_share", *rows) == pytest.approx((4 + 6) / 120)


def test_every_metric_is_none_or_a_number_on_an_empty_a_small_and_a_large_history():
    empty = RunTables(Ledger({}, 0, 24), MAP)
    assert set(evaluate(empty).values()) == {None}
    where = places()
    for run in (run_of(*COUNTY, last_month=120), RunTables(ledger(where, 4), where, 60)):
        for key, value in evaluate(run).items():
            assert value is None or math.isfinite(value), key


def test_metrics_do_not_depend_on_the_order_of_rows():
    where = places()
    history = ledger(where, 6)
    rng = np.random.default_rng(0)
    mixed = Ledger({name: rng.permutation(table) for name, table in history.tables.items()}, 0, 240)
    assert evaluate(RunTables(mixed, where, 60)) == evaluate(RunTables(history, where, 60))


def test_every_metric_is_declared_in_full():
    for key, metric in METRICS.items():
        assert metric.key == key
        assert all(metric.label) if isinstance(metric.label, tuple) else metric.label.en and metric.label.zh
        assert metric.definition.en.endswith(".") and metric.definition.zh.endswith("。")
        assert any("\u4e00" <= c <= "\u9fff" for c in metric.label.zh)
        assert say(f"metric.unit.{metric.unit}", "zh") and say(f"metric.part.{metric.part.value}", "zh")
        assert metric.better in Better and metric.tables


def test_labels_are_told_apart():
    for language in ("en", "zh"):
        labels = [metric.label.in_language(language) for metric in METRICS.values()]
        assert len(set(labels)) == len(labels), sorted({x for x in labels if labels.count(x) > 1})


def test_sums_are_exact_for_counts_and_in_order_for_the_rest():
    assert mean(np.array([True, False, True, True])) == 0.75
    assert mean(np.array([], float)) is None
    values = np.array([1e16, 1.0, -1e16, 1.0])
    assert total(values) == ((1e16 + 1.0) - 1e16) + 1.0


def test_the_table_of_metrics_in_the_methods_is_up_to_date():
    text = (Path(__file__).parent.parent / "docs" / "methods.md").read_text(encoding="utf-8")
    assert with_table(text) == text
