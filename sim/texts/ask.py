"""What `renqi ask` and `renqi rank` say."""

from sim.texts.text import Text

ASK: dict[str, Text] = {
    "cli.ask": Text(
        "Ask a study whether one scenario beats another; run until the answer is sure.",
        "就一项研究提问：某方案是否优于另一方案，运行至有把握回答为止。",
    ),
    "cli.rank": Text(
        "Find the best policy of a study, and confirm it on fresh futures.",
        "从一项研究的各方案中选出最优者，并用新的模拟未来加以验证。",
    ),
    "cli.option.most": Text(
        "Most futures a policy; the study's own budget, or 1000 for `rank`, if left out.",
        "每个方案的模拟未来次数上限；不填则用研究自定的上限，`rank` 则为 1000。",
    ),
    "cli.option.metric": Text(
        "Metric to go by; that of the study's `ask` if left out.", "所依据的指标，不填则用研究 `ask` 所定。"
    ),
    "cli.option.delta": Text(
        "Least difference that matters, in the metric's unit, a share as 0-1.",
        "有意义的最小差异，按指标单位填写，比例填 0—1。",
    ),
    "ask.nothing_asked": Text(
        "the study asks nothing to decide: add a section `ask` with `metric` and `delta`",
        "该研究没有待判断的问题，请添加 `ask` 小节并写明 `metric` 和 `delta`",
    ),
    "rank.nothing_asked": Text(
        "the study does not say what to rank by: add --metric and --delta, or a section `ask` to the study",
        "该研究未说明按什么排序，请添加 --metric 和 --delta，或在研究中添加 `ask` 小节",
    ),
    "rank.delta": Text("--delta must be a positive number", "--delta 必须为正数"),
    "rank.metric": Text(
        "there is no metric `{name}`: take one of docs/methods.md", "没有指标 `{name}`，请从 docs/methods.md 中选取"
    ),
    "rank.neither": Text(
        "`{name}` is neither better high nor low, so that there is no best: rank by another metric",
        "指标 `{name}` 不分优劣，无从选优，请换用其他指标",
    ),
    "rank.policies": Text(
        "the study has {number} policies, and a contest takes 2 to {limit}: change its scenarios or its design",
        "该研究有 {number} 个方案，选优须为 2 至 {limit} 个，请调整方案或设计",
    ),
    "rank.undefined": Text(
        "“{name}” is undefined in some future of some policy, or a run failed: rank by another metric",
        "“{name}”在某个方案的某次未来中无定义，或有运行失败，请换用其他指标",
    ),
    "ask.better": Text(
        "Better: “{scenario}” is better than “{against}” by at least {delta} in “{metric}” ({gap}; {low} to {high}).",
        "更优：就“{metric}”而言，“{scenario}”至少比“{against}”好{delta}（差值{gap}，区间{low}至{high}）。",
    ),
    "ask.worse": Text(
        "Worse: “{scenario}” is worse than “{against}” by at least {delta} in “{metric}” ({gap}; {low} to {high}).",
        "更差：就“{metric}”而言，“{scenario}”至少比“{against}”差{delta}（差值{gap}，区间{low}至{high}）。",
    ),
    "ask.higher": Text(
        "Higher: “{metric}” is higher under “{scenario}” than under “{against}” by at least {delta} ({gap}; {low} to {high}).",
        "更高：“{metric}”在“{scenario}”下至少比在“{against}”下高{delta}（差值{gap}，区间{low}至{high}）。",
    ),
    "ask.lower": Text(
        "Lower: “{metric}” is lower under “{scenario}” than under “{against}” by at least {delta} ({gap}; {low} to {high}).",
        "更低：“{metric}”在“{scenario}”下至少比在“{against}”下低{delta}（差值{gap}，区间{low}至{high}）。",
    ),
    "ask.equivalent": Text(
        "Equivalent: “{scenario}” and “{against}” differ by no more than {delta} in “{metric}” ({gap}; {low} to {high}).",
        "相当：就“{metric}”而言，“{scenario}”与“{against}”相差不超过{delta}（差值{gap}，区间{low}至{high}）。",
    ),
    "ask.same": Text(
        "The same: “{metric}” differs between “{scenario}” and “{against}” in no future; at most {share} % of futures can be otherwise.",
        "相同：“{metric}”在“{scenario}”与“{against}”之间于任何一次未来均无差别；至多{share}%的未来可能不同。",
    ),
    "ask.undecided": Text(
        "Undecided: whether “{scenario}” and “{against}” differ by {delta} in “{metric}” is open ({gap}; {low} to {high}); {more}.",
        "未决：就“{metric}”而言，“{scenario}”与“{against}”是否相差{delta}尚无定论（差值{gap}，区间{low}至{high}）；{more}。",
    ),
    "ask.too_early": Text(
        "Undecided: it is too early to say whether “{scenario}” and “{against}” differ by {delta} in “{metric}” ({gap} so far); {more}.",
        "未决：就“{metric}”而言，判断“{scenario}”与“{against}”是否相差{delta}为时尚早（目前差值{gap}）；{more}。",
    ),
    "ask.undefined": Text(
        "No answer: “{metric}” is undefined in more than a tenth of the futures of “{scenario}” or “{against}”, so that {delta} cannot be judged.",
        "无法回答：“{metric}”在“{scenario}”或“{against}”逾一成的未来中无定义，无从判断是否相差{delta}。",
    ),
    "ask.more": Text(
        "about {runs} more runs ({futures} pairs of futures) would tell",
        "约需再运行{runs}次（{futures}对未来）方可判断",
    ),
    "ask.more_unknown": Text(
        "the difference is so near to the one asked about that no number of runs can be told",
        "差异与所问界限过于接近，无法估计所需运行次数",
    ),
    "ask.runs": Text(
        "{runs} runs were used: {futures} futures of each scenario, with shared luck; number of looks: {looks}.",
        "共运行{runs}次：每个方案{futures}次未来，随机数共用，中途查看{looks}次。",
    ),
    "ask.level": Text(
        "The interval holds at all looks together with {share} %; a wrong answer has a chance of at most {error} %, approximately where differences are far from normal.",
        "区间在历次查看中同时成立的把握为{share}%；答错的可能至多{error}%，差值远非正态时为近似值。",
    ),
    "ask.pairing": Text(
        "Sharing the luck was worth {times} times the runs ({low} to {high}).",
        "共用随机数，相当于独立运行次数的{times}倍（{low}至{high}）。",
    ),
    "ask.first_look": Text(
        "Nothing is decided before {first} futures: allow more.", "不足{first}次未来时不作判断，请提高上限。"
    ),
    "ask.left_out": Text(
        "{number} pairs were left out, because the metric is undefined in them; {failed} runs failed.",
        "有{number}对因指标无定义而未计入；运行失败{failed}次。",
    ),
    "ask.model": Text(
        "It is an answer about the model: the interval holds its luck, and not doubt about its mechanisms.",
        "这是模型给出的回答：区间只反映模型内的偶然，不反映机制本身是否成立。",
    ),
    "rank.best": Text(
        "Best of {number} policies in “{metric}”: “{best}” (about {mean}; differences below {delta} do not count).",
        "就“{metric}”而言，{number}个方案中最优的是“{best}”（约{mean}；{delta}以内的差异不计）。",
    ),
    "rank.open": Text(
        "Undecided: of {number} policies “{best}” is ahead in “{metric}” (about {mean}), but the budget ended before others were out by {delta}.",
        "未决：就“{metric}”而言，{number}个方案中“{best}”暂时领先（约{mean}），但次数用尽时尚未以{delta}的界限排除其余方案。",
    ),
    "rank.confirmed": Text(
        "Confirmed on fresh futures: “{best}” less “{rival}” is {gap} ({low} to {high}; Holm's p {p}).",
        "用新的模拟未来复核，结论成立：“{best}”减“{rival}”为{gap}（{low}至{high}；Holm校正后p值{p}）。",
    ),
    "rank.not_confirmed": Text(
        "Not confirmed on fresh futures: “{best}” less “{rival}” is {gap} ({low} to {high}; Holm's p {p}).",
        "用新的模拟未来复核，结论不成立：“{best}”减“{rival}”为{gap}（{low}至{high}；Holm校正后p值{p}）。",
    ),
    "rank.runs": Text(
        "{runs} runs were used; the contest took {replicates} futures a policy, fewer for those that left, and {fresh} fresh ones for each finalist.",
        "共运行{runs}次；选优阶段每个方案至多{replicates}次未来，先出局者较少；决选者另用{fresh}次新的未来。",
    ),
    "rank.caveat": Text(
        "The best is selected with 95 % where it leads all others by {delta}; of several nearer ones it may be any. Differences told are those of fresh futures: a winner's own mean flatters it.",
        "最优者领先其余方案达{delta}时，选对的把握为95%；更接近者之间则可能选中任何一个。所列差值取自新的未来，因为胜出者选优时的均值偏于有利。",
    ),
}
"""Texts of `ask` and `rank` by key."""
