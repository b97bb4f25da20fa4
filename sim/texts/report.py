"""What figures and the report say."""

from sim.texts import Text

REPORT: dict[str, Text] = {
    "finding.stands": Text(
        "{metric}: {value} (95 % interval of the mean {low} to {high}).",
        "{metric}：{value}（均值95%置信区间 {low} 至 {high}）。",
    ),
    "finding.once": Text("{metric}: {value} in a single future.", "{metric}：单次未来为{value}。"),
    "finding.undefined": Text("{metric}: not defined in these runs.", "{metric}：本次模拟中无定义。"),
    "finding.undefined_in": Text(
        "{metric}: not defined under “{scenario}” or in the baseline.", "{metric}：在“{scenario}”或基准中无定义。"
    ),
    "finding.higher": Text(
        "{metric}: higher under “{scenario}”, {value} against {base} in the baseline ({gap}; 95 % interval {low} to {high}).",
        "{metric}：“{scenario}”下更高，为{value}，基准为{base}（差值 {gap}，95%置信区间 {low} 至 {high}）。",
    ),
    "finding.lower": Text(
        "{metric}: lower under “{scenario}”, {value} against {base} in the baseline ({gap}; 95 % interval {low} to {high}).",
        "{metric}：“{scenario}”下更低，为{value}，基准为{base}（差值 {gap}，95%置信区间 {low} 至 {high}）。",
    ),
    "finding.unclear": Text(
        "{metric}: no clear difference between “{scenario}” ({value}) and the baseline ({base}); 95 % interval of the difference {low} to {high}.",
        "{metric}：“{scenario}”（{value}）与基准（{base}）无明确差异；差值95%置信区间 {low} 至 {high}。",
    ),
    "finding.same": Text(
        "{metric}: “{scenario}” changes nothing in any future ({value}).",
        "{metric}：“{scenario}”在任何一次未来中均无改变（{value}）。",
    ),
    "finding.one_pair": Text(
        "{metric}: {value} under “{scenario}” against {base} in the baseline ({gap}) in one pair of futures, which is no evidence.",
        "{metric}：“{scenario}”为{value}，基准为{base}（差值 {gap}）；仅一对未来，不足为据。",
    ),
    "figure.at_risk": Text("Spells at risk in one future", "单次未来中的在险任期数"),
    "figure.still_in_post": Text("still in post (%)", "仍在任（%）"),
    "figure.months_in_post": Text("months in post", "任职月数"),
    "figure.since_congress": Text("months since the congress or election of the post", "距本职位上次换届月数"),
    "figure.from_congress": Text("months from the congress or election of the post", "距本职位换届月数"),
    "figure.hazard": Text("exits per 100 post-months", "每百职位月离任数"),
    "figure.left_by": Text("left the post (%)", "已离任（%）"),
    "figure.exits_share": Text("share of exits (% a month)", "离任占比（%/月）"),
    "figure.effort_share": Text("share of effort (%)", "精力占比（%）"),
    "figure.both_in_post": Text("pair still together (%)", "班子仍共事（%）"),
    "figure.months_together": Text("months both in post", "共事月数"),
    "figure.appointments_share": Text("share of appointments (%)", "任命占比（%）"),
    "figure.waited": Text("years at rank before becoming secretary", "升任书记前在本职级年数"),
    "figure.heads_share": Text("share of heads who became secretary (%)", "升任书记的县长占比（%）"),
    "figure.upper_openings": Text("Deputy-bureau posts, filled by", "副厅级职位由谁填补"),
    "figure.new_secretaries": Text("New secretaries came from", "新任书记来自"),
    "figure.heads_waits": Text("How long heads waited", "县长等待多久"),
    "figure.year": Text("year", "年份"),
    "figure.in_post_at_end": Text("in post at the end", "期末在任"),
    "figure.even": Text("evenly spread", "均匀分布"),
    "effort.development_effort": Text("long-run development", "长远发展"),
    "effort.showcase_effort": Text("showcase projects", "政绩工程"),
    "effort.lobbying_effort": Text("lobbying", "跑官要官"),
    "effort.routine_effort": Text("routine", "应付事务"),
    "effort.coasting": Text("withheld", "未投入"),
    "group.promotion": Text("promotion", "晋升"),
    "group.planned_move": Text("planned move", "计划调整"),
    "group.age_term": Text("age or end of term", "年龄到限或任期届满"),
    "group.request": Text("own request", "本人请调"),
    "group.failure_discord": Text("failure or discord", "不称职或不团结"),
    "group.discipline": Text("discipline", "违纪违法"),
    "group.death": Text("death or illness", "病故"),
    "group.chiefs": Text("county chiefs", "县级正职"),
    "group.other": Text("other", "其他"),
}
