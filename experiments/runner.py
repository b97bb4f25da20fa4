"""Many runs: planned in batches, carried out by a backend, kept in a store, taken up again where they stopped.

What comes out depends on the points, the replicates and the seed alone: not on workers, batches, order or backend,
nor on how often it was stopped. Replicate r of every point has the key (seed, r), so that points meet the same luck.
"""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from experiments.backends import Backend, backend_for, load_kernels
from experiments.batch import RUNS, Batch, Done, Job, batches, row_schema, run_batch
from experiments.calibration.moments import MOMENTS
from experiments.design import Point
from experiments.identity import plan_id
from experiments.kept import files_of
from experiments.store import Store, legible
from sim.metrics import METRICS
from sim.run import empty_world
from sim.texts import say
from sim.texts.catalogue import CATALOGUE
from sim.texts.user_error import UserError
from sim.version import metrics_version, model_version

Progress = Callable[[int, int], None]

BATCH_POST_MONTHS = 2_000_000
"""Months of chiefs' posts in a batch unless it is told otherwise: about a second of the compiled engine."""

IN_FLIGHT = 2
"""Batches handed to each worker at a time: one that runs and one that waits."""

DEATHS = 2
"""Deaths of a worker after which a batch is run apart, and a run is set aside."""


def run_points(
    points: Sequence[Point],
    replicates: int,
    seed: int,
    *,
    folder: str | Path | None = None,
    workers: int | None = None,
    backend: str = "threads",
    address: str | None = None,
    engine: str = "compiled",
    metrics: Sequence[str] = tuple(METRICS),
    moments: bool = False,
    keep: Sequence[str] = ("spells",),
    batch: int | None = None,
    progress: Progress = lambda done, total: None,
) -> pl.DataFrame:
    """Run replicates 0 ... `replicates` - 1 of every point; a row for each (point, replicate), in that order.

    Columns: point (its number), scenario (its name), replicate, run (the run's identity), error (null where it went
    well), every metric and, with `moments`, every moment of calibration under its own key; null where undefined.

    Parameters
    ----------
    folder: a store; runs that are in it already are not run again, and more replicates than last time are added.
        Without one everything is done in memory, and no table of a ledger is kept.
    workers: batches carried out at a time; the processors of this machine where None.
    backend: "threads", "processes" or "dask", whose scheduler is at `address`.
    keep: tables of the ledger that are kept in the folder.
    batch: runs of a batch, which is what a crash may lose; about a second's worth where None.
    progress: told (runs done, runs in all).

    Raises UserError where the folder belongs to other points, another version or another process, or where it cannot
    be written; KeyboardInterrupt on Ctrl-C, when what is finished is kept.
    """
    job = Job(seed, engine, model_version(), tuple(metrics), moments)
    hands = Hands(engine, backend, workers, address)
    if folder is not None:
        store = run_into(Path(folder), points, replicates, replace(job, keep=tuple(keep)), hands, batch, {}, progress)
        return runs_of(store).filter(pl.col("replicate") < replicates)
    plan = batches(_light(points), 0, replicates, batch or batch_size(points))
    rows = [pl.DataFrame(schema=row_schema(job))]
    with hands.ready() as pool:
        _carry_out(plan, job, pool, lambda done: rows.append(done.frame()), _count(progress, 0, plan))
    return pl.concat(rows).sort("point", "replicate")


@dataclass(frozen=True)
class Hands:
    """Who carries batches out: see `run_points`."""

    engine: str = "compiled"
    backend: str = "threads"
    workers: int | None = None
    address: str | None = None

    def batches_at_a_time(self) -> int:
        """Workers, as far as it is known before any is asked."""
        return self.workers or os.cpu_count() or 1

    @contextmanager
    def ready(self) -> Iterator[Backend]:
        """A backend, ready to run; kernels are compiled here, once, before any thread or process starts."""
        load_kernels()
        pool = backend_for(self.backend, self.workers, self.address)
        try:
            yield pool
        finally:
            pool.stop()


def run_into(
    folder: Path,
    points: Sequence[Point],
    replicates: int,
    job: Job,
    hands: Hands,
    batch: int | None,
    about: Mapping[str, Any],
    progress: Progress,
) -> Store:
    """As `run_points` into `folder`; `about` is what the manifest of a new folder holds besides. Returns the store."""
    job = replace(job, folder=str(folder.absolute()))
    manifest = {**_plan(job, points), "stretches": [[0, replicates]], "batch": batch or batch_size(points), **about}
    with Store.written(folder, manifest, lambda: files_of(points)) as store:
        for name, value in _plan(job, points).items():
            if store.manifest.get(name) != value:
                raise UserError("store.other_plan", None, name=folder, what=CATALOGUE[f"store.what.{name}"])
        stretches = store.manifest["stretches"]
        if replicates > stretches[-1][1]:
            store.change(stretches=[*stretches, [stretches[-1][1], replicates]])
        began, plan, lines = time.perf_counter(), plan_of(store, _light(points)), store.lines()
        there = {(line["replicates"][0], line["points"][0]) for line in lines}
        rest = [one for one in plan if (one.first, one.points[0].number) not in there]
        before = sum(line["runs"] for line in lines)
        tell = _count(progress, before, rest)
        if rest:
            with hands.ready() as pool:
                _carry_out(rest, job, pool, lambda done: store.append(done.line), tell)
        runs = sum(len(one.runs) for one in plan)
        if store.manifest.get("whole") != runs or not (folder / f"{RUNS}.parquet").is_file():
            store.write_table(RUNS)
            seconds = round(store.manifest.get("seconds", 0.0) + time.perf_counter() - began, 3)
            store.change(whole=runs, seconds=seconds)
    return store


def runs_of(store: Store) -> pl.DataFrame:
    """The row of every run of a store that is finished, by point and replicate."""
    with legible(store.folder):
        return store.scan(RUNS).collect().sort("point", "replicate")


def plan_of(store: Store, points: Sequence[Point]) -> list[Batch]:
    """All batches of a store, finished or not. What was added later makes batches of its own."""
    size = store.manifest["batch"]
    return [one for first, last in store.manifest["stretches"] for one in batches(points, first, last, size)]


def _plan(job: Job, points: Sequence[Point]) -> dict[str, Any]:
    """What a folder of results is begun with and stays with."""
    return {
        "plan": plan_id(points),
        "points": len(points),
        "seed": job.seed,
        "model": job.version,
        "metrics_version": metrics_version(),
        "metrics": list(job.metrics),
        "moments": list(MOMENTS) if job.moments else [],
        "keep": list(job.keep),
    }


def _light(points: Sequence[Point]) -> list[Point]:
    """The points without the texts of their files, which would travel to every worker."""
    return [replace(point, scenario=replace(point.scenario, text="")) for point in points]


def batch_size(points: Sequence[Point]) -> int:
    """Runs of a batch that keep a core busy for about a second."""
    if not points:
        return 1
    scenario = points[0].scenario
    months = scenario.burn_in_months + scenario.horizon_months
    return max(1, BATCH_POST_MONTHS // max(1, empty_world(scenario).chiefs.size * months))


def _count(progress: Progress, before: int, rest: Sequence[Batch]) -> Callable[[Done], None]:
    """Tells `progress` of every batch that is done."""
    total = before + sum(len(one.runs) for one in rest)
    done_so_far = before
    progress(done_so_far, total)

    def told(done: Done) -> None:
        nonlocal done_so_far
        done_so_far += done.line["runs"]
        progress(done_so_far, total)

    return told


def _carry_out(
    plan: Iterable[Batch], job: Job, hands: Backend, keep: Callable[[Done], None], tell: Callable[[Done], None]
) -> None:
    """Have every batch of `plan` carried out; `keep` and `tell` learn of each as it is done, in any order.

    A batch that was in flight when a worker died is tried again, and after a second death apart from all others.
    Whatever ends this early, what is finished by then is kept.
    """
    waiting = deque(plan)
    flying: dict[Future[Done], Batch] = {}
    strikes: Counter[str] = Counter()

    def accept(done: Done) -> None:
        keep(done)
        tell(done)

    try:
        while waiting or flying:
            while waiting and len(flying) < IN_FLIGHT * hands.workers:
                batch = waiting.popleft()
                flying[hands.submit(run_batch, job, batch)] = batch
            suspects = _gathered(flying, wait(flying, return_when=FIRST_COMPLETED).done, hands, accept)
            if suspects and hands.die_together:
                suspects += _gathered(flying, wait(flying).done, hands, accept)
                hands.restart()
            for batch in suspects:
                strikes[batch.name] += 1
                if strikes[batch.name] < DEATHS:
                    waiting.appendleft(batch)
                else:
                    accept(apart(job, batch, hands))
    except BaseException:
        hands.stop()
        with suppress(UserError):
            _gathered(flying, {future for future in flying if future.done()}, hands, accept)
        raise


def _gathered(
    flying: dict[Future[Done], Batch], finished: set[Future[Done]], hands: Backend, accept: Callable[[Done], None]
) -> list[Batch]:
    """Take finished batches out of `flying` and accept them; returns those whose worker died.

    Raises what a batch raised, after the others that are finished have been accepted.
    """
    suspects, raised = [], None
    for future in finished:
        batch = flying.pop(future)
        if future.cancelled():
            continue
        wrong = future.exception()
        if wrong is None:
            accept(future.result())
        elif hands.died(wrong):
            suspects.append(batch)
        else:
            raised = wrong
    if raised is not None:
        raise raised
    return suspects


def apart(job: Job, batch: Batch, hands: Backend) -> Done:
    """A batch with nothing beside it; runs of it that kill their worker twice become rows that say so.

    Raises UserError where the batch dies though none of its runs does.
    """
    done = _alone(job, batch, hands)
    if done is not None:
        return done
    quietly = replace(job, folder=None, keep=())
    skipped = dict(batch.skipped)
    for one in batch.one_by_one():
        killed = 0
        while killed < DEATHS and _alone(quietly, one, hands) is None:
            killed += hands.deaths
        if killed >= DEATHS:
            skipped[one.points[0].number, one.first] = say("store.killed_twice")
    done = _alone(job, replace(batch, skipped=skipped), hands)
    if done is None:
        raise UserError("store.batch_dies", None)
    return done


def _alone(job: Job, batch: Batch, hands: Backend) -> Done | None:
    """What the batch hands back; None where its worker died."""
    try:
        return hands.alone(run_batch, job, batch)
    except Exception as wrong:
        if hands.died(wrong):
            return None
        raise
