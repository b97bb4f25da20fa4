"""A composite index of stability, with its weights in the open: read it with its parts, or not at all."""

from __future__ import annotations

from typing import NamedTuple

from sim.metrics.cycle import CYCLE
from sim.metrics.declare import Better, Metric, Part, Theme
from sim.metrics.pair import PAIR
from sim.metrics.run_tables import RunTables
from sim.metrics.tenure import TENURE
from sim.texts import Text

STABILITY = Theme()
metric = STABILITY.metric


class IndexPart(NamedTuple):
    """A metric in the index: its weight, the value that earns nothing, and the value that earns the whole weight."""

    key: str
    weight: int
    worst: float
    best: float


INDEX: tuple[IndexPart, ...] = (
    IndexPart("completed_term_share", 25, 0.0, 1.0),
    IndexPart("pair_overlap_months", 15, 0.0, 60.0),
    IndexPart("elected_leave_within_12m_baseline_clock_share", 15, 0.6, 0.0),
    IndexPart("off_cycle_exit_share", 15, 1.2, 0.0),
    IndexPart("joint_replacement_without_succession_share", 15, 0.2, 0.0),
    IndexPart("three_chiefs_share", 15, 0.6, 0.0),
)
"""Weights add up to 100. Weights and ends of the scales are assumptions: what stability is worth is for the reader."""

_METRICS: dict[str, Metric] = {**TENURE, **CYCLE, **PAIR}


def points(part: IndexPart, value: float) -> float:
    """What a value of a part's metric adds to the index: in proportion from the worst to the best, held between."""
    place = (value - part.worst) / (part.best - part.worst)
    return part.weight * min(1.0, max(0.0, place))


def index_of(values: dict[str, float | None]) -> float | None:
    """The index from the values of its parts; None where one of them is undefined."""
    found = 0.0
    for part in INDEX:
        value = values[part.key]
        if value is None:
            return None
        found += points(part, value)
    return found


@metric(
    "1",
    Better.MORE,
    Part.DESCRIPTION,
    Text("Stability index", "任期稳定指数"),
    Text(
        "0 to 100: completed terms (25), joint tenure of the pair, elected who stay a year, exits on the cycle, joint"
        " replacement without succession and terms of three chiefs (15 each), each in proportion between fixed"
        " ends. Weights are an assumption; never read it without its parts.",
        "0至100：任满一届（25分），两正职共事、当选后留任、按换届离任、无接任的同时更换、一届三任（各15分），各在固定上下限之间按比例计分。"
        "权重为假设；须连同分项解读。",
    ),
)
def stability_index(run: RunTables) -> float | None:
    return index_of({part.key: _METRICS[part.key].of(run) for part in INDEX})
