"""How a lever of policy and a parameter of behaviour are declared.

A declaration is the one place for a number: schema, command-line help, sweep bounds, axis labels and
the tables of the documentation are derived from it. A **lever** is what a policy can set; a
**parameter** is what nobody sets and calibration has to find or to bound.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from sim.texts import Text


class Tier(Enum):
    """How much the published facts say about a number (model.md §6)."""

    STATUTE = "statute"
    INFORMED = "informed"
    BOUNDED = "bounded"
    ASSUMED = "assumed"


ASSUMPTION = "assumption"
"""The source of a number that nobody has published."""


@dataclass(frozen=True)
class Lever:
    """One adjustable number of policy.

    Attributes
    ----------
    name: identifier, its unit at the end where it has one (`_months`, `_years`, `_share`).
    unit: "months", "years", "share", "points", "a year" or "1" (a pure number or a switch).
    low, high: the legal range, both ends included.
    default: the practice of 1999-2012; a policy that leaves it there is the baseline, bit for bit.
    label, meaning: a few words, and a sentence, in both languages.
    tier: how strong the evidence is for what the lever does.
    source: a reference, or a text that begins with "assumption".
    positions: names for particular values, e.g. {"promotion": 0, "all_moves": 1}; where
        given, no other values are legal.
    """

    name: str
    unit: str
    low: float
    high: float
    default: float
    label: Text
    meaning: Text
    tier: Tier
    source: str
    positions: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_range(self.name, self.low, self.default, self.high)
        if self.positions and self.default not in self.positions.values():
            raise ValueError(f"{self.name}: the default {self.default} is not a named position")

    def allows(self, value: float) -> bool:
        """Whether `value` is a legal setting of this lever."""
        if self.positions:
            return value in self.positions.values()
        return math.isfinite(value) and self.low <= value <= self.high


@dataclass(frozen=True)
class Parameter:
    """One uncertain number of behaviour, with the range that expert doubt or data leave it.

    Attributes
    ----------
    value: what was thought likeliest before any fit; the fitted values are data, laid over these.
    low, high: what an ensemble draws from.
    """

    name: str
    unit: str
    value: float
    low: float
    high: float
    meaning: str
    tier: Tier
    source: str

    def __post_init__(self) -> None:
        _check_range(self.name, self.low, self.value, self.high)

    def allows(self, value: float) -> bool:
        """Whether `value` is within the range."""
        return self.low <= value <= self.high


def _check_range(name: str, low: float, value: float, high: float) -> None:
    if not (math.isfinite(low) and math.isfinite(high) and low <= value <= high):
        raise ValueError(f"{name}: {value} is not within [{low}, {high}]")
