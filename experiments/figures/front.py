"""Which policies does none beat? Members of the front on fresh luck, with intervals, against the practice."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.figures.theme import BASELINE_COLOUR, QUIET, SCENARIO_COLOURS, columns, finish, numbers, whiskers
from experiments.headline import DECIMALS, factor
from experiments.policy_search import Searched
from experiments.policy_words import setting
from experiments.statistics.pareto import Member
from experiments.study_parts import Objective
from experiments.tables import Cell, Table
from sim.policy import LEVERS
from sim.texts import Text, say

_DEFAULT = 2


def table(found: Searched) -> Table:
    """Every member: its levers, its objectives on fresh luck with intervals, what the search saw, who beats it."""
    rows = [_row(found, number, levers, member) for number, (levers, member) in enumerate(
        zip(found.levers, found.members, strict=True), start=1)]  # fmt: skip
    rows.append(_row(found, 0, {}, found.practice))
    heads = [
        ("member", Text("Member", "编号"), "", 0),
        ("standing", Text("On fresh luck", "重新检验"), "", 0),
        *((axis.lever, axis.declared.label, "", 0) for axis in found.axes),
    ]
    for place, one in enumerate(found.search.objectives):
        decimals = DECIMALS.get(one.unit, _DEFAULT)
        heads += [
            (f"mean_{place}", one.label, one.unit, decimals),
            (f"low_{place}", Text("95 % from", "95%区间下限"), one.unit, decimals),
            (f"high_{place}", Text("95 % to", "95%区间上限"), one.unit, decimals),
            (f"seen_{place}", Text("As the search saw it", "搜索时所见"), one.unit, decimals),
        ]
    return Table("front", Text("Policies that none beats", "不被任何方案全面超越的方案"), columns(*heads), tuple(rows))


def _row(found: Searched, number: int, levers: object, member: Member) -> tuple[Cell, ...]:
    known = dict(levers) if isinstance(levers, dict) else dict(levers or {})  # type: ignore[call-overload]
    cells: list[Cell] = [str(number) if number else Text("baseline", "基准"), _standing(number, member)]
    cells += [_setting(axis.lever, known) for axis in found.axes]
    for place, estimate in enumerate(member.estimates):
        seen = member.found[place] if number else None
        cells += [estimate.mean, estimate.ci_low, estimate.ci_high, seen]
    return tuple(cells)


def _setting(lever: str, levers: dict[str, float]) -> Cell:
    value = levers.get(lever)
    if value is None:
        return Text("unchanged", "不变")
    declared = LEVERS[lever]
    return setting(declared, value if declared.positions else float(f"{value:.3g}"))


def _standing(number: int, member: Member) -> Text:
    if not number:
        return Text("–", "–")
    if member.dominated_by is None:
        return Text("holds", "成立")
    key = "front.beaten_clearly" if member.clearly else "front.beaten"
    other = member.dominated_by + 1
    return Text(say(key, "en", other=other), say(key, "zh", other=other))


def figure(full: Table, objectives: tuple[Objective, ...], language: str) -> go.Figure:
    """The first objective against each other one, a panel each; hollow: beaten on fresh luck; a star: the practice."""
    others = range(1, len(objectives))
    drawn = make_subplots(rows=len(others), cols=1, vertical_spacing=0.24 / max(len(others), 1))
    for line, place in enumerate(others, start=1):
        for kind in ("holds", "beaten", "practice"):
            part = Table(full.name, full.title, full.columns, tuple(row for row in full.rows if _kind(row) == kind))
            drawn.add_trace(_dots(part, objectives, place, kind, line == 1, language), row=line, col=1)
        drawn.update_xaxes(title=_axis(full, 0, language), row=line)
        drawn.update_yaxes(title=_axis(full, place, language), row=line)
    return finish(drawn, 150 + 330 * len(others), title_lines=0)


def _kind(row: tuple[Cell, ...]) -> str:
    if isinstance(row[0], Text):
        return "practice"
    return "holds" if isinstance(row[1], Text) and row[1].en == "holds" else "beaten"


def _axis(full: Table, place: int, language: str) -> str:
    return next(c for c in full.columns if c.key == f"mean_{place}").head(language)


def _dots(
    part: Table, objectives: tuple[Objective, ...], place: int, kind: str, legend: bool, language: str
) -> go.Scatter:
    factors = [factor(one.unit) for one in (objectives[0], objectives[place])]
    x, y = numbers(part, "mean_0", factors[0]), numbers(part, f"mean_{place}", factors[1])
    colour = {"holds": SCENARIO_COLOURS[0], "beaten": QUIET, "practice": BASELINE_COLOUR}[kind]
    symbol = {"holds": "circle", "beaten": "circle-open", "practice": "star"}[kind]
    return go.Scatter(
        x=x,
        y=y,
        mode="markers+text",
        text=[str(name) if isinstance(name, str) else "" for name in part["member"]],
        textposition="top center",
        textfont={"size": 10, "color": QUIET},
        name=say(f"figure.front_{kind}", language),
        legendgroup=kind,
        showlegend=legend,
        marker={"symbol": symbol, "size": 13 if kind == "practice" else 9, "color": colour},
        error_x=_error(part, 0, factors[0], colour),
        error_y=_error(part, place, factors[1], colour),
        hovertemplate="%{text}: %{x:.3g}; %{y:.3g}<extra></extra>",
    )


def _error(part: Table, place: int, factor: float, colour: str) -> dict[str, object]:
    middle, low, high = (numbers(part, f"{key}_{place}", factor) for key in ("mean", "low", "high"))
    return whiskers(middle, low, high, colour, 1.0)
