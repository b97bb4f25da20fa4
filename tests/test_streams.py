"""The random cube: Random123's known answers, draws that do not depend on anything but their key, and their spread.

Nothing here is left to chance: the keys are fixed, so a test passes always or never. The bounds are such that an ideal
generator would fail each statistical test with a chance below one in a million.
"""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.streams import Key, draws, philox
from sim.vocabulary import NONE, Decision
from tests.conftest import count

FALSE_ALARM = 1e-6
WORDS = st.integers(0, 2**32 - 1)

# Random123, kat_vectors, philox4x32 with 10 rounds (Salmon et al. 2011): counter, key, words.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
def test_known_answers_of_random123(counter: tuple, key: tuple, words: tuple) -> None:
    assert philox(*key, *counter) == words


@pytest.mark.parametrize(("counter", "key", "words"), KNOWN)
def test_known_answers_reach_the_draws(counter: tuple, key: tuple, words: tuple) -> None:
    assert draws(*key, *counter) == tuple((word + 0.5) / 2**32 for word in words)


@given(st.tuples(WORDS, WORDS, WORDS, st.integers(-(2**31), 2**31), WORDS, st.integers(-1, 2**32 - 1)))
def test_a_draw_is_strictly_inside_the_unit_interval(asked: tuple[int, int, int, int, int, int]) -> None:
    four = draws(*asked)
    assert all(2.0**-33 <= draw <= 1.0 - 2.0**-33 for draw in four)
    assert draws(*asked) == four


def test_negative_months_and_nobody_count_modulo_a_word() -> None:
    assert draws(1, 2, Decision.RISKS, -180, 7, NONE) == draws(1, 2, Decision.RISKS, 2**32 - 180, 7, 2**32 - 1)


def test_numpy_numbers_and_codes_ask_the_same_question() -> None:
    plain = draws(1, 2, int(Decision.GROWTH), -3, 4_000_000_000, -1)
    assert draws(1, 2, Decision.GROWTH, np.int64(-3), np.int64(4_000_000_000), np.int64(-1)) == plain
    assert draws(*Key(1, 2), Decision.GROWTH, -3, np.uint32(4_000_000_000), -1) == plain


def _cube(seed: int, size: int) -> list[tuple[int, int, int, int]]:
    """Different (decision, month, who, whom), small numbers as the model uses them, all four different."""
    generator = np.random.default_rng(seed)
    keys: set[tuple[int, int, int, int]] = set()
    while len(keys) < size:
        key = tuple(int(x) for x in generator.integers(0, 400, 4))
        if len(set(key)) == 4:
            keys.add(key)  # type: ignore[arg-type]
    return sorted(keys)


def test_exchanging_the_parts_of_a_key_gives_another_draw() -> None:
    """Who, whom, month and decision exchanged: no two of the 24 orders ask for the same words."""
    keys = {order for key in _cube(1, count(150, 1500)) for order in itertools.permutations(key)}
    blocks = {philox(5, 6, *key) for key in keys}
    assert len(blocks) == len(keys)


def test_seed_and_replicate_exchanged_give_another_draw() -> None:
    pairs = list(itertools.permutations(range(40), 2))
    assert len({draws(seed, replicate, 0, 0, 0, 0) for seed, replicate in pairs}) == len(pairs)


def _correlation_bound(size: int, tests: int) -> float:
    """What the correlation of `size` independent pairs exceeds with chance FALSE_ALARM in all of `tests`."""
    return float(stats.norm.isf(FALSE_ALARM / tests / 2)) / math.sqrt(size)


def test_draws_of_exchanged_keys_are_uncorrelated() -> None:
    keys = _cube(2, count(1500, 15_000))
    orders = list(itertools.permutations(range(4)))
    first = np.array([[draws(5, 6, *(key[i] for i in order))[0] for key in keys] for order in orders])
    correlations = np.corrcoef(first)[np.triu_indices(len(orders), 1)]
    assert np.abs(correlations).max() < _correlation_bound(len(keys), correlations.size)


def test_neighbours_are_uncorrelated() -> None:
    """The next month, the next person, the next replicate and the other words of a block."""
    size = count(3000, 30_000)
    here = np.array([draws(1, 2, 3, i, 5, 6) for i in range(size)])
    others = [
        np.array([draws(1, 2, 3, i + 1, 5, 6)[0] for i in range(size)]),
        np.array([draws(1, 2, 3, i, 6, 6)[0] for i in range(size)]),
        np.array([draws(1, 2, 3, i, 5, 7)[0] for i in range(size)]),
        np.array([draws(1, 2, 4, i, 5, 6)[0] for i in range(size)]),
        np.array([draws(1, 3, 3, i, 5, 6)[0] for i in range(size)]),
        np.array([draws(2, 2, 3, i, 5, 6)[0] for i in range(size)]),
        *(here[:, k] for k in (1, 2, 3)),
    ]
    correlations = np.array([np.corrcoef(here[:, 0], other)[0, 1] for other in others])
    assert np.abs(correlations).max() < _correlation_bound(size, correlations.size)


@pytest.mark.parametrize("varied", ["month", "who", "whom", "replicate"])
def test_draws_are_uniform(varied: str) -> None:
    size, cells = count(4000, 60_000), 64
    asked = {"seed": 9, "replicate": 8, "decision": 7, "month": 6, "who": 5, "whom": 4}
    values = np.array([draws(**{**asked, varied: i})[2] for i in range(size)])
    observed = np.bincount((values * cells).astype(int), minlength=cells)
    chi2 = float(((observed - size / cells) ** 2 / (size / cells)).sum())
    assert stats.chi2.sf(chi2, cells - 1) > FALSE_ALARM
    assert stats.kstest(values, "uniform").pvalue > FALSE_ALARM


def test_the_tests_of_spread_can_fail() -> None:
    generator = np.random.default_rng(0)
    lopsided = generator.random(4000) ** 1.2
    assert stats.kstest(lopsided, "uniform").pvalue < FALSE_ALARM
    together = generator.random(1500)
    near = np.corrcoef(together, 0.2 * together + 0.8 * generator.random(1500))[0, 1]
    assert abs(near) > _correlation_bound(1500, 276)


def test_another_order_of_asking_changes_nothing() -> None:
    asked = [(1, 2, d, m, w, 0) for d in (3, 4) for m in range(-5, 5) for w in range(20)]
    forward = {key: draws(*key) for key in asked}
    backward = {key: draws(*key) for key in reversed(asked)}
    assert forward == backward
