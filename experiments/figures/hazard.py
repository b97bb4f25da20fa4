"""When do they leave? Hazard by month in post and by month of the term clock."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.figures.incidence import both
from experiments.figures.question import Question
from experiments.figures.survival import role_text
from experiments.figures.theme import columns, finish, numbers, panel_titles, scenario_styles, words
from experiments.results import ComparisonData
from experiments.statistics.survival import hazard_by_step, pooled
from experiments.tables import Cell, Table
from sim.metrics.run_tables import TERM_MONTHS
from sim.texts import Text, say

STEP_MONTHS = 3
LONGEST = 96
CLOCKS = ("figure.months_in_post", "figure.since_congress")


def table(data: ComparisonData) -> Table:
    """Exits per post-month in steps of three months, on both clocks, all futures pooled."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios:
        for role in (0, 1):
            life = pooled([run.period[role] for run in scenario.runs])
            steps = zip(*(column.tolist() for column in hazard_by_step(life, LONGEST, STEP_MONTHS)), strict=True)
            for first, hazard, at_risk in steps:
                value = hazard if at_risk else None
                rows.append((scenario.title, role_text(role), both(CLOCKS[0]), first, value, int(at_risk)))
            exits = sum(run.clock_exits[role] for run in scenario.runs)
            held = sum(run.clock_at_risk[role] for run in scenario.runs)
            for first in range(0, TERM_MONTHS, STEP_MONTHS):
                gone, months = (int(x[first : first + STEP_MONTHS].sum()) for x in (exits, held))
                value = gone / months if months else None
                rows.append((scenario.title, role_text(role), both(CLOCKS[1]), first, value, months))
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("role", Text("Post", "职务"), "", 0),
        ("clock", Text("Clock", "计时"), "", 0),
        ("month", Text("From month", "起始月"), "months", 0),
        ("hazard", Text("Exits a post-month", "每职位月离任"), "share", 2),
        ("at_risk", Text("Post-months at risk", "在险职位月"), "", 0),
    )
    return Table("hazard", QUESTION.title, heads, tuple(rows))


def half_yearly(full: Table) -> Table:
    """The rows at whole years, to keep the printed table short."""
    kept = [row for row in full.rows if isinstance(row[3], int) and row[3] % 12 in (0, 1)]
    return Table(full.name, full.title, full.columns, tuple(kept))


def figure(full: Table, language: str) -> go.Figure:
    """Two panels a clock, one a role."""
    names, roles, clocks = full.distinct("scenario"), full.distinct("role"), full.distinct("clock")
    styles = scenario_styles(names)
    drawn = make_subplots(
        rows=2, cols=2, shared_yaxes=True, subplot_titles=[words(r, language) for r in roles] * 2,
        vertical_spacing=0.2, horizontal_spacing=0.09,
    )  # fmt: skip
    for line, clock in enumerate(clocks, start=1):
        for column, role in enumerate(roles, start=1):
            for name in names:
                part = full.where(scenario=name, role=role, clock=clock)
                curve = go.Scatter(
                    x=[m + STEP_MONTHS / 2 for m in numbers(part, "month") if m is not None],
                    y=numbers(part, "hazard", 100),
                    name=words(name, language),
                    legendgroup=words(name, language),
                    showlegend=line == column == 1,
                    mode="lines",
                    line=styles[name] | {"shape": "hvh"},
                    hovertemplate="%{x:.0f}: %{y:.2f}<extra>" + words(name, language) + "</extra>",
                )
                drawn.add_trace(curve, row=line, col=column)
        drawn.update_yaxes(title=say("figure.hazard", language), rangemode="tozero", row=line, col=1)
        drawn.update_xaxes(title=words(clock, language), row=line, dtick=12 if line == 2 else 24)
    drawn.update_xaxes(range=[0, LONGEST], row=1)
    drawn.update_xaxes(range=[0, TERM_MONTHS], row=2)
    panel_titles(drawn)
    return finish(drawn, 620)


QUESTION = Question(
    "hazard",
    Text("When do they leave?", "何时离任？"),
    table,
    figure,
    ("term_peak_ratio", "bunching_after_minimum"),
    Text(
        "Above: by month in post. Below: by months since the last congress or election of the post in the baseline"
        " calendar. Steps of three months, all futures pooled; where few are left at risk the curve is unsteady.",
        "上：按任职月数；下：按基准日历中距本职位上次换届的月数。每三个月一段，合并全部未来；在险人数少处曲线不稳。",
    ),
    half_yearly,
)
