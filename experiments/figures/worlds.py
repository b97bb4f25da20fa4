"""How do policies stand up to what is not known? The spread over worlds, who is best where, and who falls short."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from experiments.factor_words import factor_text
from experiments.figures.theme import (
    BASELINE_COLOUR,
    INK,
    SCENARIO_COLOURS,
    columns,
    faded,
    finish,
    fold,
    numbers,
    whiskers,
    words,
)
from experiments.headline import DECIMALS, factor, label
from experiments.robust import Robustness
from experiments.statistics.robustness import Proportion
from experiments.tables import Cell, Table
from sim.metrics import METRICS
from sim.texts import Text, say

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star", "pentagon")


def standing_table(found: Robustness) -> Table:
    """Every policy over all worlds."""
    unit = METRICS[found.judge.metric].unit
    decimals = DECIMALS[unit]
    rows = []
    for verdict in found.verdicts:
        one = verdict.standing
        spread: tuple[Cell, ...] = (one.mean, one.low, one.high, one.p10, one.p90, one.worst)
        change: tuple[Cell, ...] = (verdict.change, verdict.change_low, verdict.change_high)
        regret: tuple[Cell, ...] = (one.regret, one.regret_low, one.regret_high, one.worst_regret)
        rows.append(
            (
                verdict.title,
                *spread,
                *change,
                *regret,
                *_parts(one.best),
                one.clearly_best.share,
                *_parts(verdict.short),
            )
        )
    heads = columns(
        ("scenario", Text("Policy", "方案"), "", 0),
        ("mean", Text("Mean over worlds", "各情景均值"), unit, decimals),
        ("low", Text("95 % from", "95%区间下限"), unit, decimals),
        ("high", Text("95 % to", "95%区间上限"), unit, decimals),
        ("p10", Text("One world in ten below", "10%的情景低于"), unit, decimals),
        ("p90", Text("One world in ten above", "10%的情景高于"), unit, decimals),
        ("worst", Text("Worst world", "最差情景"), unit, decimals),
        ("change", Text("Difference to the baseline", "与基准之差"), unit, decimals),
        ("change_low", Text("95 % from", "95%区间下限"), unit, decimals),
        ("change_high", Text("95 % to", "95%区间上限"), unit, decimals),
        ("regret", Text("Mean regret", "平均遗憾值"), unit, decimals),
        ("regret_low", Text("95 % from", "95%区间下限"), unit, decimals),
        ("regret_high", Text("95 % to", "95%区间上限"), unit, decimals),
        ("worst_regret", Text("Worst regret seen", "所见最大遗憾值"), unit, decimals),
        ("best", Text("Worlds in which best", "最优情景占比"), "share", 0),
        ("best_low", Text("95 % from", "95%区间下限"), "share", 0),
        ("best_high", Text("95 % to", "95%区间上限"), "share", 0),
        ("clearly", Text("Clearly best", "明确最优"), "share", 0),
        ("short", Text("Worlds in which it falls short", "未达要求的情景占比"), "share", 0),
        ("short_low", Text("95 % from", "95%区间下限"), "share", 0),
        ("short_high", Text("95 % to", "95%区间上限"), "share", 0),
    )
    title = Text(label(found.judge.metric, "en"), label(found.judge.metric, "zh"))
    return Table("standing", title, heads, tuple(rows))


def _parts(found: Proportion) -> tuple[Cell, Cell, Cell]:
    return (found.share, found.low, found.high)


def standing_figure(full: Table, language: str) -> go.Figure:
    """Eight worlds in ten as a line, the mean as a dot, a row a policy."""
    times = factor(full.columns[1].unit)
    names = [fold(words(n, language), 22) for n in full["scenario"]]
    drawn = go.Figure()
    low, middle, high, worst = (numbers(full, key, times) for key in ("p10", "mean", "p90", "worst"))
    for place, name in enumerate(names):
        colour = _colour(place)
        drawn.add_trace(
            go.Scatter(
                x=[low[place], high[place]],
                y=[name, name],
                mode="lines",
                line={"color": colour, "width": 6},
                showlegend=False,
                hoverinfo="skip",
            )  # fmt: skip
        )
    for key, values, symbol, size in (("mean", middle, "circle", 12), ("worst", worst, "line-ns-open", 12)):
        drawn.add_trace(
            go.Scatter(
                x=values,
                y=names,
                mode="markers",
                name=say(f"figure.worlds_{key}", language),
                marker={
                    "symbol": symbol,
                    "size": size,
                    "color": "white" if key == "mean" else BASELINE_COLOUR,
                    "line": {"color": BASELINE_COLOUR, "width": 2},
                },
                hovertemplate="%{x:.3g}<extra>%{y}</extra>",
            )
        )
    drawn.update_xaxes(title=full.title.in_language(language))
    drawn.update_yaxes(autorange="reversed", showgrid=False, ticks="")
    return finish(drawn, 190 + 52 * len(names), title_lines=0)


def winners_table(found: Robustness) -> Table | None:
    """Every world: the two numbers that tell most about who wins, the winner and his lead; None where nothing tells."""
    if len(found.telling) < 2:
        return None
    first, second = (found.names.index(name) for name, _ in found.telling[:2])
    best = found.means if found.judge.more else -found.means
    rows = []
    for world in np.flatnonzero(found.winners >= 0).tolist():
        ordered = np.sort(best[:, world])
        lead = float(ordered[-1] - ordered[-2]) if len(ordered) > 1 else None
        winner = found.verdicts[int(found.winners[world])].title
        rows.append((world, float(found.places[world, first]), float(found.places[world, second]), winner, lead))
    unit = METRICS[found.judge.metric].unit
    one, two = (factor_text(name) for name, _ in found.telling[:2])
    heads = columns(
        ("world", Text("World", "情景编号"), "", 0),
        ("first", one, "", 4),
        ("second", two, "", 4),
        ("winner", Text("Best policy", "最优方案"), "", 0),
        ("lead", Text("Lead over the next", "领先次优"), unit, DECIMALS[unit]),
    )
    return Table("winners", Text("Who is best where", "何种情景下哪项方案最优"), heads, tuple(rows))


def winners_figure(full: Table, titles: list[Text], language: str) -> go.Figure:
    """A dot a world, placed by the two numbers that tell most, in the colour of the best policy."""
    drawn = go.Figure()
    for place, title in enumerate(titles):
        part = full.where(winner=title)
        if not part.rows:
            continue
        drawn.add_trace(
            go.Scatter(
                x=numbers(part, "first"),
                y=numbers(part, "second"),
                mode="markers",
                name=words(title, language),
                marker={
                    "color": _colour(place),
                    "symbol": SYMBOLS[place % len(SYMBOLS)],
                    "size": 8,
                    "line": {"color": "white", "width": 0.5},
                },
                hovertemplate="%{x:.3g}; %{y:.3g}<extra>" + words(title, language) + "</extra>",
            )
        )
    drawn.update_xaxes(title=full.columns[1].heading.in_language(language))
    drawn.update_yaxes(title=fold(full.columns[2].heading.in_language(language), 40))
    return finish(drawn, 520, title_lines=0)


def short_figure(full: Table, language: str) -> go.Figure:
    """The share of worlds in which each policy falls short, with its interval."""
    names = [fold(words(n, language), 22) for n in full["scenario"]]
    middle, low, high = (numbers(full, key, 100.0) for key in ("short", "short_low", "short_high"))
    bar = go.Bar(
        y=names,
        x=middle,
        orientation="h",
        marker={"color": [faded(_colour(place), 0.5) for place in range(len(names))]},
        error_x=whiskers(middle, low, high, INK),
        showlegend=False,
        hovertemplate="%{x:.0f} %<extra>%{y}</extra>",
    )
    drawn = go.Figure(bar)
    drawn.update_xaxes(title=say("figure.short_share", language), range=[0, 100])
    drawn.update_yaxes(autorange="reversed", showgrid=False, ticks="")
    return finish(drawn, 150 + 44 * len(names), title_lines=0, legend=False)


def _colour(place: int) -> str:
    return BASELINE_COLOUR if place == 0 else SCENARIO_COLOURS[(place - 1) % len(SCENARIO_COLOURS)]
