"""How long do two chiefs work together?"""

from __future__ import annotations

import plotly.graph_objects as go

from experiments.figures.question import Question
from experiments.figures.theme import columns, faded, finish, numbers, scenario_styles, words
from experiments.results import ComparisonData
from experiments.statistics.survival import survival
from experiments.tables import Cell, Table
from sim.texts import Text, say

MONTHS = 60


def table(data: ComparisonData) -> Table:
    """Share of pairs still together by month, with the band of single futures."""
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios:
        curve = survival([run.pairs for run in scenario.runs], MONTHS)
        for month in curve.months.tolist():
            band = (float(curve.value[month]), float(curve.p10[month]), float(curve.p90[month]))
            rows.append((scenario.title, month, *band, int(curve.at_risk[max(month, 1)]) / len(scenario.runs)))
    heads = columns(
        ("scenario", Text("Scenario", "方案"), "", 0),
        ("month", Text("Months both in post", "共事月数"), "months", 0),
        ("together", Text("Still together", "仍共事"), "share", 1),
        ("p10", Text("10 % of futures below", "10%的未来低于"), "share", 1),
        ("p90", Text("10 % of futures above", "10%的未来高于"), "share", 1),
        ("at_risk", Text("Pairs at risk in one future", "单次未来中在险的两正职对数"), "", 1),
    )
    return Table("pair", QUESTION.title, heads, tuple(rows))


def yearly(full: Table) -> Table:
    """The rows at whole years."""
    kept = [row for row in full.rows if isinstance(row[1], int) and row[1] % 12 == 0]
    return Table(full.name, full.title, full.columns, tuple(kept))


def figure(full: Table, language: str) -> go.Figure:
    """One panel, a curve a scenario."""
    names = full.distinct("scenario")
    styles = scenario_styles(names)
    drawn = go.Figure()
    for name in names:
        part, label = full.where(scenario=name), words(name, language)
        month = numbers(part, "month")
        low, high = numbers(part, "p10", 100), numbers(part, "p90", 100)
        known = [i for i, value in enumerate(low) if value is not None]
        around = [month[i] for i in known] + [month[i] for i in reversed(known)]
        edge = [high[i] for i in known] + [low[i] for i in reversed(known)]
        band = go.Scatter(
            x=around, y=edge, fill="toself", mode="lines", line={"width": 0}, hoverinfo="skip", showlegend=False
        )
        drawn.add_trace(band.update(fillcolor=faded(str(styles[name]["color"]))))
        hover = "%{x}: %{y:.1f} %<extra>" + label + "</extra>"
        line = styles[name] | {"shape": "hv"}
        drawn.add_trace(
            go.Scatter(
                x=month, y=numbers(part, "together", 100), name=label, mode="lines", line=line, hovertemplate=hover
            )
        )
    drawn.update_xaxes(title=say("figure.months_together", language), dtick=12, range=[0, MONTHS])
    drawn.update_yaxes(title=say("figure.both_in_post", language), range=[0, 101])
    return finish(drawn, 400, title_lines=0)


QUESTION = Question(
    "pair",
    Text("How long do the two chiefs work together?", "两位正职共事多久？"),
    table,
    figure,
    ("pair_overlap_months", "joint_replacement_12m_share", "joint_replacement_without_succession_share"),
    Text(
        "From the month both are in post until the first of them leaves, whatever the reason; a head who becomes"
        " secretary ends the pair.",
        "自两人均到任起至任一人离任止，不论原因；县长接任书记亦视为共事结束。",
    ),
    yearly,
)
