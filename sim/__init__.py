"""Renqi, one run: a world of county chiefs, its rules, its engines and its ledger.

    from sim import read_scenario, run
    ledger = run(read_scenario("scenarios/baseline.yaml"))
"""

from __future__ import annotations

from typing import Any

__all__ = ["read_scenario", "run"]


def __getattr__(name: str) -> Any:
    # Imported when asked for: the command line needs neither numba nor NumPy to print its help.
    if name == "read_scenario":
        from sim.scenario import read_scenario

        return read_scenario
    if name == "run":
        import importlib

        return importlib.import_module("sim.run").run
    raise AttributeError(f"module 'sim' has no attribute {name!r}")
