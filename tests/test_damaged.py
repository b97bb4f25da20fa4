"""Folders of results that somebody has been at: what is missing or garbled is told, and what can be is made again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.query import query
from experiments.study import read_study
from experiments.sweep import status, sweep
from tests.test_folders import written


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def results(study: Path) -> Path:
    sweep(read_study(study), study.parent / "results", batch=5)
    return study.parent / "results"


def _cut(folder: Path) -> None:
    part = sorted(folder.glob("parts/runs/*"))[0]
    part.write_bytes(part.read_bytes()[:100])


def _turned(folder: Path) -> None:
    part = sorted(folder.glob("parts/runs/*"))[1]
    whole = bytearray(part.read_bytes())
    whole[-20] ^= 255
    part.write_bytes(whole)


DAMAGE = {
    "part gone": lambda folder: sorted(folder.glob("parts/runs/*"))[0].unlink(),
    "part cut": _cut,
    "part changed": _turned,
    "parts gone": lambda folder: shutil.rmtree(folder / "parts"),
    "points gone": lambda folder: (folder / "points.parquet").unlink(),
    "bases gone": lambda folder: (folder / "bases.json").unlink(),
    "bases empty": lambda folder: (folder / "bases.json").write_text("[]"),
    "manifest bare": lambda folder: (folder / "manifest.json").write_text('{"format": 1}'),
    "manifest a number": lambda folder: (folder / "manifest.json").write_text("1"),
    "journal foreign": lambda folder: (folder / "journal.jsonl").write_text("{}\n"),
    "journal leaves": lambda folder: (folder / "journal.jsonl").write_text(
        (folder / "journal.jsonl").read_text().replace("parts/runs", "../parts/runs")
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_whatever_is_damaged_is_told_in_a_sentence(
    damage: str, results: Path, tmp_path: Path, study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "results"
    shutil.copytree(results, folder)
    DAMAGE[damage](folder)
    codes = [
        main([*asked, "--lang", "en"])
        for asked in (
            ["status", str(folder)],
            ["verify", str(folder)],
            ["query", str(folder), "select count(*), sum(morale) from runs"],
            ["diff", str(results), str(folder)],
        )
    ]
    assert codes[1] in (1, 2) and set(codes) <= {0, 1, 2}
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["part gone", "part cut", "parts gone"])
def test_what_was_deleted_is_run_again(damage: str, results: Path, tmp_path: Path, study: Path) -> None:
    folder = tmp_path / "results"
    shutil.copytree(results, folder)
    DAMAGE[damage](folder)
    sweep(read_study(study), folder, batch=5)
    assert main(["verify", str(folder)]) == 0
    assert (folder / "runs.parquet").read_bytes() == (results / "runs.parquet").read_bytes()


def test_a_line_told_twice_counts_once(results: Path, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    shutil.copytree(results, folder)
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + journal.read_bytes().splitlines(keepends=True)[0])
    assert status(folder) == replace(status(results), name=status(folder).name)


def test_a_comparison_does_not_write_over_a_study(
    results: Path, study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a long name is cut in a sentence, and nobody knows how long that of `tmp_path` is
    folder = Path("results")
    shutil.copytree(results, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    base = str(study.parent / "base.yaml")
    assert main(["run", base, "--world", "tiny", "-n", "2", "--out", str(folder), "--lang", "en"]) == 2
    assert capsys.readouterr().err == (
        f"{folder} holds the runs of a study, which these results would spoil: choose another folder\n"
    )
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before



def test_signs_that_stand_for_many_names_may_stand_in_a_folder(study: Path, tmp_path: Path) -> None:
    folder = tmp_path / "结果 [1]*?"
    sweep(read_study(study), folder)
    assert main(["verify", str(folder)]) == 0
    assert query(folder, "select count(*) from runs")[1] == [(12,)]
    assert main(["diff", str(folder), str(folder)]) == 0
    base = str(study.parent / "base.yaml")
    compared = tmp_path / "it's [2]"
    assert main(["run", base, "--world", "tiny", "-n", "2", "--out", str(compared)]) == 0
    assert query(compared, "select count(*) from spells")[1][0][0] > 0
    assert main(["diff", str(compared), str(compared)]) == 0
