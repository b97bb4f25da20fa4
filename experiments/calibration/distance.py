"""How far a simulated history lies from the published figures, each measured by its own tolerance.

The miss of a figure is (model - middle of the accepted range) / tolerance, so that the accepted range is [-1, 1]. Where
only one bound is published, keeping to it is no miss. The distance is the root mean square over the targets, each
target being the mean square of its figures: a target that is printed in six figures weighs no more than one of a
single figure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from experiments.calibration.targets import LEAST_SHARE, Target

WORST_MISS = 10.0
"""A miss counts up to this; so does a moment that is undefined."""

Key = tuple[bool, str]
"""Of a moment: whether under the practice since 2013, and its key in `MOMENTS`."""


def key_of(target: Target) -> Key:
    """The moment that a target is about."""
    return target.later, target.moment


def fitted(targets: Sequence[Target]) -> tuple[Target, ...]:
    """The figures that the fit may see: judged, and not kept for validation."""
    return tuple(t for t in targets if t.calibration and t.judged)


def tolerance(target: Target) -> float:
    """Half the width of the accepted range; of a range open on one side, the room of a tenth of the target."""
    if target.low is not None and target.high is not None:
        return (target.high - target.low) / 2.0
    return max(LEAST_SHARE * abs(target.value), 1e-12)


def miss(target: Target, value: float | None) -> float:
    """Signed miss in tolerances, within plus or minus `WORST_MISS`; beyond 1 the value is not accepted."""
    if value is None or not math.isfinite(value):
        return WORST_MISS
    room = tolerance(target)
    if target.low is not None and target.high is not None:
        away = (value - (target.low + target.high) / 2.0) / room
    elif target.high is not None:
        away = 0.0 if value <= target.high else 1.0 + (value - target.high) / room
    elif target.low is not None:
        away = 0.0 if value >= target.low else -1.0 - (target.low - value) / room
    else:
        away = 0.0
    return max(-WORST_MISS, min(WORST_MISS, away))


def misses(targets: Sequence[Target], found: Mapping[Key, float | None]) -> np.ndarray:
    """The miss of every target, float64, shape (targets,)."""
    return np.array([miss(target, found.get(key_of(target))) for target in targets])


def weights(targets: Sequence[Target]) -> np.ndarray:
    """What the square of each figure's miss counts, so that every target counts alike; adds up to 1."""
    ids = [target.id for target in targets]
    return np.array([1.0 / (ids.count(one) * len(set(ids))) for one in ids])


def distance(targets: Sequence[Target], found: Mapping[Key, float | None]) -> float:
    """Root mean square miss over targets: 0 at the centre of every range; 1 where all lie at an edge."""
    away = misses(targets, found)
    return float(np.sqrt(np.sum(weights(targets) * away * away)))


def within(targets: Sequence[Target], found: Mapping[Key, float | None]) -> dict[str, bool]:
    """By id of a target, whether all its figures are accepted, in the order of the targets."""
    answers: dict[str, bool] = {}
    for target, away in zip(targets, misses(targets, found), strict=True):
        answers[target.id] = answers.get(target.id, True) and abs(float(away)) <= 1.0
    return answers
