"""Exits and the five-year clock of congresses 换届."""

from __future__ import annotations

import math

import numpy as np

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import (
    AFTER_CONGRESS_MONTHS,
    BEFORE_CONGRESS_MONTHS,
    TERM_MONTHS,
    RunTables,
    count,
    mean,
    once,
    ratio,
    total,
)
from sim.texts import Text

CYCLE = Theme()
metric = CYCLE.metric

_WINDOW_MONTHS = BEFORE_CONGRESS_MONTHS + AFTER_CONGRESS_MONTHS + 1


@metric(
    "1",
    Better.LESS,
    Part.GAIN,
    Text("Exits off the congress cycle", "非换届期离任"),
    Text(
        "Share of exits more than 3 months before or 9 months after the congress or election of the own post in the"
        " baseline calendar, over the share expected if exits fell evenly; 1 means no link with the calendar.",
        "以基准日历计，发生在本职位换届前3个月至后9个月之外的离任比例，与离任均匀分布时的预期之比；1表示与换届无关。",
    ),
)
def off_cycle_exit_share(run: RunTables) -> float | None:
    off = run.months_from_congress
    outside = mean((off < -BEFORE_CONGRESS_MONTHS) | (off > AFTER_CONGRESS_MONTHS))
    return None if outside is None else outside * TERM_MONTHS / (TERM_MONTHS - _WINDOW_MONTHS)


@metric(
    "1",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Synchrony of exits", "离任的同步性"),
    Text(
        "Squared resultant length of the exits on the five-year clock, harmonics 1 and 2, corrected for their number,"
        " per province, then averaged: 0 evenly spread, 1 all in one month.",
        "离任在五年周期上一、二次谐波合成长度平方（经样本数校正），分省计算后平均：0为均匀分布，1为集中于同一月。",
    ),
)
def synchrony(run: RunTables) -> float | None:
    rows = np.concatenate(run.exits)
    province = run.places.province[run.county[rows]]
    values = [_resultant(run.end[rows[province == one]]) for one in range(int(run.places.province.max()) + 1)]
    known = np.array([value for value in values if value is not None])
    return mean(known)


_CLOCK = [2.0 * math.pi * month / TERM_MONTHS for month in range(TERM_MONTHS)]
_DIRECTIONS = [
    (np.array([math.cos(harmonic * at) for at in _CLOCK]), np.array([math.sin(harmonic * at) for at in _CLOCK]))
    for harmonic in (1, 2)
]
"""Of each month of the five-year clock, for harmonics 1 and 2."""


def _resultant(months: np.ndarray) -> float | None:
    """(n R^2 - 1)/(n - 1), mean of harmonics 1 and 2; None with fewer than two exits."""
    n = months.size
    if n < 2:
        return None
    counts = np.bincount(months % TERM_MONTHS, minlength=TERM_MONTHS).astype(float)
    found = 0.0
    for to_east, to_north in _DIRECTIONS:
        east, north = total(counts * to_east), total(counts * to_north)
        found += ((east * east + north * north) / n - 1.0) / (n - 1)
    return found / 2


def _year_ratio(run: RunTables, election_too: bool) -> float | None:
    """Exit rate of heads in years of the cycle with a congress over the rate in the others."""
    rows = run.exits[1]
    places = run.places
    year = (run.end[rows] // 12) % 5
    hot = year == (places.congress_phase[run.county[rows]] // 12) % 5
    hot_years = np.zeros((places.counties, 5), np.bool_)
    hot_years[np.arange(places.counties), (places.congress_phase // 12) % 5] = True
    if election_too:
        hot |= year == (places.head_election_phase[run.county[rows]] // 12) % 5
        hot_years[np.arange(places.counties), (places.head_election_phase // 12) % 5] = True
    months_of_year = np.bincount((np.arange(run.first_month, run.last_month) // 12) % 5, minlength=5)
    hot_months = int((hot_years * months_of_year).sum())
    cold_months = places.counties * run.months - hot_months
    warm, cold = ratio(count(hot), hot_months), ratio(count(~hot), cold_months)
    return None if warm is None or not cold else warm / cold


@metric(
    "1",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Heads' exits in years of either congress", "换届年县长离任率之比"),
    Text(
        "Exits of heads per month in years, counted from month 0, with the county's party congress or the election at"
        " its people's congress in the baseline calendar, over those of other years.",
        "自第0月按年计，基准日历有县党代会或人代会换届的年份县长月均离任与其他年份之比。",
    ),
)
def congress_year_exit_ratio(run: RunTables) -> float | None:
    return _year_ratio(run, election_too=True)


@metric(
    "1",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Heads' exits in years of the party congress", "党代会年县长离任率之比"),
    Text(
        "Exits of heads per month in years, counted from month 0, with the county's party congress in the baseline"
        " calendar, over those of other years.",
        "自第0月按年计，基准日历有县党代会的年份县长月均离任与其他年份之比。",
    ),
)
def party_congress_year_exit_ratio(run: RunTables) -> float | None:
    return _year_ratio(run, election_too=False)


@metric(
    "share",
    Better.LESS,
    Part.GAIN,
    Text("Elected, gone within 12 months", "当选后一年内离任的比例"),
    Text(
        "Of chiefs elected at a congress of the window with 12 further months in it, the share who left the post within"
        " 12 months; whoever leaves in the month of the congress is replaced at it, not elected. A chief elected twice"
        " in one spell counts twice, elections lying five years apart.",
        "窗口期内换届（其后尚有12个月）当选的正职中12个月内离任的比例；换届当月离任者视为换届时被替换，不算当选。同一任期内相隔五年两次当选者计两次。",
    ),
)
def elected_leave_within_12m_share(run: RunTables) -> float | None:
    elected = run.table("spells")["elected_month"]
    first, until = _asked(run)
    counted = np.where(elected > until, elected - TERM_MONTHS, elected)
    held = np.where((elected >= 0) & (counted >= first), (counted - first) // TERM_MONTHS + 1, 0)
    gone = run.exited & (elected >= first) & (elected <= until) & (run.end - elected <= 12)
    return ratio(count(gone), int(held.sum()))


@metric(
    "share",
    Better.LESS,
    Part.GAIN,
    Text("In post at the congress of the baseline calendar, gone within 12 months", "基准换届时在任、一年内离任的比例"),
    Text(
        "Of chiefs in post before and after a month in which the baseline calendar holds the congress or election of"
        " their post, the share who left within 12 months of it; the calendar is the baseline's whatever the policy"
        " moves.",
        "基准日历换届当月之前已在任、当月未离任的正职中其后12个月内离任的比例；无论政策如何调整，均按基准日历计。",
    ),
)
def elected_leave_within_12m_baseline_clock_share(run: RunTables) -> float | None:
    first, until = _asked(run)
    held = np.maximum(_congresses(until, run.own_phase) - _congresses(first - 1, run.own_phase), 0)
    last = run.end - 1 - (run.end - 1 - run.own_phase) % TERM_MONTHS
    gone = run.exited & (run.end - last <= 12) & (last >= first) & (last <= until)
    return ratio(count(gone), int(held.sum()))


@once
def _asked(run: RunTables) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last month in which a congress may have elected each chief and is asked for.

    Congresses come before departures in a month, and those whom one does not nominate leave in its month: elected is
    who was in post before it and still is after it.
    """
    last_asked = run.last_month - 13
    until = np.where(run.exited, np.minimum(run.end - 1, last_asked), last_asked)
    return np.maximum(run.start + 1, run.first_month), until


def _congresses(month: np.ndarray, phase: np.ndarray) -> np.ndarray:
    """Congresses up to and including `month`, counted from one far in the past."""
    return (month - phase) // TERM_MONTHS


@once
def chiefs_per_term(run: RunTables) -> np.ndarray:
    """Chiefs who held each post in each whole term of its own clock, int64, one entry a post and term."""
    post = run.county * 2 + run.role
    phase = np.empty(2 * run.places.counties, np.int64)
    phase[0::2], phase[1::2] = run.places.congress_phase, run.places.head_election_phase
    first_term = -((phase - run.first_month) // TERM_MONTHS)
    terms = (run.last_month - phase) // TERM_MONTHS - first_term
    most = int(np.max(terms, initial=0))
    if most <= 0:
        return np.zeros(0, np.int64)
    origin = (phase + first_term * TERM_MONTHS)[post]
    until = np.where(run.end < 0, run.last_month, run.end)
    counts = np.empty((most, phase.size), np.int64)
    for term in range(most):
        begin = origin + term * TERM_MONTHS
        held = (run.start < begin + TERM_MONTHS) & (until > begin)
        counts[term] = np.bincount(post[held], minlength=phase.size)
    return counts[np.arange(most)[:, None] < terms]


@metric(
    "1",
    Better.LESS,
    Part.GAIN,
    Text("Chiefs a post and term", "每届每职任职人数"),
    Text(
        "Mean number of chiefs who held a post in the course of one whole term of the baseline calendar, the one found"
        " there included.",
        "基准日历完整一届内先后担任同一职位的平均人数（含届初在任者）。",
    ),
)
def leaders_per_post_per_term(run: RunTables) -> float | None:
    return mean(chiefs_per_term(run))


@metric(
    "share",
    Better.LESS,
    Part.GAIN,
    Text("Terms with three chiefs or more", "一届三任及以上的比例"),
    Text(
        "Share of posts and whole terms of the baseline calendar in which three or more chiefs followed one another,"
        " the one found there included.",
        "基准日历完整一届内先后有三人及以上任职（含届初在任者）的职位比例。",
    ),
)
def three_chiefs_share(run: RunTables) -> float | None:
    return mean(chiefs_per_term(run) >= 3)
