"""A pilot as its evaluators would see it, and as it was: difference in differences beside the effect that is known.

A reform that holds in some places only divides the counties in two. Within the future that has the reform, an evaluator
compares how the two groups changed; the paired future without it tells what the reform did in those places, and what
it did in the others. Their difference is the error of the evaluator, in a world where the truth is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.metrics import RunTables
from sim.run import empty_world
from sim.scenario import Scenario
from sim.texts import Text
from sim.where import covered
from sim.world import places

OUTCOMES: tuple[tuple[str, Text], ...] = (
    ("exits", Text("Exits of both chiefs, per 100 post-years", "两正职离任（每百职位年）")),
    ("lobbying_effort", Text("Effort on lobbying (%)", "用于跑官要官的精力（%）")),
    ("development_effort", Text("Effort on long-run development (%)", "用于长远发展的精力（%）")),
    ("growth", Text("Growth relative to the province (points a year)", "相对全省的增长（百分点/年）")),
)
"""What is compared: keys and labels; all times 100 but growth."""

Panel = np.ndarray
"""Means by outcome, group (0 others, 1 pilot) and period (0 before, 1 after): float64, shape (4, 2, 2)."""


@dataclass(frozen=True)
class Pilot:
    """Where and when a reform holds that does not hold everywhere.

    Attributes
    ----------
    inside: counties it holds in, bool, shape (counties,).
    before, after: first month and month after the last of the two periods compared.
    """

    inside: np.ndarray
    before: tuple[int, int]
    after: tuple[int, int]


def pilot_of(scenario: Scenario) -> Pilot | None:
    """The first reform of `scenario` that holds in some places only and has months before it; None where none does.

    The time after it ends with the next reform.
    """
    for number, reform in enumerate(scenario.reforms):
        if reform.where is None or reform.month < 12:
            continue
        inside = covered(reform.where, empty_world(scenario), places(scenario.world))
        later = [r.month for r in scenario.reforms[number + 1 :] if r.month > reform.month]
        ends = min([*later, scenario.horizon_months])
        if inside.all() or ends - reform.month < 12:
            continue
        return Pilot(inside, (0, reform.month), (reform.month, ends))
    return None


def panel_of(run: RunTables, pilot: Pilot) -> Panel:
    """The outcomes of one run by group and period; yearly tables count with the years that lie wholly in a period."""
    found = np.full((len(OUTCOMES), 2, 2), np.nan)
    for period, (first, last) in enumerate((pilot.before, pilot.after)):
        until = np.where(run.end < 0, run.last_month, run.end)
        held = np.maximum(np.minimum(until, last) - np.maximum(run.start, first), 0)
        left = (run.end >= first) & (run.end < last)
        for group in (0, 1):
            mine = pilot.inside[run.county] == bool(group)
            found[0, group, period] = _ratio(1200.0 * int((left & mine).sum()), int(held[mine].sum()))
            for place, (name, _) in enumerate(OUTCOMES[1:], start=1):
                found[place, group, period] = _yearly_mean(run, name, pilot.inside, bool(group), first, last)
    return found


def _yearly_mean(run: RunTables, name: str, inside: np.ndarray, group: bool, first: int, last: int) -> float:
    rows = run.ledger["county_periods" if name == "growth" else "chief_periods"]
    rows = rows[(rows["first_month"] >= first) & (rows["first_month"] + 12 <= last) & (inside[rows["county"]] == group)]
    if not rows.size:
        return float("nan")
    summed = float(np.add.accumulate(rows[name] * rows["months"])[-1])
    return _ratio(summed if name == "growth" else 100.0 * summed, int(rows["months"].sum()))


def _ratio(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator else float("nan")


def difference_in_differences(panel: Panel) -> np.ndarray:
    """Change in the pilot's places less change in the others, by outcome, shape (..., 4)."""
    change = panel[..., 1] - panel[..., 0]
    return np.asarray(change[..., 1] - change[..., 0])


@dataclass(frozen=True)
class PilotCheck:
    """What a pilot scenario and the baseline came to in the same futures.

    Attributes
    ----------
    name: of the scenario. title: its title. without, within: panels of the baseline and of the scenario, float64,
        shape (replicates, 4, 2, 2).
    """

    name: str
    title: Text
    without: np.ndarray
    within: np.ndarray

    @property
    def estimates(self) -> np.ndarray:
        """What an evaluator finds in each future, shape (replicates, 4)."""
        return difference_in_differences(self.within)

    @property
    def truth(self) -> np.ndarray:
        """What the reform did in its places in each future, shape (replicates, 4)."""
        return np.asarray(self.within[:, :, 1, 1] - self.without[:, :, 1, 1])

    @property
    def elsewhere(self) -> np.ndarray:
        """What it did in the other places, shape (replicates, 4)."""
        return np.asarray(self.within[:, :, 0, 1] - self.without[:, :, 0, 1])
