"""The mark of a rule, and the numbers all mechanisms share: hazards, waiting times, tastes, running means."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from sim import rule as r
from tests.conftest import count

HAZARDS = st.floats(0.0, 20.0)
DRAWS = st.floats(2.0**-33, 1.0 - 2.0**-33)
REALS = st.floats(-30.0, 30.0)
FALSE_ALARM = 1e-6


def test_the_mark_notes_a_function_and_leaves_it_alone() -> None:
    name = f"{r.logistic.__module__}.{r.logistic.__name__}"
    assert r.RULES[name] is r.logistic
    assert not hasattr(r.logistic, "py_func")


@given(HAZARDS)
def test_a_month_is_long_enough_with_this_chance(hazard: float) -> None:
    assert r.chance_within_month(hazard) == pytest.approx(1.0 - math.exp(-hazard), abs=1e-15)


@given(HAZARDS, DRAWS)
def test_an_event_happens_this_month_exactly_when_its_chance_says_so(hazard: float, draw: float) -> None:
    """The shortcut without a logarithm answers as the logarithm does."""
    wait = r.months_until(hazard, draw)
    exact = -math.log(draw) / hazard if hazard > 0.0 else math.inf
    assert (wait < 1.0) == (exact < 1.0)
    if exact < 1.0:
        assert wait == exact


def test_the_first_of_two_risks_wins_in_proportion_to_its_hazard() -> None:
    """With hazards a and b the first comes first with chance a / (a + b), among months in which either comes."""
    size = count(20_000, 200_000)
    generator = np.random.default_rng(3)
    pairs = generator.random((size, 2)).tolist()
    waits = [(r.months_until(0.3, x), r.months_until(0.1, y)) for x, y in pairs]
    happened = [(a, b) for a, b in waits if min(a, b) < 1.0]
    first = sum(a < b for a, b in happened)
    assert stats.binomtest(first, len(happened), 0.75).pvalue > FALSE_ALARM
    assert stats.binomtest(len(happened), size, -math.expm1(-0.4)).pvalue > FALSE_ALARM


@given(st.floats(1e-4, 20.0), DRAWS)
def test_whole_months_are_the_waiting_time_rounded_up(hazard: float, draw: float) -> None:
    exact = -math.log(draw) / hazard
    months = r.whole_months_until(hazard, draw)
    assert 1 <= months <= 1200
    assert months == 1200 or months - 1 <= exact < months


def test_nothing_comes_of_no_hazard() -> None:
    assert r.whole_months_until(0.0, 0.5) == 1200
    assert r.months_until(0.0, 2.0**-33) == 2.0


def test_the_best_score_with_a_taste_is_a_conditional_logit() -> None:
    """McFadden 1974: the highest of scores with Gumbel tastes wins with softmax chance."""
    scores, size = (0.0, 0.7, 1.1), count(20_000, 200_000)
    tastes = np.random.default_rng(4).random((size, 3)).tolist()
    winners = [max(range(3), key=lambda k: scores[k] + r.taste(row[k])) for row in tastes]
    weights = np.exp(scores) / np.exp(scores).sum()
    assert stats.chisquare(np.bincount(winners, minlength=3), size * weights).pvalue > FALSE_ALARM


def test_a_bell_has_its_mean_and_spread() -> None:
    mean = integrate.quad(lambda u: r.bell(u, 3.0, 2.0), 0, 1)[0]
    square = integrate.quad(lambda u: (r.bell(u, 3.0, 2.0) - 3.0) ** 2, 0, 1)[0]
    assert mean == pytest.approx(3.0, abs=1e-9)
    assert math.sqrt(square) == pytest.approx(2.0, abs=1e-6)
    assert r.bell(0.5, 3.0, 2.0) == 3.0


@given(REALS, REALS, REALS)
def test_within_holds_a_value_inside(value: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    held = r.within(value, low, high)
    assert low <= held <= high
    assert held == value or value < low or value > high


@given(st.floats(-1e6, 1e6))
def test_logistic_never_overflows(value: float) -> None:
    assert 0.0 <= r.logistic(value) <= 1.0
    assert r.logistic(value) + r.logistic(-value) == pytest.approx(1.0)


@given(st.lists(REALS, min_size=1, max_size=40))
def test_running_mean_and_spread_are_those_of_the_list(values: list[float]) -> None:
    total, squares = 0.0, 0.0
    for value in values:
        total, squares = r.added(total, value), r.square_added(squares, value)
    assert r.mean_of(total, len(values)) == pytest.approx(float(np.mean(values)), abs=1e-9)
    expected = float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
    # Sums of squares lose half the digits where the spread is tiny beside the mean.
    assert r.spread_of(total, squares, len(values)) == pytest.approx(expected, abs=1e-5)
