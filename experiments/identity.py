"""What a run is, so that it is known again: hashes, and how a point is kept and made anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.lever import Lever
from sim.policy import LEVERS
from sim.scenario import Scenario

if TYPE_CHECKING:
    from experiments.design import Point

_DIGITS = 32


def digest(what: object) -> str:
    """A hash of plain values: 32 hexadecimal digits."""
    text = json.dumps(what, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def question_id(scenario: Scenario, replicate: int | None = None) -> str:
    """The hash of a resolved scenario; with a replicate, of the set of parameters that replicate lives by."""
    return digest(scenario.resolved(replicate))


def run_id(question: str, version: str, seed: int, replicate: int) -> str:
    """The hash of a run: its resolved scenario (by hash), the version of the model, seed and replicate."""
    return digest([question, version, seed, replicate])


def plan_id(points: Sequence[Point]) -> str:
    """The hash of all points in their order, and of the minimum around which bunching is counted."""
    return digest([[question_id(p.scenario), p.scenario.name, p.block, p.minimum_months] for p in points])


def levers_id(levers: Mapping[str, Lever] = LEVERS) -> str:
    """The hash of the registry of levers: names, ranges, defaults, units, positions."""
    return digest({n: [v.unit, v.low, v.high, v.default, dict(v.positions)] for n, v in levers.items()})


def differences(base: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What a resolved scenario has otherwise than another, as [there, here], one level deep."""
    found: dict[str, Any] = {}
    for name, value in other.items():
        if isinstance(value, dict) and isinstance(base.get(name), dict):
            inner = {k: [base[name].get(k), v] for k, v in value.items() if base[name].get(k) != v}
            if inner:
                found[name] = inner
        elif base.get(name) != value:
            found[name] = [base.get(name), value]
    return found


def scenarios_as_run(scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """What a manifest says of scenarios, by name: the text of each, what it came to, what it has unlike the first."""
    base = scenarios[0].resolved()
    return {
        scenario.name: {
            "text": scenario.text,
            "resolved": scenario.resolved(),
            "differs_from_baseline": differences(base, scenario.resolved()),
        }
        for scenario in scenarios
    }
