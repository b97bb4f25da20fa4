"""A number with a goal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One number that is watched.

    Attributes
    ----------
    key: its name in `latest.json`. unit: what it is counted in.
    take: measures it; told whether to be quick (fewer repetitions, shorter runs) rather than exact.
    at_most, at_least: the goal; None where there is none.
    """

    key: str
    unit: str
    take: Callable[[bool], float]
    at_most: float | None = None
    at_least: float | None = None

    @property
    def goal(self) -> str:
        """The goal in signs; empty where there is none."""
        if self.at_most is not None:
            return f"<= {self.at_most:g}"
        return "" if self.at_least is None else f">= {self.at_least:g}"

    def met(self, value: float) -> bool | None:
        """Whether `value` meets the goal; None where there is none."""
        if self.at_most is not None:
            return value <= self.at_most
        return None if self.at_least is None else value >= self.at_least
