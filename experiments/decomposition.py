"""Through which reasons for leaving a remedy works, in words and numbers: parts that add up to its effect on tenure."""

from __future__ import annotations

from collections.abc import Callable

from experiments.headline import gap_with_unit
from experiments.results import ComparisonData, RunSummary, ScenarioResult
from experiments.statistics.decomposition import Split, Taken, left_by, months_lost, split
from sim.metrics import METRICS
from sim.metrics.run_tables import TERM_MONTHS
from sim.metrics.survival import LifeTable
from sim.texts import say
from sim.vocabulary import ExitReason

GROUPS = (
    ("group.promotion", (ExitReason.PROMOTION,)),
    ("group.planned_move", (ExitReason.PLANNED_MOVE,)),
    ("group.age_term", (ExitReason.AGE, ExitReason.END_OF_TERM)),
    ("group.request", (ExitReason.REQUEST,)),
    ("group.failure_discord", (ExitReason.FAILURE, ExitReason.DISCORD)),
    ("group.discipline", (ExitReason.DISCIPLINE,)),
    ("group.death", (ExitReason.DEATH_OR_ILLNESS,)),
)
"""Reasons told apart in figures: together they are all there are."""

MEASURES: tuple[tuple[str, Taken, Callable[[RunSummary], tuple[LifeTable, LifeTable]]], ...] = (
    ("completed_term_share", left_by(TERM_MONTHS - 1), lambda run: run.cohort),
    ("restricted_mean_tenure_60", months_lost(TERM_MONTHS), lambda run: run.period),
)
"""Metrics that are split, what each reason takes from them, and the life tables they come from."""
WHOLE = "group.whole"
ROLES = ("role.both", "role.secretary", "role.head")


def split_of(data: ComparisonData, scenario: ScenarioResult, measure: int, role: int = 0) -> Split:
    """The effect of `scenario` on a measure, by groups of reasons; role 0: both chiefs, 1: secretaries, 2: heads."""
    _, taken, tables = MEASURES[measure]

    def of(run: RunSummary) -> LifeTable:
        secretary, head = tables(run)
        return (secretary + head, secretary, head)[role]

    groups = [reasons for _, reasons in GROUPS]
    return split([of(run) for run in scenario.runs], [of(run) for run in data.baseline.runs], taken, groups)


def decomposed(data: ComparisonData, scenario: ScenarioResult, language: str) -> list[str]:
    """A sentence a measure: the whole, and the parts that clearly differ from nothing, the largest first."""
    return [_sentence(data, scenario, number, language) for number in range(len(MEASURES))]


def _sentence(data: ComparisonData, scenario: ScenarioResult, number: int, language: str) -> str:
    key = MEASURES[number][0]
    found = split_of(data, scenario, number)
    title, label = scenario.title.in_language(language), METRICS[key].label.in_language(language)
    if found.total.mean is None:
        return say("decomposition.undefined", language, metric=label, scenario=title)
    clear = [(name, part) for (name, _), part in zip(GROUPS, found.parts, strict=True) if part.clear]
    clear.sort(key=lambda one: -abs(one[1].mean or 0.0))
    values = {"metric": label, "scenario": title, "gap": gap_with_unit(found.total.mean, key, language)}
    if not clear:
        return say("decomposition.nothing", language, **values)
    comma = "，" if language == "zh" else "; "
    parts = comma.join(
        say(
            "decomposition.part",
            language,
            reason=say(name, language),
            gap=gap_with_unit(part.mean or 0.0, key, language),
        )
        for name, part in clear
    )
    if len(clear) == len(GROUPS):
        return say("decomposition.all_told", language, **values, parts=parts)
    rest = found.total.mean - sum(part.mean or 0.0 for _, part in clear)
    return say("decomposition.told", language, **values, parts=parts, rest=gap_with_unit(rest, key, language))
