"""Published figures and moments: the file, the counting by hand, and histories whose truth is known."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import statsmodels.api as sm

from experiments.calibration.figures import FIGURES
from experiments.calibration.further import ALL, FURTHER
from experiments.calibration.growth import growth_under_outsiders
from experiments.calibration.moments import MOMENTS, TIES, Observed, conditional, moments
from experiments.calibration.promotion import place_ratios, poisson, secretary_years, tie_ratios
from experiments.calibration.snapshots import Snapshots
from experiments.calibration.targets import Target, accepted, read_targets
from sim.behaviour import PARAMETERS
from sim.ledger import DTYPES, Ledger
from sim.metrics import RunTables
from sim.vocabulary import NEVER, Destination, ExitReason, Kind, Source
from tests.synthetic import ledger, places

WEIGHTS = {"workplace": 0.4, "hometown": 0.8, "league": 0.3}
UP, MOVE = ExitReason.PROMOTION, ExitReason.PLANNED_MOVE


def spell(county, role, cadre, start, end=NEVER, reason=-1, destination=-1, **more):
    row = np.zeros(1, DTYPES["spells"])
    row["county"], row["role"], row["cadre"], row["start_month"] = county, role, cadre, start
    row["end_month"], row["exit_reason"], row["destination"] = end, reason, destination
    for name, value in more.items():
        row[name] = value
    return row


def run_of(*rows, last_month=48, counties=1, **tables):
    return RunTables(Ledger({"spells": np.concatenate(rows), **tables}, 0, last_month), places(counties, 1))


# ------------------------------------------------------------------------------------------------ targets


def test_every_moment_has_a_figure_and_every_figure_a_moment() -> None:
    told = {target.use == "further": set() for target in read_targets()}
    for target in (*read_targets(), *FIGURES):
        told[target.use == "further"].add(target.moment)
    assert told == {False: set(MOMENTS) - {"mean_growth"}, True: set(FURTHER)}
    assert list(ALL) == [*MOMENTS, *FURTHER]


def test_the_file_holds_every_finding_once() -> None:
    ids = list(dict.fromkeys(target.id for target in read_targets()))
    assert ids == [f"C{n}" for n in range(1, 22) if n != 6] + ["V2", "V8"] + [f"F{n}" for n in range(1, 11)]


@pytest.mark.parametrize(("finding", "ratio"), [("C7", 1.11), ("C8", 1.18), ("C17", 1.11), ("C21", 1.11)])
def test_prefecture_hazards_are_moved_to_county_level_once(finding, ratio) -> None:
    for target in read_targets():
        if target.id == finding and target.moment != "peak_ratio_head":
            assert target.published is not None
            assert target.value == pytest.approx(target.published * ratio, rel=0.03), target.moment


def test_range_is_the_largest_of_two_standard_errors_a_tenth_and_the_band() -> None:
    assert accepted({"value": 2.0, "se": 0.2, "tol": 0.3}) == pytest.approx((1.6, 2.4))
    assert accepted({"value": 2.0, "se": 0.01, "tol": 0.05}) == pytest.approx((1.8, 2.2))
    assert accepted({"value": -0.4, "tol": 0.1}) == pytest.approx((-0.5, -0.3))
    assert accepted({"value": 0.015, "high": 0.015}) == (None, 0.015)


def test_ends_of_a_range_are_accepted() -> None:
    bound = next(target for target in read_targets() if target.id == "C20")
    assert bound.accepts(0.015) and bound.accepts(0.0) and not bound.accepts(0.0151)
    peak = next(target for target in read_targets() if target.moment == "peak_ratio_head")
    assert peak.accepts(2.0) and peak.accepts(4.0) and not peak.accepts(1.99) and not peak.accepts(4.01)
    assert isinstance(bound, Target) and bound.calibration


@pytest.mark.parametrize("figure", [{"value": 1.0, "tolerance": 0.1}, {"value": 5.0, "low": 1.0, "high": 2.0}])
def test_a_figure_amiss_is_refused(figure) -> None:
    entry = {"id": "X1", "use": "calibration", "level": "county", "kind": "SEEN", "source": "none"}
    text = json.dumps({"targets": [{**entry, "moments": [{"moment": "exit_rate_head", **figure}]}]})
    with pytest.raises(ValueError, match="X1, exit_rate_head"):
        read_targets(text)


def test_a_use_amiss_is_refused() -> None:
    entry = {"id": "X1", "use": "calibrate", "level": "county", "kind": "SEEN", "source": "none"}
    with pytest.raises(ValueError, match="X1: no such use: calibrate"):
        read_targets(json.dumps({"targets": [{**entry, "moments": [{"moment": "exit_rate_head", "value": 0.3}]}]}))


def test_a_further_figure_is_never_judged_and_a_range_is_as_the_source_has_it() -> None:
    entry = {"id": "X1", "use": "further", "level": "county", "kind": "SEEN", "source": "none"}
    figure = {"moment": "busiest_year", "value": 3.5, "judged": True}
    (one,) = read_targets(json.dumps({"targets": [{**entry, "moments": [figure]}]}))
    assert not one.judged and not one.calibration
    held = {target.moment: (target.low, target.high) for target in read_targets() if target.use == "further"}
    assert held["busiest_year"] == (3, 4) and held["formed_early_ratio"] == (1.0, None)
    assert held["joint_beyond_clustering"] == pytest.approx((0.009, 0.021))
    judged = {target.moment: (target.low, target.high) for target in read_targets()}
    for lasted in ("over_8_years_head", "over_10_years_head"):
        assert held[f"started_{lasted}"] == pytest.approx(judged[lasted])
    others = [t for t in read_targets() if t.use == "further" and t.id not in {"F3", "F4", "F8", "F10"}]
    assert all((t.low, t.high) == pytest.approx((0.9 * t.value, 1.1 * t.value)) for t in others) and len(others) == 10


def test_ratios_of_ties_are_shown_and_not_judged() -> None:
    judged = {target.moment: target.judged for target in read_targets() if target.id == "C15"}
    assert [name for name, yes in judged.items() if yes] == ["promotion_ratio_growth", "promotion_ratio_revenue"]


def test_tie_weights_are_parameters() -> None:
    assert set(TIES.values()) <= set(PARAMETERS)


# ------------------------------------------------------------------------------------------------ snapshots


def test_snapshots_stand_at_the_ends_of_calendar_years() -> None:
    run = run_of(spell(0, 0, 1, -5))
    assert Snapshots(run).months.tolist() == [-1, 11, 23, 35, 47]
    assert Snapshots(run, december=5).months.tolist() == [5, 17, 29, 41]


def test_a_year_end_shows_who_is_in_post_or_who_comes_next() -> None:
    run = run_of(
        spell(0, 0, 1, -20, 11, MOVE, Destination.BUREAU),  # left in December itself: not seen
        spell(0, 0, 2, 13, 15, MOVE, Destination.BUREAU),  # the next in post, so December is his
        spell(0, 0, 3, 15),
        spell(0, 1, 4, -1, 36, MOVE, Destination.BUREAU),  # nobody follows
    )
    assert Snapshots(run).holders[:, 0].tolist() == [[1, 2, 3, 3, 3], [4, 4, 4, 4, -1]]


def test_pair_years_by_hand() -> None:
    run = run_of(
        spell(0, 0, 1, -20, 5, UP, Destination.DEPUTY_BUREAU),
        spell(0, 0, 2, 5, 30, UP, Destination.DEPUTY_BUREAU),
        spell(0, 0, 9, 30),
        spell(0, 1, 2, -20, 5, UP, Destination.OWN_SECRETARY),
        spell(0, 1, 3, 6, 30, MOVE, Destination.BUREAU),
        spell(0, 1, 4, 30),
    )
    seen = Snapshots(run)
    # Years 1 (own head succeeds) and 3 (both are new) show a change; 2 and 4 show none.
    assert seen.pair_years == {
        "all": 4,
        "secretary": 2,
        "head": 2,
        "both": 2,
        "either": 2,
        "succession": 1,
        "both_without_succession": 1,
    }
    assert seen.share("succession", "secretary") == 0.5
    assert seen.hazard(1, 1) == 0.0  # cadres 3 (at 11) and 4 (at 35) are still there a year on
    assert seen.hazard(1, 2) == 1.0  # cadre 2 (at -1) and cadre 3 (at 23) are not


def test_hazard_by_snapshot_counts_from_the_first_year_end_seen() -> None:
    run = run_of(
        spell(0, 1, 1, 2, 20, UP, Destination.OWN_SECRETARY),
        spell(0, 1, 2, 21, 47, MOVE, Destination.BUREAU),
    )
    seen = Snapshots(run)
    assert seen.hazard(1, 1) == 1 / 2  # gone by the next year-end: cadre 1, seen at 11; not cadre 2, seen at 23
    assert seen.hazard(1, 2) == 1 / 1  # cadre 2, seen at 35, gone by 47
    assert seen.hazard(1, 1, Destination.OWN_SECRETARY) == 1 / 2
    assert seen.hazard(1, 2, Destination.OWN_SECRETARY) == 0.0
    assert seen.hazard(1, 3) is None


# ------------------------------------------------------------------------------------------------ known truth


def renewal(hazard, counties=400, last_month=240, seed=3):
    """Heads and secretaries who leave with one hazard, and are replaced the same month."""
    rng = np.random.default_rng(seed)
    rows, identity = [], 0
    for county in range(counties):
        for role in (0, 1):
            start = -int(rng.geometric(hazard)) + 1
            # Without memory: the wait from month 0 on has the law of every other wait.
            end = int(rng.geometric(hazard)) - 1
            while True:
                identity += 1
                if end >= last_month:
                    rows.append(spell(county, role, identity, start))
                    break
                rows.append(spell(county, role, identity, start, end, MOVE, Destination.BUREAU))
                start, end = end, end + int(rng.geometric(hazard))
    return RunTables(Ledger({"spells": np.concatenate(rows)}, 0, last_month), places(counties, 10))


def test_the_season_of_exits_by_hand() -> None:
    """January is month 0; secretaries' exits and spells that run on do not count."""
    ends = [0, 3, 4, 11, 12, 16, 27]
    heads = [spell(0, 1, number, -20, end, MOVE) for number, end in enumerate(ends)]
    run = run_of(*heads, spell(0, 1, 90, 28), spell(0, 0, 91, -20, 1, MOVE))
    assert MOMENTS["season_share_head"].of(Observed(run, WEIGHTS)) == pytest.approx(4 / 7)  # of 0, 3, 12 and 27


def test_a_constant_hazard_gives_every_year_the_same_chance() -> None:
    hazard = 0.03
    run = renewal(hazard)
    year = 1.0 - (1.0 - hazard) ** 12
    seen = Observed(run, WEIGHTS)
    found = moments(seen)
    for number in range(1, 6):
        months = 12 if number > 1 else 11  # at duration 0 nobody leaves
        expected = 1.0 - (1.0 - hazard) ** months
        assert found[f"hazard_year_{number}_head"] == pytest.approx(expected, abs=0.03)
        assert found[f"snapshot_hazard_year_{number}_secretary"] == pytest.approx(year, abs=0.04)
    assert found["snapshot_exit_head"] == pytest.approx(year, abs=0.01)
    assert found["both_change"] == pytest.approx(year * year, abs=0.01)
    assert found["head_changes_given_secretary"] == pytest.approx(year, abs=0.02)
    assert found["own_head_succession"] == 0.0 and found["succession_hazard_year_2"] == 0.0
    assert found["exit_rate_head"] == pytest.approx(12 * hazard, rel=0.03)
    assert found["five_years_share_head"] == pytest.approx((1.0 - hazard) ** 59, abs=0.02)
    assert found["over_8_years_head"] == pytest.approx((1.0 - hazard) ** 95, abs=0.02)
    assert found["peak_ratio_head"] == pytest.approx(1.0, abs=0.25)
    assert found["peak_hazard_62_65_head"] == pytest.approx(hazard, abs=0.006)


def test_conditional_chance_of_a_year_multiplies_its_months() -> None:
    run = run_of(
        spell(0, 1, 1, 0, 6, MOVE),
        spell(1, 1, 2, 0, 13, MOVE),
        spell(2, 1, 3, 0, 20, MOVE),
        spell(3, 1, 4, 0),
        counties=4,
    )
    table = run.cohort[1]
    assert conditional(table, 1) == pytest.approx(1 / 4)
    assert conditional(table, 2) == pytest.approx(1.0 - (2 / 3) * (1 / 2))
    assert conditional(table, 3) == 0.0
    assert conditional(table, 5) is None


def test_moments_of_any_history_are_numbers_or_none() -> None:
    found = moments(Observed(RunTables(ledger(places(), 4), places()), WEIGHTS))
    assert list(found) == list(MOMENTS)
    assert all(value is None or math.isfinite(value) for value in found.values())
    assert found["promoted_share_secretary"] and found["age_sd_head"] and found["congress_year_ratio"]


# ------------------------------------------------------------------------------------------------ promotion


def test_poisson_agrees_with_statsmodels() -> None:
    rng = np.random.default_rng(8)
    design = np.vstack([np.ones(900), rng.normal(size=(2, 900)), rng.random(900)])
    counts = rng.poisson(np.exp(np.array([-1.5, 0.4, -0.2, 0.9]) @ design)).astype(float)
    expected = sm.GLM(counts, design.T, family=sm.families.Poisson()).fit().params
    assert poisson(counts, design) == pytest.approx(expected, abs=1e-6)


def test_poisson_without_an_answer_is_none() -> None:
    ones = np.ones(20)
    assert poisson(np.zeros(20), np.vstack([ones])) is None
    assert poisson(ones, np.vstack([ones, ones])) is None


def test_ties_are_recovered_from_contests() -> None:
    rng = np.random.default_rng(11)
    slope, size, contests = 0.9, 12, 6000
    ties = rng.normal(0.3, 0.4, (contests, size))
    winner = (slope * ties + rng.gumbel(size=ties.shape)).argmax(axis=1)
    rows = np.zeros(contests, DTYPES["appointments"])
    rows["kind"], rows["eligible"] = Kind.UPPER, size
    rows["tie_winner"] = ties[np.arange(contests), winner]
    rows["tie_mean"], rows["tie_sd"] = ties.mean(axis=1), ties.std(axis=1)
    run = run_of(spell(0, 0, 1, 0), appointments=rows)
    found = tie_ratios(run, WEIGHTS)
    assert found["hometown"] == pytest.approx(math.exp(slope * 0.8), rel=0.06)
    assert set(found) == set(WEIGHTS)
    rows["tie_sd"] = 0.0
    assert tie_ratios(run_of(spell(0, 0, 1, 0), appointments=rows), WEIGHTS) == {}


def test_the_slope_of_rare_ties_is_overstated_as_the_docstring_says() -> None:
    rng = np.random.default_rng(1)
    contests, size = 20_000, 15
    flags = [rng.random((contests, size)) < share for share in (0.15, 0.08, 0.10)]
    ties = 0.438 * flags[0] + 0.770 * flags[1] + 0.270 * flags[2]
    winner = (ties + rng.gumbel(size=ties.shape)).argmax(axis=1)
    rows = np.zeros(contests, DTYPES["appointments"])
    rows["kind"], rows["eligible"] = Kind.UPPER, size
    rows["tie_winner"] = ties[np.arange(contests), winner]
    rows["tie_mean"], rows["tie_sd"] = ties.mean(axis=1), ties.std(axis=1)
    slope = math.log(tie_ratios(run_of(spell(0, 0, 1, 0), appointments=rows), {"any": 1.0})["any"])
    assert 1.12 < slope < 1.32


def panel(growth):
    counties, years = growth.shape
    rows = np.zeros(growth.size, DTYPES["county_periods"])
    rows["county"] = np.repeat(np.arange(counties), years)
    rows["first_month"] = np.tile(12 * np.arange(years), counties)
    rows["months"], rows["growth"] = 12, growth.ravel()
    return rows


def test_secretary_years_are_those_in_post_when_the_year_opens() -> None:
    growth = np.array([[1.0, 2.0, 4.0, 0.0], [0.0, 0.0, 3.0, 0.0]])
    run = run_of(
        spell(0, 0, 1, -3, 30, UP, Destination.DEPUTY_BUREAU, tie=0.5),
        spell(0, 0, 2, 30),
        spell(1, 0, 3, 14),
        counties=2,
        county_periods=panel(growth),
    )
    sample = secretary_years(run)
    assert sample is not None
    promoted, (tie, growing, development) = sample
    assert promoted.tolist() == [0.0, 1.0, 0.0, 0.0, 0.0]  # cadre 1 in years 1 and 2, 3 in year 2, both in year 3
    assert tie.tolist() == [0.5, 0.5, 0.0, 0.0, 0.0]
    raw = np.array([1.0, 1.5, 0.0, 4.0, 1.5])
    assert growing == pytest.approx((raw - raw.mean()) / raw.std())
    assert development.tolist() == [0.25, 0.25, 0.75, 0.25, 0.75]


def test_growth_and_revenue_ratios_are_recovered() -> None:
    rng = np.random.default_rng(2)
    counties, years = 3000, 6
    where = places(counties, 10)
    growth = np.repeat(rng.normal(size=(counties, 1)), years, axis=1)
    yearly = 0.08 * np.exp(0.3 * growth[:, 0] + 1.2 * (where.development - 0.5))
    rows = []
    for county in range(counties):
        start, number = -12, 0
        for year in range(1, years):
            if rng.random() < 1.0 - math.exp(-yearly[county]):
                rows.append(
                    spell(county, 0, 100 * county + number, start, 12 * year + 5, UP, Destination.DEPUTY_BUREAU)
                )
                start, number = 12 * year + 5, number + 1
        rows.append(spell(county, 0, 100 * county + number, start))
    for row in rows:
        row["tie"] = rng.random()
    history = Ledger({"spells": np.concatenate(rows), "county_periods": panel(growth)}, 0, 12 * years)
    found = place_ratios(RunTables(history, where))
    assert found["growth"] == pytest.approx(math.exp(0.3), rel=0.08)
    assert found["revenue"] == pytest.approx(math.exp(0.3), rel=0.08)


@pytest.mark.parametrize("same", ["tie", "development", None])
def test_what_is_the_same_everywhere_is_left_out_and_the_rest_is_estimated(same) -> None:
    """Where ties weigh nothing every secretary's is 0: that says nothing of growth, nor takes it away."""
    rng = np.random.default_rng(4)
    counties, years = 1500, 5
    where = places(counties, 10)
    if same == "development":
        where.development[:] = 0.5
    growth = np.repeat(rng.normal(size=(counties, 1)), years, axis=1)
    leaves = rng.random((counties, years)) < 0.08 * np.exp(0.3 * growth)
    rows = []
    for county in range(counties):
        held = np.flatnonzero(leaves[county, 1:])
        end = {} if not held.size else {"end": 12 * (int(held[0]) + 1) + 5, "reason": UP}
        tie = 0.0 if same == "tie" else float(rng.random())
        rows.append(spell(county, 0, county, -12, tie=tie, **end))
    history = RunTables(Ledger({"spells": np.concatenate(rows), "county_periods": panel(growth)}, 0, 12 * years), where)
    found = place_ratios(history)
    assert set(found) == ({"growth"} if same == "development" else {"growth", "revenue"})
    assert found["growth"] == pytest.approx(math.exp(0.3), rel=0.12)
    promoted, covariates = secretary_years(history)
    kept = [row for row in covariates if np.ptp(row) > 0]
    whole = poisson(promoted, np.vstack([np.ones(promoted.size), *kept]))
    assert found["growth"] == math.exp(whole[1 if same == "tie" else 2])


def test_a_tie_without_weight_changes_no_odds() -> None:
    rows = np.zeros(4, DTYPES["appointments"])
    rows["kind"], rows["eligible"] = Kind.UPPER, 5
    none = {"workplace": 0.0, "hometown": 0.0}
    assert tie_ratios(run_of(spell(0, 0, 1, 0), appointments=rows), none) == {"workplace": 1.0, "hometown": 1.0}
    assert tie_ratios(run_of(spell(0, 0, 1, 0), appointments=rows), {**none, "league": 0.3}) == none.fromkeys(none, 1.0)


def test_what_an_outsider_costs_is_found_beneath_county_and_year_effects() -> None:
    counties, years = 6, 4
    outside = np.zeros((counties, years))
    rows = []
    for county in range(counties):
        turn = 12 * (county % 3 + 1)
        outside[county, turn // 12 :] = 1.0
        rows += [
            spell(county, 0, 10 * county, -9, turn, MOVE, source=Source.BUREAU),
            spell(county, 0, 10 * county + 1, turn, source=Source.OUTSIDE),
        ]
    growth = -0.98 * outside + np.arange(counties)[:, None] + np.array([0.0, 2.0, -1.0, 5.0])
    run = run_of(*rows, counties=counties, county_periods=panel(growth))
    assert growth_under_outsiders(run) == pytest.approx(-0.98)
    assert growth_under_outsiders(run_of(*rows, counties=counties)) is None
