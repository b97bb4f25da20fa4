"""Elementary effects and variance shares of functions whose answers are known, and how often intervals hold them."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from SALib.sample import morris, sobol

from experiments.statistics.sensitivity import (
    LUCK,
    ElementaryEffect,
    elementary_effects,
    morris_blocks,
    screened,
    variance_shares,
)

A, B = 7.0, 0.1
NAMES = ("x1", "x2", "x3")


def problem(factors: int) -> dict[str, object]:
    return {"num_vars": factors, "names": [f"x{i}" for i in range(factors)], "bounds": [[0.0, 1.0]] * factors}


def ishigami(points: np.ndarray) -> np.ndarray:
    """Ishigami & Homma (1990) on the unit cube."""
    x = (2.0 * points - 1.0) * math.pi
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_shares() -> tuple[list[float], list[float]]:
    """Its first-order and total shares, by hand: three terms, of x1, of x2, and of x1 with x3."""
    one = 0.5 * (1.0 + B * math.pi**4 / 5.0) ** 2
    two = A * A / 8.0
    both = B * B * math.pi**8 * (1.0 / 18.0 - 1.0 / 50.0)
    whole = one + two + both
    return [one / whole, two / whole, 0.0], [(one + both) / whole, two / whole, both / whole]


def saltelli(factors: int, base: int, seed: int) -> np.ndarray:
    return sobol.sample(problem(factors), base, calc_second_order=False, seed=seed)


def drawn_alone(factors: int, base: int, seed: int) -> np.ndarray:
    """Saltelli's scheme on points drawn independently."""
    rng = np.random.default_rng(seed)
    first, second = rng.random((base, factors)), rng.random((base, factors))
    rows = np.repeat(first[:, None], factors + 2, axis=1)
    for column in range(factors):
        rows[:, column + 1, column] = second[:, column]
    rows[:, -1] = second
    return rows.reshape(-1, factors)


def least(trials: int, share: float) -> float:
    """The hit rate that all but one in ten thousand series of `trials` stay above if the true rate is `share`."""
    return share - 3.72 * math.sqrt(share * (1.0 - share) / trials)


def test_the_shares_of_the_ishigami_function(count):
    first, total = ishigami_shares()
    found = variance_shares(NAMES, ishigami(saltelli(3, count(1024, 8192), 1)).tolist())
    assert [s.name for s in found] == list(NAMES)
    for share, one, whole in zip(found, first, total, strict=True):
        assert share.first_low <= one <= share.first_high and share.total_low <= whole <= share.total_high
        assert share.first == pytest.approx(one, abs=0.03) and share.total == pytest.approx(whole, abs=0.03)


@pytest.mark.parametrize(("draw", "base", "true"), [(drawn_alone, 256, 0.92), (saltelli, 256, 0.92)])
def test_intervals_of_shares_hold_the_truth(draw, base, true, count):
    """Nominal 95 %; the bootstrap of 256 base points comes to 92 % or more, all six shares counted alike.

    False alarm 1 in 10,000 a design (one-sided, trials taken as independent pairs of three shares).
    """
    trials = count(60, 1000)
    truth = [*ishigami_shares()[0], *ishigami_shares()[1]]
    hits = 0
    for trial in range(trials):
        found = variance_shares(NAMES, ishigami(draw(3, base, trial)).tolist(), seed=trial, resamples=200)
        ends = [(s.first_low, s.first_high) for s in found] + [(s.total_low, s.total_high) for s in found]
        hits += sum(low <= one <= high for (low, high), one in zip(ends, truth, strict=True))
    assert hits / (6 * trials) >= least(2 * trials, true)


def bent(points: np.ndarray) -> np.ndarray:
    """A straight, a bent, an interacting and an idle factor."""
    straight, bend, third = points[:, 0], points[:, 1], points[:, 2]
    return 2.0 * straight + 3.0 * bend**2 + 2.0 * (third - 0.5) * (straight - 0.3) + 0.0 * points[:, 3]


def bent_effect(factor: int) -> float:
    """The mean absolute effect over all moves that Morris's grid allows."""
    effects = []
    for rest in itertools.product((0.0, 1 / 3, 2 / 3, 1.0), repeat=3):
        for low in (0.0, 1 / 3):
            start = np.insert(np.array(rest), factor, low)
            end = start.copy()
            end[factor] += 2 / 3
            effects.append(abs((bent(end[None]) - bent(start[None]))[0]) * 1.5)
    return math.fsum(effects) / len(effects)


def test_intervals_of_elementary_effects_hold_the_truth(count):
    """Nominal 95 %, eight trajectories; false alarm 1 in 10,000 for each factor."""
    trials, truth = count(60, 1000), [bent_effect(factor) for factor in range(4)]
    hits = np.zeros(4)
    for trial in range(trials):
        points = morris.sample(problem(4), 8, 4, seed=trial)
        found = elementary_effects("abcd", points, bent(points).tolist(), seed=trial, resamples=200)
        hits += [e.low - 1e-9 <= true <= e.high + 1e-9 for e, true in zip(found, truth, strict=True)]
    assert (hits / trials >= least(trials, 0.93)).all(), hits / trials
    assert found[3] == ElementaryEffect("d", *[pytest.approx(0.0, abs=1e-12)] * 5)


def test_the_share_due_to_chance_is_what_was_put_in(count):
    """A result of 2x plus noise of the block, of variance 1/3 each: half of the variance is chance."""
    base = count(1024, 8192)
    points = saltelli(2, base, 3)
    noise = np.random.default_rng(1).normal(0.0, math.sqrt(1 / 3), 4096)
    results = 2.0 * points[:, 0] + noise[np.minimum((points[:, 1] * 4096).astype(int), 4095)]
    of_x, of_luck = variance_shares(("x", LUCK), results.tolist())
    for share in (of_x, of_luck):
        assert share.total_low < 0.5 < share.total_high and share.first_low < 0.5 < share.first_high
        assert share.total == pytest.approx(0.5, abs=0.06)


def test_each_trajectory_has_luck_of_its_own():
    points = morris.sample(problem(3), 5, 4, seed=1)
    blocks = morris_blocks(points, 2).reshape(5, 4)
    assert all(len(set(row)) == 2 for row in blocks.tolist())
    assert len({block for row in blocks.tolist() for block in row}) == 10


def test_undefined_results_cost_their_trajectory_or_base_point_and_no_more():
    points = saltelli(3, 64, 1)
    whole = ishigami(points).tolist()
    holed = [None if row == 7 else v for row, v in enumerate(whole)]
    assert variance_shares(NAMES, holed) == variance_shares(NAMES, whole[:5] + whole[10:])
    assert variance_shares(NAMES, [math.nan] * 40 + whole[40:]) == ()
    assert variance_shares(NAMES, [1.0] * len(whole)) == ()
    points = morris.sample(problem(4), 10, 4, seed=1)
    whole = bent(points).tolist()
    holed = [None if row == 7 else v for row, v in enumerate(whole)]
    kept = np.delete(points, range(5, 10), axis=0)
    assert elementary_effects("abcd", points, holed) == elementary_effects("abcd", kept, whole[:5] + whole[10:])
    assert elementary_effects("abcd", points, [None] * 20 + whole[20:]) == ()


@pytest.mark.parametrize("wrong", [[1.0] * 9, [1.0] * 11])
def test_results_that_do_not_fit_are_refused(wrong):
    with pytest.raises(ValueError, match="do not fit"):
        variance_shares(NAMES, wrong)
    with pytest.raises(ValueError, match="do not fit"):
        elementary_effects(NAMES, np.zeros((8, 3)), wrong)


def test_the_screen_keeps_the_largest_and_never_chance():
    effects = [ElementaryEffect(name, 0.0, size, 0.0, 1.0, 0.0) for name, size in
               (("a", 1.0), ("b", 3.0), (LUCK, 9.0), ("c", 0.0), ("d", 1.0))]  # fmt: skip
    assert screened(effects, 2) == ("b", "a") and screened(effects, 9) == ("b", "a", "d")
