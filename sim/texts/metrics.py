"""Words for metrics: their units, which way is better, what they are read for."""

from sim.texts.text import Text

METRIC_TEXTS: dict[str, Text] = {
    "metric.unit.share": Text("%", "%"),
    "metric.unit.a year": Text("a year", "次/年"),
    "metric.unit.months": Text("months", "个月"),
    "metric.unit.years": Text("years", "年"),
    "metric.unit.1": Text("ratio or number", "比值或个数"),
    "metric.unit.SD": Text("SD", "标准差"),
    "metric.unit.points a year": Text("points a year", "个百分点/年"),
    "metric.unit.points": Text("points", "个百分点"),
    "metric.unit.years of age": Text("years", "岁"),
    "metric.scale.term_peak_ratio": Text("times its neighbours", "为前后各月的倍数"),
    "metric.scale.bunching_after_minimum": Text("times the usual", "为平常的倍数"),
    "metric.scale.off_cycle_exit_share": Text("evenly spread = 1", "均匀分布为1"),
    "metric.scale.synchrony": Text("0 evenly spread, 1 all in one month", "均匀分布为0，集中于一个月为1"),
    "metric.scale.congress_year_exit_ratio": Text("times other years", "为其他年份的倍数"),
    "metric.scale.party_congress_year_exit_ratio": Text("times other years", "为其他年份的倍数"),
    "metric.scale.leaders_per_post_per_term": Text("persons", "人"),
    "metric.scale.excess_variance_ratio": Text("none = 1", "无差别为1"),
    "metric.scale.stability_index": Text("of 100", "满分100"),
    "metric.scale.chain_length": Text("appointments", "人次"),
    "metric.scale.refusals_per_appointment": Text("times", "次"),
    "metric.scale.severity_at_detection": Text("scale of the model", "模型量级"),
    "metric.scale.wrong_removals_ratio": Text("ratio", "比值"),
    "metric.better.more": Text("more is better", "越大越好"),
    "metric.better.less": Text("less is better", "越小越好"),
    "metric.better.neither": Text("neither", "不分优劣"),
    "metric.part.gain": Text("aim", "目标"),
    "metric.part.side_effect": Text("side effect", "副作用"),
    "metric.part.description": Text("description", "状况"),
}
