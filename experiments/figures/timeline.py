"""What does it look like on the ground? The chiefs of one prefecture, post by post."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.decomposition import GROUPS
from experiments.figures.incidence import both
from experiments.figures.question import Question
from experiments.figures.survival import role_text
from experiments.figures.theme import GROUP_COLOURS, INK, columns, finish, panel_titles, words
from experiments.results import ComparisonData
from experiments.tables import Cell, Table
from sim.texts import Text, say

COLOURS = {key: colour for (key, _), colour in zip(GROUPS, GROUP_COLOURS, strict=True)} | {
    "figure.in_post_at_end": "#ffffff"
}
MOST_COUNTIES = 10
MOST_SCENARIOS = 2


def table(data: ComparisonData) -> Table | None:
    """Every spell of one prefecture of middling size in the first future, of the baseline and the next scenario."""
    prefecture = middling(data.places.prefecture)
    counties = np.flatnonzero(data.places.prefecture == prefecture)[:MOST_COUNTIES]
    year = data.start[0] + (data.start[1] - 1) / 12
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios[:MOST_SCENARIOS]:
        if scenario.spells is None:
            return None
        for county in counties.tolist():
            name = Text(data.places.county_names[county], data.places.county_names_zh[county])
            for spell in scenario.spells[scenario.spells["county"] == county]:
                running = spell["end_month"] < 0 or spell["end_month"] >= data.months
                end = data.months if running else int(spell["end_month"])
                begin = int(spell["start_month"])
                group = "figure.in_post_at_end" if running else reason_group(int(spell["exit_reason"]))
                rows.append(
                    (
                        scenario.title,
                        name,
                        role_text(int(spell["role"])),
                        year + begin / 12,
                        year + end / 12,
                        end - begin,
                        both(group),
                    )
                )
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("county", Text("County", "县"), "", 0),
        ("role", Text("Post", "职务"), "", 0),
        ("begin", Text("From", "自"), "", 1),
        ("end", Text("To", "至"), "", 1),
        ("months", Text("Tenure", "任期"), "months", 0),
        ("reason", Text("Left because of", "离任原因"), "", 0),
    )
    return Table("timeline", QUESTION.title, heads, tuple(rows))


def middling(prefecture: np.ndarray) -> int:
    """The prefecture with the median number of counties, the first of them."""
    sizes = np.bincount(prefecture)
    order = np.argsort(sizes, kind="stable")
    return int(order[(order.size - 1) // 2])


def reason_group(reason: int) -> str:
    """The group of reasons that `reason` belongs to."""
    return next(key for key, reasons in GROUPS if reason in reasons)


def by_post(full: Table) -> Table:
    """How many chiefs each post had, and the mean length of the spells that ended."""
    rows: list[tuple[Cell, ...]] = []
    end = (both("figure.in_post_at_end"),)
    for key in dict.fromkeys(row[:3] for row in full.rows):
        months = [row[5] for row in full.rows if row[:3] == key and row[6] not in end and isinstance(row[5], int)]
        chiefs = sum(row[:3] == key for row in full.rows)
        rows.append((*key, chiefs, sum(months) / len(months) if months else None))
    heads = columns(
        ("chiefs", Text("Chiefs in the window", "窗口期内任职人数"), "", 0),
        ("tenure", Text("Mean tenure of those who left", "离任者平均任期"), "months", 1),
    )
    return Table(full.name, full.title, full.columns[:3] + heads, tuple(rows))


def figure(full: Table, language: str) -> go.Figure:
    """A bar a spell, coloured by how it ended; the secretary above the head of each county."""
    names = full.distinct("scenario")
    drawn = make_subplots(
        rows=len(names),
        cols=1,
        shared_xaxes=True,
        subplot_titles=[words(n, language) for n in names],
        vertical_spacing=0.07,
    )
    shown: set[str] = set()
    counties = full.distinct("county")
    begins = [value for value in full["begin"] if isinstance(value, float)]
    ends = [value for value in full["end"] if isinstance(value, float)]
    first = max(min(begins), max(ends) - 20.0)
    for line, name in enumerate(names, start=1):
        for key in COLOURS:
            part = full.where(scenario=name, reason=both(key))
            if part.rows:
                drawn.add_trace(_bars(part, key, counties, first, key not in shown, language), row=line, col=1)
                shown.add(key)
        places = [i * 2.6 + 0.5 for i in range(len(counties))]
        drawn.update_yaxes(
            tickvals=places, ticktext=[words(c, language) for c in counties], range=[len(counties) * 2.6 - 0.9, -0.8],
            showgrid=False, ticks="", row=line,
        )  # fmt: skip
    drawn.update_xaxes(range=[first, max(ends)], tickformat="d")
    drawn.update_xaxes(title=say("figure.year", language), row=len(names))
    drawn.update_layout(barmode="overlay", bargap=0)
    panel_titles(drawn)
    return finish(drawn, 150 + len(names) * (34 + 34 * len(counties)))


def _bars(part: Table, key: str, counties: list[Cell], first: float, legend: bool, language: str) -> go.Bar:
    order = {county: number for number, county in enumerate(counties)}
    head = role_text(1)
    begin = [max(float(b), first) for b in part["begin"] if isinstance(b, float)]
    length = [float(e) - b for e, b in zip(part["end"], begin, strict=True) if isinstance(e, float)]
    told = [
        f"{words(county, language)}, {words(role, language)}<br>{months} {say('metric.unit.months', language)}"
        for county, role, months in zip(part["county"], part["role"], part["months"], strict=True)
    ]
    return go.Bar(
        orientation="h",
        base=begin,
        x=length,
        y=[order[c] * 2.6 + (1 if r == head else 0) for c, r in zip(part["county"], part["role"], strict=True)],
        width=0.86,
        marker={"color": COLOURS[key], "line": {"color": INK, "width": 0.6}},
        name=say(key, language),
        legendgroup=key,
        legendrank=list(COLOURS).index(key) + 1,
        showlegend=legend,
        hovertext=told,
        hovertemplate="%{hovertext}<extra>" + say(key, language) + "</extra>",
    )


QUESTION = Question(
    "timeline",
    Text("What does it look like on the ground?", "落到一个市，是什么样子？"),
    table,
    figure,
    ("leaders_per_post_per_term", "vacancy_share"),
    Text(
        "One prefecture in the first future, under the baseline and the first scenario compared with it: a bar is one"
        " chief in one post, the secretary above the head; its colour says"
        " why that chief left, a gap is a vacancy. One future is an illustration, not evidence.",
        "第一次模拟未来中的一个市，列出基准方案和与之比较的第一个方案：一条为一任正职，书记在上、县长在下；颜色表示离任原因，"
        "空白为职位空缺。单次未来仅为示例，不足为据。",
    ),
    by_post,
)
