"""What a prefecture believes: it settles on the truth in the long run, and is swayed by chance in the short."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms import beliefs

VALUES = {p.name: float(p.value) for p in beliefs.PARAMETERS}
BEHAVIOUR = SimpleNamespace(**VALUES)


def _believed_after(
    months: int, promotions_per_year: float, season_share: float, seed: int
) -> tuple[float, float, list[float]]:
    """Off-cycle and congress beliefs, averaged over the later half, of a prefecture of eight chiefs."""
    draw = np.random.default_rng(seed)
    q, big, path = BEHAVIOUR.first_off_cycle_per_month, BEHAVIOUR.first_congress_share, []
    for month in range(months):
        apart = (month + 30) % 60 - 30
        rate = (
            promotions_per_year
            / 12.0
            * (season_share * 60.0 / 9.0 if beliefs.in_season(apart, BEHAVIOUR) else (1.0 - season_share) * 60.0 / 51.0)
        )
        q = beliefs.off_cycle_after_month(q, apart, BEHAVIOUR)
        big = beliefs.congress_after_month(big, apart, BEHAVIOUR)
        for _ in range(draw.poisson(rate)):
            q = beliefs.off_cycle_after_opening(q, apart, 1, 8, BEHAVIOUR)
            big = beliefs.congress_after_opening(big, apart, 1, 8, BEHAVIOUR)
        path.append((q, big))
    half = path[months // 2 :]
    return float(np.mean([x for x, _ in half])), float(np.mean([x for _, x in half])), [x for x, _ in half]


def test_chances_settle_on_the_promotions_seen() -> None:
    q, big, path = _believed_after(60_000, promotions_per_year=0.73, season_share=0.5, seed=3)
    assert q == pytest.approx(0.73 / 12.0 * 0.5 * 60.0 / 51.0 / 8.0, rel=0.1)
    assert big == pytest.approx(0.73 * 5.0 * 0.5 / 8.0, rel=0.1)
    # Few cases: what is believed differs much from time to time.
    assert np.std(path) > 0.25 * np.mean(path)


def test_more_openings_for_five_years_raise_hope() -> None:
    few = _believed_after(6_000, 0.73, 0.5, seed=5)
    many = _believed_after(6_000, 1.46, 0.5, seed=5)
    assert many[0] > 1.5 * few[0] and many[1] > 1.5 * few[1]


def test_seasons_are_kept_apart() -> None:
    assert beliefs.season_months(BEHAVIOUR) == 9.0
    assert [m for m in range(-30, 30) if beliefs.in_season(m, BEHAVIOUR)] == list(range(-1, 8))
    for inside, outside in ((0, 20), (7, 8), (-1, -2)):
        assert beliefs.off_cycle_after_month(0.004, inside, BEHAVIOUR) == 0.004
        assert beliefs.congress_after_month(0.3, outside, BEHAVIOUR) == 0.3
        assert beliefs.off_cycle_after_opening(0.004, inside, 1, 8, BEHAVIOUR) == 0.004
        assert beliefs.congress_after_opening(0.3, outside, 1, 8, BEHAVIOUR) == 0.3


def _contests(weight: float, spread: float, contests: int, seed: int, start: float) -> list[float]:
    """The belief in what performance wins, after each of many contests that weigh it so."""
    draw = np.random.default_rng(seed)
    belief, path = start, []
    for _ in range(contests):
        trait = draw.normal(0.0, spread, 30)
        winner = int(np.argmax(weight * trait + draw.gumbel(size=30)))
        belief = beliefs.performance_after_contest(
            belief, float(trait[winner]), float(trait.mean()), float(trait.std(ddof=1)), 30, BEHAVIOUR
        )
        path.append(belief)
    return path


@pytest.mark.parametrize("weight", [0.0, 0.25, 0.6])
def test_weights_settle_halfway_between_the_prior_and_the_contest(weight: float) -> None:
    path = _contests(weight, 1.0, 6_000, 9, start=0.25)[500:]
    # Ten prior contests against a memory of ten; the winner belongs to the mean, hence 29/30.
    assert np.mean(path) == pytest.approx(0.5 * 0.25 + 0.5 * weight * 29.0 / 30.0, abs=0.03)
    assert np.std(path) > 0.05


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(-30, 30), st.floats(0, 300), st.integers(0, 1))
def test_a_contest_of_one_teaches_nothing(
    belief: float, winner: float, mean: float, spread: float, candidates: int
) -> None:
    assert beliefs.performance_after_contest(belief, winner, mean, spread, candidates, BEHAVIOUR) == belief
    assert beliefs.tie_after_contest(abs(belief), winner, mean, spread, candidates, BEHAVIOUR) == abs(belief)


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0, 300), st.floats(-3, 3))
def test_one_contest_moves_a_belief_a_little(winner: float, mean: float, spread: float, belief: float) -> None:
    moved = beliefs.tie_after_contest(belief, winner, mean, spread, 30, BEHAVIOUR)
    most = 4.0 / VALUES["belief_least_sd"]
    assert abs(moved - belief) <= VALUES["belief_step"] * (most + abs(belief) + VALUES["prior_tie"])
    higher = beliefs.tie_after_contest(belief, winner + 1.0, mean, spread, 30, BEHAVIOUR)
    assert higher >= moved


def test_first_beliefs_are_those_of_the_facts() -> None:
    q, congress, performance, tie = beliefs.first_beliefs(BEHAVIOUR)
    assert 12.0 * q + congress / 5.0 == pytest.approx(0.0895, rel=0.05)
    assert math.log(1.12) < performance < math.log(1.55) and tie == 1.0


def test_standing_is_zero_for_the_mean_of_the_eligible() -> None:
    scores = [0.3, -0.2, 1.1, 0.0]
    mean = math.fsum(math.exp(s) for s in scores) / 4
    assert math.fsum(math.exp(beliefs.standing_among(s, mean)) for s in scores) / 4 == pytest.approx(1.0)
    assert beliefs.standing_among(0.5, 0.0) == 0.5  # nobody eligible: the score as it is


@given(
    winners=st.lists(st.floats(-2.0, 2.0), min_size=1, max_size=40),
    spread=st.floats(0.0, 2.0),
    first=st.floats(0.0, 3.0),
)
def test_nobody_comes_to_think_that_closeness_harms(winners: list[float], spread: float, first: float) -> None:
    belief = first
    for winner in winners:
        belief = beliefs.tie_after_contest(belief, winner, 1.0, spread, 12, BEHAVIOUR)
        assert belief >= 0.0
