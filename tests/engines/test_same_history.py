"""Law 3: two engines, one history, one state; and threads change nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engines.agents.model import CountyModel
from sim.ledger import Ledger
from sim.streams import Key
from tests.conftest import FULL, count
from tests.engines.tools import (
    ADVANCE,
    BEHAVIOUR,
    FULL_TERM,
    KEY,
    burned,
    everywhere,
    first_difference,
    joined,
    lived,
    sums_of_periods,
    without_periods,
)

POLICIES = {"baseline": {}, "mandatory_full_term": FULL_TERM}
SEEDS = range(1, count(2, 5) + 1)
MONTHS = {"tiny": count(120, 360), "province": count(24, 360)}


def same(kind: str, months: int, key: Key, levers: dict[str, float]) -> Ledger:
    """The ledger of either engine, which must be that of the other too."""
    compiled_ledger, compiled_state = lived("compiled", months, kind, key, **levers)
    agents_ledger, agents_state = lived("agents", months, kind, key, **levers)
    assert compiled_ledger.first_difference(agents_ledger) is None
    assert compiled_ledger == agents_ledger
    assert first_difference(compiled_state, agents_state) is None
    return compiled_ledger


def told_alike(whole: Ledger, parts: Ledger) -> None:
    """Equal bit for bit, but that a period cut in two stands in two rows, which add up to the one."""
    assert without_periods(whole).first_difference(without_periods(parts)) is None
    sums, others = sums_of_periods(whole), sums_of_periods(parts)
    assert sums.keys() == others.keys()
    for column, values in sums.items():
        assert values == pytest.approx(others[column], rel=1e-9, abs=1e-9), column


@pytest.mark.tiny
@pytest.mark.parametrize("policy", POLICIES)
def test_two_years_of_the_tiny_world_are_equal_bit_for_bit(policy: str) -> None:
    ledger = same("tiny", 24, KEY, POLICIES[policy])
    assert ledger["appointments"].size > 10


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", MONTHS)
def test_ledgers_and_states_are_equal_bit_for_bit(kind: str, seed: int, policy: str) -> None:
    if kind == "province" and seed > 1 and not FULL:
        seed = 2**32 - seed  # keys at the upper end of their range
    ledger = same(kind, MONTHS[kind], Key(seed, seed % 3), POLICIES[policy])
    # A year brings a prefecture more than five county appointments: an empty history would be equal too.
    assert ledger["appointments"].size > MONTHS[kind] // 3


@pytest.mark.tiny
@settings(max_examples=count(6, 40))
@given(months=st.lists(st.integers(1, 35), min_size=1, max_size=3, unique=True), agents_first=st.booleans())
def test_the_engine_may_change_in_any_month(months: list[int], agents_first: bool) -> None:
    whole, last_state = lived("compiled", 36, **FULL_TERM)
    state = burned()
    policies = everywhere(state, **FULL_TERM)
    cuts = [0, *sorted(months), 36]
    ledger, before = None, state
    for turn, (begin, end) in enumerate(zip(cuts, cuts[1:], strict=False)):
        engine = "agents" if (turn % 2 == 0) == agents_first else "compiled"
        part = ADVANCE[engine](state, policies, BEHAVIOUR, KEY, begin, end)
        ledger = part if ledger is None else joined(ledger, before, part)
        before = state.copy()
    assert ledger is not None
    told_alike(whole, ledger)
    assert first_difference(last_state, state) is None


@pytest.mark.tiny
@pytest.mark.parametrize("months", [0, 1, 7])
def test_agents_give_back_the_state_they_were_made_of(months: int) -> None:
    state = burned()
    ADVANCE["compiled"](state, everywhere(state), BEHAVIOUR, KEY, 0, months)
    assert (state.cadres.identity < 0).any(), "a vacancy should be among what is given back"
    kept = state.copy()
    model = CountyModel.from_state(state, everywhere(state), BEHAVIOUR, KEY, months)
    assert first_difference(model.to_state(), kept) is None
    assert first_difference(state, kept) is None


@pytest.mark.tiny
@pytest.mark.parametrize("engine", ADVANCE)
def test_months_one_by_one_are_months_in_a_row(engine: str) -> None:
    whole, last_state = lived("compiled", 12)
    state = burned()
    ledger, before = None, state
    for month in range(12):
        part = ADVANCE[engine](state, everywhere(state), BEHAVIOUR, KEY, month, month + 1)
        ledger = part if ledger is None else joined(ledger, before, part)
        before = state.copy()
    assert ledger is not None
    told_alike(whole, ledger)
    assert first_difference(last_state, state) is None


@pytest.mark.tiny
@pytest.mark.parametrize("engine", ADVANCE)
def test_no_month_at_all_tells_what_is_open_and_changes_nothing(engine: str) -> None:
    state = burned()
    ledger = ADVANCE[engine](state, everywhere(state), BEHAVIOUR, KEY, 0, 0)
    assert first_difference(state, burned()) is None
    assert ledger["spells"].size == (state.spells.cadre >= 0).sum() > 0
    assert ledger["appointments"].size == 0


def test_one_and_two_threads_give_equal_ledgers() -> None:
    keys = [Key(1, replicate) for replicate in range(count(6, 20))]
    worlds = [burned("tiny", key) for key in keys]

    def one(place: int) -> Ledger:
        state = worlds[place].copy()
        return ADVANCE["compiled"](state, everywhere(state), BEHAVIOUR, keys[place], 0, 240)

    alone = [one(place) for place in range(len(keys))]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(one, range(len(keys))))
    assert alone == together
    assert len({ledger["spells"].tobytes() for ledger in alone}) == len(keys), "replicates should differ"


def test_other_seeds_and_replicates_are_other_futures() -> None:
    futures = [lived("compiled", 60, key=key)[0] for key in (Key(1, 0), Key(1, 1), Key(2, 0))]
    assert futures[0] != futures[1] != futures[2] != futures[0]
    assert "differ" in (futures[0].first_difference(futures[1]) or "")
