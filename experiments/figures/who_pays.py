"""Who pays? Who fills the openings above, where secretaries come from, and how long heads wait."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.figures.effort import BETWEEN, height_of_bars, stacked_bars
from experiments.figures.incidence import both
from experiments.figures.question import Question
from experiments.figures.theme import (
    GROUP_COLOURS,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    columns,
    finish,
    fold,
    numbers,
    panel_titles,
    scenario_styles,
    words,
)
from experiments.results import WAIT_STEP_MONTHS, ComparisonData
from experiments.tables import Cell, Table
from sim.metrics.careers import CHIEF_SOURCES
from sim.texts import Text, say
from sim.vocabulary import Source

PANELS = ("figure.upper_openings", "figure.new_secretaries", "figure.heads_waits")
UPPER_GROUPS = (
    ("group.chiefs", CHIEF_SOURCES),
    ("source.BUREAU", (Source.BUREAU,)),
    ("source.UPPER", (Source.UPPER,)),
    ("source.OUTSIDE", (Source.OUTSIDE,)),
)
SECRETARY_GROUPS = (
    ("source.OWN_HEAD", (Source.OWN_HEAD,)),
    ("source.HEAD_ELSEWHERE", (Source.HEAD_ELSEWHERE,)),
    ("source.SECRETARY_ELSEWHERE", (Source.SECRETARY_ELSEWHERE,)),
    ("source.BUREAU", (Source.BUREAU,)),
    ("source.OUTSIDE", (Source.OUTSIDE,)),
)
COLOURS = {
    "group.chiefs": GROUP_COLOURS[0],
    "source.OWN_HEAD": "#003f6b",
    "source.HEAD_ELSEWHERE": GROUP_COLOURS[5],
    "source.SECRETARY_ELSEWHERE": GROUP_COLOURS[4],
    "source.BUREAU": GROUP_COLOURS[1],
    "source.UPPER": GROUP_COLOURS[2],
    "source.OUTSIDE": GROUP_COLOURS[3],
    "group.other": GROUP_COLOURS[6],
}
QUARTERS = (("figure.quarter", 0.25), ("figure.half", 0.5), ("figure.three_quarters", 0.75))


def table(data: ComparisonData) -> Table | None:
    """Shares of appointments by pool and of promoted heads by years waited; None where nobody was appointed."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios:
        for panel, groups, name in (
            (PANELS[0], UPPER_GROUPS, "upper_sources"),
            (PANELS[1], SECRETARY_GROUPS, "secretary_sources"),
        ):
            counts = sum(getattr(run, name) for run in scenario.runs)
            everyone = int(counts.sum())
            if not everyone:
                return None
            told = [(key, int(counts[list(sources)].sum())) for key, sources in groups]
            told.append(("group.other", everyone - sum(count for _, count in told)))
            for key, count in told:
                rows.append(
                    (both(panel), scenario.title, both(key), count / everyone, count / len(scenario.runs), None)
                )
        waits = np.sum([run.head_waits for run in scenario.runs], axis=0)
        for key, part in QUARTERS:
            rows.append((both(PANELS[2]), scenario.title, both(key), None, None, waited(waits, part)))
    heads = columns(
        ("panel", Text("What", "内容"), "", 0),
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("who", Text("Who, or how long", "来源或年数"), "", 0),
        ("share", Text("Share", "占比"), "share", 1),
        ("count", Text("In one future", "单次未来中"), "", 1),
        ("years", Text("Waited less than", "等待少于"), "years", 1),
    )
    return Table("who_pays", QUESTION.title, heads, tuple(rows))


def waited(counts: np.ndarray, part: float) -> float | None:
    """Years that the given part of those counted by whole years waited at most, even within a year; None"
    " of nobody."""
    below = np.cumsum(counts)
    if not below[-1]:
        return None
    wanted = part * float(below[-1])
    year = int(np.searchsorted(below, wanted))
    before = float(below[year] - counts[year])
    return (year + (wanted - before) / max(float(counts[year]), 1.0)) * WAIT_STEP_MONTHS / 12


def told(full: Table) -> Table:
    """The rows that are not empty."""
    return Table(full.name, full.title, full.columns, tuple(row for row in full.rows if row[4] or row[5]))


def figure(full: Table, language: str) -> go.Figure:
    """Bars of who was appointed to what, and the quarters of waits."""
    panels, names = full.distinct("panel"), full.distinct("scenario")
    between = BETWEEN + 40  # axes have numbers and a title of their own
    axes = 3 * height_of_bars([words(name, language) for name in names]) + 2 * between
    titles = [words(p, language) for p in panels]
    drawn = make_subplots(rows=3, cols=1, subplot_titles=titles, vertical_spacing=between / axes)
    seen: set[str] = set()
    for line, (panel, groups) in enumerate(((panels[0], UPPER_GROUPS), (panels[1], SECRETARY_GROUPS)), start=1):
        part = full.where(panel=panel)
        for key in [key for key, _ in groups] + ["group.other"]:
            values = numbers(part.where(who=both(key)), "share", 100)
            if any(values):
                piece = (say(key, language), COLOURS[key], values)
                stacked_bars(drawn, line, [words(n, language) for n in names], [piece], key not in seen)
                seen.add(key)
        drawn.update_xaxes(title=say("figure.appointments_share", language), row=line)
    _waits(drawn, full.where(panel=panels[2]), names, language)
    panel_titles(drawn)
    return finish(drawn, axes + MARGIN_TOP + MARGIN_BOTTOM)


def _waits(drawn: go.Figure, part: Table, names: list[Cell], language: str) -> None:
    """The middle half of waits as a line, the median as a dot, a row a scenario."""
    styles = scenario_styles(names)
    for name in names:
        low, middle, high = numbers(part.where(scenario=name), "years")
        row = [fold(words(name, language))] * 3
        line = {"color": styles[name]["color"], "width": 5}
        marks = {"size": [0, 13, 0], "color": styles[name]["color"], "line": {"color": "white", "width": 1.5}}
        told = "%{x:.1f}<extra>" + words(name, language) + "</extra>"
        bar = go.Scatter(x=[low, middle, high], y=row, mode="lines+markers", line=line, marker=marks, showlegend=False)
        drawn.add_trace(bar.update(hovertemplate=told), row=3, col=1)
    drawn.update_xaxes(title=say("figure.waited", language), rangemode="tozero", row=3)
    drawn.update_yaxes(range=[len(names) - 0.5, -0.5], showgrid=False, ticks="", row=3)


QUESTION = Question(
    "who_pays",
    Text("Who pays?", "谁付出代价？"),
    table,
    figure,
    ("chiefs_share_of_upper_openings", "own_head_succession_share", "head_wait_months"),
    Text(
        "Posts above are limited: what one group loses another gains. Waits are those of heads who did"
        " become secretary,"
        " the middle half as a line and the median as a dot; those still waiting are not in them.",
        "上级职位有限，此消彼长。等待年数仅含已升任书记的县长，线为中间一半，点为中位数；仍在等待者不计入。",
    ),
    told,
)
