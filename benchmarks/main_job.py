"""The main job: four scenarios over 500 shared futures of twenty years each in a province, from files to estimates."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.measures import Measure
from experiments.comparison import compare
from sim.engines.compiled import advance as compiled
from sim.engines.compiled import population
from sim.scenario import Scenario, read_scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"
REPLICATES = 500
YEARS = 20


def scenarios() -> list[Scenario]:
    """The practice, and a full term in three degrees."""
    base, full = (read_scenario(SCENARIOS / f"{name}.yaml") for name in ("baseline", "mandatory_full_term"))
    weak = {**full.policy, "minimum_tenure_compliance_share": 0.5}
    narrow = {**full.policy, "minimum_tenure_scope": 0.0}
    named = [(base, base.policy, "base"), (full, full.policy, "full"), (full, weak, "weak"), (full, narrow, "narrow")]
    return [
        replace(one, policy=levers, files=(Path(f"{name}.yaml"),), horizon_months=12 * YEARS)
        for one, levers, name in named
    ]


class Stopwatch:
    """Processor seconds spent inside compiled code, by all threads together."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock = threading.Lock()

    def around(self, kernel: Any) -> Any:
        """The kernel, timed."""

        def timed(*arguments: Any) -> Any:
            began = time.thread_time()
            answer = kernel(*arguments)
            spent = time.thread_time() - began
            with self._lock:
                self.seconds += spent
            return answer

        return timed


@contextmanager
def timed_kernel() -> Iterator[Stopwatch]:
    """While this lasts, the month loop and the peopling of worlds are timed; burn-in is part of the job."""
    watch, months, populate = Stopwatch(), compiled.months, population.populate
    compiled.months, population.populate = watch.around(months), watch.around(populate)
    try:
        yield watch
    finally:
        compiled.months, population.populate = months, populate


@cache
def job(quick: bool) -> tuple[float, float]:
    """Seconds for the whole job, and the share of processor time spent outside the kernel."""
    compare(scenarios(), replicates=2).as_json()  # everything is imported, and the kernels are loaded
    replicates = 20 if quick else REPLICATES
    with timed_kernel() as watch:
        began, busy = time.perf_counter(), time.process_time()
        compare(scenarios(), replicates).as_json()
        wall, busy = time.perf_counter() - began, time.process_time() - busy
    # A quick answer is what the whole job would take.
    return wall * REPLICATES / replicates, 1.0 - watch.seconds / busy


MEASURES = (
    Measure("four_scenarios_500_replicates_seconds", "s", lambda quick: job(quick)[0]),
    Measure("outside_kernel_share", "of processor time", lambda quick: job(quick)[1], at_most=0.25),
)
