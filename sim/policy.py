"""All levers together, and the records of them that the engines hold.

A `Policy` is one setting of every lever. `Policies` says which county and which prefecture lives
under which policy, and from which month: the engines look a number up and know nothing else.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from sim.lever import Lever
from sim.registry import MECHANISMS
from sim.state import of_records

LEVERS: dict[str, Lever] = {lever.name: lever for module in MECHANISMS for lever in module.LEVERS}
"""Every lever by its name."""

POLICY_DTYPE = np.dtype([(name, "f8") for name in LEVERS])


class UnknownName(ValueError):
    """A name that is not declared; `nearest` is the closest that is, or None."""

    def __init__(self, name: str, known: Mapping[str, object]) -> None:
        close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.4)
        self.name = name
        self.nearest = close[0] if close else None
        super().__init__(f"unknown name {name!r}" + (f"; did you mean {self.nearest!r}?" if self.nearest else ""))


class OutOfRange(ValueError):
    """A value outside the declared range of `lever`."""

    def __init__(self, lever: Lever, value: float) -> None:
        self.lever = lever
        self.value = value
        super().__init__(f"{lever.name}: {value} is not within [{lever.low}, {lever.high}] {lever.unit}")


def policy(**changes: float) -> dict[str, float]:
    """Every lever at its default but for `changes`. Raises UnknownName or OutOfRange."""
    values = {name: float(lever.default) for name, lever in LEVERS.items()}
    for name, value in changes.items():
        if name not in LEVERS:
            raise UnknownName(name, LEVERS)
        if not LEVERS[name].allows(float(value)):
            raise OutOfRange(LEVERS[name], value)
        values[name] = float(value)
    return values


@dataclass(frozen=True)
class Policies:
    """Which policy holds where, from when.

    Attributes
    ----------
    records: record array, one policy each, dtype `POLICY_DTYPE`.
    starts: int64, shape (segments,), ascending; the first is the first month ever asked for or earlier.
    of_county: int64, shape (segments, counties): index into `records`.
    of_prefecture: int64, shape (segments, prefectures): what the prefecture's own decisions go by.
    expected: int64, shape (segments, counties): the policy a chief reckons with when he looks ahead; it differs
        from `of_county` between the announcement of a reform and its first month.
    """

    records: np.recarray
    starts: np.ndarray
    of_county: np.ndarray
    of_prefecture: np.ndarray
    expected: np.ndarray

    @classmethod
    def everywhere(cls, values: Mapping[str, float], counties: int, prefectures: int) -> Policies:
        """One policy for all places and all times."""
        return cls(
            records_of([values]),
            np.array([np.iinfo(np.int64).min]),
            np.zeros((1, counties), np.int64),
            np.zeros((1, prefectures), np.int64),
            np.zeros((1, counties), np.int64),
        )

    def segment(self, month: int) -> int:
        """The row of `of_county` in force in `month`."""
        return int(np.searchsorted(self.starts, month, side="right")) - 1

    def segments(self, first_month: int, last_month: int) -> list[tuple[int, int, int]]:
        """(segment, first month, last month) for the stretches of one assignment between the two months."""
        cuts = [first_month, *(int(s) for s in self.starts if first_month < s < last_month), last_month]
        return [(self.segment(a), a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b]

    def as_objects(self) -> list[SimpleNamespace]:
        """The records as plain objects with float attributes, for rules called as Python."""
        return [SimpleNamespace(**{name: float(record[name]) for name in LEVERS}) for record in self.records]


def records_of(policies: list[Mapping[str, float]]) -> np.recarray:
    """Policies as a record array of dtype `POLICY_DTYPE`."""
    rows = [tuple(values[name] for name in LEVERS) for values in policies]
    return np.array(rows, of_records(POLICY_DTYPE)).view(np.recarray)
