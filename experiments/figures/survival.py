"""How long do chiefs stay? Survival in post by scenario, with the spread of single futures and numbers at risk."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.figures.question import Question
from experiments.figures.theme import columns, faded, finish, numbers, panel_titles, scenario_styles, words
from experiments.results import ComparisonData
from experiments.statistics.survival import survival
from experiments.tables import Cell, Table
from sim.texts import Text, say

MONTHS = 96
ROLE_KEYS = ("kind.SECRETARY", "kind.HEAD")


def role_text(role: int) -> Text:
    """A role as the reader knows it."""
    english = say(ROLE_KEYS[role], "en")
    return Text(english[0].upper() + english[1:], say(ROLE_KEYS[role], "zh"))


def table(data: ComparisonData) -> Table:
    """S(m) by scenario, role and month, with the band of single futures and spells at risk in one future."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios:
        for role in (0, 1):
            curve = survival([run.period[role] for run in scenario.runs], MONTHS)
            for month in curve.months.tolist():
                at_risk = int(curve.at_risk[max(month, 1)]) / len(scenario.runs)
                band = (float(curve.value[month]), float(curve.p10[month]), float(curve.p90[month]))
                rows.append((scenario.title, role_text(role), month, *band, at_risk))
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("role", Text("Post", "职务"), "", 0),
        ("month", Text("Months in post", "任职月数"), "months", 0),
        ("survival", Text("Still in post", "仍在任"), "share", 1),
        ("p10", Text("10 % of futures below", "10%的未来低于"), "share", 1),
        ("p90", Text("10 % of futures above", "10%的未来高于"), "share", 1),
        ("at_risk", Text("At risk in one future", "单次未来中的在险任期数"), "", 1),
    )
    return Table("survival", QUESTION.title, heads, tuple(rows))


def yearly(full: Table) -> Table:
    """The rows at whole years."""
    kept = [row for row in full.rows if isinstance(row[2], int) and row[2] % 12 == 0]
    return Table(full.name, full.title, full.columns, tuple(kept))


def figure(full: Table, language: str) -> go.Figure:
    """Two panels, one a role, each with its numbers at risk beneath."""
    names = full.distinct("scenario")
    styles = scenario_styles(names)
    roles = full.distinct("role")
    strip = 0.05 + 0.028 * len(names)
    heights = [0.5 - strip, strip, 0.5 - strip, strip]
    titles = [t for role in roles for t in (words(role, language), say("figure.at_risk", language))]
    drawn = make_subplots(
        rows=4, cols=1, shared_xaxes="all", row_heights=heights, vertical_spacing=0.085, subplot_titles=titles
    )
    for place, role in enumerate(roles):
        for name in names:
            part = full.where(scenario=name, role=role)
            _curve(drawn, part, words(name, language), styles[name], 2 * place + 1, place == 0)
            _at_risk(drawn, part, words(name, language), styles[name], 2 * place + 2)
        drawn.update_yaxes(title=say("figure.still_in_post", language), range=[0, 101], row=2 * place + 1, col=1)
        drawn.update_yaxes(
            showgrid=False, showticklabels=False, ticks="", range=[len(names) - 0.4, -0.6], row=2 * place + 2, col=1
        )
        drawn.update_xaxes(showgrid=False, showticklabels=place == len(roles) - 1, ticks="", row=2 * place + 2, col=1)
        drawn.update_xaxes(showticklabels=True, row=2 * place + 1, col=1)
    drawn.update_xaxes(dtick=12, range=[-3, MONTHS + 3])
    drawn.update_xaxes(title=say("figure.months_in_post", language), row=4, col=1)
    panel_titles(drawn)
    return finish(drawn, 700 + 40 * len(names))


def _curve(drawn: go.Figure, part: Table, name: str, style: dict[str, object], row: int, legend: bool) -> None:
    month = numbers(part, "month")
    low, high = numbers(part, "p10", 100), numbers(part, "p90", 100)
    known = [i for i, value in enumerate(low) if value is not None]
    around = [month[i] for i in known] + [month[i] for i in reversed(known)]
    edge = [high[i] for i in known] + [low[i] for i in reversed(known)]
    band = {"x": around, "y": edge, "fill": "toself", "fillcolor": faded(str(style["color"])), "line": {"width": 0}}
    drawn.add_trace(
        go.Scatter(**band, mode="lines", hoverinfo="skip", showlegend=False, legendgroup=name), row=row, col=1
    )
    drawn.add_trace(
        go.Scatter(
            x=month,
            y=numbers(part, "survival", 100),
            name=name,
            legendgroup=name,
            showlegend=legend,
            mode="lines",
            line=style | {"shape": "hv"},
            hovertemplate="%{x}: %{y:.1f} %<extra>" + name + "</extra>",
        ),
        row=row,
        col=1,
    )


def _at_risk(drawn: go.Figure, part: Table, name: str, style: dict[str, object], row: int) -> None:
    rows = yearly(part)
    drawn.add_trace(
        go.Scatter(
            x=numbers(rows, "month"),
            y=[name] * len(rows.rows),
            text=[f"{value:.0f}" for value in numbers(rows, "at_risk") if value is not None],
            mode="text",
            textfont={"color": style["color"], "size": 11},
            showlegend=False,
            hoverinfo="skip",
        ),
        row=row,
        col=1,
    )


QUESTION = Question(
    "survival",
    Text("How long do chiefs stay?", "正职任职多久？"),
    table,
    figure,
    ("restricted_mean_tenure_60_secretary", "restricted_mean_tenure_60_head", "completed_term_share"),
    Text(
        "Share of spells that last longer than so many months (Kaplan-Meier, all spells of the window, those begun"
        " earlier entering late), all futures pooled; the band holds eight futures in ten. Beneath: spells"
        " at risk in one future.",
        "任职超过该月数的比例（Kaplan-Meier，取窗口期内全部任期，此前开始者延迟进入），合并全部未来；阴影带含十分之八的未来。下方为单次未来中的在险任期数。",
    ),
    yearly,
)
