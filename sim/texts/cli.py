"""What the command line says when all is well: help pages, headings and tables."""

from sim.texts.text import Text

CLI: dict[str, Text] = {
    "cli.about": Text(
        "Renqi 任期: why the two chiefs of a Chinese county change too often or never, and what to do about it.",
        "任期：县委书记和县长为何更换过频或久任不动，怎样改进。",
    ),
    "cli.help.usage": Text("Usage: {command}", "用法：{command}"),
    "cli.help.arguments": Text("Arguments", "参数"),
    "cli.help.options": Text("Options", "选项"),
    "cli.help.commands": Text("Commands", "命令"),
    "cli.help.help": Text("Show this page.", "显示本帮助。"),
    "cli.help.lang": Text("Language: en or zh; the locale's if left out.", "语言：en（英文）或 zh（中文），不填则随系统设置。"),
    "cli.help.command_word": Text("COMMAND", "命令"),
    "cli.word.BASE": Text("BASE", "基准方案"),
    "cli.word.SCENARIO": Text("SCENARIO", "方案"),
    "cli.word.STUDY": Text("STUDY", "研究"),
    "cli.word.FILE": Text("FILE", "文件"),
    "cli.word.FOLDER": Text("FOLDER", "方案文件夹"),
    "cli.word.DIR": Text("DIR", "结果文件夹"),
    "cli.word.DIR_A": Text("DIR_A", "结果文件夹一"),
    "cli.word.DIR_B": Text("DIR_B", "结果文件夹二"),
    "cli.word.SQL": Text("SQL", "SQL语句"),
    "cli.check": Text(
        "Check scenario files; say where the first mistake stands.", "检查方案文件，指出第一处错误的位置。"
    ),
    "cli.check.files": Text("Scenario files.", "方案文件。"),
    "cli.check.fine": Text(
        "{name}: fine ({title}; {levers} levers, {reforms} reforms)",
        "{name}：无误（{title}；政策杠杆 {levers} 项，改革 {reforms} 项）",
    ),
    "cli.schema": Text(
        "Print the JSON Schema of scenario files, for completion in an editor.",
        "输出方案文件的 JSON Schema，供编辑器自动补全。",
    ),
    "cli.levers": Text("List the levers of policy.", "列出全部政策杠杆。"),
    "cli.levers.json": Text("As JSON instead of a table.", "输出 JSON 而非表格。"),
    "cli.levers.title": Text("Levers of policy", "政策杠杆"),
    "cli.levers.name": Text("lever", "政策杠杆"),
    "cli.levers.unit": Text("unit", "单位"),
    "cli.levers.range": Text("range", "取值范围"),
    "cli.levers.default": Text("default", "默认值"),
    "cli.levers.meaning": Text("meaning", "含义"),
    "cli.levers.tier": Text("evidence", "依据强度"),
    "cli.levers.source": Text("source", "来源"),
    "cli.levers.facts": Text("range {span} ({unit}); default {value}", "取值范围：{span}（{unit}）；默认值：{value}"),
    "cli.levers.evidence": Text("evidence: {tier}; source: {source}", "依据强度：{tier}；来源：{source}"),
    "tier.statute": Text("statute", "法规"),
    "tier.informed": Text("informed by data", "有数据支持"),
    "tier.bounded": Text("bounded by data", "数据给出界限"),
    "tier.assumed": Text("assumed", "假设"),
    "cli.run": Text("Simulate one scenario: what happens, and how far single futures differ.", "模拟一个方案：结果如何，各次未来相差多大。"),
    "cli.run.scenario": Text("The scenario file.", "方案文件。"),
    "cli.run.replicate": Text(
        "Number of the simulated future, from 0 (default 0).", "模拟未来的编号，从 0 起（默认 0）。"
    ),
    "cli.run.table": Text("table", "表"),
    "cli.run.rows": Text("rows", "行数"),
    "cli.compare": Text(
        "Compare scenarios with a baseline over the same simulated futures.",
        "在相同的模拟未来中把各方案与基准方案作比较。",
    ),
    "cli.compare.base": Text("The baseline's scenario file.", "基准方案文件。"),
    "cli.compare.scenarios": Text("The scenario files to compare with it.", "与基准对比的方案文件。"),
    "cli.compare.title": Text("Compared with {base}", "与“{base}”相比"),
    "cli.compare.baseline": Text("Baseline", "基准"),
    "cli.compare.scenario": Text("Scenario", "方案"),
    "cli.kept": Text(
        "Stopped. The {replicates} futures finished so far are kept above.", "已停止。以上保留了已完成的{replicates}个模拟未来。"
    ),
    "cli.goes_on": Text("The same command goes on from there.", "再次执行同一命令，即从中断处继续。"),
    "cli.compare.made": Text(
        "{replicates} paired futures of {years} years; {world}; seed {seed}; {seconds} s. "
        "In brackets: 95 % interval of the mean.",
        "{replicates}个配对的模拟未来，各{years}年；{world}；种子{seed}；用时{seconds}秒。方括号内为均值的95%区间。",
    ),
    "cli.run.made": Text(
        "{replicates} futures of {years} years; {world}; seed {seed}; {seconds} s. "
        "In brackets: 95 % interval of the mean.",
        "{replicates}个模拟未来，各{years}年；{world}；种子{seed}；用时{seconds}秒。方括号内为均值的95%区间。",
    ),
    "cli.compare.page": Text("Report: {path}", "报告：{path}"),
    "cli.option.replicates": Text(
        "Number of simulated futures (default {default}).", "模拟未来的个数（默认 {default}）。"
    ),
    "cli.option.seed": Text("Seed of the random draws (default {default}).", "随机数种子（默认 {default}）。"),
    "cli.option.world": Text(
        "Another world than the scenario's: tiny (12 counties), province (100) or national (2,750).", "改用其他模拟世界：tiny（12 个县，测试用）、province（一省 100 个县）或 national（2750 个县）。"
    ),
    "cli.option.behaviour": Text(
        "Uncertain parameters: calibrated (the default), ensemble (another set in every future), a named alternative, or"
        " a file.",
        "不确定参数：calibrated（校准值，默认）、ensemble（每个模拟未来另取一组）、其他已命名的参数组或文件。",
    ),
    "cli.option.engine": Text(
        "compiled (fast, the default) or agents (Mesa); both give the same ledger.",
        "compiled（快，默认）或 agents（Mesa），两者台账相同。",
    ),
    "cli.option.threads": Text("Threads to use; all cores if left out.", "线程数，不填则使用全部核心。"),
    "cli.option.out": Text("Folder for tables and report.", "存放表格和报告的文件夹。"),
    "cli.option.csv": Text(
        "With --out: every table shown as CSV too, headings in the language chosen.",
        "与 --out 同用：另将所示各表存为 CSV，表头用所选语言。",
    ),
    "cli.option.xlsx": Text(
        "With --out: every table shown in one Excel workbook too, headings in the language chosen.",
        "与 --out 同用：另将所示各表存入一个 Excel 工作簿，表头用所选语言。",
    ),
    "cli.option.json": Text("As JSON instead of a table.", "输出 JSON 而非表格。"),
    "cli.doctor": Text(
        "Check this installation: both engines, the same history, to the last bit.",
        "检查安装：两个引擎模拟出的历史是否逐位一致。",
    ),
    "cli.doctor.quiet": Text("Say nothing unless something is wrong.", "仅在有问题时输出。"),
    "cli.doctor.title": Text("Renqi doctor", "安装检查"),
    "cli.doctor.what": Text("checked", "检查项"),
    "cli.doctor.fine": Text("fine", "正常"),
    "cli.doctor.wrong": Text("wrong", "异常"),
    "cli.doctor.found": Text("found", "结果"),
    "cli.stopped": Text("Stopped.", "已停止。"),
}
"""Texts of the command line by key."""
