"""The shipped remedies, measured again with what the facts leave open: one set of the ensemble a future.

`python -m experiments.calibration.remedies` writes `data/remedies.json`. For each remedy and aim it holds the paired
difference from the baseline under the calibrated set and under the ensemble, and in which share of the sets the sign is
that of the mean; for each aim the order of the remedies, and how surely each stands before the next.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
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

Effects = dict[str, dict[str, dict[str, Any]]]


def measure(behaviour: str, futures: int = FUTURES) -> ComparisonData:
    """Baseline and remedies under a shipped behaviour."""
    names = ("baseline", *REMEDIES)
    chosen = [replace(read_scenario(SCENARIOS / f"{n}.yaml"), behaviours=shipped(behaviour)) for n in names]
    return compare(chosen, futures, SEED).data


def values(data: ComparisonData, name: str, key: str) -> np.ndarray:
    """A metric of one scenario, NaN where undefined, float64, shape (replicates,)."""
    scenario = next(one for one in data.scenarios if one.name == name)
    return np.array(data.values(scenario, key), np.float64)


def effects(data: ComparisonData) -> Effects:
    """By aim and remedy: mean difference, interval, p value, effect in SD, and the share of futures with its sign."""
    found: Effects = {}
    for key in AIMS:
        found[key] = {}
        for name in REMEDIES:
            gap = data.differences[name, key]
            away = values(data, name, key) - values(data, "baseline", key)
            same = float(np.mean(np.sign(away[np.isfinite(away)]) == np.sign(gap.mean or 0.0)))
            found[key][name] = {
                "mean": gap.mean, "ci95": [gap.ci_low, gap.ci_high], "p": gap.p_value, "sd": gap.effect, "same": same,
            }  # fmt: skip
    return found


def order(data: ComparisonData, key: str) -> list[dict[str, Any]]:
    """The remedies from the best on, with how each differs from the next: p value, paired, and share of the sets."""
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
    fixed, ensemble = measure(CALIBRATED), measure("ensemble")
    answer = {
        "futures": FUTURES,
        "seed": SEED,
        "calibrated": effects(fixed),
        "ensemble": effects(ensemble),
        "order": {key: order(ensemble, key) for key in AIMS},
    }
    DATA.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
