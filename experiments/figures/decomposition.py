"""Through which reasons for leaving does a remedy work? Parts of its effect on tenure, which add up to the whole."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.decomposition import GROUPS, MEASURES, ROLES, WHOLE, decomposed, split_of
from experiments.figures.incidence import both
from experiments.figures.question import Question
from experiments.figures.theme import (
    INK,
    columns,
    finish,
    fold,
    numbers,
    panel_titles,
    scenario_styles,
    whiskers,
    words,
)
from experiments.results import ComparisonData
from experiments.statistics.paired import Difference
from experiments.tables import Cell, Table
from sim.metrics import METRICS
from sim.texts import Text, say


def table(data: ComparisonData) -> Table | None:
    """Parts and whole with paired intervals; None where there is nothing to compare, or the window is too short."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios[1:]:
        for number, (key, _, _) in enumerate(MEASURES):
            for role, role_key in enumerate(ROLES):
                found = split_of(data, scenario, number, role)
                named = zip([name for name, _ in GROUPS], found.parts, strict=True)
                for name, part in ((WHOLE, found.total), *named):
                    rows.append((scenario.title, METRICS[key].label, both(role_key), both(name), *_cells(part, key)))
    if not any(row[4] is not None or row[7] is not None for row in rows):
        return None
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("measure", Text("Effect on", "影响对象"), "", 0),
        ("role", Text("Post", "职务"), "", 0),
        ("reason", Text("Through", "离任原因"), "", 0),
        *_measured("share", "Share", "比例", "share", 1),
        *_measured("months", "Months", "月数", "months", 2),
    )
    return Table("decomposition", QUESTION.title, heads, tuple(rows))


def _measured(key: str, en: str, zh: str, unit: str, decimals: int) -> list[tuple[str, Text, str, int]]:
    return [
        (key, Text(en, zh), unit, decimals),
        (f"{key}_low", Text(f"{en}, 95 % interval, low", f"{zh}95%区间下限"), unit, decimals),
        (f"{key}_high", Text(f"{en}, 95 % interval, high", f"{zh}95%区间上限"), unit, decimals),
    ]


def _cells(part: Difference, key: str) -> tuple[Cell, ...]:
    told = (part.mean, part.ci_low, part.ci_high)
    nothing = (None, None, None)
    return (*told, *nothing) if METRICS[key].unit == "share" else (*nothing, *told)


def both_chiefs(full: Table) -> Table:
    """The rows of both chiefs together."""
    return full.where(role=both(ROLES[0]))


def figure(full: Table, language: str) -> go.Figure:
    """Bars to the right for what a reason gives, to the left for what it takes; the whole on top."""
    shown = both_chiefs(full)
    names = shown.distinct("scenario")
    labels = [METRICS[key].label for key, _, _ in MEASURES]
    titles = [words(label, language) for label in labels]
    drawn = make_subplots(rows=2, cols=1, subplot_titles=titles, vertical_spacing=0.2)
    styles = scenario_styles(["", *names])
    for line, (label, column, factor) in enumerate(zip(labels, ("share", "months"), (100.0, 1.0), strict=True), 1):
        for name in names:
            part = shown.where(scenario=name, measure=label)
            middle, low, high = (numbers(part, f"{column}{end}", factor) for end in ("", "_low", "_high"))
            bar = go.Bar(
                y=[fold(words(reason, language)) for reason in part["reason"]],
                x=middle,
                orientation="h",
                name=words(name, language),
                legendgroup=words(name, language),
                showlegend=line == 1,
                marker={"color": styles[name]["color"]},
                error_x=whiskers(middle, low, high, INK),
                hovertemplate="%{x:+.2f}<extra>" + words(name, language) + "</extra>",
            )
            drawn.add_trace(bar, row=line, col=1)
    drawn.update_xaxes(title=say("figure.points", language), row=1)
    drawn.update_xaxes(title=say("figure.months", language), row=2)
    drawn.update_xaxes(zeroline=True, zerolinewidth=1.5)
    drawn.update_yaxes(autorange="reversed", showgrid=False, ticks="")
    drawn.update_layout(barmode="group", bargap=0.25)
    panel_titles(drawn)
    return finish(drawn, 420 + 140 * len(names))


def told(data: ComparisonData, language: str) -> list[str]:
    """A sentence a scenario and measure."""
    return [line for scenario in data.scenarios[1:] for line in decomposed(data, scenario, language)]


QUESTION = Question(
    "decomposition",
    Text("Through which departures does it work?", "通过减少哪类离任起作用？"),
    table,
    figure,
    ("completed_term_share", "restricted_mean_tenure_60"),
    Text(
        "What each reason for leaving takes away less than in the baseline (to the right) or more (to the left); the"
        " parts add up to the whole. Reasons compete: those whom one reason no longer takes may leave for another."
        " Bars: mean over paired futures with its 95 % interval; both chiefs. Tenure is counted up to 60 months.",
        "各类离任原因较基准少占（向右）或多占（向左）的部分，各部分之和即总影响。各原因相互竞争：某一原因减少后，"
        "有关人员可能因其他原因离任。横条为配对未来的平均值及其95%区间，两正职合计；任期按60个月以内计。",
    ),
    both_chiefs,
    told,
)
