"""ruff and mypy, as configured in `pyproject.toml`, and functions short enough to read."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.laws.reading import ROOT, functions, no, sources

LONGEST = 40
"""Lines of one function below its docstring; a call counts as one line, whatever its arguments take."""


@pytest.mark.parametrize("command", [["ruff", "check", "--output-format=concise", "."], ["mypy", "--no-error-summary"]])
def test_no_complaint_of(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, "\n" + done.stdout + done.stderr


def long_functions(source: str, file: str) -> list[str]:
    """Functions of more than LONGEST lines; docstrings and the further lines of calls and tuples do not count."""
    found = []
    for function in functions(ast.parse(source)):
        first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
        rest = set(range(first.lineno, (function.end_lineno or 0) + 1))
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call | ast.Tuple)):
            rest -= set(range(call.lineno + 1, (call.end_lineno or 0) + 1))
        lines = len(rest)
        if lines > LONGEST:
            found.append(f"{file}:{function.lineno}: {function.name} has {lines} lines")
    return found


def test_functions_are_short() -> None:
    files = sources("sim/**/*.py", "experiments/**/*.py", "benchmarks/**/*.py")
    no([v for file, text in files.items() for v in long_functions(text, file)])


def test_a_long_function_is_found() -> None:
    source = 'def f():\n    """Say."""\n' + "    x = 1\n" * (LONGEST + 1)
    assert long_functions(source, "p.py") == [f"p.py:1: f has {LONGEST + 1} lines"]
    assert long_functions(source.removesuffix("    x = 1\n"), "p.py") == []
