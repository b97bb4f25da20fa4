"""Whether a folder of results is what it says: its parts by their hashes, and a sample of its runs made again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from experiments.backends import load_kernels
from experiments.batch import RUNS, Batch, Job, run_frames
from experiments.design import Point
from experiments.identity import plan_id
from experiments.kept import points_of
from experiments.store import Store
from sim.texts import say
from sim.version import metrics_version, model_version

DEFAULT_SAMPLE = 20


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what, whether it is in order, and what was found, in the user's language."""

    what: str
    fine: bool
    found: str


def verify(folder: Path, sample: int = DEFAULT_SAMPLE, language: str = "en") -> list[Finding]:
    """Look at everything in `folder`. Raises UserError where there are no results."""
    store = Store.of_runs(folder)
    lines = store.lines()
    parts = _parts(store, lines, language)
    return [parts, _whole(store, language), *_repeated(store, lines, sample if parts.fine else 0, language)]


def _parts(store: Store, lines: list[dict[str, Any]], language: str) -> Finding:
    """Every part that the journal knows, read and hashed."""
    wrong, size, count = [], 0, 0
    for about in (about for line in lines for about in line["files"].values()):
        count += 1
        path = store.folder / about["file"]
        try:
            content = path.read_bytes()
        except OSError:
            wrong.append(about["file"])
            continue
        size += len(content)
        if hashlib.sha256(content).hexdigest() != about["sha256"]:
            wrong.append(about["file"])
    what = say("verify.parts", language)
    if wrong:
        return Finding(what, False, say("verify.parts_wrong", language, wrong=len(wrong), count=count, first=wrong[0]))
    return Finding(what, True, say("verify.parts_fine", language, count=count, size=f"{size / 2**20:.1f}"))


def _whole(store: Store, language: str) -> Finding:
    """The table of all runs against its parts."""
    what, path = say("verify.whole", language), store.folder / f"{RUNS}.parquet"
    if "whole" not in store.manifest or not path.is_file():
        return Finding(what, True, say("verify.whole_missing", language))
    try:
        same = pl.read_parquet(path, glob=False).equals(store.scan(RUNS).collect())
    except (OSError, pl.exceptions.PolarsError):
        same = False
    return Finding(what, same, say("verify.whole_fine" if same else "verify.whole_wrong", language))


def _repeated(store: Store, lines: list[dict[str, Any]], sample: int, language: str) -> list[Finding]:
    """Points made anew, then some of their runs, row by row and table by table."""
    what = say("verify.sample", language)
    try:
        points = points_of(store)
    except (OSError, ValueError, KeyError, IndexError, TypeError, pl.exceptions.PolarsError):
        return [Finding(say("verify.points", language), False, say("verify.points_lost", language))]
    found = [Finding(say("verify.points", language), plan_id(points) == store.manifest["plan"], str(len(points)))]
    ours, theirs = (model_version(), metrics_version()), (store.manifest["model"], store.manifest["metrics_version"])
    if ours != theirs:
        said = say("verify.other_version", language, theirs="/".join(theirs), ours="/".join(ours))
        return [*found, Finding(what, False, said)]
    if not lines:
        return [*found, Finding(what, True, say("verify.nothing", language))]
    if not sample:
        return [*found, Finding(what, False, say("verify.not_tried", language))]
    well = store.scan(RUNS).filter(pl.col("error").is_null()).select("point", "replicate").collect().rows()
    chosen = np.random.default_rng(len(well)).permutation(len(well))[:sample]
    load_kernels()
    differ = [well[i] for i in chosen if not same_again(store, points[well[i][0]], well[i][1])]
    if differ:
        point, replicate = differ[0]
        counts = {"wrong": len(differ), "sample": len(chosen)}
        told = say("verify.sample_wrong", language, point=point, replicate=replicate, **counts)
        return [*found, Finding(what, False, told)]
    return [*found, Finding(what, True, say("verify.sample_fine", language, sample=len(chosen)))]


def same_again(store: Store, point: Point, replicate: int) -> bool:
    """Whether a run made again is bit for bit what the store holds, its kept tables included."""
    manifest = store.manifest
    job = Job(
        manifest["seed"],
        "compiled",
        manifest["model"],
        tuple(manifest["metrics"]),
        bool(manifest["moments"]),
        tuple(manifest["keep"]),
    )
    frames = run_frames(job, Batch((point,), replicate, replicate + 1))
    own = (pl.col("point") == point.number) & (pl.col("replicate") == replicate)
    return all(frame.equals(store.scan(table).filter(own).collect()) for table, frame in frames.items())
