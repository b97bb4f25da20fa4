"""What a sweep costs beyond the runs it makes, and what a cluster costs beyond threads: ratios within one session."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from benchmarks.measures import Measure
from experiments.design import Point
from experiments.runner import run_points
from experiments.study import read_study
from sim.engines.compiled import advance as compiled
from sim.metrics import METRICS
from sim.run import empty_world
from sim.scenario import read_scenario, resolve
from sim.streams import Key

HERE = Path(__file__).parents[1]
SCENARIOS = HERE / "scenarios"
STUDY = HERE / "experiments" / "studies" / "full_term_length.yaml"
SEED = 1
WORKERS = 2


def points() -> list[Point]:
    """The practice in one province over twenty years: every run is burned in and simulated."""
    return [Point(0, replace(read_scenario(SCENARIOS / "baseline.yaml"), text=""))]


def bare(replicates: int) -> None:
    """The kernel alone on the same runs and as many threads: worlds are made and rules resolved once, beforehand."""
    scenario = points()[0].scenario
    world, behaviour, early = empty_world(scenario), scenario.parameters(0), -scenario.burn_in_months
    policies = resolve(scenario, world)

    def one(replicate: int) -> None:
        state, key = world.copy(), Key(SEED, replicate)
        compiled.populate(state, behaviour, key, early)
        compiled.advance(state, policies, behaviour, key, early, 0)
        compiled.advance(state, policies, behaviour, key, 0, scenario.horizon_months)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(one, range(replicates)))


def swept(
    replicates: int, metrics: Sequence[str], backend: str = "threads", address: str | None = None
) -> None:
    """The same runs as a sweep: metrics, all spells, journal and parts on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "out"
        run_points(
            points(), replicates, SEED, folder=where, workers=WORKERS, metrics=metrics, backend=backend, address=address
        )


def asked() -> tuple[str, ...]:
    """The metrics of a shipped study."""
    return read_study(STUDY).metrics


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ratio(one: Callable[[], None], other: Callable[[], None], quick: bool) -> float:
    """Time of `one` over that of `other`, in turn so that whatever else the machine does meets both; the median."""
    return statistics.median(_seconds(one) / _seconds(other) for _ in range(1 if quick else 3))


def _runs(quick: bool) -> int:
    """Enough for the third of a second in which a sweep begins and ends not to count; quickly, it does."""
    return 48 if quick else 384


def overhead_share(quick: bool, metrics: Sequence[str]) -> float:
    """Time of a sweep over that of its runs alone, less one."""
    bare(WORKERS)
    swept(WORKERS, metrics)
    return _ratio(lambda: swept(_runs(quick), metrics), lambda: bare(_runs(quick)), quick) - 1.0


def dask_ratio(quick: bool) -> float:
    """Time of a sweep on two local dask worker processes over that on two threads; the cluster is there beforehand."""
    from distributed import LocalCluster

    metrics = asked()
    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        address = cluster.scheduler_address

        def far() -> None:
            swept(_runs(quick), metrics, "dask", address)

        far()
        swept(WORKERS, metrics)
        return _ratio(far, lambda: swept(_runs(quick), metrics), quick)


MEASURES = (
    Measure("sweep_overhead_share", "of the kernel alone", lambda quick: overhead_share(quick, asked()), at_most=0.2),
    Measure(
        "sweep_overhead_all_metrics_share", "of the kernel alone", lambda quick: overhead_share(quick, list(METRICS)),
        at_most=0.2,
    ),
    Measure("dask_over_threads", "times threads", dask_ratio, at_most=1.3),
)  # fmt: skip
