"""Would a pilot have told the truth?"""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from experiments.figures.question import Question
from experiments.figures.theme import (
    BASELINE_COLOUR,
    SCENARIO_COLOURS,
    columns,
    finish,
    fold,
    numbers,
    panel_titles,
    words,
)
from experiments.pilot import OUTCOMES
from experiments.results import ComparisonData
from experiments.statistics.paired import estimate
from experiments.tables import Cell, Table, number
from sim.texts import Text, say

DECIMALS = (1, 1, 1, 2)
"""Decimals with which each outcome is told."""


def table(data: ComparisonData) -> Table | None:
    """What an evaluator finds, what was true, and what happened elsewhere, by scenario, outcome and future."""
    rows: list[tuple[Cell, ...]] = []
    for check in data.pilots:
        for place, (_, label) in enumerate(OUTCOMES):
            for future in range(check.estimates.shape[0]):
                found = (check.estimates[future, place], check.truth[future, place], check.elsewhere[future, place])
                rows.append((check.title, label, future, *(float(value) for value in found)))
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("outcome", Text("Outcome", "结果变量"), "", 0),
        ("future", Text("Future", "未来序号"), "", 0),
        ("estimate", Text("Difference in differences", "双重差分估计"), "", 3),
        ("truth", Text("True effect in the pilot's places", "试点地区真实效果"), "", 3),
        ("elsewhere", Text("Effect in the other places", "其他地区受到的影响"), "", 3),
    )
    return Table("pilot", QUESTION.title, heads, tuple(rows)) if rows else None


def summary(full: Table) -> Table:
    """Means over futures with their intervals, and how far single estimates lie apart."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in full.distinct("scenario"):
        for outcome in full.distinct("outcome"):
            part = full.where(scenario=scenario, outcome=outcome)
            found, truth, elsewhere = (numbers(part, key) for key in ("estimate", "truth", "elsewhere"))
            error = [None if a is None or b is None else a - b for a, b in zip(found, truth, strict=True)]
            mean, true, wrong, away = (estimate(values) for values in (found, truth, error, elsewhere))
            rows.append(
                (scenario, outcome, mean.mean, mean.p10, mean.p90, true.mean, wrong.mean, wrong.ci_low, wrong.ci_high)
                + (away.mean,)
            )
    heads = columns(
        ("estimate", Text("Difference in differences, mean", "双重差分均值"), "", 2),
        ("p10", Text("10 % of futures below", "10%的未来低于"), "", 2),
        ("p90", Text("10 % of futures above", "10%的未来高于"), "", 2),
        ("truth", Text("True effect, mean", "真实效果均值"), "", 2),
        ("error", Text("Error, mean", "误差均值"), "", 2),
        ("error_low", Text("95 % interval of it, low", "误差95%区间下限"), "", 2),
        ("error_high", Text("95 % interval of it, high", "误差95%区间上限"), "", 2),
        ("elsewhere", Text("Effect in the other places", "其他地区受到的影响"), "", 2),
    )
    return Table(full.name, full.title, full.columns[:2] + heads, tuple(rows))


def figure(full: Table, language: str) -> go.Figure:
    """A panel an outcome: every future a point, what an evaluator finds over what was true, and where they agree."""
    outcomes, scenarios = full.distinct("outcome"), full.distinct("scenario")
    titles = [fold(words(outcome, language), 24) for outcome in outcomes]
    drawn = make_subplots(rows=2, cols=2, subplot_titles=titles, horizontal_spacing=0.12, vertical_spacing=0.26)
    for place, outcome in enumerate(outcomes):
        at = {"row": place // 2 + 1, "col": place % 2 + 1}
        ends: list[float] = []
        for number_, scenario in enumerate(scenarios):
            part = full.where(scenario=scenario, outcome=outcome)
            truth, found = numbers(part, "truth"), numbers(part, "estimate")
            ends += [value for value in (*truth, *found) if value is not None]
            points = go.Scatter(
                x=truth, y=found, mode="markers", name=words(scenario, language), legendgroup=str(number_),
                showlegend=place == 0,
                marker={"size": 6, "opacity": 0.65, "color": SCENARIO_COLOURS[number_ % len(SCENARIO_COLOURS)]},
            )  # fmt: skip
            drawn.add_trace(points, **at)
        span = [min(ends, default=0.0), max(ends, default=1.0)]
        line = go.Scatter(
            x=span, y=span, mode="lines", line={"color": BASELINE_COLOUR, "width": 1, "dash": "dot"}, hoverinfo="skip",
            name=say("pilot.no_error", language), showlegend=place == 0,
        )  # fmt: skip
        drawn.add_trace(line, **at)
    drawn.update_xaxes(title=say("pilot.truth", language), row=2)
    drawn.update_yaxes(title=say("pilot.estimate", language), col=1)
    panel_titles(drawn)
    return finish(drawn, 660, title_lines=2)


class PilotQuestion(Question):
    """A question whose answer is no difference between scenarios, but between an evaluator and the truth."""

    def findings(self, data: ComparisonData, language: str) -> list[str]:
        """A sentence a scenario and outcome: estimate, truth, and whether their difference could be chance."""
        told = []
        full = table(data)
        for row in summary(full).rows if full else ():
            scenario, outcome, found, low, high, truth, error, error_low, error_high, _ = row
            place = next(i for i, (_, label) in enumerate(OUTCOMES) if label == outcome)
            values = {
                name: number(float(value), DECIMALS[place]) if isinstance(value, float) else "–"
                for name, value in (("found", found), ("low", low), ("high", high), ("truth", truth), ("error", error))
            }
            fair = isinstance(error_low, float) and isinstance(error_high, float) and error_low <= 0.0 <= error_high
            key = "pilot.fair" if fair else "pilot.biased"
            names = {"scenario": words(scenario, language), "outcome": words(outcome, language)}
            told.append(say(key, language, **names, **values))
        return told


QUESTION = PilotQuestion(
    "pilot",
    Text("Would the pilot have told the truth?", "试点评估能否反映真实效果？"),
    table,
    figure,
    (),
    Text(
        "A point is one future. An evaluator sees only the change in the pilot's places less the change in the"
        " others (vertical); the paired future without the reform tells what it did (horizontal). On the dotted"
        " line both agree.",
        "一点为一次未来。评估者只能看到试点地区与其他地区前后变化之差（纵轴）；未实施改革的配对未来给出真实效果（横轴）。点线上两者一致。",
    ),
    summary,
)
