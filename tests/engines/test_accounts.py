"""What holds of a world in every month, and of the books at the end: flows close, and nobody vanishes."""

from __future__ import annotations

import numpy as np
import pytest

from sim.ledger import Ledger
from sim.mechanisms import pools
from sim.state import State, invariants
from sim.streams import Key
from sim.vocabulary import NEVER, NONE, Destination, Kind
from tests.conftest import count
from tests.engines.accounts import KIND_OF, altered, mistakes, moves_of, spells_of
from tests.engines.tools import ADVANCE, BEHAVIOUR, FULL_TERM, KEY, burned, everywhere, lived

POLICIES = {"baseline": {}, "mandatory_full_term": FULL_TERM}


@pytest.mark.tiny
@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("engine", ADVANCE)
def test_invariants_hold_in_every_month(engine: str, policy: str) -> None:
    state = burned()
    policies = everywhere(state, **POLICIES[policy])
    filled = []
    for month in range(count(24, 120)):
        ADVANCE[engine](state, policies, BEHAVIOUR, KEY, month, month + 1)
        assert invariants(state, month) == [], f"month {month}"
        filled.append(int((state.cadres.identity != NONE).sum()))
    assert 0.8 * state.posts.size < min(filled) < max(filled) <= state.posts.size


@pytest.mark.tiny
@pytest.mark.parametrize("policy", POLICIES)
def test_the_books_of_two_years_close(policy: str) -> None:
    assert mistakes(*lived("agents", 24, **POLICIES[policy])) == []


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("replicate", range(count(2, 5)))
def test_the_books_of_a_province_close(policy: str, replicate: int) -> None:
    ledger, state = lived("compiled", count(120, 360), "province", Key(3, replicate), **POLICIES[policy])
    assert mistakes(ledger, state) == []
    destinations = {s.destination for s in spells_of(ledger)}
    assert {Destination.SECOND_LINE, Destination.OUT, Destination.AWAY} <= destinations
    assert policy != "baseline" or set(KIND_OF) <= destinations
    assert {Kind.SECRETARY, Kind.HEAD, Kind.UPPER, Kind.BUREAU} == {m.kind for m in moves_of(ledger)}


def test_what_leaves_a_kind_of_post_arrives_in_another_and_stocks_are_the_sum_of_flows() -> None:
    before = burned("province")
    ledger, after = lived("compiled", 120, "province")
    spells = spells_of(ledger)
    for kind in Kind:
        was, now = (int((s.cadres.identity[s.posts.kind == kind] != NONE).sum()) for s in (before, after))
        entered = sum(s.kind == kind and s.start >= 0 for s in spells)
        left = sum(s.kind == kind and s.end != NEVER for s in spells)
        assert was + entered - left == now, kind.name
        # A post held and left again in the window has been paid for by as many entries.
        arrived = sum(KIND_OF.get(Destination(s.destination)) == kind for s in spells if s.end != NEVER)
        risen = sum(m.kind == kind and m.origin != NONE for m in moves_of(ledger))
        assert arrived == risen, kind.name


def test_a_cadre_can_be_traced_from_deputy_to_an_upper_post() -> None:
    ledger, _ = lived("compiled", 360, "province")
    careers: dict[int, list[int]] = {}
    for spell in sorted(spells_of(ledger), key=lambda s: (s.cadre, s.start)):
        careers.setdefault(spell.cadre, []).append(spell.kind)
    ladder = [Kind.DEPUTY, Kind.HEAD, Kind.SECRETARY, Kind.UPPER]
    assert sum([kind for kind in career if kind in ladder][:4] == ladder for career in careers.values()) > 5


@pytest.mark.tiny
def test_ages_and_tenures_of_those_who_leave_are_possible() -> None:
    ledger, _ = lived("compiled", 36)
    for name in ("spells", "pool_spells"):
        ended = ledger[name][ledger[name]["end_month"] != NEVER]
        assert ended.size > 10
        served = ended["end_month"] - ended["start_month"]
        assert np.array_equal(ended["age_end_months"] - ended["age_start_months"], served)
        assert ended["age_start_months"].min() >= 20 * 12 and ended["age_end_months"].max() <= 70 * 12
        running = ledger[name][ledger[name]["end_month"] == NEVER]
        for column in ("exit_reason", "destination", "age_end_months"):
            assert (running[column] == NONE).all()
    limit = pools.pool_age_limit_months(Kind.UPPER, 0.0, everywhere(burned()).as_objects()[0], BEHAVIOUR[0])
    upper = ledger["pool_spells"][ledger["pool_spells"]["kind"] == Kind.UPPER]
    assert upper["age_end_months"].max() <= limit


def first_row(ledger: Ledger, table: str, **wanted: int) -> int:
    """The number of the first row of a table that holds these values."""
    rows = ledger[table]
    found = np.ones(rows.size, np.bool_)
    for column, value in wanted.items():
        found &= rows[column] == value
    return int(np.flatnonzero(found)[0])


PLANTED = [
    ("spells", {"destination": int(Destination.SECOND_LINE)}, {"destination": int(Destination.OUT)}, None),
    ("spells", {"destination": int(Destination.BUREAU)}, {"destination": int(Destination.OUT)}, "goes from"),
    ("spells", {"destination": int(Destination.SECRETARY_ELSEWHERE)}, {"cadre": 12345}, "exit without appointment"),
    ("spells", {"end_month": NEVER}, {"cadre": 12345}, "an open spell"),
    ("appointments", {"kind": int(Kind.SECRETARY)}, {"cadre": 12345}, "appointment without spell"),
    ("appointments", {"kind": int(Kind.HEAD)}, {"vacated_reason": 99}, "for that reason"),
    ("appointments", {"kind": int(Kind.BUREAU)}, {"vacated_month": 999}, "is filled before it is vacated"),
    ("appointments", {"step": 1}, {"step": 9}, "follows from nothing"),
    ("pool_spells", {"kind": int(Kind.UPPER), "end_month": NEVER}, {"start_month": -500}, "begins before"),
]


@pytest.mark.tiny
@pytest.mark.parametrize(("table", "where", "changes", "complaint"), PLANTED)
def test_a_planted_mistake_is_found(
    table: str, where: dict[str, int], changes: dict[str, int], complaint: str | None
) -> None:
    ledger, state = told()
    row = first_row(ledger, table, **where)
    found = mistakes(altered(ledger, table, row, **changes), state)
    assert found == [] if complaint is None else any(complaint in one for one in found), found


def told() -> tuple[Ledger, State]:
    """Three years of the tiny world."""
    return lived("compiled", 36)
