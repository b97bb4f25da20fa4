"""Regret, satisficing and the boxes of scenario discovery, on worlds whose truth is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.statistics.discovery import Bound, discover, weights
from experiments.statistics.robustness import Demand, crosswise_regret, proportion, satisfied, standings


def worlds_of(count_: int, futures: int, seed: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Worlds x in [0, 1]: policy A gives x, B gives 0.4, C gives x - 1; luck is shared but for a part of each."""
    rng = np.random.default_rng(seed)
    x = rng.random(count_)
    truth = np.array([x, np.full(count_, 0.4), x - 1.0])
    shared = rng.normal(0.0, 1.0, (count_, futures))
    return x, truth[:, :, None] + shared + rng.normal(0.0, noise, (3, count_, futures))


def test_regret_and_winners_are_what_integrals_say():
    """Without noise of their own: A wins where x > 0.4; mean regrets are integrals of max(x, 0.4) less each policy."""
    _, values = worlds_of(4000, 4, 1, 0.0)
    a, b, c = standings("ABC", values, more=True)
    best = 0.4 * 0.4 + (1 - 0.16) / 2
    for found, mean in ((a, 0.5), (b, 0.4), (c, -0.5)):
        assert found.regret == pytest.approx(best - mean, abs=0.02)
        assert found.regret_low < best - mean < found.regret_high
    assert a.best.share == pytest.approx(0.6, abs=0.03) and b.best.share == pytest.approx(0.4, abs=0.03)
    assert c.best.count == 0 and a.best.count + b.best.count == 4000
    assert a.clearly_best == a.best and a.worst_regret == pytest.approx(0.4, abs=0.01)
    assert c.worst_regret == pytest.approx(1.4, abs=0.01) and a.worlds == 4000


def test_less_can_be_better():
    _, values = worlds_of(500, 4, 1, 0.1)
    up, down = standings("ABC", values, more=True), standings("ABC", -values, more=False)
    for one, other in zip(up, down, strict=True):
        assert (one.best, one.regret, one.worst_regret) == (other.best, other.regret, other.worst_regret)
        assert one.mean == -other.mean and one.worst == -other.worst


def test_regret_of_policies_that_do_not_differ_is_nothing_on_average(count):
    """Seen on the same luck, the best of five equals leads by about 1.16 SD; taken crosswise, by nothing.

    The 95 % interval misses 0 in 5 % of draws; more than 12 % of misses has a chance below 1 in 10,000.
    """
    draws, misses = count(150, 1000), 0
    for draw in range(draws):
        values = np.random.default_rng(draw).normal(0.0, 1.0, (5, 60, 4))
        one = standings("ABCDE", values, more=True)[draw % 5]
        misses += not one.regret_low <= 0.0 <= one.regret_high
        assert one.worst_regret > 0.5
    assert misses / draws <= 0.05 + 3.72 * math.sqrt(0.05 * 0.95 / draws)


def test_a_clear_win_is_seldom_claimed_between_equals(count):
    """Five equal policies: the five-per-cent error of naming some clear best is kept by Bonferroni."""
    worlds = count(2000, 40_000)
    values = np.random.default_rng(5).normal(0.0, 1.0, (5, worlds, 6))
    named = sum(one.clearly_best.count for one in standings("ABCDE", values, more=True))
    assert named / worlds <= 0.05 * 5 / 4 + 3.72 * math.sqrt(0.0625 / worlds)


def test_worlds_without_a_value_are_left_out_and_one_future_has_no_regret():
    values = np.array([[[1.0], [2.0], [math.nan]], [[2.0], [1.0], [3.0]]])
    a, b = standings("AB", values, more=True)
    assert (a.worlds, a.best.count, b.best.count) == (2, 1, 1) and a.regret is None
    assert crosswise_regret(values) is None
    assert standings("AB", np.full((2, 3, 2), math.nan), more=True) == ()
    with pytest.raises(ValueError, match="do not fit"):
        standings("ABC", values, more=True)


def test_ties_are_nobodys_win():
    a, b = standings("AB", np.ones((2, 5, 3)), more=True)
    assert a.best.count == b.best.count == a.clearly_best.count == 0 and a.regret == 0.0


def test_demands_are_met_by_means_absolutely_or_against_the_baseline():
    own, base = np.array([[1.0, 3.0], [5.0, 5.0], [math.nan, math.nan]]), np.array([[2.0, 2.0], [1.0, 1.0], [1.0, 1.0]])
    assert satisfied([(own, base, Demand("m", at_least=2.0))]).tolist() == [True, True, False]
    assert satisfied([(own, base, Demand("m", at_least=2.0)), (own, base, Demand("m", at_most=3.0))]).tolist() == [
        True, False, False,
    ]  # fmt: skip
    assert satisfied([(own, base, Demand("m", at_least=1.0, against_baseline=True))]).tolist() == [False, True, False]
    with pytest.raises(ValueError, match="nothing is asked"):
        satisfied([])


def test_wilsons_interval_is_wilsons():
    """Wilson (1927) for 15 of 100 at 95 %, as statsmodels has it; and a share of nothing."""
    from statsmodels.stats.proportion import proportion_confint

    found = proportion(np.arange(100) < 15)
    low, high = proportion_confint(15, 100, method="wilson")
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high)) and found.share == 0.15
    assert proportion(np.zeros(0, bool)).share is None


def planted(worlds: int, seed: int) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Twelve numbers, of which two matter: nine in ten fail where b > 0.6 and e <= 0.5, one in twenty elsewhere."""
    rng = np.random.default_rng(seed)
    places = rng.random((worlds, 12))
    inside = (places[:, 1] > 0.6) & (places[:, 4] <= 0.5)
    return list("abcdefghijkl"), places, rng.random(worlds) < np.where(inside, 0.9, 0.05)


def test_a_planted_box_is_found_and_honestly_measured(count):
    """Over many draws the intervals measured on the other half hold the truth of the very box that was found.

    Nominal 95 % (Wilson); the asserted bound has a false-alarm rate of 1 in 10,000. A tree looks one step ahead, so
    that now and then (5 of 300 draws) it cuts elsewhere.
    """
    draws, near, hits = count(25, 300), 0, 0
    for draw in range(draws):
        names, places, failing = planted(400, draw)
        region = discover(names, places, failing, seed=draw)
        assert region is not None
        limits = {b.name: (b.low, b.high) for b in region.bounds}
        b, e = limits.get("b", (None, None))[0], limits.get("e", (None, None))[1]
        near += b == pytest.approx(0.6, abs=0.12) and e == pytest.approx(0.5, abs=0.12)
        _, fresh, fails = planted(20_000, 1000 + draw)
        inside = np.ones(len(fresh), bool)
        for bound in region.bounds:
            inside &= bound.holds(fresh[:, names.index(bound.name)])
        hits += region.failing.low <= fails[inside].mean() <= region.failing.high
    assert near / draws >= 0.9
    assert hits / draws >= 0.95 - 3.72 * math.sqrt(0.95 * 0.05 / draws)
    assert [name for name, _ in weights(names, places, failing)[:2]] in (["b", "e"], ["e", "b"])


def test_where_failures_are_chance_no_box_is_told_of(count):
    """Level 5 %; Fisher's test is conservative. False alarm 1 in 10,000."""
    draws = count(60, 1000)
    found = 0
    for draw in range(draws):
        rng = np.random.default_rng(draw)
        found += discover(list("abcdefgh"), rng.random((160, 8)), rng.random(160) < 0.4, seed=draw) is not None
    assert found / draws <= 0.05 + 3.72 * math.sqrt(0.05 * 0.95 / draws)


def test_too_few_failures_are_no_ground_for_a_search():
    places = np.random.default_rng(1).random((100, 3))
    assert discover("abc", places, places[:, 0] > 0.9, seed=1) is None
    with pytest.raises(ValueError, match="do not fit"):
        discover("ab", places, places[:, 0] > 0.5)


def test_a_bound_holds_above_its_low_end_and_up_to_its_high_end():
    values = np.array([0.0, 0.5, 1.0])
    assert Bound("x", 0.0, 0.5).holds(values).tolist() == [False, True, False]
    assert Bound("x", None, None).holds(values).all()
