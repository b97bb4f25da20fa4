"""What the model would say, without running it: a quadratic surface for every figure, with its error.

Figures are emulated as misses in tolerances (`experiments.calibration.distance`), before any bound on them. A lasso
over all parameters and the squares of the fitted ones finds the few that matter to a figure (Tibshirani 1996); a
ridge over these, their squares and their products is the surface. What it leaves unexplained, luck and
parameters without a term included, is measured on points it has not seen (five folds) as one covariance matrix over all
figures, because misses of neighbouring figures go together.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from experiments.calibration.floats import one_thread

FOLDS = 5
MOST_ACTIVE = 9
"""Parameters of a figure whose products with one another are considered."""

PENALTIES, LEAST_PENALTY = 20, 0.01
"""Penalties of the lasso that are tried, and the least of them in shares of that which leaves no term."""

SAME = 1e-9
"""An input that varies by no more than this is the same at every point."""

RIDGE = (0.1, 1.0, 10.0, 100.0)


@dataclass(frozen=True)
class Emulator:
    """Surfaces of all figures over the unit cube of `inputs` parameters.

    Attributes
    ----------
    constant: float64, shape (figures,). slopes: shape (inputs, figures).
    pairs: int64, shape (terms, 2): which two inputs are multiplied. curves: shape (terms, figures).
    error: covariance of what is left unexplained at a point of mean weight, shape (figures, figures).
    explained: share of the variance of each figure explained on points not seen, shape (figures,).
    middle: of the points that it was learned from, shape (inputs,). scatter: sums of squares and products of the
        points about it, shape (inputs, inputs), and a ridge of 1: one point more, a range away, in every direction.
    """

    constant: np.ndarray
    slopes: np.ndarray
    pairs: np.ndarray
    curves: np.ndarray
    error: np.ndarray
    explained: np.ndarray
    middle: np.ndarray
    scatter: np.ndarray

    def predict(self, unit: np.ndarray) -> np.ndarray:
        """Every figure at every row of `unit`, shape (rows, figures)."""
        x = unit - 0.5
        first, second = self.pairs.T
        return np.asarray(self.constant + x @ self.slopes + (x[:, first] * x[:, second]) @ self.curves)

    def pull(self, unit: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Gradient over the inputs of the sum of `weights` x figures, row by row; shape (rows, inputs)."""
        x = unit - 0.5
        first, second = self.pairs.T
        through = weights @ self.curves.T
        into_first, into_second = self._scatter
        return np.asarray(
            weights @ self.slopes.T + (through * x[:, second]) @ into_first + (through * x[:, first]) @ into_second
        )

    def slopes_at(self, row: np.ndarray) -> np.ndarray:
        """Gradient of every figure over the inputs at one `row`, shape (inputs, figures)."""
        x = row - 0.5
        first, second = self.pairs.T
        into_first, into_second = self._scatter
        both = into_first.T @ (x[second, None] * self.curves) + into_second.T @ (x[first, None] * self.curves)
        return np.asarray(self.slopes + both)

    def doubt(self, inputs: int) -> tuple[np.ndarray, np.ndarray]:
        """Where the first `inputs` are known best, shape (inputs,), and how doubt grows from there: a matrix R.

        The variance of what is said of a figure at x is that of its error times |R (x - middle)|^2; R has the shape
        (inputs, inputs).
        """
        return self.middle[:inputs], np.linalg.cholesky(np.linalg.inv(self.scatter[:inputs, :inputs])).T

    def of_first(self, inputs: int) -> Emulator:
        """The surfaces over the first `inputs`, the others at the middle of their ranges."""
        kept = (self.pairs < inputs).all(axis=1)
        return replace(
            self,
            slopes=self.slopes[:inputs],
            pairs=self.pairs[kept],
            curves=self.curves[kept],
            middle=self.middle[:inputs],
            scatter=self.scatter[:inputs, :inputs],
        )

    @cached_property
    def _scatter(self) -> tuple[Any, Any]:
        """Which input the first and the second of every pair is, as sparse matrices of shape (terms, inputs)."""
        from scipy.sparse import csr_array

        terms, inputs = self.pairs.shape[0], self.slopes.shape[0]
        ones, rows = np.ones(terms), np.arange(terms)
        first, second = (csr_array((ones, (rows, column)), shape=(terms, inputs)) for column in self.pairs.T)
        return first, second

    def spread_of(self, inputs: np.ndarray) -> np.ndarray:
        """Covariance over figures that comes of drawing `inputs` evenly over their ranges, curves aside."""
        slopes = self.slopes[inputs]
        return np.asarray(slopes.T @ slopes / 12.0)


@one_thread()
def learn(unit: np.ndarray, figures: np.ndarray, squared: int, weights: np.ndarray | None = None) -> Emulator:
    """The surfaces of `figures`, shape (points, figures), over `unit`, shape (points, inputs).

    `squared`: of how many of the first inputs squares may matter. `weights`: how much each point is to be trusted, the
    inverse of the variance of its luck on any scale, shape (points,); all alike where left out. An input that is the
    same at every point has no term. Raises ValueError for fewer points than folds.
    """
    if unit.shape[0] < 2 * FOLDS:
        raise ValueError(f"{unit.shape[0]} points are too few to learn from")
    x = unit - 0.5
    trust = np.ones(unit.shape[0]) if weights is None else weights / weights.mean()
    count = figures.shape[1]
    terms: dict[tuple[int, int], int] = {}
    fits, left = [], np.zeros_like(figures)

    for number, figure in enumerate(figures.T):
        # A path that stops early still ranks the inputs.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            linear, products = _terms(x, figure, squared, trust)
            model, unseen = _surface(x, figure, linear, products, trust)
        left[:, number] = figure - unseen
        fits.append((linear, products, model))
        for pair in products:
            terms.setdefault(pair, len(terms))
    pairs = np.array(list(terms), np.int64).reshape(-1, 2)
    constant, slopes, curves = np.zeros(count), np.zeros((x.shape[1], count)), np.zeros((len(terms), count))
    for number, (linear, products, model) in enumerate(fits):
        constant[number] = model.intercept_
        slopes[linear, number] = model.coef_[: len(linear)]
        for pair, value in zip(products, model.coef_[len(linear) :], strict=True):
            curves[terms[pair], number] = value
    explained = 1.0 - _variance(left, trust, 0.0) / np.maximum(_variance(figures, trust), 1e-12)
    middle = np.average(unit, axis=0, weights=trust)
    away = unit - middle
    scatter = (away * trust[:, None]).T @ away + np.eye(middle.size)
    return Emulator(constant, slopes, pairs, curves, np.cov(left.T, aweights=trust), explained, middle, scatter)


def _variance(columns: np.ndarray, trust: np.ndarray, about: float | None = None) -> np.ndarray:
    """Mean square of each column about its mean, or about a number, points weighted by `trust`; shape (columns,)."""
    middle = np.average(columns, axis=0, weights=trust) if about is None else about
    return np.asarray(np.average((columns - middle) ** 2, axis=0, weights=trust))


def _folds() -> Any:
    """Each with points of every part of a design, which comes wave by wave."""
    from sklearn.model_selection import KFold

    return KFold(FOLDS, shuffle=True, random_state=0)


def _terms(
    x: np.ndarray, figure: np.ndarray, squared: int, trust: np.ndarray
) -> tuple[list[int], list[tuple[int, int]]]:
    """Inputs with a slope, and pairs of inputs with a product, for one figure."""
    from sklearn.linear_model import LassoCV

    varied = np.flatnonzero(np.ptp(x, axis=0) > SAME)
    curved = varied[varied < squared]
    columns = np.hstack([x[:, varied], (x[:, curved] ** 2 - 1.0 / 12.0) * 3.0])
    found = LassoCV(cv=_folds(), alphas=PENALTIES, eps=LEAST_PENALTY, max_iter=2000).fit(columns, figure, trust)
    size = np.zeros(x.shape[1])
    size[varied] = np.abs(found.coef_[: varied.size])
    size[curved] += np.abs(found.coef_[varied.size :])
    linear = np.flatnonzero(size > 0.0).tolist() or [0]
    active = sorted(np.argsort(-size, kind="stable")[: min(MOST_ACTIVE, len(linear))].tolist())
    return linear, list(combinations_with_replacement(active, 2))


def _surface(
    x: np.ndarray, figure: np.ndarray, linear: list[int], products: list[tuple[int, int]], trust: np.ndarray
) -> tuple[Any, np.ndarray]:
    """The ridge over the chosen terms, and what folds that have not seen a point say of it."""
    from sklearn.linear_model import RidgeCV
    from sklearn.model_selection import cross_val_predict

    columns = np.hstack([x[:, linear], *(x[:, [a]] * x[:, [b]] for a, b in products)])
    model = RidgeCV(alphas=RIDGE).fit(columns, figure, trust)
    unseen = cross_val_predict(RidgeCV(alphas=RIDGE), columns, figure, cv=_folds(), params={"sample_weight": trust})
    return model, unseen
