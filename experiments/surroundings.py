"""What a manifest says of the program and the machine that made results."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_PACKAGES = ("renqi", "mesa", "numba", "numpy", "polars", "plotly")
OF_STUDIES = ("scipy", "SALib", "dask", "duckdb")
"""Packages that only studies need."""


def versions(*further: str) -> dict[str, str]:
    """Versions of Python and of the packages that results may depend on, `further` ones included."""
    found = {"python": ".".join(str(part) for part in sys.version_info[:3])}
    for name in (*_PACKAGES, *further):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def machine() -> dict[str, str]:
    """The kind of machine: system, processor, but no name of a host."""
    return {"system": platform.system(), "release": platform.release(), "machine": platform.machine()}


def git_state() -> dict[str, Any] | None:
    """The commit of the program and whether files were changed since; None where git knows nothing of it."""
    here = Path(__file__).parent
    try:
        commit = _git(here, "rev-parse", "HEAD")
        return {"commit": commit, "changed": bool(_git(here, "status", "--porcelain", "--untracked-files=no"))}
    except (OSError, subprocess.SubprocessError):
        return None


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True, timeout=20)
    return done.stdout.strip()
