"""Published figures and the model's in print: as many digits as matter, and never fewer than a verdict needs."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.statistics.paired import Estimate
from experiments.tables import number
from sim.texts import say

DIGITS = 3
"""Significant digits of a figure."""

_ALL_DIGITS = 17
"""Digits with which no two numbers look the same."""

DASH = "–"


def shown(value: float | None, digits: int = DIGITS) -> str:
    """A number with so many significant digits; a dash for none."""
    return DASH if value is None else number(value, _decimals(value, digits))


def as_given(value: float) -> str:
    """A number that was written by hand, with the digits that it was written with."""
    return f"{value:g}".replace("-", "−")


def digits_for(values: Sequence[float | None], low: float | None, high: float | None) -> int:
    """Digits with which each value is seen to lie inside or outside `low` to `high` (ends included) as it really does.

    0.4005 lies beyond 0.4004, but with three digits both are 0.400: what is printed must not deny what is judged.
    """
    known = [value for value in values if value is not None]
    enough = (
        digits
        for digits in range(DIGITS, _ALL_DIGITS)
        if all(_inside(*(_rounded(one, digits) for one in (v, low, high))) == _inside(v, low, high) for v in known)
    )
    return next(enough, _ALL_DIGITS)


def accepted(low: float | None, high: float | None, language: str, digits: int = DIGITS) -> str:
    """A range; an end without a bound in words."""
    least, most = (shown(end, digits) for end in (low, high))
    # A bound is no measurement: 2 … 4 says as much as 2.00 … 4.00.
    least, most = (end.rstrip("0").rstrip(".") if "." in end else end for end in (least, most))
    if low is None:
        return DASH if high is None else say("flows.up_to", language, high=most)
    return say("flows.from", language, low=least) if high is None else f"{least} … {most}"


def cell(found: Estimate, digits: int = DIGITS) -> str:
    """A mean with its interval, whose ends are told no finer than the mean."""
    if found.mean is None or found.ci_low is None or found.ci_high is None:
        return shown(found.mean, digits)
    ends = []
    for end in (found.ci_low, found.ci_high):
        finest = _decimals(end, digits)
        ends.append(number(end, min(finest, _decimals(found.mean, digits)) if found.mean else finest))
    return f"{shown(found.mean, digits)} [{ends[0]}, {ends[1]}]"


def _decimals(value: float, digits: int) -> int:
    """Decimals of a number with so many significant digits; its whole part is never rounded."""
    exponent = int(f"{value:.{digits - 1}e}".partition("e")[2]) if value else digits
    return max(0, digits - 1 - exponent)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else float(f"{value:.{_decimals(value, digits)}f}")


def _inside(value: float | None, low: float | None, high: float | None) -> bool:
    return value is not None and (low is None or value >= low) and (high is None or value <= high)
