"""Life tables against brute force, statsmodels and algebra."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from experiments.statistics.survival import Curve, hazard_by_step, incidence, pooled, survival
from sim.metrics.survival import exposure, life_table


def brute_force(first, last, cause, causes):
    """S and F by counting spell by spell, month by month, in fractions."""
    top = max(last, default=0)
    alive, s, f = Fraction(1), [Fraction(1)], [[Fraction(0)] * causes]
    for d in range(1, top + 1):
        risk = [i for i in range(len(first)) if first[i] <= d <= last[i]]
        out = list(f[-1])
        stay = Fraction(1)
        for k in range(causes):
            gone = sum(1 for i in risk if last[i] == d and cause[i] == k)
            if risk:
                out[k] += alive * Fraction(gone, len(risk))
                stay -= Fraction(gone, len(risk))
        alive *= stay
        s.append(alive)
        f.append(out)
    return s, f


spells = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12), st.integers(-1, 2)), min_size=1, max_size=40)


@settings(max_examples=200, deadline=None)
@given(spells)
def test_curves_equal_counting_in_fractions(rows):
    first = np.array([a for a, _, _ in rows])
    last = np.array([a + b for a, b, _ in rows])
    cause = np.array([k for _, _, k in rows])
    table = life_table(first, last, cause, 3)
    s, f = brute_force(first, last, cause, 3)
    assert table.survival == pytest.approx([float(x) for x in s], abs=1e-12)
    assert table.incidence.ravel() == pytest.approx([float(x) for row in f for x in row], abs=1e-12)
    assert np.abs(table.survival + table.incidence.sum(axis=1) - 1.0).max() < 1e-12


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_survival_with_delayed_entry_equals_statsmodels(seed):
    rng = np.random.default_rng(seed)
    last = rng.integers(1, 90, 400)
    first = np.minimum(1 + rng.integers(0, 20, 400), last)
    cause = rng.choice([-1, 0], 400, p=(0.3, 0.7))
    table = life_table(first, last, cause, 1)
    theirs = SurvfuncRight(last, (cause >= 0).astype(int), entry=first - 1)
    assert table.survival[theirs.surv_times] == pytest.approx(theirs.surv_prob, rel=1e-10)
    assert np.array_equal(table.at_risk[theirs.surv_times], theirs.n_risk)


def test_incidence_equals_statsmodels():
    rng = np.random.default_rng(7)
    last = rng.integers(1, 70, 500)
    cause = rng.choice([-1, 0, 1, 2], 500, p=(0.25, 0.25, 0.3, 0.2))
    table = life_table(np.ones(500, np.int64), last, cause, 3)
    theirs = CumIncidenceRight(last, cause + 1)
    for k in range(3):
        assert table.incidence[theirs.times.astype(int), k] == pytest.approx(theirs.cinc[k], rel=1e-8)


def test_a_constant_hazard_gives_a_geometric_curve():
    at_each = np.array([2**k for k in range(9, -1, -1)] + [1])  # half of those left leave at each duration
    last = np.repeat(np.arange(1, 12), at_each)
    table = life_table(np.ones_like(last), last, np.zeros_like(last), 1)
    assert table.survival[1:11] == pytest.approx(0.5 ** np.arange(1, 11))
    assert table.restricted_mean(5) == pytest.approx(sum(table.survival[:5]))


def test_restricted_mean_without_censoring_is_the_mean_of_the_shorter_of_two():
    last = np.array([3, 10, 70, 61, 12])
    table = life_table(np.ones_like(last), last, np.zeros_like(last), 1)
    assert table.restricted_mean(60) == pytest.approx(np.minimum(last, 60).mean())


def test_durations_count_the_months_in_which_an_exit_could_fall():
    start = np.array([-30, -2, 5, 9, 9])
    end = np.array([0, -1, 8, -1, 12])
    first, last = exposure(start, end, 0, 10)
    assert first.tolist() == [30, 2, 1, 1, 1]
    assert last.tolist() == [30, 11, 3, 0, 0]
    table = life_table(first, last, np.array([0, -1, 0, -1, -1]), 1)
    assert table.at_risk.sum() == 1 + 10 + 3
    assert table.events.sum() == 2


def test_a_curve_is_unknown_beyond_the_last_spell_at_risk():
    table = life_table(np.array([1, 1]), np.array([4, 6]), np.array([0, -1]), 1)
    assert table.survival_at(6) == 0.5
    assert table.survival_at(7) is None
    assert table.restricted_mean(8) is None
    assert table.incidence_at(7, 0) is None
    gone = life_table(np.array([1, 1]), np.array([4, 6]), np.array([0, 0]), 1)
    assert gone.survival_at(100) == 0.0
    assert gone.restricted_mean(100) == 5.0


def test_a_gap_in_the_risk_set_ends_what_is_known():
    table = life_table(np.array([1, 8]), np.array([4, 9]), np.array([-1, 0]), 1)
    assert table.known_to == 4


def test_the_median_of_a_cause_is_none_where_fewer_than_half_leave_by_it():
    last = np.array([2, 3, 4, 5])
    table = life_table(np.ones_like(last), last, np.array([0, 1, 0, 1]), 2)
    assert (table.median_of(0), table.median_of(1)) == (4, 5)
    assert life_table(np.ones_like(last), last, np.array([0, 1, 1, 1]), 2).median_of(0) is None


def test_pooling_adds_counts_and_the_band_holds_eight_in_ten_curves():
    rng = np.random.default_rng(0)
    tables = []
    for _ in range(50):
        last = rng.geometric(0.03, 300)
        tables.append(life_table(np.ones_like(last), last, np.zeros_like(last), 1))
    whole = pooled(tables)
    assert int(whole.events.sum()) == 50 * 300
    curve: Curve = survival(tables, 60)
    assert curve.value == pytest.approx(0.97 ** np.arange(61), abs=0.01)
    inside = [(t.survival[30] >= curve.p10[30]) and (t.survival[30] <= curve.p90[30]) for t in tables]
    assert np.mean(inside) == pytest.approx(0.8, abs=0.05)
    assert survival(tables, 60).value + incidence(tables, 60, 0).value == pytest.approx(np.ones(61))
    _, hazard, at_risk = hazard_by_step(whole, 60, 6)
    assert hazard == pytest.approx(np.full(10, 0.03), abs=0.003)
    assert at_risk[0] == whole.at_risk[1:7].sum()


def test_pooling_nothing_is_refused():
    with pytest.raises(ValueError, match="no replicate"):
        pooled([])
