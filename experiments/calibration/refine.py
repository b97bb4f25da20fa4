"""The last step of the fit: the best set, held against the yearly flows of a prefecture too.

The figures of `targets.json` say little of who competes with whom, and a fit to them alone lets the rivals of chiefs
wander: bureau directors vanish from secretaries' posts and strangers fill heads'. What bounds those parameters is the
table of yearly flows (design/model.md §2). So they are put back to what was declared, and a damped Gauss-Newton search
in the nation, the same luck in every run, moves the parameters that carry timing, succession and rivalry until figures
and flows agree together. `python -m experiments.calibration.refine FOLDER` refines the set
that `renqi calibrate --out FOLDER` found, in place.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import lsq_linear

from experiments.calibration.distance import Key, distance, misses, weights, within
from experiments.calibration.output import CALIBRATED, RECORD, set_as_yaml
from experiments.calibration.space import FITTED
from experiments.calibration.waves import OPEN_BELOW, TARGETS
from experiments.flow_results import FlowLine, measure
from experiments.flows import OTHERS_WITHIN, STARRED_WITHIN
from sim.behaviour import PARAMETERS, Behaviours
from sim.behaviour_file import read_behaviours
from sim.scenario import Scenario, read_scenario
from sim.texts import Text
from sim.world import WorldSpec

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FUTURES, SEED = 2, 11

RIVALS = (
    "outside_for_head",
    "department_advantage",
    "outside_for_secretary",
    "bureau_for_secretary",
    "other_head_advantage",
    "second_line_age_years",
)
"""Parameters that only the yearly flows bound; the search begins with them as declared."""

RESET = (*RIVALS, "head_handicap", "reports_per_year", "organs_per_year")
"""What is put back to what was declared, the finding of misconduct too: its yearly flow is narrower than its target."""

TIMING = (
    "own_head_advantage",
    "green_for_secretary",
    "green_for_upper",
    "green_months",
    "plan_head_per_month",
    "plan_secretary_per_month",
    "plan_ripe_months",
    "plan_least_months",
    "restless_place_sd",
    "transit_share",
    "transit_pace",
    "plan_congress_factor",
    "plan_term_end_per_month",
    "head_least_months",
    "chief_advantage",
    "age_spread_years",
    "campaign_gain",
    "upper_fill_per_month",
    "exchange_of_planned",
    "other_secretary_advantage",
)
"""Parameters that carry when chiefs move and who succeeds them."""

HEAD_START = 0.5
"""Log ratio added to the own head's advantage at first: it makes up for the rivals who come back."""

STEP = 0.05
"""Step of a difference quotient, in ranges."""

PULL = 0.05
"""What a step of a parameter costs in the least squares, its range as unit."""


@dataclass(frozen=True)
class Seen:
    """What a set came to: signed misses of `TARGETS` in tolerances, flows in tolerances, and the moments."""

    misses: np.ndarray
    flows: np.ndarray
    moments: Mapping[Key, float | None]

    def met(self) -> dict[str, bool]:
        """By target, whether all its figures are accepted."""
        return within(TARGETS, self.moments)


ROUNDS: tuple[tuple[tuple[str, ...], float], ...] = (
    (TIMING, 0.2),
    (TIMING, 0.12),
    (TIMING, 0.12),
    (RIVALS + TIMING, 0.12),
)
"""Of each round, the parameters that it may move, and how far in ranges."""


def refine(start: Mapping[str, float]) -> tuple[dict[str, float], Seen]:
    """A refined set, and what it comes to."""
    worlds = _worlds()
    best = {**start, **{name: PARAMETERS[name].value for name in RESET}}
    best["own_head_advantage"] += HEAD_START
    for moved, reach in ROUNDS:
        best = _round(best, moved, reach, lambda one: see(one, worlds))
    return best, see(best, worlds)


def see(one: Mapping[str, float], worlds: Sequence[Scenario]) -> Seen:
    """Simulate a set in both practices; the luck is the same for every set."""
    own = Behaviours("refined", Text("refined", "微调取值"), (dict(one),))
    with ThreadPoolExecutor(len(worlds)) as hands:
        lived = list(hands.map(lambda world: measure(replace(world, behaviours=own), FUTURES, SEED), worlds))
    moments: dict[Key, float | None] = {
        (later == 1, line.target.moment): line.found.mean for later, found in enumerate(lived) for line in found.moments
    }
    return Seen(misses(TARGETS, moments), np.array([_flow_miss(line) for line in lived[0].flows]), moments)


def _flow_miss(line: FlowLine) -> float:
    """A flow in tolerances: beyond 1 it is not met."""
    times = max(line.times or 0.0, 0.01)
    return (times - 1.0) / STARRED_WITHIN if line.of.starred else float(np.log(times) / np.log(OTHERS_WITHIN))


def _residuals(seen: Seen) -> tuple[np.ndarray, np.ndarray]:
    """Weighted misses and their weights; what is near or beyond its tolerance weighs more."""
    away = np.where(OPEN_BELOW & (seen.misses < 0.7), 0.0, seen.misses)
    size, flow = np.abs(away), np.abs(seen.flows)
    weight = np.sqrt(weights(TARGETS) * (1.0 + 6.0 * (size > 0.6) + 12.0 * (size > 0.9)))
    other = np.sqrt(0.004 * (1.0 + 10.0 * (flow > 0.6) + 30.0 * (flow > 0.85)))
    both = np.concatenate([weight, other])
    return both * np.concatenate([away, seen.flows]), both


def _round(
    best: dict[str, float], moved: Sequence[str], reach: float, look: Callable[[Mapping[str, float]], Seen]
) -> dict[str, float]:
    """One Gauss-Newton step, whole or half, whichever is better."""
    low = np.array([PARAMETERS[name].low for name in moved])
    width = np.array([PARAMETERS[name].high for name in moved]) - low
    at = (np.array([best[name] for name in moved]) - low) / width

    def moved_to(unit: np.ndarray) -> dict[str, float]:
        values = low + width * np.clip(unit, 0.0, 1.0)
        return {**best, **dict(zip(moved, values.tolist(), strict=True))}

    here = look(best)
    slopes = []
    for place in range(len(moved)):
        aside = STEP if at[place] + STEP <= 1.0 else -STEP
        there = look({**best, moved[place]: float(low[place] + width[place] * (at[place] + aside))})
        change = np.concatenate([there.misses - here.misses, there.flows - here.flows])
        slopes.append(change / aside)
    left, weight = _residuals(here)
    rows = np.vstack([weight[:, None] * np.array(slopes).T, PULL * np.eye(len(moved))])
    bounds = (np.maximum(-at, -reach) - 1e-9, np.minimum(1.0 - at, reach) + 1e-9)
    step = lsq_linear(rows, np.concatenate([-left, np.zeros(len(moved))]), bounds=bounds).x
    tried = [{n: float(f"{v:.3g}") for n, v in moved_to(at + part * step).items()} for part in (1.0, 0.5)]
    costs = [float(np.sum(_residuals(look(one))[0] ** 2)) for one in tried]
    return tried[int(np.argmin(costs))]


def _worlds() -> list[Scenario]:
    names = ("baseline", "practice_2013")
    return [replace(read_scenario(SCENARIOS / f"{name}.yaml"), world=WorldSpec("national")) for name in names]


def main(folder: Path) -> None:
    """Refine the calibrated set of a fit in `folder`, and the record of the fit with it."""
    start = read_behaviours(str(folder / CALIBRATED)).sets[0]
    best, seen = refine({name: start[name] for name in FITTED})
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    put(folder, record, best, seen)


def put(folder: Path, record: dict[str, Any], best: Mapping[str, float], seen: Seen) -> None:
    """Write a refined set, and what the record says of it."""
    record["distance"], record["met"] = round(distance(TARGETS, seen.moments), 3), seen.met()
    for one in record["parameters"]:
        one["calibrated"] = best[one["name"]]
    (folder / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    text = set_as_yaml(best, record["seed"], record["distance"], record["met"])
    (folder / CALIBRATED).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
