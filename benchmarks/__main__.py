"""`python -m benchmarks [word]`: time every case whose name holds the word, and print a row for each."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator

import benchmarks
from benchmarks.timing import Case, measure


def cases() -> Iterator[Case]:
    """The cases of all files of this folder, by file name."""
    for module in sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__)):
        if not module.startswith("_"):
            yield from getattr(importlib.import_module(f"benchmarks.{module}"), "CASES", ())


def main(wanted: str = "") -> int:
    """Time the cases and return how many there were as an exit code: 0, or 1 where none was found."""
    found = [case for case in cases() if wanted in case.name]
    print(f"{'':<48}  {'median':>10}  {'fastest':>10}  {'slowest':>10}")
    for case in found:
        print(measure(case).line(), flush=True)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
