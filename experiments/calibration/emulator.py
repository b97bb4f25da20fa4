"""What the model would say, without running it: a quadratic surface for every figure, with its error.

Figures are emulated as misses in tolerances (`experiments.calibration.distance`), before any bound on them. A lasso
over all parameters and the squares of the fitted ones finds the few that matter to a figure (Tibshirani 1996); a
ridge over these, their squares and their products is the surface. What it leaves unexplained, luck and
parameters without a term included, is measured on points it has not seen (five folds) as one covariance matrix over all
figures, because misses of neighbouring figures go together.
"""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

FOLDS = 5
MOST_ACTIVE = 9
"""Parameters of a figure whose products with one another are considered."""

PENALTIES = 20
RIDGE = (0.1, 1.0, 10.0, 100.0)


@dataclass(frozen=True)
class Emulator:
    """Surfaces of all figures over the unit cube of `inputs` parameters.

    Attributes
    ----------
    constant: float64, shape (figures,). slopes: shape (inputs, figures).
    pairs: int64, shape (terms, 2): which two inputs are multiplied. curves: shape (terms, figures).
    error: covariance of what is left unexplained, shape (figures, figures).
    explained: share of the variance of each figure explained on points not seen, shape (figures,).
    """

    constant: np.ndarray
    slopes: np.ndarray
    pairs: np.ndarray
    curves: np.ndarray
    error: np.ndarray
    explained: np.ndarray

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

    def of_first(self, inputs: int) -> Emulator:
        """The surfaces over the first `inputs`, the others at the middle of their ranges."""
        kept = (self.pairs < inputs).all(axis=1)
        return Emulator(
            self.constant, self.slopes[:inputs], self.pairs[kept], self.curves[kept], self.error, self.explained
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


def learn(unit: np.ndarray, figures: np.ndarray, squared: int) -> Emulator:
    """The surfaces of `figures`, shape (points, figures), over `unit`, shape (points, inputs).

    `squared`: of how many of the first inputs squares may matter. Raises ValueError for fewer points than folds.
    """
    if unit.shape[0] < 2 * FOLDS:
        raise ValueError(f"{unit.shape[0]} points are too few to learn from")
    x = unit - 0.5
    count = figures.shape[1]
    terms: dict[tuple[int, int], int] = {}
    fits, left = [], np.zeros_like(figures)

    def one(figure: np.ndarray) -> tuple[list[int], list[tuple[int, int]], Any, np.ndarray]:
        linear, products = _terms(x, figure, squared)
        return linear, products, *_surface(x, figure, linear, products)

    # The least squares of one figure leave the interpreter to the next; a path that stops early still ranks the inputs.
    with ThreadPoolExecutor() as hands, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        surfaces = list(hands.map(one, figures.T))
    for number, (linear, products, model, unseen) in enumerate(surfaces):
        left[:, number] = figures[:, number] - unseen
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
    spread = np.maximum(figures.var(axis=0), 1e-12)
    return Emulator(constant, slopes, pairs, curves, np.cov(left.T), 1.0 - (left * left).mean(axis=0) / spread)


def _terms(x: np.ndarray, figure: np.ndarray, squared: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Inputs with a slope, and pairs of inputs with a product, for one figure."""
    from sklearn.linear_model import LassoCV

    columns = np.hstack([x, (x[:, :squared] ** 2 - 1.0 / 12.0) * 3.0])
    found = LassoCV(cv=FOLDS, alphas=PENALTIES, max_iter=2000).fit(columns, figure)
    size = np.abs(found.coef_[: x.shape[1]])
    size[:squared] += np.abs(found.coef_[x.shape[1] :])
    linear = np.flatnonzero(size > 0.0).tolist() or [0]
    active = sorted(np.argsort(-size, kind="stable")[: min(MOST_ACTIVE, len(linear))].tolist())
    return linear, list(combinations_with_replacement(active, 2))


def _surface(
    x: np.ndarray, figure: np.ndarray, linear: list[int], products: list[tuple[int, int]]
) -> tuple[Any, np.ndarray]:
    """The ridge over the chosen terms, and what folds that have not seen a point say of it."""
    from sklearn.linear_model import RidgeCV
    from sklearn.model_selection import cross_val_predict

    columns = np.hstack([x[:, linear], *(x[:, [a]] * x[:, [b]] for a, b in products)])
    model = RidgeCV(alphas=RIDGE).fit(columns, figure)
    return model, cross_val_predict(RidgeCV(alphas=RIDGE), columns, figure, cv=FOLDS)
