"""What a worker does: some runs, burned in together where they can be, to rows of tables and a line of the journal."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from experiments.calibration.moments import MOMENTS, moments
from experiments.design import Point
from experiments.flow_results import observed
from experiments.frames import located
from experiments.identity import question_id, run_id
from experiments.store import write_part
from sim.ledger import Ledger
from sim.metrics import METRICS, Places, RunTables
from sim.run import Burned, in_force, minimum_months, places_of, run
from sim.streams import Key
from sim.texts.user_error import UserError
from sim.version import model_version

RUNS = "runs"
"""The table with a row for every run."""

LONGEST_ERROR = 300


@dataclass(frozen=True)
class Job:
    """What is the same for all batches.

    Attributes
    ----------
    seed: of all runs. engine: "compiled" or "agents". version: the model that is to be run.
    metrics: keys of those computed. moments: whether the moments of calibration are computed too.
    keep: tables of the ledger that are kept; they need a folder.
    folder: the store for the results; None where they are handed back.
    """

    seed: int
    engine: str
    version: str
    metrics: tuple[str, ...]
    moments: bool = False
    keep: tuple[str, ...] = ()
    folder: str | None = None


@dataclass(frozen=True)
class Batch:
    """Some runs: replicates `first` ... `last` - 1 of every one of `points`.

    `skipped` holds runs, as (point, replicate), that are not to be tried, with the error they are to be told by.
    """

    points: tuple[Point, ...]
    first: int
    last: int
    skipped: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What its parts are called; names in order are runs in order."""
        return f"{self.first:07d}-{self.points[0].number:07d}"

    @property
    def runs(self) -> list[tuple[Point, int]]:
        """Its runs in the order of their rows."""
        return [(point, replicate) for replicate in range(self.first, self.last) for point in self.points]

    def one_by_one(self) -> list[Batch]:
        """Each of its runs alone, those to be skipped left out."""
        runs = [(p, r) for p, r in self.runs if (p.number, r) not in self.skipped]
        return [Batch((point,), replicate, replicate + 1) for point, replicate in runs]


@dataclass(frozen=True)
class Done:
    """What a batch hands back: its line for the journal, and its rows where there is no folder."""

    line: dict[str, Any]
    rows: pl.DataFrame | None = None

    def frame(self) -> pl.DataFrame:
        """Its rows; none where they stand in the folder."""
        return pl.DataFrame() if self.rows is None else self.rows


def run_batch(job: Job, batch: Batch) -> Done:
    """Simulate the runs of `batch`, and write them where the job has a folder.

    Raises UserError where this process runs another version of the model, or the folder cannot be written.
    """
    if job.version != model_version():
        raise UserError("store.other_worker", None, theirs=model_version(), ours=job.version)
    began = time.perf_counter()
    frames = run_frames(job, batch)
    rows = frames[RUNS]
    line: dict[str, Any] = {
        "replicates": [batch.first, batch.last],
        "points": [batch.points[0].number, batch.points[-1].number + 1],
        "runs": rows.height,
        "failed": rows.height - rows["error"].null_count(),
    }
    if job.folder is not None:
        folder = Path(job.folder)
        line["files"] = {table: write_part(folder, table, batch.name, frame) for table, frame in frames.items()}
    line["seconds"] = round(time.perf_counter() - began, 4)
    return Done(line, rows if job.folder is None else None)


def run_frames(job: Job, batch: Batch) -> dict[str, pl.DataFrame]:
    """The runs of `batch` as tables, kept ones and `RUNS`; a run that raises is a row with its error."""
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    kept: dict[tuple[int, int], dict[str, pl.DataFrame]] = {}
    for point, replicate, burned in _shared(job, batch):
        place = (replicate, point.number)
        rows[place], kept[place] = _one(job, point, replicate, burned, batch.skipped.get((point.number, replicate)))
    order = sorted(rows)
    parts = {table: [kept[place][table] for place in order if table in kept[place]] for table in job.keep}
    frames = {table: pl.concat(some) for table, some in parts.items() if some}
    return {**frames, RUNS: pl.DataFrame([rows[place] for place in order], schema=row_schema(job))}


def row_schema(job: Job) -> dict[str, Any]:
    """Columns of the table of runs: what the run is, its error, its metrics, and its moments if they are asked for."""
    numbers = [*job.metrics, *(MOMENTS if job.moments else ())]
    return {
        "point": pl.Int64,
        "scenario": pl.String,
        "replicate": pl.Int64,
        "run": pl.String,
        "error": pl.String,
        **dict.fromkeys(numbers, pl.Float64),
    }


def _shared(job: Job, batch: Batch) -> Iterator[tuple[Point, int, Burned]]:
    """The runs of a batch, those that share a burn-in one after the other, with the worlds they share."""
    worlds = {point.number: point.scenario.burn_in_identity for point in batch.points}

    def shared(one: tuple[Point, int]) -> tuple[str, int]:
        point, replicate = one
        return worlds[point.number], point.replicate(replicate)

    for _, group in groupby(sorted(batch.runs, key=shared), key=shared):
        burned = Burned()
        for point, replicate in group:
            yield point, replicate, burned


def _one(
    job: Job, point: Point, replicate: int, burned: Burned, skip: str | None
) -> tuple[dict[str, Any], dict[str, pl.DataFrame]]:
    """The row of a run, and its kept tables; none of a run that failed."""
    key = Key(job.seed, point.replicate(replicate))
    row: dict[str, Any] = {
        "point": point.number,
        "scenario": point.scenario.name,
        "replicate": replicate,
        "run": run_id(question_id(point.scenario, key.replicate), job.version, *key),
        "error": skip,
    }
    if skip is not None:
        return row, {}
    try:
        ledger = run(point.scenario, key, job.engine, burned)
        places = places_of(point.scenario)
        row |= numbers(job, point, key.replicate, ledger, places)
        return row, {table: _kept(table, ledger, places, row) for table in job.keep}
    except Exception as wrong:  # whatever a run may raise is told in its row
        told = f"{type(wrong).__name__}: {wrong}".splitlines()[0]
        return {**row, "error": told[:LONGEST_ERROR]}, {}


def numbers(job: Job, point: Point, replicate: int, ledger: Ledger, places: Places) -> dict[str, float | None]:
    """The metrics of a run, and its moments if they are asked for."""
    scenario = point.scenario
    minimum = minimum_months(scenario) if point.minimum_months is None else point.minimum_months
    tables = RunTables(ledger, places, minimum, in_force(scenario))
    found = {key: METRICS[key].of(tables) for key in job.metrics}
    return {**found, **moments(observed(ledger, places, scenario, replicate))} if job.moments else found


def _kept(table: str, ledger: Ledger, places: Places, row: Mapping[str, Any]) -> pl.DataFrame:
    frame = located(ledger, table, places)
    own = [
        pl.lit(row["point"], pl.Int64).alias("point"),
        pl.lit(row["scenario"]).alias("scenario"),
        pl.lit(row["replicate"], pl.Int64).alias("replicate"),
    ]
    return frame.select([*own, *frame.columns])


def batches(points: Sequence[Point], first: int, last: int, size: int) -> list[Batch]:
    """Replicates `first` ... `last` - 1 of all points in batches of about `size` runs.

    Batches in order are runs in order: replicate by replicate, and within one point by point. They depend on nothing
    but the arguments, so that a sweep that was stopped makes the same parts as one that was not.
    """
    if not points:
        return []
    if len(points) >= size:
        chunks = [tuple(points[i : i + size]) for i in range(0, len(points), size)]
        return [Batch(chunk, r, r + 1) for r in range(first, last) for chunk in chunks]
    together = size // len(points)
    return [Batch(tuple(points), r, min(r + together, last)) for r in range(first, last, together)]
