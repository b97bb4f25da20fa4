"""Where a policy fails: a box in the space of uncertain numbers that holds most failures and little else.

Scenario discovery (Bryant & Lempert 2010) with a classification tree (Breiman et al. 1984; scikit-learn): a shallow
tree is grown on one half of the worlds, and of all its nodes, each a box, the one is taken that gathers failures
best for its size (weighted relative accuracy, Lavrač et al. 1999). A deeper node is preferred only if it gains a
twentieth. What the box is worth is then measured on the other half, which has had no say in it; where failures are
not clearly more frequent inside than outside (Fisher's exact test, one-sided, 5 %), there is no box to tell of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.statistics.robustness import Proportion, proportion

LEAST_EACH = 8
"""Worlds of either kind that each half must hold for a search."""

_DEEPER_GAIN = 1.05
_FALSE_ALARM = 0.05


@dataclass(frozen=True)
class Bound:
    """What a box asks of one number: above `low`, at most `high`, None where it does not ask."""

    name: str
    low: float | None
    high: float | None

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Whether values lie within, bool."""
        inside = np.ones(len(values), bool)
        if self.low is not None:
            inside &= values > self.low
        if self.high is not None:
            inside &= values <= self.high
        return inside


@dataclass(frozen=True)
class Region:
    """A box and what it is worth on worlds that had no say in it.

    Attributes
    ----------
    bounds: in the order of their weight. covered: failures inside, of all failures.
    failing: failures inside, of the worlds inside. overall: failures, of all worlds measured.
    p_value: of Fisher's exact test that they are no more frequent inside.
    """

    bounds: tuple[Bound, ...]
    covered: Proportion
    failing: Proportion
    overall: Proportion
    p_value: float


def discover(
    names: Sequence[str], places: np.ndarray, failing: np.ndarray, seed: int = 1, depth: int = 3
) -> Region | None:
    """The box of at most `depth` bounds in which failures gather; None where none can be told from chance.

    Parameters
    ----------
    places: the uncertain numbers of each world, float64, shape (worlds, len(names)).
    failing: whether the policy fails there, bool, shape (worlds,).

    Raises ValueError if lengths do not fit.
    """
    if places.shape != (len(failing), len(names)):
        raise ValueError(f"places of shape {places.shape} do not fit {len(failing)} worlds and {len(names)} names")
    first = _one_half(failing, seed)
    if any(min(failing[half].sum(), (~failing[half]).sum()) < LEAST_EACH for half in (first, ~first)):
        return None
    bounds = _best_box(names, places[first], failing[first], depth, seed)
    if not bounds:
        return None
    inside = np.ones(int((~first).sum()), bool)
    for bound in bounds:
        inside &= bound.holds(places[~first][:, list(names).index(bound.name)])
    fails = failing[~first]
    chance = _chance(inside, fails)
    if chance >= _FALSE_ALARM:
        return None
    return Region(bounds, proportion(inside[fails]), proportion(fails[inside]), proportion(fails), chance)


def weights(names: Sequence[str], places: np.ndarray, kinds: np.ndarray, seed: int = 1) -> list[tuple[str, float]]:
    """How much each number tells kinds of worlds apart, largest first: mean Gini gain in a forest of trees."""
    from sklearn.ensemble import RandomForestClassifier

    forest = RandomForestClassifier(200, min_samples_leaf=max(5, len(kinds) // 50), random_state=seed, n_jobs=1)
    gain = forest.fit(places, kinds).feature_importances_
    return sorted(((n, float(g)) for n, g in zip(names, gain, strict=True)), key=lambda pair: (-pair[1], pair[0]))


def _one_half(failing: np.ndarray, seed: int) -> np.ndarray:
    """A random half of the worlds, failures and the rest halved each."""
    rng = np.random.Generator(np.random.PCG64(seed))
    first = np.zeros(len(failing), bool)
    for kind in (failing, ~failing):
        rows = rng.permutation(np.flatnonzero(kind))
        first[rows[: len(rows) // 2]] = True
    return first


def _best_box(
    names: Sequence[str], places: np.ndarray, failing: np.ndarray, depth: int, seed: int
) -> tuple[Bound, ...]:
    from sklearn.tree import DecisionTreeClassifier

    least = max(5, len(failing) // 20)
    grown = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=least, random_state=seed)
    tree = grown.fit(places, failing).tree_
    base = failing.mean()
    best: tuple[float, tuple[Bound, ...]] = (0.0, ())
    for path in _paths(tree):
        inside = np.ones(len(failing), bool)
        box = _joined(names, path)
        for bound in box:
            inside &= bound.holds(places[:, list(names).index(bound.name)])
        gathered = float((failing[inside] - base).sum()) / len(failing)
        if gathered > best[0] * (_DEEPER_GAIN if best[1] else 1.0):
            best = (gathered, box)
    return best[1]


def _paths(tree: object) -> list[list[tuple[int, float, bool]]]:
    """The way to every node but the root, shallow ones first: (column, threshold, whether above it)."""
    left, right, column, threshold = (
        getattr(tree, k) for k in ("children_left", "children_right", "feature", "threshold")
    )
    waiting: list[tuple[int, list[tuple[int, float, bool]]]] = [(0, [])]
    found = []
    while waiting:
        node, path = waiting.pop(0)
        if path:
            found.append(path)
        if left[node] != right[node]:
            step = (int(column[node]), float(threshold[node]))
            waiting += [(int(left[node]), [*path, (*step, False)]), (int(right[node]), [*path, (*step, True)])]
    return found


def _joined(names: Sequence[str], path: list[tuple[int, float, bool]]) -> tuple[Bound, ...]:
    """The bounds of a path, one a number, the first asked first."""
    limits: dict[int, tuple[float | None, float | None]] = {}
    for column, threshold, above in path:
        low, high = limits.get(column, (None, None))
        if above:
            low = threshold if low is None else max(low, threshold)
        else:
            high = threshold if high is None else min(high, threshold)
        limits[column] = (low, high)
    return tuple(Bound(names[column], low, high) for column, (low, high) in limits.items())


def _chance(inside: np.ndarray, fails: np.ndarray) -> float:
    from scipy.stats import fisher_exact

    table = [[int((inside & fails).sum()), int((inside & ~fails).sum())],
             [int((~inside & fails).sum()), int((~inside & ~fails).sum())]]  # fmt: skip
    return float(fisher_exact(table, alternative="greater").pvalue)
