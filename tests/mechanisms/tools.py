"""What the tests of single mechanisms share: settings of one module, and calls by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any


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
