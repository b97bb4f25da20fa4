"""What a worker does: some runs, burned in together where they can be, to rows of tables and a line of the journal."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from experiments.calibration.moments import MOMENTS, moments
from experiments.design import Point
from experiments.flow_results import observed
from experiments.frames import located_rows
from experiments.identity import question_id, run_id
from experiments.store import write_part
from sim.ledger import TABLES, Columns, Ledger
from sim.metrics import METRICS, Places, RunTables, tables_read
from sim.metrics.in_force import InForce
from sim.run import Burned, in_force, minimum_months, places_of, run
from sim.streams import Key
from sim.texts.user_error import UserError
from sim.version import model_version

RUNS = "runs"
"""The table with a row for every run."""

LONGEST_ERROR = 300

_WHICH: dict[str, Any] = {"point": pl.Int64, "scenario": pl.String, "replicate": pl.Int64}
"""Columns that tell a run from the others of a study."""


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

    @property
    def tables(self) -> Collection[str]:
        """The tables of the ledger that are read or kept; moments read all."""
        return tuple(TABLES) if self.moments else tables_read(self.metrics).union(self.keep)


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
    found: dict[tuple[int, int], _Run] = {}
    settings = _Settings()
    for point, replicate, burned in _shared(job, batch):
        skip = batch.skipped.get((point.number, replicate))
        found[replicate, point.number] = _one(job, point, replicate, burned, settings, skip)
    runs = [found[place] for place in sorted(found)]
    well = [one for one in runs if one.places is not None]
    frames = {table: _kept(table, well) for table in job.keep if well}
    return {**frames, RUNS: pl.DataFrame([one.row for one in runs], schema=row_schema(job))}


def row_schema(job: Job) -> dict[str, Any]:
    """Columns of the table of runs: what the run is, its error, its metrics, and its moments if they are asked for."""
    numbers = [*job.metrics, *(MOMENTS if job.moments else ())]
    return {
        **_WHICH,
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


@dataclass(frozen=True)
class _Setting:
    """What the runs of a point have in common: its map, its strictest minimum and the rules in force."""

    places: Places
    minimum: int
    rules: InForce


@dataclass(frozen=True)
class _Run:
    """The row of a run; kept tables by columns (`Ledger.words`), its first month and its map, none where it failed."""

    row: dict[str, Any]
    kept: Mapping[str, np.ndarray] = field(default_factory=dict)
    first_month: int = 0
    places: Places | None = None


class _Settings:
    """What runs of a batch have in common, worked out once: for every run again it would be a twentieth of the run."""

    def __init__(self) -> None:
        self._of_point: dict[int, _Setting] = {}
        self._maps: dict[object, Places] = {}
        self._questions: dict[tuple[int, int], str] = {}

    def of(self, point: Point) -> _Setting:
        """That of the runs of `point`."""
        if point.number not in self._of_point:
            scenario = point.scenario
            world = (scenario.world, scenario.start, scenario.parameters(0).tobytes())
            if world not in self._maps:
                self._maps[world] = places_of(scenario)
            minimum = minimum_months(scenario) if point.minimum_months is None else point.minimum_months
            self._of_point[point.number] = _Setting(self._maps[world], minimum, in_force(scenario))
        return self._of_point[point.number]

    def question(self, point: Point, replicate: int) -> str:
        """The hash of the scenario of `point` with the set of parameters that `replicate` lives by."""
        which = (point.number, replicate % len(point.scenario.behaviours.sets))
        if which not in self._questions:
            self._questions[which] = question_id(point.scenario, replicate)
        return self._questions[which]


def _one(
    job: Job, point: Point, replicate: int, burned: Burned, settings: _Settings, skip: str | None
) -> _Run:
    """Carry out one run."""
    key = Key(job.seed, point.replicate(replicate))
    row: dict[str, Any] = {
        "point": point.number,
        "scenario": point.scenario.name,
        "replicate": replicate,
        "run": run_id(settings.question(point, key.replicate), job.version, *key),
        "error": skip,
    }
    if skip is not None:
        return _Run(row)
    try:
        ledger = run(point.scenario, key, job.engine, burned, tables=job.tables)
        setting = settings.of(point)
        values = _numbers(job, point, key.replicate, ledger, setting)
        kept = {table: ledger.words(table) for table in job.keep}
        return _Run({**row, **values}, kept, ledger.first_month, setting.places)
    except Exception as wrong:  # whatever a run may raise is told in its row
        told = f"{type(wrong).__name__}: {wrong}".splitlines()[0]
        return _Run({**row, "error": told[:LONGEST_ERROR]})


def _numbers(job: Job, point: Point, replicate: int, ledger: Ledger, setting: _Setting) -> dict[str, float | None]:
    """The metrics of a run, and its moments if they are asked for."""
    tables = RunTables(ledger, setting.places, setting.minimum, setting.rules)
    found = {key: METRICS[key].of(tables) for key in job.metrics}
    if not job.moments:
        return found
    return {**found, **moments(observed(ledger, setting.places, point.scenario, replicate))}


def _kept(table: str, runs: Sequence[_Run]) -> pl.DataFrame:
    """The rows of a table of runs that went well, with what tells the runs apart.

    Runs with one map that follow each other become a frame together: a call of polars costs as much as many rows.
    """
    frames = []
    for _, group in groupby(runs, key=lambda one: (id(one.places), one.first_month)):
        some = list(group)
        parts = [one.kept[table] for one in some]
        rows = Columns(table, parts)
        which = np.repeat(np.arange(len(some)), [part.shape[1] for part in parts])
        told = pl.DataFrame([{k: one.row[k] for k in _WHICH} for one in some], schema=_WHICH)[which]
        places = some[0].places
        assert places is not None
        frames.append(told.hstack(located_rows(table, rows, some[0].first_month, places)))
    return pl.concat(frames)


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
