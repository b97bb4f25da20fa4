"""The index of stability as it may be shown: with its parts, and with the label where it rests on assumptions."""

from __future__ import annotations

from experiments.results import ComparisonData, ScenarioResult
from experiments.statistics.paired import estimate
from experiments.tables import Cell, Column, Table
from sim.metrics import METRICS
from sim.metrics.stability import INDEX, points
from sim.texts import Text, say

KEY = "stability_index"


def stability_table(data: ComparisonData) -> Table | None:
    """Points of each part, mean over futures, and their sum, a column a scenario; None where none is defined."""
    rows: list[tuple[Cell, ...]] = []
    for part in INDEX:
        label = METRICS[part.key].label
        named = Text(f"{label.en} ({part.weight})", f"{label.zh}（{part.weight}）")
        earned = []
        for scenario in data.scenarios:
            values = data.values(scenario, part.key)
            earned.append(estimate([None if v is None else points(part, v) for v in values]).mean)
        rows.append((named, *earned))
    totals = [data.estimates[scenario.name, KEY].mean for scenario in data.scenarios]
    if all(total is None for total in totals):
        return None
    rows.append((METRICS[KEY].label, *totals))
    heads = [Column("part", _text("report.stability_part"))]
    heads += [Column(scenario.name, scenario.title, "", 1) for scenario in data.scenarios]
    return Table("stability", _text("report.stability"), tuple(heads), tuple(rows))


def assumption(scenario: ScenarioResult, language: str) -> str | None:
    """The label for a scenario that sets levers whose effect rests on assumptions alone; None for another."""
    levers = dict.fromkeys(change.lever.in_language(language) for change in scenario.changes if change.assumed)
    if not levers:
        return None
    joined = ("、" if language == "zh" else ", ").join(levers)
    return say("report.as_assumed", language, scenario=scenario.title.in_language(language), levers=joined)


def changes_table(data: ComparisonData) -> Table | None:
    """What each scenario sets otherwise than the baseline; None where nothing is."""
    keys = ("lever", "old", "new", "when", "where")
    rows = [
        (scenario.title, *(getattr(change, key) for key in keys))
        for scenario in data.scenarios
        for change in scenario.changes
    ]
    heads = [Column("scenario", Text("Scenario", "方案"))]
    heads += [Column(key, _text(f"report.change.{key}")) for key in keys]
    return Table("changes", _text("report.changes"), tuple(heads), tuple(rows)) if rows else None


def _text(key: str) -> Text:
    return Text(say(key, "en"), say(key, "zh"))
