"""Many runs: designs, runners, statistics, figures, reports.

from experiments import compare
found = compare([read_scenario(path) for path in paths], replicates=20)
"""

from __future__ import annotations

from typing import Any

__all__ = ["compare"]


def __getattr__(name: str) -> Any:
    # Imported when asked for: the command line needs neither numba nor NumPy to print its help.
    if name == "compare":
        from experiments.comparison import compare

        return compare
    raise AttributeError(f"module 'experiments' has no attribute {name!r}")
