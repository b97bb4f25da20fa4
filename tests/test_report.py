"""The report, its tables as files, and the JSON of a comparison."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser

import openpyxl
import pytest
from playwright.sync_api import sync_playwright

from experiments.figures import QUESTIONS
from experiments.headline import HEADLINE, all_metrics, headline_rows, verdict
from experiments.report import report, report_tables, write_report
from experiments.results import ComparisonData, as_json
from experiments.statistics.paired import difference, estimate
from experiments.tables import Column, Table, number, write_csv, write_xlsx
from sim.metrics import METRICS
from sim.texts import Text
from tests.comparison_example import example

ISSUE_KEYS = (
    "annual_exit_rate_secretary annual_exit_rate_head restricted_mean_tenure_60 completed_term_share"
    " off_cycle_exit_share synchrony joint_replacement_12m_share"
    " joint_replacement_without_succession_share bunching_after_minimum months_to_promotion"
    " own_head_succession_share chiefs_share_of_upper_openings elected_leave_within_12m_share"
    " lobbying_effort_share development_effort_share coasting_share morale growth vacancy_share"
).split()


@pytest.fixture(scope="module", name="data")
def _data() -> ComparisonData:
    return example()


class Page(HTMLParser):
    """Which tags a page opens and closes, what it loads, and its text outside scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.loads += [value for name, value in attrs if name in ("src", "href") and value]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("script", "style"):
            self.text.append(data)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_is_one_whole_page_that_loads_nothing(data, language):
    page = Page()
    text = report(data, language)
    page.feed(text)
    assert page.open == [] and page.loads == []
    assert text.count("plotly.js v") == 1
    assert text.count('class="plotly-graph-div"') == len(QUESTIONS)
    assert "Elections <linked>" not in text and ("&lt;linked&gt;" in text or language == "zh")


def test_the_chinese_report_has_no_english_sentence(data):
    page = Page()
    page.feed(report(data, "zh"))
    for piece in page.text:
        if "renqi compare" not in piece:
            assert not re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", piece), piece


def test_the_report_holds_every_part_asked_for(data):
    text = report(data, "en")
    for heading in (
        "The question",
        "The policies",
        "What differs from the baseline",
        "The answer in numbers",
        "How long do chiefs stay?",
        "Why do they leave?",
        "When do they leave?",
        "Do exits follow the congresses?",
        "What do chiefs spend their effort on?",
        "How long do the two chiefs work together?",
        "The index of stability and its parts",
        "Who pays?",
        "Would the pilot have told the truth?",
        "What does it look like on the ground?",
        "Method",
        "What the numbers do not say",
        "How to reproduce",
        data.command,
    ):
        assert heading in text
    assert text == report(data, "en")


def test_a_single_scenario_and_a_policy_that_never_bound(data, tmp_path):
    alone = example(1)
    text = report(alone, "en")
    assert "what happens" in text and "95 % interval of the mean" in text and "verdict" not in text
    base = data.baseline
    twin = ComparisonData(
        (base, type(base)("twin", Text("Twin", "孪生"), base.question, base.runs)),
        7,
        240,
        data.start,
        data.world,
        "x",
        data.places,
    )
    assert "“Twin” never bound" in report(twin, "en")
    assert verdict(twin, twin.scenarios[1], "vacancy_share") == "same"
    path = write_report(alone, tmp_path / "deep" / "report.html", "zh")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_json_has_the_shape_of_the_contract(data):
    found = json.loads(json.dumps(as_json(data), allow_nan=False))
    assert (found["schema"], found["baseline"], found["seed"], found["replicates"]) == (1, "baseline", 7, 4)
    metrics = found["scenarios"]["mandatory_full_term"]["metrics"]
    assert set(ISSUE_KEYS) <= set(metrics) and set(metrics) == set(METRICS)
    entry = metrics["annual_exit_rate_head"]
    own = [run.metrics["annual_exit_rate_head"] for run in data.scenarios[1].runs]
    base = [run.metrics["annual_exit_rate_head"] for run in data.baseline.runs]
    assert entry["mean"] == estimate(own).mean and entry["ci95"] == [estimate(own).ci_low, estimate(own).ci_high]
    assert entry["difference"]["mean"] == difference(own, base).mean
    assert entry["difference"]["variance_reduction"] == difference(own, base).variance_reduction
    assert "difference" not in found["scenarios"]["baseline"]["metrics"]["annual_exit_rate_head"]
    assert "difference" not in str(as_json(data, differences=False))
    assert metrics["incident_spread_share"] == {
        "mean": None, "ci95": [None, None], "p10": None, "p90": None, "unit": "share",
        "difference": {
            "mean": None, "ci95": [None, None], "ci95_bca": [None, None], "ci95_all_metrics": [None, None],
            "p_value_all_metrics": None, "variance_reduction": None, "p_value": None, "effect": None,
        },
    }  # fmt: skip


def test_the_headline_knows_its_metrics_and_reads_intervals(data):
    assert set(ISSUE_KEYS) <= set(HEADLINE) <= set(METRICS)
    heads, rows = headline_rows(data, "en")
    assert len(heads) == 6 and all(len(row) == 6 for row in rows)
    assert verdict(data, data.scenarios[1], "completed_term_share") == "better"
    assert verdict(data, data.scenarios[1], "bunching_after_minimum") == "worse"
    assert verdict(data, data.scenarios[1], "annual_exit_rate_head") == "lower"
    assert verdict(data, data.scenarios[1], "incident_spread_share") == "undefined"
    heads, rows = headline_rows(example(1), "zh")
    assert len(heads) == 3 and rows[0][0].startswith("任满一届的比例")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_table_becomes_csv_and_xlsx_with_the_same_values(data, language, tmp_path):
    tables = report_tables(data)
    assert len(tables) == 13
    book = openpyxl.load_workbook(write_xlsx(tables, tmp_path / "all.xlsx", language))
    for table in tables:
        with write_csv(table, tmp_path, language).open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
        sheet = list(book[table.name].iter_rows(values_only=True))
        assert len(rows) == len(sheet) == len(table.rows) + 1
        assert rows[0] == list(sheet[0])
        assert bool(re.search("[\u4e00-\u9fff]", rows[0][0])) == (language == "zh")
        for line, cells in zip(rows[1:], sheet[1:], strict=True):
            for text, cell in zip(line, cells, strict=True):
                assert (
                    text == ""
                    if cell is None
                    else float(text) == pytest.approx(cell)
                    if not isinstance(cell, str)
                    else text == cell
                )


def test_two_workbooks_of_one_result_are_the_same_bytes(data, tmp_path):
    first = write_xlsx([all_metrics(data)], tmp_path / "a.xlsx", "en").read_bytes()
    assert write_xlsx([all_metrics(data)], tmp_path / "b.xlsx", "en").read_bytes() == first


def test_a_formula_in_a_name_stays_text(tmp_path):
    table = Table("t", Text("t", "t"), (Column("a", Text("A", "甲")),), (("=1+1",),))
    sheet = openpyxl.load_workbook(write_xlsx([table], tmp_path / "t.xlsx", "en"))["t"]
    assert sheet["A2"].value == "=1+1" and sheet["A2"].data_type == "s"


def test_numbers_are_told_with_a_true_minus_and_no_negative_nothing():
    assert [number(v, 2) for v in (-0.001, -1.5, 12345.678)] == ["0.00", "−1.50", "12\u202f345.68"]
    column = Column("s", Text("Share", "占比"), "share", 1)
    assert (column.show(0.1234, "en"), column.show(None, "en"), column.show(float("nan"), "en")) == ("12.3", "–", "–")
    assert (column.head("en"), column.head("zh")) == ("Share (%)", "占比（%）")


@pytest.mark.browser
@pytest.mark.parametrize(("language", "width"), [("en", 390), ("zh", 1400)])
def test_nothing_overlaps_or_runs_off_the_page(data, language, width, tmp_path, chromium):
    path = write_report(data, tmp_path / "report.html", language)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_timeout(1500)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        overlaps = page.evaluate(
            """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(f => {
              const box = e => e.getBoundingClientRect();
              const legend = f.querySelector('.legend');
              if (!legend) return [];
              const l = box(legend);
              const beside = b => l.left >= b.right || b.left >= l.right;
              const hit = b => b.width && !beside(b) && l.top < b.bottom - 1 && b.top < l.bottom - 1;
              const others = [...f.querySelectorAll('.bglayer, .plot, .annotation-text')].filter(e => hit(box(e)));
              const cut = box(f).bottom > box(f.closest('.figure')).bottom + 1 ? ['cut off'] : [];
              return [...others.map(e => f.id + ' ' + e.getAttribute('class')), ...cut.map(c => f.id + ' ' + c)];
            })"""
        )
        # A reading is a word, not a colour alone.
        silent = page.evaluate(
            """() => [...document.querySelectorAll('td .better, td .worse')]
                .filter(e => e.checkVisibility() && !/\\p{L}/u.test(e.innerText)).map(e => e.innerText)"""
        )
        browser.close()
    assert wrong == [] and overlaps == [] and silent == []
