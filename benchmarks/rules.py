"""What a rule costs an agent, who calls it as Python."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.timing import Case
from sim.rule import months_until
from sim.streams import draws

CALLS = 10_000


def _waits() -> Callable[[], object]:
    return lambda: [months_until(0.02, 0.5) for _ in range(CALLS)]


def _draws() -> Callable[[], object]:
    return lambda: [draws(1, 2, 3, month, 4, 5) for month in range(CALLS)]


CASES = (
    Case("months_until as Python", "call", _waits, CALLS),
    Case("a block of four draws as Python", "call", _draws, CALLS),
)
