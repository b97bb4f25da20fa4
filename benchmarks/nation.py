"""Thirty years of the whole country on one core."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.measures import Measure
from benchmarks.worlds import BEHAVIOUR, burned, practice
from sim.engines.compiled import advance as compiled
from sim.streams import Key

MONTHS = 360


def national_seconds(quick: bool) -> float:
    """Seconds for 360 months from a burned-in state: events told one by one, means over the whole window only."""
    kept, key = burned("national", months=60 if quick else 180), Key(1, 0)
    best = float("inf")
    for _ in range(1 if quick else 3):
        state = kept.copy()
        began = time.perf_counter()
        compiled.advance(state, practice(state), BEHAVIOUR, key, 0, MONTHS, yearly=False)
        best = min(best, time.perf_counter() - began)
    return best


_PEAK = """
from benchmarks.nation import MONTHS
from benchmarks.worlds import BEHAVIOUR, burned, practice
from sim.engines.compiled import advance as compiled
from sim.streams import Key

state = burned("national")
compiled.advance(state, practice(state), BEHAVIOUR, Key(1, 0), 0, MONTHS, yearly=False)
try:
    # Of this process alone; the figure of getrusage begins, on Linux, at what the process that started this one held.
    (line,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
    print(int(line.split()[1]) / 2**10)
except OSError:
    import resource, sys
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))
"""


def national_peak_mb(quick: bool) -> float:
    """Largest resident set of a process that burns the country in and lives through the same 360 months, in MiB."""
    done = subprocess.run([sys.executable, "-c", _PEAK], capture_output=True, text=True, check=True)
    return float(done.stdout)


MEASURES = (
    Measure("national_30y_seconds", "s", national_seconds, at_most=0.9),
    Measure("national_peak_rss_mb", "MiB", national_peak_mb, at_most=400),
)
