"""Laws 1 and 4: every rule, on random legal arguments, gives the same bits as Python and as compiled code.

Each rule gets a compiled loop of its own. Random arguments stand at the ends of their ranges more often than chance.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from typing import Annotated, Any

import numba
import numba.extending
import numpy as np
import pytest

import sim.engines.compiled  # noqa: F401  makes every rule known to numba
from sim.registry import MECHANISMS
from sim.rule import RULES, Range, Real, Share
from tests.conftest import count
from tests.laws.arguments import bits, columns, in_python, loop_source
from tests.laws.reading import no, sources

_REGISTERED = {module.__name__ for module in MECHANISMS}
CHECKED = {
    name: rule
    for name, rule in RULES.items()
    if rule.__module__ in _REGISTERED or not rule.__module__.startswith("sim.mechanisms.")
}
"""Rules of registered mechanisms; `test_levers` proves that there are no others."""

compiled_only = pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")


def compiled(rule: Callable[..., Any], given: list[np.ndarray], numbers: int) -> tuple[np.ndarray, np.ndarray]:
    """What the compiled `rule` returns for each row: as floats and as integers, shape (rows, numbers)."""
    names: dict[str, Any] = {"rule": rule}
    exec(loop_source(len(given), numbers), names)
    loop = numba.njit(error_model="numpy")(names["loop"])
    floats = np.zeros((len(given[0]), numbers))
    integers = np.zeros(floats.shape, np.int64)
    loop(*given, floats, integers)
    return floats, integers


def differences(rule: Callable[..., Any], rows: int, seed: int) -> list[str]:
    """Where Python and compiled code differ, or a result is no finite number; at most five."""
    given = columns(rule, rows, np.random.default_rng(seed))
    expected = in_python(rule, given)
    returned = [value if isinstance(value, tuple) else (value,) for value in expected]
    floats, integers = compiled(rule, given, len(returned[0]))
    found = []
    for row, values in enumerate(returned):
        for k, value in enumerate(values):
            other = float(floats[row, k]) if isinstance(value, float) else int(integers[row, k])
            if not math.isfinite(value) or bits(value) != bits(other):
                arguments = [column[row] for column in given if column.dtype.names is None]
                found.append(f"{rule.__name__}{tuple(arguments)}: {value!r} in Python, {other!r} compiled")
    return found[:5]


@compiled_only
@pytest.mark.parametrize("name", CHECKED)
def test_python_and_compiled_code_agree(name: str) -> None:
    found = differences(CHECKED[name], count(400, 20_000), seed=len(name))
    assert not found, "\n" + "\n".join(found)


def test_there_are_rules_of_every_mechanism() -> None:
    assert {rule.__module__ for rule in CHECKED.values()} >= _REGISTERED


def _cube(value: Real) -> float:
    return value**3


def _not_a_number(value: Share) -> float:
    return math.nan * value


def _halves(months: Annotated[int, Range(-100, 100, True)]) -> float:
    return months // 12 + 0.5


@compiled_only
def test_a_difference_is_found() -> None:
    for planted in (_cube, _not_a_number, _halves):
        numba.extending.register_jitable(planted)
    assert len(differences(_cube, 2000, 1)) == 5, "a cube by ** is known to differ in a quarter of all cases"
    assert len(differences(_not_a_number, 20, 1)) == 5
    assert differences(_halves, 500, 1) == []


def test_an_argument_without_a_range_is_told() -> None:
    def planted(value: float) -> float:
        return value

    with pytest.raises(TypeError, match="no range is known for value"):
        columns(planted, 1, np.random.default_rng(0))


def numpy_curves(text: str, file: str) -> list[str]:
    """Calls of functions for which NumPy has code of its own by processor, which differ in the last digit."""
    return [
        f"{file}:{node.lineno}: np.{node.func.attr} differs by processor"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "np" and node.func.attr in _BY_PROCESSOR
    ]


_BY_PROCESSOR = frozenset("exp exp2 expm1 log log2 log10 log1p sin cos tan arctan arctan2 tanh power cbrt".split())


def test_what_is_told_of_a_run_is_the_same_on_every_processor() -> None:
    files = sources("sim/**/*.py", "experiments/calibration/*.py", "experiments/statistics/*.py")
    no([fault for file, text in files.items() for fault in numpy_curves(text, file)])
    assert numpy_curves("import numpy as np\nx = np.exp(1.0)\n", "f.py") == ["f.py:2: np.exp differs by processor"]
