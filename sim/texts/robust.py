"""What the pages on sensitivity, robustness and search say."""

from sim.texts.text import Text

ROBUST: dict[str, Text] = {
    "cli.sensitivity": Text(
        "What a study's answers depend on: screen every uncertain number, weigh the few that matter, and chance.",
        "研究结论取决于什么：筛查全部不确定参数，量化主要参数和偶然因素的作用。",
    ),
    "cli.robust": Text(
        "How a study's policies stand up to what is not known: who is best where, and where they fall short.",
        "在各种不确定情景下检验各方案：何种情景下哪项方案最优，何处达不到要求。",
    ),
    "cli.search": Text(
        "Search a study's levers for policies that no other beats on every objective.",
        "调整政策杠杆，寻找在各项目标上不被其他方案全面超越的方案。",
    ),
    "cli.study": Text("The study file.", "研究文件。"),
    "cli.option.futures": Text("Simulated futures at each point (default {default}).", "每个点的模拟未来次数（默认 {default}）。"),
    "cli.option.trajectories": Text("Trajectories of the screening (default {default}).", "筛查所用轨迹数（默认 {default}）。"),
    "cli.option.closely": Text(
        "Uncertain numbers looked at closely, at most (default {default}).", "重点考察的参数个数上限（默认 {default}）。"
    ),
    "cli.option.base": Text(
        "Base points of the shares of variance, a power of two (default {default}).", "估计方差占比的基点数，须为2的幂（默认 {default}）。"
    ),
    "cli.option.worlds": Text("Worlds drawn; as the study says if left out.", "抽取的情景数，不填则按研究文件。"),
    "cli.option.trials": Text("Policies tried in all; as the study says if left out.", "试验的方案总数，不填则按研究文件。"),
    "cli.option.fresh": Text(
        "Futures on which the members found are run again (default {default}).", "对所得方案重新检验的模拟未来次数（默认 {default}）。"
    ),
    "cli.option.workers": Text("Batches run at a time; all cores if left out.", "并行批数，不填则使用全部核心。"),
    "cli.option.out_kept": Text("Folder for runs and results; the same folder takes them up again.", "存放运行和结果的文件夹，再次指定即从中断处继续。"),
    "cli.page": Text("Page: {path}", "网页：{path}"),
    "cli.ran": Text("{runs} runs; {seconds} s.", "共运行{runs}次；用时{seconds}秒。"),
    "cli.needs": Text(
        "this verb needs the Python package {name}; install Renqi with the extra [{extra}]",
        "此命令需要 Python 软件包 {name}，请以附加项 [{extra}] 安装",
    ),
    "cli.power_of_two": Text("{name}: {value} is not a power of two (16, 32, 64 …)", "{name}：{value} 不是2的幂（16、32、64……）"),
    "search.other": Text(
        "{name} belongs to another search (other levers, objectives, prices, scenario, seed or model): choose another folder",
        "{name}属于另一项搜索（杠杆、目标、价格、方案、种子或模型不同）：请另选文件夹",
    ),
    "study.no_worlds": Text(
        "the study names no uncertainties and no tiers: say under “uncertainties” or “worlds” what is not known",
        "研究未列出任何不确定参数或依据等级：请在 `uncertainties` 或 `worlds` 中说明何者未知",
    ),
    "study.no_judge": Text("the study does not say under “judge” by which metric policies are judged", "研究未在 `judge` 中说明以哪项指标评判方案"),
    "study.no_search": Text("the study does not say under “search” what a search is for", "研究未在 `search` 中说明搜索目标"),
    "study.no_better": Text("{name}: neither more nor less of this metric is better, so that nothing can be judged by it", "{name}：该指标不分优劣，不能据以评判"),
    "study.empty_demand": Text("{name}: say “at_least” or “at_most”", "{name}：请写明 `at_least` 或 `at_most`"),
    "study.demand_empty_range": Text("{name}: no value can meet this, for “at_least” is above “at_most”", "{name}：`at_least` 大于 `at_most`，任何取值都不能满足"),
    "study.search_without_levers": Text("a search needs levers with ranges, under “levers”", "搜索需要在 `levers` 中给出政策杠杆及其范围"),
    "study.objective_twice": Text("{name} is named twice among the objectives", "目标中重复出现 {name}"),
    "study.price_unknown": Text("{name}: a price for something that is no lever", "{name}：所定价格的对象不是政策杠杆"),
    "study.price_negative": Text("{name}: a price is a number from 0 up", "{name}：价格须为不小于0的数"),
    "study.cost_without_prices": Text("the objective “cost” needs “prices”: what moving a lever over its whole range costs", "目标 `cost` 需要 `prices`，即各政策杠杆由一端调至另一端的代价"),
    "study.one_policy": Text("one scenario alone cannot be compared: name the baseline and at least one other", "仅有一个方案无从比较：请列出基准和至少一个其他方案"),
    "factor.luck": Text("chance (which future it is)", "偶然（属于哪一次未来）"),
    "outcome.level": Text("{metric} under “{scenario}”", "“{scenario}”下的“{metric}”"),
    "outcome.change": Text("what “{scenario}” changes in: {metric}", "“{scenario}”对“{metric}”的改变"),
    "bound.above": Text("{name} is above {low}", "{name}高于{low}"),
    "bound.below": Text("{name} is at most {high}", "{name}不高于{high}"),
    "bound.between": Text("{name} lies between {low} and {high}", "{name}介于{low}与{high}之间"),
    "bound.and": Text(" and ", "，且"),
    "list.join": Text("; ", "；"),
    "figure.screened": Text("How far each moves it", "各参数的影响幅度"),
    "figure.shares": Text("Shares of variance", "重点参数的方差占比"),
    "figure.variance_share": Text("share of variance (%)", "方差占比（%）"),
    "figure.total_share": Text("left while it alone is unknown", "仅其未知时仍保留"),
    "figure.first_share": Text("gone when it alone is known", "仅获知其值时消除"),
    "figure.worlds_mean": Text("mean over worlds (line: eight worlds in ten)", "各情景均值（横线：八成情景）"),
    "figure.worlds_worst": Text("worst world", "最差情景"),
    "figure.short_share": Text("worlds in which it falls short (%)", "未达要求的情景占比（%）"),
    "figure.front_holds": Text("holds on fresh luck", "重新检验后成立"),
    "figure.front_beaten": Text("beaten on fresh luck", "重新检验后被超越"),
    "figure.front_practice": Text("the practice", "基准做法"),
    "front.beaten": Text("beaten by {other}", "被{other}号超越"),
    "front.beaten_clearly": Text("clearly beaten by {other}", "被{other}号明显超越"),
    "search.cost": Text("cost of the levers, by the study's prices", "按研究定价计的政策成本"),
    "dependence.undefined": Text("{outcome}: not defined in enough worlds to say anything.", "{outcome}：有定义的情景过少，无法判断。"),
    "dependence.stands": Text(
        "On average over what is not known: {mean}, with a standard deviation of {sd}.", "在不确定范围内的平均值为{mean}，标准差为{sd}。"
    ),
    "dependence.most": Text(
        "It depends most on {factor}. While that alone is unknown, {share} % of the variance stays (95 % interval {low} to {high}).",
        "影响最大的是{factor}。仅此一项未知时，仍保留{share}%的方差（95%区间 {low} 至 {high}）。",
    ),
    "dependence.next": Text("Then: {listed}.", "其次：{listed}。"),
    "dependence.one": Text("{factor}, {share} % ({low} to {high})", "{factor}，{share}%（{low} 至 {high}）"),
    "dependence.luck": Text(
        "Chance has a hand in {share} % of the variance ({low} to {high}); futures averaged at each point: {futures}.",
        "在每点平均{futures}次未来时，{share}%的方差与偶然有关（{low} 至 {high}）。",
    ),
    "dependence.noisy": Text(
        "So much is chance that these shares hold much of it too: a number that changes who moves when draws other luck. Average more futures before trusting the order.",
        "偶然成分过大，上述占比中也含有偶然：参数一变，何人何时调动随之改变，运气也就不同。排序尚不可靠，应增加平均的未来次数。",
    ),
    "dependence.screened": Text(
        "Of {factors} uncertain numbers, screened one by one, the {close} that move the outcomes of this study most were looked at closely.",
        "逐一筛查{factors}个不确定参数后，对影响本研究结果最大的{close}个作了重点考察。",
    ),
    "sensitivity.title": Text("What does it depend on? {title}", "结论取决于什么？{title}"),
    "sensitivity.heading": Text("What does it depend on: {outcome}?", "取决于什么：{outcome}"),
    "sensitivity.note": Text(
        "Each bar: the mean absolute change of the outcome when one number is moved over its whole range, the rest anywhere in"
        " theirs (Morris's elementary effects). Dots: shares of variance (Sobol); the two kinds differ where numbers act together. Whiskers: 95 %.",
        "条形：某参数在全范围内变动、其余参数任意取值时结果的平均绝对变化（Morris 基本效应）。圆点：方差占比（Sobol 指数），两种占比不同表明参数间有交互作用。误差线为95%区间。",
    ),
    "sensitivity.method": Text(
        "Scenarios are run at points drawn over the ranges of the uncertain numbers, {trajectories} trajectories for the screening and"
        " {base} base points for the shares, {futures} futures a point. Chance is one factor more: it picks the block of seeds. What a scenario changes is"
        " taken from paired futures. Definitions: docs/methods.md.",
        "在不确定参数的取值范围内抽点运行各方案：筛查用{trajectories}条轨迹，方差占比用{base}个基点，每点{futures}次未来。偶然因素作为一个因子，由种子组表示。方案的改变取自配对的未来。定义见 docs/methods.md。",
    ),
    "robust.title": Text("How robust is it? {title}", "结论是否稳健？{title}"),
    "robust.standing": Text("How do the policies do over all worlds: {metric}?", "各方案在全部情景中的表现：{metric}"),
    "robust.winners": Text("Who is best where?", "何种情景下哪项方案最优？"),
    "robust.short": Text("Where do policies fall short?", "哪些情景下达不到要求？"),
    "robust.best": Text(
        "“{scenario}” is best in {share} % of {worlds} worlds (95 % interval {low} to {high} %), clearly so in {clear} %; its mean regret is {regret}.",
        "在{worlds}个情景中，“{scenario}”有{share}%为最优（95%区间 {low}% 至 {high}%），明确最优的占{clear}%；平均遗憾值{regret}。",
    ),
    "robust.spread": Text(
        "“{scenario}” changes it by {change} on average (95 % {low} to {high}).", "“{scenario}”平均改变{change}（95%区间 {low} 至 {high}）。"
    ),
    "robust.telling": Text(
        "Who wins is told best by {first}, then by {second}.", "最能区分优胜方案的参数是{first}，其次是{second}。"
    ),
    "robust.loses": Text(
        "“{scenario}” falls short above all where {condition}: there it does in {failing} % of worlds (95 % interval {failing_low} to {failing_high} %), against"
        " {overall} % of all; this covers {covered} % of the worlds where it falls short. (Found on one half of the worlds, measured on the other.)",
        "“{scenario}”主要在下述情形达不到要求：{condition}。此类情景中有{failing}%达不到（95%区间 {failing_low}% 至 {failing_high}%），全部情景中为{overall}%；该条件涵盖其未达要求情景的{covered}%。（由一半情景得出，以另一半检验。）",
    ),
    "robust.no_box": Text(
        "“{scenario}” falls short in {share} % of worlds (95 % interval {low} to {high} %); no simple condition tells them from the rest.",
        "“{scenario}”在{share}%的情景中达不到要求（95%区间 {low}% 至 {high}%），没有简单条件可将这些情景与其余情景区分开。",
    ),
    "robust.always": Text("“{scenario}” falls short in every world.", "“{scenario}”在全部情景中均达不到要求。"),
    "robust.never": Text("“{scenario}” falls short in no world.", "“{scenario}”在任何情景中均达到要求。"),
    "robust.short_means": Text("To fall short is to miss one of these: {demands}.", "未达要求指下列之一未满足：{demands}。"),
    "robust.short_plain": Text(
        "Nothing being demanded, a policy falls short where it does no better than the baseline.", "研究未提出具体要求，故以不优于基准为未达要求。"
    ),
    "demand.at_least": Text("{metric} at least {value}", "“{metric}”不低于{value}"),
    "demand.at_most": Text("{metric} at most {value}", "“{metric}”不高于{value}"),
    "demand.change_at_least": Text("{metric} changed by at least {value}", "“{metric}”的变化不低于{value}"),
    "demand.change_at_most": Text("{metric} changed by at most {value}", "“{metric}”的变化不高于{value}"),
    "robust.note_standing": Text(
        "A world is one draw of what is not known. Line: eight worlds in ten; dot: the mean; tick: the worst. Regret is what a policy falls short of the best of that world; its"
        " mean is taken crosswise over futures, so that luck does not pass for merit.",
        "一个情景是对未知参数的一次抽取。横线为八成情景，圆点为均值，竖线为最差情景。遗憾值为方案与该情景最优方案之差；平均遗憾值以未来分半交叉计算，避免把运气当作成效。",
    ),
    "robust.note_winners": Text(
        "A dot a world, placed by the two numbers that tell most about the winner. Where few futures are run a world, neighbours may win by luck.",
        "每点为一个情景，按最能区分优胜者的两个参数定位。每个情景的未来次数较少时，相近方案可能仅凭运气胜出。",
    ),
    "robust.method": Text(
        "{worlds} worlds, a Latin hypercube over {factors} uncertain numbers, {futures} futures a world, the same for all policies. The worlds are draws from ranges, no"
        " forecast: shares of worlds are not probabilities. Definitions: docs/methods.md.",
        "对{factors}个不确定参数以拉丁超立方抽取{worlds}个情景，每个情景{futures}次未来，各方案相同。情景取自参数范围，并非预测：情景占比不是概率。定义见 docs/methods.md。",
    ),
    "search.title": Text("Which policies does none beat? {title}", "哪些方案不被全面超越？{title}"),
    "search.heading": Text("Which policies does none beat?", "哪些方案不被全面超越？"),
    "search.found": Text(
        "Of {tried} policies tried, {members} are beaten by none on every objective; on fresh luck {hold} of them hold, {beaten} are beaten by another, {clearly} of these clearly.",
        "试验{tried}个方案，其中{members}个不被全面超越；重新检验后{hold}个成立，{beaten}个被其他方案超越，其中{clearly}个明显被超越。",
    ),
    "search.curse": Text(
        "The search saw {objective} too favourably by {gap} on average.", "搜索时所见的“{objective}”平均偏于有利{gap}。"
    ),
    "search.no_curse": Text(
        "The search did not see {objective} too favourably (mean gap {gap}).", "搜索时所见的“{objective}”未见偏于有利（平均差 {gap}）。"
    ),
    "search.note": Text(
        "Every member was run again on {fresh} futures that the search had not met; whiskers are 95 % intervals of these means. Hollow: another member is at least as good in every mean. Members share their futures, so that differences are surer than the whiskers look.",
        "每个方案均以搜索未用过的{fresh}次未来重新运行；误差线为其均值的95%区间。空心：另有方案在各项均值上均不逊于它。各方案的未来相同，故方案之差比误差线所示更确定。",
    ),
    "search.method": Text(
        "NSGA-II over {levers} levers, {tried} policies, {futures} futures each; its journal takes a stopped search up again. Costs are the study's prices, no finding. Definitions: docs/methods.md.",
        "对{levers}个杠杆用 NSGA-II 搜索，共{tried}个方案，每个{futures}次未来；中断后可由日志继续。成本按研究定价计，并非研究结果。定义见 docs/methods.md。",
    ),
    "page.command": Text("How to reproduce", "如何复现"),
}
"""Texts on sensitivity, robustness and search by key."""
