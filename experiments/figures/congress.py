"""Do exits follow the congresses? Exits through the five-year cycle."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from experiments.figures.question import Question
from experiments.figures.theme import QUIET, RULE, columns, finish, numbers, scenario_styles, words
from experiments.results import ComparisonData
from experiments.tables import Cell, Table
from sim.metrics.run_tables import AFTER_CONGRESS_MONTHS, BEFORE_CONGRESS_MONTHS, TERM_MONTHS
from sim.texts import Text, say

HALF = TERM_MONTHS // 2


def table(data: ComparisonData) -> Table:
    """Share of exits in each month of the cycle, -30 ... 29 from the congress of the post, both chiefs,"
    " all futures."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios:
        exits = np.sum([run.clock_exits.sum(axis=0) for run in scenario.runs], axis=0)
        everything = int(exits.sum())
        for month in range(-HALF, HALF):
            count = int(exits[month % TERM_MONTHS])
            share = count / everything if everything else None
            rows.append((scenario.title, month, share, count / len(scenario.runs)))
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("month", Text("Months from the congress", "距换届月数"), "months", 0),
        ("share", Text("Share of exits", "离任占比"), "share", 2),
        ("exits", Text("Exits in one future", "单次未来中离任数"), "", 1),
    )
    return Table("congress", QUESTION.title, heads, tuple(rows))


def sixth(full: Table) -> Table:
    """Every sixth row, to keep the printed table short."""
    kept = [row for row in full.rows if isinstance(row[1], int) and row[1] % 6 == 0]
    return Table(full.name, full.title, full.columns, tuple(kept))


def figure(full: Table, language: str) -> go.Figure:
    """A line a scenario; the months counted as on cycle are shaded, the dotted line is an even spread."""
    names = full.distinct("scenario")
    styles = scenario_styles(names)
    drawn = go.Figure()
    drawn.add_vrect(
        x0=-BEFORE_CONGRESS_MONTHS - 0.5,
        x1=AFTER_CONGRESS_MONTHS + 0.5,
        fillcolor=RULE,
        opacity=0.6,
        line_width=0,
        layer="below",
    )
    for name in names:
        part = full.where(scenario=name)
        label = words(name, language)
        line = styles[name] | {"shape": "hvh"}
        hover = "%{x}: %{y:.2f} %<extra>" + label + "</extra>"
        drawn.add_trace(
            go.Scatter(
                x=numbers(part, "month"),
                y=numbers(part, "share", 100),
                name=label,
                mode="lines",
                line=line,
                hovertemplate=hover,
            )
        )
    even = {"color": QUIET, "dash": "dot", "width": 1.2}
    level = 100 / TERM_MONTHS
    drawn.add_trace(
        go.Scatter(x=[-HALF, HALF], y=[level, level], mode="lines", line=even, name=say("figure.even", language))
    )
    drawn.update_xaxes(title=say("figure.from_congress", language), dtick=6, range=[-HALF - 0.5, HALF - 0.5])
    drawn.update_yaxes(title=say("figure.exits_share", language), rangemode="tozero")
    return finish(drawn, 420, title_lines=0)


QUESTION = Question(
    "congress",
    Text("Do exits follow the congresses?", "离任是否随换届？"),
    table,
    figure,
    ("off_cycle_exit_share", "synchrony", "elected_leave_within_12m_share"),
    Text(
        "Months from the congress (secretaries) or election (heads) of the post in the baseline calendar,"
        " whatever the"
        " policy moves; shaded: the months counted as on cycle.",
        "距本职位换届（书记为党代会，县长为人代会选举）月数，均按基准日历；阴影为计作换届期的月份。",
    ),
    sixth,
)
