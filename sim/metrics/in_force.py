"""Which rules of tenure hold where and when under a scenario: what a metric may know of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np


class InForce(NamedTuple):
    """The minimum tenure and the age ceiling as text, and how far the minimum is kept to.

    Attributes
    ----------
    starts: first month of each stretch of time without a change, int64, ascending.
    minimum_months: minimum tenure, int64, shape (stretches, counties).
    minimum_share: share of spells in which it is kept to, float64, same shape.
    ceiling_months: age from which nobody is promoted to deputy-bureau rank, int64, same shape.
    """

    starts: np.ndarray
    minimum_months: np.ndarray
    minimum_share: np.ndarray
    ceiling_months: np.ndarray

    def stretches(self, last_month: int) -> Iterator[tuple[int, int, int]]:
        """(row, first month, month after the last) of each stretch up to `last_month`."""
        ends = [*self.starts[1:].tolist(), last_month]
        return ((row, int(start), int(end)) for row, (start, end) in enumerate(zip(self.starts, ends, strict=True)))
