"""All uncertain parameters together: what calibration moves and an ensemble draws."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from sim.lever import Parameter
from sim.policy import UnknownName
from sim.registry import MECHANISMS
from sim.state import of_records
from sim.texts import Text

PARAMETERS: dict[str, Parameter] = {p.name: p for module in MECHANISMS for p in module.PARAMETERS}
"""Every parameter by its name."""

BEHAVIOUR_DTYPE = np.dtype([(name, "f8") for name in PARAMETERS])


def behaviour(**changes: float) -> np.recarray:
    """A record array of one record: every parameter at its declared value but for `changes`.

    Raises UnknownName for a name not declared, ValueError for a number that the declaration does not allow.
    """
    for name, value in changes.items():
        if name not in PARAMETERS:
            raise UnknownName(name, PARAMETERS)
        p = PARAMETERS[name]
        if not p.allows(value):
            raise ValueError(f"{name}: {value} is not within [{p.low}, {p.high}] {p.unit}")
    return record_of(changes)


def record_of(values: Mapping[str, float]) -> np.recarray:
    """As `behaviour`, from values that are known to be legal, or that are to leave the ranges."""
    row = tuple(values.get(name, p.value) for name, p in PARAMETERS.items())
    return np.array([row], of_records(BEHAVIOUR_DTYPE)).view(np.recarray)


def as_object(record: np.recarray) -> SimpleNamespace:
    """The parameters as a plain object with float attributes, for rules called as Python."""
    return SimpleNamespace(**{name: float(record[name][0]) for name in PARAMETERS})


@dataclass(frozen=True)
class Behaviours:
    """Sets of parameters under one name: replicate r lives by set r modulo their number.

    Attributes
    ----------
    name: "calibrated", "ensemble", ... or the stem of a file. title: a few words.
    sets: parameters that differ from their declared values, one mapping a set, at least one set.
    structural: whether values may leave the declared ranges, to switch mechanisms off.
    """

    name: str
    title: Text
    sets: tuple[Mapping[str, float], ...]
    structural: bool = False

    def __post_init__(self) -> None:
        if not self.sets:
            raise ValueError(f"{self.name}: no set of parameters")

    @property
    def is_ensemble(self) -> bool:
        """Whether replicates live by different sets."""
        return len(self.sets) > 1

    def of(self, replicate: int) -> Mapping[str, float]:
        """The set that `replicate` lives by."""
        return self.sets[replicate % len(self.sets)]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all numbers, in hexadecimal: the same for the same sets in the same order."""
        whole = hashlib.sha256()
        for one in self.sets:
            whole.update(record_of(one).tobytes())
        return whole.hexdigest()


DECLARED = Behaviours("declared", Text("the values before calibration", "校准前的取值"), ({},))
"""Every parameter at its declared value."""
