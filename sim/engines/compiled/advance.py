"""The month loop, and the door to this engine."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sim.engines.compiled import population
from sim.engines.compiled.appointments import appointments
from sim.engines.compiled.appraisal import appraisal
from sim.engines.compiled.calendar import calendar
from sim.engines.compiled.choice import choice
from sim.engines.compiled.departures import departures
from sim.engines.compiled.environment import environment
from sim.engines.compiled.kernel import Workspace, door, has_room, new_run, new_workspace, take
from sim.engines.compiled.learning import learning
from sim.engines.compiled.outcomes import outcomes
from sim.engines.compiled.periods import begin_periods, ledger, write_periods
from sim.engines.compiled.relations import relations
from sim.engines.compiled.seats import survey
from sim.engines.compiled.supervision import supervision
from sim.ledger import TABLES, Ledger, open_rows
from sim.mechanisms.calendar import ends_year
from sim.policy import Policies, policy
from sim.state import State, as_columns
from sim.streams import Key


@door
def months(run, first_month, last_month, yearly):
    """Run the phases of `sim.schedule.MONTH` month by month until the end or until the buffers may overflow.

    With `yearly`, periods are written at the end of every year. Returns the first month not simulated.
    """
    survey(run)
    for month in range(first_month, last_month):
        if not has_room(run):
            return month
        calendar(run, month)
        environment(run, month)
        choice(run, month)
        outcomes(run, month)
        relations(run, month)
        learning(run, month)
        supervision(run, month)
        appraisal(run, month)
        departures(run, month)
        appointments(run, month)
        ledger(run, month)
        if yearly and ends_year(month, run.prefectures[0].appraisal_phase):
            write_periods(run, month + 1)
    return last_month


def populate(state: State, behaviour: np.recarray, key: Key, month: int, workspace: Workspace | None = None) -> None:
    """Seat a cadre in every post of an empty world as of `month`."""
    workspace = new_workspace(state) if workspace is None else workspace
    no_policy = Policies.everywhere(policy(), state.counties.size, state.prefectures.size)
    population.populate(new_run(state, no_policy, 0, behaviour, key, workspace.buffers), month)


def advance(
    state: State,
    policies: Policies,
    behaviour: np.recarray,
    key: Key,
    first_month: int,
    last_month: int,
    yearly: bool = True,
    tables: Collection[str] = tuple(TABLES),
    workspace: Workspace | None = None,
) -> Ledger:
    """Simulate months `first_month` ... `last_month - 1`, changing `state` in place, and return the ledger.

    Parameters
    ----------
    state: a world at the end of `first_month - 1`.
    policies: which policy holds where, from when.
    behaviour: record array of one record (`sim.behaviour.behaviour`).
    key: seed and replicate.
    yearly: whether the periods of counties and posts are calendar years, or one period is the whole window.
    tables: those of the ledger that are kept.
    workspace: that of another run in a world with the same map, to be used again by no more than one run at a time.
    """
    parts: dict[str, list[np.ndarray]] = {name: [] for name in tables}
    live(state, policies, behaviour, key, first_month, last_month, yearly, parts, workspace)
    for name, rows in open_rows(state, tables).items():
        parts[name].append(as_columns(rows))
    return Ledger(parts, first_month, last_month, tables)


def live(
    state: State,
    policies: Policies,
    behaviour: np.recarray,
    key: Key,
    first_month: int,
    last_month: int,
    yearly: bool = False,
    parts: dict[str, list[np.ndarray]] | None = None,
    workspace: Workspace | None = None,
) -> None:
    """As `advance`; what happens is added to `parts`, by the tables that it has: to none in a burn-in."""
    parts = {} if parts is None else parts
    workspace = new_workspace(state) if workspace is None else workspace
    workspace.written[:] = 0  # a run may have been stopped in the middle
    for segment, begin, end in policies.segments(first_month, last_month):
        run = new_run(state, policies, segment, behaviour, key, workspace.buffers)
        for area, first_county in zip(workspace.areas, workspace.first_counties, strict=True):
            workspace.buffers["area"][0] = area
            if begin == first_month:
                begin_periods(run, first_month)
            month = months(run, begin, end, yearly)
            while month < end:
                take(workspace, parts)
                month = months(run, month, end, yearly)
            if end == last_month and workspace.county_months[first_county] > 0:
                take(workspace, parts)
                write_periods(run, last_month)
    take(workspace, parts)
