"""The random cube for agents: `sim.streams.draws` compiled, since Python needs twenty times as long for it."""

from __future__ import annotations

from collections.abc import Callable

import numba

import sim.engines.compilation  # noqa: F401  before anything is compiled
from sim import streams
from sim.streams import Key

Draws = tuple[float, float, float, float]

draws = numba.njit(cache=True)(streams.draws)
"""As `sim.streams.draws`, bit for bit; asked with plain numbers."""


def dealer(key: Key) -> Callable[[int, int, int, int], Draws]:
    """Four draws for (decision, month, who, whom) under `key`, as `sim.streams.draws` gives them, bit for bit."""
    seed, replicate = key

    def deal(decision: int, month: int, who: int, whom: int) -> Draws:
        # A member of an enumeration, plus nothing, is a plain number: int() takes four times as long.
        return draws(seed, replicate, decision + 0, month, who, whom)

    return deal
