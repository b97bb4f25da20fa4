"""Which version of the model computed a result: fingerprints of its sources. Needs neither numba nor Mesa."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import sim

KERNEL_SOURCES = (
    "rule.py",
    "streams.py",
    "vocabulary.py",
    "state.py",
    "ledger.py",
    "people.py",
    "lookahead.py",
    "tally.py",
    "records.py",
    "lever.py",
    "policy.py",
    "behaviour.py",
    "registry.py",
    "regime.py",
    "schedule.py",
    "mechanisms/*.py",
    "engines/*.py",
    "engines/compiled/*.py",
)
"""What compiled kernels are made of."""

MODEL_SOURCES = (*KERNEL_SOURCES, "engines/agents/*.py", "world.py", "where.py", "scenario.py", "run.py", "data/*.csv")
"""What a ledger depends on, besides its scenario and its key."""

METRIC_SOURCES = ("metrics/*.py",)
"""What the metrics of a ledger depend on."""

_DIGITS = 16


def fingerprint(patterns: Sequence[str], also: str = "") -> str:
    """A hash of the sources that `patterns` find in this package, and of `also`: 16 hexadecimal digits.

    It changes with any edit, of a comment too: better a run too many than an old result taken for a new one.
    """
    digest = hashlib.sha256(also.encode())
    root = Path(sim.__file__).parent
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


@cache
def model_version() -> str:
    """The fingerprint of rules, schedule, streams, engines and worlds as they were when it was first asked for."""
    return fingerprint(MODEL_SOURCES)


@cache
def metrics_version() -> str:
    """The fingerprint of the metrics as they were when it was first asked for."""
    return fingerprint(METRIC_SOURCES)
