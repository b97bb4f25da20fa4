"""Kim & Nelson's procedure: its constants, its eliminations by hand, and that batches change nothing."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.statistics.paired import difference
from experiments.statistics.selection import Contest, confirm, pair_variances, select, survivors


def drawn_from(table):
    return lambda who, first, last: table[list(who), first:last]


def test_constants_of_the_procedure():
    # eta from its definition, g(eta) = (1/2) (1 + 2 eta)^(-(n0 - 1) / 2) = alpha / (k - 1).
    contest = Contest(4, 0.5, 0.95, 24)
    eta = contest.h_squared / (2 * 23)
    assert 0.5 * (1 + 2 * eta) ** (-23 / 2) == pytest.approx(0.05 / 3)
    # By hand for k = 4, n0 = 10: eta = ((1 / 30)^(-2 / 9) - 1) / 2 = 0.5647, h^2 = 18 eta.
    assert Contest(4, 1.0, 0.95, 10).h_squared == pytest.approx(10.164, abs=0.001)


def test_two_that_differ_without_noise_part_after_the_first_stage():
    table = np.vstack([np.zeros(100), np.ones(100)])
    found = select(drawn_from(table), Contest(2, 0.1), 100)
    assert (found.best, found.decided, found.replicates, found.runs) == (1, True, 20, 40)
    assert found.left_after == (20, None)


def test_a_policy_stays_until_its_lag_exceeds_the_lead():
    contest = Contest(2, 0.5, first=10)
    variances = np.array([[0.0, 4.0], [4.0, 0.0]])
    for replicates in (10, 40, 80):
        lead = float(contest.lead(variances, replicates)[0, 1])
        assert lead == pytest.approx(max(0.0, (contest.h_squared * 4.0 / 0.5 - 0.5 * replicates) / (2 * replicates)))
        for lag, stays in ((lead * 0.999, [0, 1]), (lead * 1.001, [1])):
            sums = np.array([0.0, lag * replicates])
            assert survivors(sums, replicates, [0, 1], variances, contest) == stays
    last = contest.most_replicates(variances)
    assert contest.lead(variances, last)[0, 1] == 0.0


def test_twins_do_not_run_for_ever():
    noise = np.random.default_rng(1).normal(size=2000)
    found = select(drawn_from(np.vstack([noise, noise, noise - 1.0])), Contest(3, 0.5), 2000)
    assert found.decided and found.best == 0


@pytest.mark.parametrize("batch", [1, 7, 64])
def test_batches_change_nothing_but_what_is_run_in_vain(batch):
    table = np.random.default_rng(2).normal(size=(6, 3000)) + np.linspace(0.0, 0.4, 6)[:, None]
    one, other = (select(drawn_from(table), Contest(6, 0.15), 3000, size) for size in (1, batch))
    assert (one.best, one.left_after, one.means, one.replicates) == (
        other.best, other.left_after, other.means, other.replicates,
    )  # fmt: skip
    assert one.runs <= other.runs


def test_a_budget_that_ends_first_is_told():
    table = np.random.default_rng(3).normal(size=(3, 40))
    found = select(drawn_from(table), Contest(3, 0.001), 40)
    assert not found.decided and found.replicates == 40
    assert found.means == pytest.approx(table.mean(axis=1))
    assert found.best == int(np.argmax(table.mean(axis=1)))


def test_variances_of_pairs_are_numpys():
    table = np.random.default_rng(4).normal(size=(4, 25))
    for i in range(4):
        for j in range(4):
            assert pair_variances(table)[i, j] == pytest.approx(np.var(table[i] - table[j], ddof=1))


def test_finalists_are_compared_with_holms_p_values():
    rng = np.random.default_rng(5)
    winner = rng.normal(0.6, 1.0, 40).tolist()
    others = [rng.normal(0.0, 1.0, 40).tolist() for _ in range(3)]
    found = confirm(winner, others)
    raw = [difference(winner, other).p_value for other in others]
    smallest = int(np.argmin(raw))
    assert found[smallest][1] == pytest.approx(min(1.0, 3 * raw[smallest]))
    assert [gap.mean for gap, _ in found] == [difference(winner, other).mean for other in others]


def test_contests_that_cannot_be():
    for wrong in (
        {"policies": 1, "delta": 1.0},
        {"policies": 3, "delta": 0.0},
        {"policies": 3, "delta": 1.0, "level": 0.3},
    ):
        with pytest.raises(ValueError, match="contest|level"):
            Contest(**wrong)
    with pytest.raises(ValueError, match="first stage"):
        select(drawn_from(np.zeros((2, 10))), Contest(2, 1.0), 10)
    with pytest.raises(ValueError, match="finite"):
        select(drawn_from(np.full((2, 30), np.nan)), Contest(2, 1.0), 30)
