"""Burned-in worlds to measure on."""

from __future__ import annotations

from functools import cache

from sim import world
from sim.behaviour import behaviour
from sim.engines.compiled import advance as compiled
from sim.policy import Policies, policy
from sim.state import State
from sim.streams import Key
from sim.world import WorldSpec

BEHAVIOUR = behaviour()
BURN_IN_MONTHS = 180


def practice(state: State) -> Policies:
    """The practice of 1999-2012 in all of `state`."""
    return Policies.everywhere(policy(), state.counties.size, state.prefectures.size)


@cache
def _burned(kind: str, key: Key, months: int) -> State:
    state = world.build(WorldSpec(kind), (2003, 1), BEHAVIOUR)
    compiled.populate(state, BEHAVIOUR, key, -months)
    compiled.live(state, practice(state), BEHAVIOUR, key, -months, 0)
    return state


def burned(kind: str, key: Key = Key(1, 0), months: int = BURN_IN_MONTHS) -> State:
    """A world of `kind` after burn-in, the caller's own copy."""
    return _burned(kind, key, months).copy()


def post_months(state: State, months: int) -> int:
    """Months times posts of chiefs; the posts around them come with these."""
    return state.chiefs.size * months
