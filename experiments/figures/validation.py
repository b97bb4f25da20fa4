"""The model beside published figures: yearly hazards of heads, and every miss in tolerances.

Drawn from what `validation.as_json` keeps, so that a validation of long ago can be drawn again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from experiments.calibration.moments import MOMENTS
from experiments.figures.theme import BASELINE_COLOUR, QUIET, SCENARIO_COLOURS, faded, finish, fold, whiskers
from experiments.validation_words import label_of
from sim.texts import Text, say

HAZARD = "hazard_year_"


Found = Mapping[Text, Mapping[str, Any]]
"""Validations as plain values, by the title of the behaviour."""


def hazards(found: Found, language: str) -> go.Figure:
    """Heads' chance of leaving by year in post, the accepted band behind."""
    drawn = go.Figure()
    figures = next(iter(found.values()))["figures"]
    band = [line["accepted"] for line in figures if line["moment"].startswith(HAZARD)]
    years = list(range(1, len(band) + 1))
    low, high = ([100 * ends[side] for ends in band] for side in (0, 1))
    drawn.add_trace(
        go.Scatter(
            x=[*years, *years[::-1]], y=[*high, *low[::-1]], fill="toself", mode="lines",
            fillcolor=faded(BASELINE_COLOUR), line={"width": 0}, hoverinfo="skip",
            name=say("validate.published_band", language),
        )
    )  # fmt: skip
    for place, (title, one) in enumerate(found.items()):
        drawn.add_trace(
            go.Scatter(
                x=years, y=[100 * h for h in one["yearly_hazards_head"]], mode="lines+markers",
                name=title.in_language(language),
                line={"color": SCENARIO_COLOURS[place % len(SCENARIO_COLOURS)], "width": 2.2},
            )
        )  # fmt: skip
    drawn.update_xaxes(title=say("validate.year_in_post", language), dtick=1)
    drawn.update_yaxes(title=say("validate.leaving", language), rangemode="tozero")
    return finish(drawn, 420)


def misses(found: Found, language: str) -> go.Figure:
    """A dot for each judged figure with its 95 % interval; between the lines at -1 and 1 it is accepted."""
    drawn = go.Figure()
    names: list[str] = []
    for place, (title, one) in enumerate(found.items()):
        judged = [line for line in one["figures"] if line["judged"] and line["miss"] is not None]
        colour = SCENARIO_COLOURS[place % len(SCENARIO_COLOURS)]
        middle, low, high = ([_in_tolerances(line, end) for line in judged] for end in range(3))
        labels = [label_of(MOMENTS[line["moment"]].label, line["practice"] == "later", language) for line in judged]
        names = [fold(f"{line['id']} {label}", 44) for line, label in zip(judged, labels, strict=True)]
        drawn.add_trace(
            go.Scatter(
                x=[line["miss"] for line in judged], y=names, mode="markers", marker={"size": 8, "color": colour},
                error_x=whiskers(middle, low, high, colour),
                name=title.in_language(language),
            )
        )  # fmt: skip
    for edge in (-1.0, 1.0):
        drawn.add_vline(x=edge, line={"color": QUIET, "width": 1, "dash": "dot"})
    # Of few futures intervals are so long that the dots would be lost among them: they run out of the panel then.
    end = max((1.2 * abs(x) for dots in drawn.data for x in dots.x), default=0.0)
    drawn.update_xaxes(title=say("validate.in_tolerances", language), range=[-max(1.5, end), max(1.5, end)])
    drawn.update_yaxes(range=[len(names) - 0.5, -0.5], dtick=1, tickfont={"size": 10})
    return finish(drawn, 120 + 29 * len(names), title_lines=0, legend=len(found) > 1)


def _in_tolerances(line: Mapping[str, Any], end: int) -> float | None:
    """A figure's mean (0) or an end of its interval (1, 2) over its tolerance; None without one."""
    least, most = line["accepted"]
    value = (line["mean"], *line["ci95"])[end]
    return None if least is None or most is None or value is None else 2.0 * value / (most - least)
