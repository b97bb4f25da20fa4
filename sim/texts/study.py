"""What is said of studies: what is wrong with one, and what a pilot of it tells."""

from sim.texts.text import Text

STUDY: dict[str, Text] = {
    "study.not_study": Text(
        "this is not a study: a study begins with `format: 1` and names `scenarios`",
        "这不是研究文件，研究应以 `format: 1` 开头，并列出 `scenarios`",
    ),
    "study.is_scenario": Text(
        "`{name}` makes this a scenario, not a study: give it to `renqi run` or `renqi compare`, or name it under"
        " `scenarios` of a study",
        "含有 `{name}` 的是方案文件，不是研究文件，请用于 `renqi run` 或 `renqi compare`，或在研究文件的 `scenarios` 中列出",
    ),
    "study.scenario_twice": Text(
        "the scenario `{name}` is named twice: name each once", "方案 `{name}` 重复出现，每个方案只写一次"
    ),
    "study.other_window": Text(
        "`{name}` has another world, start or horizon than `{first}`: give the study one `world` and one horizon",
        "`{name}` 与 `{first}` 的世界、起始年月或模拟期不同，请在研究中统一写明 `world` 和模拟期",
    ),
    "study.horizon_before_reform": Text(
        "a reform of `{name}` begins in {date}, after this horizon: lengthen the horizon",
        "`{name}` 的一项改革自 {date} 起施行，已在模拟期之外，请延长模拟期",
    ),
    "study.unknown_factor": Text(
        "`{name}` is neither a lever nor a parameter of behaviour: `renqi levers` lists the levers",
        "`{name}` 既不是政策杠杆也不是行为参数，可用 `renqi levers` 查看政策杠杆",
    ),
    "study.unknown_factor_near": Text(
        "`{name}` is neither a lever nor a parameter of behaviour: did you mean `{nearest}`?",
        "`{name}` 既不是政策杠杆也不是行为参数，是否应为 `{nearest}`？",
    ),
    "study.low_above_high": Text(
        "the range of `{name}` is empty: `low` must not be above `high`", "`{name}` 的范围为空，`low` 不得大于 `high`"
    ),
    "study.log_of_zero": Text(
        "`{name}` is to be drawn on a logarithmic scale: give a `low` above 0",
        "`{name}` 按对数尺度抽取，`low` 须大于 0",
    ),
    "study.mode_outside": Text(
        "the mode of `{name}` is outside its range: put it between `low` and `high`",
        "`{name}` 的众数不在范围之内，请改为介于 `low` 和 `high` 之间",
    ),
    "study.values_alone": Text(
        "`{name}` lists its values, so that a range says nothing more: keep `values` alone",
        "`{name}` 已列出取值，不必再写范围，请只保留 `values`",
    ),
    "study.not_of_distribution": Text(
        "`{name}` does not go with a distribution of kind {kind}: remove it", "{kind} 分布不使用 `{name}`，请删除"
    ),
    "study.distribution_needs": Text(
        "a distribution of kind {kind} needs `{name}`: add it", "{kind} 分布须给出 `{name}`，请补充"
    ),
    "study.design_missing": Text(
        "`design` is missing, which says how the ranges are searched: add one of kind {known}",
        "缺少 `design`，无从得知如何在范围内取点，请补充，类型可为：{known}",
    ),
    "study.not_of_design": Text(
        "`{name}` does not go with a design of kind {kind}: remove it", "{kind} 类型的设计不使用 `{name}`，请删除"
    ),
    "study.design_needs": Text(
        "a design of kind {kind} needs `{name}`: add it", "{kind} 类型的设计须给出 `{name}`，请补充"
    ),
    "study.list_with_ranges": Text(
        "a list says itself what is varied: remove `levers` and `uncertainties`, or choose another design",
        "列表式设计已写明取值，请删除 `levers` 和 `uncertainties`，或改用其他设计",
    ),
    "study.nothing_to_vary": Text(
        "a design of kind {kind} needs something to vary: add `levers` or `uncertainties`, or remove `design`",
        "{kind} 类型的设计须有变动的因素，请补充 `levers` 或 `uncertainties`，或删除 `design`",
    ),
    "study.power_of_two": Text(
        "the points of a Sobol design must be a power of two, not {value}: write 64, 128, 256 …",
        "Sobol 设计的点数应为 2 的幂，不能是 {value}，请写 64、128、256 等",
    ),
    "study.even_levels": Text(
        "the levels of a Morris design must be an even number, not {value}: write 4, 6 or 8",
        "Morris 设计的水平数应为偶数，不能是 {value}，请写 4、6 或 8",
    ),
    "study.too_many_points": Text(
        "this design has {points} points and a study may have {limit}: take fewer levels or points",
        "该设计共有 {points} 个点，一项研究不得超过 {limit} 个，请减少水平数或点数",
    ),
    "study.ask_alone": Text(
        "`ask` compares two scenarios and the study names one: add another",
        "`ask` 须比较两个方案，而研究只有一个，请补充",
    ),
    "study.ask_metric": Text(
        "`ask` decides on `{name}`, which is not among the `metrics` of the study: add it there",
        "`ask` 所用指标 `{name}` 不在研究的 `metrics` 之列，请补充",
    ),
    "study.precision_metric": Text(
        "`precision` asks for a width of `{name}`, which is not among the `metrics` of the study: add it there",
        "`precision` 所要求的指标 `{name}` 不在研究的 `metrics` 之列，请补充",
    ),
    "study.ask_itself": Text(
        "`ask` compares `{name}` with itself: name two scenarios", "`ask` 将 `{name}` 与其自身比较，请写两个不同的方案"
    ),
    "study.no_such_scenario": Text(
        "`{name}` is not a scenario of this study: use one of {known}", "本研究没有方案 `{name}`，可用：{known}"
    ),
    "study.no_such_scenario_near": Text(
        "`{name}` is not a scenario of this study: did you mean `{nearest}`?",
        "本研究没有方案 `{name}`，是否应为 `{nearest}`？",
    ),
    "study.needs_salib": Text(
        "a design of kind {kind} needs the package SALib: install Renqi with its extra `sensitivity`",
        "{kind} 类型的设计需要 SALib 软件包，请安装 Renqi 的 `sensitivity` 附加组件",
    ),
}
"""Texts about studies by key."""
