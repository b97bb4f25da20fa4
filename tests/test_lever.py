"""Declarations of levers and parameters, and the policies and behaviours made of them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.behaviour import BEHAVIOUR_DTYPE, PARAMETERS, as_object, behaviour
from sim.lever import Lever, Parameter, Tier
from sim.policy import LEVERS, POLICY_DTYPE, OutOfRange, Policies, UnknownName, policy, records_of
from sim.texts import Text

WORD = Text("a word", "一词")


def _lever(low: float = 0, high: float = 10, default: float = 5, **more: object) -> Lever:
    return Lever("depth_months", "months", low, high, default, WORD, WORD, Tier.ASSUMED, "assumption", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("numbers", [(0, 10, 11), (0, 10, -1), (10, 0, 5), (0, math.inf, 5), (math.nan, 10, 5)])
def test_a_lever_must_stand_inside_a_finite_range(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="depth_months: .* is not within"):
        _lever(*numbers)


@pytest.mark.parametrize(
    ("value", "legal"), [(0, True), (10, True), (10.01, False), (-1e-9, False), (math.nan, False), (math.inf, False)]
)
def test_both_ends_of_a_range_are_legal(value: float, legal: bool) -> None:
    assert _lever().allows(value) is legal


def test_named_positions_are_the_only_legal_values() -> None:
    lever = _lever(positions={"low": 0, "middle": 5})
    assert [lever.allows(x) for x in (0, 5, 10, 2.5)] == [True, True, False, False]
    with pytest.raises(ValueError, match="the default 5 is not a named position"):
        _lever(positions={"low": 0})


def test_a_parameter_must_stand_inside_its_range() -> None:
    with pytest.raises(ValueError, match=r"p: 2.0 is not within \[0.0, 1.0\]"):
        Parameter("p", "1", 2.0, 0.0, 1.0, "", Tier.ASSUMED, "assumption")


def test_a_policy_is_the_defaults_but_for_its_changes() -> None:
    assert policy() == {name: float(lever.default) for name, lever in LEVERS.items()}
    changed = policy(minimum_tenure_months=36)
    assert {name for name in LEVERS if changed[name] != policy()[name]} == {"minimum_tenure_months"}
    assert isinstance(changed["minimum_tenure_months"], float)


def test_a_name_not_declared_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'minimum_tenure_months'") as told:
        policy(minimum_tenure_month=36)
    assert (told.value.name, told.value.nearest) == ("minimum_tenure_month", "minimum_tenure_months")
    with pytest.raises(UnknownName) as told:
        behaviour(zzzz=1.0)
    assert told.value.nearest is None


def test_a_value_out_of_range_is_told_with_its_lever() -> None:
    with pytest.raises(OutOfRange, match=r"minimum_tenure_months: 121 is not within \[0, 120\] months"):
        policy(minimum_tenure_months=121)
    with pytest.raises(OutOfRange):
        policy(minimum_tenure_scope=0.5)


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_can_be_moved_to_both_ends_and_not_beyond(name: str) -> None:
    p = PARAMETERS[name]
    for end in (p.low, p.high):
        assert behaviour(**{name: end})[name][0] == end
    with pytest.raises(ValueError, match=name):
        behaviour(**{name: p.high + 1.0})


def test_records_and_objects_hold_the_same_numbers() -> None:
    rules = Policies.everywhere(policy(minimum_tenure_months=48), counties=3, prefectures=2)
    assert rules.records.dtype == POLICY_DTYPE
    assert [vars(o) for o in rules.as_objects()] == [policy(minimum_tenure_months=48)]
    record = behaviour()
    assert record.dtype == BEHAVIOUR_DTYPE
    assert vars(as_object(record)) == {name: p.value for name, p in PARAMETERS.items()}


def test_months_are_split_where_the_assignment_changes() -> None:
    records = records_of([policy(), policy(minimum_tenure_months=36)])
    counties = np.array([[0, 0], [1, 0], [1, 1]])
    rules = Policies(records, np.array([-1000, 12, 24]), counties, counties, counties)
    assert [rules.segment(month) for month in (-180, 11, 12, 23, 24, 500)] == [0, 0, 1, 1, 2, 2]
    assert rules.segments(0, 36) == [(0, 0, 12), (1, 12, 24), (2, 24, 36)]
    assert rules.segments(12, 13) == [(1, 12, 13)]
    assert rules.segments(5, 5) == []
