"""The fit, from first design to shipped sets; one folder, one seed, and it goes on where it was stopped.

History matching (Craig et al. 1997, Vernon et al. 2010) in five waves. The first fills all ranges. The second fills
the region that an emulator of the first does not rule out, assumed parameters drawn anew for every set. The third lies
around the emulated best set, assumed parameters as declared; the fourth and the fifth, half and a third as wide and in
a world of the size of the nation, in which luck is a third of that, each around the best set that an emulator of the
waves before finds, often at the rim of them. From the emulated best of all these the search homes in; of its last
rows the one against which least counts, in futures of which the search knows nothing, is the calibrated set. For the
ensemble each member gets a draw of everything assumed first and fitted parameters that suit that draw after
(`ensemble`); it is kept if its own simulated history is near enough to the figures.

Whatever is simulated is rounded to three digits first, and least squares go on until rounding alone is left, so that
machines whose linear algebra rounds otherwise come to the same sets, as long as no chain of draws turns another way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from experiments.calibration.alternatives import ALTERNATIVES, rates_of
from experiments.calibration.best import cost, declared, local_design, nearest
from experiments.calibration.distance import distance, within
from experiments.calibration.emulator import Emulator
from experiments.calibration.ensemble import ensemble
from experiments.calibration.figures import FIGURES, OPEN_BELOW, PUBLISHED
from experiments.calibration.floats import one_thread
from experiments.calibration.recovery import Recovery, recover
from experiments.calibration.sampling import draws, evidence
from experiments.calibration.space import ASSUMED, FITTED, NAMES, as_simulated, design, sets_of
from experiments.calibration.waves import (
    COUNTIES,
    GROWTH,
    Found,
    Wave,
    in_futures,
    levelled,
    raw_misses,
    simulate,
    wave_of,
)
from sim.scenario import Scenario
from sim.world import NATIONAL_COUNTIES

Progress = Callable[[str, int, int], None]

WIDENED = 2.0
"""Factor on the standard errors of what is published when the second wave is drawn: it is to surround the region."""

REACH = 0.15
"""How far from the best set the third wave goes, in ranges; the fourth goes half, the fifth a third as far."""

SECOND_STEPS, LAST_STEPS = 80, 120

CHECKED = 5
"""One in so many sets of the ensemble is lived through once more, in a world of the size of the nation."""

FINALISTS = 10
"""The last so many rows of the search, and their mean, from which the calibrated set is chosen."""


@dataclass(frozen=True)
class Size:
    """How much is simulated: sets of each wave, the fourth and the fifth as large as the third; members that are tried;
    turns of homing in and futures of each, of finalists and of the chosen set twice as many; truths.

    `sets`: the most sets that the ensemble keeps. `counties`: of the world of a wave; `nation`: of the fourth and the
    fifth, and of what follows.
    """

    first: int = 320
    second: int = 240
    third: int = 160
    members: int = 400
    turns: int = 30
    futures: int = 6
    truths: int = 24
    sets: int = 240
    counties: int = COUNTIES
    nation: int = NATIONAL_COUNTIES

    def times(self, factor: float) -> Size:
        """A smaller or larger fit: sets and candidates by `factor`, within what the methods need."""
        return replace(
            self,
            first=max(60, round(self.first * factor)),
            second=max(60, round(self.second * factor)),
            third=max(30, round(self.third * factor)),
            members=max(20, round(self.members * factor)),
            turns=max(2, round(self.turns * factor)),
            futures=max(2, round(self.futures * factor)),
            truths=max(4, min(self.truths, round(self.truths * factor))),
            nation=max(COUNTIES, round(self.nation * min(1.0, factor))),
        )


@dataclass(frozen=True)
class Fit:
    """What a fit hands over.

    Attributes
    ----------
    best: the calibrated set; fitted parameters only, the others are as declared. best_distance: from `FIGURES`, over
        futures that the search has not seen. best_met: published targets, the season and kinds of flows, by id.
    sets: the ensemble. tried: sets simulated for it, moves included. arrived: members that came to be consistent, of
        whom the first `size.sets` are kept. seen: every `CHECKED`-th of them in a future of the nation that is
        its own; what is told of the ensemble comes from these. rates: of planned moves, by the name of a structural
        alternative (`alternatives`). recovery: of parameters, on simulated truths. explained: share of variance that
        the first emulator and the second explain of each figure of `FIGURES`, shape (2, figures). size, seed: as asked
        for.
    """

    best: dict[str, float]
    best_distance: float
    best_met: dict[str, bool]
    sets: tuple[dict[str, float], ...]
    tried: int
    arrived: int
    seen: Wave
    rates: dict[str, dict[str, float]]
    recovery: Recovery
    explained: np.ndarray
    size: Size
    seed: int

    @property
    def met_targets(self) -> dict[str, bool]:
        """Of `best_met`, the published targets."""
        return {one: met for one, met in self.best_met.items() if one in PUBLISHED}


def fit(
    baseline: Scenario,
    later: Scenario,
    folder: Path,
    seed: int,
    size: Size = Size(),
    progress: Progress = lambda name, done, total: None,
) -> Fit:
    """Fit the uncertain parameters; runs are kept in `folder`, and those that are there are not run again."""
    both = (baseline, later)

    def wave(name: str, unit: np.ndarray, number: int, counties: int = size.counties) -> Wave:
        return simulate(unit, both, folder, name, seed + number, counties, partial(progress, name))

    first = wave("first", design(size.first, seed), 1)
    early = first.emulated()
    second = wave("second", plausible(early, size.second, seed + 2, WIDENED, SECOND_STEPS), 2)
    near = first.rows(first.distances <= np.median(first.distances))
    known = near.and_(second)
    emulator = known.emulated()
    recovery = recover(known, size.truths, seed)
    starts = np.vstack([declared()[None], known.unit[np.argsort(known.distances)[:8]]])
    third = wave("third", local_design(nearest(emulator, starts), size.third, REACH, seed + 3), 3)
    middle = _local_best(third, third, REACH)
    fourth = wave("fourth", local_design(middle, size.third, REACH / 2.0, seed + 4), 4, size.nation)
    around = third.and_(fourth)
    nearer = _local_best(around, fourth, REACH / 2.0)
    fifth = wave("fifth", local_design(nearer, size.third, REACH / 3.0, seed + 5), 5, size.nation)

    def look(name: str, row: np.ndarray, number: int, futures: int = size.futures) -> Found:
        return in_futures(row, both, folder / name, seed + number, size.nation, futures, partial(progress, name))

    rows = homed(
        around.and_(fifth), fifth.unit[0], size.turns, size.nation * size.futures,
        lambda turn, row: look(f"turn_{turn}", row, 100 + turn),
    )  # fmt: skip
    often = 2 * size.futures
    chosen = least_of(rows, [look(f"finalist_{place}", row, 9, often) for place, row in enumerate(rows)])
    seen = look("calibrated", chosen, 7, often)
    best = levelled(sets_of(chosen[None], FITTED)[0], seen[GROWTH] or 0.0)
    everything = known.and_(third)
    members, tried = ensemble(
        everything, plausible(everything.emulated(), size.members, seed + 10, 1.0, LAST_STEPS), seed + 10, wave
    )
    kept = members.rows(np.arange(min(size.sets, members.distances.size)))
    checked = wave("members", kept.unit[::CHECKED], 20, size.nation) if kept.met.size else kept
    return Fit(
        best,
        distance(FIGURES, seen),
        within(FIGURES, seen),
        tuple(map(levelled, sets_of(kept.unit), kept.growth.tolist())),
        tried,
        members.met.size,
        checked,
        {
            one.name: rates_of(one, baseline, best, folder, seed + 8, size.futures, size.counties)
            for one in ALTERNATIVES
        },
        recovery,
        np.array([early.explained, emulator.explained]),
        size,
        seed,
    )


@one_thread()
def plausible(emulator: Emulator, sets: int, seed: int, widened: float, steps: int) -> np.ndarray:
    """Sets that the emulator holds to be consistent: all assumed ones drawn first, fitted ones given them."""
    held = design(sets, seed)
    known = evidence(emulator, np.where(OPEN_BELOW, 0.5, 0.0), OPEN_BELOW, widened=widened)
    states, _ = draws(known, held, len(FITTED), steps, seed)
    return np.asarray(states[0])


def _local_best(known: Wave, around: Wave, reach: float) -> np.ndarray:
    """The emulated best set, by all that is known, no farther than `reach` from the centre of a wave."""
    emulator = known.emulated()
    return nearest(emulator, _starts(around), reach, around.unit[0])


def _starts(wave: Wave) -> np.ndarray:
    """The rows of a wave from which the emulated best is looked for: its nearest."""
    return np.asarray(wave.unit[np.argsort(wave.distances, kind="stable")[:5]])


def homed(
    known: Wave, around: np.ndarray, turns: int, counties: int, look: Callable[[int, np.ndarray], Found]
) -> np.ndarray:
    """The last `FINALISTS` emulated bests and their mean, fitted parameters, shape (rows, `FITTED`).

    Where an emulator promises most it errs most. So the emulated best is simulated in several futures, of so many
    counties in all, and learned from with the rest, weighing more; then the best of what is known now, and so on, no
    farther than `REACH` from the best row seen, at first from `around`. What comes out undefined counts as missed and
    teaches nothing. The rows wander about with luck; their mean wanders less (Polyak & Juditsky 1992).
    """
    found: list[np.ndarray] = []
    least = np.inf
    for turn in range(turns):
        starts = np.vstack([around[None], *(row[None] for row in found[-3:])])
        emulator = known.emulated()
        row = nearest(emulator, starts, REACH, around)
        seen = look(turn, row[: len(FITTED)])
        raw = raw_misses(seen)
        told = np.where(np.isnan(raw), emulator.predict(row[None]), raw)
        known = known.and_(replace(wave_of(row[None], [seen], counties), misses=told))
        found.append(row)
        if (counted := cost(raw, row[: len(FITTED)])) < least:
            least, around = counted, row
    rows = np.array(found[-FINALISTS:])[:, : len(FITTED)]
    return np.vstack([rows, as_simulated(rows.mean(axis=0)[None], FITTED)])


def least_of(rows: np.ndarray, found: Sequence[Found]) -> np.ndarray:
    """The row against which least counts, by what was found."""
    return np.asarray(min(zip(rows, found, strict=True), key=lambda one: cost(raw_misses(one[1]), one[0]))[0])


assert len(NAMES) == len(FITTED) + len(ASSUMED)
