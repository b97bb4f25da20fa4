"""How long chiefs stay."""

from __future__ import annotations

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import REASONS, TERM_MONTHS, RunTables, mean, ratio
from sim.metrics.survival import LifeTable
from sim.texts import Text
from sim.vocabulary import ExitReason

TENURE = Theme()
metric = TENURE.metric

_RATE = Text(
    "Exits in the window per year in which the post was held; a head who becomes secretary has left.",
    "窗口期内离任次数除以在任职位年数；县长接任县委书记计为县长离任。",
)
_RESTRICTED = Text(
    "Area under the survival curve from 0 to 60 months, period estimate with delayed entry.",
    "生存曲线0至60个月下的面积；时期估计，计入延迟进入。",
)
_COMPLETED = Text(
    "Chance that a spell begun in the window reaches 60 months (Kaplan-Meier, cohort estimate).",
    "窗口期内任命者任满60个月的概率（Kaplan-Meier 队列估计）。",
)


def _exit_rate(run: RunTables, role: int) -> float | None:
    return ratio(12 * run.exits[role].size, run.occupied_months[role])


def _completed(table: LifeTable) -> float | None:
    """The chance to be in post for a whole term: to leave at month 60 or later."""
    return table.survival_at(TERM_MONTHS - 1)


@metric("a year", Better.NEITHER, Part.DESCRIPTION, Text("Annual exit rate, secretaries", "县委书记年离任率"), _RATE)
def annual_exit_rate_secretary(run: RunTables) -> float | None:
    return _exit_rate(run, 0)


@metric("a year", Better.NEITHER, Part.DESCRIPTION, Text("Annual exit rate, heads", "县长年离任率"), _RATE)
def annual_exit_rate_head(run: RunTables) -> float | None:
    return _exit_rate(run, 1)


@metric(
    "months",
    Better.MORE,
    Part.GAIN,
    Text("Mean tenure within a term, both chiefs", "一届内平均任期（两正职）"),
    _RESTRICTED,
)
def restricted_mean_tenure_60(run: RunTables) -> float | None:
    return run.period_both.restricted_mean(TERM_MONTHS)


@metric(
    "months",
    Better.MORE,
    Part.GAIN,
    Text("Mean tenure within a term, secretaries", "一届内平均任期（书记）"),
    _RESTRICTED,
)
def restricted_mean_tenure_60_secretary(run: RunTables) -> float | None:
    return run.period[0].restricted_mean(TERM_MONTHS)


@metric(
    "months", Better.MORE, Part.GAIN, Text("Mean tenure within a term, heads", "一届内平均任期（县长）"), _RESTRICTED
)
def restricted_mean_tenure_60_head(run: RunTables) -> float | None:
    return run.period[1].restricted_mean(TERM_MONTHS)


@metric("share", Better.MORE, Part.GAIN, Text("Completed terms", "任满一届的比例"), _COMPLETED)
def completed_term_share(run: RunTables) -> float | None:
    return _completed(run.cohort[0] + run.cohort[1])


@metric("share", Better.MORE, Part.GAIN, Text("Completed terms, secretaries", "任满一届的比例（书记）"), _COMPLETED)
def completed_term_share_secretary(run: RunTables) -> float | None:
    return _completed(run.cohort[0])


@metric("share", Better.MORE, Part.GAIN, Text("Completed terms, heads", "任满一届的比例（县长）"), _COMPLETED)
def completed_term_share_head(run: RunTables) -> float | None:
    return _completed(run.cohort[1])


@metric(
    "share",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Completed terms, period estimate", "任满一届的比例（时期估计）"),
    Text(
        "As the cohort estimate, from all spells of the window, those begun earlier entering late.",
        "同队列估计，但取窗口期内全部任期，此前开始者按延迟进入计。",
    ),
)
def completed_term_share_period(run: RunTables) -> float | None:
    return _completed(run.period_both)


@metric(
    "share",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Heads' spells of five years or more, of those ended", "县长已结束任期中满五年者比例"),
    Text(
        "Of heads' spells begun and ended in the window, those of 60 months or more; too low, since long"
        " spells are cut off.",
        "窗口期内起止的县长任期中满60个月的比例；长任期被截断，故偏低。",
    ),
)
def completed_term_share_ended_head(run: RunTables) -> float | None:
    rows = run.exits[1][run.appointed[run.exits[1]]]
    return mean(run.tenure[rows] >= TERM_MONTHS)


@metric(
    "years",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Mean tenure at exit, secretaries", "县委书记离任时平均任期"),
    Text("Mean length of the spells that ended in the window.", "窗口期内结束的任期的平均长度。"),
)
def mean_tenure_at_exit_secretary(run: RunTables) -> float | None:
    months = mean(run.tenure[run.exits[0]])
    return None if months is None else months / 12


@metric(
    "years",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Mean tenure at exit, heads", "县长离任时平均任期"),
    Text("Mean length of the spells that ended in the window.", "窗口期内结束的任期的平均长度。"),
)
def mean_tenure_at_exit_head(run: RunTables) -> float | None:
    months = mean(run.tenure[run.exits[1]])
    return None if months is None else months / 12


@metric(
    "months",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Tenure so far of those in post", "在任者已任月数"),
    Text(
        "Mean tenure of the chiefs in post when the window ends (stock estimate).",
        "窗口期末在任正职的平均已任月数（存量估计）。",
    ),
)
def stock_tenure_months(run: RunTables) -> float | None:
    return mean(run.tenure[run.end < 0])


@metric(
    "share",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Over-long spells", "任期过长的比例"),
    Text(
        "Of the spells that ended in the window, those of 96 months or more.", "窗口期内结束的任期中达96个月及以上者。"
    ),
)
def over_stable_share(run: RunTables) -> float | None:
    return mean(run.tenure[run.exited] >= 96)


@metric(
    "share",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Spells over ten years", "任期超过十年的比例"),
    Text(
        "Of the spells that ended in the window, those of 120 months or more.",
        "窗口期内结束的任期中达120个月及以上者。",
    ),
)
def ten_year_share(run: RunTables) -> float | None:
    return mean(run.tenure[run.exited] >= 120)


@metric(
    "share",
    Better.LESS,
    Part.GAIN,
    Text("Gone within two years", "两年内离任的比例"),
    Text(
        "Chance of an exit within 24 months of the start, whatever the reason (period estimate).",
        "任职24个月内以任何原因离任的概率（时期估计）。",
    ),
)
def exit_within_24m_share(run: RunTables) -> float | None:
    left = run.period_both.survival_at(24)
    return None if left is None else 1.0 - left


_BY_REASON = (
    ("promotion", ExitReason.PROMOTION, Better.NEITHER, Part.DESCRIPTION, Text("promotion", "晋升")),
    ("planned_move", ExitReason.PLANNED_MOVE, Better.NEITHER, Part.DESCRIPTION, Text("planned move", "调整交流")),
    ("request", ExitReason.REQUEST, Better.LESS, Part.SIDE_EFFECT, Text("own request", "本人请调")),
    ("discipline", ExitReason.DISCIPLINE, Better.NEITHER, Part.SIDE_EFFECT, Text("discipline", "违纪违法")),
    ("failure", ExitReason.FAILURE, Better.LESS, Part.DESCRIPTION, Text("failure", "不称职或问责免职")),
    ("discord", ExitReason.DISCORD, Better.LESS, Part.DESCRIPTION, Text("discord", "党政正职不团结")),
)


def _declare_rates() -> None:
    """An annual rate of exits for each reason, and the chance of it within 24 months, both chiefs together."""
    for name, reason, better, part, word in _BY_REASON:

        def rate(run: RunTables, reason: int = reason) -> float | None:
            return ratio(12 * int(run.exits_by_reason[:, reason].sum()), sum(run.occupied_months))

        def early(run: RunTables, reason: int = reason) -> float | None:
            return run.period_both.incidence_at(24, reason)

        assert reason < REASONS
        rate.__name__ = f"annual_exit_rate_{name}"
        early.__name__ = f"exit_within_24m_{name}_share"
        metric(
            "a year",
            better,
            part,
            Text(f"Annual exit rate, {word.en}", f"年离任率：{word.zh}"),
            Text("Exits for this reason per year in which a post was held.", "因该原因离任的次数除以在任职位年数。"),
        )(rate)
        metric(
            "share",
            better,
            Part.DESCRIPTION,
            Text(f"Gone within two years, {word.en}", f"两年内离任：{word.zh}"),
            Text(
                "Chance of an exit for this reason within 24 months of the start (Aalen-Johansen, period estimate).",
                "任职24个月内因该原因离任的概率（Aalen-Johansen 时期估计）。",
            ),
        )(early)


_declare_rates()
