"""Promotion, waiting, and who fills which vacancy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import RunTables, distinct, mean, once, ratio, total
from sim.texts import Text
from sim.vocabulary import ExitReason, Kind, Source

CAREERS = Theme()
metric = CAREERS.metric

CHIEF_SOURCES = (
    Source.OWN_HEAD,
    Source.HEAD_ELSEWHERE,
    Source.SECRETARY_ELSEWHERE,
    Source.SECRETARY,
    Source.HEAD,
)
"""Pools made up of county chiefs."""
HEAD_SOURCES = (Source.OWN_HEAD, Source.HEAD_ELSEWHERE, Source.HEAD)

_APPOINTMENTS = ("appointments",)


def is_from(pools: np.ndarray, sources: tuple[Source, ...]) -> np.ndarray:
    """Which of the pools that winners came from are among `sources`."""
    known = np.zeros(len(Source) + 1, np.bool_)
    known[list(sources)] = True
    return known[pools]


@once
def filled(run: RunTables, kind: Kind, column: str) -> np.ndarray:
    """A column of the appointments to posts of one kind."""
    return run.table("appointments")[column][_to(run, kind)]


@once
def _to(run: RunTables, kind: Kind) -> np.ndarray:
    """Rows of the appointments to posts of one kind."""
    return np.flatnonzero(run.table("appointments")["kind"] == kind)


def wait_months(run: RunTables, kind: Kind, sources: tuple[Source, ...]) -> np.ndarray:
    """Months at their rank before of those appointed to posts of one kind who came from `sources`."""
    return filled(run, kind, "wait_months")[is_from(filled(run, kind, "source"), sources)]


def _declare_promotions() -> None:
    """The chance of promotion within 36, 60 and 96 months, a metric for each role and span."""
    for role, name, en, zh in ((0, "secretary", "secretaries", "书记"), (1, "head", "heads", "县长")):
        for span in (36, 60, 96):

            def share(run: RunTables, role: int = role, span: int = span) -> float | None:
                return run.period[role].incidence_at(span, ExitReason.PROMOTION)

            share.__name__ = f"promoted_within_{span}m_{name}_share"
            metric(
                "share",
                Better.NEITHER,
                Part.SIDE_EFFECT,
                Text(f"Promoted within {span} months, {en}", f"{span}个月内晋升比例（{zh}）"),
                Text(
                    "Chance of promotion within so many months of the start, other exits counted as competing"
                    " (Aalen-Johansen, period estimate).",
                    "任职后该月数内晋升的概率，其他离任视为竞争风险（Aalen-Johansen 时期估计）。",
                ),
            )(share)


_declare_promotions()


@metric(
    "months",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Time until half of the heads are promoted", "半数县长获晋升所需时间"),
    Text(
        "First month by which the cumulative incidence of promotion, to secretary or higher, reaches one half;"
        " undefined where it never does.",
        "县长晋升（含接任书记）累积发生率首次达到二分之一的月数；未达到则无定义。",
    ),
)
def months_to_promotion(run: RunTables) -> float | None:
    return run.period[1].median_of(ExitReason.PROMOTION)


@metric(
    "share",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Promoted, of secretaries who leave", "离任书记中获晋升的比例"),
    Text("Promotions among the exits of secretaries in the window.", "窗口期内书记离任中晋升所占比例。"),
)
def promoted_exit_share_secretary(run: RunTables) -> float | None:
    return ratio(int(run.exits_by_reason[0, ExitReason.PROMOTION]), run.exits[0].size)


@metric(
    "share",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Promoted, of heads who leave", "离任县长中获晋升的比例"),
    Text(
        "Promotions, to secretary included, among the exits of heads in the window.",
        "窗口期内县长离任中晋升（含任书记）所占比例。",
    ),
)
def promoted_exit_share_head(run: RunTables) -> float | None:
    return ratio(int(run.exits_by_reason[1, ExitReason.PROMOTION]), run.exits[1].size)


@metric(
    "months",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Heads' wait for a secretary's post", "县长升任书记前的等待"),
    Text(
        "Mean months that heads appointed secretary had spent at their rank; those never appointed do not count.",
        "由县长升任书记者此前在本职级的平均月数；未获任命者不计入。",
    ),
    _APPOINTMENTS,
)
def head_wait_months(run: RunTables) -> float | None:
    return mean(wait_months(run, Kind.SECRETARY, HEAD_SOURCES))


@metric(
    "months",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Chiefs' wait for deputy-bureau rank", "正职升任副厅级前的等待"),
    Text(
        "Mean months that chiefs appointed to deputy-bureau posts had spent at their rank.",
        "由县级正职升任副厅级者此前在本职级的平均月数。",
    ),
    _APPOINTMENTS,
)
def upper_wait_months(run: RunTables) -> float | None:
    return mean(wait_months(run, Kind.UPPER, CHIEF_SOURCES))


@metric(
    "share",
    Better.MORE,
    Part.SIDE_EFFECT,
    Text("Upper openings filled by county chiefs", "副厅级空缺由县级正职填补的比例"),
    Text("Of all appointments to deputy-bureau posts in the window.", "占窗口期内全部副厅级职位任命的比例。"),
    _APPOINTMENTS,
)
def chiefs_share_of_upper_openings(run: RunTables) -> float | None:
    return mean(is_from(filled(run, Kind.UPPER, "source"), CHIEF_SOURCES))


@metric(
    "share",
    Better.NEITHER,
    Part.SIDE_EFFECT,
    Text("Upper openings filled by bureau directors", "副厅级空缺由市直部门正职填补的比例"),
    Text("Of all appointments to deputy-bureau posts in the window.", "占窗口期内全部副厅级职位任命的比例。"),
    _APPOINTMENTS,
)
def bureaus_share_of_upper_openings(run: RunTables) -> float | None:
    return mean(is_from(filled(run, Kind.UPPER, "source"), (Source.BUREAU,)))


@metric(
    "a year",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Upper openings a prefecture", "每市每年副厅级空缺"),
    Text("Appointments to deputy-bureau posts, per prefecture and year.", "每市每年副厅级职位任命次数。"),
    _APPOINTMENTS,
)
def upper_openings_per_prefecture(run: RunTables) -> float | None:
    return ratio(12 * filled(run, Kind.UPPER, "source").size, distinct(run.places.prefecture) * run.months)


@metric(
    "share",
    Better.MORE,
    Part.SIDE_EFFECT,
    Text("Secretaries who were the county's own head", "新任书记由本县县长接任的比例"),
    Text(
        "Of the spells of secretaries begun in the window, those whose holder was head of the same county"
        " the month before.",
        "窗口期内新任书记中，上月为本县县长者的比例。",
    ),
)
def own_head_succession_share(run: RunTables) -> float | None:
    return mean(run.table("spells")["predecessor_was_own_head"][run.new[0]] == 1)


def _declare_sources() -> None:
    """The share of each other pool in the appointments of secretaries."""
    for source, en, zh in (
        (Source.HEAD_ELSEWHERE, "heads of other counties", "外县县长"),
        (Source.SECRETARY_ELSEWHERE, "secretaries of other counties", "外县书记"),
        (Source.BUREAU, "bureau directors", "市直部门正职"),
        (Source.OUTSIDE, "outside the prefecture", "市外"),
    ):

        def share(run: RunTables, source: int = source) -> float | None:
            return mean(run.table("spells")["source"][run.new[0]] == source)

        share.__name__ = f"secretary_from_{source.name.lower()}_share"
        metric(
            "share",
            Better.NEITHER,
            Part.DESCRIPTION,
            Text(f"Secretaries from {en}", f"新任书记来自{zh}的比例"),
            Text("Of the spells of secretaries begun in the window.", "占窗口期内新任书记的比例。"),
        )(share)


_declare_sources()


def _declare_explained() -> None:
    """How much of who wins a contest each quality of the candidates explains."""
    for name, better, en, zh in (
        ("performance", Better.MORE, "performance", "实绩"),
        ("tie", Better.LESS, "ties", "关系"),
        ("seniority_months", Better.NEITHER, "seniority", "资历"),
    ):

        def share(run: RunTables, name: str = name) -> float | None:
            return explained(run.table("appointments"), name, _contests(run))

        share.__name__ = f"promotion_explained_by_{name.removesuffix('_months')}_share"
        metric(
            "share",
            better,
            Part.GAIN if name == "performance" else Part.DESCRIPTION,
            Text(f"Contests explained by {en}", f"选任结果由{zh}解释的比例"),
            Text(
                "Drop in McFadden's R2 of a conditional logit of who wins when this quality is left out,"
                " contests of two"
                " or more; candidates taken as normally spread within a contest.",
                "条件 logit 模型剔除该因素后 McFadden R² 的下降，限两名及以上候选人的选任；假设候选人近似正态分布。",
            ),
            _APPOINTMENTS,
        )(share)


class Contests(NamedTuple):
    """Rows of the appointments with two candidates or more, and the log-likelihood of their winners by mere chance."""

    rows: np.ndarray
    chance: float


def contests_of(eligible: np.ndarray) -> Contests:
    """The contests among appointments with so many eligible candidates."""
    rows = np.flatnonzero(eligible >= 2)
    return Contests(rows, total(_logs(eligible[rows])))


def _logs(counts: np.ndarray) -> np.ndarray:
    """The logarithm of each count above 0; that of NumPy differs by processor in the last digit."""
    known = np.array([0.0, *map(math.log, range(1, int(counts.max(initial=0)) + 1))])
    return np.asarray(known[counts])


@once
def _contests(run: RunTables) -> Contests:
    return contests_of(run.table("appointments")["eligible"])


def explained(appointments: Mapping[str, np.ndarray] | np.ndarray, name: str, contests: Contests) -> float | None:
    """Drop in McFadden's R2 from leaving `name` out of a conditional logit of the winners.

    With candidates normal within a contest and qualities uncorrelated, log-likelihood is
    sum of (b * (winner - mean) - b^2 * variance / 2 - log n): its gain at the best b is
    (sum of differences)^2 / (2 * sum of variances). None where no contest had two candidates.
    """
    difference = (appointments[f"{name}_winner"] - appointments[f"{name}_mean"])[contests.rows]
    spread = appointments[f"{name}_sd"][contests.rows]
    variance = total(spread * spread)
    if variance <= 0.0:
        return None
    return total(difference) ** 2 / (2.0 * variance) / contests.chance


_declare_explained()
