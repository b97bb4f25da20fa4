"""Finished replicates of a comparison, kept in its folder until whole tables are made of them.

They stand in a store (`experiments.store`) inside the folder, a batch for every second or so, summaries beside the rows
of the tables. Whatever ends a comparison, what it loses is what was in flight; the same comparison into the same
folder goes on from there, and ends with the bytes it would have had anyway. Once tables are whole the store is gone.
"""

from __future__ import annotations

import io
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import numpy as np
import polars as pl

from experiments.frames import placed
from experiments.identity import digest, question_id
from experiments.pilot import Panel
from experiments.results import RunSummary
from experiments.store import JOURNAL, MANIFEST, Store, locked, write_part
from sim.ledger import TABLES, Ledger
from sim.metrics import METRICS, Places
from sim.metrics.survival import LifeTable
from sim.scenario import Scenario
from sim.texts.user_error import UserError
from sim.version import metrics_version, model_version

SAVED = ".unfinished"
SUMMARIES = "summaries"
BATCH_SECONDS = 1.0
"""A batch is written so often: oftener than that, small runs would wait for the disk."""

_LIFE_TABLES = ("period 0", "period 1", "cohort 0", "cohort 1", "pairs")
_COUNTS = tuple(f.name for f in fields(RunSummary) if f.type == "np.ndarray")


@dataclass(frozen=True)
class Replicate:
    """What the runs of one replicate leave behind, a run a scenario, in their order.

    Attributes
    ----------
    summaries: of the runs. panels: of each scenario that is a pilot, by its place, in the baseline and in itself.
    spells: the chiefs' spells of the runs, of replicate 0 only.
    ledgers: of the runs; empty unless they were to be kept. frames: tables of all runs, until they are in the folder.
    """

    summaries: tuple[RunSummary, ...]
    panels: Mapping[int, tuple[Panel, Panel]]
    spells: tuple[np.ndarray, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)


class Saved:
    """The finished replicates in `folder`, of scenarios under names of their own, with `seed`."""

    def __init__(self, folder: Path, scenarios: Sequence[Scenario], places: Sequence[Places], seed: int) -> None:
        self.folder = folder
        self._names = [s.name for s in scenarios]
        self._places = places
        self._seed = seed
        asked = [[question_id(s), s.name] for s in scenarios]
        self._about = {"comparison": digest([asked, seed]), "model": model_version(), "metrics": metrics_version()}
        self._written_at = time.monotonic()

    @contextmanager
    def writing(self) -> Iterator[dict[int, Replicate]]:
        """While this lasts nobody else writes there; gives what is there of this comparison, by replicate.

        What another comparison or another version of the program left there is dropped. Raises UserError where
        another process writes there, or the folder cannot be written.
        """
        with Store.written(self.folder / SAVED, self._about) as store:
            if any(store.manifest.get(name) != value for name, value in self._about.items()):
                store.begin_again(**self._about)
            try:
                there = self._read(store)
            except (OSError, ValueError, KeyError, pl.exceptions.PolarsError):
                there = None
            if there is None:
                store.begin_again(**self._about)
            yield there or {}

    def _read(self, store: Store) -> dict[int, Replicate] | None:
        """What is in the store; None where some were taken away, as none is ever written before a gap."""
        parts = [pl.read_parquet(path, glob=False) for path in store.files(SUMMARIES)]
        found = {
            replicate: _from_bytes(data, len(self._names))
            for part in parts
            for replicate, data in part.select("replicate", "data").iter_rows()
        }
        return found if list(found) == list(range(len(found))) else None

    def frames(self, replicate: int, ledgers: Sequence[Ledger]) -> dict[str, pl.DataFrame]:
        """The tables of the runs of a replicate, as they are kept."""
        runs = list(zip(ledgers, self._places, self._names, strict=True))
        return {
            table: pl.concat([placed(one, table, where, name, self._seed, replicate) for one, where, name in runs])
            for table in TABLES
        }

    def keep(self, finished: dict[int, Replicate], at_once: bool = False) -> None:
        """Write those finished replicates that follow on those written already, if it is time; their frames are let go.

        Raises UserError where the folder cannot be written.
        """
        if not at_once and time.monotonic() < self._written_at + BATCH_SECONDS:
            return
        store = Store(self.folder / SAVED)
        first = max((line["replicates"][1] for line in store.lines()), default=0)
        last = first
        while last in finished:
            last += 1
        if last > first:
            batch = [finished[replicate] for replicate in range(first, last)]
            frames = {table: pl.concat([one.frames[table] for one in batch]) for table in TABLES}
            data = [_to_bytes(one) for one in batch]
            frames[SUMMARIES] = pl.DataFrame({"replicate": list(range(first, last)), "data": data})
            name = f"{first:07d}"
            written = {table: write_part(store.folder, table, name, frame) for table, frame in frames.items()}
            points = [0, len(self._names)]
            runs = (last - first) * len(self._names)
            store.append({"replicates": [first, last], "points": points, "runs": runs, "files": written})
            for replicate, one in zip(range(first, last), batch, strict=True):
                finished[replicate] = replace(one, frames={})
        self._written_at = time.monotonic()

    @contextmanager
    def locked(self, replicates: int) -> Iterator[None]:
        """While this lasts nobody else begins to write there.

        Raises UserError where another process has begun, or has left something else there since than the first
        `replicates` of this comparison: nobody holds the folder while their summaries are worked out.
        """
        with locked(self.folder / SAVED):
            store = Store(self.folder / SAVED)
            ours = all(store.manifest.get(name) == value for name, value in self._about.items())
            if not ours or max((line["replicates"][1] for line in store.lines()), default=0) < replicates:
                raise UserError("store.taken_over", None, name=self.folder)
            yield

    def write_table(self, table: str, replicates: int, path: Path) -> None:
        """Write the rows of the first `replicates` to one file, by scenario, then by replicate."""
        store = Store(self.folder / SAVED)
        rows = store.scan(table).filter(pl.col("replicate") < replicates)
        store.sink(pl.concat([rows.filter(pl.col("scenario") == name) for name in sorted(self._names)]), path)

    def drop(self) -> None:
        """Take the store away; who is killed meanwhile leaves an empty one, or one that was just begun."""
        for name in (JOURNAL, MANIFEST):
            with suppress(OSError):
                (self.folder / SAVED / name).unlink(missing_ok=True)
        shutil.rmtree(self.folder / SAVED, ignore_errors=True)


def _to_bytes(replicate: Replicate) -> bytes:
    """Summaries, panels and spells of a replicate as arrays by name."""
    found: dict[str, np.ndarray] = {}
    for place, summary in enumerate(replicate.summaries):
        metrics = [np.nan if value is None else value for value in summary.metrics.values()]
        found[f"{place} metrics"] = np.array(metrics, float)
        for name, table in zip(_LIFE_TABLES, (*summary.period, *summary.cohort, summary.pairs), strict=True):
            found[f"{place} {name} at_risk"], found[f"{place} {name} events"] = table.at_risk, table.events
        for name in _COUNTS:
            found[f"{place} {name}"] = getattr(summary, name)
    for place, panels in replicate.panels.items():
        found[f"{place} panels"] = np.array(panels)
    for place, spells in enumerate(replicate.spells):
        found[f"{place} spells"] = spells
    buffer = io.BytesIO()
    np.savez(buffer, **found)  # type: ignore[arg-type]
    return buffer.getvalue()


def _from_bytes(data: bytes, runs: int) -> Replicate:
    """What `_to_bytes` was given, ledgers and frames aside."""
    found = np.load(io.BytesIO(data), allow_pickle=False)

    def life_table(name: str) -> LifeTable:
        return LifeTable(found[f"{name} at_risk"], found[f"{name} events"])

    summaries = []
    for place in range(runs):
        values = found[f"{place} metrics"].tolist()
        one, two, three, four, pairs = (life_table(f"{place} {name}") for name in _LIFE_TABLES)
        summaries.append(
            RunSummary(
                metrics={key: None if value != value else value for key, value in zip(METRICS, values, strict=True)},
                period=(one, two),
                cohort=(three, four),
                pairs=pairs,
                **{name: found[f"{place} {name}"] for name in _COUNTS},
            )
        )
    panels = {place: found[f"{place} panels"] for place in range(runs) if f"{place} panels" in found}
    spells = tuple(found[f"{place} spells"] for place in range(runs) if f"{place} spells" in found)
    return Replicate(tuple(summaries), {place: (both[0], both[1]) for place, both in panels.items()}, spells)
