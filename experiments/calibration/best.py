"""The set nearest to the published figures, everything assumed at its declared value.

On an emulator the nearest point is that of least squares. What no figure feels stays near its declared value by a pull
towards it, so that a fit says nothing that the facts do not say; and what the emulator does not know counts as a miss,
for a search that believes it goes where it errs. The search goes on while floats tell its squares apart: one that stops
earlier ends elsewhere on a machine that rounds otherwise, and so would the fit.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import least_squares

from experiments.calibration.distance import WORST_MISS, weights
from experiments.calibration.emulator import Emulator
from experiments.calibration.figures import FIGURES, OPEN_BELOW
from experiments.calibration.floats import one_thread
from experiments.calibration.sampling import PUBLISHED_SD
from experiments.calibration.space import FITTED, NAMES, as_simulated, unit_of

PULL = 12.0 * PUBLISHED_SD**2 / len({target.id for target in FIGURES})
"""What the squared step of a parameter away from its declared value costs, its range as unit, in squared distance: its
declared value counts like a target whose standard error is that of something known only to lie in the range, a twelfth
of it squared; a target's own is half its tolerance. With less, parameters that no figure feels wander with luck."""

COMFORT, BEYOND = 0.85, 3.0
"""Misses beyond the first count more, the square of what is beyond by the second: a target is met or it is not, and
luck is not to carry a figure over the edge."""

DOUBT = 0.25
"""What the square of an emulator's error counts for each figure beyond its weight: as if one in twelve stood at an
edge."""

CLOSE, MOST_STEPS = 1e-14, 5000
"""Relative change of the squares at which a search ends, and the most steps it may take."""

ALIKE = 1e-9
"""Relative difference of squares up to which two ends of a search are one."""


def declared() -> np.ndarray:
    """The declared values as a row of the unit cube."""
    return unit_of({})


@one_thread()
def nearest(emulator: Emulator, starts: np.ndarray, reach: float = 1.0, around: np.ndarray | None = None) -> np.ndarray:
    """The emulated best row, from the best of `starts`, shape (starts, parameters); assumed ones as declared.

    It is rounded as it will be simulated, so that a design around it is the same wherever it is found.
    `reach`: how far, in ranges, a fitted parameter may be from `around`.
    """
    home = declared()
    centre = home if around is None else around
    low = np.clip(centre[: len(FITTED)] - reach, 0.0, 1.0)
    high = np.clip(centre[: len(FITTED)] + reach, 0.0, 1.0)
    middle, root = emulator.doubt(len(FITTED))
    doubtful = float(np.sum((weights(FIGURES) + DOUBT) * np.diag(emulator.error)))
    known = (emulator, home, middle, np.sqrt(doubtful) * root)
    ends = []
    for start in starts:
        begun = np.clip(start[: len(FITTED)], low, high)
        found = least_squares(
            _residuals, begun, _slopes, bounds=(low, high), method="dogbox", args=known,
            ftol=CLOSE, xtol=CLOSE, gtol=CLOSE, max_nfev=MOST_STEPS,
        )  # fmt: skip
        ends.append((float(found.cost), found.x))
    # Starts that end alike are told apart by roundings alone: the first of them is taken, and what is left is rounded.
    least = min(end[0] for end in ends)
    found_at = next(x for counted, x in ends if counted <= least * (1.0 + ALIKE))
    return as_simulated(_row(found_at, home)[None])[0]


def cost(raw: np.ndarray, row: np.ndarray) -> float:
    """What counts against fitted parameters that were simulated: the squares that `nearest` adds up, but for doubt.

    `raw`: misses of `FIGURES` beyond any bound, NaN where undefined, which counts as `WORST_MISS`. `row`: shape
    (`FITTED`,).
    """
    known = np.where(np.isnan(raw), WORST_MISS, raw)
    return float(np.sum(_roots(known, row - declared()[: len(FITTED)]) ** 2))


def local_design(centre: np.ndarray, points: int, reach: float, seed: int) -> np.ndarray:
    """Rows evenly around `centre`, itself the first: fitted parameters within `reach`, the others as there."""
    from scipy.stats import qmc

    rows = np.repeat(centre[None], points, axis=0)
    drawn = qmc.LatinHypercube(len(FITTED), seed=np.random.default_rng(seed)).random(points)
    rows[:, : len(FITTED)] = np.clip(centre[: len(FITTED)] + reach * (2.0 * drawn - 1.0), 0.0, 1.0)
    rows[0] = centre
    return rows


def _residuals(
    x: np.ndarray, emulator: Emulator, home: np.ndarray, middle: np.ndarray, root: np.ndarray
) -> np.ndarray:
    """Roots of all that is counted, and of doubt."""
    raw = emulator.predict(_row(x, home)[None])[0]
    return np.concatenate([_roots(raw, x - home[: len(FITTED)]), root @ (x - middle)])


def _slopes(x: np.ndarray, emulator: Emulator, home: np.ndarray, middle: np.ndarray, root: np.ndarray) -> np.ndarray:
    """The gradient of each residual over the fitted parameters, shape (residuals, `FITTED`)."""
    row = _row(x, home)
    gap = _counted(emulator.predict(row[None])[0])
    each = emulator.pull(np.repeat(row[None], len(FIGURES), axis=0), np.eye(len(FIGURES)))[:, : len(FITTED)]
    each *= np.where(OPEN_BELOW & (gap == 0.0), 0.0, 1.0)[:, None]
    beyond = each * (np.abs(gap) > _EASE)[:, None]
    own = np.sqrt(weights(FIGURES))[:, None]
    return np.vstack([own * each, np.sqrt(BEYOND) * beyond, np.sqrt(PULL) * np.eye(x.size), root])


def _roots(raw: np.ndarray, away: np.ndarray) -> np.ndarray:
    """Roots of what is counted: misses, misses beyond `COMFORT`, steps away from the declared values."""
    gap = _counted(raw)
    beyond = np.sign(gap) * np.maximum(np.abs(gap) - _EASE, 0.0)
    return np.concatenate([np.sqrt(weights(FIGURES)) * gap, np.sqrt(BEYOND) * beyond, np.sqrt(PULL) * away])


def _counted(gap: np.ndarray) -> np.ndarray:
    """Misses as they count: of a figure with an upper bound only, what lies beyond `COMFORT`."""
    return np.where(OPEN_BELOW, np.maximum(gap - COMFORT, 0.0), gap)


_EASE = np.where(OPEN_BELOW, 0.0, COMFORT)


def _row(x: np.ndarray, home: np.ndarray) -> np.ndarray:
    row = home.copy()
    row[: len(FITTED)] = x
    return row


assert NAMES[: len(FITTED)] == FITTED
