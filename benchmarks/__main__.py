"""`python -m benchmarks [word] [--quick]`: measure everything whose name holds the word, beside its goal.

Prints a row for each and, where no word is given, writes `benchmarks/latest.json`. Returns 0, or 1 where nothing is
named so; a missed goal is told, and is no failure: another machine is no fault of the program.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import benchmarks
from benchmarks.measures import Measure
from benchmarks.timing import Case, measure

LATEST = Path(__file__).parent / "latest.json"
_PACKAGES = ("mesa", "numba", "numpy", "polars")


def files() -> Iterator[ModuleType]:
    """The files of this folder that hold something to run, by name."""
    for name in sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__)):
        if not name.startswith("_"):
            yield importlib.import_module(f"benchmarks.{name}")


def take(measures: list[Measure], quick: bool) -> dict[str, dict[str, object]]:
    """Every measure by its key, printed as it comes."""
    found: dict[str, dict[str, object]] = {}
    print(f"{'':<40}  {'value':>10}  {'goal':>8}")
    for one in measures:
        value = one.take(quick)
        met = one.met(value)
        remark = "" if met is None else "met" if met else "MISSED"
        print(f"{one.key:<40}  {value:>10.4g}  {one.goal:>8}  {one.unit}  {remark}".rstrip(), flush=True)
        found[one.key] = {"value": value, "unit": one.unit, "goal": one.goal, "met": met}
    return found


def time_cases(cases: list[Case]) -> None:
    """Every case, printed as it comes."""
    print(f"\n{'':<48}  {'median':>10}  {'fastest':>10}  {'slowest':>10}")
    for case in cases:
        print(measure(case).line(), flush=True)


def write(found: dict[str, dict[str, object]], quick: bool) -> None:
    """Keep the numbers with what they were measured on."""
    about = {
        "quick": quick,
        "cores": os.cpu_count(),
        "python": ".".join(str(part) for part in sys.version_info[:3]),
        **{name: version(name) for name in _PACKAGES},
    }
    text = json.dumps({"about": about, "measures": found}, indent=2)
    LATEST.write_text(text + "\n", encoding="utf-8")
    print(f"\nwritten to benchmarks/{LATEST.name}")


def main(arguments: list[str]) -> int:
    """Measure and time; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and hold against the goals.")
    parser.add_argument("word", nargs="?", default="", help="only what has this word in its name")
    parser.add_argument("--quick", action="store_true", help="shorter runs, fewer repetitions")
    wanted = parser.parse_args(arguments)
    measures = [m for file in files() for m in getattr(file, "MEASURES", ()) if wanted.word in m.key]
    cases = [c for file in files() for c in getattr(file, "CASES", ()) if wanted.word in c.name]
    if measures:
        found = take(measures, wanted.quick)
        if not wanted.word:
            write(found, wanted.quick)
    if cases:
        time_cases(cases)
    return 0 if measures or cases else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
