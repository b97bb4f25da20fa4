"""The effect split by reason, gains beside their prices, notes: against the numbers they are made of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from experiments.decomposition import MEASURES, decomposed, split_of
from experiments.figures import decomposition
from experiments.headline import alone, label, verdict
from experiments.notes import MOST_CENSORED_SHARE, cut_off_share, notes
from experiments.prices import PRICES, gains, known_prices, price_sentence, price_tables
from experiments.results import ComparisonData, summarise
from sim.metrics import METRICS, Part, RunTables
from tests.comparison_example import example
from tests.synthetic import ledger, places


@pytest.fixture(scope="module", name="data")
def _data() -> ComparisonData:
    return example(3, 12)


@pytest.mark.parametrize("measure", range(len(MEASURES)))
@pytest.mark.parametrize("role", range(3))
def test_parts_add_up_to_the_difference_of_the_headline(data, measure, role):
    key = MEASURES[measure][0] + ("", "_secretary", "_head")[role]
    for scenario in data.scenarios[1:]:
        found, told = split_of(data, scenario, measure, role), data.differences[scenario.name, key]
        assert found.total.mean == pytest.approx(told.mean, abs=1e-12)
        assert (found.total.ci_low, found.total.ci_high) == pytest.approx((told.ci_low, told.ci_high), abs=1e-12)
        assert sum(part.mean for part in found.parts) == pytest.approx(told.mean, abs=1e-12)


def test_the_table_holds_whole_and_parts(data):
    table = decomposition.table(data)
    shown = decomposition.both_chiefs(table)
    for scenario in data.scenarios[1:]:
        for (key, _, _), column in zip(MEASURES, ("share", "months"), strict=True):
            values = shown.where(scenario=scenario.title, measure=METRICS[key].label)[column]
            assert values[0] == pytest.approx(sum(values[1:]), abs=1e-12)
    assert decomposition.table(example(1)) is None


def test_the_sentence_names_clear_parts_only_and_adds_up(data):
    scenario = data.scenarios[1]
    found = split_of(data, scenario, 0)
    english, chinese = (decomposed(data, scenario, language)[0] for language in ("en", "zh"))
    assert f"+{100 * found.total.mean:.1f} points" in english and f"+{100 * found.total.mean:.1f}个百分点" in chinese
    assert chinese.endswith("。") and english.count(";") == sum(part.clear for part in found.parts)


def test_a_gain_stands_beside_its_prices(data):
    scenario = data.scenarios[1]
    improved = gains(data, scenario)
    assert "completed_term_share" in improved
    assert all(METRICS[key].part is Part.GAIN and verdict(data, scenario, key) == "better" for key in improved)
    (_, gained), (_, paid) = price_tables(data, scenario, "en")
    prices = known_prices(data, scenario)
    assert {"bunching_after_minimum", "vacancy_share"} <= set(prices) <= set(PRICES)
    assert [row[0] for row in gained] == [label(key, "en") for key in improved]
    assert [row[0] for row in paid] == [label(key, "en") for key in prices]
    for heads, rows in price_tables(data, scenario, "zh"):
        assert {len(row) for row in rows} == {len(heads)}
    told = price_sentence(data, scenario, "en")
    for key in prices:
        clear = verdict(data, scenario, key) not in ("same", "unclear", "undefined")
        assert (label(key, "en") in told) is clear
    twin = replace(scenario, name="twin", runs=data.baseline.runs)
    both = replace(data, scenarios=(data.baseline, twin))
    assert price_sentence(both, twin, "en") == f"“{twin.title.en}” improves none of its aims clearly."
    assert price_tables(both, twin, "zh")[0][1] == []


def test_notes_of_a_policy_that_never_bound_and_of_windows_too_short(data):
    assert [notes(data, s, "en") for s in data.scenarios] == [[], [], []]
    twin = replace(data.baseline, name="twin")
    both = replace(data, scenarios=(data.baseline, twin))
    assert "never bound" in notes(both, twin, "en")[0] and "从未产生约束" in notes(both, twin, "zh")[0]
    where = places()
    for months, told in ((48, "shorter than a term"), (90, "cuts off")):
        runs = tuple(summarise(RunTables(ledger(where, s, last_month=months, hazard=0.01), where)) for s in range(2))
        short = replace(data.baseline, runs=runs)
        (note,) = notes(replace(data, scenarios=(short,), months=months), short, "en")
        assert told in note
    assert cut_off_share(short) > MOST_CENSORED_SHARE > cut_off_share(data.baseline)
    spells = np.concatenate([ledger(where, s, last_month=90, hazard=0.01)["spells"] for s in range(2)])
    begun = spells[spells["start_month"] >= 0]
    running = begun["end_month"] < 0
    # Cut off in month 90 before he could have left in a 60th month; who began in the last month was never at risk.
    cut = running & (90 - begun["start_month"] - 1 < 59) & (begun["start_month"] < 89)
    assert cut_off_share(short) == pytest.approx(cut.sum() / (begun["start_month"] < 89).sum(), abs=0.01)


def test_alone_means_clear_by_itself_and_not_together(data):
    for scenario in data.scenarios[1:]:
        every = data.together[scenario.name]
        for place, key in enumerate(METRICS):
            own = data.differences[scenario.name, key].clear
            assert alone(data, scenario, key) is (own and not every.clear(place))
            if every.clear(place):
                assert own
    assert not alone(data, data.scenarios[1], "completed_term_share")
