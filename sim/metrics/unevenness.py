"""Are some posts more restless than others? Exits a term against posts that are all alike."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import AFTER_CONGRESS_MONTHS, BEFORE_CONGRESS_MONTHS, TERM_MONTHS, RunTables, ratio, total
from sim.texts import Text

UNEVENNESS = Theme()
metric = UNEVENNESS.metric

LONGEST = 132
"""Durations told apart; the few longer ones share the last."""

_HOT = (
    np.arange(TERM_MONTHS) + BEFORE_CONGRESS_MONTHS
) % TERM_MONTHS < BEFORE_CONGRESS_MONTHS + AFTER_CONGRESS_MONTHS + 1


@metric(
    "1",
    Better.LESS,
    Part.DESCRIPTION,
    Text("Uneven turnover between posts", "职位间更替的不均衡"),
    Text(
        "Variance between posts of the exits a term, over its variance if every post had the pooled hazard"
        " by month in"
        " post, on and off the congress cycle, and the pooled time to fill a vacancy; 1 means no post is"
        " more restless than another.",
        "各职位每届离任次数的方差，与所有职位均具同一（按任职月数、换届与否汇总的）离任风险及补缺速度时的方差之比；1表示无差异。",
    ),
)
def excess_variance_ratio(run: RunTables) -> float | None:
    observed = [_between_posts(run, role) for role in (0, 1)]
    if observed[0] is None or observed[1] is None:
        return None
    return ratio(observed[0] + observed[1], float(_if_alike(run).sum()))


def _between_posts(run: RunTables, role: int) -> float | None:
    """Variance over posts of exits a whole term of the own clock, mean over terms; None without two posts"
    " or a term."""
    phase = run.places.head_election_phase if role else run.places.congress_phase
    first = -((phase - run.first_month) // TERM_MONTHS)
    terms = int(((run.last_month - phase) // TERM_MONTHS - first).min())
    if terms < 1 or phase.size < 2:
        return None
    rows = run.exits[role]
    county = run.county[rows]
    term = (run.end[rows] - phase[county]) // TERM_MONTHS - first[county]
    inside = (term >= 0) & (term < terms)
    counts = np.bincount(county[inside] * terms + term[inside], minlength=phase.size * terms).reshape(-1, terms)
    n = phase.size
    squares = n * (counts * counts).sum(axis=0) - counts.sum(axis=0) ** 2
    return int(squares.sum()) / (n * (n - 1) * terms)


def _if_alike(run: RunTables) -> np.ndarray:
    """Variance of the exits of one term under the pooled hazards, for secretaries and heads: the exact renewal process.

    The process is carried through the term month by month. Kept for each duration are the chance to be there, and
    the first and second moment of the exits so far on that chance.
    """
    hazard, at_start = zip(*(_pooled(run, role) for role in (0, 1)), strict=True)
    # Off and on the cycle: hazards by duration, a column a role and moment, those of the longest going on and on.
    off, on = np.stack(hazard, axis=2).take(_OR_LONGEST, axis=1).repeat(3, axis=2).reshape(2, -1)
    # Spells grow older by standing still while the origin moves up a row a month. All rows one after the other.
    moments = np.zeros((TERM_MONTHS + LONGEST) * 6)
    moments.reshape(-1, 6)[TERM_MONTHS:, 0::3] = np.stack(at_start, axis=1)
    leaving = np.empty_like(moments)
    vacant = [(1.0 - total(moments[3 * role :: 6]), 0.0, 0.0) for role in (0, 1)]
    fill = [_fill_chance(run, role) for role in (0, 1)]
    for month, is_hot in enumerate(_HOT.tolist()):
        origin = 6 * (TERM_MONTHS - month)
        held, gone = moments[origin:], leaving[origin:]
        np.multiply(held, (on if is_hot else off)[: held.size], out=gone)
        np.subtract(held, gone, out=held)
        # Counting with weights adds them one after the other, as `total` does, all six columns in one go.
        out = np.bincount(_COLUMN[: held.size], gone).tolist()
        newcomers: list[float] = []
        for role, filled in enumerate(fill):
            none, one, two = vacant[role]
            out_none, out_one, out_two = out[3 * role : 3 * role + 3]
            none, one, two = none + out_none, one + (out_one + out_none), two + (out_two + (2.0 * out_one + out_none))
            new_none, new_one, new_two = none * filled, one * filled, two * filled
            vacant[role] = none - new_none, one - new_one, two - new_two
            newcomers += (new_none, new_one, new_two)
        moments[origin - 6 : origin] = newcomers
    everything = np.bincount(_COLUMN, moments).reshape(2, 3) + np.array(vacant)
    return np.asarray(everything[:, 2] - everything[:, 1] ** 2)


_COLUMN = np.tile(np.arange(6), TERM_MONTHS + LONGEST)
"""Role and moment of the entries of a table, row after row."""


_OR_LONGEST = np.minimum(np.arange(LONGEST + TERM_MONTHS), LONGEST - 1)
"""The place of each duration, or that of the longest told apart."""


def _pooled(run: RunTables, role: int) -> tuple[np.ndarray, np.ndarray]:
    """Hazard at durations 1 ... LONGEST off and on the cycle, shape (2, LONGEST), and durations when terms begin."""
    rows = np.flatnonzero(run.is_role[role] & (run.durations[1] >= run.durations[0]))
    first, last = run.durations[0][rows], run.durations[1][rows]
    # Spells whose start falls in the same month of the clock meet the congress at the same durations.
    clock = (run.start[rows] - run.own_phase[rows]) % TERM_MONTHS
    size = int(last.max(initial=LONGEST)) + 2
    steps = np.bincount(clock * size + first, minlength=TERM_MONTHS * size)
    steps -= np.bincount(clock * size + last + 1, minlength=TERM_MONTHS * size)
    at_risk = np.cumsum(steps.reshape(TERM_MONTHS, size), axis=1)
    hot = (at_risk * _hot(size)).sum(axis=0)
    exposed = np.stack([_capped(at_risk.sum(axis=0) - hot), _capped(hot)])
    gone = np.flatnonzero(run.exited[rows])
    on_cycle = _HOT[(clock[gone] + last[gone]) % TERM_MONTHS]
    exits = np.bincount(on_cycle * LONGEST + np.minimum(last[gone], LONGEST) - 1, minlength=2 * LONGEST)
    begin = _capped(at_risk.take(_at_congress(size)))
    phase = run.places.head_election_phase if role else run.places.congress_phase
    congresses = int(((run.last_month - 1 - phase) // TERM_MONTHS - (run.first_month - 1 - phase) // TERM_MONTHS).sum())
    return exits.reshape(2, LONGEST) / np.maximum(exposed, 1), begin / max(congresses, 1)


@lru_cache(maxsize=8)
def _hot(size: int) -> np.ndarray:
    """1 where a spell begun in a month of the clock meets the congress at a duration, int64, shape (60, size)."""
    return _HOT[(np.arange(TERM_MONTHS)[:, None] + np.arange(size)) % TERM_MONTHS].astype(np.int64)


@lru_cache(maxsize=8)
def _at_congress(size: int) -> np.ndarray:
    """For each duration, where in a table of shape (60, size) a spell stands that reaches it as a term begins."""
    return -np.arange(size) % TERM_MONTHS * size + np.arange(size)


def _capped(by_duration: np.ndarray) -> np.ndarray:
    """Durations 1 ... LONGEST, the last holding all longer ones."""
    short = by_duration[1 : LONGEST + 1].copy()
    short[-1] += by_duration[LONGEST + 1 :].sum()
    return short


def _fill_chance(run: RunTables, role: int) -> float:
    """The chance that a vacancy is filled in a month, the month of the exit included."""
    exits = run.exits[role].size
    empty = run.places.counties * run.months - run.occupied_months[role]
    return exits / (exits + empty) if exits else 1.0
