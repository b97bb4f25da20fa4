"""What agents and rows of the ledger are made of: the declared fields, as attributes.

All have slots. The same thing with a dictionary each, or as a `SimpleNamespace`, is read several times as slowly, and a
month is mostly reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sim.behaviour import PARAMETERS
from sim.ledger import CHIEF_PERIOD, COUNTY_PERIOD
from sim.policy import LEVERS
from sim.state import CADRE, CHIEF, SPELL, Field
from sim.tally import CONTEST
from sim.vocabulary import NEVER, NONE


def names(fields: Iterable[Field]) -> tuple[str, ...]:
    """The names of declared fields, for `__slots__`."""
    return tuple(f.name for f in fields)


def absent(fields: Iterable[Field]) -> dict[str, Any]:
    """What fields hold where there is nothing to say: as `sim.state.blank`."""
    return {f.name: 0.0 if f.kind == "f8" else NEVER if f.name.endswith("_month") else NONE for f in fields}


NOBODY = absent(CADRE)
NO_CHIEF = absent(CHIEF)
NO_SPELL = absent(SPELL)
NO_CONTEST = absent(CONTEST)


class Fields:
    """Whatever has declared fields as attributes."""

    __slots__ = ()

    def take(self, values: Mapping[str, Any]) -> None:
        """Set these fields."""
        for name, value in values.items():
            setattr(self, name, value)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...


class Levers(Fields):
    """The levers of one policy."""

    __slots__ = tuple(LEVERS)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.take(values)


class Parameters(Fields):
    """The parameters of behaviour."""

    __slots__ = tuple(PARAMETERS)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.take(values)


class Incumbent(Fields):
    """The fields of a chief, with nobody behind them."""

    __slots__ = (*names(CADRE), *names(CHIEF))

    def __init__(self) -> None:
        self.take(NOBODY | NO_CHIEF)


VACANT = Incumbent()
"""Stands for the incumbent of a chief's post that is vacant; only read."""


class Spell(Fields):
    """An open spell of a chief; at first that of a vacant post."""

    __slots__ = names(SPELL)

    def __init__(self) -> None:
        self.take(NO_SPELL)


class Tally(Fields):
    """A contest in progress."""

    __slots__ = names(CONTEST)

    def __init__(self) -> None:
        self.take(NO_CONTEST)


class Totals(Fields):
    """A running period."""

    __slots__: tuple[str, ...] = ()

    def __copy__(self) -> Totals:
        twin = type(self)()
        for name in self.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin


class CountyTotals(Totals):
    """The running period of a county."""

    __slots__ = names(COUNTY_PERIOD)


class ChiefTotals(Totals):
    """The running period of a chief's post."""

    __slots__ = names(CHIEF_PERIOD)
