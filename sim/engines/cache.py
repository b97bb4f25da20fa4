"""Where compiled kernels are kept.

numba's own cache notices an edit of the file a kernel stands in and of no other, and would silently run an old rule. So
the folder is named after a fingerprint of every source that kernels are made of; three are kept.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import numba
import numpy

from sim import version

KEPT = 3


def fingerprint() -> str:
    """A hash of the sources of all kernels and of the versions that compile them, 16 hexadecimal digits."""
    return version.fingerprint(
        version.KERNEL_SOURCES, f"{sys.version_info[:3]} {numba.__version__} {numpy.__version__}"
    )


def root() -> Path:
    """The folder of all kernel folders: $RENQI_CACHE, else the user's cache folder."""
    wanted = os.environ.get("RENQI_CACHE")
    if wanted:
        return Path(wanted)
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return (Path(base) if base else Path.home() / ".cache") / "renqi" / "kernels"


def prepare() -> Path:
    """Choose and make the folder, drop the oldest others, tell numba, and return it.

    Where the user's cache folder cannot be written, a temporary one serves.
    """
    folder = root() / fingerprint()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
    except OSError:
        folder = Path(tempfile.gettempdir()) / f"renqi-kernels-{fingerprint()}"
        folder.mkdir(parents=True, exist_ok=True)
    # In the temporary folder stands what belongs to others: ours are named as this one is.
    ours = re.compile(re.escape(folder.name.removesuffix(fingerprint())) + "[0-9a-f]{16}")
    others = sorted(
        (p for p in folder.parent.iterdir() if p != folder and ours.fullmatch(p.name) and p.is_dir()), key=_age
    )
    for stale in others[: max(0, len(others) - (KEPT - 1))]:
        shutil.rmtree(stale, ignore_errors=True)
    # At level 1 kernels compile in three quarters of the time and run no slower: the loops call, they do not stream.
    os.environ.setdefault("NUMBA_OPT", "1")
    numba.config.reload_config()
    numba.config.CACHE_DIR = str(folder)
    numba.config.DISABLE_INTEL_SVML = True  # its exp and log differ from those of Python in the last bit
    return folder


def is_cold() -> bool:
    """Whether the chosen folder holds no kernel yet, so that compiling lies ahead."""
    return not any(Path(numba.config.CACHE_DIR).rglob("*.nbc"))


def _age(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0
