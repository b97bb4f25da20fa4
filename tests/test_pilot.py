"""A pilot and what an evaluator sees of it; tables as files; the index with its parts and its label."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.cli import main
from experiments.comparison import Comparison, compare
from experiments.figures import QUESTIONS
from experiments.figures.pilot import QUESTION, summary
from experiments.pilot import OUTCOMES, Pilot, difference_in_differences, panel_of, pilot_of
from experiments.report import report
from experiments.stability import assumption, changes_table, stability_table
from sim.ledger import DTYPES, Ledger
from sim.metrics import RunTables
from sim.metrics.stability import INDEX
from sim.scenario import Reform, read_scenario
from sim.texts import Text
from sim.vocabulary import ExitReason
from sim.where import Where
from tests.engines.tools import FULL_TERM, scenario
from tests.laws.reading import ROOT
from tests.test_metrics import MAP, spell


def half(month: int = 36) -> list:
    """The tiny world for eleven years, and the same with a full term in one of its two prefectures from `month` on."""
    reform = Reform(month, FULL_TERM, Where(prefectures=(1,)))
    return [
        scenario(horizon_months=132, files=(Path("base.yaml"),), title=Text("Practice", "现行做法")),
        scenario(horizon_months=132, files=(Path("pilot.yaml"),), title=Text("Pilot", "试点"), reforms=(reform,)),
    ]


@pytest.fixture(scope="module", name="found")
def _found() -> Comparison:
    return compare(half(), replicates=4, seed=3, threads=1)


def test_a_pilot_is_a_reform_in_some_places_with_time_before_and_after_it() -> None:
    found = pilot_of(half()[1])
    assert found is not None and (found.before, found.after) == ((0, 36), (36, 132))
    assert 0 < found.inside.sum() < found.inside.size
    assert pilot_of(half()[0]) is None and pilot_of(half(0)[1]) is None
    everywhere = scenario(horizon_months=84, reforms=(Reform(36, FULL_TERM),))
    assert pilot_of(everywhere) is None
    freeze = Reform(24, FULL_TERM, Where(counties=(1,)))
    released = scenario(horizon_months=84, reforms=(freeze, Reform(60, {"special_need_share": 0.5})))
    freed = pilot_of(released)
    assert freed is not None and freed.after == (24, 60) and freed.inside.sum() == 1


def test_the_shipped_pilot_takes_a_third_of_the_prefectures_whole() -> None:
    one = read_scenario(ROOT / "scenarios" / "pilot_full_term.yaml")
    found = pilot_of(one)
    assert found is not None and found.before == (0, 60) and found.after == (60, 240)
    assert 0.2 < found.inside.mean() < 0.5
    freeze = pilot_of(read_scenario(ROOT / "scenarios" / "poor_county_freeze.yaml"))
    assert freeze is not None and freeze.after[1] - freeze.after[0] == 48 and 0.3 < freeze.inside.mean() < 0.37


def test_a_panel_counted_by_hand() -> None:
    rows = np.concatenate(
        [
            spell(0, 0, -10, 6, ExitReason.REQUEST), spell(0, 0, 6, 30, ExitReason.REQUEST), spell(0, 0, 30),
            spell(1, 0, -10, 18, ExitReason.REQUEST), spell(1, 0, 20),
        ]
    )  # fmt: skip
    periods = np.zeros(8, DTYPES["county_periods"])
    periods["county"], periods["first_month"] = [0] * 4 + [1] * 4, [0, 12, 24, 36] * 2
    periods["months"], periods["growth"] = 12, [1, 2, 3, 4, 5, 5, 8, 6]
    run = RunTables(Ledger({"spells": rows, "county_periods": periods}, 0, 48), MAP)
    panel = panel_of(run, Pilot(np.array([False, True]), (0, 24), (24, 48)))
    assert panel[0] == pytest.approx(np.array([[1200 / 24, 1200 / 24], [1200 / 22, 0.0]]))
    assert panel[3] == pytest.approx(np.array([[1.5, 3.5], [5.0, 7.0]]))
    assert np.isnan(panel[1]).all() and len(OUTCOMES) == 4
    found = difference_in_differences(panel)
    assert found[0] == pytest.approx(-1200 / 22) and found[3] == pytest.approx((7 - 5) - (3.5 - 1.5))


def test_before_the_pilot_and_elsewhere_nothing_happens(found: Comparison) -> None:
    (check,) = found.data.pilots
    assert check.name == "pilot" and check.within.shape == (4, 4, 2, 2)
    assert (check.without[:, :, :, 0] == check.within[:, :, :, 0]).all(), "the months before it are the baseline's"
    assert (check.elsewhere == 0.0).all(), "other prefectures do not feel it"
    assert (check.truth[:, 0] < 0.0).all(), "fewer exits where the term is enforced"
    chance = check.within[:, :, 1, 0] - check.within[:, :, 0, 0]
    other = check.without[:, :, 1, 1] - check.without[:, :, 0, 1]
    # What misleads an evaluator is how the two groups would have parted anyway.
    assert check.estimates - check.truth == pytest.approx(other - chance)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_tells_estimate_and_truth(found: Comparison, language: str) -> None:
    assert QUESTION in QUESTIONS
    table = QUESTION.table(found.data)
    assert table is not None and len(table.rows) == 16 and len(summary(table).rows) == 4
    told = QUESTION.findings(found.data, language)
    assert len(told) == 4 and all("–" not in sentence.replace("1999–2012", "") for sentence in told)
    assert QUESTION.title.in_language(language) in report(found.data, language)
    alone = compare(half()[:1], replicates=2, threads=1)
    assert QUESTION.table(alone.data) is None and QUESTION.title.en not in report(alone.data, "en")


def test_the_index_stands_with_its_parts_and_its_label(found: Comparison) -> None:
    table = stability_table(found.data)
    assert table is not None and len(table.rows) == len(INDEX) + 1
    for place in (1, 2):
        parts = [row[place] for row in table.rows]
        assert all(isinstance(value, float) for value in parts)
        assert parts[-1] == pytest.approx(sum(parts[:-1]))
    base, pilot = found.data.scenarios
    assert assumption(base, "en") is None
    label = assumption(pilot, "en")
    assert label is not None and "if the mechanism is as strong as assumed" in label
    assert "Compliance with the minimum tenure" in label and label in report(found.data, "en").replace("&quot;", '"')
    changed = changes_table(found.data)
    assert changed is not None and len(changed.rows) == len(pilot.changes)


def test_tables_as_files_are_linked_and_the_same_bytes_every_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(ROOT / "scenarios" / f"{name}.yaml") for name in ("baseline", "no_joint_replacement")]
    made = []
    for folder in ("first", "second"):
        how = ["--world", "tiny", "-n", "2", "--out", str(tmp_path / folder), "--csv", "--xlsx", "--lang", "zh"]
        assert main(["compare", *names, *how]) == 0
        files = [tmp_path / folder / "tables.xlsx", *sorted((tmp_path / folder / "tables").glob("*.csv"))]
        made.append({path.name: path.read_bytes() for path in files})
    assert made[0] == made[1] and len(made[0]) == 13
    assert made[0]["metrics.csv"].decode("utf-8-sig").startswith("方案,代码,指标,单位")
    page = (tmp_path / "first" / "report.html").read_text(encoding="utf-8")
    assert 'href="tables.xlsx"' in page and all(f'href="tables/{n}"' in page for n in made[0] if n.endswith(".csv"))
    capsys.readouterr()
    assert main(["run", names[0], "--csv", "--lang", "en"]) == 2
    assert capsys.readouterr().err.strip().endswith("--csv writes files: name a folder for them with --out")
