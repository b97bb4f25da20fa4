"""Why do chiefs leave? Cumulative incidence by reason, one panel a scenario and post."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.decomposition import GROUPS
from experiments.figures.question import Question
from experiments.figures.survival import MONTHS, role_text
from experiments.figures.theme import GROUP_COLOURS, columns, faded, finish, numbers, panel_titles, words
from experiments.results import ComparisonData
from experiments.statistics.survival import pooled
from experiments.tables import Cell, Table
from sim.texts import Text, say


def both(key: str) -> Text:
    """A text of the catalogue in both languages."""
    return Text(say(key, "en"), say(key, "zh"))


def table(data: ComparisonData) -> Table:
    """F by group of reasons at every third month, all futures pooled."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios:
        for role in (0, 1):
            life = pooled([run.period[role] for run in scenario.runs])
            last = min(life.known_to, life.at_risk.size - 1)
            for month in range(0, MONTHS + 1, 3):
                known = month <= life.known_to
                values = life.incidence[min(month, last)]
                shares = [float(np.cumsum(values[list(reasons)])[-1]) if known else None for _, reasons in GROUPS]
                still = float(life.survival[min(month, last)]) if known else None
                rows.append((scenario.title, role_text(role), month, *shares, still))
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("role", Text("Post", "职务"), "", 0),
        ("month", Text("Months in post", "任职月数"), "months", 0),
        *((key, both(key), "share", 1) for key, _ in GROUPS),
        ("still", Text("still in post", "仍在任"), "share", 1),
    )
    return Table("incidence", QUESTION.title, heads, tuple(rows))


def yearly(full: Table) -> Table:
    """The rows at 12, 36, 60 and 96 months."""
    return Table(full.name, full.title, full.columns, tuple(r for r in full.rows if r[2] in (12, 36, 60, 96)))


def figure(full: Table, language: str) -> go.Figure:
    """Stacked areas: what is left above them is still in post."""
    names, roles = full.distinct("scenario"), full.distinct("role")
    # A long name may run on over the panel to the right, whose first line is empty.
    firsts = [t for name in names for t in (words(name, language), "&nbsp;")]
    titles = [f"{first}<br>{words(roles[i % 2], language)}" for i, first in enumerate(firsts)]
    drawn = make_subplots(
        rows=len(names),
        cols=2,
        shared_xaxes=True,
        shared_yaxes=True,
        subplot_titles=titles,
        vertical_spacing=0.26 / len(names),
        horizontal_spacing=0.09,
    )
    for line, name in enumerate(names, start=1):
        for column, role in enumerate(roles, start=1):
            part = full.where(scenario=name, role=role)
            for place, (key, _) in enumerate(GROUPS):
                area = go.Scatter(
                    x=numbers(part, "month"),
                    y=numbers(part, key, 100),
                    name=say(key, language),
                    legendgroup=key,
                    showlegend=line == column == 1,
                    stackgroup="all",
                    mode="lines",
                    line={"width": 0.8, "color": GROUP_COLOURS[place]},
                    fillcolor=faded(GROUP_COLOURS[place], 0.75),
                    hovertemplate="%{x}: %{y:.1f} %<extra>" + say(key, language) + "</extra>",
                )
                drawn.add_trace(area, row=line, col=column)
        drawn.update_yaxes(title=say("figure.left_by", language), row=line, col=1)
    drawn.update_yaxes(range=[0, 100])
    drawn.update_xaxes(dtick=24, range=[0, MONTHS])
    drawn.update_xaxes(title=say("figure.months_in_post", language), row=len(names))
    panel_titles(drawn)
    return finish(drawn, 150 + 260 * len(names), title_lines=2)


QUESTION = Question(
    "incidence",
    Text("Why do they leave?", "因何离任？"),
    table,
    figure,
    ("promoted_within_60m_secretary_share", "promoted_within_60m_head_share", "exit_within_24m_share"),
    Text(
        "Share of spells that ended for each reason within so many months (Aalen-Johansen, period"
        " estimate); the areas"
        " and those still in post add up to 100 %.",
        "该月数内因各类原因离任的比例（Aalen-Johansen 时期估计）；各面积与仍在任者合计为100%。",
    ),
    yearly,
)
