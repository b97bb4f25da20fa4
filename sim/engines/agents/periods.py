"""Phase 11: the month is added to the running period of every county and post; periods are written."""

from __future__ import annotations

from copy import copy
from typing import Any

from sim.records import (
    add_chief_month,
    add_county_month,
    begin_chief_period,
    begin_county_period,
    close_chief_period,
    close_county_period,
)


class KeepsAccounts:
    """The accounts of a county and of its two posts."""

    def begin_period(self: Any, month: int) -> None:
        """Start the running periods of the county and its two posts in `month`."""
        begin_county_period(self.totals, self.index, month)
        for post in self.chief_posts:
            begin_chief_period(post.totals, self.index, post.kind, month)

    def add_month(self: Any) -> None:
        """Add the month; a chief who took office in it counts from the next."""
        add_county_month(self.totals, self)
        for post in self.chief_posts:
            chief = post.incumbent
            if chief is not None and chief.since_month < self.model.month:
                add_chief_month(post.totals, chief, chief)

    def closed_periods(self: Any) -> list[tuple[str, Any]]:
        """The running periods as rows of the ledger, each with its table; the periods run on."""
        county_row = copy(self.totals)
        close_county_period(county_row)
        rows = [("county_periods", county_row)]
        for post in self.chief_posts:
            row = copy(post.totals)
            close_chief_period(row)
            rows.append(("chief_periods", row))
        return rows
