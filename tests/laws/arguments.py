"""Random legal arguments for any rule, and both ways of calling it on them."""

from __future__ import annotations

import inspect
import struct
import sys
import typing
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.behaviour import BEHAVIOUR_DTYPE
from sim.lever import Lever, Parameter
from sim.policy import POLICY_DTYPE
from sim.rule import Range

EDGE_SHARE = 0.15
"""Share of the arguments that stand at an end of their range or, where legal, at zero."""
CORNERS = 12
"""So many rows stand in a corner of all ranges together: all low, all high, then any."""
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
    corners = np.where(generator.random(CORNERS) < 0.5, where.low, where.high)
    corners[:2] = where.low, where.high
    values[:CORNERS] = corners[:size]
    return values


def _records(declared: Iterable[Lever | Parameter], dtype: np.dtype, size: int, generator: np.random.Generator) -> Any:
    """Records with random legal values of what is declared, and 0 for what a rule of this module may not read."""
    records = np.zeros(size, dtype).view(np.recarray)
    for x in declared:
        if isinstance(x, Lever) and x.positions:
            records[x.name] = generator.choice(list(x.positions.values()), size)
        else:
            records[x.name] = _numbers(Range(x.low, x.high), size, generator)
    return records


def columns(rule: Callable[..., Any], size: int, generator: np.random.Generator) -> list[np.ndarray]:
    """One array an argument of `rule`, `size` legal values each. Raises TypeError where a kind is not known."""
    hints = typing.get_type_hints(rule, include_extras=True)
    module = sys.modules[rule.__module__]
    found: list[np.ndarray] = []
    for name in inspect.signature(rule).parameters:
        kind = hints.get(name)
        ranges = [x for x in getattr(kind, "__metadata__", ()) if isinstance(x, Range)]
        if name == "policy":
            found.append(_records(getattr(module, "LEVERS", ()), POLICY_DTYPE, size, generator))
        elif name == "behaviour":
            found.append(_records(getattr(module, "PARAMETERS", ()), BEHAVIOUR_DTYPE, size, generator))
        elif ranges or kind is int:
            found.append(_numbers(ranges[0] if ranges else WORD, size, generator))
        else:
            raise TypeError(f"{rule.__module__}.{rule.__name__}: no range is known for {name}: {kind}")
    return found


def in_python(rule: Callable[..., Any], given: list[np.ndarray]) -> list[Any]:
    """Call `rule` row by row, as an agent does; of a record it is handed what its module declares."""
    module = sys.modules[rule.__module__]
    names = [x.name for x in (*getattr(module, "LEVERS", ()), *getattr(module, "PARAMETERS", ()))]
    plain = [_objects(column, names) if column.dtype.names else column.tolist() for column in given]
    return [rule(*row) for row in zip(*plain, strict=True)]


def _objects(records: np.ndarray, names: list[str]) -> list[SimpleNamespace]:
    kept = [name for name in records.dtype.names or () if name in names]
    if not kept:
        return [SimpleNamespace()] * len(records)
    rows = zip(*(records[name].tolist() for name in kept), strict=True)
    return [SimpleNamespace(**dict(zip(kept, row, strict=True))) for row in rows]


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
