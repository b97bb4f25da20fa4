"""The published quantities in a simulated history, each counted the way its source counts it.

Where the source has yearly snapshots, snapshots are taken; where it has month-dated spells, months are counted.
"Cohort" is of spells begun in the window, with censoring; "period" is of all spells of the window, those begun before
entering late. Prefecture figures are moved to county level on the side of the targets, never here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from experiments import flows
from experiments.calibration.growth import growth_under_outsiders
from experiments.calibration.promotion import place_ratios, tie_ratios
from experiments.calibration.snapshots import Snapshots
from sim.metrics import METRICS, RunTables
from sim.metrics.run_tables import ratio, total
from sim.metrics.survival import LifeTable
from sim.texts import Text
from sim.texts.catalogue import CATALOGUE
from sim.vocabulary import Destination

TIES = {"workplace": "weight_workplace", "hometown": "weight_hometown", "league": "weight_league"}
"""Parameters of behaviour in whose log ratios the ledger measures the ties."""


class Observed:
    """One run as the sources would see it.

    Attributes
    ----------
    run: the run. december: a month number that is a December. tie_weights: log ratio that the ledger gives each
        tie of `TIES`.
    """

    def __init__(self, run: RunTables, tie_weights: Mapping[str, float], december: int = 11) -> None:
        self.run = run
        self.tie_weights = tie_weights
        self.december = december
        self.snapshots = Snapshots(run, december)

    @cached_property
    def moves(self) -> flows.Counts:
        """The moves of the run, as the yearly flows count them."""
        return flows.count(self.run.ledger)

    @cached_property
    def promotion_ratios(self) -> dict[str, float]:
        """Rate ratios of promotion by tie, growth and revenue; those that cannot be estimated are left out."""
        return {**tie_ratios(self.run, self.tie_weights), **place_ratios(self.run)}


Function = Callable[[Observed], "float | None"]


@dataclass(frozen=True)
class Moment:
    """A quantity: its key, unit ("share", "a year", "years", "ratio", "points a year"), words, and how to count it."""

    key: str
    unit: str
    label: Text
    of: Function


def _metric(key: str) -> Function:
    """A metric of the catalogue serves as it is."""
    return lambda seen: METRICS[key].of(seen.run)


def conditional(table: LifeTable, year: int) -> float | None:
    """Chance of an exit in year 1, 2, ... in post (durations 12 year - 12 ... 12 year - 1), given it was reached."""
    first, last = max(1, 12 * (year - 1)), min(12 * year, table.at_risk.size)
    if last <= first or (table.at_risk[first:last] == 0).any():
        return None
    stay = 1.0
    for hazard in table.hazard[first:last]:
        stay *= 1.0 - float(hazard)
    return 1.0 - stay


def monthly_hazard(table: LifeTable, first: int, last: int) -> float | None:
    """Exits per month at risk at durations first ... last."""
    return ratio(*table.over(first, last + 1))


def _peak(seen: Observed) -> float | None:
    """Hazard at 60-61 months over the mean of those at 54-57 and 62-65, heads, cohort."""
    table = seen.run.cohort[1]
    peak, before, after = monthly_hazard(table, 60, 61), monthly_hazard(table, 54, 57), monthly_hazard(table, 62, 65)
    if peak is None or before is None or after is None:
        return None
    return ratio(peak, (before + after) / 2)


def _lasts(months: int) -> Function:
    """Share of heads' spells that last so many months or more (Kaplan-Meier, period)."""
    return lambda seen: seen.run.period[1].survival_at(months - 1)


def _age_spread(role: int) -> Function:
    """Standard deviation in years of the age at which spells of the window began."""

    def spread(seen: Observed) -> float | None:
        new = seen.run.appointed & seen.run.is_role[role]
        ages = seen.run.ledger["spells"]["age_start_months"][new] / 12.0
        if ages.size < 2:
            return None
        away = ages - total(ages) / ages.size
        return float(np.sqrt(total(away * away) / (ages.size - 1)))

    return spread


def _growth_of_turnover(seen: Observed) -> float | None:
    lost = METRICS["growth_lost_to_turnover"].of(seen.run)
    return None if lost is None else -lost


def _season(seen: Observed) -> float | None:
    """Share of heads' exits in January-April."""
    month = (seen.run.end[seen.run.exits[1]] - seen.december - 1) % 12
    return ratio(int(np.count_nonzero(month < SEASON_MONTHS)), month.size)


def _flow(of: flows.Flow | flows.Column) -> Function:
    """Log ratio of a yearly flow to what is published or assumed of it; no move at all counts as half a one."""

    def log_ratio(seen: Observed) -> float | None:
        scale = flows.a_year(seen.run.places.counties, seen.run.months)
        return math.log(max(0.5, flows.moves(seen.moves, of)) * scale / of.a_year)

    return log_ratio


SEASON_MONTHS = 4
"""People's congresses sit from January to April."""

MOMENTS: dict[str, Moment] = {}
"""Every moment by key, in the order in which they are shown."""


def _add(key: str, unit: str, en: str, zh: str, of: Function) -> None:
    MOMENTS[key] = Moment(key, unit, Text(en, zh), of)


def _declare_tenure() -> None:
    """How often chiefs leave, and after how long."""
    for name, en, zh in (("secretary", "secretaries", "县委书记"), ("head", "heads", "县长")):
        _add(f"exit_rate_{name}", "a year", f"exit rate, {en}", f"{zh}年离任率", _metric(f"annual_exit_rate_{name}"))
        _add(
            f"mean_tenure_{name}",
            "years",
            f"mean completed tenure, {en}",
            f"{zh}平均任期",
            _metric(f"mean_tenure_at_exit_{name}"),
        )
    _add(
        "five_years_share_head",
        "share",
        "heads who stay five years or more (cohort)",
        "县长任满五年及以上的比例（新任者）",
        lambda seen: seen.run.cohort[1].survival_at(59),
    )
    _add("over_8_years_head", "share", "heads who stay eight years or more", "县长任职八年及以上的比例", _lasts(96))
    _add("over_10_years_head", "share", "heads who stay ten years or more", "县长任职十年及以上的比例", _lasts(120))
    for year in range(1, 7):
        _add(
            f"hazard_year_{year}_head",
            "share",
            f"heads: exit in year {year} in post (cohort)",
            f"县长任职第{year}年离任概率（新任者）",
            lambda seen, year=year: conditional(seen.run.cohort[1], year),  # type: ignore[misc]
        )
    for year in range(1, 7):
        _add(
            f"snapshot_hazard_year_{year}_secretary",
            "share",
            f"secretaries: exit after snapshot {year}",
            f"县委书记任职第{year}个年末在任、至下一年末离任的概率",
            lambda seen, year=year: seen.snapshots.hazard(0, year),  # type: ignore[misc]
        )
    _add(
        "peak_ratio_head",
        "ratio",
        "heads: hazard at 60-61 months over its neighbours",
        "县长任职60—61个月离任风险与前后之比",
        _peak,
    )
    for first, last in ((54, 57), (58, 59), (60, 61), (62, 65)):
        _add(
            f"peak_hazard_{first}_{last}_head",
            "per month",
            f"heads: monthly hazard at {first}-{last} months",
            f"县长任职{first}—{last}个月的月离任风险",
            lambda seen, first=first, last=last: monthly_hazard(seen.run.cohort[1], first, last),  # type: ignore[misc]
        )


def _declare_pair() -> None:
    """The two chiefs of a county, as yearbooks show them; and who succeeds."""
    _add(
        "promoted_share_secretary",
        "share",
        "promoted, of secretaries who leave",
        "离任书记中获晋升的比例",
        _metric("promoted_exit_share_secretary"),
    )
    _add(
        "promoted_share_head",
        "share",
        "promoted, of heads who leave",
        "离任县长中获晋升的比例",
        _metric("promoted_exit_share_head"),
    )
    for key, what, of, en, zh in (
        (
            "head_changes_given_secretary",
            "both",
            "secretary",
            "head changes where the secretary does",
            "书记更换当年县长也更换的比例",
        ),
        (
            "own_head_succession",
            "succession",
            "secretary",
            "secretary changes: the own head succeeds",
            "书记更换时由本县县长接任的比例",
        ),
        (
            "snapshot_exit_secretary",
            "secretary",
            "all",
            "secretary changes between snapshots",
            "相邻年末间书记更换的比例",
        ),
        ("snapshot_exit_head", "head", "all", "head changes between snapshots", "相邻年末间县长更换的比例"),
        ("both_change", "both", "all", "both change between snapshots", "相邻年末间两正职均更换的比例"),
        ("either_changes", "either", "all", "either changes between snapshots", "相邻年末间任一正职更换的比例"),
        (
            "both_without_succession",
            "both_without_succession",
            "all",
            "both change, own head does not succeed",
            "两正职均更换且县长未接任书记",
        ),
    ):
        _add(key, "share", en, zh, lambda seen, what=what, of=of: seen.snapshots.share(what, of))  # type: ignore[misc]
    for year in range(1, 6):
        _add(
            f"succession_hazard_year_{year}",
            "share",
            f"heads: own secretary after snapshot {year}",
            f"县长任职第{year}个年末在任、至下一年末接任本县书记的概率",
            lambda seen, year=year: seen.snapshots.hazard(1, year, Destination.OWN_SECRETARY),  # type: ignore[misc]
        )
    _add("discord_share", "a year", "pairs ended by discord", "党政正职因不团结被调整", _metric("discord_pair_share"))


def _declare_rest() -> None:
    """The calendar, promotion, age, discipline, growth."""
    _add(
        "congress_year_ratio",
        "ratio",
        "heads' exits: years of either congress over others",
        "县长离任率：党代会或人代会年与其他年份之比",
        _metric("congress_year_exit_ratio"),
    )
    _add(
        "party_congress_year_ratio",
        "ratio",
        "heads' exits: years of the party congress over others",
        "县长离任率：党代会年与其他年份之比",
        _metric("party_congress_year_exit_ratio"),
    )
    _add(
        "excess_variance",
        "ratio",
        "uneven turnover between posts",
        "职位间更替的不均衡",
        _metric("excess_variance_ratio"),
    )
    for key, en, zh in (
        ("workplace", "shared workplace", "有同事关系"),
        ("hometown", "shared home town", "有同乡关系"),
        ("league", "Youth League tie", "有共青团渊源"),
        ("growth", "+1 SD of growth", "增长率高1个标准差"),
        ("revenue", "+1 log unit of revenue", "财政收入高1个对数单位"),
    ):
        _add(
            f"promotion_ratio_{key}",
            "ratio",
            f"secretary's rate of promotion: {en}",
            f"书记晋升率之比：{zh}",
            lambda seen, key=key: seen.promotion_ratios.get(key),  # type: ignore[misc]
        )
    for role, name, en, zh in ((0, "secretary", "secretaries", "书记"), (1, "head", "heads", "县长")):
        _add(
            f"age_{name}",
            "years",
            f"age at appointment, {en}",
            f"{zh}任职时年龄",
            _metric(f"age_at_appointment_{name}"),
        )
        _add(f"age_sd_{name}", "years", f"SD of age at appointment, {en}", f"{zh}任职时年龄标准差", _age_spread(role))
    _add(
        "investigation_rate",
        "a year",
        "removed by discipline",
        "因违纪违法离任率",
        _metric("annual_exit_rate_discipline"),
    )
    _add(
        "growth_effect_turnover",
        "points a year",
        "growth when the secretary changes",
        "书记更替对增长的影响",
        _growth_of_turnover,
    )
    _add(
        "growth_effect_outsider",
        "points a year",
        "growth under a secretary from outside",
        "市外来任书记对增长的影响",
        lambda seen: growth_under_outsiders(seen.run),
    )


def _declare_flows() -> None:
    """What a fit looks at besides the targets: the season, a prefecture's year, and the level of growth."""
    season = CATALOGUE["pattern.season"]
    _add("season_share_head", "share", season.en, season.zh, _season)
    titles = {column.key: column.title for column in flows.COLUMNS}
    for of in flows.COUNTED_ONCE:
        title = titles[of.name.partition(".")[0]]
        en, zh = f"{title.en}: {of.label.en}", f"{title.zh}：{of.label.zh}"
        _add(f"flow_{of.name}", "log ratio", en, zh, _flow(of))
    _add(
        "mean_growth", "points a year", "mean growth relative to the province", "相对全省的平均增长", _metric("growth")
    )


_declare_tenure()
_declare_pair()
_declare_rest()
_declare_flows()


def moments(seen: Observed) -> dict[str, float | None]:
    """Every moment of one run, None where it is undefined."""
    return {key: moment.of(seen) for key, moment in MOMENTS.items()}
