"""What do chiefs spend their effort on?"""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.figures.incidence import both
from experiments.figures.question import Question
from experiments.figures.survival import role_text
from experiments.figures.theme import (
    GROUP_COLOURS,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    columns,
    finish,
    fold,
    numbers,
    panel_titles,
    words,
)
from experiments.results import EFFORTS, ComparisonData
from experiments.tables import Cell, Table
from sim.texts import Text, say

COLOURS = dict(
    zip(
        EFFORTS, (GROUP_COLOURS[3], GROUP_COLOURS[2], GROUP_COLOURS[4], GROUP_COLOURS[1], GROUP_COLOURS[6]), strict=True
    )
)

BETWEEN = 52
"""Pixels between panels of bars: room for a title."""


def table(data: ComparisonData) -> Table | None:
    """Mean shares of effort by scenario and role; None where the runs kept none."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios:
        for role in (0, 1):
            months = int(sum(int(run.effort_months[role]) for run in scenario.runs))
            if not months:
                return None
            sums = sum(run.efforts[role] for run in scenario.runs)
            rows.append((scenario.title, role_text(role), *(float(x) / months for x in sums)))
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("role", Text("Post", "职务"), "", 0),
        *((key, both(f"effort.{key}"), "share", 1) for key in EFFORTS),
    )
    return Table("effort", QUESTION.title, heads, tuple(rows))


def figure(full: Table, language: str) -> go.Figure:
    """Two panels of stacked bars, one a role."""
    roles = full.distinct("role")
    names = [words(name, language) for name in full.distinct("scenario")]
    axes = 2 * height_of_bars(names) + BETWEEN
    drawn = make_subplots(
        rows=2, cols=1, shared_xaxes=True, subplot_titles=[words(r, language) for r in roles],
        vertical_spacing=BETWEEN / axes,
    )  # fmt: skip
    for line, role in enumerate(roles, start=1):
        part = full.where(role=role)
        stacked_bars(
            drawn, line, [words(n, language) for n in part["scenario"]],
            [(say(f"effort.{key}", language), COLOURS[key], numbers(part, key, 100)) for key in EFFORTS], line == 1,
        )  # fmt: skip
    drawn.update_xaxes(title=say("figure.effort_share", language), row=2)
    panel_titles(drawn)
    return finish(drawn, axes + MARGIN_TOP + MARGIN_BOTTOM)


def height_of_bars(names: list[str]) -> int:
    """Pixels that bars of these names need beneath one another, so that the longest label fits its slot."""
    lines = max((fold(name).count("<br>") + 1 for name in names), default=1)
    return len(names) * max(42, 10 + 19 * lines)


def stacked_bars(
    drawn: go.Figure,
    line: int,
    names: list[str],
    parts: list[tuple[str, str, list[float | None]]],
    legend: bool,
) -> None:
    """Horizontal bars of 100 % in panel `line`: parts are name, colour and a value a bar."""
    folded = [fold(name) for name in names]
    for label, colour, values in parts:
        bar = go.Bar(
            y=folded,
            x=values,
            name=label,
            orientation="h",
            marker={"color": colour, "line": {"color": "white", "width": 1}},
            text=[f"{v:.0f}" if v is not None and v >= 4 else "" for v in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            legendgroup=label,
            showlegend=legend,
            hovertemplate="%{x:.1f} %<extra>" + label + "</extra>",
        )
        drawn.add_trace(bar, row=line, col=1)
    drawn.update_layout(barmode="stack", bargap=0.3, uniformtext={"minsize": 10, "mode": "hide"})
    drawn.update_xaxes(range=[0, 100], dtick=25, row=line)
    drawn.update_yaxes(autorange="reversed", showgrid=False, ticks="", row=line)


QUESTION = Question(
    "effort",
    Text("What do chiefs spend their effort on?", "正职把精力用在何处？"),
    table,
    figure,
    ("development_effort_share", "lobbying_effort_share", "coasting_share"),
    Text(
        "Mean share of effort over all months in post. The strength of these choices is assumed, not"
        " measured: read them"
        " as “if the mechanism is as strong as assumed”.",
        "全部任职月的平均精力占比。此类选择的强度属于假设，并非实测；有关结论以机制强度符合假设为前提。",
    ),
)
