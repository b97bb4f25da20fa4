"""Uneven turnover between posts, against simulated posts whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from sim.ledger import Ledger
from sim.metrics import METRICS, RunTables
from sim.metrics.unevenness import LONGEST, _fill_chance, _if_alike, _pooled
from tests.synthetic import ledger, places


def test_excess_variance_is_one_where_posts_are_alike_and_more_where_some_are_restless():
    where = places(60, 3)
    alike = [METRICS["excess_variance_ratio"].of(RunTables(ledger(where, s), where)) for s in range(6)]
    assert np.mean(alike) == pytest.approx(1.0, abs=0.08)
    calm, restless = ledger(where, 9, hazard=0.008), ledger(where, 9, hazard=0.06)
    calm_rows = calm["spells"][calm["spells"]["county"] < 30]
    restless_rows = restless["spells"][restless["spells"]["county"] >= 30]
    mixed = Ledger({"spells": np.concatenate([calm_rows, restless_rows])}, 0, 240)
    assert METRICS["excess_variance_ratio"].of(RunTables(mixed, where)) > np.mean(alike) + 0.1


def test_the_variance_of_posts_that_are_alike_is_that_of_simulated_posts():
    where = places(60, 3)
    run = RunTables(ledger(where, 2), where)
    hazard, begin = _pooled(run, 0)
    fill, rng, posts = _fill_chance(run, 0), np.random.default_rng(1), 40_000
    chances = np.append(begin, 1.0 - begin.sum())
    duration = rng.choice(LONGEST + 1, posts, p=chances / chances.sum())
    exits = np.zeros(posts, int)
    for month in range(60):
        held = duration < LONGEST
        chance = hazard[int((month + 3) % 60 < 13), np.minimum(duration, LONGEST - 1)]
        leaves = held & (rng.random(posts) < chance)
        exits += leaves
        empty = leaves | ~held
        duration = np.where(
            empty, np.where(rng.random(posts) < fill, 0, LONGEST), np.minimum(duration + 1, LONGEST - 1)
        )
    assert _if_alike(run)[0] == pytest.approx(exits.var(), rel=0.03)
