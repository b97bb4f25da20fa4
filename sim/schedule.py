"""The month, numbered: what happens in it, in which order, and who competes in which order.

Every engine follows this list. Where agents compete, the order is fixed: prefectures, then within a prefecture
vacancies by index; a contest has no order, since the highest score wins whoever is asked first.
"""

from __future__ import annotations

from typing import NamedTuple


class Phase(NamedTuple):
    """One phase of the month."""

    name: str
    what: str
    order: str


MONTH: tuple[Phase, ...] = (
    Phase("calendar", "principals change; congresses elect; sessions confirm acting chiefs", "prefectures, then counties"),
    Phase("departures", "one time-to-event draw a risk for each chief; clocks of the pools", "posts by index"),
    Phase(
        "appointments",
        "the vacancy chain: upper posts, bureaus, secretaries, heads, reserve",
        "prefectures; in each, kinds of post from the top; in each, vacancies by index",
    ),
)
"""The phases in order."""
