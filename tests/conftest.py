"""What all tests share: how much to do, and a quiet, repeatable hypothesis."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

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


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the error rates of statistics that tests have measured, whatever worker measured them."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    rates = [value for report in reports for name, value in report.user_properties if name == "error_rate"]
    if rates:
        terminalreporter.section("error rates of statistics on synthetic studies")
    for what, data, nominal, errors, studies in rates:
        measured = f"{100 * errors / studies:5.1f} % of {studies:,}"
        terminalreporter.write_line(f"{what:<48} {data:<9} nominal {nominal:<16} measured {measured}")
