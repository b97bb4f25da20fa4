"""The random cube for agents: `sim.streams.draws` compiled, since Python needs twenty times as long for it."""

from __future__ import annotations

import numba

import sim.engines.compilation  # noqa: F401  before anything is compiled
from sim import streams

_draws = numba.njit(cache=True)(streams.draws)


def draws(
    seed: int, replicate: int, decision: int, month: int, who: int, whom: int
) -> tuple[float, float, float, float]:
    """As `sim.streams.draws`, bit for bit."""
    return _draws(seed, replicate, int(decision), month, who, whom)
