"""Every metric of a run, by key, computed from the ledger and the map alone."""

from __future__ import annotations

from collections.abc import Iterable

from sim.metrics.blocked import BLOCKED
from sim.metrics.careers import CAREERS
from sim.metrics.conduct import CONDUCT
from sim.metrics.county import COUNTY
from sim.metrics.cycle import CYCLE
from sim.metrics.declare import Better, Metric, Part
from sim.metrics.in_force import InForce
from sim.metrics.pair import PAIR
from sim.metrics.peaks import PEAKS
from sim.metrics.places import Places
from sim.metrics.posts import POSTS
from sim.metrics.run_tables import RunTables
from sim.metrics.stability import STABILITY
from sim.metrics.tenure import TENURE
from sim.metrics.unevenness import UNEVENNESS

METRICS: dict[str, Metric] = {
    **TENURE,
    **PEAKS,
    **CYCLE,
    **UNEVENNESS,
    **PAIR,
    **STABILITY,
    **CAREERS,
    **BLOCKED,
    **POSTS,
    **CONDUCT,
    **COUNTY,
}
"""All metrics in the order in which tables show them."""


def tables_read(keys: Iterable[str] = METRICS) -> frozenset[str]:
    """The tables of the ledger that these metrics read; chiefs' spells are always among them."""
    return frozenset({"spells"}.union(*(METRICS[key].tables for key in keys)))


def evaluate(run: RunTables) -> dict[str, float | None]:
    """Every metric of one run, None where it is undefined."""
    return {key: metric.of(run) for key, metric in METRICS.items()}


__all__ = ["METRICS", "Better", "InForce", "Metric", "Part", "Places", "RunTables", "evaluate", "tables_read"]
