"""What a question of the report consists of: a table, a figure drawn from it, and what it shows in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from experiments.headline import gap_with_unit, shown, signed, with_unit
from experiments.results import ComparisonData, ScenarioResult
from experiments.tables import Table
from sim.metrics import METRICS
from sim.texts import Text, say


@dataclass(frozen=True)
class Question:
    """One question, one figure.

    Attributes
    ----------
    key: short name, also of files. title: the question as a heading.
    table: the numbers of a comparison; None where there are none to show.
    figure: drawn from that table alone.
    metrics: those whose differences make up the finding.
    printed: the rows of the table that are printed beneath the figure.
    note: how to read the figure.
    told: the finding in words of its own; where None, the differences of `metrics`.
    """

    key: str
    title: Text
    table: Callable[[ComparisonData], Table | None]
    figure: Callable[[Table, str], go.Figure]
    metrics: tuple[str, ...]
    note: Text
    printed: Callable[[Table], Table] = lambda table: table
    told: Callable[[ComparisonData, str], list[str]] | None = None

    def findings(self, data: ComparisonData, language: str) -> list[str]:
        """What the numbers say, a sentence a metric; with one scenario, where it stands."""
        if self.told is not None:
            return self.told(data, language)
        return sentences(data, self.metrics, language)


def sentences(data: ComparisonData, keys: Sequence[str], language: str) -> list[str]:
    """What the numbers of some metrics say, a sentence a metric; with one scenario, where they stand."""
    tell = stands if len(data.scenarios) == 1 else differs
    return [tell(data, key, language) for key in keys]


def stands(data: ComparisonData, key: str, language: str) -> str:
    """Where a metric stands in the only scenario."""
    found = data.estimates[data.baseline.name, key]
    label = METRICS[key].label.in_language(language)
    if found.mean is None:
        return say("finding.undefined", language, metric=label)
    if found.ci_low is None or found.ci_high is None:
        return say("finding.once", language, metric=label, value=with_unit(found.mean, key, language))
    return say(
        "finding.stands",
        language,
        metric=label,
        value=with_unit(found.mean, key, language),
        low=shown(found.ci_low, key),
        high=shown(found.ci_high, key),
    )


def differs(data: ComparisonData, key: str, language: str) -> str:
    """How a metric differs from the baseline's in each scenario, said no more firmly than the intervals allow."""
    base = data.estimates[data.baseline.name, key]
    if all(data.differences[scenario.name, key].mean is None for scenario in data.scenarios[1:]):
        return say("finding.undefined", language, metric=METRICS[key].label.in_language(language))
    parts = [_difference(data, scenario, key, language) for scenario in data.scenarios[1:]]
    return say(
        "finding.differs",
        language,
        metric=METRICS[key].label.in_language(language),
        base=say("finding.nothing", language) if base.mean is None else with_unit(base.mean, key, language),
        parts=("；" if language == "zh" else "; ").join(parts),
    )


def _difference(data: ComparisonData, scenario: ScenarioResult, key: str, language: str) -> str:
    """What `differs` says of one scenario."""
    own, gap = data.estimates[scenario.name, key], data.differences[scenario.name, key]
    title = scenario.title.in_language(language)
    if gap.mean is None or own.mean is None:
        return say("finding.undefined_in", language, scenario=title)
    values = {
        "scenario": title,
        "value": with_unit(own.mean, key, language),
        "gap": gap_with_unit(gap.mean, key, language),
    }
    if gap.ci_low is None or gap.ci_high is None:
        return say("finding.one_pair", language, **values)
    if gap.mean == gap.ci_low == gap.ci_high == 0.0:
        return say("finding.same", language, **values)
    values |= {"low": signed(gap.ci_low, key), "high": gap_with_unit(gap.ci_high, key, language)}
    return say(
        ("finding.higher" if gap.mean > 0 else "finding.lower") if gap.clear else "finding.unclear", language, **values
    )
