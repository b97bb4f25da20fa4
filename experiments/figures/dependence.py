"""What does an outcome depend on? Effects of all factors, and shares of variance of the few that matter, and of
chance."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.factor_words import factor_meaning, factor_text, quoted, tier_text
from experiments.figures.theme import (
    GROUP_COLOURS,
    QUIET,
    SCENARIO_COLOURS,
    columns,
    finish,
    fold,
    numbers,
    panel_titles,
    whiskers,
    words,
)
from experiments.headline import DECIMALS, factor
from experiments.sensitivity import Dependence
from experiments.statistics.sensitivity import LUCK, ElementaryEffect, VarianceShare
from experiments.tables import Cell, Table
from sim.texts import Text, say

SIZE, TOTAL = 4, 9
"""Columns of the table in which these stand."""

SHOWN = 12
"""Factors drawn of a screening; the table holds them all."""

_WIDE = 26
_NOISY = 0.5
"""Share of variance with chance in it above which a warning is given."""


def table(found: Dependence, name: str) -> Table:
    """Every factor: what it moves, and its shares where it was looked at closely; the weightiest first."""
    shares = {share.name: share for share in found.shares}
    unit = found.outcome.unit
    rows = []
    for effect in ranked(found):
        share = shares.get(effect.name)
        weighed: tuple[Cell, ...] = (None,) * 6
        if share is not None:
            weighed = (
                share.total,
                share.total_low,
                share.total_high,
                share.first,
                share.first_low,
                share.first_high,
            )
        moved = (effect.size, effect.low, effect.high, effect.mean, effect.spread)
        named = (factor_text(effect.name), factor_meaning(effect.name), effect.name, tier_text(effect.name))
        rows.append((*named, *moved, *weighed))
    decimals = DECIMALS[unit] + (unit not in ("share", "months"))
    heads = columns(
        ("factor", Text("Uncertain number", "不确定参数"), "", 0),
        ("meaning", Text("Meaning", "含义"), "", 0),
        ("key", Text("Key", "代码"), "", 0),
        ("tier", Text("Evidence", "依据强度"), "", 0),
        ("size", Text("Moves the outcome by", "对结果的影响幅度"), unit, decimals),
        ("low", Text("95 % from", "95%区间下限"), unit, decimals),
        ("high", Text("95 % to", "95%区间上限"), unit, decimals),
        ("mean", Text("Mean with sign", "平均影响（带符号）"), unit, decimals),
        ("spread", Text("Spread of effects", "影响的离散程度"), unit, decimals),
        ("total", Text("Variance left while unknown", "未知时保留的方差占比"), "share", 0),
        ("total_low", Text("95 % from", "95%区间下限"), "share", 0),
        ("total_high", Text("95 % to", "95%区间上限"), "share", 0),
        ("first", Text("Variance gone when known", "获知后消除的方差占比"), "share", 0),
        ("first_low", Text("95 % from", "95%区间下限"), "share", 0),
        ("first_high", Text("95 % to", "95%区间上限"), "share", 0),
    )
    return Table(name, Text(found.outcome.label("en"), found.outcome.label("zh")), heads, tuple(rows))


def ranked(found: Dependence) -> list[ElementaryEffect]:
    """The factors looked at closely by their total share, then the others by their effect."""
    shares = {share.name: share.total for share in found.shares}
    return sorted(found.effects, key=lambda e: (e.name not in shares, -shares.get(e.name, 0.0), -e.size, e.name))


def figure(full: Table, language: str) -> go.Figure:
    """Above, what moving each factor over its range does; beneath, shares of variance of those looked at closely."""
    by_size = sorted(full.rows, key=lambda row: -_number(row[SIZE]))
    drawn_rows = Table(full.name, full.title, full.columns, tuple(by_size[:SHOWN]))
    weighed = Table(full.name, full.title, full.columns, tuple(row for row in full.rows if row[TOTAL] is not None))
    high = (len(drawn_rows.rows), max(len(weighed.rows), 1))
    titles = [say("figure.screened", language), say("figure.shares", language)]
    drawn = make_subplots(
        rows=2, cols=1, subplot_titles=titles, vertical_spacing=60 / (60 + 26 * sum(high)),
        row_heights=[n / sum(high) for n in high],
    )  # fmt: skip
    _bars(drawn, drawn_rows, factor(full.columns[SIZE].unit), language)
    _shares(drawn, weighed, language)
    moved = full.columns[SIZE]
    if moved.unit == "share":  # a share moves by percentage points
        moved = replace(moved, unit="points")
    drawn.update_xaxes(title=moved.head(language), rangemode="tozero", row=1)
    drawn.update_xaxes(title=say("figure.variance_share", language), range=_reach(weighed), dtick=25, row=2)
    drawn.update_yaxes(autorange="reversed", showgrid=False, ticks="", tickfont={"size": 11})
    panel_titles(drawn)
    return finish(drawn, 240 + 34 * sum(high))


def _bars(drawn: go.Figure, rows: Table, factor: float, language: str) -> None:
    sizes, low, high = (numbers(rows, key, factor) for key in ("size", "low", "high"))
    colours = [QUIET if key == LUCK else SCENARIO_COLOURS[0] for key in rows["key"]]
    bar = go.Bar(
        y=[_label(f, language) for f in rows["factor"]],
        x=sizes,
        orientation="h",
        marker={"color": colours},
        error_x=whiskers(sizes, low, high),
        showlegend=False,
        hovertemplate="%{x:.3g}<extra>%{y}</extra>",
    )
    drawn.add_trace(bar, row=1, col=1)


def _shares(drawn: go.Figure, rows: Table, language: str) -> None:
    names = [_label(f, language) for f in rows["factor"]]
    for key, symbol, colour in (("total", "circle", SCENARIO_COLOURS[0]), ("first", "circle-open", GROUP_COLOURS[4])):
        middle, low, high = (numbers(rows, part, 100.0) for part in (key, f"{key}_low", f"{key}_high"))
        dots = go.Scatter(
            x=middle,
            y=names,
            mode="markers",
            name=say(f"figure.{key}_share", language),
            marker={"symbol": symbol, "size": 10, "color": colour, "line": {"width": 2, "color": colour}},
            error_x=whiskers(middle, low, high, colour),
            hovertemplate="%{x:.0f} %<extra>%{y}</extra>",
        )
        drawn.add_trace(dots, row=2, col=1)


def _reach(rows: Table) -> list[float]:
    """From where to where shares are shown, in per cent: every dot, if not every whisker."""
    dots = [value for key in ("total", "first") for value in numbers(rows, key, 100.0) if value is not None]
    return [min([-25.0, *(dot - 5.0 for dot in dots)]), max([125.0, *(dot + 5.0 for dot in dots)])]


def _label(factor: Cell, language: str) -> str:
    """The name of a factor in two lines at most."""
    lines = fold(words(factor, language), _WIDE).split("<br>")
    return "<br>".join(lines if len(lines) < 3 else [lines[0], f"{lines[1]} …"])


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def findings(found: Dependence, close: int, factors: int, futures: int, language: str) -> list[str]:
    """What the numbers say."""
    outcome = found.outcome
    if not found.effects:
        return [say("dependence.undefined", language, outcome=outcome.label(language))]
    told = []
    if found.mean is not None and found.sd is not None:
        values = {"mean": outcome.told(found.mean, language), "sd": outcome.spread_told(found.sd, language)}
        told.append(say("dependence.stands", language, **values))
    shares = sorted((s for s in found.shares if s.name != LUCK), key=lambda s: -s.total)
    luck = next((s for s in found.shares if s.name == LUCK), None)
    if shares and shares[0].total_low > 0.0:
        told.append(say("dependence.most", language, **_share_words(shares[0], language)))
        rest = [s for s in shares[1:4] if s.total_low > 0.0]
        if rest:
            listed = say("list.join", language).join(
                say("dependence.one", language, **_share_words(s, language)) for s in rest
            )
            told.append(say("dependence.next", language, listed=listed))
    if luck is not None:
        told.append(say("dependence.luck", language, futures=futures, **_share_words(luck, language)))
        if luck.total > _NOISY:
            told.append(say("dependence.noisy", language))
    if factors > close:
        told.append(say("dependence.screened", language, factors=factors, close=close))
    return told


def _share_words(share: VarianceShare, language: str) -> dict[str, str]:
    return {
        "factor": quoted(share.name, language),
        "share": f"{min(max(share.total, 0.0), 1.0) * 100:.0f}",
        "low": f"{max(share.total_low, 0.0) * 100:.0f}",
        "high": f"{min(share.total_high, 1.0) * 100:.0f}",
    }
