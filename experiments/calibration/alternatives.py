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
from sim.scenario import Scenario
from sim.texts import Text

NULL = "constant_hazard"

RATES = {"plan_secretary_per_month": "exit_rate_secretary", "plan_head_per_month": "exit_rate_head"}
"""The rates of planned moves that are left, and the figure each is fitted to."""

SWITCHES: Mapping[str, float] = {
    "plan_least_months": 0.0,
    "plan_ripe_months": 0.01,
    "plan_congress_factor": 1.0,
    "plan_wave_factor": 1.0,
    "plan_term_end_per_month": 0.0,
    "restless_place_sd": 0.0,
    "restless_principal_sd": 0.0,
    "transit_share": 0.0,
    "off_season_share": 1.0,
    "looks_ahead_months": 0.0,
}
"""What the null model switches off, whatever the fit has found."""

START = 0.006
"""Where the search for the rates begins, a month; from .003 or .012 it ends within two per cent of the same."""

ROUNDS = 10
"""Corrections of the rates, each by what is missing of the exit rates."""

STEP = 3.0
"""Power of what an exit rate misses by which the rate of planned moves is corrected: of ten per cent more of these,
three arrive among the exits, since whoever is not moved leaves otherwise."""

LOWEST, HIGHEST = 0.001, 0.2


def null_rates(
    baseline: Scenario, best: Mapping[str, float], folder: Path, seed: int, futures: int, counties: int
) -> dict[str, float]:
    """The two rates of the null model, laid over the set `best`, at which the exit rates are as published."""
    wanted = {t.moment: t.value for t in read_targets() if t.moment in RATES.values()}
    switched = {**best, **SWITCHES}
    rates = dict.fromkeys(RATES, START)
    for number in range(ROUNDS):
        one = Behaviours(NULL, Text("null", "恒定风险"), ({**switched, **rates},), structural=True)
        points = [Point(0, small(baseline, one, counties))]
        rows = run_points(points, futures, seed, folder=folder / f"null_{number}", metrics=(), moments=True, keep=())
        for name, moment in RATES.items():
            found = float(rows[moment].mean())  # type: ignore[arg-type]
            better = rates[name] * (wanted[moment] / found) ** STEP
            rates[name] = float(f"{min(HIGHEST, max(LOWEST, better)):.3g}")
    return rates
