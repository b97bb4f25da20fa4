"""The month loop, and the door to this engine."""

from __future__ import annotations

import numpy as np

from sim.engines.compiled import population
from sim.engines.compiled.appointments import appointments
from sim.engines.compiled.calendar import calendar
from sim.engines.compiled.departures import departures
from sim.engines.compiled.kernel import TABLES, has_room, kernel, new_buffers, new_run, take
from sim.ledger import DTYPES, Ledger, as_words, open_rows
from sim.policy import Policies, policy
from sim.state import State
from sim.streams import Key


@kernel
def months(run, first_month, last_month):
    """Run the phases of `sim.schedule.MONTH` month by month until the end or until the buffers may overflow.

    Returns the first month not simulated.
    """
    for month in range(first_month, last_month):
        if not has_room(run):
            return month
        calendar(run, month)
        departures(run, month)
        appointments(run, month)
    return last_month


def populate(state: State, behaviour: np.ndarray, key: Key, month: int) -> None:
    """Seat a cadre in every post of an empty world as of `month`."""
    no_policy = Policies.everywhere(policy(), state.counties.size, state.prefectures.size)
    population.populate(new_run(state, no_policy, 0, behaviour, key, new_buffers(state)), month)


def advance(
    state: State, policies: Policies, behaviour: np.ndarray, key: Key, first_month: int, last_month: int
) -> Ledger:
    """Simulate months `first_month` ... `last_month - 1`, changing `state` in place, and return the ledger.

    Parameters
    ----------
    state: a world at the end of `first_month - 1`.
    policies: which policy holds where, from when.
    behaviour: record array of one record (`sim.behaviour.behaviour`).
    key: seed and replicate.
    """
    parts: dict[str, list[np.ndarray]] = {name: [] for name in TABLES}
    buffers = new_buffers(state)
    for segment, begin, end in policies.segments(first_month, last_month):
        run = new_run(state, policies, segment, behaviour, key, buffers)
        month = begin
        while month < end:
            month = months(run, month, end)
            for name in TABLES:
                parts[name].append(take(buffers, name))
    for name, rows in open_rows(state, last_month).items():
        parts[name].append(as_words(rows))
    tables = {name: np.concatenate(words).view(DTYPES[name]).reshape(-1) for name, words in parts.items()}
    return Ledger(tables, first_month, last_month)
