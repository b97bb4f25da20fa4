"""What the program says when something a user gave it is wrong."""

from __future__ import annotations

from sim.texts.text import Text

ERRORS: dict[str, Text] = {
    # Files and YAML
    "file.missing": Text("there is no file `{name}`: check the name", "找不到文件 `{name}`，请检查文件名"),
    "file.not_a_file": Text("`{name}` is not an ordinary file: name a file", "`{name}` 不是普通文件，请给出文件名"),
    "file.unreadable": Text("{name} cannot be opened: check its permissions", "无法打开 {name}，请检查读取权限"),
    "file.path": Text(
        "`{name}` leaves the folder of the scenario: name a file in that folder or below it, without `..`",
        "`{name}` 超出了方案所在文件夹，请改用该文件夹或其下级文件夹中的文件，不得使用 `..`",
    ),
    "file.cannot_write": Text(
        "cannot write to {name}: choose another place or check its permissions",
        "无法写入 {name}，请另选位置或检查写入权限",
    ),
    "yaml.too_big": Text(
        "the file has {size} KB and a scenario may have {limit}: shorten it",
        "文件大小为 {size} KB，方案文件不得超过 {limit} KB，请精简内容",
    ),
    "yaml.not_text": Text(
        "this is not text in UTF-8: save the file as UTF-8 text", "此处不是 UTF-8 文本，请将文件另存为 UTF-8 编码"
    ),
    "yaml.empty": Text("the file is empty: a scenario begins with `format: 1`", "文件为空，方案应以 `format: 1` 开头"),
    "yaml.documents": Text(
        "a second document begins here: keep one scenario in a file and remove `---`",
        "此处开始了第二个文档，一个文件只能写一个方案，请删除 `---`",
    ),
    "yaml.directive": Text("remove the line that begins with `%`", "请删除以 `%` 开头的指令行"),
    "yaml.tag": Text("tags such as `{tag}` are not read: write the plain value", "不支持 `{tag}` 一类标签，请直接写值"),
    "yaml.alias": Text(
        "anchors `&` and aliases `*` are not read: write the value out, or put text in quotes",
        "不支持锚点 `&` 和别名 `*`，请直接写出内容；如为文字，请加引号",
    ),
    "yaml.deep": Text("more than {limit} levels of nesting: flatten this part", "嵌套超过 {limit} 层，请简化此处结构"),
    "yaml.nodes": Text("more than {limit} entries: shorten the file", "条目超过 {limit} 个，请精简文件"),
    "yaml.twice": Text(
        "`{name}` is written twice: keep one (first on line {line})",
        "`{name}` 重复出现（首次在第 {line} 行），请保留一处",
    ),
    "yaml.name": Text("a name must stand here, not a list or a section", "此处应为名称，不能是列表或小节"),
    "yaml.nothing": Text(
        "nothing is written here: give a value or remove the line", "此处没有内容，请填写取值或删除该行"
    ),
    "yaml.not_finite": Text(
        "`{value}` is not a finite number: write an ordinary one", "`{value}` 不是有限数，请填写普通数字"
    ),
    "yaml.long_number": Text("this number is far too long: write an ordinary one", "数字过长，请填写普通数字"),
    "yaml.tab": Text("a tab stands here: indent with spaces", "此处使用了制表符，请改用空格缩进"),
    "yaml.colon": Text(
        "a colon is missing or one too many: write `name: value`, and put text with a colon in quotes",
        "冒号缺失或多余，请写成 `名称: 值`，含冒号的文字请加引号",
    ),
    "yaml.wide": Text(
        "a full-width `{sign}` stands here: type `{plain}`", "此处为全角符号 `{sign}`，请改用半角 `{plain}`"
    ),
    "yaml.wide_space": Text(
        "this space is not an ordinary one: type it with the space bar, without an input method",
        "此处的空格不是普通空格，请改用半角空格",
    ),
    "yaml.quote": Text("a quotation mark is not closed: close it", "引号没有闭合，请补全"),
    "yaml.bracket": Text(
        "a bracket is not closed or a comma is missing: complete it", "括号没有闭合或缺少逗号，请补全"
    ),
    "yaml.indent": Text(
        "the indentation does not fit the lines above: align it with its neighbours",
        "缩进与上文不一致，请与同级各行对齐",
    ),
    "yaml.syntax": Text(
        "this is not YAML: check indentation, colons and quotes near here",
        "此处不符合 YAML 语法，请检查附近的缩进、冒号和引号",
    ),
    # The shape of a scenario
    "scenario.not_scenario": Text(
        "this is not a scenario: a scenario begins with `format: 1`", "这不是方案文件，方案应以 `format: 1` 开头"
    ),
    "scenario.is_study": Text(
        "`{name}` makes this a study, not a scenario: give it to a command for studies, such as `renqi sweep`",
        "含有 `{name}` 的是研究文件，不是方案文件，请用于 `renqi sweep` 等研究命令",
    ),
    "scenario.missing": Text("`{name}` is missing: add it", "缺少 `{name}`，请补充"),
    "scenario.format": Text(
        "this program reads format 1, not `{value}`: write `format: 1`, or use a newer version of Renqi",
        "本程序读取格式 1，而此处为 `{value}`，请写 `format: 1`，或升级 Renqi",
    ),
    "scenario.unknown_key": Text(
        "`{name}` is not known here: use one of {known}", "此处不能使用 `{name}`，可用：{known}"
    ),
    "scenario.unknown_key_near": Text(
        "`{name}` is not known here: did you mean `{nearest}`?", "此处不能使用 `{name}`，是否应为 `{nearest}`？"
    ),
    "scenario.unknown_lever": Text(
        "there is no lever `{name}`: `renqi levers` lists them",
        "没有名为 `{name}` 的政策杠杆，可用 `renqi levers` 查看全部",
    ),
    "scenario.unknown_lever_near": Text(
        "there is no lever `{name}`: did you mean `{nearest}`?", "没有名为 `{name}` 的政策杠杆，是否应为 `{nearest}`？"
    ),
    "scenario.unknown_parameter": Text(
        "there is no parameter of behaviour `{name}`: remove it", "没有名为 `{name}` 的行为参数，请删除"
    ),
    "scenario.unknown_parameter_near": Text(
        "there is no parameter of behaviour `{name}`: did you mean `{nearest}`?",
        "没有名为 `{name}` 的行为参数，是否应为 `{nearest}`？",
    ),
    "scenario.unknown_value": Text(
        "`{value}` is not a value of `{name}`: use one of {known}", "`{name}` 不能取 `{value}`，可用：{known}"
    ),
    "scenario.unknown_value_near": Text(
        "`{value}` is not a value of `{name}`: did you mean `{nearest}`?",
        "`{name}` 不能取 `{value}`，是否应为 `{nearest}`？",
    ),
    "scenario.unknown_place": Text(
        "there is no place `{name}` in this world: use one of {known}", "本世界没有名为 `{name}` 的地方，可用：{known}"
    ),
    "scenario.unknown_place_near": Text(
        "there is no place `{name}` in this world: did you mean `{nearest}`?",
        "本世界没有名为 `{name}` 的地方，是否应为 `{nearest}`？",
    ),
    "scenario.municipality": Text(
        "`{name}` is a municipality, whose district chiefs rank higher and are not modelled: choose a province",
        "`{name}` 是直辖市，其区县正职级别较高，不在模型之内，请改选省份",
    ),
    "scenario.not_place": Text(
        "`{name}` lists places by name or number, and this is neither: write one of them",
        "`{name}` 应列出地方的名称或编号，而此处两者都不是，请改写",
    ),
    "scenario.world_size": Text(
        "a world of kind {kind} cannot have this number: every province needs a prefecture, every prefecture 1 to"
        " {limit} counties",
        "{kind} 类型的世界不能取此数：每省至少一市，每市须有 1 至 {limit} 个县",
    ),
    "scenario.roster": Text(
        "the roster `{name}` cannot be read: it needs the columns province, prefecture, county and development"
        " (0 to 1), and at most {limit} counties a prefecture",
        "无法读取名册 `{name}`：须有 province、prefecture、county、development（0 至 1）四列，每市最多 {limit} 个县",
    ),
    "scenario.roster_long": Text(
        "the roster `{name}` has {found} counties and may have {limit}: shorten it",
        "名册 `{name}` 有 {found} 个县，不得超过 {limit} 个，请精简",
    ),
    "scenario.roster_twice": Text(
        "the roster `{name}` names the county `{county}` twice: keep one line",
        "名册 `{name}` 中 `{county}` 重复出现，请只保留一行",
    ),
    "scenario.not_section": Text(
        "`{name}` must be a section of `name: value` lines", "`{name}` 应为由“名称: 值”组成的小节"
    ),
    "scenario.not_list": Text("`{name}` must be a list, such as [a, b]", "`{name}` 应为列表，例如 [a, b]"),
    "scenario.empty_list": Text(
        "`{name}` is empty: name at least one, or remove it", "`{name}` 为空，请至少填写一项或删除"
    ),
    "scenario.list_length": Text(
        "`{name}` lists {found}: give {min_length} to {max_length}", "`{name}` 列有 {found} 项，请给出 {min_length} 至 {max_length} 项"
    ),
    "scenario.not_text": Text("`{name}` must be text: put it in quotes", "`{name}` 应为文字，请加引号"),
    "scenario.text_control": Text(
        "`{name}` holds a control character: write plain text", "`{name}` 含有控制字符，请改为普通文字"
    ),
    "scenario.text_length": Text(
        "`{name}` must have 1 to {limit} characters", "`{name}` 的长度应为 1 至 {limit} 个字符"
    ),
    "scenario.both_languages": Text(
        "`{name}` is missing: every text is given in English `en` and Chinese `zh`",
        "缺少 `{name}`，文字须同时给出英文 `en` 和中文 `zh`",
    ),
    "scenario.not_number": Text("`{name}` must be a number, not `{value}`", "`{name}` 应为数字，不能是 `{value}`"),
    "scenario.not_whole": Text("`{name}` must be a whole number, not `{value}`", "`{name}` 应为整数，不能是 `{value}`"),
    "scenario.whole_with_point": Text(
        "`{name}` is counted in whole numbers: write {mend}, without a point or an exponent",
        "`{name}` 应为整数，请写 {mend}，不带小数点或指数",
    ),
    "scenario.quoted_number": Text(
        "`{name}` must be a number, and this is text: write {mend} without quotes",
        "`{name}` 应为数字，而此处是文字，请去掉引号，写 {mend}",
    ),
    "scenario.not_bool": Text(
        "`{name}` must be true or false, not `{value}`", "`{name}` 应为 true 或 false，不能是 `{value}`"
    ),
    "scenario.unit": Text(
        "`{name}` is counted in {unit}: write {mend} instead of `{value}`",
        "`{name}` 按“{unit}”计，请将 `{value}` 改写为 {mend}",
    ),
    "scenario.range": Text(
        "`{name}` is {value}: choose from {low} to {high} ({unit})",
        "`{name}` 为 {value}，请在 {low} 至 {high} 之间取值（{unit}）",
    ),
    "scenario.above": Text("`{name}` must be above {low}, not {value}", "`{name}` 应大于 {low}，不能是 {value}"),
    "scenario.share": Text(
        "`{name}` is a share from 0 to 1: write {mend} instead of `{value}`",
        "`{name}` 是 0 至 1 之间的比例，请将 `{value}` 改写为 {mend}",
    ),
    "scenario.date": Text(
        "`{name}` must be a year and a month from 1900 to 2100, such as 2006-08, not `{value}`",
        "`{name}` 应为 1900 至 2100 年间的年月，例如 2006-08，不能是 `{value}`",
    ),
    "scenario.two_horizons": Text(
        "give `horizon_years` or `horizon_months`, not both", "`horizon_years` 与 `horizon_months` 只能写一个"
    ),
    "scenario.before_start": Text(
        "{date} is before the start {start}: put what already holds under `practice`",
        "{date} 早于起始年月 {start}，已有的做法请写在 `practice` 中",
    ),
    "scenario.beyond_horizon": Text(
        "{date} is not before the end of the horizon {end}: bring it forward or lengthen the horizon",
        "{date} 不在模拟期内（模拟期于 {end} 结束），请提前日期或延长模拟期",
    ),
    "scenario.announced_late": Text(
        "the reform is announced in {date} and begins in {start}: announce it earlier, or leave `announced` out",
        "改革自 {start} 起施行，却在 {date} 才公布，请提前公布年月或删除 `announced`",
    ),
    "scenario.world_field": Text(
        "`{name}` does not go with a world of kind {kind}: remove it", "`{kind}` 类型的世界不能使用 `{name}`，请删除"
    ),
    "scenario.world_roster": Text(
        "a world of kind roster needs `roster: file.csv`", "roster 类型的世界须写明 `roster: 文件.csv`"
    ),
    "scenario.draw_alone": Text(
        "`{name}` needs a `share`: add `share: 0.3`, or remove it",
        "`{name}` 须与 `share` 同用，请补充 `share: 0.3` 或删除",
    ),
    "scenario.where_empty": Text(
        "`where` names no condition: give one, or remove it for a reform of all places",
        "`where` 没有任何条件，请填写条件；如适用于所有地方，请删除",
    ),
    "scenario.where_nowhere": Text(
        "these conditions fit no county of this world: widen them", "本世界没有符合这些条件的县，请放宽条件"
    ),
    "scenario.no_such_number": Text(
        "there is no place with number {value}: this world has 0 to {last}",
        "没有编号为 {value} 的地方，本世界的编号为 0 至 {last}",
    ),
    "scenario.circle": Text(
        "`{name}` extends this file in a circle: break it", "`{name}` 与本文件循环继承，请断开其一"
    ),
    "scenario.long_chain": Text(
        "more than {limit} scenarios extend one another: shorten the chain", "继承层数超过 {limit}，请减少层数"
    ),
    # Behaviours
    "behaviour.unknown": Text(
        "there is no behaviour `{name}`: use one of {known}, or name a file that ends in .yaml or .csv",
        "没有名为 `{name}` 的行为参数组，可用：{known}，也可给出 .yaml 或 .csv 文件",
    ),
    "behaviour.unknown_near": Text(
        "there is no behaviour `{name}`: did you mean `{nearest}`?", "没有名为 `{name}` 的行为参数组，是否应为 `{nearest}`？"
    ),
    "behaviour.not_behaviour": Text(
        "this is not a behaviour: a behaviour file begins with `format: 1`",
        "这不是行为参数文件，行为参数文件应以 `format: 1` 开头",
    ),
    "behaviour.too_big": Text("an ensemble may have {limit} MB: keep fewer sets", "参数组文件不得超过 {limit} MB，请减少组数"),
    "behaviour.no_sets": Text(
        "an ensemble needs a line of names and at least one line of numbers: add them",
        "参数组文件须有一行参数名和至少一行数值，请补充",
    ),
    "behaviour.fields": Text(
        "this line has {found} fields and the first has {needed}: make them equal",
        "本行有 {found} 列，而首行有 {needed} 列，请使其一致",
    ),
    # The command line
    "cli.no_such_option": Text("there is no option {name}: see `{page}`", "没有选项 {name}，请见 `{page}`"),
    "cli.no_such_option_near": Text(
        "there is no option {name}: did you mean {nearest}?", "没有选项 {name}，是否应为 {nearest}？"
    ),
    "cli.no_such_verb": Text(
        "there is no command `{name}`: see `renqi --help`", "没有命令 `{name}`，请见 `renqi --help`"
    ),
    "cli.no_such_verb_near": Text(
        "there is no command `{name}`: did you mean `{nearest}`?", "没有命令 `{name}`，是否应为 `{nearest}`？"
    ),
    "cli.argument_missing": Text("{name} is missing: see `{page}`", "缺少“{name}”，请见 `{page}`"),
    "cli.bad_value": Text(
        "the value of {name} is not understood: see `{page}`", "无法理解 {name} 的取值，请见 `{page}`"
    ),
    "cli.other_window": Text(
        "`{name}` has another world, start or horizon than `{first}`: give both the same, for futures to be compared",
        "`{name}` 与 `{first}` 的世界、起始年月或模拟期不同，请改为一致，才能比较",
    ),
    "cli.system": Text("the system refuses to read or write: {why}", "系统拒绝读写：{why}"),
    "cli.not_utf8": Text(
        "`{name}` is not read as UTF-8: rename it, or set PYTHONUTF8=1 if this terminal has another encoding",
        "`{name}` 未能按 UTF-8 读取，请改名；如终端使用其他编码，请设置 PYTHONUTF8=1",
    ),
    "cli.bad_language": Text("--lang must be en or zh, not `{value}`", "--lang 应为 en 或 zh，不能是 `{value}`"),
    "cli.one_of": Text(
        "{name} must be one of {known}, not `{value}`", "{name} 应为下列之一：{known}，不能是 `{value}`"
    ),
    "cli.usage": Text("the command is not understood: see `{page}`", "无法理解该命令，请见 `{page}`"),
    "cli.needs_out": Text(
        "{name} writes files: name a folder for them with --out", "{name} 要写文件，请用 --out 指定文件夹"
    ),
    "cli.range": Text(
        "{name} must be from {low} to {high}, not {value}", "{name} 应在 {low} 至 {high} 之间，不能是 {value}"
    ),
    "cli.same_scenario_twice": Text(
        "{name} is named twice: name each scenario once", "{name} 重复出现，每个方案只写一次"
    ),
    # Units, as they stand in sentences and tables
    "unit.months": Text("months", "个月"),
    "unit.years": Text("years", "年"),
    "unit.years of age": Text("years", "岁"),
    "unit.share": Text("share", "比例"),
    "unit.points": Text("points", "分"),
    "unit.a year": Text("a year", "次/年"),
    "unit.SD": Text("SD", "个标准差"),
    "unit.matters": Text("matters", "项"),
    "unit.months a year": Text("months a year", "个月/年"),
    "unit.per month": Text("per month", "每月"),
    "unit.points a year": Text("points a year", "百分点/年"),
    "unit.1": Text("a number", "数值"),
    "unit.ratio": Text("ratio", "比值"),
}
"""Complaints by key."""


def unit_text(unit: str, name: str = "") -> Text:
    """What the unit of a lever, parameter or figure `name` is called; without an entry, as it is written.

    Chinese counts years of age by another word than years of time; a declared name says which are meant.
    """
    if unit == "years" and "age" in name.split("_"):
        unit = "years of age"
    return ERRORS.get(f"unit.{unit}", Text(unit, unit))
