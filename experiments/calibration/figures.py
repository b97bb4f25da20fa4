"""Everything that a fit holds a simulated history against.

What is published (`targets.json`), the season of exits, and the yearly flows of an average prefecture (design/model.md
§2), as log ratios to the table: the published figures say little of who competes with whom and nothing of the months of
a year, and a fit to them alone lets the rivals of chiefs and the calendar wander.
"""

from __future__ import annotations

import math

import numpy as np

from experiments.calibration.distance import fitted
from experiments.calibration.targets import CALIBRATION, Target, read_targets
from experiments.flows import COUNTED_ONCE, Column, Flow, bounds

TARGETS = fitted(read_targets())
"""The published figures that are fitted."""

PUBLISHED = frozenset(t.id for t in TARGETS)
"""Ids of the published targets."""


def flow_target(of: Flow | Column) -> Target:
    """A yearly flow as a figure to be fitted; all flows of one kind of post count like one target."""
    low, high = map(math.log, bounds(of.starred))
    kind = of.name.partition("_")[0]
    return Target(
        f"flows of {kind}", f"flow_{of.name}", 0.0, low, high, None, CALIBRATION, False, True, "prefecture",
        "ASSUMED", "design/model.md §2", "",
    )  # fmt: skip


SEASON = Target(
    "season of exits", "season_share_head", 0.46, 0.414, 0.506, None, CALIBRATION, False, True, "prefecture",
    "COMPUTED", "facts/README.md: exits in January-April, when people's congresses sit", "",
)  # fmt: skip
"""The share of heads' exits that fall in the season of the people's congresses, within a tenth."""

FIGURES = (*TARGETS, SEASON, *(flow_target(of) for of in COUNTED_ONCE))
"""All of it, in the order of the columns of a wave."""

OPEN_BELOW = np.array([t.low is None for t in FIGURES])
"""Figures of which only an upper bound is published."""
