"""Law 7, what must change nothing: a rule without strength, a reform before its month, a neighbour, a default said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import world
from sim.engines.compiled import advance as compiled
from sim.ledger import Ledger
from sim.policy import LEVERS
from sim.scenario import Reform
from sim.state import State
from sim.streams import Key
from sim.where import Where
from sim.world import Place
from tests.conftest import count
from tests.engines.tools import BEHAVIOUR, FULL_TERM, KEY, START, everywhere, history_until, lived, scenario, under

pytestmark = pytest.mark.tiny


def test_levers_set_to_their_defaults_are_the_baseline() -> None:
    plain = under(scenario())
    said = under(scenario(policy={name: lever.default for name, lever in LEVERS.items()}))
    assert plain.first_difference(said) is None
    assert plain != under(scenario(policy=FULL_TERM))


@settings(max_examples=count(5, 60))
@given(
    minimum=st.integers(0, 120), scope=st.sampled_from([0, 1]), need=st.floats(0, 1), maximum=st.integers(60, 240)
)
def test_rules_that_nobody_complies_with_change_nothing(minimum: int, scope: int, need: float, maximum: int) -> None:
    lax = {"minimum_tenure_compliance_share": 0.0, "maximum_tenure_compliance_share": 0.0}
    texts = {
        "minimum_tenure_months": minimum,
        "minimum_tenure_scope": scope,
        "special_need_share": need,
        "maximum_tenure_months": maximum,
    }
    assert lived("compiled", 24, **lax)[0].first_difference(lived("compiled", 24, **lax, **texts)[0]) is None


def test_a_minimum_of_no_months_changes_nothing_however_strict() -> None:
    strict = {"minimum_tenure_months": 0.0, "minimum_tenure_compliance_share": 1.0}
    assert lived("compiled", 24, **strict)[0].first_difference(lived("compiled", 24)[0]) is None


@pytest.mark.parametrize(
    "levers",
    [
        {"pair_gap_months": 36.0, "pair_gap_compliance_share": 0.0, "pair_gap_discord_exemption": 0.0},
        {"pair_gap_months": 0.0, "pair_gap_compliance_share": 1.0, "pair_gap_discord_exemption": 0.0},
        {"exchange_window_share": 0.0, "look_ahead_share": 0.0},
        {"upgrade_quota_share": 0.0, "upgrade_years": 1.0},
    ],
)
def test_remedies_without_strength_change_nothing(levers: dict[str, float]) -> None:
    assert lived("compiled", 36, **levers)[0].first_difference(lived("compiled", 36)[0]) is None


@pytest.mark.parametrize("engine", ["compiled", "agents"])
@pytest.mark.parametrize(
    "levers",
    [
        {"exchange_window_share": 1.0},
        {"look_ahead_share": 1.0},
        {"pair_gap_compliance_share": 1.0},
        {"upgrade_quota_share": 1.0, "upgrade_years": 1.0},
    ],
)
def test_remedies_with_strength_change_something_in_either_engine(engine: str, levers: dict[str, float]) -> None:
    assert lived(engine, 60, **levers)[0] != lived("compiled", 60)[0]


@pytest.mark.parametrize("engine", ["compiled", "agents"])
@pytest.mark.parametrize("month", [1, 13])
def test_the_months_before_a_reform_are_those_of_the_baseline(engine: str, month: int) -> None:
    reformed = under(scenario(reforms=(Reform(month=month, policy=FULL_TERM),)), engine)
    plain = under(scenario(), engine)
    assert history_until(reformed, month) == history_until(plain, month)
    assert reformed != plain, "the reform should show after its month"


def test_a_reform_elsewhere_leaves_other_prefectures_alone() -> None:
    reformed = under(scenario(reforms=(Reform(month=0, policy=FULL_TERM, where=Where(prefectures=(1,))),)))
    plain = under(scenario())
    assert rows_of(reformed, 0) == rows_of(plain, 0)
    assert rows_of(reformed, 1) != rows_of(plain, 1)


def built(where: list[Place], months: int, key: Key) -> tuple[Ledger, State]:
    """The ledger of a world of these places from its first people on."""
    state = world.build_from(where, START, BEHAVIOUR)
    compiled.populate(state, BEHAVIOUR, key, 0)
    return compiled.advance(state, everywhere(state), BEHAVIOUR, key, 0, months), state


NUMBERED = {"post", "from_post", "chain"}
"""Columns that number the posts of the whole world, and so move up when there are more of them."""


def rows_of(ledger: Ledger, prefecture: int, counties: int | None = None) -> dict[str, list[bytes]]:
    """The rows of one prefecture by table; where a table has counties only, the first `counties` of the world."""
    told = {}
    for name, table in ledger.tables.items():
        if "prefecture" in (table.dtype.names or ()):
            kept = table[table["prefecture"] == prefecture]
        elif counties is None:
            continue
        else:
            kept = table[(table["county"] >= 0) & (table["county"] < counties)]
        columns = [c for c in table.dtype.names or () if c not in NUMBERED]
        told[name] = [row.tobytes() for row in np.sort(np.rec.fromarrays([kept[c] for c in columns]))]
    return told


@pytest.mark.parametrize("more", ["county", "prefecture", "province"])
def test_a_larger_neighbour_changes_no_history_here(more: str) -> None:
    places = world.places(world.WorldSpec("tiny"))
    last = places[-1]
    here = [place for place in places if place.prefecture == places[0].prefecture]
    another = {
        "county": replace(last, county="another", county_zh="另一县"),
        "prefecture": Place(last.province, last.province_zh, "another", "另一市", "another", "另一县", 0.5),
        "province": Place("Hunan", "湖南", "another", "另一市", "another", "另一县", 0.5),
    }[more]
    months = count(24, 120)
    small, _ = built(places, months, KEY)
    large, state = built([*places, another], months, KEY)
    assert state.counties.size == len(places) + 1
    mine = rows_of(small, 0, len(here))
    assert mine == rows_of(large, 0, len(here))
    assert len(mine["spells"]) > 2 * len(here) and len(mine["appointments"]) > 10
