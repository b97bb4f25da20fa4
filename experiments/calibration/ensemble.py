"""The ensemble: sets consistent with the figures, everything assumed drawn first, fitted parameters moved to suit it.

A member is lived through and moved from what it was seen to miss, along the slopes of the emulator, by a step of Gauss
and Newton, until it is consistent or has been moved `MOVES` times. Each is held against figures blurred by their
standard errors, so that members stay as far apart as the figures leave them (randomised maximum likelihood; Oliver, He
& Reynolds 1996). What is assumed never moves: whatever was drawn for it, the facts get their say through the rest.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from experiments.calibration.emulator import Emulator
from experiments.calibration.figures import FIGURES, OPEN_BELOW
from experiments.calibration.floats import one_thread
from experiments.calibration.sampling import PUBLISHED_SD
from experiments.calibration.space import FITTED
from experiments.calibration.waves import Wave

MOVES = 3

SHARED = 0.5
"""Of what the emulator leaves unexplained, the share that a set has in common with itself a step away: its own history
has told that already, so that the step need not reckon with it. An assumption of the method, 0.3-0.7."""

STRIDE = 0.15
"""How far a step goes for its own sake, in ranges, parameter by parameter: farther only where the figures pull."""

EDGE = 0.01
"""How near a step comes to the end of a range."""

MOST_SEEN = 6.0
"""A miss counts up to this for a step: slopes hold near by."""


def ensemble(
    known: Wave, unit: np.ndarray, seed: int, wave: Callable[[str, np.ndarray, int], Wave]
) -> tuple[Wave, int]:
    """The consistent ones among the sets `unit`, shape (members, parameters), where they came to be so.

    `known`: what has been simulated before. `wave`: simulates rows under a name, with the luck of a number, which is
    another for every move, so that no member can be moved towards its own luck. Returns the members, in the order of
    `unit`, and how many sets were simulated in all.
    """
    aims = blurred(unit.shape[0], seed)
    open_ones = np.arange(unit.shape[0])
    found: list[tuple[np.ndarray, Wave]] = []
    tried = 0
    for move in range(MOVES + 1):
        seen = wave(f"candidates_{move}", unit[open_ones], 10 + move)
        tried += open_ones.size
        known = known.and_(seen)
        there = seen.consistent
        found.append((open_ones[there], seen.rows(there)))
        left, open_ones = seen.rows(~there), open_ones[~there]
        if move == MOVES or not open_ones.size:
            break
        unit = unit.copy()
        unit[open_ones] = nearer(known.emulated(), left, aims[open_ones])
    places = np.concatenate([place for place, _ in found])
    kept = found[0][1]
    for _, one in found[1:]:
        kept = kept.and_(one)
    return kept.rows(np.argsort(places)), tried


def blurred(members: int, seed: int) -> np.ndarray:
    """What each member is to miss, shape (members, figures): the error that a published figure may have."""
    return np.random.default_rng(seed).standard_normal((members, len(FIGURES))) * PUBLISHED_SD


@one_thread()
def nearer(emulator: Emulator, seen: Wave, aims: np.ndarray) -> np.ndarray:
    """Every set of `seen` a step nearer to its row of `aims`, shape (sets, parameters); assumed parameters as they are.

    The step is the least of |misses - aim + slopes step|² in the metric of what is not known of a figure, and of
    |step / STRIDE|².
    """
    precision = np.linalg.inv((1.0 - SHARED) * emulator.error + np.eye(len(FIGURES)) * PUBLISHED_SD**2)
    moved = seen.unit.copy()
    count = len(FITTED)
    for place, row in enumerate(seen.unit):
        raw = seen.misses[place]
        away = np.clip(raw, -MOST_SEEN, MOST_SEEN) - aims[place]
        # Below the end of a figure of which only that is published nothing is missed, whatever the aim.
        away[OPEN_BELOW & (raw <= 1.0)] = 0.0
        slopes = emulator.slopes_at(row)[:count]
        pull = slopes @ precision
        step = np.linalg.solve(pull @ slopes.T + np.eye(count) / STRIDE**2, -pull @ away)
        moved[place, :count] = np.clip(row[:count] + step, EDGE, 1.0 - EDGE)
    return moved
