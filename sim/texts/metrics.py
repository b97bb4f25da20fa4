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
    "metric.better.more": Text("more is better", "越大越好"),
    "metric.better.less": Text("less is better", "越小越好"),
    "metric.better.neither": Text("neither", "不分优劣"),
    "metric.part.gain": Text("aim", "目标"),
    "metric.part.side_effect": Text("side effect", "副作用"),
    "metric.part.description": Text("description", "状况"),
}
