"""Structural alternatives: the constant-hazard null model, whose failures show what the mechanisms buy.

Under it the department moves a chief at a rate that knows neither his tenure nor the calendar nor a new principal,
and chiefs do not look ahead. Two rates are left; they are fitted to the two yearly exit rates and to nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from experiments.calibration.targets import read_targets
from experiments.calibration.waves import small
from experiments.design import Point
from experiments.runner import run_points
from sim.behaviour import Behaviours
from sim.behaviour_file import shipped
from sim.scenario import Scenario
from sim.texts import Text

NULL = "constant_hazard"

RATES = {"plan_secretary_per_month": "exit_rate_secretary", "plan_head_per_month": "exit_rate_head"}
"""The rates of planned moves that are left, and the figure each is fitted to."""

ROUNDS = 5
"""Corrections of the rates, each by what is missing of the exit rates."""

DAMPING = 1.3
LOWEST, HIGHEST = 0.001, 0.2


def null_switches() -> dict[str, float]:
    """What the shipped null model switches off: everything it differs in but its rates."""
    null, calibrated = shipped(NULL).sets[0], shipped("calibrated").sets[0]
    return {name: value for name, value in null.items() if calibrated.get(name) != value and name not in RATES}


def null_rates(
    baseline: Scenario, best: Mapping[str, float], folder: Path, seed: int, futures: int, counties: int
) -> dict[str, float]:
    """The two rates of the null model, laid over the set `best`, at which the exit rates are as published."""
    wanted = {t.moment: t.value for t in read_targets() if t.moment in RATES.values()}
    switched = {**best, **null_switches()}
    rates = {name: shipped(NULL).sets[0][name] for name in RATES}
    for number in range(ROUNDS):
        one = Behaviours(NULL, Text("null", "恒定风险"), ({**switched, **rates},), structural=True)
        points = [Point(0, small(baseline, one, counties))]
        rows = run_points(points, futures, seed, folder=folder / f"null_{number}", metrics=(), moments=True, keep=())
        for name, moment in RATES.items():
            found = float(rows[moment].mean())  # type: ignore[arg-type]
            better = rates[name] * (wanted[moment] / found) ** DAMPING
            rates[name] = float(f"{min(HIGHEST, max(LOWEST, better)):.3g}")
    return rates
