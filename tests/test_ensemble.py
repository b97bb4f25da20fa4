"""Members of the ensemble: moved to what the figures ask, assumed parameters as drawn, and kept when they are there."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.calibration.distance import weights
from experiments.calibration.emulator import Emulator
from experiments.calibration.ensemble import EDGE, MOVES, SHARED, STRIDE, blurred, ensemble, nearer
from experiments.calibration.figures import FIGURES, OPEN_BELOW
from experiments.calibration.output import _of_ensemble
from experiments.calibration.sampling import PUBLISHED_SD
from experiments.calibration.space import ASSUMED, FITTED
from experiments.calibration.waves import CUT, WORST, Wave

COUNT = len(FIGURES)
INPUTS = len(FITTED) + len(ASSUMED)
IDS = np.array([target.id for target in FIGURES])


def seen(unit: np.ndarray, misses: np.ndarray) -> Wave:
    """Sets that were seen to miss so much."""
    square = np.where(OPEN_BELOW & (misses <= 1.0), 0.0, misses) ** 2
    sets = unit.shape[0]
    return Wave(
        unit, misses, np.sqrt(square @ weights(FIGURES)), np.zeros(sets, np.int64), np.zeros(sets), np.ones(sets)
    )


def surface(seed: int = 1, curved: bool = False) -> Emulator:
    """An emulator of every figure, which two fitted parameters move and one that is assumed; little is unexplained."""
    luck = np.random.default_rng(seed)
    slopes, figures = np.zeros((INPUTS, COUNT)), np.arange(COUNT)
    for far, size in ((0, 4.0), (7, 2.0)):
        slopes[(figures + far) % len(FITTED), figures] = size * luck.choice((-1.0, 1.0), COUNT)
    slopes[len(FITTED) + figures % len(ASSUMED), figures] = luck.choice((-1.5, 1.5), COUNT)
    pairs = np.array([[0, 0], [1, len(FITTED) + 2]]) if curved else np.zeros((0, 2), np.int64)
    return Emulator(
        constant=np.zeros(COUNT),
        slopes=slopes,
        pairs=pairs,
        curves=luck.normal(size=(pairs.shape[0], COUNT)),
        error=np.eye(COUNT) * 1e-6,
        explained=np.ones(COUNT),
        middle=np.full(INPUTS, 0.5),
        scatter=np.eye(INPUTS),
    )


def test_slopes_are_the_gradient_of_what_is_predicted() -> None:
    emulator, row, step = surface(curved=True), np.random.default_rng(2).random(INPUTS), 1e-5
    ends = [emulator.predict(row + sign * step * np.eye(INPUTS)) for sign in (1.0, -1.0)]
    assert emulator.slopes_at(row) == pytest.approx((ends[0] - ends[1]) / (2 * step), abs=1e-6)


def test_a_step_is_the_least_of_what_is_missed_and_of_its_own_length() -> None:
    """Against numpy's least squares, and nothing assumed moves."""
    emulator, luck = surface(), np.random.default_rng(3)
    unit, misses = np.full((3, INPUTS), 0.5), luck.normal(size=(3, COUNT)) * 0.3
    misses[:, OPEN_BELOW] = 1.5
    aims = blurred(3, 4) * 0.1
    moved = nearer(emulator, seen(unit, misses), aims)
    sharp = 1.0 / np.sqrt(1e-6 * (1.0 - SHARED) + PUBLISHED_SD**2)
    rows = np.vstack([emulator.slopes[: len(FITTED)].T * sharp, np.eye(len(FITTED)) / STRIDE])
    for place in range(3):
        wanted = np.concatenate([(aims[place] - misses[place]) * sharp, np.zeros(len(FITTED))])
        step = np.linalg.lstsq(rows, wanted, rcond=None)[0]
        assert moved[place, : len(FITTED)] == pytest.approx(np.clip(0.5 + step, EDGE, 1 - EDGE), abs=1e-9)
        assert (moved[place, len(FITTED) :] == 0.5).all()


def test_what_is_below_a_bound_is_not_missed() -> None:
    unit, misses = np.full((1, INPUTS), 0.5), np.zeros((1, COUNT))
    misses[:, OPEN_BELOW] = -3.0
    moved = nearer(surface(), seen(unit, misses), np.zeros((1, COUNT)))
    assert (moved == 0.5).all()


def test_a_set_is_consistent_by_its_distance_and_by_its_worst_target() -> None:
    unit, misses = np.full((4, INPUTS), 0.5), np.zeros((4, COUNT))
    misses[0] = 0.9 * CUT
    misses[1] = 1.1 * CUT
    misses[2, IDS == "C1"] = 1.01 * WORST
    misses[3, IDS == "C1"] = 0.99 * WORST
    misses[:, OPEN_BELOW] = -5.0
    assert seen(unit, misses).consistent.tolist() == [True, False, False, True]


def test_members_are_moved_until_they_are_there_and_then_left_alone() -> None:
    """A world that is as the emulator learned it; what is kept is in the order of the draws."""
    truth, luck = surface(5), np.random.default_rng(6)
    unit = luck.random((60, INPUTS))
    waves: list[np.ndarray] = []

    def wave(name: str, rows: np.ndarray, number: int) -> Wave:
        assert (name, number) == (f"candidates_{len(waves)}", 10 + len(waves))
        waves.append(rows)
        own = np.random.default_rng(number).normal(size=(rows.shape[0], COUNT)) * 0.1
        return seen(rows, truth.predict(rows) + own)

    start = luck.random((300, INPUTS))
    kept, tried = ensemble(seen(start, truth.predict(start)), unit, 7, wave)
    assert 2 <= len(waves) <= MOVES + 1 and tried == sum(rows.shape[0] for rows in waves)
    assert kept.consistent.all() and kept.unit.shape[0] > 30
    drawn = {row.tobytes(): place for place, row in enumerate(unit[:, len(FITTED) :])}
    places = [drawn[row.tobytes()] for row in kept.unit[:, len(FITTED) :]]
    assert places == sorted(set(places)), "assumed parameters are as drawn, in the order of the draws, each once"
    assert not seen(waves[0], truth.predict(waves[0])).consistent.all()


def test_alike_members_end_apart_because_each_is_held_against_figures_blurred_in_its_own_way() -> None:
    truth, luck = surface(5), np.random.default_rng(6)
    unit, start = np.repeat(luck.random((1, INPUTS)), 20, axis=0), luck.random((300, INPUTS))
    known = seen(start, truth.predict(start))
    kept, _ = ensemble(known, unit, 7, lambda name, rows, number: seen(rows, truth.predict(rows)))
    assert kept.unit.shape[0] > 10 and np.std(kept.misses, axis=0).mean() > 0.15


def test_where_no_set_came_near_the_record_says_so() -> None:
    nobody = seen(np.zeros((0, INPUTS)), np.zeros((0, COUNT)))
    told = _of_ensemble(nobody)
    assert told == {"checked": 0, "ensemble_distance": [], "ensemble_met": [], "ensemble_inside": {}}
    one = _of_ensemble(seen(np.full((1, INPUTS), 0.5), np.full((1, COUNT), 0.5)))
    assert one["checked"] == 1 and one["ensemble_distance"] == [0.49] * 3
    assert set(one["ensemble_inside"].values()) == {1.0}
