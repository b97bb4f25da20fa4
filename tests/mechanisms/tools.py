"""What the tests of single mechanisms share: settings of one module, and one text run in two ways."""

from __future__ import annotations

import inspect
import struct
import typing
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import numba
import numpy as np
from numba.extending import register_jitable

from sim.rule import RULES, Range

_jitable: set[str] = set()


def settings_of(*modules: ModuleType, **changes: float) -> tuple[SimpleNamespace, SimpleNamespace]:
    """The levers and the parameters of `modules` at their defaults but for `changes`, all within their ranges."""
    levers = {lever.name: lever for module in modules for lever in module.LEVERS}
    parameters = {p.name: p for module in modules for p in module.PARAMETERS}
    policy = {name: float(lever.default) for name, lever in levers.items()}
    behaviour = {name: float(p.value) for name, p in parameters.items()}
    for name, value in changes.items():
        if name in levers:
            assert levers[name].allows(value), name
            policy[name] = float(value)
        else:
            assert parameters[name].low <= value <= parameters[name].high, name
            behaviour[name] = float(value)
    return SimpleNamespace(**policy), SimpleNamespace(**behaviour)


def call(rule: Callable[..., Any], policy: SimpleNamespace, behaviour: SimpleNamespace, **given: Any) -> Any:
    """Call a rule by the names of its arguments, handing it the settings it asks for."""
    names = inspect.signature(rule).parameters
    return rule(**given, **{k: v for k, v in (("policy", policy), ("behaviour", behaviour)) if k in names})


def moved_by(module: ModuleType, rule: Callable[..., Any], name: str, given: dict[str, Any]) -> float:
    """How much the result of a rule rises as the lever or parameter `name` goes from its lowest to its highest."""
    bounds = next(x for x in (*module.LEVERS, *module.PARAMETERS) if x.name == name)
    low = call(rule, *settings_of(module, **{name: bounds.low}), **given)
    high = call(rule, *settings_of(module, **{name: bounds.high}), **given)
    return float(high) - float(low)


def unread(module: ModuleType) -> set[str]:
    """Levers and parameters of a module that none of its rules reads."""
    source = inspect.getsource(module)
    return {
        x.name
        for x in (*module.LEVERS, *module.PARAMETERS)
        if f"policy.{x.name}" not in source and f"behaviour.{x.name}" not in source
    }


def differing_rules(module: ModuleType, cases: int, seed: int = 7) -> list[str]:
    """Rules whose compiled result differs in a bit, or in kind, from Python's on random legal arguments."""
    for name, function in RULES.items():
        if name.startswith(("sim.rule.", f"{module.__name__}.")) and name not in _jitable:
            register_jitable(function)
            _jitable.add(name)
    generator = np.random.default_rng(seed)
    wrong = []
    for name, function in RULES.items():
        if not name.startswith(f"{module.__name__}."):
            continue
        compiled = numba.njit(function)
        kinds = typing.get_type_hints(function, include_extras=True)
        for case in range(cases):
            arguments, as_records = _arguments(module, function, kinds, case, generator)
            if _bits(function(*arguments)) != _bits(compiled(*as_records)):
                wrong.append(f"{function.__name__}{tuple(arguments[:6])}")
                break
    return wrong


def _arguments(
    module: ModuleType, function: Callable[..., Any], kinds: dict[str, Any], case: int, generator: np.random.Generator
) -> tuple[list[Any], list[Any]]:
    plain, compiled = [], []
    for name in inspect.signature(function).parameters:
        if name in ("policy", "behaviour"):
            declared = module.LEVERS if name == "policy" else module.PARAMETERS
            values = {x.name: _setting(x, case, generator) for x in declared}
            plain.append(SimpleNamespace(**values))
            record = np.zeros(1, np.dtype([(n, "f8") for n in values])).view(np.recarray)
            for n, v in values.items():
                record[n] = v
            compiled.append(record[0])
            continue
        bounds = next(m for m in kinds[name].__metadata__ if isinstance(m, Range))
        value: int | float = bounds.low + (bounds.high - bounds.low) * _place(case, generator)
        value = int(value) if bounds.integer else float(value)
        plain.append(value)
        compiled.append(value)
    return plain, compiled


def _setting(declared: Any, case: int, generator: np.random.Generator) -> float:
    positions = list(getattr(declared, "positions", {}).values())
    if positions:
        return float(positions[int(generator.integers(len(positions)))])
    return float(declared.low + (declared.high - declared.low) * _place(case, generator))


def _place(case: int, generator: np.random.Generator) -> float:
    """A place in a range: both ends in the first cases, then anywhere."""
    if case < 2:
        return float(case)
    if case < 12:
        return float(generator.integers(2))
    return float(generator.random())


def _bits(value: Any) -> tuple[str, bytes]:
    if isinstance(value, (bool, np.bool_)):
        return "bool", bytes([bool(value)])
    if isinstance(value, (int, np.integer)):
        return "int", struct.pack("<q", int(value))
    return "float", struct.pack("<d", float(value))
