"""Structural alternatives with rates of their own, which are fitted anew to the two yearly exit rates and nothing else.

The null model, whose failures show what the mechanisms buy: the department moves a chief at a rate that knows neither
his tenure nor the calendar nor a new principal, and chiefs do not look ahead. And a world of long tenures, since
sources contradict each other: the calibrated one in which the department plans so few moves that secretaries stay four
years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from experiments.calibration.targets import read_targets
from experiments.calibration.waves import small
from experiments.design import Point
from experiments.runner import run_points
from sim.behaviour import Behaviours
from sim.scenario import Scenario
from sim.texts import Text

RATES = {"plan_secretary_per_month": "exit_rate_secretary", "plan_head_per_month": "exit_rate_head"}
"""The rates of planned moves that are fitted, and the figure each is fitted to."""

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

@dataclass(frozen=True)
class Alternative:
    """A structural alternative whose rates of planned moves are fitted.

    Attributes
    ----------
    name: of its behaviour file. title. told: what it is, for the head of the file, lines of a comment.
    switches: values laid over the calibrated set.
    longer: how many times as long as published chiefs are to stay.
    start: where the search for the rates begins, a month; where None, at those of the calibrated set.
    step: power of what an exit rate misses by which the rate of planned moves is corrected. Whoever is not moved leaves
        otherwise: of ten per cent more planned moves three arrive among the exits of the null model, and hardly one
        where moves are few.
    """

    name: str
    title: Text
    told: str
    switches: Mapping[str, float]
    longer: float
    start: float | None
    step: float


NULL = Alternative(
    "constant_hazard",
    Text("constant hazard", "恒定风险"),
    "# The null model: planned moves at a constant hazard, which only chance decides, and chiefs who do not look\n"
    "# ahead. Its two rates are fitted to C1 and C2 by `renqi calibrate`; what else it misses is what the\n"
    "# mechanisms are for. Values outside the declared ranges switch a mechanism off.\n",
    SWITCHES,
    1.0,
    0.006,  # from .003 or .012 it ends within two per cent of the same
    3.0,
)

LONG = Alternative(
    "long_tenure",
    Text("long tenure", "任职较长"),
    "# Secretaries stay four years, as in prefectures, and not the three of Landry, Lü & Duan's counties, heads in\n"
    "# proportion: fewer moves are planned, all else is as calibrated. `renqi calibrate` fits the two rates to yearly\n"
    "# exit rates of .25, and of heads in the proportion of C2 to C1.\n",
    {},
    1.28,  # .32, the exit rate of C1, over .25
    None,
    12.0,
)

ALTERNATIVES = (NULL, LONG)

ROUNDS = 10
"""Corrections of the rates, each by what is missing of the exit rates."""

LOWEST, HIGHEST = 0.001, 0.2


def rates_of(
    one: Alternative,
    baseline: Scenario,
    best: Mapping[str, float],
    folder: Path,
    seed: int,
    futures: int,
    counties: int,
) -> dict[str, float]:
    """The two rates of an alternative, laid over the set `best`, at which the exit rates are as wanted."""
    wanted = {t.moment: t.value / one.longer for t in read_targets() if t.moment in RATES.values()}
    rates = {name: best[name] if one.start is None else one.start for name in RATES}
    for number in range(ROUNDS):
        tried = Behaviours(one.name, one.title, ({**best, **one.switches, **rates},), structural=True)
        points = [Point(0, small(baseline, tried, counties))]
        kept = folder / f"{one.name}_{number}"
        rows = run_points(points, futures, seed, folder=kept, metrics=(), moments=True, keep=())
        for name, moment in RATES.items():
            found = float(rows[moment].mean())  # type: ignore[arg-type]
            better = rates[name] * (wanted[moment] / found) ** one.step
            rates[name] = float(f"{min(HIGHEST, max(LOWEST, better)):.3g}")
    return rates
