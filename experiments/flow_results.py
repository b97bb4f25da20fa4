"""Futures of one scenario beside what is published: a prefecture's year, and the moments of `targets.json`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from experiments.backends import load_kernels
from experiments.calibration.moments import MOMENTS, TIES, Moment, Observed, moments
from experiments.calibration.targets import FURTHER, Target, read_targets
from experiments.flows import (
    CHAIN_MOVES,
    COLUMNS,
    COUNTIES,
    FLOWS,
    KINDS,
    Column,
    Counts,
    Flow,
    a_year,
    accepts,
    count,
    moves,
)
from experiments.statistics.paired import Estimate, estimate
from sim.ledger import Ledger
from sim.metrics import Places, RunTables
from sim.metrics.run_tables import ratio
from sim.run import places_of, run
from sim.scenario import Scenario
from sim.streams import Key

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class FlowLine:
    """A row, or the sum of a column, in the simulated futures.

    Attributes
    ----------
    of: what is counted. a_year: moves a year in a prefecture of 8.2 counties. share: of the column.
    times: mean over the published figure. inside: within its tolerance.
    """

    of: Flow | Column
    a_year: Estimate
    share: Estimate
    times: float | None
    inside: bool


@dataclass(frozen=True)
class MomentLine:
    """A target and the moment of the simulated futures. inside: None where it is shown only: undefined,
    not to be judged, or a figure of another practice."""

    target: Target
    moment: Moment
    found: Estimate
    inside: bool | None


@dataclass(frozen=True)
class FlowResults:
    """All that `renqi flows` tells.

    Attributes
    ----------
    prefectures, counties: of the world. months: length of the window. factor: what every count a prefecture was
        multiplied by, so that it holds for 8.2 counties.
    flows: rows and sums in the order shown. chain_moves: county moves a secretary's vacancy makes.
    gaps: by kind of post, exits less appointments less change in vacancies, the largest of any future; 0 each.
    faults: what does not close in any future.
    moments: every published figure with what was found, but the further ones (`renqi validate`).
    """

    replicates: int
    prefectures: int
    counties: int
    months: int
    factor: float
    flows: tuple[FlowLine, ...]
    chain_moves: Estimate
    gaps: dict[str, int]
    faults: tuple[str, ...]
    moments: tuple[MomentLine, ...]

    @property
    def chain_inside(self) -> bool:
        """Whether the moves of a secretary's vacancy are within a factor of two."""
        return accepts(self.chain_moves.mean, CHAIN_MOVES, starred=False)


def measure(
    scenario: Scenario, replicates: int, seed: int, progress: Progress = lambda done, total: None
) -> FlowResults:
    """Run the futures of `scenario` and hold them against what is published."""
    load_kernels()
    where = places_of(scenario)
    counted, seen = [], []
    for replicate in range(replicates):
        ledger = run(scenario, Key(seed, replicate))
        counted.append(count(ledger))
        seen.append(moments(observed(ledger, where, scenario, replicate)))
        progress(replicate + 1, replicates)
    return results(counted, seen, where, scenario.horizon_months, bool(scenario.practice))


def observed(ledger: Ledger, where: Places, scenario: Scenario, replicate: int) -> Observed:
    """The run of a replicate as the sources would see it, calendar years and all."""
    behaviour = scenario.parameters(replicate)
    weights = {tie: float(behaviour[name][0]) for tie, name in TIES.items()}
    return Observed(RunTables(ledger, where), weights, (12 - scenario.start.month) % 12)


def results(
    counted: Sequence[Counts],
    seen: Sequence[dict[str, float | None]],
    where: Places,
    months: int,
    later: bool,
) -> FlowResults:
    """What the counts and moments of several futures come to; `later`: under the practice since 2013."""
    prefectures = len(set(where.prefecture.tolist()))
    factor = COUNTIES * prefectures / where.counties
    scale = a_year(where.counties, months)
    lines = []
    for column in COLUMNS:
        lines += [_line(flow, column, counted, scale) for flow in FLOWS if flow.column == column.key]
        lines.append(_line(column, column, counted, scale))
    return FlowResults(
        replicates=len(counted),
        prefectures=prefectures,
        counties=where.counties,
        months=months,
        factor=factor,
        flows=tuple(lines),
        chain_moves=estimate([one.chain_moves for one in counted]),
        gaps={kind: max((one.gap(kind) for one in counted), key=abs) for kind in KINDS},
        faults=tuple(dict.fromkeys(fault for one in counted for fault in one.faults())),
        moments=tuple(_moment_line(target, seen, later) for target in read_targets() if target.use != FURTHER),
    )


def _line(of: Flow | Column, column: Column, counted: Sequence[Counts], scale: float) -> FlowLine:
    found = [moves(one, of) for one in counted]
    yearly = estimate([n * scale for n in found])
    share = estimate([ratio(n, one.sums[column.key]) for n, one in zip(found, counted, strict=True)])
    times = None if yearly.mean is None else yearly.mean / of.a_year
    return FlowLine(of, yearly, share, times, accepts(yearly.mean, of.a_year, of.starred))


def _moment_line(target: Target, seen: Sequence[dict[str, float | None]], later: bool) -> MomentLine:
    found = estimate([one[target.moment] for one in seen])
    judged = target.judged and target.later == later and found.mean is not None
    inside = target.accepts(found.mean) if judged and found.mean is not None else None
    return MomentLine(target, MOMENTS[target.moment], found, inside)


def as_json(found: FlowResults, name: str, seed: int) -> dict[str, object]:
    """The results as plain values, schema 1; undefined numbers are None."""
    return {
        "schema": 1,
        "scenario": name,
        "seed": seed,
        "replicates": found.replicates,
        "prefectures": found.prefectures,
        "counties": found.counties,
        "months": found.months,
        "multiplied_by": found.factor,
        "flows": [_flow_json(line) for line in found.flows],
        "chain_moves": {"published": CHAIN_MOVES, **_plain(found.chain_moves), "inside": found.chain_inside},
        "closing": found.gaps,
        "faults": list(found.faults),
        "moments": [_moment_json(line) for line in found.moments],
    }


def _flow_json(line: FlowLine) -> dict[str, object]:
    of = line.of
    column, row, share = (of.key, "sum", 1.0) if isinstance(of, Column) else (of.column, of.key, of.share)
    return {
        "column": column,
        "row": row,
        "published_share": share,
        "published_a_year": of.a_year,
        "starred": of.starred,
        "a_year": _plain(line.a_year),
        "share": _plain(line.share),
        "times_published": line.times,
        "inside": line.inside,
    }


def _moment_json(line: MomentLine) -> dict[str, object]:
    target = line.target
    return {
        "id": target.id,
        "moment": target.moment,
        "unit": line.moment.unit,
        "target": target.value,
        "accepted": [target.low, target.high],
        "published": target.published,
        "level": target.level,
        "calibration": target.calibration,
        "practice": "later" if target.later else "1999-2012",
        **_plain(line.found),
        "inside": line.inside,
    }


def _plain(found: Estimate) -> dict[str, object]:
    return {"mean": found.mean, "ci95": [found.ci_low, found.ci_high], "p10": found.p10, "p90": found.p90}
