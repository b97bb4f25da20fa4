"""The rules of this folder as Python and compiled: the same bits on random legal arguments."""

from __future__ import annotations

import inspect
import struct
import sys
import typing
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import numba
import numpy as np
import pytest
from numba.extending import register_jitable

from sim import lookahead, rule
from sim.mechanisms import beliefs, choice, requests
from tests.conftest import count

MODULES = (lookahead, choice, beliefs, requests)
SIZE = count(300, 10_000)


def _rules() -> list[Callable[..., Any]]:
    mine = [f for name, f in rule.RULES.items() if name.rpartition(".")[0] in {m.__name__ for m in (rule, *MODULES)}]
    for function in mine:
        register_jitable(function)
    return [f for f in mine if f.__module__ != rule.__name__]


def _settings(module: ModuleType, name: str, draw: np.random.Generator) -> np.ndarray:
    declared = {"policy": getattr(module, "LEVERS", ()), "behaviour": getattr(module, "PARAMETERS", ())}[name]
    records = np.zeros(SIZE, np.dtype([(x.name, "f8") for x in declared] or [("none", "f8")])).view(np.recarray)
    for x in declared:
        records[x.name] = np.where(draw.random(SIZE) < 0.2, x.low, draw.uniform(x.low, x.high, SIZE))
    return records


def _column(function: Callable[..., Any], name: str, draw: np.random.Generator) -> np.ndarray:
    if name in ("policy", "behaviour"):
        return _settings(sys.modules[function.__module__], name, draw)
    kind = typing.get_type_hints(function, include_extras=True)[name]
    where = next(x for x in kind.__metadata__ if isinstance(x, rule.Range))
    low, high = where.low, where.high
    values = draw.integers(int(low), int(high) + 1, SIZE) if where.integer else draw.uniform(low, high, SIZE)
    values[draw.random(SIZE) < 0.1] = max(low, 0)
    values[draw.random(SIZE) < 0.1] = high
    return values


def _python(column: np.ndarray) -> list[Any]:
    if column.dtype.names:
        return [SimpleNamespace(**dict(zip(column.dtype.names, row, strict=True))) for row in column.tolist()]
    return column.tolist()


def _bits(value: Any) -> list[bytes]:
    numbers = value if isinstance(value, tuple) else (value,)
    return [struct.pack("<d" if isinstance(x, float) else "<q", x) for x in numbers]


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
@pytest.mark.parametrize("function", _rules(), ids=lambda f: f.__name__)
def test_same_bits(function: Callable[..., Any]) -> None:
    draw = np.random.default_rng(23)
    columns = [_column(function, name, draw) for name in inspect.signature(function).parameters]
    compiled = numba.njit(function)
    for i, row in enumerate(zip(*map(_python, columns), strict=True)):
        expected = function(*row)
        found = compiled(*(c[i] if c.dtype.names else v for c, v in zip(columns, row, strict=True)))
        assert _bits(expected) == _bits(found), (function.__name__, row)
