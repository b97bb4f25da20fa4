"""Distance, emulator, sampler and what a fit leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration.alternatives import (
    ALTERNATIVES,
    HIGHEST,
    LONG,
    LOWEST,
    NULL,
    RATES,
    SWITCHES,
    Alternative,
    rates_of,
)
from experiments.calibration.best import declared, local_design, nearest
from experiments.calibration.distance import WORST_MISS, distance, key_of, miss, tolerance, weights, within
from experiments.calibration.emulator import learn
from experiments.calibration.figures import FIGURES, OPEN_BELOW, TARGETS
from experiments.calibration.sampling import draws, evidence
from experiments.calibration.space import ASSUMED, FITTED, NAMES, design, sets_of, unit_of
from experiments.calibration.targets import Target, read_targets
from experiments.calibration.waves import in_futures, raw_miss, simulate, small
from experiments.design import Point
from experiments.runner import run_points
from sim.behaviour import PARAMETERS, Behaviours
from sim.behaviour_file import shipped
from sim.lever import Tier
from sim.scenario import read_scenario
from tests.conftest import FULL

ROOT = Path(__file__).parent.parent


def target(low: float | None, high: float | None, value: float = 1.0, key: str = "a") -> Target:
    return Target(key, key, value, low, high, None, "calibration", False, True, "county", "SEEN", "", "")


@pytest.mark.parametrize(
    ("one", "value", "expected"),
    [
        (target(0.8, 1.2), 1.0, 0.0),
        (target(0.8, 1.2), 1.2, 1.0),
        (target(0.8, 1.2), 0.6, -2.0),
        (target(None, 1.0), 0.2, 0.0),
        (target(None, 1.0), 1.1, 2.0),
        (target(0.8, 1.2), None, WORST_MISS),
        (target(0.8, 1.2), 99.0, WORST_MISS),
    ],
)
def test_a_miss_is_counted_in_tolerances(one: Target, value: float | None, expected: float) -> None:
    assert miss(one, value) == pytest.approx(expected)
    if value is not None and abs(expected) < WORST_MISS and one.low is not None:
        assert raw_miss(one, value) == pytest.approx(expected)


def test_every_target_counts_alike_and_is_met_with_all_its_figures() -> None:
    figures = [target(0.8, 1.2, key="a"), target(0.8, 1.2, key="b"), replace(target(0.8, 1.2, key="b"), moment="c")]
    assert weights(figures).tolist() == [0.5, 0.25, 0.25]
    found = {key_of(figures[0]): 1.0, key_of(figures[1]): 1.0, key_of(figures[2]): 1.4}
    assert within(figures, found) == {"a": True, "b": False}
    assert distance(figures, found) == pytest.approx(np.sqrt(0.25 * 4.0))
    assert tolerance(figures[0]) == pytest.approx(0.2)


def test_validation_figures_and_those_only_shown_are_not_fitted() -> None:
    seen = {(t.id, t.moment) for t in TARGETS}
    hidden = {(t.id, t.moment) for t in read_targets() if not (t.calibration and t.judged)}
    assert len({t.id for t in TARGETS}) == 20
    assert hidden and not seen & hidden
    further = [t for t in read_targets() if t.use == "further"]
    assert further and not any(t.judged or t.calibration for t in further)
    assert not {t.moment for t in further} & {t.moment for t in FIGURES}


def test_designs_become_legal_sets_and_back() -> None:
    unit = design(7, 3)
    assert unit.shape == (7, len(NAMES)) and set(NAMES) == set(PARAMETERS)
    ranks = np.sort(np.floor(unit * 7), axis=0)
    assert (ranks == np.arange(7)[:, None]).all()
    for one, row in zip(sets_of(unit), unit, strict=True):
        assert all(PARAMETERS[name].allows(value) for name, value in one.items())
        assert unit_of(one) == pytest.approx(row, abs=0.02)
    assert {PARAMETERS[name].tier for name in ASSUMED} == {Tier.ASSUMED}
    around = local_design(declared(), 5, 0.1, 1)
    assert (around[0] == declared()).all()
    assert (np.abs(around - declared())[:, : len(FITTED)] <= 0.1 + 1e-12).all()
    assert (around[:, len(FITTED) :] == declared()[len(FITTED) :]).all()


def surface(unit: np.ndarray, luck: np.random.Generator, noise: float = 0.1) -> np.ndarray:
    x = unit - 0.5
    true = np.stack([3.0 * x[:, 0] - x[:, 1] + 4.0 * x[:, 0] * x[:, 1], 2.0 * x[:, 2] + 6.0 * x[:, 2] ** 2], axis=1)
    return np.asarray(true + noise * luck.standard_normal(true.shape))


@pytest.fixture(scope="module")
def learned() -> tuple[object, np.random.Generator]:
    luck = np.random.default_rng(0)
    unit = luck.random((300, 20))
    return learn(unit, surface(unit, luck), 5), luck


def test_an_emulator_finds_a_quadratic_surface_and_its_noise(learned: tuple[object, np.random.Generator]) -> None:
    emulator, luck = learned
    fresh = luck.random((500, 20))
    left = emulator.predict(fresh) - surface(fresh, luck)  # type: ignore[attr-defined]
    # Noise is 0.1; a surface of 300 points adds little to it.
    assert (left.std(axis=0) < 0.14).all()
    assert np.sqrt(np.diag(emulator.error)) == pytest.approx(0.1, rel=0.3)  # type: ignore[attr-defined]
    assert (emulator.explained > 0.9).all()  # type: ignore[attr-defined]


def test_an_emulator_trusts_points_by_their_weights() -> None:
    """Luck of three times the spread in half the points, told as such, costs little; untold it costs more."""
    luck = np.random.default_rng(8)
    unit = luck.random((240, 20))
    truth = unit[:, :4] @ luck.standard_normal((4, 6))
    noise = luck.standard_normal(truth.shape) * np.repeat([0.9, 0.1], 120)[:, None]
    fresh = luck.random((200, 20))
    level = [np.mean((learn(unit, truth + noise, 5, trust).predict(fresh) - _linear(unit, truth, fresh)) ** 2)
             for trust in (None, np.repeat([1.0, 81.0], 120))]  # fmt: skip
    assert level[1] < 0.25 * level[0]
    one, other = (learn(unit, truth + noise, 5, scale * np.repeat([1.0, 81.0], 120)) for scale in (1.0, 100.0))
    assert one.predict(fresh) == pytest.approx(other.predict(fresh)), "only their ratios matter"


def _linear(unit: np.ndarray, figures: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The plane through figures that lie on one."""
    ones = np.ones((unit.shape[0], 1))
    found = np.linalg.lstsq(np.hstack([ones, unit]), figures, rcond=None)[0]
    return np.asarray(found[0] + at @ found[1:])


def test_an_emulator_doubts_most_where_it_has_seen_least() -> None:
    luck = np.random.default_rng(9)
    unit = np.hstack([luck.random((200, 2)), 0.5 + 0.1 * (luck.random((200, 3)) - 0.5)])
    emulator = learn(unit, unit[:, :1] + 0.1 * luck.standard_normal((200, 1)), 5)
    middle, root = emulator.doubt(5)
    assert middle == pytest.approx(unit.mean(axis=0))
    doubt = [float(np.sum((root @ step) ** 2)) for step in 0.3 * np.eye(5)]
    assert min(doubt[2:]) > 5.0 * max(doubt[:2])
    # What ordinary least squares says of its own variance, with one point more in every direction.
    away = unit - unit.mean(axis=0)
    assert doubt[0] == pytest.approx(0.09 * np.linalg.inv(away.T @ away + np.eye(5))[0, 0])
    fewer, less = emulator.of_first(2).doubt(2)
    assert fewer == pytest.approx(middle[:2]) and less.shape == (2, 2)


def test_the_gradient_of_the_energy_is_that_of_its_differences(learned: tuple[object, np.random.Generator]) -> None:
    emulator, luck = learned
    known = evidence(emulator, np.array([0.3, -0.2]), np.array([False, True]))  # type: ignore[arg-type]
    rows = luck.random((6, 20))
    _, slope = known.energy(rows)
    for place in range(4):
        step = np.zeros(20)
        step[place] = 1e-6
        numeric = (known.energy(rows + step)[0] - known.energy(rows - step)[0]) / 2e-6
        assert slope[:, place] == pytest.approx(numeric, abs=1e-5)


def test_draws_cover_the_truth_and_stay_wide_where_nothing_is_learned(
    learned: tuple[object, np.random.Generator],
) -> None:
    """Truths from the prior; an interval of 90 % holds 30 of them at least 22 times but once in 10,000."""
    emulator, luck = learned
    inside, widths = 0, []
    for number in range(30):
        truth = luck.random(20)
        figures = surface(truth[None], luck)[0] + 0.5 * luck.standard_normal(2)
        known = evidence(emulator, figures, np.zeros(2, np.bool_))  # type: ignore[arg-type]
        states, _ = draws(known, np.full((24, 20), 0.5), 5, 120, number, 40)
        low, high = np.quantile(states[:, :, :5].reshape(-1, 5), (0.05, 0.95), axis=0)
        inside += int(low[0] <= truth[0] <= high[0])
        widths.append(high - low)
    assert inside >= 22
    mean = np.array(widths).mean(axis=0)
    assert mean[0] < 0.75
    assert mean[3] == pytest.approx(0.9, abs=0.06)


def test_the_nearest_set_leaves_alone_what_no_figure_feels() -> None:
    luck = np.random.default_rng(1)
    unit = luck.random((120, len(NAMES)))
    figures = np.repeat(4.0 * (unit[:, :1] - 0.5) - 1.0, len(FIGURES), axis=1)
    emulator = learn(unit, figures + 0.01 * luck.standard_normal(figures.shape), len(FITTED))
    row = nearest(emulator, declared()[None])
    assert abs(float(emulator.predict(row[None])[0, 0])) < 0.75
    assert row[1 : len(FITTED)] == pytest.approx(declared()[1 : len(FITTED)], abs=0.05)
    assert OPEN_BELOW.sum() == 1


def test_the_nearest_set_does_not_hang_on_the_last_digits_of_the_emulator() -> None:
    """Another processor rounds otherwise; the set, three digits of each parameter, is to be the same bit for bit."""
    luck = np.random.default_rng(2)
    unit = luck.random((160, len(NAMES)))
    felt = unit[:, :12] - 0.5
    figures = 3.0 * felt @ luck.standard_normal((12, len(FIGURES))) + 8.0 * (felt**2) @ luck.random((12, len(FIGURES)))
    emulator = learn(unit, figures - 2.0 + 0.1 * luck.standard_normal(figures.shape), len(FITTED))
    row = nearest(emulator, unit[:4])
    for number in range(4):
        shaken = replace(
            emulator,
            slopes=emulator.slopes * (1.0 + 1e-13 * luck.standard_normal(emulator.slopes.shape)),
            curves=emulator.curves * (1.0 + 1e-13 * luck.standard_normal(emulator.curves.shape)),
            scatter=emulator.scatter * (1.0 + 1e-13 * luck.standard_normal()),
        )
        assert (nearest(shaken, unit[:4]) == row).all(), number


_WITH_KERNELS = """
import numpy as np, sys
from experiments.calibration.best import nearest
from experiments.calibration.emulator import learn
from experiments.calibration.ensemble import blurred, nearer
from experiments.calibration.figures import FIGURES
from experiments.calibration.fit import plausible
from experiments.calibration.space import FITTED, NAMES, as_simulated
from experiments.calibration.waves import Wave
luck = np.random.default_rng(6)
unit = luck.random((120, len(NAMES)))
figures = 4.0 * (unit[:, :9] - 0.5) @ luck.standard_normal((9, len(FIGURES)))
figures += 0.2 * luck.standard_normal(figures.shape)
emulator = learn(unit, figures, len(FITTED))
drawn = as_simulated(plausible(emulator, 40, 3, 1.0, 40))
moved = as_simulated(nearer(emulator, Wave(drawn, figures[:40], *4 * [np.ones(40)]), blurred(40, 3)))
np.save(sys.argv[1], np.vstack([nearest(emulator, unit[:3])[None], drawn, moved]))
"""


@pytest.mark.skipif(not FULL, reason="two processes learn anew; make test-full")
def test_sets_are_the_same_with_the_linear_algebra_of_another_processor(tmp_path: Path) -> None:
    """Kernels of OpenBLAS that every processor of this kind has; elsewhere the setting is without effect."""
    found = []
    for kernels in ("Nehalem", "Haswell"):
        file = tmp_path / f"{kernels}.npy"
        told = {**os.environ, "OPENBLAS_CORETYPE": kernels}
        subprocess.run([sys.executable, "-c", _WITH_KERNELS, str(file)], env=told, cwd=ROOT, check=True, timeout=300)
        found.append(np.load(file))
    assert (found[0] == found[1]).all()


@pytest.mark.tiny
def test_a_wave_goes_on_where_it_was_and_is_the_same(tmp_path: Path) -> None:
    both = [replace(read_scenario(ROOT / f"scenarios/{n}.yaml"), burn_in_months=24, horizon_months=72, reforms=())
            for n in ("baseline", "practice_2013")]  # fmt: skip
    unit = design(3, 1)
    told: list[int] = []
    first = simulate(unit, both, tmp_path, "w", 1, 40, lambda done, total: told.append(done))
    again = simulate(unit, both, tmp_path, "w", 1, 40, lambda done, total: told.append(-done))
    assert (first.misses == again.misses).all() and (first.distances == again.distances).all()
    assert max(told) == 6 and -6 in told
    assert first.misses.shape == (3, len(FIGURES)) and np.isfinite(first.misses).all()
    assert (first.unit == np.array([unit_of(one) for one in sets_of(unit)])).all(), "rounded, as they were simulated"
    row = unit[0, : len(FITTED)]
    one, other = (in_futures(row, both, tmp_path / f, 1, 40, 2, lambda done, total: None) for f in ("a", "b"))
    assert one == other, "the same set meets the same luck"
    assert {key_of(t) for t in FIGURES} <= set(one)


def test_the_null_model_knows_neither_tenure_nor_calendar() -> None:
    """What it switches off is declared, whatever the calibrated set comes to: a fit is the same whatever is shipped."""
    null, calibrated = shipped(NULL.name).sets[0], shipped("calibrated").sets[0]
    rates = {name: null[name] for name in RATES}
    assert null == {**calibrated, **SWITCHES, **rates} and all(LOWEST < rate < HIGHEST for rate in rates.values())
    assert {"plan_congress_factor", "plan_wave_factor", "plan_term_end_per_month"} <= set(SWITCHES)


@pytest.mark.parametrize("one", ALTERNATIVES, ids=lambda one: one.name)
def test_the_rates_of_an_alternative_bring_out_the_exits_it_stands_for(tmp_path: Path, one: Alternative) -> None:
    base = replace(read_scenario(ROOT / "scenarios/baseline.yaml"), horizon_months=96)
    best = {} if one.start else dict(shipped("calibrated").sets[0])
    rates = rates_of(one, base, best, tmp_path, 3, 2, 60)
    assert set(rates) == set(RATES) and all(LOWEST <= rate < HIGHEST for rate in rates.values())
    behaviours = Behaviours(one.name, one.title, ({**best, **one.switches, **rates},), structural=True)
    points = [Point(0, small(base, behaviours, 60))]
    rows = run_points(points, 2, 3, folder=tmp_path / "again", metrics=(), moments=True, keep=())
    wanted = {t.moment: t.value / one.longer for t in TARGETS if t.moment in RATES.values()}
    # The same futures as those the rates were fitted in: what is left is the last correction.
    for moment in RATES.values():
        assert float(rows[moment].mean()) == pytest.approx(wanted[moment], rel=0.1)


def test_long_tenure_is_the_calibrated_world_with_fewer_moves_planned() -> None:
    long, calibrated = shipped(LONG.name).sets[0], shipped("calibrated").sets[0]
    assert {name for name in long if long[name] != calibrated.get(name)} == set(RATES)
    assert all(long[name] < 0.2 * calibrated[name] for name in RATES)
