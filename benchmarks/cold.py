"""What a user waits for before anything happens: compiling once, and the help page."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.measures import Measure

_COMPILE = """
import time
from benchmarks.worlds import BEHAVIOUR, practice
from sim import world
from sim.engines.compiled import advance as compiled
from sim.streams import Key

def run():
    state = world.build(world.WorldSpec("tiny"), (2003, 1), BEHAVIOUR)
    began = time.perf_counter()
    compiled.populate(state, BEHAVIOUR, Key(1, 0), -1)
    compiled.advance(state, practice(state), BEHAVIOUR, Key(1, 0), -1, 0)
    return time.perf_counter() - began

print(run() - run())
"""


def compile_seconds(quick: bool) -> float:
    """Seconds to compile every kernel into an empty cache, in a process of its own; importing is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _COMPILE],
            env={**os.environ, "RENQI_CACHE": folder},
            capture_output=True,
            text=True,
            check=True,
        )
    return float(done.stdout)


def help_seconds(quick: bool) -> float:
    """Seconds of wall clock for `renqi --help`, from the shell's point of view; the median."""
    taken = []
    for _ in range(3 if quick else 9):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "experiments.cli", "--help"], stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


MEASURES = (
    Measure("compile_seconds", "s", compile_seconds, at_most=20),
    Measure("help_seconds", "s", help_seconds, at_most=0.5),
)
