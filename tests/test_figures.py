"""Figures: both languages, units on axes, a legend clear of the curves, and no way out to a cloud."""

from __future__ import annotations

import json
import re

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.figures import QUESTIONS, survival
from experiments.figures.theme import CONFIG, GROUP_COLOURS, SCENARIO_COLOURS, fold, plotly_js, to_html
from experiments.figures.who_pays import waited
from experiments.results import ComparisonData
from tests.comparison_example import example

CHINESE = re.compile("[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module", name="data")
def _data() -> ComparisonData:
    return example()


def words_of(figure: go.Figure) -> list[str]:
    """Titles of axes, legend entries and annotations."""
    layout = figure.to_plotly_json()["layout"]
    found = [
        axis["title"]["text"] for key, axis in layout.items() if "axis" in key and axis.get("title", {}).get("text")
    ]
    found += [note["text"] for note in layout.get("annotations", [])]
    found += [trace.name for trace in figure.data if trace.name and trace.showlegend is not False]
    return found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.key)
def test_a_figure_speaks_one_language(question, data):
    table = question.table(data)
    for text in words_of(question.figure(table, "zh")):
        assert not LATIN_WORD.search(text.replace("nbsp", "").replace("<br>", "")), text
    for text in words_of(question.figure(table, "en")):
        assert not CHINESE.search(text), text


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.key)
def test_a_figure_is_drawn_from_its_table_alone_and_in_the_house_style(question, data):
    table = question.table(data)
    figure = question.figure(table, "en")
    assert "Noto Sans CJK SC" in figure.layout.template.layout.font.family
    assert question.figure(table, "en").to_json() == figure.to_json()
    half = question.figure(table.where(scenario=table["scenario"][0]), "en")
    assert len(half.data) < len(figure.data) or len(half.to_json()) < len(figure.to_json())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.key)
def test_every_number_axis_has_a_title(question, data):
    figure = question.figure(question.table(data), "en")
    titled = {"x": 0, "y": 0}
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        if axis.title.text:
            titled[axis.plotly_name[0]] += 1
    assert titled["x"] >= 1
    horizontal = any(trace.type == "bar" and trace.orientation == "h" for trace in figure.data)
    assert horizontal or titled["y"] >= 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.key)
def test_the_legend_stands_above_the_axes(question, data):
    figure = question.figure(question.table(data), "en")
    legend = figure.layout.legend
    template = figure.layout.template.layout.legend
    assert legend.y > 1.0 and template.yanchor == "bottom" and template.orientation == "h"


def test_nothing_can_be_sent_away():
    assert "sendChartToCloud" in CONFIG["modeBarButtonsToRemove"]
    html = to_html(go.Figure(), "one", "zh")
    config = json.loads(re.search(r"\{\"responsive\".*?\}", html.replace("\n", " ")).group(0))
    assert "sendChartToCloud" in config["modeBarButtonsToRemove"] and config["locale"] == "zh-CN"
    assert "http" not in html.replace("http://www.w3.org", "")
    assert len(plotly_js()) > 1_000_000


def test_colours_differ_in_lightness_or_hue_for_every_kind_of_sight():
    # Machado et al. (2009), full deuteranopia and protanopia, on linear light.
    kinds = (
        np.eye(3),
        np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]),
        np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    )
    for palette in (SCENARIO_COLOURS[:4], GROUP_COLOURS):
        linear = np.array([[(int(c[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)] for c in palette])
        for kind in kinds:
            seen = np.clip(linear @ kind.T, 0, 1) ** (1 / 2.2)
            for i in range(len(palette)):
                for j in range(i):
                    assert np.linalg.norm(seen[i] - seen[j]) > 0.12, (palette[i], palette[j])


def test_the_survival_table_says_what_the_life_tables_say(data):
    table = survival.table(data)
    part = table.where(scenario=data.baseline.title, role=survival.role_text(0))
    pooled = sum((run.period[0] for run in data.baseline.runs[1:]), data.baseline.runs[0].period[0])
    assert part["survival"][:61] == pytest.approx(pooled.survival[:61])
    assert part["at_risk"][12] == pooled.at_risk[12] / data.replicates
    low, high = np.array(part["p10"], float), np.array(part["p90"], float)
    known = np.isfinite(low)
    assert known[:61].all() and (low[known] <= high[known]).all()
    assert len(survival.yearly(part).rows) == 9


def test_shares_of_a_whole_add_up(data):
    by_key = {question.key: question.table(data) for question in QUESTIONS}
    effort = by_key["effort"]
    for row in effort.rows:
        assert sum(row[2:]) == pytest.approx(1.0)
    for row in by_key["incidence"].rows:
        assert sum(row[3:]) == pytest.approx(1.0)
    congress = by_key["congress"]
    for scenario in congress.distinct("scenario"):
        assert sum(congress.where(scenario=scenario)["share"]) == pytest.approx(1.0)
    pays = by_key["who_pays"]
    for scenario in pays.distinct("scenario"):
        for panel in pays.distinct("panel")[:2]:
            assert sum(pays.where(scenario=scenario, panel=panel)["share"]) == pytest.approx(1.0)


def test_hazards_on_the_term_clock_count_every_month_held(data):
    run = data.baseline.runs[0]
    for role in (0, 1):
        assert run.clock_at_risk[role].sum() == run.period[role].at_risk.sum()
        assert run.clock_exits[role].sum() == run.period[role].events.sum()


def test_waits_are_read_off_within_a_year():
    assert waited(np.array([0, 4, 0]), 0.5) == 1.5
    assert waited(np.array([2, 2]), 0.75) == 1.5
    assert waited(np.zeros(3, int), 0.5) is None


def test_findings_are_no_firmer_than_the_interval(data):
    told = {question.key: question.findings(data, "en") for question in QUESTIONS}
    longer, same = told["survival"][0], told["effort"][2]
    assert "higher under" in longer and "95 % interval" in longer
    assert "no clear difference" in same or "changes nothing" in same
    chinese = [line for question in QUESTIONS for line in question.findings(data, "zh")]
    assert all(line.endswith("。") for line in chinese)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Mandatory full term", 18, ["Mandatory", "full term"]),
        ("a word longer-than-the-line", 8, ["a word", "longer-than-the-line"]),
        ("书记任职时年龄标准差（2013年以后）", 30, ["书记任职时年龄标准", "差（2013年以后）"]),
        ("县长任职60—61个月离任风险与前后之比", 34, ["县长任职60—61个月", "离任风险与前后之比"]),
        ("提拔，即升任", 6, ["提拔，", "即升任"]),
        ("", 18, [""]),
    ],
)
def test_labels_are_folded_into_even_lines_and_no_mark_begins_one(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width).split("<br>") == lines


@given(st.text("书记县长在任（）、。1e-%ab", max_size=60), st.integers(2, 40))
def test_folding_keeps_every_letter_and_marks_at_the_end(text: str, width: int) -> None:
    lines = fold(f"书{text}", width).split("<br>")
    assert "".join(lines) == f"书{text}"
    assert not any(line.startswith(("）", "、", "。", "%")) for line in lines)
