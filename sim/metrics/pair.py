"""The two chiefs of one county together."""

from __future__ import annotations

import numpy as np

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import FAR, TERM_MONTHS, RunTables, count, distinct, once, ratio
from sim.metrics.survival import LifeTable, exposure, life_table
from sim.texts import Text
from sim.vocabulary import ExitReason

PAIR = Theme()
metric = PAIR.metric

_WITHIN_MONTHS = 12


@once
def joint_replacements(run: RunTables) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the exits of secretaries and of heads that make up a joint replacement.

    Each exit of a secretary is matched with the exit of the head of the same county nearest in time, before or
    after, less than 12 months away; an exit of a head is used once, for the first secretary that matches it.
    """
    secretaries, heads = run.exits
    if not secretaries.size or not heads.size:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    key = run.county[heads] * FAR + run.end[heads]
    order = np.argsort(key, kind="stable")
    key = key[order]
    asked = run.county[secretaries] * FAR + run.end[secretaries]
    after = np.searchsorted(key, asked)
    right = np.minimum(after, key.size - 1)
    left = np.maximum(after - 1, 0)
    nearest = np.where(np.abs(key[left] - asked) <= np.abs(key[right] - asked), left, right)
    close = np.flatnonzero(np.abs(key[nearest] - asked) < _WITHIN_MONTHS)
    _, first = np.unique(nearest[close], return_index=True)
    matched = close[np.sort(first)]
    return secretaries[matched], heads[order[nearest[matched]]]


def _pair_years(run: RunTables) -> float:
    return run.places.counties * run.months / 12


@metric(
    "a year",
    Better.LESS,
    Part.GAIN,
    Text("Both chiefs replaced within 12 months", "12个月内两正职均更换"),
    Text(
        "Exits of secretaries whose nearest exit of a head of the same county is less than 12 months away, each exit of"
        " a head used once, per county and year of the window.",
        "书记离任与本县时间最近的县长离任间隔不足12个月的次数（县长每次离任只计一次），除以窗口期的县年数。",
    ),
)
def joint_replacement_12m_share(run: RunTables) -> float | None:
    return ratio(joint_replacements(run)[0].size, _pair_years(run))


@metric(
    "a year",
    Better.LESS,
    Part.GAIN,
    Text("Both replaced, head not succeeding", "两正职均更换且县长未接任书记"),
    Text(
        "Of these, those after which the new secretary was not that county's head the month before, per county and year"
        " of the window; the last, where no successor is yet in post, are left out.",
        "其中新任书记上月非本县县长的次数，除以窗口期的县年数；期末尚无接任者的不计。",
    ),
)
def joint_replacement_without_succession_share(run: RunTables) -> float | None:
    gone, _ = joint_replacements(run)
    starts = np.flatnonzero(run.is_role[0])
    key = run.county[starts] * FAR + run.start[starts]  # ascending, as spells are
    place = np.searchsorted(key, run.county[gone] * FAR + run.end[gone])
    inside = place < key.size
    gone, place = gone[inside], place[inside]
    same = run.county[starts[place]] == run.county[gone]
    own = run.table("spells")["predecessor_was_own_head"][starts[place]] == 1
    return ratio(count(same & ~own), _pair_years(run))


@once
def changed_years(run: RunTables) -> np.ndarray:
    """Whether secretary and head left in each county and year of the window, bool, shape (2, counties, years)."""
    years = run.months // 12
    changed = np.zeros((2, run.places.counties, years), np.bool_)
    for role in (0, 1):
        rows = run.exits[role]
        year = (run.end[rows] - run.first_month) // 12
        whole = year < years
        changed[role, run.county[rows][whole], year[whole]] = True
    return changed


@metric(
    "share",
    Better.LESS,
    Part.DESCRIPTION,
    Text("Both chiefs change in one year", "同一年内两正职均更换"),
    Text(
        "Share of county-years, counted from the start of the window, in which both left.",
        "自窗口起点按年计，两正职均离任的县年比例。",
    ),
)
def joint_replacement_same_year_share(run: RunTables) -> float | None:
    changed = changed_years(run)
    return ratio(count(changed[0] & changed[1]), changed[0].size)


@metric(
    "share",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Head changes, given that the secretary does", "书记更换时县长也更换的比例"),
    Text(
        "Of the county-years in which the secretary left, those in which the head left too.",
        "书记离任的县年中县长也离任的比例。",
    ),
)
def head_changes_given_secretary_share(run: RunTables) -> float | None:
    changed = changed_years(run)
    return ratio(count(changed[0] & changed[1]), count(changed[0]))


@metric(
    "share",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("County-years with a change of either chief", "任一正职更换的县年比例"),
    Text("Share of county-years in which secretary, head or both left.", "书记或县长至少一人离任的县年比例。"),
)
def either_changes_share(run: RunTables) -> float | None:
    changed = changed_years(run)
    return ratio(count(changed[0] | changed[1]), changed[0].size)


@metric(
    "share",
    Better.LESS,
    Part.DESCRIPTION,
    Text("Pair-years ended by discord", "党政正职因不团结被调整的县年比例"),
    Text(
        "Counties and months in which either chief left for discord, per county and year of the window.",
        "任一正职因不团结离任的次数（同县同月只计一次）除以窗口期的县年数。",
    ),
)
def discord_pair_share(run: RunTables) -> float | None:
    rows = np.flatnonzero(run.exited & (run.reason == ExitReason.DISCORD))
    return ratio(distinct(run.county[rows] * FAR + run.end[rows]), _pair_years(run))


@once
def pair_table(run: RunTables) -> LifeTable:
    """Life table of pairs: from the month both are in post to the month the first of them leaves."""
    first: list[np.ndarray] = []
    last: list[np.ndarray] = []
    began = run.county * FAR + run.start + _OFFSET  # ascending in each role, as spells are
    for role, strict in ((0, False), (1, True)):
        newcomer, partner = np.flatnonzero(run.is_role[role]), np.flatnonzero(run.is_role[1 - role])
        if not newcomer.size or not partner.size:
            continue
        place = np.searchsorted(began[partner], began[newcomer], side="left" if strict else "right") - 1
        sitting = partner[np.maximum(place, 0)]
        start = run.start[newcomer]
        end_partner, end_own = _open_end(run, sitting), _open_end(run, newcomer)
        together = (place >= 0) & (run.county[sitting] == run.county[newcomer]) & (end_partner > start)
        first.append(start[together])
        last.append(np.minimum(end_partner, end_own)[together])
    start, end = (np.concatenate(x) if x else np.zeros(0, np.int64) for x in (first, last))
    end = np.where(end >= run.last_month, -1, end)
    entered, left = exposure(start, end, run.first_month, run.last_month)
    return life_table(entered, left, np.where(end < 0, -1, 0), 1)


_OFFSET = FAR // 2  # starts before month 0 are negative


def _open_end(run: RunTables, rows: np.ndarray) -> np.ndarray:
    return np.where(run.end[rows] < 0, run.last_month, run.end[rows])


@metric(
    "months",
    Better.MORE,
    Part.GAIN,
    Text("Joint tenure of a pair within a term", "党政正职一届内平均共事月数"),
    Text(
        "Mean months, 60 at most, from the day both chiefs are in post until the first of them leaves"
        " (period estimate).",
        "自两正职均到任至任一人离任的平均月数，上限60个月（时期估计）。",
    ),
)
def pair_overlap_months(run: RunTables) -> float | None:
    return pair_table(run).restricted_mean(TERM_MONTHS)
