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
    Phase(
        "calendar",
        "principals change; beliefs fade; congresses elect; sessions confirm acting heads",
        "prefectures, then counties",
    ),
    Phase("environment", "mass incidents break out and are settled or spread", "counties"),
    Phase("choice", "each chief divides his effort between five options", "posts by index"),
    Phase("outcomes", "capital, showcase, mess, projects, growth, unrest, deputies", "counties"),
    Phase("relations", "harmony of the pair; burden; fatigue and morale", "counties"),
    Phase("learning", "training; favour won and faded", "posts by index"),
    Phase("supervision", "talks, misconduct, detection, complaints", "posts by index"),
    Phase("appraisal", "where one is due: marks, standings, upgrades; the pools' year", "prefectures"),
    Phase(
        "departures",
        "one time-to-event draw a risk for each chief, the first event happens; clocks of the pools",
        "counties, then prefectures",
    ),
    Phase(
        "appointments",
        "the vacancy chain: upper posts, bureaus, secretaries, heads, reserve",
        "prefectures; in each, kinds of post from the top; in each, vacancies by index",
    ),
    Phase("ledger", "the month is added to the running period; periods are written", "counties, then posts"),
)
"""The phases in order."""
