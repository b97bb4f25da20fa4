"""Engines agree wherever a policy designer, or a calibration, may go: any legal lever, parameter, place and date."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import world
from sim.behaviour import PARAMETERS, behaviour
from sim.engines.agents import model as agents
from sim.engines.compiled import advance as compiled
from sim.lever import Lever
from sim.policy import LEVERS
from sim.scenario import Reform, resolve
from sim.state import invariants
from sim.streams import Key
from sim.where import Where
from tests.conftest import count
from tests.engines.accounts import mistakes
from tests.engines.tools import START, everywhere, first_difference, scenario
from tests.engines.tools import WORLDS as KINDS

pytestmark = pytest.mark.tiny

MONTHS = 24


def setting(lever: Lever) -> st.SearchStrategy[float]:
    """A legal value of a lever, its ends and its default more often than chance."""
    if lever.positions:
        return st.sampled_from([float(v) for v in lever.positions.values()])
    ends = st.sampled_from([float(lever.low), float(lever.high), float(lever.default)])
    return ends | st.floats(lever.low, lever.high, allow_subnormal=False)


POLICIES = st.fixed_dictionaries({}, optional={name: setting(lever) for name, lever in LEVERS.items()})
PLACES = st.dictionaries(st.sampled_from(sorted(PARAMETERS)), st.floats(-1.0, 1.0), max_size=12)
WHERES = st.sampled_from(
    [None, Where(prefectures=(0,)), Where(counties=(1, 7)), Where(development_third=0), Where(share=0.5, draw_key=3)]
)


def moved(places: dict[str, float]) -> dict[str, float]:
    """Parameters moved from their values towards an end of their range: -1 the lower, 1 the upper."""
    found = {}
    for name, place in places.items():
        p = PARAMETERS[name]
        found[name] = p.value + (place * (p.high - p.value) if place > 0.0 else place * (p.value - p.low))
    return found


@settings(max_examples=count(25, 300))
@given(
    early=POLICIES,
    late=POLICIES,
    where=WHERES,
    month=st.integers(1, MONTHS - 1),
    announced=st.booleans(),
    places=PLACES,
    replicate=st.integers(0, 2**32 - 1),
)
def test_engines_agree_and_the_books_close(
    early: dict[str, float],
    late: dict[str, float],
    where: Where | None,
    month: int,
    announced: bool,
    places: dict[str, float],
    replicate: int,
) -> None:
    reform = Reform(month=month, policy=late, where=where, announced_month=month // 2 if announced else None)
    b, key = behaviour(**moved(places)), Key(5, replicate)
    state = world.build(KINDS["tiny"], START, b)
    compiled.populate(state, b, key, -12)
    compiled.advance(state, everywhere(state), b, key, -12, 0)
    policies = resolve(scenario(policy=early, reforms=(reform,)), state)
    other = state.copy()
    ledger = compiled.advance(state, policies, b, key, 0, MONTHS)
    twin = agents.advance(other, policies, b, key, 0, MONTHS)
    assert ledger.first_difference(twin) is None
    assert first_difference(state, other) is None
    assert invariants(state, MONTHS - 1) == []
    assert mistakes(ledger, state) == []
