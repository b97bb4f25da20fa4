"""Several scenarios over the same simulated futures: run them, sum them up, keep them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from experiments.frames import map_frame, placed
from experiments.identity import scenarios_as_run
from experiments.pilot import Panel, PilotCheck, panel_of, pilot_of
from experiments.policy_words import changes, policy_words, world_words
from experiments.results import ComparisonData, RunSummary, ScenarioResult, as_json, summarise
from experiments.saved import Replicate, Saved
from experiments.store import ROW_GROUP
from experiments.surroundings import versions
from experiments.tables import write_csv, write_xlsx
from experiments.width import widths
from sim.behaviour_file import CALIBRATED, calibrated
from sim.ledger import TABLES, Ledger
from sim.metrics import METRICS, RunTables, tables_read
from sim.run import Burned, in_force, minimum_months, places_of, run
from sim.scenario import Scenario
from sim.streams import Key
from sim.texts import Text

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Comparison:
    """What came of running scenarios side by side; the first is the baseline.

    Attributes
    ----------
    scenarios: as asked for. data: summaries of all runs, for tables, figures and the report.
    ledgers: (scenario, replicate) → ledger, in order; empty unless they were to be kept.
    saved: the folder that holds the tables of the runs, if they were kept in one.
    interrupted: whether the run was stopped before the last replicate; what is here is complete as far as it goes.
    seconds: time it took.
    """

    scenarios: tuple[Scenario, ...]
    data: ComparisonData
    ledgers: dict[tuple[int, int], Ledger] = field(default_factory=dict)
    saved: Saved | None = None
    interrupted: bool = False
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        """Plain values, schema 1: the same for the same scenarios, replicates and seed, whatever the engine."""
        return as_json(self.data)

    def write(self, folder: Path, language: str, csv: bool = False, xlsx: bool = False) -> list[Path]:
        """Write ledgers, metrics, map, manifest and the report to `folder`; returns the pages written.

        With `csv` or `xlsx`, every table shown too, headings in `language`, and the report leads to them.
        Raises UserError where the tables are kept in a folder that another process writes to, or has written to since.
        """
        from experiments.report import write_report

        folder.mkdir(parents=True, exist_ok=True)
        page = folder / "report.html"
        with nullcontext() if self.saved is None else self.saved.locked(self.data.replicates):
            for name in TABLES:
                self._write_table(name, folder / f"{name}.parquet")
            self._metrics().write_parquet(folder / "metrics.parquet")
            map_frame(self.data.places).write_parquet(folder / "places.parquet")
            text = json.dumps(self._manifest(), ensure_ascii=False, indent=2)
            (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
            write_report(self.data, page, language, self._write_tables(folder, language, csv, xlsx))
        if self.saved is not None and not self.interrupted:
            self.saved.drop()
        return [page]

    def _write_tables(self, folder: Path, language: str, csv: bool, xlsx: bool) -> list[str]:
        """Write the tables shown as files; returns their paths from `folder`."""
        from experiments.report import report_tables

        tables = report_tables(self.data) if csv or xlsx else []
        made = [write_xlsx(tables, folder / "tables.xlsx", language)] if xlsx else []
        made += [write_csv(table, folder / "tables", language) for table in tables] if csv else []
        return [path.relative_to(folder).as_posix() for path in made]

    def _write_table(self, name: str, path: Path) -> None:
        if self.saved is not None:
            self.saved.write_table(name, self.data.replicates, path)
            return
        runs = sorted(self.ledgers.items(), key=lambda run: (self.scenarios[run[0][0]].name, run[0][1]))
        where = [places_of(scenario) for scenario in self.scenarios]
        names = [scenario.name for scenario in self.scenarios]
        frames = [placed(one, name, where[i], names[i], self.data.seed, r) for (i, r), one in runs]
        pl.concat(frames).write_parquet(path, row_group_size=ROW_GROUP)

    def _metrics(self) -> pl.DataFrame:
        rows = [
            {
                "scenario": s.name,
                "seed": self.data.seed,
                "replicate": replicate,
                "metric": key,
                "value": one.metrics[key],
            }
            for s in self.data.scenarios
            for replicate, one in enumerate(s.runs)
            for key in METRICS
        ]
        schema = {
            "scenario": pl.String,
            "seed": pl.Int64,
            "replicate": pl.Int64,
            "metric": pl.String,
            "value": pl.Float64,
        }
        return pl.DataFrame(rows, schema=schema).sort("scenario", "replicate", maintain_order=True)

    def _manifest(self) -> dict[str, Any]:
        start = self.data.start
        return {
            "schema": 1,
            "baseline": self.data.baseline.name,
            "seed": self.data.seed,
            "replicates": self.data.replicates,
            "interrupted": self.interrupted,
            "month_0": f"{start[0]:04d}-{start[1]:02d}",
            "months": self.data.months,
            "versions": self.data.versions,
            "command": self.data.command,
            "seconds": round(self.seconds, 3),
            "scenarios": scenarios_as_run(self.scenarios),
        }


def compare(
    scenarios: Sequence[Scenario],
    replicates: int = 100,
    seed: int = 1,
    engine: str = "compiled",
    threads: int | None = None,
    progress: Progress = lambda done, total: None,
    keep_ledgers: bool = False,
    folder: Path | None = None,
) -> Comparison:
    """Run every scenario in the same `replicates` simulated futures and sum them up.

    Replicate r of every scenario starts from the same world after the same burn-in and draws the same random numbers.
    Ctrl-C keeps the replicates finished so far. Raises KeyboardInterrupt if there are none; UserError where `folder`
    cannot be written, or another process writes there. Where another set of
    parameters is used in every replicate, all is run once more with the calibrated set, to tell how much wider the
    intervals have become.

    Parameters
    ----------
    threads: replicates simulated at a time; one for each processor where None.
    progress: told (runs done, runs in all).
    keep_ledgers: keep every table of every run in memory, for `Comparison.write`.
    folder: keep them there instead, replicates as they are finished: the same comparison into the same folder goes on
        where it was stopped, even by a crash. `Comparison.write` makes the whole tables of them.
    """
    began = time.perf_counter()
    named = _with_names_of_their_own(scenarios)
    if engine == "compiled":
        from sim.engines.compiled import advance  # noqa: F401  compiled kernels are loaded before any thread starts
    places = [places_of(s) for s in named]
    rules = [in_force(s) for s in named]
    minimum = max(minimum_months(s) for s in named)

    pilots = {i: found for i, s in enumerate(named[1:], start=1) if (found := pilot_of(s)) is not None}

    saved = None if folder is None else Saved(folder, named, places, seed)
    wanted = tables_read() if saved is None and not keep_ledgers else tuple(TABLES)

    def one(replicate: int) -> Replicate:
        burned, key = Burned(), Key(seed, replicate)
        summaries: list[RunSummary] = []
        ledgers: list[Ledger] = []
        in_baseline: dict[int, Panel] = {}
        panels: dict[int, tuple[Panel, Panel]] = {}
        for i, (scenario, where, held) in enumerate(zip(named, places, rules, strict=True)):
            tables = RunTables(run(scenario, key, engine, burned, tables=wanted), where, minimum, held)
            if i == 0:
                in_baseline = {at: panel_of(tables, pilot) for at, pilot in pilots.items()}
            elif i in pilots:
                panels[i] = in_baseline[i], panel_of(tables, pilots[i])
            summaries.append(summarise(tables))
            # A ledger of a province is megabytes: what nobody is going to read is let go before the next run.
            if keep_ledgers or saved is not None or replicate == 0:
                ledgers.append(tables.ledger)
        return Replicate(
            tuple(summaries),
            panels,
            spells=tuple(one["spells"] for one in ledgers) if replicate == 0 else (),
            ledgers=tuple(ledgers) if keep_ledgers else (),
            frames={} if saved is None else saved.frames(replicate, ledgers),
        )

    whole, interrupted = _in_parallel(one, replicates, threads or os.cpu_count() or 1, len(named), progress, saved)
    first = named[0]
    results = tuple(
        ScenarioResult(
            name=scenario.name,
            title=scenario.title,
            question=scenario.question,
            runs=tuple(one.summaries[i] for one in whole),
            policy=policy_words(scenario),
            changes=changes(first, scenario) if i else (),
            spells=whole[0].spells[i],
        )
        for i, scenario in enumerate(named)
    )
    data = ComparisonData(
        scenarios=results,
        seed=seed,
        months=first.horizon_months,
        start=(first.start.year, first.start.month),
        world=world_words(first),
        command=command_line(named, len(whole), seed),
        places=places[0],
        versions=versions(),
        long_run=any(s.burn_in == "own_policy" for s in named),
        pilots=tuple(
            PilotCheck(
                named[i].name,
                named[i].title,
                np.array([one.panels[i][0] for one in whole]),
                np.array([one.panels[i][1] for one in whole]),
            )
            for i in pilots
        ),
        behaviour=first.behaviours.title,
        sets=len(first.behaviours.sets),
    )
    if first.behaviours.is_ensemble and not interrupted:
        plain = [replace(s, behaviours=calibrated()) for s in named]
        data = replace(data, widths=widths(data, compare(plain, replicates, seed, engine, threads).data))
    ledgers = {(i, r): ledger for r, one in enumerate(whole) for i, ledger in enumerate(one.ledgers)}
    return Comparison(tuple(named), data, ledgers, saved, interrupted, time.perf_counter() - began)


def _with_names_of_their_own(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """The scenarios under names and titles that differ: results go by name, figures by title."""
    found: list[Scenario] = []
    for number, scenario in enumerate(scenarios):
        one = scenario if scenario.files else replace(scenario, files=(Path(f"scenario_{number}"),))
        if any(one.name == other.name for other in found):
            one = replace(one, files=(one.files[0].with_stem(f"{one.name}_{number}"), *one.files[1:]))
        if any(one.title == other.title for other in found):
            one = replace(one, title=Text(f"{one.title.en} ({number})", f"{one.title.zh}（{number}）"))
        found.append(one)
    return found


def _in_parallel(
    one: Callable[[int], Replicate],
    replicates: int,
    threads: int,
    runs_each: int,
    progress: Progress,
    saved: Saved | None,
) -> tuple[list[Replicate], bool]:
    """`one` of every replicate that is not saved already, in order; on Ctrl-C the finished ones up to the first gap."""
    interrupted = False
    there: AbstractContextManager[dict[int, Replicate]] = nullcontext({}) if saved is None else saved.writing()
    with there as finished:
        rest = [replicate for replicate in range(replicates) if replicate not in finished]
        upcoming, left = iter(rest), len(rest)
        pool = ThreadPoolExecutor(max_workers=threads)
        waiting: dict[Future[Replicate], int] = {}
        try:
            progress((replicates - left) * runs_each, replicates * runs_each)
            while left > 0:
                while len(waiting) < 2 * threads and (replicate := next(upcoming, None)) is not None:
                    waiting[pool.submit(one, replicate)] = replicate
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    finished[waiting.pop(future)] = future.result()
                    left -= 1
                if saved is not None:
                    saved.keep(finished, at_once=left == 0)
                progress((replicates - left) * runs_each, replicates * runs_each)
        except KeyboardInterrupt:
            interrupted = True
            if saved is not None:
                saved.keep(finished, at_once=True)
        finally:
            pool.shutdown(wait=not interrupted, cancel_futures=True)
    whole = []
    for replicate in range(replicates):
        if replicate not in finished:
            break
        whole.append(finished[replicate])
    if not whole:
        raise KeyboardInterrupt
    return whole, interrupted


def command_line(scenarios: Sequence[Scenario], replicates: int, seed: int) -> str:
    """The command that reproduces a comparison, files by their names."""
    verb = "compare" if len(scenarios) > 1 else "run"
    files = " ".join(f"scenarios/{s.name}.yaml" for s in scenarios)
    told = f"renqi {verb} {files} --replicates {replicates} --seed {seed}"
    if scenarios[0].world.kind != "roster":
        # Whether the world is the files' own or was asked for instead is not known here; named, it is right for both.
        told += f" --world {scenarios[0].world.kind}"
    used = scenarios[0].behaviours.name
    return told if used == CALIBRATED else f"{told} --behaviour {used}"
