"""The random cube for agents: `sim.streams.draws` compiled, since Python needs twenty times as long for it."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

import numba
from numba.extending import is_jitted

import sim.engines.compilation  # noqa: F401  before anything is compiled
from sim import streams
from sim.streams import Key

Draws = tuple[float, float, float, float]

draws = numba.njit(cache=True)(streams.draws)
"""As `sim.streams.draws`, bit for bit; asked with plain numbers."""

_ASKED_WITH = tuple(numba.int64 for _ in signature(streams.draws).parameters)


def dealer(key: Key) -> Callable[[int, int, int, int], Draws]:
    """Four draws for (decision, month, who, whom) under `key`, as `sim.streams.draws` gives them, bit for bit."""
    seed, replicate = key
    # Asked by its name, numba looks up every time which numbers it was compiled for: half as much time again.
    ready = draws.compile(_ASKED_WITH) if is_jitted(draws) else draws

    def deal(decision: int, month: int, who: int, whom: int) -> Draws:
        return ready(seed, replicate, decision, month, who, whom)

    return deal
