"""What each name of a scenario file means, as an editor shows it."""

from sim.texts.text import Text

SCHEMA: dict[str, Text] = {
    "schema.ScenarioFile": Text(
        "A scenario: a world, a policy, its reforms, and the question it answers.",
        "方案：世界、政策、改革及其要回答的问题。",
    ),
    "schema.declared": Text(
        "{meaning} [{span}, {unit}; default {default}]", "{meaning}取值范围：{span}（{unit}），默认 {default}。"
    ),
    "schema.ScenarioFile.format": Text("Version of this file format: 1.", "文件格式版本：1。"),
    "schema.ScenarioFile.title": Text("A few words for figures and tables.", "用于图表的简短名称。"),
    "schema.ScenarioFile.question": Text("The question the scenario answers.", "方案要回答的问题。"),
    "schema.ScenarioFile.extends": Text(
        "Another scenario in this folder or below it; what stands here replaces what stands there.",
        "继承本文件夹或其下级文件夹中的另一方案；本文件所写的替换所继承方案中的相应内容。",
    ),
    "schema.ScenarioFile.world": Text("Which world is simulated.", "模拟哪个世界。"),
    "schema.ScenarioFile.start": Text("Year and month of month 0, such as 2003-01.", "第 0 月的年月，例如 2003-01。"),
    "schema.ScenarioFile.horizon_years": Text("Years simulated from the start on.", "自起始起模拟的年数。"),
    "schema.ScenarioFile.horizon_months": Text("Months simulated from the start on.", "自起始起模拟的月数。"),
    "schema.ScenarioFile.burn_in_months": Text(
        "Months simulated before the start, not measured.", "起始之前预先模拟、不计入统计的月数。"
    ),
    "schema.ScenarioFile.burn_in": Text(
        "Before the start holds the practice (baseline) or the policy itself (own_policy: the long run).",
        "起始之前施行原有做法（baseline）还是方案政策（own_policy，即长期比较）。",
    ),
    "schema.ScenarioFile.practice": Text(
        "Levers that differ from their defaults before and after the start.", "起始前后均不同于默认值的政策杠杆。"
    ),
    "schema.ScenarioFile.policy": Text("Levers that change at the start.", "自起始时改变的政策杠杆。"),
    "schema.ScenarioFile.reforms": Text("Levers that change at later dates.", "此后按日期改变的政策杠杆。"),
    "schema.ScenarioFile.behaviour": Text("Uncertain parameters set to another value.", "另行设定的不确定参数。"),
    "schema.Words": Text("A text in both languages.", "中英文对照的文字。"),
    "schema.Words.en": Text("In English.", "英文。"),
    "schema.Words.zh": Text("In Chinese.", "中文。"),
    "schema.WorldSection": Text("Which world is simulated.", "模拟哪个世界。"),
    "schema.WorldSection.kind": Text(
        "tiny (12 counties), province (100), national (2,750) or roster (your own table).",
        "tiny（12 县）、province（100 县）、national（2750 县）或 roster（自备名册）。",
    ),
    "schema.WorldSection.province": Text(
        "The province whose development the counties take.", "各县发展水平取自哪个省。"
    ),
    "schema.WorldSection.prefectures": Text("Number of prefectures.", "市的个数。"),
    "schema.WorldSection.counties": Text("Number of counties.", "县的个数。"),
    "schema.WorldSection.roster": Text(
        "A CSV file in the scenario's folder with the columns province, prefecture, county, development.",
        "方案文件夹中的 CSV 文件，含 province、prefecture、county、development 四列。",
    ),
    "schema.WhereSection": Text("Places that meet every condition given.", "同时符合所列全部条件的地方。"),
    "schema.WhereSection.provinces": Text("Provinces by name.", "省份名称。"),
    "schema.WhereSection.prefectures": Text("Prefectures by name or number.", "市的名称或编号。"),
    "schema.WhereSection.counties": Text("Counties by name or number.", "县的名称或编号。"),
    "schema.WhereSection.development_third": Text("Third of the counties by development.", "按发展水平划分的三分位。"),
    "schema.WhereSection.difficulty_third": Text("Third of the counties by difficulty.", "按治理难度划分的三分位。"),
    "schema.WhereSection.share": Text("Share of the places that is drawn by lot.", "抽签选出的地方所占比例。"),
    "schema.WhereSection.drawn_by": Text(
        "Whether counties (the default) or prefectures are drawn.", "按县（默认）还是按市抽签。"
    ),
    "schema.WhereSection.draw_key": Text(
        "Number of the draw; the same number draws the same places (default 0).",
        "抽签编号，编号相同则结果相同（默认 0）。",
    ),
    "schema.ReformSection": Text("Levers that change from a date on.", "自某年月起改变的政策杠杆。"),
    "schema.ReformSection.from": Text(
        "Year and month from which it holds, such as 2006-08.", "开始施行的年月，例如 2006-08。"
    ),
    "schema.ReformSection.policy": Text("Levers that change.", "改变的政策杠杆。"),
    "schema.ReformSection.where": Text("Where it holds; everywhere if left out.", "适用的地方，不填则为所有地方。"),
    "schema.ReformSection.announced": Text(
        "Year and month from which it is known, if earlier.", "如提前公布，公布的年月。"
    ),
    "schema.ReformSection.reference": Text("The document or study behind it.", "所依据的文件或研究。"),
}
"""Descriptions by section and name."""
