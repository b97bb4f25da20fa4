"""The exponential and the logarithm of arrays, the same to the last digit on every processor.

NumPy has functions of its own for processors with AVX-512, which round otherwise than those of the system's library;
a fit that learns from its own results would end elsewhere there.
"""

from __future__ import annotations

import math

from numba import vectorize


@vectorize(["float64(float64)"])
def exp(x: float) -> float:
    """e to the power of each value."""
    return math.exp(x)


@vectorize(["float64(float64)"])
def log(x: float) -> float:
    """The natural logarithm of each value, all above 0."""
    return math.log(x)
