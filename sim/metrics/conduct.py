"""What chiefs do with their time, how they fare, and misconduct."""

from __future__ import annotations

import numpy as np

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import FAR, RunTables, count, distinct, mean, once, ratio, total
from sim.texts import Text
from sim.vocabulary import Kind

CONDUCT = Theme()
metric = CONDUCT.metric

_PERIODS = ("chief_periods",)
_CASES = ("cases",)
REMOVED = 1
"""Code of a case that ended in removal (`sim.ledger`)."""
CLEAN_DELAY_MONTHS = 36
SERIOUS = 0.5
"""Severity from which misconduct counts as serious; the scale is the model's, 1 is grave (assumption, 0.3-0.7)."""


@once
def months_served(run: RunTables, role: int | None = None) -> int:
    """Months in the chiefs' periods, of one role or of both."""
    by_role = _by_role(run, "months")
    return int(by_role.sum() if role is None else by_role[role])


@once
def over_months(run: RunTables, column: str, role: int | None = None) -> float:
    """Sum of a column of the chiefs' periods over the months served, of one role or of both."""
    return total(_times_months(run, column)) if role is None else float(_by_role(run, column)[role])


@once
def _by_role(run: RunTables, column: str) -> np.ndarray:
    """Months served, or the sum of a column over them, of secretaries and of heads; added as `total` does."""
    rows = run.table("chief_periods")
    return np.bincount(rows["role"], rows["months"] if column == "months" else _times_months(run, column), minlength=2)


@once
def _times_months(run: RunTables, column: str) -> np.ndarray:
    rows = run.table("chief_periods")
    return np.asarray(rows[column] * rows["months"])


def _by_month(run: RunTables, column: str, role: int | None = None) -> float | None:
    """Mean of a column of the chiefs' periods, each weighted by the months served in it."""
    return ratio(over_months(run, column, role), months_served(run, role))


_COLUMNS = (
    (
        "lobbying_effort_share",
        "lobbying_effort",
        "share",
        Better.LESS,
        Part.GAIN,
        "Effort on lobbying",
        "用于跑官要官的精力",
    ),
    (
        "development_effort_share",
        "development_effort",
        "share",
        Better.MORE,
        Part.GAIN,
        "Effort on long-run development",
        "用于长远发展的精力",
    ),
    (
        "showcase_effort_share",
        "showcase_effort",
        "share",
        Better.LESS,
        Part.GAIN,
        "Effort on showcase projects",
        "用于政绩工程的精力",
    ),
    (
        "routine_effort_share",
        "routine_effort",
        "share",
        Better.LESS,
        Part.DESCRIPTION,
        "Effort on routine",
        "用于应付性事务的精力",
    ),
    ("coasting_share", "coasting", "share", Better.LESS, Part.SIDE_EFFECT, "Effort withheld", "未投入的精力（消极）"),
    ("morale", "morale", "share", Better.MORE, Part.SIDE_EFFECT, "Morale", "士气"),
    ("fatigue", "fatigue", "share", Better.LESS, Part.DESCRIPTION, "Fatigue", "疲惫感"),
    (
        "hidden_misconduct_share",
        "misconduct",
        "share",
        Better.LESS,
        Part.DESCRIPTION,
        "Months with hidden misconduct",
        "存在隐性违纪的月数比例",
    ),
)
_MEAN = Text("Mean over the months served by both chiefs.", "两正职全部任职月的平均。")
_MEAN_ROLE = Text("Mean over the months served in this role.", "该职务全部任职月的平均。")


def _declare_means() -> None:
    """The months' mean of each column of the chiefs' periods; of the five efforts also by role."""
    for key, column, unit, better, part, en, zh in _COLUMNS:

        def both(run: RunTables, column: str = column) -> float | None:
            return _by_month(run, column)

        both.__name__ = key
        metric(unit, better, part, Text(en, zh), _MEAN, _PERIODS)(both)
        if key in ("morale", "fatigue", "hidden_misconduct_share"):
            continue
        for role, name, role_en, role_zh in (
            (Kind.SECRETARY, "secretary", "secretaries", "书记"),
            (Kind.HEAD, "head", "heads", "县长"),
        ):

            def one(run: RunTables, column: str = column, role: int = role) -> float | None:
                return _by_month(run, column, role)

            one.__name__ = f"{key}_{name}"
            label = Text(f"{en}, {role_en}", f"{zh}（{role_zh}）")
            metric(unit, better, Part.DESCRIPTION, label, _MEAN_ROLE, _PERIODS)(one)


_declare_means()


def _onsets(run: RunTables, severity: float) -> int:
    """Misconduct of `_begun_by_chiefs` that reached a severity, each counted once."""
    cases = run.table("cases")
    rows = _begun_by_chiefs(run)
    grown = rows[cases["severity"][rows] >= severity]
    # What was found and passed over has a row for that, and another for how it ended.
    return distinct(cases["cadre"][grown] * FAR + cases["onset_month"][grown])


@once
def _begun_by_chiefs(run: RunTables) -> np.ndarray:
    """Rows of founded misconduct that began in the window while its doer was a chief.

    Supervision comes before exits and appointments in a month: what begins in the month of an appointment is not yet a
    chief's, what begins in that of an exit still is.
    """
    cases, holder = run.table("cases"), run.table("spells")["cadre"]
    rows = np.flatnonzero((cases["onset_month"] >= run.first_month) & (cases["founded"] == 1))
    cadre, onset = cases["cadre"][rows], cases["onset_month"][rows]
    began = holder * FAR + run.start
    order = np.argsort(began, kind="stable")
    # Of the spells that began before the onset the latest, if it is his own.
    latest = np.searchsorted(began[order], cadre * FAR + onset) - 1
    last = order[np.maximum(latest, 0)]
    running = (run.end[last] < 0) | (onset <= run.end[last])
    return np.asarray(rows[(latest >= 0) & (holder[last] == cadre) & running])


@metric(
    "a year",
    Better.LESS,
    Part.GAIN,
    Text("Onsets of chiefs' misconduct, per hundred", "正职新发违纪（每百人）"),
    Text(
        "Founded misconduct that chiefs began in post in the window, per hundred chief-years.",
        "窗口期内正职在任时开始且属实的违纪，按每百任职年计。",
    ),
    (*_CASES, "spells"),
)
def misconduct_onsets_per_hundred(run: RunTables) -> float | None:
    return ratio(1200 * _onsets(run, 0.0), sum(run.occupied_months))


@metric(
    "a year",
    Better.LESS,
    Part.GAIN,
    Text("Chiefs' serious misconduct, per hundred", "正职严重违纪违法（每百人）"),
    Text(
        "Founded misconduct that chiefs began in post in the window and that had grown to a severity of 0.5 or more"
        " (1 is grave) when it was found, when its doer left the ladder, or at the end, per hundred chief-years.",
        "窗口期内正职在任时开始且属实、至被发现、离开职务序列或期末时严重程度达0.5及以上（1为重大）的违纪违法，按每百任职年计。",
    ),
    (*_CASES, "spells"),
)
def serious_misconduct_per_hundred(run: RunTables) -> float | None:
    return ratio(1200 * _onsets(run, SERIOUS), sum(run.occupied_months))


@metric(
    "share",
    Better.MORE,
    Part.GAIN,
    Text("Misconduct found within three years", "三年内发现的违纪比例"),
    Text(
        "Of founded misconduct that began in the window with 36 further months in it, of anybody on the ladder, the"
        " share detected within 36 months; those who are no chiefs are looked at only when they are to be appointed.",
        "窗口期内开始（其后尚有36个月）且属实的违纪（含序列内非正职干部）中36个月内被发现的比例；非正职者仅在任用核查时受查。",
    ),
    _CASES,
)
def detected_within_36m_share(run: RunTables) -> float | None:
    cases = run.table("cases")
    onset, detected = cases["onset_month"], cases["detected_month"]
    cohort = (cases["founded"] == 1) & (onset >= run.first_month) & (onset + CLEAN_DELAY_MONTHS < run.last_month)
    found = cohort & (detected >= 0) & (detected - onset <= CLEAN_DELAY_MONTHS)
    # What was found and passed over has a row for that, and another for how it ended.
    each = cases["cadre"] * FAR + onset
    return ratio(distinct(each[found]), distinct(each[cohort]))


@metric(
    "1",
    Better.LESS,
    Part.GAIN,
    Text("Severity when found", "发现时的严重程度"),
    Text(
        "Mean severity of founded misconduct at detection, of anybody on the ladder.",
        "属实违纪被发现时的平均严重程度（含序列内非正职干部）。",
    ),
    _CASES,
)
def severity_at_detection(run: RunTables) -> float | None:
    cases = run.table("cases")
    return mean(cases["severity"][(cases["detected_month"] >= 0) & (cases["founded"] == 1)])


@metric(
    "1",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Wrongly removed, per rightly removed", "错误免职与正确免职之比"),
    Text(
        "Removals on unfounded charges over removals on founded ones, of anybody on the ladder.",
        "因不实指控免职与因属实违纪免职的次数之比（含序列内非正职干部）。",
    ),
    _CASES,
)
def wrong_removals_ratio(run: RunTables) -> float | None:
    cases = run.table("cases")
    removed = cases["outcome"] == REMOVED
    founded = cases["founded"] == 1
    return ratio(count(removed & ~founded), count(removed & founded))


@metric(
    "a year",
    Better.LESS,
    Part.GAIN,
    Text("Mass incidents a county", "每县每年群体性事件"),
    Text("Mass incidents per county and year.", "每县每年群体性事件次数。"),
    ("incidents",),
)
def incidents_per_county(run: RunTables) -> float | None:
    return ratio(12 * run.ledger.rows("incidents"), run.places.counties * run.months)


@metric(
    "share",
    Better.LESS,
    Part.GAIN,
    Text("Incidents that spread", "事态扩大的事件比例"),
    Text("Share of mass incidents that spread beyond the county.", "群体性事件中蔓延出县的比例。"),
    ("incidents",),
)
def incident_spread_share(run: RunTables) -> float | None:
    return mean(np.asarray(run.table("incidents")["spread"] == 1))
