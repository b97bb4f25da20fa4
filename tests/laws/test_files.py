"""What is published holds no machine path, no registry address, no large file, and no file too long to live in."""

from __future__ import annotations

import pytest

from tests.laws.file_check import file_violations, published_files
from tests.laws.reading import ROOT, no, sources

LARGEST = 1_500_000
LONGEST = 400
"""Lines of one Python file; most should stay under 300."""


def test_no_machine_path_and_no_registry_address() -> None:
    found = []
    for path in published_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += file_violations(text, path.relative_to(ROOT).as_posix(), ROOT.parent.as_posix())
    no(found)


def test_no_large_file() -> None:
    no([f"{path.relative_to(ROOT)}:1: over 1.5 MB" for path in published_files() if path.stat().st_size > LARGEST])


def test_no_long_file() -> None:
    files = sources("sim/**/*.py", "experiments/**/*.py", "tests/**/*.py", "benchmarks/**/*.py")
    no([f"{f}:{n}: over {LONGEST} lines" for f, text in files.items() if (n := text.count("\n")) > LONGEST])


def test_the_files_are_seen() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in published_files()}
    assert {"pyproject.toml", "requirements.lock", "sim/rule.py", "tests/laws/test_files.py"} <= names


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("see /ho" + "me/someone/notes", "a path of some machine"),
        ("open('/t" + "mp/x')", "a path of some machine"),
        ("at /where/we/stand/renqi", "a path of some machine"),
        ("C:\\Us" + "ers\\someone", "a path of some machine"),
        ("--index" + "-url x", "the address of a package registry"),
        ("https://mirror.example/sim" + "ple", "the address of a package registry"),
    ],
)
def test_a_planted_fault_is_found(line: str, sentence: str) -> None:
    assert file_violations(f"\n{line}\n", "p.txt", "/where/we/stand") == [f"p.txt:2: {sentence}"]


def test_what_is_right_is_not_found() -> None:
    text = "https://example.org/home/x\n#!/usr/bin/env bash\nout/t" + "mp/x ~/home/x simple\n"
    assert file_violations(text, "p.txt", "/where/we/stand") == []
