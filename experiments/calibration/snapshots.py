"""A history as a yearbook shows it: who holds each post at the end of each calendar year.

Several sources know no more than that. A chief who comes and goes between two snapshots is never seen, and two
changes within a year are one.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from sim.metrics import RunTables
from sim.metrics.run_tables import ratio
from sim.vocabulary import NONE, Destination

YEAR = 12


class Snapshots:
    """The year-ends of one run.

    Attributes
    ----------
    run: the run. months: months at the end of which the snapshots are taken, int64, in order; the first may be the
        month before the window, whose incumbents the ledger knows from their later exits.
    """

    def __init__(self, run: RunTables, december: int = 11) -> None:
        """`december`: a month number that is a December; 11 where month 0 is a January."""
        self.run = run
        first = run.first_month - 1
        self.months = np.arange(first + (december - first) % YEAR, run.last_month, YEAR)

    @cached_property
    def until(self) -> np.ndarray:
        """Month in which each spell ended; beyond every month where it is still running."""
        return np.where(self.run.end < 0, np.iinfo(np.int64).max, self.run.end)

    @cached_property
    def holders(self) -> np.ndarray:
        """Identity of the incumbent, int64, shape (2 roles, counties, snapshots); of a vacant post, of the next one.

        -1 where the post is vacant and nobody follows within the window.
        """
        run = self.run
        found = np.full((2, run.places.counties, self.months.size), NONE, np.int64)
        identity = run.ledger["spells"]["cadre"]
        latest_first = np.argsort(-run.start, kind="stable")
        for number, month in enumerate(self.months):
            # Of those still to come the earliest is written last; whoever is in post stands above them all.
            coming = latest_first[run.start[latest_first] > month]
            sitting = np.flatnonzero((run.start <= month) & (self.until > month))
            for rows in (coming, sitting):
                found[run.role[rows], run.county[rows], number] = identity[rows]
        return found

    @cached_property
    def changes(self) -> dict[str, np.ndarray]:
        """Of pairs of snapshots a year apart, which show what, bool, shape (counties, snapshots - 1).

        Keys: all (both posts are known), secretary, head, both, either, succession (the new secretary was head at the
        snapshot before) and both_without_succession.
        """
        before, after = self.holders[:, :, :-1], self.holders[:, :, 1:]
        known = ((before != NONE) & (after != NONE)).all(axis=0)
        secretary, head = (before != after) & known
        succession = secretary & (after[0] == before[1])
        return {
            "all": known,
            "secretary": secretary,
            "head": head,
            "both": secretary & head,
            "either": secretary | head,
            "succession": succession,
            "both_without_succession": secretary & head & ~succession,
        }

    @cached_property
    def pair_years(self) -> dict[str, int]:
        """How many pairs of snapshots show each of `changes`."""
        return {key: int(np.count_nonzero(mask)) for key, mask in self.changes.items()}

    @cached_property
    def vacant(self) -> np.ndarray:
        """Posts that nobody holds, bool, shape (2 roles, counties, snapshots)."""
        run = self.run
        empty = np.ones((2, run.places.counties, self.months.size), np.bool_)
        for number, month in enumerate(self.months):
            rows = np.flatnonzero((run.start <= month) & (self.until > month))
            empty[run.role[rows], run.county[rows], number] = False
        return empty

    def share(self, what: str, of: str = "all") -> float | None:
        """One of `pair_years` over another; None where the other is 0."""
        return ratio(self.pair_years[what], self.pair_years[of])

    def hazard(self, role: int, number: int, destination: Destination | None = None) -> float | None:
        """Chance that a chief seen in post at his `number`-th year-end (1, 2, ...) is gone by the next.

        With `destination`, that he has gone there. None where nobody was seen so often.
        """
        run = self.run
        leaving = np.ones(run.start.size, np.bool_)
        if destination is not None:
            leaving = run.ledger["spells"]["destination"] == destination
        exits = at_risk = 0
        for month in self.months[:-1]:
            seen = run.is_role[role] & (self.until > month) & ((month - run.start) // YEAR + 1 == number)
            at_risk += int(np.count_nonzero(seen))
            exits += int(np.count_nonzero(seen & leaving & (self.until <= month + YEAR)))
        return ratio(exits, at_risk)
