"""What `renqi flows` says: a prefecture's year, and the published moments."""

from sim.texts.text import Text

FLOWS: dict[str, Text] = {
    "cli.flows": Text(
        "The yearly flows of an average prefecture, and the published moments, beside the model's.",
        "模型中一个平均地级市每年的干部流动及各项指标，与已公布数字对照。",
    ),
    "flows.title": Text("The year of a prefecture of {counties} counties: {title}", "平均每个地级市（辖{counties}个县）一年的干部流动：{title}"),
    "flows.row": Text("flow", "流动"),
    "flows.published": Text("published", "参照值"),
    "flows.model": Text("model [95 % interval]", "模型 [95%区间]"),
    "flows.times": Text("ratio", "倍数"),
    "flows.published_share": Text("share published, %", "参照占比（%）"),
    "flows.model_share": Text("share model, %", "模型占比（%）"),
    "flows.verdict": Text("within", "是否相符"),
    "flows.yes": Text("yes", "相符"),
    "flows.no": Text("NO", "不符"),
    "flows.sum": Text("sum", "合计"),
    "flows.chain": Text("County moves that one secretary's vacancy makes", "一个书记空缺引起的县级正职调动数"),
    "flows.gap": Text(
        "Left less arrived less new vacancies: {kind}", "离任数减任命数减新增空缺：{kind}"
    ),
    "flows.closes": Text("closes", "平衡"),
    "flows.open": Text("OPEN", "不平衡"),
    "flows.note": Text(
        "* rests on published data, met within a third; the others are assumptions, met within a factor of two. "
        "Moves a year; {prefectures} prefectures, {world_counties} counties; every count times {factor}, so that it holds"
        " for {counties} counties.",
        "带*者有公布数据，允许相差三分之一；其余为假设，允许相差一倍。单位：人次/年；{prefectures}个地级市、{world_counties}个县，"
        "各数乘以{factor}，折算为{counties}个县。",
    ),
    "flows.lost": Text("Does not close: {what}", "账目不平衡：{what}"),
    "flows.moments": Text("Published figures and the model's: {title}", "已公布的指标与模型对照：{title}"),
    "flows.id": Text("no.", "编号"),
    "flows.moment": Text("figure", "指标"),
    "flows.target": Text("target", "目标"),
    "flows.accepted": Text("accepted", "允许范围"),
    "flows.up_to": Text("up to {high}", "不超过{high}"),
    "flows.from": Text("from {low}", "不低于{low}"),
    "flows.moments_note": Text(
        "{inside} of {judged} moments lie within the accepted range, prefecture figures moved to county level; "
        "a dash: shown only, for another practice or undefined here. {replicates} futures of {years} years, seed {seed}.",
        "{judged}项指标中{inside}项在允许范围内（地市级数字已折算到县级）；短横表示仅供参考、属于其他时期或此处无定义。"
        "{replicates}个模拟未来，各{years}年，种子{seed}。",
    ),
    "flows.practice_later": Text("{label}, practice since 2013", "{label}（2013年以后）"),
    "flows.predicted": Text("{label} (to be predicted)", "{label}（待预测）"),
}
"""Texts of the flows by key."""
