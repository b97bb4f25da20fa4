"""A study carried out in a folder, taken up again, added to and looked at."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from experiments.batch import RUNS, Job
from experiments.design import points
from experiments.identity import levers_id, scenarios_as_run
from experiments.runner import Hands, Progress, run_into
from experiments.store import Store, is_locked, legible
from experiments.study import Study
from experiments.surroundings import OF_STUDIES, git_state, machine, versions
from sim.run import ENGINES
from sim.texts.user_error import UserError
from sim.version import model_version

HERE = Hands()


def sweep(
    study: Study,
    folder: Path,
    hands: Hands = HERE,
    extend: int = 0,
    batch: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Store:
    """Run all of `study` into `folder`, with `extend` replicates more than it says; what is there is not run again.

    Raises what `runner.run_points` raises.
    """
    job = Job(study.seed, hands.engine, model_version(), study.metrics, keep=study.keep)
    return run_into(folder, points(study), study.replicates + extend, job, hands, batch, about(study), progress)


def hands_for(engine: str, workers: int | None, dask: str | None) -> Hands:
    """Threads for the compiled engine, processes for Mesa, or the cluster whose scheduler is at `dask`.

    Raises UserError for an unknown engine.
    """
    if engine not in ENGINES:
        raise UserError("cli.one_of", None, name="--engine", value=engine, known=list(ENGINES))
    backend = "dask" if dask is not None else "threads" if engine == "compiled" else "processes"
    return Hands(engine, backend, workers, dask)


def about(study: Study) -> dict[str, Any]:
    """What a manifest says of a study, of its scenarios, and of the program and the machine."""
    return {
        "study": {
            "name": study.name,
            "title": {"en": study.title.en, "zh": study.title.zh},
            "question": {"en": study.question.en, "zh": study.question.zh},
            "text": study.text,
        },
        "scenarios": scenarios_as_run(study.scenarios),
        "levers": levers_id(),
        "versions": versions(*OF_STUDIES),
        "machine": machine(),
        "git": git_state(),
        "begun": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }


@dataclass(frozen=True)
class Status:
    """How far a folder of results is.

    Attributes
    ----------
    done, total: runs. failed: of those done, with an error. errors: how often each was told, the most frequent first.
    points: of the study; replicates: of each. batches: parts in the journal.
    bytes: of all parts. seconds: that workers spent on what is done.
    working: whether a process is at it now.
    """

    name: str
    done: int
    total: int
    failed: int
    errors: Mapping[str, int]
    points: int
    replicates: int
    batches: int
    bytes: int
    seconds: float
    working: bool


def status(folder: Path) -> Status:
    """How far the results in `folder` are. Raises UserError where there are none."""
    store = Store.of_runs(folder)
    lines = store.lines()
    replicates = store.manifest["stretches"][-1][1]
    failed = sum(line["failed"] for line in lines)
    return Status(
        name=store.manifest.get("study", {}).get("name", folder.name),
        done=sum(line["runs"] for line in lines),
        total=store.manifest["points"] * replicates,
        failed=failed,
        errors=_errors(store) if failed else {},
        points=store.manifest["points"],
        replicates=replicates,
        batches=len(lines),
        bytes=sum(about["bytes"] for line in lines for about in line["files"].values()),
        seconds=sum(line["seconds"] for line in lines),
        working=is_locked(folder),
    )


def _errors(store: Store) -> dict[str, int]:
    with legible(store.folder):
        told = store.scan(RUNS).filter(pl.col("error").is_not_null()).select("error").collect()["error"].to_list()
    return dict(Counter(told).most_common())
