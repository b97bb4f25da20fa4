"""The split by reason adds up, for any life tables; and by hand for a small one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.statistics.decomposition import censored_share, left_by, months_lost, split
from sim.metrics.survival import life_table

GROUPS = ((0,), (1, 2))


def table_of(rng, spells=40):
    last = rng.integers(1, 90, spells)
    return life_table(np.ones(spells, np.int64), last, rng.integers(-1, 3, spells), 3)


@given(st.integers(0, 10_000), st.integers(1, 70))
def test_parts_add_up_to_the_difference(seed, month):
    rng = np.random.default_rng(seed)
    own, other = ([table_of(rng) for _ in range(5)] for _ in range(2))
    for taken, whole in (
        (left_by(month), lambda t: t.survival_at(month)),
        (months_lost(month), lambda t: t.restricted_mean(month)),
    ):
        found = split(own, other, taken, GROUPS)
        values = [(whole(a), whole(b)) for a, b in zip(own, other, strict=True)]
        if any(a is None or b is None for a, b in values):
            assert found.total.mean is None
            continue
        gaps = [a - b for a, b in values]
        assert found.total.mean == pytest.approx(np.mean(gaps), abs=1e-11)
        assert sum(part.mean for part in found.parts) == pytest.approx(found.total.mean, abs=1e-11)


def test_by_hand():
    # Four spells each. Baseline: one leaves at 1 for cause 0, one at 2 for cause 1, two stay to 4. Scenario: cause 0
    # is abolished, and the spell it would have ended leaves at 2 for cause 2.
    first = np.ones(4, np.int64)
    base = life_table(first, np.array([1, 2, 4, 4]), np.array([0, 1, -1, -1]), 3)
    own = life_table(first, np.array([2, 2, 4, 4]), np.array([2, 1, -1, -1]), 3)
    at_1, at_2 = split([own], [base], left_by(1), GROUPS), split([own], [base], left_by(2), GROUPS)
    assert [p.mean for p in at_1.parts] == [0.25, 0.0] and at_1.total.mean == 0.25
    assert [p.mean for p in at_2.parts] == [0.25, -0.25] and at_2.total.mean == 0.0
    # Months of the first three: F summed over j = 0, 1, 2.
    lost = split([own], [base], months_lost(3), GROUPS)
    assert [p.mean for p in lost.parts] == [0.5, -0.25] and lost.total.mean == 0.25
    assert own.restricted_mean(3) - base.restricted_mean(3) == 0.25


def test_where_nobody_is_left_months_go_on_being_lost():
    one = life_table(np.ones(1, np.int64), np.array([2]), np.array([0]), 3)
    assert months_lost(6)(one).tolist() == [4.0, 0.0, 0.0]
    assert 6 - 4.0 == one.restricted_mean(6)


def test_every_cause_stands_in_one_group():
    one = [table_of(np.random.default_rng(1))]
    for groups in (((0,), (1,)), ((0, 1), (1, 2))):
        with pytest.raises(ValueError, match="every cause"):
            split(one, one, left_by(3), groups)


def test_cut_off_spells_are_counted():
    spells = life_table(np.ones(5, np.int64), np.array([3, 3, 5, 9, 9]), np.array([0, -1, -1, -1, 1]), 3)
    assert censored_share(spells, 4) == 0.2
    assert censored_share(spells, 5) == 0.2
    assert censored_share(spells, 6) == 0.4
    assert censored_share(spells, 60) == 0.6
    nothing = np.array([], np.int64)
    assert censored_share(life_table(nothing, nothing, nothing, 3), 5) is None
