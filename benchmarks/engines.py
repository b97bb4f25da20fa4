"""What a month of a chief's post costs in either engine, and what a second thread is worth."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from benchmarks.measures import Measure
from benchmarks.worlds import BEHAVIOUR, burned, post_months, practice
from sim.engines.agents import model as agents
from sim.engines.compiled import advance as compiled
from sim.streams import Key

MONTHS = 240


@cache
def compiled_ns(quick: bool) -> float:
    """Nanoseconds a post-month: a province of 100 counties, 240 months, all tables on, the best of several."""
    kept, key = burned("province"), Key(1, 0)
    policies = practice(kept)
    best = float("inf")
    for _ in range(3 if quick else 12):
        state = kept.copy()
        began = time.perf_counter()
        compiled.advance(state, policies, BEHAVIOUR, key, 0, MONTHS)
        best = min(best, time.perf_counter() - began)
    return best / post_months(kept, MONTHS) * 1e9


@cache
def agents_us(quick: bool) -> float:
    """Microseconds a post-month of the Mesa engine in the same province; making the agents is not counted."""
    kept, key = burned("province"), Key(1, 0)
    months = 12 if quick else 48
    best = float("inf")
    for _ in range(1 if quick else 3):
        model = agents.CountyModel.from_state(kept.copy(), practice(kept), BEHAVIOUR, key, 0)
        began = time.perf_counter()
        for _ in range(months):
            model.step()
        best = min(best, time.perf_counter() - began)
    return best / post_months(kept, months) * 1e6


def ratio(quick: bool) -> float:
    """How many times as fast the compiled engine is."""
    return agents_us(quick) * 1e3 / compiled_ns(quick)


def two_thread_scaling(quick: bool) -> float:
    """Runs a second with two threads over runs a second with one; the best of several rounds of each."""
    keys = [Key(1, replicate) for replicate in range(8 if quick else 24)]
    worlds = {key: burned("province", key) for key in keys}

    def one(key: Key) -> None:
        state = worlds[key].copy()
        compiled.advance(state, practice(state), BEHAVIOUR, key, 0, MONTHS)

    def seconds(threads: int) -> float:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(one, keys[:threads]))  # the threads are there before the clock starts
            began = time.perf_counter()
            list(pool.map(one, keys))
            return time.perf_counter() - began

    # One and two in turn, so that whatever else the machine does meets both.
    taken = [(seconds(1), seconds(2)) for _ in range(2 if quick else 6)]
    return min(one for one, _ in taken) / min(two for _, two in taken)


MEASURES = (
    Measure("ns_per_post_month", "ns", compiled_ns, at_most=450),
    Measure("agents_us_per_post_month", "us", agents_us, at_most=40),
    Measure("compiled_over_agents", "times as fast", ratio),
    Measure("two_thread_scaling", "times one thread", two_thread_scaling, at_least=1.7),
)
