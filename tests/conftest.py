"""What all tests share: how much to do, and a quiet, repeatable hypothesis."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

FULL = os.environ.get("RENQI_FULL") == "1"
"""Whether this is `make test-full`."""


def count(reduced: int, full: int) -> int:
    """How many cases, replicates or months to try: `reduced` in `make test`, `full` in `make test-full`."""
    return full if FULL else reduced


@pytest.fixture(name="count")
def _count() -> Callable[[int, int], int]:
    """`count` as a fixture."""
    return count


# The same examples on every machine: a test that fails for one fails for all.
settings.register_profile(
    "renqi",
    max_examples=count(60, 600),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("renqi")
