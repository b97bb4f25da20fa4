"""The confidence sequence: its martingale by integration, its inversion, its answers and its forecasts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import nct, norm, t

from experiments.statistics.sequential import Answer, Look, Moments, Rule, look, moments, unskewed


@pytest.mark.parametrize(("n", "reach"), [(5, 2.0), (30, 1.3), (30, 3.6), (60, 3.1)])
def test_width_is_where_the_mixture_likelihood_ratio_is_one_over_alpha(n, reach):
    # Independently: the mixture of noncentral t densities over effects N(0, g), against Student's.
    rule = Rule(1.0)
    sd = math.sqrt(rule.mixture)

    def ratio(value):
        mixed = quad(lambda z: nct(n - 1, math.sqrt(n) * sd * z).pdf(value) * norm.pdf(z), -7, 7, limit=400)[0]
        return mixed / t(n - 1).pdf(value)

    formula = (1 + n * rule.mixture) ** -0.5 * (
        (1 + reach**2 / (n - 1)) / (1 + reach**2 / ((1 + n * rule.mixture) * (n - 1)))
    ) ** (n / 2)
    assert ratio(reach) == pytest.approx(formula, rel=1e-4)
    width = rule.width(n)
    if math.isfinite(width):
        assert ratio(width) == pytest.approx(20.0, rel=1e-3)


def test_the_interval_is_narrowest_at_its_aim_and_infinite_at_first():
    widths = {aim: Rule(1.0, aim=aim).width(aim) for aim in (50, 100, 200, 400)}
    for aim, width in widths.items():
        others = [Rule(1.0, aim=other).width(aim) for other in widths if other != aim]
        assert width < min(others) + 1e-3
    assert math.isinf(Rule(1.0).width(1)) and math.isinf(Rule(1.0).width(2))
    assert Rule(1.0).width(400) > 1.96


@given(st.floats(-3, 3), st.floats(-0.6, 0.6), st.integers(20, 500))
def test_halls_transform_is_undone(skew, z, n):
    assume(abs(skew) > 0.01)
    seen = Moments(n, 0.0, 1.0, skew)
    reach = z + skew * z**2 / 3 + skew**2 * z**3 / 27 + skew / (6 * n)
    assert unskewed(reach, seen) == pytest.approx(z, abs=1e-7)
    assert unskewed(reach, Moments(n, 0.0, 1.0, 0.0)) == reach


def test_interval_without_skewness_is_symmetric_and_with_it_leans():
    rule = Rule(1.0)
    low, high = rule.interval(Moments(50, 2.0, 3.0))
    assert (low + high) / 2 == pytest.approx(2.0)
    assert high - 2.0 == pytest.approx(rule.width(50) * 3.0 / math.sqrt(50))
    low, high = rule.interval(Moments(50, 2.0, 3.0, skewness=1.5))
    # Means of right-skewed data are more often too small, and then by more of their own deviations.
    assert high - 2.0 > 2.0 - low


def test_moments_are_numpys():
    values = np.random.default_rng(3).exponential(size=50)
    found = moments(values.tolist())
    assert (found.n, found.mean, found.sd) == (50, pytest.approx(values.mean()), pytest.approx(values.std(ddof=1)))
    assert found.skewness == pytest.approx(((values - values.mean()) ** 3).mean() / values.std() ** 3)
    assert moments([2.0, 2.0]) == Moments(2, 2.0, 0.0, 0.0)
    with pytest.raises(ValueError, match="no difference"):
        moments([])


@pytest.mark.parametrize(
    ("mean", "answer"),
    [(2.0, Answer.BETTER), (-2.0, Answer.WORSE), (0.0, Answer.EQUIVALENT), (1.0, Answer.UNDECIDED)],
)
def test_answers(mean, answer):
    rule = Rule(1.0)
    assert rule.answer(Moments(400, mean, 1.0)) is answer
    assert rule.answer(Moments(29, mean, 0.001)) is Answer.UNDECIDED


@given(st.floats(-3, 3), st.floats(0.05, 5), st.floats(-1, 1), st.integers(30, 400))
def test_a_forecast_is_kept_where_nothing_changes(mean, sd, skew, n):
    rule = Rule(0.5)
    seen = Moments(n, mean, sd, skew)
    more = rule.more(seen)
    if more is None:
        assert abs(abs(mean) - 0.5) < 0.02
        return
    assert rule.answer(Moments(n + more, mean, sd, skew)) is not Answer.UNDECIDED
    if more:
        assert rule.answer(Moments(n + more - 1, mean, sd, skew)) is Answer.UNDECIDED


def test_values_that_are_all_alike_or_nearly_so():
    rule = Rule(0.5)
    young, old = look([0.0] * 30, rule), look([0.0] * 59, rule)
    assert (young.answer, young.more) == (Answer.UNDECIDED, 29)
    assert (old.answer, old.more, old.low, old.high) == (Answer.SAME, 0, 0.0, 0.0)
    # The rule of three: the 95 % bound on a share never seen in 59 is 1 - 0.05^(1/59) = 4.95 %.
    assert old.unlike_share == pytest.approx(0.0495, abs=1e-4)
    assert look([0.7] * 59, rule).answer is Answer.BETTER
    assert look([0.5] * 59, Rule(0.5)).answer is Answer.BETTER
    few = look([0.0] * 56 + [9.0] * 4, rule)
    assert (few.answer, few.high, few.more, few.unlike_share) == (Answer.UNDECIDED, math.inf, 60, None)


def test_a_look_tells_what_the_rule_tells():
    values = np.random.default_rng(8).normal(0.3, 1.0, 80).tolist()
    rule = Rule(0.25)
    seen = look(values, rule)
    assert isinstance(seen, Look) and seen.seen == moments(values)
    assert (seen.low, seen.high) == rule.interval(moments(values))
    assert seen.more == rule.more(moments(values)) > 0


@pytest.mark.parametrize(
    "wrong", [{"delta": 0.0}, {"delta": math.inf}, {"delta": 1.0, "level": 1.0}, {"delta": 1.0, "first": 1}]
)
def test_rules_that_cannot_be(wrong):
    with pytest.raises(ValueError, match="delta must|level must"):
        Rule(**wrong)
