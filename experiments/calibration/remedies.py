"""The shipped remedies, measured again with what the facts leave open: one set of the ensemble a future.

`python -m experiments.calibration.remedies` writes `data/remedies.json`. For each remedy and aim it holds the paired
difference from the baseline under the calibrated set, under the ensemble and under the structural alternatives that
stand for contradictions among sources, and how often its sign is that of the mean; for each aim the order of the
remedies under the ensemble, and how surely each stands before the next.

How often: of the means of `EACH` futures, of one set each, since the sign of a single future is largely luck; the same
is done under the calibrated set. What is rarer among sets than there is doubt about parameters, the rest is luck.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from experiments.comparison import compare
from experiments.results import ComparisonData
from experiments.statistics.paired import difference
from sim.behaviour_file import CALIBRATED, shipped
from sim.metrics import METRICS, Better
from sim.scenario import read_scenario

DATA = Path(__file__).parent / "data/remedies.json"
SCENARIOS = Path(__file__).parents[2] / "scenarios"
REMEDIES = (
    "mandatory_full_term",
    "synchronized_elections",
    "no_joint_replacement",
    "lobbying_crackdown",
    "in_place_upgrade",
    "long_view_appraisal",
    "poor_county_freeze",
    "pilot_full_term",
)
AIMS = (
    "completed_term_share",
    "restricted_mean_tenure_60",
    "elected_leave_within_12m_share",
    "off_cycle_exit_share",
    "joint_replacement_without_succession_share",
    "lobbying_effort_share",
    "development_effort_share",
    "head_wait_months",
)
FUTURES = 240
SEED = 20060802
EACH = 3
"""Futures that every set is lived through in for signs and orders, with as many seeds from `SEED` on."""

FIXED, ENSEMBLE = CALIBRATED, "ensemble"
OTHERS = ("no_connections", "long_tenure")
"""Structural alternatives for what sources contradict each other in; differences only, one future each time."""

Effects = dict[str, dict[str, dict[str, Any]]]


def measure(behaviour: str, times: int = EACH, futures: int = FUTURES) -> tuple[ComparisonData, ...]:
    """Baseline and remedies under a shipped behaviour, so many times: replicate r has the same set every time."""
    names = ("baseline", *REMEDIES)
    chosen = [replace(read_scenario(SCENARIOS / f"{n}.yaml"), behaviours=shipped(behaviour)) for n in names]
    return tuple(compare(chosen, futures, SEED + time).data for time in range(times))


def values(data: Sequence[ComparisonData], name: str, key: str) -> np.ndarray:
    """A metric of one scenario, the mean over `data`, NaN where undefined in one, float64, shape (replicates,)."""
    own = (next(scenario for scenario in one.scenarios if scenario.name == name) for one in data)
    each = [one.values(scenario, key) for one, scenario in zip(data, own, strict=True)]
    return np.array(each, np.float64).mean(axis=0)


def effects(data: Sequence[ComparisonData]) -> Effects:
    """By aim and remedy: mean difference, interval, p value and effect in SD of `data[0]`, and how often the sign of a
    replicate's mean over `data` is that of the mean."""
    found: Effects = {}
    for key in AIMS:
        found[key] = {}
        for name in REMEDIES:
            gap = data[0].differences[name, key]
            away = values(data, name, key) - values(data, "baseline", key)
            same = float(np.mean(np.sign(away[np.isfinite(away)]) == np.sign(gap.mean or 0.0)))
            found[key][name] = {
                "mean": gap.mean, "ci95": [gap.ci_low, gap.ci_high], "p": gap.p_value, "sd": gap.effect, "same": same,
            }  # fmt: skip
    return found


def order(data: Sequence[ComparisonData], key: str) -> list[dict[str, Any]]:
    """The remedies from the best on, with how each differs from the next: p value, paired, and share of replicates."""
    sign = -1.0 if METRICS[key].better is Better.LESS else 1.0
    mean = {name: sign * float(np.nanmean(values(data, name, key))) for name in REMEDIES}
    ranked = sorted(REMEDIES, key=lambda name: -mean[name])
    rows: list[dict[str, Any]] = []
    for place, name in enumerate(ranked):
        row: dict[str, Any] = {"remedy": name, "p": None, "before_next": None}
        if place + 1 < len(ranked):
            own, other = (sign * values(data, one, key) for one in (name, ranked[place + 1]))
            row["p"] = difference(own.tolist(), other.tolist()).p_value
            row["before_next"] = float(np.mean((own > other)[np.isfinite(own + other)]))
        rows.append(row)
    return rows


def told() -> Mapping[str, Any]:
    """What was measured."""
    found: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Measure, and write."""
    ensemble = measure(ENSEMBLE)
    answer = {
        "futures": FUTURES,
        "each": EACH,
        "seed": SEED,
        FIXED: effects(measure(FIXED)),
        ENSEMBLE: effects(ensemble),
        **{name: effects(measure(name, times=1)) for name in OTHERS},
        "order": {key: order(ensemble, key) for key in AIMS},
    }
    DATA.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
