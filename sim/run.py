"""One run: burn a world in, live through the window, hand over the ledger."""

from __future__ import annotations

import sys
from collections.abc import Collection
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from sim import world
from sim.behaviour import BEHAVIOUR_DTYPE
from sim.ledger import TABLES, Ledger
from sim.mechanisms.calendar import head_election_phase
from sim.mechanisms.contest import months_to_age_limit
from sim.mechanisms.term_rules import minimum_expected_months, minimum_expected_share
from sim.metrics.in_force import InForce
from sim.metrics.places import Places
from sim.policy import policy, records_of
from sim.scenario import Scenario
from sim.state import State
from sim.streams import Key

if TYPE_CHECKING:
    from sim.engines.compiled.kernel import Workspace

ENGINES = ("compiled", "agents")
"""Names of the engines; their histories are equal bit for bit."""


class Burned:
    """Worlds at the end of burn-in, kept for as long as several scenarios start from them, one after the other.

    Burn-in depends only on world, behaviour, burn-in policy, seed and replicate, so that scenarios which share these
    share it; it always runs compiled.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, Key], tuple[State, Workspace]] = {}

    def state(self, scenario: Scenario, key: Key) -> State:
        """A copy of the world of `scenario` at the end of burn-in."""
        return self._of(scenario, key)[0].copy()

    def workspace(self, scenario: Scenario, key: Key) -> Workspace:
        """The workspace in which the world was burned in, for the runs that start from it."""
        return self._of(scenario, key)[1]

    def _of(self, scenario: Scenario, key: Key) -> tuple[State, Workspace]:
        name = (scenario.burn_in_identity, key)
        if name not in self._found:
            self._found[name] = burn_in(scenario, key)
        return self._found[name]


def burn_in(scenario: Scenario, key: Key) -> tuple[State, Workspace]:
    """The world of `scenario` at the end of burn-in, first people included, and the workspace it was worked out in."""
    from sim.engines.compiled import advance as compiled

    behaviour = scenario.parameters(key.replicate)
    state = empty_world(scenario, key.replicate)
    workspace, first_month = compiled.new_workspace(state), -scenario.burn_in_months
    compiled.populate(state, behaviour, key, first_month, workspace)
    compiled.live(state, scenario.policies(state), behaviour, key, first_month, 0, workspace=workspace)
    return state, workspace


def empty_world(scenario: Scenario, replicate: int = 0) -> State:
    """The map of a scenario, every post vacant: built once for all replicates that share a behaviour."""
    start = (scenario.start.year, scenario.start.month)
    return _map(scenario.world, start, scenario.parameters(replicate).tobytes()).copy()


@lru_cache(maxsize=8)
def _listed(spec: world.WorldSpec) -> tuple[world.Place, ...]:
    return tuple(world.places(spec))


@lru_cache(maxsize=8)
def _map(spec: world.WorldSpec, start: tuple[int, int], parameters: bytes) -> State:
    return world.build_from(_listed(spec), start, np.frombuffer(parameters, BEHAVIOUR_DTYPE).view(np.recarray))


def run(
    scenario: Scenario,
    key: Key = Key(1, 0),
    engine: str = "compiled",
    burned: Burned | None = None,
    chief: type | None = None,
    tables: Collection[str] = tuple(TABLES),
) -> Ledger:
    """Simulate one future of `scenario` and return its ledger.

    Parameters
    ----------
    key: seed and replicate.
    engine: "compiled" (numba) or "agents" (Mesa); the ledger is the same.
    burned: worlds already burned in, to share between scenarios.
    chief: a subclass of `sim.engines.agents.people.Chief` that all chiefs of the window are; "agents" only.
    tables: those of the ledger that are going to be asked for; collecting the others may be saved.

    Raises ValueError for an unknown engine, and for chiefs of one's own in the compiled one.
    """
    if engine not in ENGINES:
        raise ValueError(f"engine must be one of {ENGINES}, not {engine!r}")
    if chief is not None and engine != "agents":
        raise ValueError('chiefs of your own live in the engine "agents" only')
    burned = Burned() if burned is None else burned
    state = burned.state(scenario, key)
    behaviour = scenario.parameters(key.replicate)
    policies = scenario.policies(state)
    if engine == "agents":
        from sim.engines.agents import model as agents

        kind = agents.Chief if chief is None else chief
        return agents.advance(state, policies, behaviour, key, 0, scenario.horizon_months, kind)
    from sim.engines.compiled import advance as compiled

    last_month, workspace = scenario.horizon_months, burned.workspace(scenario, key)
    return compiled.advance(state, policies, behaviour, key, 0, last_month, tables=tables, workspace=workspace)


def places_of(scenario: Scenario) -> Places:
    """The map behind the ledgers of `scenario`, with the clocks of the baseline calendar."""
    where = _listed(scenario.world)
    start = (scenario.start.year, scenario.start.month)
    counties = _map(scenario.world, start, scenario.parameters(0).tobytes()).counties
    prefectures = list(dict.fromkeys((place.province, place.prefecture, place.prefecture_zh) for place in where))
    return Places(
        province=np.array(counties.province),
        prefecture=np.array(counties.prefecture),
        development=np.array(counties.development),
        development_third=np.array(counties.development_third),
        difficulty_third=np.array(counties.difficulty_third),
        congress_phase=np.array(counties.congress_phase),
        head_election_phase=np.array([head_election_phase(int(p)) for p in counties.congress_phase]),
        province_names=tuple(dict.fromkeys(place.province for place in where)),
        prefecture_names=tuple(name for _, name, _ in prefectures),
        prefecture_names_zh=tuple(name for _, _, name in prefectures),
        county_names=tuple(place.county for place in where),
        county_names_zh=tuple(place.county_zh for place in where),
    )


def in_force(scenario: Scenario) -> InForce:
    """The rules of tenure that hold in each county from month to month of `scenario`."""
    policies = scenario.policies(empty_world(scenario))
    months = np.array([minimum_expected_months(one) for one in policies.records], np.int64)
    share = np.array([minimum_expected_share(one) for one in policies.records])
    ceiling = np.array([months_to_age_limit(0, one) for one in policies.records], np.int64)
    where = policies.of_county
    return InForce(policies.starts, months[where], share[where], ceiling[where])


def minimum_months(scenario: Scenario) -> int:
    """The minimum tenure that a scenario enforces anywhere, at any time; 0 where none is."""
    settings = [{**scenario.practice, **scenario.policy}]
    settings += [{**settings[0], **reform.policy} for reform in scenario.reforms]
    records = records_of([policy(**values) for values in settings])
    return max(int(minimum_expected_months(r)) if minimum_expected_share(r) > 0.0 else 0 for r in records)


class _Door(ModuleType):
    """This module, callable: once it is loaded, `from sim import run` finds the module and not the function."""

    def __call__(self, *args: Any, **named: Any) -> Ledger:
        return run(*args, **named)


sys.modules[__name__].__class__ = _Door
