"""The model beside published figures: yearly hazards of heads, and every miss in tolerances."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from experiments.calibration.validation import Validation
from experiments.figures.effort import fold
from experiments.figures.theme import BASELINE_COLOUR, QUIET, SCENARIO_COLOURS, faded, finish
from experiments.validation_words import label_of
from sim.texts import say

HAZARD = "hazard_year_"


def hazards(found: Sequence[Validation], language: str) -> go.Figure:
    """Heads' chance of leaving by year in post, the accepted band behind."""
    drawn = go.Figure()
    band = [line.target for line in found[0].lines if line.target.moment.startswith(HAZARD)]
    years = list(range(1, len(band) + 1))
    high = [100 * (t.high or t.value) for t in band]
    low = [100 * (t.low or t.value) for t in band]
    drawn.add_trace(
        go.Scatter(
            x=[*years, *years[::-1]], y=[*high, *low[::-1]], fill="toself", mode="lines",
            fillcolor=faded(BASELINE_COLOUR), line={"width": 0}, hoverinfo="skip",
            name=say("validate.published_band", language),
        )
    )  # fmt: skip
    for place, one in enumerate(found):
        drawn.add_trace(
            go.Scatter(
                x=years, y=[100 * h for h in one.hazards], mode="lines+markers",
                name=one.behaviours.title.in_language(language),
                line={"color": SCENARIO_COLOURS[place % len(SCENARIO_COLOURS)], "width": 2.2},
            )
        )  # fmt: skip
    drawn.update_xaxes(title=say("validate.year_in_post", language), dtick=1)
    drawn.update_yaxes(title=say("validate.leaving", language), rangemode="tozero")
    return finish(drawn, 420)


def misses(found: Sequence[Validation], language: str) -> go.Figure:
    """A dot for each judged figure; between the lines at -1 and 1 it is accepted."""
    drawn = go.Figure()
    names: list[str] = []
    for place, one in enumerate(found):
        judged = [line for line in one.lines if line.target.judged and line.miss is not None]
        names = [fold(f"{line.target.id} {label_of(line, language)}", 44) for line in judged]
        drawn.add_trace(
            go.Scatter(
                x=[line.miss for line in judged], y=names, mode="markers",
                marker={"size": 8, "color": SCENARIO_COLOURS[place % len(SCENARIO_COLOURS)]},
                name=one.behaviours.title.in_language(language),
            )
        )  # fmt: skip
    for edge in (-1.0, 1.0):
        drawn.add_vline(x=edge, line={"color": QUIET, "width": 1, "dash": "dot"})
    drawn.update_xaxes(title=say("validate.in_tolerances", language))
    drawn.update_yaxes(range=[len(names) - 0.5, -0.5], dtick=1, tickfont={"size": 10})
    return finish(drawn, 120 + 24 * len(names), title_lines=0, legend=len(found) > 1)
