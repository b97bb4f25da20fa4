"""A figure for the answer of each shipped study."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from experiments.figures.theme import QUIET, SCENARIO_COLOURS, finish, fold, numbers, whiskers, words
from experiments.tables import Table
from sim.texts import say

_RANKS = ("#003f6b", "#0072b2", "#56b4e9", "#a6cee3", "#cbd2d9", "#e9d8a6", "#e69f00", "#d55e00")


def figure_of(study: str, tables: Sequence[Table], language: str) -> go.Figure:
    """The figure of a study's answer, from its tables."""
    if study == "full_term_length":
        return lengths(tables[0], language)
    if study == "ranking_robust":
        return ranks(tables[0], language)
    main = tables[0].where(key="completed_term_share") if study == "single_remedy" else tables[0]
    return effects(main, "scenario" if study == "single_remedy" else "metric", language)


def effects(table: Table, by: str, language: str) -> go.Figure:
    """Differences in standard deviations of single futures, with intervals that hold together."""
    effect, gap, low, high = (numbers(table, key) for key in ("effect", "difference", "low", "high"))
    scale = [e / g if e is not None and g else None for e, g in zip(effect, gap, strict=True)]
    low, high = (
        [None if e is None or s is None else e * s for e, s in zip(end, scale, strict=True)] for end in (low, high)
    )
    drawn = go.Figure(
        go.Scatter(
            x=effect,
            y=[fold(words(name, language), 32) for name in table[by]],
            mode="markers",
            marker={"size": 11, "color": SCENARIO_COLOURS[0]},
            error_x=whiskers(effect, low, high),
            showlegend=False,
            hovertemplate="%{x:.2g}<extra>%{y}</extra>",
        )
    )
    drawn.add_vline(x=0, line={"color": QUIET, "width": 1})
    drawn.update_xaxes(title=fold(say("figure.effect_sd", language), 20))
    drawn.update_yaxes(autorange="reversed", showgrid=False, ticks="")
    return finish(drawn, 160 + 52 * len(table.rows), title_lines=0)


def lengths(table: Table, language: str) -> go.Figure:
    """Gains and costs reached by each length of the minimum."""
    drawn = go.Figure()
    for key, colour, dash in (("gain", SCENARIO_COLOURS[0], "solid"), ("cost", SCENARIO_COLOURS[1], "dash")):
        drawn.add_trace(
            go.Scatter(
                x=numbers(table, "months"),
                y=numbers(table, key, 100.0),
                name=say(f"figure.{key}_reached", language),
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 2.4},
                hovertemplate="%{x}: %{y:.0f} %<extra></extra>",
            )
        )
    drawn.update_xaxes(title=say("figure.minimum_months", language), dtick=12)
    drawn.update_yaxes(title=say("figure.share_reached", language))
    return finish(drawn, 420, title_lines=0)


def ranks(table: Table, language: str) -> go.Figure:
    """In how many worlds each policy holds each rank."""
    drawn = go.Figure()
    keys = [column for column in table.columns if column.key.startswith("rank_")]
    for place, column in enumerate(keys):
        values = numbers(table, column.key, 100.0)
        drawn.add_trace(
            go.Bar(
                y=[fold(words(name, language), 24) for name in table["scenario"]],
                x=values,
                name=column.heading.in_language(language),
                orientation="h",
                marker={"color": _RANKS[place % len(_RANKS)], "line": {"color": "white", "width": 1}},
                text=[f"{v:.0f}" if v is not None and v >= 6 else "" for v in values],
                textposition="inside",
                textangle=0,
                hovertemplate="%{x:.0f} %<extra>" + column.heading.in_language(language) + "</extra>",
            )
        )
    drawn.update_layout(barmode="stack", bargap=0.3, legend_traceorder="normal")
    drawn.update_xaxes(title=fold(say("figure.worlds_share", language), 20), range=[0, 100])
    drawn.update_yaxes(autorange="reversed", showgrid=False, ticks="")
    return finish(drawn, 190 + 50 * len(table.rows), title_lines=0)
