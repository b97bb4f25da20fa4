"""Policies: one setting of every lever, where it holds, and from when."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.behaviour import PARAMETERS, as_object, behaviour
from sim.policy import LEVERS, OutOfRange, Policies, UnknownName, policy, records_of
from sim.scenario import Reform, resolve
from sim.where import Where
from tests.engines.tools import FULL_TERM, burned, scenario

NAMES = sorted(LEVERS)


def test_a_policy_is_every_lever_at_its_default_but_for_the_changes() -> None:
    assert policy() == {name: float(lever.default) for name, lever in LEVERS.items()}
    changed = policy(minimum_tenure_months=36)
    assert {name for name in NAMES if changed[name] != policy()[name]} == {"minimum_tenure_months"}


def test_what_is_no_lever_or_not_within_its_range_is_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean 'minimum_tenure_months'") as unknown:
        policy(minimum_tenure_month=36)
    assert unknown.value.nearest == "minimum_tenure_months"
    for value in (-1, 121, math.nan, math.inf):
        with pytest.raises(OutOfRange) as refused:
            policy(minimum_tenure_months=value)
        assert refused.value.lever is LEVERS["minimum_tenure_months"]
    with pytest.raises(OutOfRange):
        policy(minimum_tenure_scope=0.5)


@given(st.sampled_from(NAMES), st.floats(0.0, 1.0))
def test_records_and_objects_hold_what_was_set(name: str, place: float) -> None:
    lever = LEVERS[name]
    value = max(lever.positions.values()) if lever.positions else lever.low + place * (lever.high - lever.low)
    values = policy(**{name: value})
    records = records_of([policy(), values])
    assert {n: float(records[1][n]) for n in NAMES} == {n: values[n] for n in NAMES}
    everywhere = Policies.everywhere(values, 3, 2)
    (told,) = everywhere.as_objects()
    assert vars(told) == values
    assert all(type(v) is float for v in vars(told).values()), "NumPy numbers on agents cost twice"


def test_segments_cover_the_window_once() -> None:
    policies = Policies.everywhere(policy(), 2, 1)
    assert policies.segments(-24, 36) == [(0, -24, 36)]
    late = scenario(reforms=(Reform(month=6, policy=FULL_TERM), Reform(month=12, policy={"special_need_share": 0.0})))
    resolved = resolve(late, burned())
    cuts = resolved.segments(-36, 24)
    assert [(a, b) for _, a, b in cuts] == [(-36, 0), (0, 6), (6, 12), (12, 24)]
    for segment, begin, end in cuts:
        assert all(resolved.segment(month) == segment for month in range(begin, end))
    assert resolved.segments(6, 6) == []


def test_reforms_add_up_in_the_order_of_time() -> None:
    late = scenario(reforms=(Reform(month=6, policy=FULL_TERM), Reform(month=12, policy={"special_need_share": 0.0})))
    resolved = resolve(late, burned())
    in_force = [resolved.records[resolved.of_county[resolved.segment(month), 0]] for month in (0, 5, 6, 12)]
    assert [float(r.minimum_tenure_compliance_share) for r in in_force] == [0.0, 0.0, 0.95, 0.95]
    assert [float(r.special_need_share) for r in in_force] == [0.1, 0.1, 0.05, 0.0]


def test_a_reform_holds_where_it_holds_and_a_prefecture_follows_when_all_its_counties_do() -> None:
    state = burned()
    first, second = (np.flatnonzero(state.counties.prefecture == p) for p in (0, 1))
    two = Where(counties=(int(first[0]), int(first[1])))
    part = scenario(reforms=(Reform(month=6, policy=FULL_TERM, where=two),))
    whole = scenario(reforms=(Reform(month=6, policy=FULL_TERM, where=Where(prefectures=(0,))),))
    for one, counties, prefectures in ((part, first[:2], []), (whole, first, [0])):
        resolved = resolve(one, state)
        row = resolved.segment(6)
        reformed = resolved.records.minimum_tenure_compliance_share[resolved.of_county[row]] == 0.95
        assert np.flatnonzero(reformed).tolist() == list(counties)
        led = resolved.records.minimum_tenure_compliance_share[resolved.of_prefecture[row]] == 0.95
        assert np.flatnonzero(led).tolist() == prefectures
        assert not np.isin(second, np.flatnonzero(reformed)).any()


def test_chiefs_reckon_with_an_announced_reform_before_it_holds() -> None:
    told = Reform(month=12, policy=FULL_TERM, announced_month=4)
    resolved = resolve(scenario(reforms=(told,)), burned())
    compliance = resolved.records.minimum_tenure_compliance_share
    for month, in_force, reckoned_with in ((3, 0.0, 0.0), (4, 0.0, 0.95), (11, 0.0, 0.95), (12, 0.95, 0.95)):
        row = resolved.segment(month)
        assert set(compliance[resolved.of_county[row]]) == {in_force}, month
        assert set(compliance[resolved.expected[row]]) == {reckoned_with}, month
    unannounced = resolve(scenario(reforms=(Reform(month=12, policy=FULL_TERM),)), burned())
    assert np.array_equal(unannounced.expected, unannounced.of_county)


def test_before_month_0_the_practice_holds_unless_the_policy_is_to_be_burned_in() -> None:
    state = burned()
    for word, before in (("baseline", 0.0), ("own_policy", 0.95)):
        resolved = resolve(scenario(policy=FULL_TERM, burn_in=word), state)
        shares = [
            float(resolved.records.minimum_tenure_compliance_share[resolved.of_county[resolved.segment(m), 0]])
            for m in (-1, 0)
        ]
        assert shares == [before, 0.95]


@given(st.sampled_from(sorted(PARAMETERS)))
def test_behaviour_holds_every_parameter(name: str) -> None:
    p = PARAMETERS[name]
    assert vars(as_object(behaviour()))[name] == p.value
    assert as_object(behaviour(**{name: p.high})).__dict__[name] == p.high
    with pytest.raises(ValueError, match=name):
        behaviour(**{name: p.high + 1.0})
    with pytest.raises(UnknownName):
        behaviour(**{f"{name}_": p.value})
