"""How long something takes, told by its median and spread over repetitions."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One thing to time.

    Attributes
    ----------
    name: what is timed, in a few words.
    unit: what one unit of work is ("prefecture-year", "call").
    prepare: returns the work, a function without arguments; not timed.
    units: units of work in one call of it.
    warm_up: whether it is called once before the clock starts, so that nothing is compiled or read on the way.
    """

    name: str
    unit: str
    prepare: Callable[[], Callable[[], object]]
    units: int = 1
    warm_up: bool = True


@dataclass(frozen=True)
class Timing:
    """Seconds of wall clock a unit of work: median, fastest and slowest of `repetitions` calls."""

    name: str
    unit: str
    median: float
    fastest: float
    slowest: float
    repetitions: int

    def line(self) -> str:
        """One row of the table."""
        numbers = "  ".join(f"{with_unit(x):>10}" for x in (self.median, self.fastest, self.slowest))
        return f"{self.name:<48}  {numbers}  a {self.unit}, {self.repetitions} times"


def with_unit(seconds: float) -> str:
    """A duration in the unit in which it is read best: 1.5 s, 20 ms, 3.2 us, 190 ns."""
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def measure(case: Case, seconds: float = 2.0, at_least: int = 3) -> Timing:
    """Call the work of `case` for about `seconds`, at least `at_least` times."""
    work = case.prepare()
    if case.warm_up:
        work()
    taken: list[float] = []
    while len(taken) < at_least or sum(taken) < seconds:
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    each = [t / case.units for t in taken]
    return Timing(case.name, case.unit, statistics.median(each), min(each), max(each), len(each))
