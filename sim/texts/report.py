"""What figures and the report say."""

from sim.texts.text import Text

REPORT: dict[str, Text] = {
    "finding.stands": Text(
        "{metric}: {value} (95 % interval of the mean {low} to {high}).",
        "{metric}：{value}（均值95%置信区间 {low} 至 {high}）。",
    ),
    "finding.once": Text("{metric}: {value} in a single future.", "{metric}：单次未来为{value}。"),
    "finding.undefined": Text("{metric}: not defined in these runs.", "{metric}：本次模拟中无定义。"),
    "finding.undefined_in": Text("not defined under “{scenario}”", "“{scenario}”下无定义"),
    "finding.nothing": Text("not defined", "无定义"),
    "finding.differs": Text("{metric}: {base} in the baseline; {parts}.", "{metric}：基准为{base}；{parts}。"),
    "finding.higher": Text(
        "higher under “{scenario}”, {value} ({gap}; 95 % interval {low} to {high})",
        "“{scenario}”升至{value}（差值 {gap}，95%置信区间 {low} 至 {high}）",
    ),
    "finding.lower": Text(
        "lower under “{scenario}”, {value} ({gap}; 95 % interval {low} to {high})",
        "“{scenario}”降至{value}（差值 {gap}，95%置信区间 {low} 至 {high}）",
    ),
    "finding.unclear": Text(
        "no clear difference under “{scenario}”, {value} (95 % interval of the difference {low} to {high})",
        "“{scenario}”为{value}，差异不明确（差值95%置信区间 {low} 至 {high}）",
    ),
    "finding.same": Text(
        "“{scenario}” changes nothing in any future ({value})", "“{scenario}”在任何一次未来中均无改变（{value}）"
    ),
    "finding.one_pair": Text(
        "{value} under “{scenario}” ({gap}) in one pair of futures, which is no evidence",
        "“{scenario}”为{value}（差值 {gap}），仅一对未来，不足为据",
    ),
    "figure.at_risk": Text("Spells at risk in one future", "单次未来中的在险任期数"),
    "figure.still_in_post": Text("still in post (%)", "仍在任（%）"),
    "figure.months_in_post": Text("months in post", "任职月数"),
    "figure.since_congress": Text("months since congress", "距本职位上次换届月数"),
    "figure.from_congress": Text("months from the congress or election of the post", "距本职位换届月数"),
    "figure.hazard": Text("exits per 100 post-months", "每百职位月离任数"),
    "figure.left_by": Text("left the post (%)", "已离任（%）"),
    "figure.exits_share": Text("share of exits (% a month)", "离任占比（%/月）"),
    "figure.effort_share": Text("share of effort (%)", "精力占比（%）"),
    "figure.both_in_post": Text("pair still together (%)", "两人仍共事（%）"),
    "figure.months_together": Text("months both in post", "共事月数"),
    "figure.appointments_share": Text("share of appointments (%)", "任命占比（%）"),
    "figure.waited": Text("years at rank before becoming secretary", "升任书记前在本职级年数"),
    "figure.quarter": Text("a quarter of heads", "四分之一的县长"),
    "figure.half": Text("half of the heads", "半数县长"),
    "figure.three_quarters": Text("three quarters of heads", "四分之三的县长"),
    "figure.upper_openings": Text("Deputy-bureau posts, filled by", "副厅级职位由谁填补"),
    "figure.new_secretaries": Text("New secretaries came from", "新任书记来自"),
    "figure.heads_waits": Text("How long heads waited", "县长升任书记等待多久"),
    "figure.year": Text("year", "年份"),
    "figure.in_post_at_end": Text("in post at the end", "期末在任"),
    "figure.even": Text("evenly spread", "均匀分布"),
    "effort.development_effort": Text("long-run development", "长远发展"),
    "effort.showcase_effort": Text("showcase projects", "政绩工程"),
    "effort.lobbying_effort": Text("lobbying", "跑官要官"),
    "effort.routine_effort": Text("routine", "应付事务"),
    "effort.coasting": Text("withheld", "未投入"),
    "group.promotion": Text("promotion", "晋升"),
    "group.planned_move": Text("planned move", "调整交流"),
    "group.age_term": Text("age or end of term", "年龄到限或任期届满"),
    "group.request": Text("own request", "本人请调"),
    "group.failure_discord": Text("failure or discord", "不称职、问责或不团结"),
    "group.discipline": Text("discipline", "违纪违法"),
    "group.death": Text("death or illness", "病故或因病离任"),
    "group.chiefs": Text("county chiefs", "县级正职"),
    "group.other": Text("other", "其他"),
    "headline.metric": Text("Metric", "指标"),
    "headline.mean": Text("mean [95 % interval of the mean]", "均值［均值95%区间］"),
    "headline.difference": Text("Difference [95 % interval]", "差值［95%区间］"),
    "headline.spread": Text("Single futures, 10–90 %", "单次未来10%—90%"),
    "headline.reduction": Text("Futures saved by pairing", "配对节省倍数"),
    "report.glance": Text("At a glance", "一览"),
    "report.glance_note": Text(
        "Means of {replicates} simulated futures; a word stands where the difference from the baseline is beyond chance."
        " Intervals and reservations follow policy by policy.",
        "各数均为{replicates}次模拟未来的平均值；凡注有文字的，与基准的差异可排除偶然。各方案的区间和应注意之处见下文。",
    ),
    "headline.reading": Text("Reading", "判断"),
    "verdict.better": Text("better", "改善"),
    "verdict.worse": Text("worse", "变差"),
    "verdict.higher": Text("higher", "升高"),
    "verdict.lower": Text("lower", "降低"),
    "verdict.same": Text("the same", "相同"),
    "verdict.unclear": Text("unclear", "不明确"),
    "verdict.undefined": Text("–", "–"),
    "part.gain": Text("What a remedy is for", "措施的目标"),
    "part.side_effect": Text("What it may cost", "可能的代价"),
    "part.description": Text("How things are", "总体状况"),
    "report.title": Text("{scenarios}: a comparison", "{scenarios}：对比报告"),
    "report.title_one": Text("{scenarios}: what happens", "{scenarios}：模拟结果"),
    "report.kicker": Text("Renqi 任期 · terms of county chiefs", "任期 Renqi · 县级党政正职任期模拟"),
    "report.question": Text("The question", "问题"),
    "report.policy": Text("The policies", "政策方案"),
    "report.no_changes": Text("Nothing is changed: this is the baseline.", "未作任何改变：此为基准。"),
    "report.is_baseline": Text("This is the baseline.", "此为基准方案。"),
    "report.changes": Text("What differs from the baseline", "与基准的差异"),
    "report.change.lever": Text("Lever", "政策杠杆"),
    "report.change.old": Text("Baseline", "基准"),
    "report.change.new": Text("Here", "本方案"),
    "report.change.when": Text("When", "时间"),
    "report.change.where": Text("Where", "范围"),
    "report.headline": Text("The answer in numbers", "主要结果"),
    "report.headline_note": Text(
        "“{scenario}” against the baseline. The interval of the mean says how well {replicates} simulated futures fix the"
        " average; the spread is where eight in ten of its single futures lie. “Unclear”: the difference may be chance;"
        " “taken alone”: it is beyond chance only if this line alone had been asked about. The last column says how many"
        " times as many futures it would have taken without pairing them.",
        "“{scenario}”与基准相比。均值区间表示{replicates}次模拟未来对平均值的把握程度；10%—90%为该方案十次未来中八次所处的范围。“不明确”指差异可能出于偶然；"
        "“仅单项”指只有单看这一项时才能排除偶然。末列表示若不配对，须模拟多少倍的未来才能达到同样精度。",
    ),
    "report.headline_note_one": Text(
        "The interval of the mean says how well {replicates} simulated futures fix the average; the spread is where eight in ten single futures lie.",
        "均值区间表示{replicates}次模拟未来对平均值的把握程度；10%—90%为十次未来中八次所处的范围。",
    ),
    "note.never_bound": Text(
        "“{scenario}” never bound: no number differs from the baseline in any future.",
        "“{scenario}”从未产生约束：任何一次未来中均无数字不同于基准。",
    ),
    "pilot.truth": Text("true effect in the model", "模型中的真实效果"),
    "pilot.estimate": Text("difference in differences", "双重差分估计"),
    "pilot.no_error": Text("no error", "无误差"),
    "pilot.fair": Text(
        "{outcome}, “{scenario}”: an evaluator finds {found} on average ({low} to {high} in eight futures of ten); the true effect in the model is {truth}. No bias can be told from chance.",
        "“{scenario}”对“{outcome}”：评估者平均得出{found}（十次未来中八次在{low}至{high}之间），模型中的真实效果为{truth}；两者之差可能出于偶然。",
    ),
    "pilot.biased": Text(
        "{outcome}, “{scenario}”: an evaluator finds {found} on average ({low} to {high} in eight futures of ten); the true effect in the model is {truth}. The evaluator is misled by {error}, and not by chance.",
        "“{scenario}”对“{outcome}”：评估者平均得出{found}（十次未来中八次在{low}至{high}之间），模型中的真实效果为{truth}；评估偏差{error}，并非偶然。",
    ),
    "report.files": Text("The tables as files", "数据表文件"),
    "report.stability": Text("The index of stability and its parts", "任期稳定指数及其分项"),
    "report.stability_note": Text(
        "Points of 100; each part in proportion between fixed ends. Weights are an assumption, and growth, effort and waiting are not in it: never read it without its parts.",
        "满分100分；各分项在固定上下限之间按比例计分。权重为假设，且不含增长、精力与等待：不可脱离分项单独解读。",
    ),
    "report.as_assumed": Text(
        "“{scenario}”: if the mechanism is as strong as assumed. It sets levers whose effect rests on assumptions ({levers}).",
        "“{scenario}”：结论以机制强度符合假设为前提，所用政策杠杆（{levers}）的作用属于假设。",
    ),
    "report.stability_part": Text("Part (weight)", "分项（权重）"),
    "note.short_horizon": Text(
        "“{scenario}”: the window of {months} months is shorter than a term of {term}; what it says of completed terms, and of what comes after them, is undefined or unripe.",
        "“{scenario}”：模拟期仅{months}个月，不足一届（{term}个月），有关任满一届及其后情况的数字或无定义，或尚不成熟。",
    ),
    "note.censored": Text(
        "“{scenario}”: the end of the window cuts off {share} % of the spells begun in it before a whole term, more than {limit} %; a longer window would tell more about completed terms.",
        "“{scenario}”：模拟期内开始的任期有{share}%未到一届即因模拟期结束而截断，超过{limit}%；延长模拟期，任满一届的结论才更可靠。",
    ),
    "group.whole": Text("all reasons", "全部原因合计"),
    "role.both": Text("both chiefs", "两正职"),
    "role.secretary": Text("secretaries", "书记"),
    "role.head": Text("heads", "县长"),
    "figure.points": Text("contribution (percentage points)", "贡献（百分点）"),
    "figure.months": Text("contribution (months)", "贡献（月）"),
    "decomposition.told": Text(
        "{metric}, “{scenario}” against the baseline: {gap}. By reason for leaving: {parts}; all others {rest}.",
        "{metric}：“{scenario}”较基准{gap}。按离任原因分解：{parts}，其余合计{rest}。",
    ),
    "decomposition.all_told": Text(
        "{metric}, “{scenario}” against the baseline: {gap}. By reason for leaving: {parts}.",
        "{metric}：“{scenario}”较基准{gap}。按离任原因分解：{parts}。",
    ),
    "decomposition.part": Text("{reason} {gap}", "{reason}{gap}"),
    "decomposition.undefined": Text(
        "{metric}: not defined under “{scenario}” or in the baseline.", "{metric}：在“{scenario}”或基准中无定义。"
    ),
    "decomposition.nothing": Text(
        "{metric}, “{scenario}” against the baseline: {gap}; no reason for leaving clearly contributes.",
        "{metric}：“{scenario}”较基准{gap}；各类离任原因的贡献均不明确。",
    ),
    "prices.title": Text("Gains, and what came with them", "成效与代价"),
    "prices.gain": Text("Aim that improves", "改善的目标"),
    "prices.beside": Text("Side effect", "副作用"),
    "prices.told": Text(
        "“{scenario}” clearly improves {number} of its aims. What came with it: {prices}.",
        "“{scenario}”使{number}项目标指标明确改善，与之同时：{prices}。",
    ),
    "prices.one": Text("{metric} {gap}", "{metric}{gap}"),
    "prices.nothing_with_it": Text(
        "“{scenario}” clearly improves {number} of its aims; bunching, blocked careers, waits, vacancy and age show no clear change.",
        "“{scenario}”使{number}项目标指标明确改善；集中离任、晋升受阻、等待时间、职位空缺和任职时年龄均无明确变化。",
    ),
    "prices.no_gain": Text(
        "“{scenario}” improves none of its aims clearly.", "“{scenario}”未使任何一项目标指标明确改善。"
    ),
    "verdict.alone": Text(" (taken alone)", "（仅单项）"),
    "report.table": Text("Table", "数据表"),
    "report.on_paper": Text(
        "On paper: tables that stand open on the screen are printed too.", "打印时，屏幕上已展开的数据表一并打印。"
    ),
    "report.method": Text("Method", "方法"),
    "report.method_text": Text(
        "An agent-based simulation of {world}, month by month for {years} years, {replicates} futures a scenario. Futures"
        " are paired: scenarios share their random numbers person by person, month by month and decision by decision, so"
        " that a difference is due to the policy and not to luck. {burn_in} Intervals are those of a paired t test with the"
        " future as the unit. Tenure is estimated from life tables with delayed entry and censoring; reasons for leaving"
        " compete (Aalen-Johansen). Definitions: docs/methods.md.",
        "对{world}所作的基于主体的仿真，逐月推进，共{years}年，每个方案{replicates}次未来。各方案的未来一一配对：逐人、逐月、逐项决策共用随机数，"
        "差异因此来自政策而非运气。{burn_in}区间为以单次未来为单位的配对 t 检验区间。任期由含延迟进入与删失的生命表估计；离任原因按竞争风险（Aalen-Johansen）处理。"
        "定义见 docs/methods.md。",
    ),
    "report.burn_in_shared": Text(
        "All scenarios start from one burn-in under the baseline: what is shown is the change of course, not the long run.",
        "各方案由基准下的同一预热期出发：所示为转变过程，而非长期状态。",
    ),
    "report.burn_in_own": Text(
        "Each scenario was burned in under its own policy: what is shown is the long run.",
        "各方案在各自政策下预热：所示为长期状态。",
    ),
    "report.limits": Text("What the numbers do not say", "数字的局限"),
    "report.limit.model": Text(
        "These are futures of a model and no forecast; it is calibrated to published turnover of 1999–2012; the intervals hold the luck of the model, not doubt about it.",
        "所示均为模型模拟的未来，并非预测；模型按1999—2012年公开的干部更替数据校准；区间只反映模拟中的偶然性，不反映模型本身是否可靠。",
    ),
    "report.limit.effort": Text(
        "How strongly chiefs answer to incentives (effort, morale, lobbying) is assumed, not measured: “if the mechanism is as strong as assumed”.",
        "正职对激励的反应强度（精力、士气、跑官要官）属于假设，并非实测：有关结论以“机制强度符合假设”为前提。",
    ),
    "report.limit.many": Text(
        "Many numbers are shown. “Taken alone” marks a difference whose own interval leaves out zero, but not the wider one that holds for all metrics together (max-t); of many such, some are due to chance.",
        "所列数字众多。“仅单项”表示该差异自身的区间不含零，而全部指标同时成立的较宽区间（max-t）仍含零；此类差异多了，难免有纯属偶然者。",
    ),
    "report.limit.places": Text(
        "Municipalities and sub-provincial cities, whose district chiefs rank higher, are left out.",
        "直辖市与副省级城市的区级正职级别较高，未包含在内。",
    ),
    "report.limit.evidence": Text(
        "Much of the evidence is from prefectures and was moved to counties. Counties are generated from provincial figures; none is a real one.",
        "所依据的数据多为地级数据，已折算到县级；县按省级数据生成，并非真实的县。",
    ),
    "report.limit.worth": Text(
        "Whether a gain is worth its price is not for a model to say.",
        "成效是否值得付出相应代价，须由决策者权衡，模型不作回答。",
    ),
    "report.reproduce": Text("How to reproduce", "如何复现"),
    "report.reproduce_text": Text(
        "The same command gives the same numbers: bit for bit on the same kind of processor, and as they are shown on any.",
        "同一命令得到相同的数字：同类处理器上逐位相同，其他处理器上与所示各位相同。",
    ),
    "report.fact.seed": Text("Seed", "随机种子"),
    "report.fact.replicates": Text("Futures a scenario", "每方案未来次数"),
    "report.fact.window": Text("Window", "模拟时段"),
    "report.fact.window_value": Text("{months} months from {year}-{month:02d}", "自{year}年{month}月起{months}个月"),
    "report.fact.world": Text("World", "模拟世界"),
    "report.fact.versions": Text("Versions", "版本"),
}
