"""Do exits bunch at the end of the term, or where a minimum tenure runs out?"""

from __future__ import annotations

import numpy as np

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import RunTables, ratio
from sim.metrics.survival import LifeTable
from sim.texts import Text

PEAKS = Theme()
metric = PEAKS.metric


@metric(
    "1",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Peak of exits at the end of the term", "任期届满时的离任高峰"),
    Text(
        "Exits per spell and month at risk at durations 60-61 months over those at 54-57 and 62-65 months, each taken"
        " together, both chiefs.",
        "任期第60至61个月合并计算的月均离任风险，与第54至57、62至65个月合并计算的月均离任风险之比（两正职合计）。",
    ),
)
def term_peak_ratio(run: RunTables) -> float | None:
    table = run.period_both
    exits, at_risk = table.over(60, 62)
    before, at_risk_before = table.over(54, 58)
    after, at_risk_after = table.over(62, 66)
    around = ratio(before + after, at_risk_before + at_risk_after)
    peak = ratio(exits, at_risk)
    return None if peak is None or not around else peak / around


@metric(
    "1",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Bunching after the minimum tenure", "最低任职年限届满后的集中离任"),
    Text(
        "Hazard in the six months from the minimum tenure on, over a straight line fitted more than 12 and at most 36"
        " months away; the minimum is that of the stricter arm, in both arms; undefined where none is kept to"
        " anywhere.",
        "满最低任职年限起六个月的离任风险，与在其前后12至36个月拟合直线的预期之比；"
        "最低年限取对比双方中较严一方，两方同用；各方均未执行最低年限则无定义。",
    ),
)
def bunching_after_minimum(run: RunTables) -> float | None:
    minimum = run.minimum_months
    if minimum <= 0:
        return None
    return bunching(run.period_both, minimum)


def bunching(table: LifeTable, minimum: int) -> float | None:
    """Exits at durations minimum ... minimum + 5 over those expected from the line through durations near by.

    The line is fitted to the hazard, weighted by those at risk, at durations from `minimum` - 36 to
    `minimum` + 36 that lie more than 12 months away. None where the line is not positive there or cannot be drawn.
    """
    duration = np.arange(1, min(table.at_risk.size, minimum + 37))
    away = np.abs(duration - minimum)
    near = duration[(away > 12) & (away <= 36) & (table.at_risk[duration] > 0)].astype(float)
    weight = table.at_risk[near.astype(int)].astype(float)
    exits, at_risk = table.over(minimum, minimum + 6)
    if near.size < 2 or not at_risk:
        return None
    hazard = table.hazard[near.astype(int)]
    centre = np.cumsum(weight * near)[-1] / np.cumsum(weight)[-1]
    level = np.cumsum(weight * hazard)[-1] / np.cumsum(weight)[-1]
    slope = np.cumsum(weight * (near - centre) * hazard)[-1] / np.cumsum(weight * (near - centre) ** 2)[-1]
    inside = np.arange(minimum, min(minimum + 6, table.at_risk.size))
    line = level + slope * (inside - centre)
    if (line <= 0.0).any():
        return None
    return float(exits / np.cumsum(line * table.at_risk[inside])[-1])
