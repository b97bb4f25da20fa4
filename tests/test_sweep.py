"""Sweeps that are killed, starved of room, disturbed: what is in the folder in the end is what it would have been.

Everything here is real: processes of their own, signals, a full file system, a dask cluster with worker processes.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from experiments import backends
from experiments.batch import RUNS
from experiments.cli import main
from experiments.design import Point
from experiments.runner import run_points
from experiments.store import Store
from sim.scenario import Reform, Scenario
from sim.texts import Text, say
from sim.world import WorldSpec
from tests.conftest import FULL
from tests.laws.reading import ROOT

STUDY = """format: 1
title: {en: A test, zh: 测试}
question: {en: What if?, zh: 会怎样？}
scenarios: [base.yaml]
levers: {minimum_tenure_months: {low: 0, high: 60, step: 20}}
design: {kind: grid}
replicates: 16
metrics: [morale, completed_term_share]
"""
BASE = """format: 1
title: {en: A test, zh: 测试}
question: {en: What if?, zh: 会怎样？}
world: {kind: tiny}
horizon_months: 24
burn_in_months: 12
"""
PATIENCE = 120.0
"""Seconds after which a process is taken to hang; no result depends on it."""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return folder / "study.yaml"


@pytest.fixture(scope="module")
def undisturbed(study: Path) -> Path:
    """The study carried out in one go."""
    assert main(["sweep", str(study), "--out", str(study.parent / "whole"), "--batch", "1", "--lang", "en"]) == 0
    return study.parent / "whole"


def tables(folder: Path) -> dict[str, bytes]:
    """Every table and every part of one, by its name within the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def begin(study: Path, out: Path, *further: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "experiments.cli", "sweep", str(study), "--out", str(out), "--lang", "en"]
    return subprocess.Popen(
        [*command, *further],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out + err


def wait_for(what: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    until = time.monotonic() + PATIENCE
    while not what() and (process is None or process.poll() is None):
        assert time.monotonic() < until, "nothing happens"
        time.sleep(0.002)


def lines_in(folder: Path) -> int:
    journal = folder / "journal.jsonl"
    return journal.read_bytes().count(b"\n") if journal.is_file() else 0


def test_a_sweep_killed_at_random_moments_ends_as_if_it_had_not_been(
    study: Path, undisturbed: Path, tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    chance, wanted = random.Random(7), count(5, 25)
    killed, finished = 0, 0
    while killed < wanted:
        out = tmp_path / f"out{finished}"
        before = lines_in(out)
        process = begin(study, out, "--batch", "1", "--workers", "2")
        # After some more lines of the journal, and then anywhere within the next.
        goal = before + chance.randint(0, 20)
        wait_for(lambda out=out, goal=goal: lines_in(out) >= goal, process)  # type: ignore[misc]
        time.sleep(chance.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        code, told = end(process)
        if code == -signal.SIGKILL:
            killed += 1
            assert lines_in(out) >= before
        else:
            assert code == 0, told
            assert tables(out) == tables(undisturbed)
            finished += 1
    process = begin(study, out, "--batch", "1")
    assert end(process)[0] == 0
    assert tables(out) == tables(undisturbed)
    assert not list(out.rglob("*.tmp"))


@pytest.mark.skipif(not FULL, reason="processes take long to start; make test-full")
@pytest.mark.usefixtures("heeded")
def test_ctrl_c_keeps_what_is_finished_and_says_so(study: Path, undisturbed: Path, tmp_path: Path) -> None:
    for attempt in range(5):
        out = tmp_path / f"out{attempt}"
        process = begin(study, out, "--batch", "1", "--workers", "1")
        wait_for(lambda out=out: lines_in(out) >= 2, process)  # type: ignore[misc]
        process.send_signal(signal.SIGINT)
        code, told = end(process)
        if code != 0:  # else it was finished before the signal came
            break
    assert code == 130 and "Traceback" not in told, told
    assert f"{lines_in(out)} of 64 runs are kept" in told
    assert main(["sweep", str(study), "--out", str(out), "--lang", "en"]) == 0
    assert tables(out) == tables(undisturbed)


def test_a_line_half_written_does_not_count(
    study: Path, undisturbed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a machine leaves that loses its power: the last line torn, a part without a line, a temporary file."""
    out = tmp_path / "out"
    shutil.copytree(undisturbed, out)
    journal = (out / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (out / "journal.jsonl").write_bytes(b"".join(journal[:-2]) + journal[-2][:40])
    (out / "parts" / "runs" / ".half.parquet.0.tmp").write_bytes(b"PAR1")
    assert main(["status", str(out), "--lang", "en"]) == 0
    assert "62 of 64 runs" in capsys.readouterr().out
    assert main(["sweep", str(study), "--out", str(out), "--lang", "en"]) == 0
    assert tables(out) == tables(undisturbed)
    assert not list(out.rglob("*.tmp"))
    (out / "journal.jsonl").write_bytes(journal[0] + b"nonsense\n" + journal[1])
    assert main(["status", str(out), "--lang", "en"]) == 2
    assert "is damaged at line 2" in capsys.readouterr().err


def test_two_sweeps_on_one_folder(study: Path, undisturbed: Path, tmp_path: Path) -> None:
    for attempt in range(5):
        out = tmp_path / f"out{attempt}"
        first = begin(study, out, "--batch", "1", "--workers", "1")
        wait_for(lambda out=out: lines_in(out) >= 1, first)  # type: ignore[misc]
        # The first is held where it is, so that it cannot be done before the second has asked.
        first.send_signal(signal.SIGSTOP)
        if lines_in(out) < 64:
            break
        first.send_signal(signal.SIGCONT)  # it was done before it could be held
        end(first)
    try:
        code, told = end(begin(study, out, "--batch", "1"))
    finally:
        first.send_signal(signal.SIGCONT)
    assert code == 2 and "another process is writing to" in told and str(first.pid) in told
    assert told.count("\n") == 1
    assert end(first)[0] == 0
    assert tables(out) == tables(undisturbed)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A file system of its own whose size can be set; needs root."""
    place = tmp_path / "disk"
    place.mkdir()
    made = False

    def of_size(size: str) -> Path:
        nonlocal made
        options = f"size={size}" if not made else f"remount,size={size}"
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True)
        if done.returncode and not made:
            pytest.skip("only root may mount a file system")
        made = True
        return place

    yield of_size
    if made:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_loses_nothing_that_is_finished(
    study: Path, undisturbed: Path, small_disk: Callable[[str], Path]
) -> None:
    out = small_disk("400k") / "out"
    code, told = end(begin(study, out, "--batch", "1"))
    assert code == 2, told
    assert "there is no room left to write to" in told and told.count("\n") == 1
    kept = lines_in(out)
    assert 0 < kept < 64
    assert all(Store(out).scan(table).collect().height for table in (RUNS, "spells"))
    small_disk("16m")
    assert end(begin(study, out, "--batch", "1"))[0] == 0
    assert tables(out) == tables(undisturbed)


@pytest.mark.skipif(not FULL and os.geteuid() == 0, reason="a small disk is tried already; make test-full")
def test_a_limit_on_files_is_told_like_a_full_disk(study: Path, undisturbed: Path, tmp_path: Path) -> None:
    import resource

    begun = subprocess.run(
        [sys.executable, "-m", "experiments.cli", "sweep", str(study), "--out", str(tmp_path / "out"), "--batch", "1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "zh_CN.UTF-8", "LC_ALL": ""},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16_000, 16_000)),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert begun.returncode == 2 and "磁盘空间不足" in begun.stderr and begun.stderr.count("\n") == 1
    assert main(["sweep", str(study), "--out", str(tmp_path / "out"), "--batch", "1", "--lang", "en"]) == 0
    assert tables(tmp_path / "out") == tables(undisturbed)


TINY = Scenario(
    Text("base", "基准"), Text("?", "？"), WorldSpec("tiny"),
    horizon_months=24, burn_in_months=12, files=(Path("base.yaml"),),
)  # fmt: skip


class Deadly(dict[str, float]):
    """What a reform sets; it kills every process but the one it was made in, as soon as a run applies it."""

    def __init__(self, home: int) -> None:
        super().__init__()
        self.home = home

    def __reduce__(self) -> tuple[object, ...]:
        return Deadly, (self.home,)

    def keys(self) -> object:  # type: ignore[override]
        if os.getpid() != self.home:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().keys()

    def __iter__(self) -> Iterator[str]:
        """Only a mapping with an iterator of its own is read through its keys."""
        return iter(self.keys())  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not FULL, reason="processes take long to start; make test-full")
def test_a_run_that_kills_its_worker_twice_is_set_aside(tmp_path: Path) -> None:
    deadly = Point(1, replace(TINY, reforms=(Reform(6, Deadly(os.getpid())),)))
    points = [Point(0, TINY), deadly, Point(2, replace(TINY, policy={"special_need_share": 0.4}))]
    found = run_points(points, 2, 5, folder=tmp_path, backend="processes", workers=2, batch=3)
    told = say("store.killed_twice")
    assert found["error"].to_list() == [None, None, told, told, None, None]
    alone = run_points([points[0], points[2]], 2, 5)
    assert found.filter(pl.col("error").is_null()).drop("error").equals(alone.drop("error"))
    assert run_points(points, 2, 5, folder=tmp_path, backend="processes").equals(found)


@pytest.mark.skipif(not FULL, reason="processes take long to start; make test-full")
def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    """The pool of processes loses a worker in the middle of its work."""
    points = [Point(n, replace(TINY, policy={"special_need_share": 0.1 * n})) for n in range(6)]
    expected = run_points(points, 8, 5)
    victims: list[int] = []

    def strike(done: int, total: int) -> None:
        if done >= 6 and not victims:
            import multiprocessing

            victims.append(next(child.pid for child in multiprocessing.active_children() if child.pid))
            os.kill(victims[0], signal.SIGKILL)

    found = run_points(points, 8, 5, folder=tmp_path, backend="processes", workers=2, batch=3, progress=strike)
    assert victims
    assert found.equals(expected)


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


def test_a_dask_worker_killed_costs_nothing(
    study: Path, undisturbed: Path, tmp_path: Path, cluster: object
) -> None:
    out = tmp_path / "out"
    workers = [nanny.process.pid for nanny in cluster.workers.values()]  # type: ignore[attr-defined]

    def strike() -> None:
        wait_for(lambda: lines_in(out) >= 3)
        os.kill(workers[0], signal.SIGKILL)

    thread = threading.Thread(target=strike)
    thread.start()
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    code = main(["sweep", str(study), "--out", str(out), "--batch", "1", "--dask", address, "--lang", "en"])
    thread.join()
    assert code == 0
    assert tables(out) == tables(undisturbed)


def test_no_cluster_is_told(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(backends, "CONNECT_SECONDS", 1)
    # A port at which nobody listens.
    code = main(["sweep", str(study), "--out", str(tmp_path), "--dask", "tcp://127.0.0.1:9", "--lang", "en"])
    assert code == 2
    assert "no dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
