"""What a reader must know before he trusts a comparison: the policy never bound, or the window is too short to tell."""

from __future__ import annotations

from experiments.results import ComparisonData, ScenarioResult
from experiments.statistics.decomposition import censored_share
from experiments.statistics.survival import pooled
from sim.metrics.run_tables import TERM_MONTHS
from sim.texts import say

MOST_CENSORED_SHARE = 1 / 3
"""Share of the spells begun in the window that may be cut off before a whole term without a note; a convention."""


def notes(data: ComparisonData, scenario: ScenarioResult, language: str) -> list[str]:
    """Warnings about one scenario, a sentence each; none where all is well."""
    title = scenario.title.in_language(language)
    found = []
    if data.never_bound(scenario):
        found.append(say("note.never_bound", language, scenario=title))
    if data.months < TERM_MONTHS:
        found.append(say("note.short_horizon", language, scenario=title, months=data.months, term=TERM_MONTHS))
    elif (share := cut_off_share(scenario)) is not None and share > MOST_CENSORED_SHARE:
        limit = f"{100 * MOST_CENSORED_SHARE:.0f}"
        found.append(say("note.censored", language, scenario=title, share=f"{100 * share:.0f}", limit=limit))
    return found


def cut_off_share(scenario: ScenarioResult) -> float | None:
    """Of the spells begun in the window, all futures together, those that its end cuts off before a whole term."""
    tables = [run.cohort[0] + run.cohort[1] for run in scenario.runs]
    return censored_share(pooled(tables), TERM_MONTHS - 1) if tables else None
