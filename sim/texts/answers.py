"""What the answers of the shipped studies say."""

from sim.texts.text import Text

ANSWERS: dict[str, Text] = {
    "answers.title": Text("Questions asked, and their answers", "研究问题与答案"),
    "answers.page_in": Text("In English", "中文"),
    "answers.lead": Text(
        "Each study stands beside this page as data, with its answer. `make answers` runs them all and writes the pages again. The answers are those"
        " of a model whose mechanisms are largely assumed: read them as “if the mechanisms are as strong as assumed”.",
        "各研究及其答案以数据形式存于本目录。`make answers` 重新运行全部研究并生成本页。答案出自模型，机制强度多为假设：均应理解为“若机制强度如所假设”。",
    ),
    "answers.facts": Text(
        "{file}: model version {model}, behaviour “{behaviour}”, seed {seed}, {futures} futures of {years:g} years at each point, {runs} runs; intervals of differences hold together at 95 %.",
        "{file}：模型版本 {model}，参数组“{behaviour}”，种子{seed}，每点{futures}次未来、各{years:g}年，共运行{runs}次；差值区间为95%联合区间。",
    ),
    "answer.most": Text(
        "{scenario} does most for “{metric}”: {gap} ({low} to {high}), from {base}.",
        "对“{metric}”作用最大的是{scenario}：{gap}（{low} 至 {high}），基准为{base}。",
    ),
    "answer.also": Text("Clearly better than the baseline as well: {listed}.", "其他明确优于基准的：{listed}。"),
    "answer.one": Text("{scenario}, {gap} ({low} to {high}; baseline {base})", "{scenario}，{gap}（{low} 至 {high}；基准为{base}）"),
    "answer.idle": Text("No clear effect on “{metric}”: {listed}.", "对“{metric}”无明确作用的：{listed}。"),
    "answer.metric": Text("{metric} {gap} ({low} to {high}; baseline {base})", "{metric}{gap}（{low} 至 {high}；基准为{base}）"),
    "answer.better": Text("{scenario} improves: {listed}.", "{scenario}的改善：{listed}。"),
    "answer.worse": Text("{scenario} costs: {listed}.", "{scenario}的代价：{listed}。"),
    "answer.helps": Text(
        "Yes, for what it is meant for: under {scenario}, “{metric}” changes by {gap} ({low} to {high}), from {base}.",
        "就其目标而言有效：{scenario}使“{metric}”变化{gap}（{low} 至 {high}），基准为{base}。",
    ),
    "answer.hurts": Text(
        "No: under {scenario}, “{metric}” gets worse by {gap} ({low} to {high}), from {base}.",
        "无效且有害：{scenario}使“{metric}”变差{gap}（{low} 至 {high}），基准为{base}。",
    ),
    "answer.unclear": Text(
        "Not to be told: under {scenario}, “{metric}” changes by {gap} ({low} to {high}), from {base}.",
        "尚难判断：{scenario}使“{metric}”变化{gap}（{low} 至 {high}），基准为{base}。",
    ),
    "answer.not_told": Text("No clear change in: {listed}.", "无明确变化的：{listed}。"),
    "answer.gains_are": Text(
        "What improves as the minimum grows: {listed}. Each is counted as a share of its own largest change, all alike.", "随最低任期延长而改善的：{listed}。各项均按占自身最大变化的比例计，权重相同。"
    ),
    "answer.costs_are": Text("What gets worse, counted in the same way: {listed}.", "随之变差的，计法相同：{listed}。"),
    "answer.turns": Text(
        "The gains lead the costs most at {months} months, where {gain} % of the gains and {cost} % of the costs are reached; to lengthen the minimum beyond that"
        " adds more of the costs than of the gains. {sure} % of resamples of the futures turn at the same length.",
        "收益领先代价最多之处在{months}个月：已得收益的{gain}%，已付代价的{cost}%；再延长最低任期，所增代价的比例大于所增收益。对未来重抽样，{sure}%得出相同的转折点。",
    ),
    "answer.never_turns": Text(
        "Within the range the costs never overtake: at {months} months {gain} % of the gains and {cost} % of the costs are reached ({sure} % of resamples agree).",
        "在考察范围内代价始终未超过收益：{months}个月时已得收益的{gain}%，已付代价的{cost}%（{sure}%的重抽样结果一致）。",
    ),
    "answer.first": Text(
        "{scenario} is best in {share} % of {worlds} worlds, in which {factors} numbers that are assumed or only bounded were drawn anew.",
        "在{worlds}个情景（重新抽取{factors}个仅有假设或界限依据的参数）中，{scenario}有{share}%为最优。",
    ),
    "answer.order_holds": Text(
        "{first} is ahead of {second} in {share} % of worlds: the order survives what we do not know.", "{first}优于{second}：在{share}%的情景中成立，排序经得起不确定性检验。"
    ),
    "answer.order_open": Text(
        "{first} is ahead of {second} in {share} % of worlds only: not distinguishable with present facts.", "{first}优于{second}仅在{share}%的情景中成立：以现有事实难以区分。"
    ),
    "figure.effect_sd": Text("difference, in SD of single futures", "差值（单次未来的标准差）"),
    "figure.gain_reached": Text("gains reached", "已得收益"),
    "figure.cost_reached": Text("costs reached", "已付代价"),
    "figure.share_reached": Text("share of the largest change (%)", "占最大变化的比例（%）"),
    "figure.minimum_months": Text("minimum tenure (months)", "最低任期（月）"),
    "figure.worlds_share": Text("share of worlds (%)", "情景占比（%）"),
}
"""Texts of the answers by key."""
