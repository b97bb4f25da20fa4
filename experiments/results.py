"""What a comparison hands to tables, figures and the report: the runs in short, and what was asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

import numpy as np

from experiments.pilot import PilotCheck
from experiments.statistics.paired import Difference, Estimate, difference, estimate
from experiments.statistics.resampling import Interval, bca, bca_of_means
from experiments.statistics.simultaneous import Simultaneous, max_t
from sim.metrics import METRICS, Places, RunTables, evaluate
from sim.metrics.careers import HEAD_SOURCES, filled, wait_months
from sim.metrics.conduct import months_served, over_months
from sim.metrics.pair import pair_table
from sim.metrics.run_tables import TERM_MONTHS
from sim.metrics.survival import LifeTable
from sim.texts import Text, say
from sim.vocabulary import Kind, Source

EFFORTS = ("development_effort", "showcase_effort", "lobbying_effort", "routine_effort", "coasting")
WAIT_STEP_MONTHS = 12
LONGEST_WAIT_MONTHS = 180


@dataclass(frozen=True)
class RunSummary:
    """What one run leaves behind for tables and figures; counts only, so that runs can be added up.

    Attributes
    ----------
    metrics: every metric by key, None where undefined.
    period: life tables of secretaries and of heads. cohort: of those appointed in the window.
    pairs: life table of pairs of chiefs.
    clock_exits, clock_at_risk: exits and posts held by months since the last congress or election of the post in
        the baseline calendar, int64, shape (2 roles, 60).
    efforts: sum over months of the five efforts (`EFFORTS`), float64, shape (2, 5); effort_months, shape (2,).
    upper_sources, secretary_sources: appointments by `Source`, int64, shape (sources,).
    head_waits: heads who became secretary by months at their rank before, in steps of 12, int64.
    """

    metrics: dict[str, float | None]
    period: tuple[LifeTable, LifeTable]
    cohort: tuple[LifeTable, LifeTable]
    pairs: LifeTable
    clock_exits: np.ndarray
    clock_at_risk: np.ndarray
    efforts: np.ndarray
    effort_months: np.ndarray
    upper_sources: np.ndarray
    secretary_sources: np.ndarray
    head_waits: np.ndarray


def summarise(run: RunTables) -> RunSummary:
    """The summary of one run."""
    exits, at_risk = _clock(run)
    efforts, months = _efforts(run)
    upper, secretaries = (filled(run, kind, "source") for kind in (Kind.UPPER, Kind.SECRETARY))
    waits = wait_months(run, Kind.SECRETARY, HEAD_SOURCES)
    return RunSummary(
        evaluate(run),
        run.period,
        run.cohort,
        pair_table(run),
        exits,
        at_risk,
        efforts,
        months,
        np.bincount(upper[upper >= 0], minlength=len(Source)),
        np.bincount(secretaries[secretaries >= 0], minlength=len(Source)),
        np.bincount(
            np.clip(waits, 0, LONGEST_WAIT_MONTHS) // WAIT_STEP_MONTHS,
            minlength=LONGEST_WAIT_MONTHS // WAIT_STEP_MONTHS + 1,
        ),
    )


def _clock(run: RunTables) -> tuple[np.ndarray, np.ndarray]:
    """Exits and post-months at risk by place in the term clock of the post; exposure as in the life tables."""
    rows = np.concatenate(run.exits)
    place = run.role[rows] * TERM_MONTHS + run.months_from_congress % TERM_MONTHS
    exits = np.bincount(place, minlength=2 * TERM_MONTHS)
    first, last = run.durations
    whole, rest = np.divmod(np.maximum(last - first + 1, 0), TERM_MONTHS)
    # What is left of a spell covers `rest` months of the clock in a row, perhaps over its end.
    begin = run.role * _TWO_TERMS + (run.start - run.own_phase + first) % TERM_MONTHS
    steps = np.bincount(begin, minlength=2 * _TWO_TERMS) - np.bincount(begin + rest, minlength=2 * _TWO_TERMS)
    covered = np.cumsum(steps).reshape(2, _TWO_TERMS)
    times = np.bincount(run.role, whole, minlength=2).astype(np.int64)
    at_risk = times[:, None] + covered[:, :TERM_MONTHS] + covered[:, TERM_MONTHS : 2 * TERM_MONTHS]
    return exits.reshape(2, TERM_MONTHS), at_risk


_TWO_TERMS = 2 * TERM_MONTHS + 1
"""Months of two terms and one after them."""


def _efforts(run: RunTables) -> tuple[np.ndarray, np.ndarray]:
    sums = [[over_months(run, name, role) for name in EFFORTS] for role in (0, 1)]
    return np.array(sums), np.array([months_served(run, role) for role in (0, 1)], np.int64)


@dataclass(frozen=True)
class Change:
    """One lever that a scenario sets otherwise than the baseline.

    Attributes
    ----------
    lever: its label. old, new: values in words or numbers, with their unit.
    when, where: from which month on, and in which places.
    assumed: whether what the lever does rests on assumptions alone.
    """

    lever: Text
    old: Text
    new: Text
    when: Text
    where: Text
    assumed: bool = False


@dataclass(frozen=True)
class ScenarioResult:
    """A scenario with its runs, one summary a replicate in the order of replicates.

    Attributes
    ----------
    name: the file's name without its ending. title, question: as written in it. policy: the policy in words.
    changes: levers that differ from the baseline.
    spells: the chiefs' spells of replicate 0, for the timeline (`sim.ledger`).
    """

    name: str
    title: Text
    question: Text
    runs: tuple[RunSummary, ...]
    policy: tuple[Text, ...] = ()
    changes: tuple[Change, ...] = ()
    spells: np.ndarray | None = None


@dataclass(frozen=True)
class ComparisonData:
    """All of a comparison. The first scenario is the baseline; replicates are paired by their place.

    Attributes
    ----------
    months: length of the window. start: calendar year and month of month 0.
    world: the world in words. command: what reproduces the result. versions: names and versions of what computed it.
    long_run: whether each scenario was burned in under its own policy.
    pilots: for each scenario with a reform that holds in some places only, how it looks and what it did.
    behaviour, sets: the uncertain parameters used, in words, and how many sets of them took turns.
    widths: with several sets, how many times as wide the interval of each headline metric is as with the calibrated
        one over the same replicates (`experiments.width`).
    """

    scenarios: tuple[ScenarioResult, ...]
    seed: int
    months: int
    start: tuple[int, int]
    world: Text
    command: str
    places: Places
    versions: dict[str, str] = field(default_factory=dict)
    long_run: bool = False
    pilots: tuple[PilotCheck, ...] = ()
    behaviour: Text = Text("calibrated", "校准取值")
    sets: int = 1
    widths: dict[str, float] = field(default_factory=dict)

    def behaviour_words(self, language: str) -> str:
        """Which uncertain parameters were used, and how much wider the intervals are for it."""
        title = self.behaviour.in_language(language)
        if self.sets == 1:
            return say("behaviour.note", language, title=title)
        factor = f"{median(self.widths.values()):.2f}" if self.widths else "–"
        values = {"title": title, "sets": self.sets, "replicates": self.replicates, "factor": factor}
        return say("behaviour.note_ensemble", language, **values)

    @property
    def baseline(self) -> ScenarioResult:
        """What the others are compared with."""
        return self.scenarios[0]

    @property
    def replicates(self) -> int:
        """Replicates a scenario."""
        return len(self.baseline.runs)

    def values(self, scenario: ScenarioResult, key: str) -> list[float | None]:
        """A metric by replicate."""
        return self._by_replicate[scenario.name][key]

    @cached_property
    def _by_replicate(self) -> dict[str, dict[str, list[float | None]]]:
        """By name of scenario and key of metric: the metric by replicate."""
        return {s.name: {key: [run.metrics.get(key) for run in s.runs] for key in METRICS} for s in self.scenarios}

    @cached_property
    def estimates(self) -> dict[tuple[str, str], Estimate]:
        """By name of scenario and key of metric."""
        return {(s.name, key): estimate(self.values(s, key)) for s in self.scenarios for key in METRICS}

    @cached_property
    def differences(self) -> dict[tuple[str, str], Difference]:
        """By name of scenario, the baseline left out, and key of metric."""
        base = self.baseline
        return {
            (s.name, key): difference(self.values(s, key), self.values(base, key))
            for s in self.scenarios[1:]
            for key in METRICS
        }

    def gaps(self, scenario: ScenarioResult, keys: Sequence[str] = tuple(METRICS)) -> np.ndarray:
        """Differences to the baseline, float64, shape (replicates, keys), NaN where either is undefined."""
        own, other = (np.array([self.values(one, key) for key in keys], float) for one in (scenario, self.baseline))
        return np.ascontiguousarray((own - other).T)

    @cached_property
    def together(self) -> dict[str, Simultaneous]:
        """By name of scenario, the baseline left out: intervals of all metrics that hold together, in their order."""
        return {s.name: max_t(self.gaps(s)) for s in self.scenarios[1:]}

    @cached_property
    def resampled(self) -> dict[tuple[str, str], Interval]:
        """BCa intervals of the differences by name of scenario, the baseline left out, and key of metric."""
        found: dict[tuple[str, str], Interval] = {}
        for scenario in self.scenarios[1:]:
            gaps = self.gaps(scenario)
            everywhere = np.isfinite(gaps).all(axis=0)
            whole = iter(bca_of_means(gaps[:, everywhere]))
            for key, column, defined_everywhere in zip(METRICS, gaps.T, everywhere.tolist(), strict=True):
                if defined_everywhere:
                    found[scenario.name, key] = next(whole)
                elif self.differences[scenario.name, key].mean is None:
                    found[scenario.name, key] = None, None
                else:
                    found[scenario.name, key] = bca(column[np.isfinite(column)])
        return found

    def never_bound(self, scenario: ScenarioResult) -> bool:
        """Whether no metric of any replicate differs from the baseline's: the policy changed nothing at all."""
        pairs = zip(scenario.runs, self.baseline.runs, strict=True)
        return scenario is not self.baseline and all(a.metrics == b.metrics for a, b in pairs)


def plain(value: float) -> float | None:
    """A number, None for NaN."""
    return float(value) if np.isfinite(value) else None


def as_json(data: ComparisonData, differences: bool = True) -> dict[str, object]:
    """The comparison as plain values, schema 1; undefined numbers are None."""
    scenarios: dict[str, object] = {}
    for scenario in data.scenarios:
        metrics: dict[str, object] = {}
        for key, metric in METRICS.items():
            found = data.estimates[scenario.name, key]
            entry: dict[str, object] = {
                "mean": found.mean,
                "ci95": [found.ci_low, found.ci_high],
                "p10": found.p10,
                "p90": found.p90,
                "unit": metric.unit,
            }
            if differences and scenario is not data.baseline:
                gap = data.differences[scenario.name, key]
                every, place = data.together[scenario.name], list(METRICS).index(key)
                entry["difference"] = {
                    "mean": gap.mean,
                    "ci95": [gap.ci_low, gap.ci_high],
                    "ci95_bca": list(data.resampled[scenario.name, key]),
                    "ci95_all_metrics": [plain(every.low[place]), plain(every.high[place])],
                    "p_value_all_metrics": plain(every.p_value[place]),
                    "variance_reduction": gap.variance_reduction,
                    "p_value": gap.p_value,
                    "effect": gap.effect,
                }
            metrics[key] = entry
        scenarios[scenario.name] = {"metrics": metrics}
    return {
        "schema": 1,
        "baseline": data.baseline.name,
        "seed": data.seed,
        "replicates": data.replicates,
        "behaviour": {"title": data.behaviour.en, "sets": data.sets, "widths": data.widths},
        "scenarios": scenarios,
    }
