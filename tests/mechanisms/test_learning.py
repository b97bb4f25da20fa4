"""Training, practice, and the cost of a change."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from sim.mechanisms import learning as n
from tests.mechanisms.tools import moved_by, settings_of

P, B = settings_of(n)


def test_nobody_trains_where_there_is_no_training() -> None:
    none, _ = settings_of(n, training_months_per_year=0.0)
    assert not any(n.goes_to_training(d, none) for d in (2.0**-33, 0.1, 0.9))
    assert moved_by(n, n.goes_to_training, "training_months_per_year", {"draw": 0.2}) == 1.0
    draws = [(i + 0.5) / 12_000 for i in range(12_000)]
    assert sum(n.goes_to_training(d, P) for d in draws) == 200


def test_the_weakest_field_is_found() -> None:
    for place in range(7):
        fields = [0.6] * 7
        fields[place] = 0.2
        assert n.weakest_field(*fields) == place
    assert n.weakest_field(*[0.5] * 7) == 0


def test_training_by_need_is_about_the_weakest_field() -> None:
    fitted, _ = settings_of(n, training_fit_share=1.0)
    unfitted, _ = settings_of(n, training_fit_share=0.0)
    courses = [(i + 0.5) / 700 for i in range(700)]
    assert {n.field_of_training(4, 0.99, c, fitted) for c in courses} == {4}
    drawn = [n.field_of_training(4, 0.01, c, unfitted) for c in courses]
    assert [drawn.count(f) for f in range(7)] == [100] * 7


def test_training_by_need_lifts_the_weakest_competence_most() -> None:
    """Three years at a month a year, burden .5: the weakest of seven rises more where courses follow need."""
    lifted = []
    for share in (0.0, 1.0):
        policy, b = settings_of(n, training_fit_share=share, training_months_per_year=1.0)
        generator = np.random.default_rng(8)
        rise = []
        for _ in range(300):
            fields = list(generator.uniform(0.2, 0.8, 7))
            before = min(fields)
            for _month in range(36):
                goes, fit, course = generator.random(3)
                if n.goes_to_training(goes, policy):
                    about = n.field_of_training(n.weakest_field(*fields), fit, course, policy)
                    fields = [n.after_training(x, int(i == about), 0.5, b) for i, x in enumerate(fields)]
            rise.append(min(fields) - before)
        lifted.append(np.mean(rise))
    # SD of a rise is about .05, 300 cases: standard error of the difference .004; the difference is over ten of them.
    assert lifted[1] > lifted[0] + 0.04 > 0.04


def test_training_pays_less_under_burden() -> None:
    gains = [n.after_training(0.4, 1, burden, B) - 0.4 for burden in (0.0, 0.5, 1.0)]
    assert gains == sorted(gains, reverse=True) and gains[0] == pytest.approx(0.12 * 0.6) and gains[2] > 0.0
    assert n.after_training(0.4, 0, 0.0, B) == 0.4
    assert n.training_received(2.0) == 3.0


def test_practice_and_lessons_never_pass_one() -> None:
    assert 0.5 < n.after_year_in_post(0.5, B) < n.after_year_in_post(0.8, B) < 1.0
    assert n.after_year_in_post(1.0, B) == n.crisis_after_lesson(1.0, B) == 1.0
    assert n.crisis_after_lesson(0.3, B) == pytest.approx(0.3 + 0.06 * 0.7)
    _, none = settings_of(n, practice_gain_per_year=0.0, lesson_gain=0.0, turnover_cost_head_points=0.0)
    assert n.after_year_in_post(0.37, none) == n.crisis_after_lesson(0.37, none) == 0.37
    assert n.turnover_loss(1, 0, none) == 0.0


def test_a_change_of_secretary_costs_on_average_what_is_declared() -> None:
    plain, own = n.turnover_loss(0, 0, B), n.turnover_loss(0, 1, B)
    assert 0.57 * plain + 0.43 * own == pytest.approx(B.turnover_cost_secretary_points, abs=1e-12)
    assert 0.0 < own < plain
    assert n.turnover_loss(1, 0, B) == B.turnover_cost_head_points
    assert math.isclose(own / plain, B.turnover_own_head_factor)


def test_an_outsider_costs_growth_until_he_knows_the_place() -> None:
    costs = [n.unfamiliarity(1, month, B) for month in range(100)]
    assert costs[0] == B.outsider_cost_points and costs[-1] == 0.0
    assert all(later <= earlier for earlier, later in itertools.pairwise(costs))
    assert costs[30] == pytest.approx(B.outsider_cost_points * (1.0 - 30.0 / B.outsider_learns_months))
    assert n.unfamiliarity(0, 0, B) == 0.0
    _, none = settings_of(n, outsider_cost_points=0.0)
    assert n.unfamiliarity(1, 0, none) == 0.0
