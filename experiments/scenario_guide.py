"""`scenarios/README.md`, written from the scenario files and the declarations of the levers.

`python -m experiments.scenario_guide` writes it anew; a test holds it to be current.
"""

from __future__ import annotations

from pathlib import Path

from experiments.lever_table import markdown_table
from sim.scenario import read_scenario

_HEAD = """# Scenarios 方案

A scenario is a world, a policy, dated reforms, and the question they answer. `renqi check FILE` reads one,
`renqi compare scenarios/baseline.yaml FILE` compares it, `renqi schema > scenario.schema.json` helps an editor.
方案由世界、政策、有日期的改革及其要回答的问题组成。`renqi check 文件` 检查方案，`renqi compare` 与基准比较。

| file 文件 | title 名称 | question 问题 |
|---|---|---|
"""

_SHAPE = """
## How to write one 写法

```yaml
format: 1
title: {en: A pilot in the poorest third, zh: 最贫困三分之一县试点}
question: {en: Does a pilot show what the country would see?, zh: 试点能否预示全国的结果？}
extends: baseline.yaml        # in this folder or below it; what stands here replaces what stands there
world: {kind: province, province: Henan}   # tiny, province, national, or roster with roster: file.csv
start: 2003-01                # year and month of month 0
horizon_years: 10             # or horizon_months
burn_in_months: 180           # simulated before month 0 and not measured
burn_in: baseline             # or own_policy: the policy already holds before month 0 (the long run)
practice: {}                  # levers that differ from their defaults before month 0 and after it
policy: {special_need_share: 0.05}         # levers that change at month 0
reforms:                      # levers that change later, in some places or in all
  - from: 2006-08
    announced: 2006-06        # if it is known before it holds
    where: {development_third: poorest, share: 0.3, drawn_by: county, draw_key: 1}
    policy: {minimum_tenure_compliance_share: 0.9}
    reference: a decree, a study
behaviour: {}                 # uncertain parameters set to another value
```

`practice`, `policy` and `behaviour` are joined name by name with those of the extended file; any other entry
replaces the whole of the extended one; title and question are not handed down. Conditions of `where` must all hold
(`provinces`, `prefectures`, `counties`: names, or numbers as in the ledger; `development_third`: poorest, middle,
richest; `difficulty_third`: easiest, middle, troubled); a `share` is then drawn among those places, the same ones for
every seed, and a larger share keeps the places of a smaller one. Later reforms change what earlier ones left. A
prefecture's own decisions go by a reform that covers all its counties. Numbers are written without units: a share as
0.9, months as 60. A file may have 256 KB, 30 levels and 5,000 entries; anchors, aliases and tags are not read.

`practice`、`policy`、`behaviour` 与所继承文件逐项合并，其余各项整项替换，名称和问题不继承。`where` 的条件须同时符合，
`share` 再从中抽取，抽签与随机种子无关；较大的比例包含较小比例抽中的地方。某市所辖各县全部适用改革时，市级决定才适用。
数值不写单位：比例写 0.9，月数写 60。
"""


def guide(folder: Path) -> str:
    """The text of the README for the scenarios in `folder`."""
    rows = []
    for path in sorted(folder.glob("*.yaml")):
        scenario = read_scenario(path)
        title, question = scenario.title, scenario.question
        cells = (f"`{path.name}`", f"{title.en} {title.zh}", f"{question.en} {question.zh}")
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    tables = f"\n## Levers\n\n{markdown_table('en')}\n\n## 政策杠杆\n\n{markdown_table('zh')}\n"
    return _HEAD + "\n".join(rows) + "\n" + _SHAPE + tables


def scenarios_folder() -> Path:
    """The folder of the shipped scenarios."""
    return Path(__file__).resolve().parents[1] / "scenarios"


if __name__ == "__main__":
    (scenarios_folder() / "README.md").write_text(guide(scenarios_folder()), encoding="utf-8")
