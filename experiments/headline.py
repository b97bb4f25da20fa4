"""The headline of a comparison: what a remedy was for, beside what it costs; and every metric as a table for files."""

from __future__ import annotations

from experiments.results import ComparisonData, ScenarioResult, plain
from experiments.statistics.paired import Estimate
from experiments.tables import Cell, Column, Table, bracketed, number
from sim.metrics import METRICS, Better, Part
from sim.texts import Text, say

HEADLINE: tuple[str, ...] = (
    "completed_term_share",
    "restricted_mean_tenure_60",
    "off_cycle_exit_share",
    "elected_leave_within_12m_share",
    "joint_replacement_12m_share",
    "joint_replacement_without_succession_share",
    "pair_overlap_months",
    "lobbying_effort_share",
    "development_effort_share",
    "growth",
    "bunching_after_minimum",
    "head_wait_months",
    "months_to_promotion",
    "own_head_succession_share",
    "chiefs_share_of_upper_openings",
    "over_stable_share",
    "vacancy_share",
    "coasting_share",
    "morale",
    "annual_exit_rate_discipline",
    "annual_exit_rate_secretary",
    "annual_exit_rate_head",
    "synchrony",
)
"""Metrics of the headline table: aims first, then side effects, then how things are."""

DECIMALS = {
    "share": 1,
    "months": 1,
    "years": 1,
    "years of age": 1,
    "a year": 3,
    "1": 2,
    "SD": 2,
    "points a year": 2,
    "points": 2,
}
"""Decimals with which a metric of a unit is told."""


def factor(unit: str) -> float:
    """What a value of this unit is multiplied with to be told: shares are told in per cent."""
    return 100.0 if unit == "share" else 1.0


def shown(value: float | None, key: str) -> str:
    """A value of a metric without its unit; a share in per cent; a dash for none."""
    if value is None:
        return "–"
    unit = METRICS[key].unit
    return number(value * factor(unit), DECIMALS[unit])


def signed(value: float | None, key: str) -> str:
    """A difference of a metric with its sign."""
    text = shown(value, key)
    return text if value is None or value <= 0.0 or not any(c in "123456789" for c in text) else f"+{text}"


def interval(mean: float | None, low: float | None, high: float | None, key: str, sign: bool = False) -> str:
    """A mean with its interval in brackets."""
    tell = signed if sign else shown
    if low is None or high is None:
        return tell(mean, key)
    return f"{tell(mean, key)} [{tell(low, key)}, {tell(high, key)}]"


def spread(found: Estimate, key: str) -> str:
    """Where eight single futures in ten lie; a dash for none."""
    return "–" if found.p10 is None else f"{shown(found.p10, key)} … {shown(found.p90, key)}"


def with_unit(value: float, key: str, language: str) -> str:
    """A value of a metric with its unit."""
    unit = METRICS[key].unit
    if unit == "1":
        return shown(value, key)
    gap = "" if language == "zh" else " "
    return f"{shown(value, key)}{gap}{say(f'metric.unit.{unit}', language)}"


def gap_with_unit(value: float, key: str, language: str) -> str:
    """A difference of a metric with sign and unit; of shares, in percentage points."""
    unit = METRICS[key].unit
    if unit == "1":
        return signed(value, key)
    word = say("metric.unit.points" if unit == "share" else f"metric.unit.{unit}", language)
    return f"{signed(value, key)}{'' if language == 'zh' else ' '}{word}"


def label(key: str, language: str) -> str:
    """A metric's label with its unit, or what its scale is."""
    unit = METRICS[key].unit
    text = METRICS[key].label.in_language(language)
    word = say(f"metric.scale.{key}" if unit == "1" else f"metric.unit.{unit}", language)
    return bracketed(text, word, language)


def verdict(data: ComparisonData, scenario: ScenarioResult, key: str) -> str:
    """What the paired interval allows to say: better, worse, higher, lower, same, unclear or undefined."""
    gap = data.differences[scenario.name, key]
    if gap.mean is None or gap.ci_low is None or gap.ci_high is None:
        return "undefined"
    if gap.mean == gap.ci_low == gap.ci_high == 0.0:
        return "same"
    if not gap.clear:
        return "unclear"
    better = METRICS[key].better
    if better is Better.NEITHER:
        return "higher" if gap.mean > 0.0 else "lower"
    return "better" if (gap.mean > 0.0) == (better is Better.MORE) else "worse"


def alone(data: ComparisonData, scenario: ScenarioResult, key: str) -> bool:
    """Whether a difference is clear only if it is looked at alone, and not together with all other metrics."""
    return data.differences[scenario.name, key].clear and not data.together[scenario.name].clear(
        list(METRICS).index(key)
    )


def known_headline(data: ComparisonData) -> list[str]:
    """The headline's metrics that any scenario defines."""
    return [k for k in HEADLINE if any(data.estimates[s.name, k].mean is not None for s in data.scenarios)]


def of_part(keys: list[str], part: Part) -> list[str]:
    """Those of `keys` that are read for `part`."""
    return [key for key in keys if METRICS[key].part is part]


def headline_rows(data: ComparisonData, language: str) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of text for a terminal: each scenario's mean with interval, and its difference."""
    heads = [say("headline.metric", language), data.baseline.title.in_language(language)]
    for scenario in data.scenarios[1:]:
        heads += [scenario.title.in_language(language), say("headline.difference", language)]
    if len(data.scenarios) == 1:
        heads.append(say("headline.spread", language))
    return heads, [_row(data, key, language) for key in known_headline(data)]


def _row(data: ComparisonData, key: str, language: str) -> list[str]:
    base = data.estimates[data.baseline.name, key]
    row = [label(key, language), interval(base.mean, base.ci_low, base.ci_high, key)]
    for scenario in data.scenarios[1:]:
        own, gap = data.estimates[scenario.name, key], data.differences[scenario.name, key]
        row += [
            interval(own.mean, own.ci_low, own.ci_high, key),
            interval(gap.mean, gap.ci_low, gap.ci_high, key, True),
        ]
    if len(data.scenarios) == 1:
        row.append(spread(base, key))
    return row


def all_metrics(data: ComparisonData) -> Table:
    """Every metric of every scenario with all that statistics say of it, one row a scenario and metric; unrounded."""
    texts = (
        ("scenario", Text("Scenario", "方案")),
        ("key", Text("Key", "代码")),
        ("metric", Text("Metric", "指标")),
        ("unit", Text("Unit", "单位")),
        ("part", Text("Read for", "类别")),
    )
    numbers = (
        ("mean", Text("Mean", "均值")),
        ("ci_low", Text("95 % interval of the mean, low", "均值95%区间下限")),
        ("ci_high", Text("95 % interval of the mean, high", "均值95%区间上限")),
        ("p10", Text("Single futures, 10 %", "单次未来10%分位")),
        ("p90", Text("Single futures, 90 %", "单次未来90%分位")),
        ("difference", Text("Paired difference", "配对差值")),
        ("difference_low", Text("95 % interval of the difference, low", "差值95%区间下限")),
        ("difference_high", Text("95 % interval of the difference, high", "差值95%区间上限")),
        ("bca_low", Text("95 % BCa interval of the difference, low", "差值95%BCa区间下限")),
        ("bca_high", Text("95 % BCa interval of the difference, high", "差值95%BCa区间上限")),
        ("all_low", Text("95 % interval, all metrics together, low", "全部指标同时成立的95%区间下限")),
        ("all_high", Text("95 % interval, all metrics together, high", "全部指标同时成立的95%区间上限")),
        ("p_value", Text("p value", "p值")),
        ("all_p_value", Text("p value, corrected for all metrics", "p值（按全部指标校正）")),
        ("effect", Text("Difference in SD of single futures", "差值（单次未来标准差）")),
        ("variance_reduction", Text("Variance reduction by pairing", "配对带来的方差缩减")),
    )
    rows: list[tuple[Cell, ...]] = []
    for scenario in data.scenarios:
        for place, (key, metric) in enumerate(METRICS.items()):
            found = data.estimates[scenario.name, key]
            gap = data.differences.get((scenario.name, key))
            unit = Text("share", "比例") if metric.unit == "share" else _text(f"metric.unit.{metric.unit}")
            paired: tuple[Cell, ...] = (None,) * 11
            if gap:
                every = data.together[scenario.name]
                low, high, p_value = (plain(one[place]) for one in (every.low, every.high, every.p_value))
                first = (gap.mean, gap.ci_low, gap.ci_high, *data.resampled[scenario.name, key], low, high)
                paired = (*first, gap.p_value, p_value, gap.effect, gap.variance_reduction)
            named: tuple[Cell, ...] = (
                scenario.title,
                key,
                metric.label,
                unit,
                _text(f"metric.part.{metric.part.value}"),
            )
            rows.append((*named, found.mean, found.ci_low, found.ci_high, found.p10, found.p90, *paired))
    columns = tuple(Column(k, t) for k, t in texts) + tuple(Column(k, t, "", 4) for k, t in numbers)
    return Table("metrics", Text("All metrics", "全部指标"), columns, tuple(rows))


def _text(key: str) -> Text:
    return Text(say(key, "en"), say(key, "zh"))
