"""Arithmetic that rounds alike on every machine, as far as that can be had: a fit learns from its own results.

NumPy has exponentials and logarithms of its own for processors with AVX-512, which round otherwise than those of the
system's library. Linear algebra rounds by processor and by the number of its threads; the second can be held still.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

from numba import vectorize


@vectorize(["float64(float64)"])
def exp(x: float) -> float:
    """e to the power of each value."""
    return math.exp(x)


@vectorize(["float64(float64)"])
def log(x: float) -> float:
    """The natural logarithm of each value, all above 0."""
    return math.log(x)


@contextmanager
def one_thread() -> Iterator[None]:
    """Linear algebra on one thread: sums in one order whatever the cores, and no waiting for those of other work."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, "blas"):
        yield
