"""What `renqi validate` and `renqi calibrate` say."""

from sim.texts.text import Text

VALIDATE: dict[str, Text] = {
    "cli.validate": Text(
        "Hold the model against published figures and patterns, those fitted and those only predicted apart.",
        "将模型与已公布数据和应有规律对照，拟合所用数据与仅用于检验预测的数据分列。",
    ),
    "cli.validate.folder": Text(
        "Folder with baseline.yaml, practice_2013.yaml and poor_county_freeze.yaml (default: scenarios).",
        "存放 baseline.yaml、practice_2013.yaml 和 poor_county_freeze.yaml 的文件夹（默认 scenarios）。",
    ),
    "cli.validate.behaviours": Text(
        "Uncertain parameters to hold against the figures; several, one after another, are compared.",
        "用于对照的不确定参数；可多次给出，并列比较。",
    ),
    "validate.title": Text("The model against published figures", "模型与已公布数据对照"),
    "validate.fitted": Text("Calibration: what was to be fitted", "校准：拟合所用数据"),
    "validate.predicted": Text("Validation: what was to be predicted", "验证：留作预测的数据"),
    "validate.further": Text(
        "Further published figures, neither fitted nor judged", "其他公布数据：不参与拟合，也不作评判"
    ),
    "validate.patterns": Text("Patterns: what must be seen", "规律：模型中应当出现的现象"),
    "validate.id": Text("no.", "编号"),
    "validate.figure": Text("figure", "指标"),
    "validate.target": Text("county-level target (published)", "县级目标值（原公布值）"),
    "validate.accepted": Text("accepted", "允许范围"),
    "validate.model": Text("{name} [95 % interval]", "{name} [95%区间]"),
    "validate.miss": Text("miss", "偏离"),
    "validate.met": Text("met", "达标"),
    "validate.yes": Text("yes", "是"),
    "validate.no": Text("NO", "否"),
    "validate.within": Text("range", "范围"),
    "validate.inside": Text("in", "内"),
    "validate.outside": Text("out", "外"),
    "validate.later": Text("{label}, practice since 2013", "{label}（2013年以后）"),
    "validate.counted": Text(
        "{name}: {met} of {all} calibration targets met, {predicted} of {kept} validation targets predicted,"
        " {patterns} of {looked} patterns there; distance {distance}.",
        "{name}：校准目标{all}项中{met}项达标，验证目标{kept}项中{predicted}项预测正确，规律{looked}项中{patterns}项出现；距离{distance}。",
    ),
    "validate.missed": Text("Targets not met: {what}.", "未达标：{what}。"),
    "validate.absent": Text("Patterns not there: {what}.", "未出现的规律：{what}。"),
    "validate.and": Text("; ", "；"),
    "validate.where": Text(
        "{label}, {value} (accepted: {accepted})", "{label}为{value}（允许范围：{accepted}）"
    ),
    "validate.several": Text("{id}, {missed} of {all} figures", "{id}，{all}个数字中有{missed}个不在允许范围内"),
    "validate.note": Text(
        "A target is the published figure moved to county level, once; where the source prints another, that stands in"
        " brackets. It is met where each of its judged figures lies in the accepted range. A miss is in tolerances:"
        " counted from the middle of what is accepted, and beyond 1 a figure is not. Distance is the root mean square miss of the calibration targets: 0 in the"
        " middle of what is accepted, 1 at its edge. A dash: shown only. {replicates} futures of {counties} counties"
        " and {years} years.",
        "目标值是公布值折算到县级后的数值（只折算一次），与原公布值不同的，原公布值列于括号内。一项目标须其全部应判数字均在允许范围内，方为达标。"
        "偏离自允许范围中央算起，以允许误差为单位，超过1即不接受。距离为各项校准目标偏离的均方根，0为正居允许范围中央，1为恰在其边缘。"
        "短横表示仅供参考。{replicates}个模拟未来，{counties}个县，{years}年。",
    ),
    "validate.the_model": Text("model", "模型"),
    "validate.v9": Text("pairs kept over the congress in a freeze", "冻结期内换届时党政正职均留任的比例"),
    "validate.freeze_end": Text("pairs kept to the end of a freeze of four years", "四年冻结期满时党政正职均仍在任的比例"),
    "validate.freeze_without": Text("the same without a freeze", "无冻结时的同一比例"),
    "validate.release": Text(
        "exits in the year after release, over those without a freeze", "解冻后一年离任数与无冻结时之比"
    ),
    "validate.books": Text("a prefecture's yearly flows: nobody is lost", "地级市年度干部流动收支平衡"),
    "validate.page": Text("Report: {path}", "报告：{path}"),
    "validate.no_freeze": Text(
        "{name} has no reform that holds in some places only: restore the shipped file",
        "{name} 中没有只在部分地方施行的改革，请恢复随附文件",
    ),
    "validate.hazard_figure": Text("When do heads leave, against published figures?", "县长何时离任：与已公布数据对照"),
    "validate.hazard_note": Text(
        "Chance of leaving in each year in post, of heads appointed in the window; the band is what is accepted.",
        "模拟时段内任命的县长在任职各年内离任的概率，阴影为允许范围。",
    ),
    "validate.miss_figure": Text("Which figures are missed, and by how much?", "哪些指标有偏离，偏离多少？"),
    "validate.miss_note": Text(
        "Miss of each judged figure in tolerances, with its 95 % interval; between the lines it is accepted.",
        "各应判指标的偏离及其95%区间，以允许误差为单位；两条线之间为允许范围。",
    ),
    "validate.year_in_post": Text("Year in post", "任职第几年"),
    "validate.leaving": Text("Chance of leaving (%)", "离任概率（%）"),
    "validate.published_band": Text("accepted", "允许范围"),
    "validate.in_tolerances": Text("Miss, in tolerances", "偏离（以允许误差为单位）"),
    "pattern.smallest_rise": Text(
        "heads: smallest rise of the yearly hazard, years 1-5", "县长年离任概率的最小升幅（第1—5年）"
    ),
    "pattern.smallest_rise_secretary": Text(
        "secretaries: smallest rise of the hazard between year-ends, years 1-5",
        "县委书记相邻年末间离任概率的最小升幅（第1—5年）",
    ),
    "pattern.largest_rise": Text(
        "heads: largest rise over the mean rise, years 1-6", "县长年离任概率最大升幅与平均升幅之比（第1—6年）"
    ),
    "pattern.monthly_peak": Text(
        "heads: peak within months 58-61 over its neighbours", "县长任职58—61个月离任高峰与前后之比"
    ),
    "pattern.congress_peak": Text("heads: exits in congress years over others", "县长换届年与其他年份离任率之比"),
    "pattern.above_ceiling": Text(
        "secretaries: promotions above the age limit over those at 43-47", "书记超过年龄上限与43—47岁时晋升率之比"
    ),
    "pattern.one_chain": Text("both chiefs change: the own head succeeds", "两正职同年更换中由本县县长接任书记的比例"),
    "pattern.season": Text("heads' exits: share in January-April", "县长离任在1月至4月的比例"),
    "pattern.three_chiefs": Text("whole terms with three chiefs or more", "一届内更换至三任及以上的比例"),
    "behaviour.note": Text("Uncertain parameters: {title}.", "不确定参数：{title}。"),
    "behaviour.note_ensemble": Text(
        "Uncertain parameters: {title}, {sets} in all, another in each future. Over {replicates} futures the intervals"
        " of the headline metrics are {factor} times as wide (median) as with the calibrated set in the same futures.",
        "不确定参数：{title}，共{sets}组，每个模拟未来另取一组。在{replicates}个模拟未来中，主要指标区间宽度为同样未来下校准值的{factor}倍（中位数）。",
    ),
    "cli.calibrate": Text(
        "Fit the uncertain parameters to published figures; may be stopped and taken up again.",
        "将不确定参数拟合于已公布数据，可随时中断后续做。",
    ),
    "cli.calibrate.out": Text("Folder for the runs and the results of the fit.", "存放拟合所用模拟及结果的文件夹。"),
    "cli.calibrate.size": Text(
        "How much to simulate: 1 for the shipped fit, less for a quicker and rougher one.",
        "模拟规模：1为随附结果所用，减小则较快较粗。",
    ),
    "calibrate.done": Text(
        "Best set: distance {distance}; {met} of {all} targets. Ensemble: {sets} sets, {tried} simulated. Results: {folder}",
        "最佳取值：距离{distance}，{all}项目标中{met}项达标。参数组：共模拟{tried}组次，保留{sets}组。结果存于{folder}",
    ),
}
"""Texts of validation and calibration by key."""
