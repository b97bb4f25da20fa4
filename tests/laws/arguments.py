"""Random legal arguments for any rule, and both ways of calling it on them."""

from __future__ import annotations

import inspect
import struct
import typing
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.behaviour import BEHAVIOUR_DTYPE, PARAMETERS
from sim.policy import LEVERS, POLICY_DTYPE
from sim.rule import Range

EDGE_SHARE = 0.15
"""Share of the arguments that stand at an end of their range or, where legal, at zero."""
WORD = Range(0, 2**32 - 1, True)
"""A plain `int`: what the random cube is asked with."""


def _numbers(where: Range, size: int, generator: np.random.Generator) -> np.ndarray:
    if where.integer:
        values = generator.integers(int(where.low), int(where.high), size, endpoint=True)
    else:
        values = generator.uniform(where.low, where.high, size)
    edges = [x for x in (where.low, where.high, 0.0) if where.low <= x <= where.high]
    at_edge = generator.random(size) < EDGE_SHARE
    values[at_edge] = generator.choice(edges, int(at_edge.sum()))
    return values


def policies(size: int, generator: np.random.Generator) -> np.ndarray:
    """Records of random legal policies, dtype `POLICY_DTYPE`."""
    records = np.zeros(size, POLICY_DTYPE).view(np.recarray)
    for name, lever in LEVERS.items():
        if lever.positions:
            records[name] = generator.choice(list(lever.positions.values()), size)
        else:
            records[name] = _numbers(Range(lever.low, lever.high), size, generator)
    return records


def behaviours(size: int, generator: np.random.Generator) -> np.ndarray:
    """Records of random legal behaviours, dtype `BEHAVIOUR_DTYPE`."""
    records = np.zeros(size, BEHAVIOUR_DTYPE).view(np.recarray)
    for name, p in PARAMETERS.items():
        records[name] = _numbers(Range(p.low, p.high), size, generator)
    return records


def columns(rule: Callable[..., Any], size: int, generator: np.random.Generator) -> list[np.ndarray]:
    """One array an argument of `rule`, `size` legal values each. Raises TypeError where a kind is not known."""
    hints = typing.get_type_hints(rule, include_extras=True)
    found: list[np.ndarray] = []
    for name in inspect.signature(rule).parameters:
        kind = hints.get(name)
        ranges = [x for x in getattr(kind, "__metadata__", ()) if isinstance(x, Range)]
        if name == "policy":
            found.append(policies(size, generator))
        elif name == "behaviour":
            found.append(behaviours(size, generator))
        elif ranges or kind is int:
            found.append(_numbers(ranges[0] if ranges else WORD, size, generator))
        else:
            raise TypeError(f"{rule.__module__}.{rule.__name__}: no range is known for {name}: {kind}")
    return found


def in_python(rule: Callable[..., Any], given: list[np.ndarray]) -> list[Any]:
    """Call `rule` row by row, as an agent does."""
    plain = [_objects(column) if column.dtype.names else column.tolist() for column in given]
    return [rule(*row) for row in zip(*plain, strict=True)]


def _objects(records: np.ndarray) -> list[SimpleNamespace]:
    names = records.dtype.names or ()
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in records.tolist()]


def loop_source(arguments: int, numbers: int) -> str:
    """The text of a loop that calls `rule` on every row and writes the numbers it returns.

    Each is written as a float and as an integer, so that neither kind is changed on the way.
    """
    names = [f"a{i}" for i in range(arguments)]
    lines = [
        f"def loop({', '.join([*names, 'floats', 'integers'])}):",
        "    for i in range(len(floats)):",
        f"        r = rule({', '.join(f'{a}[i]' for a in names)})",
    ]
    for k in range(numbers):
        value = f"r[{k}]" if numbers > 1 else "r"
        lines += [f"        floats[i, {k}] = {value}", f"        integers[i, {k}] = int({value})"]
    return "\n".join(lines) + "\n"


def bits(value: float | int) -> bytes:
    """The eight bytes of a number, by its kind; every integer as a signed 64-bit word."""
    if isinstance(value, float):
        return struct.pack("<d", value)
    return struct.pack("<q", int(value))
