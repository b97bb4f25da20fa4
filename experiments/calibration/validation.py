"""The model under a set of parameters, held against what is published and what must be seen.

Three scenarios answer for three kinds of figures: `baseline` for the practice of 1999-2012, `practice_2013` for figures
of later years, `poor_county_freeze` for the natural experiment. Calibration figures were to be fitted, validation
figures were not; further figures are neither fitted nor judged. Of patterns `patterns` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from experiments.backends import load_kernels
from experiments.calibration.distance import Key as MomentKey
from experiments.calibration.distance import distance, fitted, key_of, miss
from experiments.calibration.further import ALL, further
from experiments.calibration.moments import Observed, moments
from experiments.calibration.patterns import PATTERNS, Freeze, Pattern, freeze, yearly_hazards
from experiments.calibration.targets import Target, read_targets
from experiments.flow_results import observed
from experiments.flows import count
from experiments.statistics.paired import Estimate, estimate
from sim.behaviour import Behaviours
from sim.metrics import RunTables
from sim.policy import policy
from sim.run import Burned, empty_world, places_of, run
from sim.scenario import Scenario
from sim.streams import Key
from sim.texts import Text
from sim.where import covered
from sim.world import places

Progress = Callable[[int, int], None]

CEILING = "promotion_age_limit_years"
FREEZE_RETAINED_AT_LEAST = 0.9
"""Pairs that a freeze must keep over the congress: all 51 of Hunan stayed, and a tenth is the tolerance."""


@dataclass(frozen=True)
class Line:
    """One figure beside the model's.

    Attributes
    ----------
    target: what is published. label: of the moment. found: the model's, over replicates.
    miss: in tolerances, None where undefined. inside: None where the figure is shown only, or undefined.
    """

    target: Target
    label: Text
    unit: str
    found: Estimate
    miss: float | None
    inside: bool | None


@dataclass(frozen=True)
class PatternLine:
    """One pattern beside the model's; `inside` is None where it is undefined."""

    pattern: Pattern
    found: Estimate
    inside: bool | None


@dataclass(frozen=True)
class Validation:
    """Everything `renqi validate` tells of one behaviour.

    Attributes
    ----------
    behaviours: the sets of parameters. replicates, counties, months: how much was simulated of the baseline.
    lines: published figures in the order of the file. patterns: those of `PATTERNS`.
    books_close: whether nobody is lost in any future (`renqi flows`).
    frozen: pairs kept over the congress, to the end of the freeze, to its end without one; ratio of exits at release.
    distance: of the means from the figures to be fitted (`experiments.calibration.distance`).
    hazards: heads' chances of leaving in years 1 to 6 in post, mean of the replicates that define them.
    """

    behaviours: Behaviours
    replicates: int
    counties: int
    months: int
    lines: tuple[Line, ...]
    patterns: tuple[PatternLine, ...]
    books_close: bool
    frozen: tuple[Estimate, Estimate, Estimate, Estimate]
    distance: float
    hazards: tuple[float, ...]

    def met(self, calibration: bool) -> dict[str, bool]:
        """By id of a target, whether every judged figure of it is inside; calibration targets, or those predicted."""
        answers: dict[str, bool] = {}
        for line in self.lines:
            if line.target.calibration == calibration and line.target.judged:
                answers[line.target.id] = answers.get(line.target.id, True) and line.inside is True
        if not calibration:
            retained = self.frozen[0].mean
            answers["V9"] = retained is not None and retained >= FREEZE_RETAINED_AT_LEAST
        return answers


@dataclass(frozen=True)
class Scenarios:
    """The three scenarios that answer for the published figures."""

    baseline: Scenario
    later: Scenario
    frozen: Scenario

    def each(self, **changes: Any) -> Scenarios:
        """All three with fields changed."""
        return Scenarios(
            replace(self.baseline, **changes), replace(self.later, **changes), replace(self.frozen, **changes)
        )


def measure(
    scenarios: Scenarios, replicates: int, seed: int, progress: Progress = lambda done, total: None
) -> Validation:
    """Run the three scenarios in `replicates` futures and hold them against everything."""
    load_kernels()
    base, later = scenarios.baseline, scenarios.later
    where, later_where = places_of(base), places_of(later)
    chosen, begins, ends = frozen_counties(scenarios.frozen)
    ceiling = policy(**{**base.practice, **base.policy})[CEILING]
    found: list[dict[MomentKey, float | None]] = []
    shown: list[list[float | None]] = []
    frozen: list[Freeze] = []
    hazards: list[list[float]] = []
    close = True
    for replicate in range(replicates):
        key, burned = Key(seed, replicate), Burned()
        ledger = run(base, key, burned=burned)
        seen = observed(ledger, where, base, replicate)
        close = close and not count(ledger).faults()
        shown.append([pattern.of(seen, ceiling) for pattern in PATTERNS])
        hazards += [one for one in [yearly_hazards(seen)] if one is not None]
        kept = RunTables(run(scenarios.frozen, key, burned=burned), where)
        frozen.append(freeze(kept, seen.run, chosen, begins, ends))
        after = observed(run(later, key), later_where, later, replicate)
        found.append({**keyed(seen, False), **keyed(after, True)})
        progress(replicate + 1, replicates)
    return _result(scenarios, where.counties, found, shown, close, frozen, hazards)


def keyed(seen: Observed, later: bool) -> dict[MomentKey, float | None]:
    """The moments of a run, the further ones among them, under the keys of targets."""
    return {(later, key): value for key, value in (moments(seen) | further(seen)).items()}


def frozen_counties(scenario: Scenario) -> tuple[np.ndarray, int, int]:
    """The counties of the first reform that holds in some places only, its month and that of the next there."""
    first, where = next((reform, reform.where) for reform in scenario.reforms if reform.where is not None)
    same = (r.month for r in scenario.reforms if r.where is not None and replace(r.where, place=where.place) == where)
    ends = next((month for month in same if month > first.month), scenario.horizon_months)
    return covered(where, empty_world(scenario), places(scenario.world)), first.month, ends


def _result(
    scenarios: Scenarios,
    counties: int,
    found: Sequence[dict[MomentKey, float | None]],
    shown: Sequence[Sequence[float | None]],
    close: bool,
    frozen: Sequence[Freeze],
    hazards: Sequence[Sequence[float]],
) -> Validation:
    targets = read_targets()
    lines = tuple(_line(target, [one[key_of(target)] for one in found]) for target in targets)
    means = {key_of(line.target): line.found.mean for line in lines}
    patterns = []
    for number, pattern in enumerate(PATTERNS):
        mean = estimate([one[number] for one in shown])
        patterns.append(PatternLine(pattern, mean, None if mean.mean is None else pattern.accepts(mean.mean)))
    kept = zip(*((f.over_congress, f.to_the_end, f.to_the_end_without, f.release) for f in frozen), strict=True)
    over, end, without, release = (estimate(column) for column in kept)
    return Validation(
        behaviours=scenarios.baseline.behaviours,
        replicates=len(found),
        counties=counties,
        months=scenarios.baseline.horizon_months,
        lines=lines,
        patterns=tuple(patterns),
        books_close=close,
        frozen=(over, end, without, release),
        distance=distance(fitted(targets), means),
        hazards=tuple(float(x) for x in np.array(hazards).mean(axis=0)) if hazards else (),
    )


def _line(target: Target, values: Sequence[float | None]) -> Line:
    found = estimate(values)
    moment = ALL[target.moment]
    if found.mean is None:
        return Line(target, moment.label, moment.unit, found, None, None)
    inside = target.accepts(found.mean) if target.judged else None
    return Line(target, moment.label, moment.unit, found, miss(target, found.mean), inside)


def as_json(found: Validation) -> dict[str, object]:
    """Plain values, schema 1; undefined numbers are None."""
    return {
        "schema": 1,
        "behaviour": found.behaviours.name,
        "sets": len(found.behaviours.sets),
        "replicates": found.replicates,
        "counties": found.counties,
        "months": found.months,
        "distance": found.distance,
        "calibration": found.met(True),
        "validation": found.met(False),
        "figures": [_line_json(line) for line in found.lines],
        "patterns": {
            line.pattern.key: {
                **_plain(line.found),
                "accepted": [line.pattern.low, line.pattern.high],
                "there": line.inside,
            }
            for line in found.patterns
        },
        "freeze": dict(
            zip(
                ("over_congress", "to_the_end", "to_the_end_without", "release"), map(_plain, found.frozen), strict=True
            )
        ),
        "books_close": found.books_close,
        "yearly_hazards_head": list(found.hazards),
    }


def _line_json(line: Line) -> dict[str, object]:
    target = line.target
    return {
        "id": target.id,
        "moment": target.moment,
        "unit": line.unit,
        "target": target.value,
        "accepted": [target.low, target.high],
        "practice": "later" if target.later else "1999-2012",
        "use": target.use,
        "calibration": target.calibration,
        "judged": target.judged,
        **_plain(line.found),
        "miss": line.miss,
        "inside": line.inside,
    }


def _plain(found: Estimate) -> dict[str, object]:
    return {"mean": found.mean, "ci95": [found.ci_low, found.ci_high], "p10": found.p10, "p90": found.p90}
