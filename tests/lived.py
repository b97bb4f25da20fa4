"""The tiny world under the baseline, lived once for all tests of `renqi explain`, and what is told of its posts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from experiments.explain import explain_from, state_before
from experiments.explanation import Explanation, Sitting
from sim.engines.compiled.advance import advance
from sim.ledger import Ledger
from sim.policy import Policies
from sim.run import run
from sim.scenario import Scenario, read_scenario
from sim.state import State
from sim.streams import Key
from sim.vocabulary import NONE
from sim.world import WorldSpec

BASELINE = Path(__file__).parents[1] / "scenarios" / "baseline.yaml"
KEY = Key(1, 0)


@cache
def scenario() -> Scenario:
    return replace(read_scenario(BASELINE), world=WorldSpec("tiny"))


def parameters() -> np.recarray:
    """The parameters that the world lives by, one record."""
    return scenario().parameters(KEY.replicate)


@cache
def history() -> Ledger:
    return run(scenario(), KEY)


class Lived:
    """What a scenario's world was before any month, told without beginning anew at the first."""

    def __init__(self, scenario: Scenario, key: Key = KEY) -> None:
        self.scenario, self.key = scenario, key
        first, self.policies = state_before(scenario, key, 0)
        self._states = {0: first}

    def before(self, month: int) -> tuple[State, Policies]:
        """As `state_before`; the state is nobody's to change."""
        if month not in self._states:
            known = max(m for m in self._states if m < month)
            state = self._states[known].copy()
            advance(state, self.policies, self.scenario.parameters(self.key.replicate), self.key, known, month)
            self._states[month] = state
        return self._states[month], self.policies

    def told(self, county: int, role: int, month: int) -> Explanation:
        """As `explain`."""
        return explain_from(*self.before(month), self.scenario, self.key, county, role, month)


@cache
def baseline() -> Lived:
    return Lived(scenario())


def before(month: int) -> tuple[State, Policies]:
    return baseline().before(month)


@cache
def told(county: int, role: int, month: int) -> Explanation:
    return baseline().told(county, role, month)


def sitting(county: int, role: int, month: int) -> Sitting:
    one = told(county, role, month).sitting
    assert one is not None
    return one


def seated(month: int) -> list[tuple[int, int]]:
    identities = before(month)[0].cadres.identity[:24]
    return [(post // 2, post % 2) for post in range(24) if identities[post] != NONE]
