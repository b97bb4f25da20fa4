"""All uncertain parameters together: what calibration moves and an ensemble draws."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from sim.lever import Parameter
from sim.policy import UnknownName
from sim.registry import MECHANISMS

PARAMETERS: dict[str, Parameter] = {p.name: p for module in MECHANISMS for p in module.PARAMETERS}
"""Every parameter by its name."""

BEHAVIOUR_DTYPE = np.dtype([(name, "f8") for name in PARAMETERS])


def behaviour(**changes: float) -> np.recarray:
    """A record array of one record: every parameter at its value but for `changes`.

    Raises UnknownName for a name not declared, ValueError for a number outside the declared range.
    """
    record = np.zeros(1, BEHAVIOUR_DTYPE).view(np.recarray)
    for name, p in PARAMETERS.items():
        record[name] = p.value
    for name, value in changes.items():
        if name not in PARAMETERS:
            raise UnknownName(name, PARAMETERS)
        p = PARAMETERS[name]
        if not p.low <= value <= p.high:
            raise ValueError(f"{name}: {value} is not within [{p.low}, {p.high}] {p.unit}")
        record[name] = value
    return record


def as_object(record: np.recarray) -> SimpleNamespace:
    """The parameters as a plain object with float attributes, for rules called as Python."""
    return SimpleNamespace(**{name: float(record[name][0]) for name in PARAMETERS})
