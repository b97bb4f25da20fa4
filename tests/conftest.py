"""What all tests share: how much to do, and a quiet, repeatable hypothesis."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

# What a terminal or a CI service asks for: tests read what is printed, plain and as wide as where nobody watches.
for _name in ("FORCE_COLOR", "CLICOLOR_FORCE", "MYPY_FORCE_COLOR", "COLUMNS", "LINES"):
    os.environ.pop(_name, None)

FULL = os.environ.get("RENQI_FULL") == "1"
"""Whether this is `make test-full`."""


def count(reduced: int, full: int) -> int:
    """How many cases, replicates or months to try: `reduced` in `make test`, `full` in `make test-full`."""
    return full if FULL else reduced


@pytest.fixture(name="count")
def _count() -> Callable[[int, int], int]:
    """`count` as a fixture."""
    return count


@pytest.fixture
def heeded() -> Iterator[None]:
    """Ctrl-C is heeded, here and in what is started: what a shell runs in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def chromium() -> str:
    """The browser: $RENQI_CHROMIUM, else `chromium`. Without one the test is left out, and in full it fails."""
    found = os.environ.get("RENQI_CHROMIUM") or shutil.which("chromium")
    if found is None:
        without = "no Chromium: install chromium, or name one in RENQI_CHROMIUM"
        (pytest.fail if FULL else pytest.skip)(without)
    return found


def pytest_configure(config: pytest.Config) -> None:
    """Before workers begin, compile what no kernel is kept for: two of them would do the same work twice."""
    if getattr(config.option, "numprocesses", None) and os.environ.get("NUMBA_DISABLE_JIT", "0") == "0":
        subprocess.run([sys.executable, "-c", _WARM], check=False)


_WARM = """
from sim.engines import cache, compilation
if cache.is_cold():
    from experiments.cli import main
    main(["doctor", "--quiet"])
"""


# The same examples on every machine: a test that fails for one fails for all. Hypothesis would also draw numbers that
# stand in the files of the project loaded by then, which differ from worker to worker and with the order of tests.
providers._get_local_constants = lambda: providers._local_constants
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
