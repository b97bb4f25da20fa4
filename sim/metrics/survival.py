"""Life tables in whole months: survival, hazard and cumulative incidence by reason.

A spell of start s and exit e held the post in months s ... e - 1; its duration at the exit is e - s. It is exposed
to an exit at durations 1, 2, ... in turn; a spell that began before the window enters at the duration it has in the
first month of the window (delayed entry), one still running leaves after the last month (censoring). Nothing is
assumed about durations beyond the last one at which anybody was at risk.

Estimators: Kaplan & Meier (1958) and Aalen & Johansen (1978) in discrete time, where ties need no correction;
delayed entry after Keiding (1991). Known answers: `tests/test_survival.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class LifeTable:
    """Counts by duration; sums of counts are again a life table.

    Attributes
    ----------
    at_risk: spells exposed at each duration, int64, shape (durations,); entry d is duration d in months, and
        nobody is at risk at duration 0.
    events: exits at each duration by cause, int64, shape (durations, causes).
    """

    at_risk: np.ndarray
    events: np.ndarray

    @cached_property
    def hazard_by_cause(self) -> np.ndarray:
        """Chance of an exit by each cause at a duration, given the spell reached it; 0 where nobody was at risk."""
        return np.asarray(self.events / np.maximum(self.at_risk, 1)[:, None])

    @cached_property
    def hazard(self) -> np.ndarray:
        """Chance of an exit at a duration, given the spell reached it; 0 where nobody was at risk."""
        return np.asarray(self.events.sum(axis=1) / np.maximum(self.at_risk, 1))

    @cached_property
    def survival(self) -> np.ndarray:
        """S(d), the chance that a spell lasts longer than d months, float64, shape (durations,)."""
        return np.cumprod(1.0 - self.hazard)

    @cached_property
    def incidence(self) -> np.ndarray:
        """F_k(d), the chance of an exit by cause k within d months, shape (durations, causes).

        By construction S(d) + sum of F_k(d) = 1 at every d, up to the rounding of the last digit.
        """
        before = np.concatenate(([1.0], self.survival[:-1]))
        return np.cumsum(before[:, None] * self.hazard_by_cause, axis=0)

    @cached_property
    def known_to(self) -> int:
        """Largest duration d such that S is known on 0 ... d: everyone at risk, or no one left to be."""
        someone = self.at_risk > 0
        someone[0] = True
        gaps = np.flatnonzero(~someone)
        last = int(gaps[0]) - 1 if gaps.size else self.at_risk.size - 1
        return 1_000_000 if self.survival[last] <= 0.0 else last

    def survival_at(self, duration: int) -> float | None:
        """S(duration); None where the data do not reach so far."""
        if duration > self.known_to:
            return None
        return float(self.survival[min(duration, self.survival.size - 1)])

    def incidence_at(self, duration: int, cause: int) -> float | None:
        """F_cause(duration); None where the data do not reach so far."""
        if duration > self.known_to:
            return None
        return float(self.incidence[min(duration, self.survival.size - 1), cause])

    def restricted_mean(self, months: int) -> float | None:
        """Mean of min(duration, months): the area under S from 0 to `months`; None where S is not known so far."""
        if months - 1 > self.known_to:
            return None
        return float(np.cumsum(self.survival[:months])[-1])

    def median_of(self, cause: int) -> int | None:
        """The first duration by which half of all spells have left by `cause`; None where fewer ever do."""
        reached = np.flatnonzero(self.incidence[: min(self.known_to, self.survival.size - 1) + 1, cause] >= 0.5)
        return int(reached[0]) if reached.size else None

    def over(self, first: int, last: int) -> tuple[int, int]:
        """Exits and spells at risk, both summed over durations first ... last - 1."""
        return int(self.events[first:last].sum()), int(self.at_risk[first:last].sum())

    def __add__(self, other: LifeTable) -> LifeTable:
        """The table of both samples together."""
        size = max(self.at_risk.size, other.at_risk.size)
        at_risk = np.zeros(size, np.int64)
        events = np.zeros((size, self.events.shape[1]), np.int64)
        for table in (self, other):
            at_risk[: table.at_risk.size] += table.at_risk
            events[: table.at_risk.size] += table.events
        return LifeTable(at_risk, events)


def life_table(first: np.ndarray, last: np.ndarray, cause: np.ndarray, causes: int) -> LifeTable:
    """The table of spells exposed at durations first ... last, the exit, if any, at `last`.

    Parameters
    ----------
    first, last: int64, shape (spells,), in months; spells with last < first were never exposed and are left out.
    cause: int64, 0 ... causes - 1, or -1 where the spell is censored.
    """
    exposed = (last >= first) & (last >= 1)
    if not exposed.all():
        first, last, cause = first[exposed], last[exposed], cause[exposed]
    size = int(last.max()) + 1 if last.size else 1
    entries = np.bincount(np.maximum(first, 1), minlength=size + 1)
    leaves = np.bincount(last + 1, minlength=size + 1)
    left = cause >= 0
    events = np.bincount(last[left] * causes + cause[left], minlength=size * causes)
    return LifeTable(np.cumsum(entries - leaves)[:size], events.reshape(size, causes))


def exposure(start: np.ndarray, end: np.ndarray, first_month: int, last_month: int) -> tuple[np.ndarray, np.ndarray]:
    """First and last duration at which each spell was exposed within months first_month ... last_month - 1.

    `end` is -1 where the spell is still running. Pass the two on to `life_table`.
    """
    first = np.maximum(first_month - start, 1)
    last = np.where((end < 0) | (end >= last_month), last_month - 1, end) - start
    return first, last
