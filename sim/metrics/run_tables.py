"""What metrics read: the ledger of one run, its map, and the columns that several metrics share."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np

from sim.ledger import Ledger
from sim.metrics.in_force import InForce
from sim.metrics.places import Places
from sim.metrics.survival import LifeTable, exposure, life_table
from sim.vocabulary import ExitReason, Kind

TERM_MONTHS = 60
REASONS = len(ExitReason)
ROLES = (Kind.SECRETARY, Kind.HEAD)
BEFORE_CONGRESS_MONTHS = 3
AFTER_CONGRESS_MONTHS = 9
FAR = 1 << 20
"""More than any month, so that a county or a cadre and a month make one number that can be sorted."""

_Found = TypeVar("_Found")
_Asked = ParamSpec("_Asked")


class RunTables:
    """The tables of one run with shared columns, worked out when first asked for.

    Attributes
    ----------
    minimum_months: the minimum tenure around which bunching is measured: that of the stricter arm of a
        comparison, for both arms; 0 where there is none.
    in_force: the rules of tenure of this run's own scenario; None where they are not known.
    first_month, last_month: the window, as in the ledger.
    """

    def __init__(
        self, ledger: Ledger, places: Places, minimum_months: int = 0, in_force: InForce | None = None
    ) -> None:
        self.ledger = ledger
        self.places = places
        self.minimum_months = minimum_months
        self.in_force = in_force
        self.first_month = ledger.first_month
        self.last_month = ledger.last_month
        self.known: dict[Hashable, Any] = {}  # what functions marked `once` have found
        spells = self.table("spells")
        self.county, self.role, self.start = spells["county"], spells["role"], spells["start_month"]
        ended = spells["end_month"]
        inside = (ended >= 0) & (ended < self.last_month)
        self.end = np.where(inside, ended, -1)
        self.reason = np.where(inside, spells["exit_reason"], -1)

    @property
    def months(self) -> int:
        """Length of the window in months."""
        return self.last_month - self.first_month

    def table(self, name: str) -> dict[str, np.ndarray]:
        """A table of the ledger by its columns; nobody may change them."""
        return self.ledger.columns(name)

    @cached_property
    def empty(self) -> frozenset[str]:
        """The tables of the ledger that have no rows."""
        return frozenset(name for name in self.ledger.kept if not self.ledger.rows(name))

    @cached_property
    def is_role(self) -> tuple[np.ndarray, np.ndarray]:
        """Masks of the secretaries' and the heads' spells."""
        return self.role == Kind.SECRETARY, self.role == Kind.HEAD

    @cached_property
    def exited(self) -> np.ndarray:
        """Spells that ended in the window."""
        return (self.end >= self.first_month) & (self.end >= 0)

    @cached_property
    def appointed(self) -> np.ndarray:
        """Spells that began in the window."""
        return self.start >= self.first_month

    @cached_property
    def tenure(self) -> np.ndarray:
        """Months from the start to the exit; for spells still running, to the end of the window."""
        return np.where(self.end < 0, self.last_month, self.end) - self.start

    @cached_property
    def occupied(self) -> np.ndarray:
        """Months of the window in which each spell held its post."""
        last = np.where(self.end < 0, self.last_month, self.end)
        return np.maximum(last - np.maximum(self.start, self.first_month), 0)

    @cached_property
    def occupied_months(self) -> tuple[int, int]:
        """Post-months held by secretaries and by heads."""
        return int(self.occupied[self.is_role[0]].sum()), int(self.occupied[self.is_role[1]].sum())

    @cached_property
    def exits(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows of the spells of secretaries and of heads that ended in the window."""
        return np.flatnonzero(self.exited & self.is_role[0]), np.flatnonzero(self.exited & self.is_role[1])

    @cached_property
    def exits_by_reason(self) -> np.ndarray:
        """Exits in the window, int64, shape (2 roles, reasons)."""
        return np.array([np.bincount(self.reason[rows], minlength=REASONS) for rows in self.exits])

    @cached_property
    def durations(self) -> tuple[np.ndarray, np.ndarray]:
        """First and last duration at which each spell was exposed within the window."""
        return exposure(self.start, self.end, self.first_month, self.last_month)

    @cached_property
    def period(self) -> tuple[LifeTable, LifeTable]:
        """Life tables of secretaries and of heads, all spells of the window, those begun earlier entering late."""
        return self._table(self.is_role[0]), self._table(self.is_role[1])

    @cached_property
    def new(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows of the spells of secretaries and of heads that began in the window."""
        return np.flatnonzero(self.appointed & self.is_role[0]), np.flatnonzero(self.appointed & self.is_role[1])

    @cached_property
    def period_both(self) -> LifeTable:
        """The period life table of both chiefs together."""
        return self.period[0] + self.period[1]

    @cached_property
    def cohort(self) -> tuple[LifeTable, LifeTable]:
        """Life tables of secretaries and of heads appointed in the window."""
        return self._table(self.new[0]), self._table(self.new[1])

    def _table(self, rows: np.ndarray) -> LifeTable:
        first, last = self.durations
        return life_table(first[rows], last[rows], self.reason[rows], REASONS)

    @cached_property
    def own_phase(self) -> np.ndarray:
        """Each spell's place in the five-year clock: the party congress for secretaries, the election for heads."""
        places = self.places
        return np.where(self.is_role[0], places.congress_phase[self.county], places.head_election_phase[self.county])

    @cached_property
    def months_from_congress(self) -> np.ndarray:
        """Months from each exit to the nearest congress of its own post, -30 ... 29; rows: `exits`, both roles."""
        rows = np.concatenate(self.exits)
        return (self.end[rows] - self.own_phase[rows] + TERM_MONTHS // 2) % TERM_MONTHS - TERM_MONTHS // 2


def once(
    function: Callable[Concatenate[RunTables, _Asked], _Found],
) -> Callable[Concatenate[RunTables, _Asked], _Found]:
    """`function` of a run, worked out once a run however many metrics need it; nobody may change what it returns."""

    @wraps(function)
    def remembered(run: RunTables, *asked: _Asked.args, **named: _Asked.kwargs) -> _Found:
        place = (function, asked, tuple(named.items()))
        if place not in run.known:
            run.known[place] = function(run, *asked, **named)
        found: _Found = run.known[place]
        return found

    return remembered


def total(values: np.ndarray) -> float:
    """The sum, added one after the other from the first: the same bits on every machine."""
    return float(np.add.accumulate(values)[-1]) if values.size else 0.0


def count(flags: np.ndarray) -> int:
    """How many are set; several times as fast as their sum."""
    return int(np.count_nonzero(flags))


def distinct(values: np.ndarray) -> int:
    """How many different values there are; several times as fast as telling which."""
    in_order = np.sort(values)
    return min(values.size, 1) + count(in_order[1:] != in_order[:-1])


def mean(values: np.ndarray) -> float | None:
    """The mean, None of nothing; whole numbers are added exactly."""
    if not values.size:
        return None
    if values.dtype.kind == "b":
        return count(values) / values.size
    return (int(values.sum()) if values.dtype.kind in "iu" else total(values)) / values.size


def ratio(numerator: float, denominator: float) -> float | None:
    """Their quotient; None where the denominator is 0."""
    return numerator / denominator if denominator else None
