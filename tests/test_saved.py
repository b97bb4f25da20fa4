"""Comparisons that are stopped and killed: what is in the folder in the end is what it would have been."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from experiments import comparison, report, saved, store
from experiments.comparison import Comparison, compare
from experiments.saved import SAVED
from experiments.store import Store
from sim.ledger import TABLES, Ledger
from sim.scenario import Reform, Scenario
from sim.streams import Key
from sim.texts import Text
from sim.texts.user_error import UserError
from sim.where import Where
from tests.engines.tools import FULL_TERM, scenario

ROOT = Path(__file__).parents[1]
PATIENCE = 120


def three(months: int = 48) -> list[Scenario]:
    """The practice, a full term, and a pilot of it: in an order that is not that of their names."""
    practice = scenario(horizon_months=months, files=(Path("now.yaml"),), title=Text("Practice", "现行做法"))
    pilot = Reform(24, FULL_TERM, Where(share=0.5, drawn_by="county", draw_key=1))
    return [
        practice,
        replace(practice, files=(Path("full.yaml"),), title=Text("Full term", "任满一届"), policy=FULL_TERM),
        replace(practice, files=(Path("pilot.yaml"),), title=Text("Pilot", "试点"), reforms=(pilot,)),
    ]


def written(found: Comparison, folder: Path) -> dict[str, bytes]:
    """The tables and the JSON of a comparison once it is written."""
    found.write(folder, "en")
    tables = {path.name: path.read_bytes() for path in folder.glob("*.parquet")}
    return {**tables, "json": repr(found.as_json()).encode(), "pilots": repr(found.data.pilots).encode()}


class _Stop:
    """A progress that presses Ctrl-C once so many runs are done, and knows where it began."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.told: list[int] = []

    def __call__(self, done: int, total: int) -> None:
        self.told.append(done)
        if done >= self.at:
            raise KeyboardInterrupt


@pytest.fixture(autouse=True, scope="module")
def _no_report() -> Iterator[None]:
    """The page is tested elsewhere, and takes longer than all else here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "write_report", lambda *_: None)
        yield


@pytest.fixture(name="undisturbed", scope="module")
def _undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Twelve replicates, all tables in memory."""
    found = compare(three(), 12, seed=3, keep_ledgers=True)
    return written(found, tmp_path_factory.mktemp("undisturbed"))


@pytest.mark.parametrize("seconds", [0.0, saved.BATCH_SECONDS])
def test_kept_in_a_folder_it_is_the_same_bytes(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(saved, "BATCH_SECONDS", seconds)
    assert written(compare(three(), 12, seed=3, folder=tmp_path), tmp_path) == undisturbed
    assert not (tmp_path / SAVED).exists()


def test_stopped_twice_it_goes_on_where_it_was(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    stops = [_Stop(9), _Stop(21), _Stop(10**9)]
    for stop in stops:
        found = compare(three(), 12, seed=3, threads=1, progress=stop, folder=tmp_path)
        last = written(found, tmp_path)
        assert found.interrupted == (tmp_path / SAVED).exists() == (stop is not stops[-1])
    began, again, after = (stop.told[0] for stop in stops)
    assert 0 == began < 9 <= again < 21 <= after <= 36
    assert last == undisturbed


def test_more_and_fewer_replicates_are_those_that_are_there_and_the_rest(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare(three(), 5, seed=3, folder=tmp_path)  # not written: killed just before
    simulated: list[int] = []
    run = comparison.run

    def counted(asked: Scenario, key: Key, *further: object, **named: object) -> Ledger:
        simulated.append(key.replicate)
        return run(asked, key, *further, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(comparison, "run", counted)
    fewer = compare(three(), 3, seed=3, folder=tmp_path)
    assert not simulated and fewer.data.replicates == 3
    few = tmp_path / "few"
    kept = written(compare(three(), 3, seed=3, keep_ledgers=True), few)
    simulated.clear()
    fewer = replace(fewer, interrupted=True)  # so that what is saved stays
    assert written(fewer, tmp_path) == kept
    assert written(compare(three(), 12, seed=3, folder=tmp_path), tmp_path) == undisturbed
    assert sorted(simulated) == [replicate for replicate in range(5, 12) for _ in range(3)]


@pytest.mark.parametrize("change", ["seed", "scenario", "model"])
def test_what_another_comparison_left_is_dropped(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    with monkeypatch.context() as other:
        if change == "model":
            other.setattr(saved, "model_version", lambda: "0" * 16)
        asked = three(60) if change == "scenario" else three()
        compare(asked, 4, seed=4 if change == "seed" else 3, folder=tmp_path)
    told: list[int] = []
    found = compare(three(), 12, seed=3, progress=lambda done, total: told.append(done), folder=tmp_path)
    assert told[0] == 0 and written(found, tmp_path) == undisturbed


@pytest.mark.parametrize("damage", ["taken away", "garbled"])
def test_what_was_damaged_from_outside_is_run_again(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setattr(saved, "BATCH_SECONDS", 0.0)
    compare(three(), 6, seed=3, threads=1, folder=tmp_path)
    parts = sorted((tmp_path / SAVED / "parts" / saved.SUMMARIES).glob("*"))
    assert len(parts) > 1
    if damage == "taken away":
        parts[0].unlink()
    else:
        parts[1].write_bytes(b"x" * parts[1].stat().st_size)
    assert written(compare(three(), 12, seed=3, folder=tmp_path), tmp_path) == undisturbed


@pytest.mark.parametrize("after", [0, 2])
def test_killed_while_it_makes_tables_it_leaves_nothing_behind(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    made = compare(three(), 12, seed=3, folder=tmp_path)
    replaced: list[Path] = []

    class _OperatingSystem:
        """The real one, until a process dies with so many tables in their places and the next written."""

        def __getattr__(self, name: str) -> object:
            return getattr(os, name)

        def replace(self, source: Path, target: Path) -> None:
            if len(replaced) == after:
                shutil.copyfile(source, source.with_name(f"{source.name}.tmp"))  # the dead clear nothing away
                raise SystemExit
            replaced.append(target)
            os.replace(source, target)

    with monkeypatch.context() as dying:
        dying.setattr(store, "os", _OperatingSystem())
        with pytest.raises(SystemExit):
            made.write(tmp_path, "en")
    assert len(replaced) == after and list(tmp_path.rglob("*.tmp"))
    assert not list(tmp_path.glob("*.tmp"))
    assert written(compare(three(), 12, seed=3, folder=tmp_path), tmp_path) == undisturbed
    assert not (tmp_path / SAVED).exists() and not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("gone", range(1, 4))
def test_killed_while_it_takes_away_what_it_kept_it_may_be_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: int
) -> None:
    made, unlink, left = compare(three(), 2, seed=3, folder=tmp_path), os.unlink, [gone]

    def dies(path: str | Path, **further: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise SystemExit
        unlink(path, **further)  # type: ignore[arg-type]

    with monkeypatch.context() as dying:
        dying.setattr(os, "unlink", dies)
        with pytest.raises(SystemExit):
            made.saved.drop()  # type: ignore[union-attr]
    assert compare(three(), 2, seed=3, folder=tmp_path).data.replicates == 2


def test_nobody_else_begins_while_tables_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, held = compare(three(), 1, folder=tmp_path), []
    sink = Store.sink

    def asked(of: Store, rows: pl.LazyFrame, path: Path) -> None:
        with pytest.raises(UserError) as wrong:
            compare(three(), 1, folder=tmp_path)
        held.append(wrong.value.key)
        sink(of, rows, path)

    monkeypatch.setattr(Store, "sink", asked)
    first.write(tmp_path, "en")
    assert held == ["store.locked"] * len(TABLES)


@pytest.mark.parametrize("change", ["seed", "fewer"])
def test_what_another_comparison_has_begun_meanwhile_is_not_taken_for_ones_own(tmp_path: Path, change: str) -> None:
    first = compare(three(), 3, seed=3, folder=tmp_path)
    if change == "fewer":
        shutil.rmtree(tmp_path / SAVED)
    compare(three(), 2, seed=4 if change == "seed" else 3, folder=tmp_path)
    with pytest.raises(UserError) as wrong:
        first.write(tmp_path, "en")
    assert wrong.value.key == "store.taken_over" and not list(tmp_path.glob("*.parquet"))


def test_two_at_a_time_do_not_write_one_folder(tmp_path: Path) -> None:
    def second(done: int, total: int) -> None:
        with pytest.raises(UserError) as wrong:
            compare(three(), 1, folder=tmp_path)
        assert wrong.value.key == "store.locked"

    assert not compare(three(), 1, progress=second, folder=tmp_path).interrupted


def test_a_comparison_killed_at_any_moment_loses_what_was_in_flight(
    tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    chance, killed, runs = random.Random(11), 0, 50
    whole = subprocess.run(
        command(runs, tmp_path / "whole"), cwd=ROOT, env=surroundings(), stdout=subprocess.PIPE, check=True
    )
    out = tmp_path / "out"
    journal = out / SAVED / "journal.jsonl"
    while killed < count(1, 8):
        before = content(journal)
        # What it tells is more than a pipe holds: nobody reads it, and it would wait for that for ever.
        process = subprocess.Popen(command(runs, out), cwd=ROOT, env=surroundings(), stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while process.poll() is None and len(content(journal)) <= len(before):
            assert time.monotonic() < until, "nothing happens"
            time.sleep(0.01)
        time.sleep(chance.random() * 0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.returncode == -signal.SIGKILL:
            killed += 1
            if journal.is_file():
                assert content(journal).startswith(before)
            else:
                assert (out / "manifest.json").is_file(), "it is taken away once all tables are made"
        else:
            shutil.rmtree(out)
    done = subprocess.run(command(runs, out), cwd=ROOT, env=surroundings(), stdout=subprocess.PIPE, check=True)
    assert done.stdout == whole.stdout
    for path in (tmp_path / "whole").glob("*.parquet"):
        assert (out / path.name).read_bytes() == path.read_bytes(), path.name
    assert not (out / SAVED).exists() and not list(out.rglob("*.tmp"))


def content(journal: Path) -> bytes:
    """Its whole lines; nothing where there is none."""
    try:
        raw = journal.read_bytes()
    except FileNotFoundError:
        return b""
    return raw[: raw.rfind(b"\n") + 1]


def command(replicates: int, out: Path) -> list[str]:
    """A comparison of some seconds, told in JSON."""
    files = [str(ROOT / "scenarios" / f"{name}.yaml") for name in ("baseline", "mandatory_full_term")]
    how = ["--world", "tiny", "--replicates", str(replicates), "--out", str(out), "--json"]
    return [sys.executable, "-m", "experiments.cli", "compare", *files, *how]


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
