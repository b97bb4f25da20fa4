"""The `rule` mark, the kinds of numbers that rules speak of, and time to an event.

A rule is a plain function of what the decider knows. It draws nothing and changes nothing; it
returns a hazard, a score, a chance, a value, a yes or no. Both engines run the same lines: Mesa
agents call it as Python, the compiled engine hands it to numba. For the two to agree to the last
bit a rule uses only `+ - * /`, comparisons, `//` and `%` on integers, `min` and `max` of two,
`abs`, and `math.exp log log1p expm1 sqrt tanh floor`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

RULES: dict[str, Callable[..., Any]] = {}
"""Every rule by its qualified name, in the order of declaration."""

PROCEDURES: dict[str, Callable[..., Any]] = {}
"""Every procedure by its qualified name."""

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Range:
    """The legal range of an argument; tests draw from it."""

    low: float
    high: float
    integer: bool = False


Share = Annotated[float, Range(0.0, 1.0)]
"""A share or a probability."""
Draw = Annotated[float, Range(2.0**-33, 1.0 - 2.0**-33)]
"""A draw, strictly between 0 and 1 (`sim.streams`)."""
Hazard = Annotated[float, Range(0.0, 20.0)]
"""Events a month, for as long as nothing else happens."""
Real = Annotated[float, Range(-30.0, 30.0)]
"""A number on a scale of its own: a score, a log ratio, a standard deviation."""
Positive = Annotated[float, Range(0.0, 300.0)]
"""A number that is not negative."""
Months = Annotated[int, Range(-1500, 1500, True)]
"""A month, or a length in months; may be negative."""
Length = Annotated[int, Range(0, 1500, True)]
"""A length in months, not negative."""
Count = Annotated[int, Range(0, 4000, True)]
"""A number of things."""
Flag = Annotated[int, Range(0, 1, True)]
"""1 for yes, 0 for no."""
Code = Annotated[int, Range(0, 10, True)]
"""A code of `sim.vocabulary`."""
Policy = Any
"""The levers in force for the decider: attributes named in `sim.policy.LEVERS`."""
Behaviour = Any
"""The parameters of behaviour: attributes named in `sim.behaviour.PARAMETERS`."""


def rule(function: _F) -> _F:
    """Note `function` as a rule of the model and return it unchanged."""
    RULES[f"{function.__module__}.{function.__name__}"] = function
    return function


def procedure(function: _F) -> _F:
    """Note `function` as a procedure and return it unchanged.

    A procedure fills a record and decides nothing: a newcomer's traits, a row of the ledger. It writes to whatever
    has the fields, a record of an array or an agent, so that both engines share it.
    """
    PROCEDURES[f"{function.__module__}.{function.__name__}"] = function
    return function


@rule
def chance_within_month(hazard: Hazard) -> float:
    """The probability that an event of constant `hazard` a month happens within one month."""
    return -math.expm1(-hazard)


@rule
def months_until(hazard: Hazard, draw: Draw) -> float:
    """Months until an event of constant `hazard` happens, for one draw; 2 or more where it is not this month.

    An exponential waiting time. Where it can be told without a logarithm that the month passes
    quietly (exp(-h) >= 1 - h), the answer is simply 2: engines ask only whether the time is
    below 1 and which of several is the first.
    """
    if hazard <= 0.0 or draw <= 1.0 - hazard:
        return 2.0
    return -math.log(draw) / hazard


@rule
def whole_months_until(hazard: Hazard, draw: Draw) -> int:
    """Months until an event of constant `hazard`, rounded up to whole months, at least 1, at most 1200."""
    if hazard <= 0.0:
        return 1200
    return int(min(1200.0, math.floor(-math.log(draw) / hazard) + 1.0))


@rule
def taste(draw: Draw) -> float:
    """A standard Gumbel deviate: what an appointment weighs that no score shows.

    The highest of several scores, each with a taste added, is a conditional logit choice
    (McFadden 1974).
    """
    return -math.log(-math.log(draw))


@rule
def bell(draw: Draw, mean: Real, spread: Positive) -> float:
    """A deviate of the logistic distribution with this mean and standard deviation.

    Close to a normal one, and made of a single logarithm: pi/sqrt(3) = 1.813799364234218.
    """
    return mean + spread * math.log(draw / (1.0 - draw)) / 1.813799364234218


@rule
def within(value: Real, low: Real, high: Real) -> float:
    """`value` held inside [low, high].

    As max(low, min(high, value)), which Python needs seven times as long for.
    """
    held = value if value < high else high
    return held if held > low else low


@rule
def logistic(value: Real) -> float:
    """1 / (1 + exp(-value)), its argument held inside the range where exp is finite."""
    return 1.0 / (1.0 + math.exp(-max(-700.0, min(700.0, value))))


@rule
def mean_of(total: Real, count: Count) -> float:
    """The mean of `count` values from their sum; 0 of none."""
    return total / (count if count > 1 else 1)


@rule
def spread_of(total: Real, squares: Positive, count: Count) -> float:
    """The standard deviation of `count` values from their sum and sum of squares; 0 for fewer than two."""
    if count < 2:
        return 0.0
    return math.sqrt(max(0.0, squares - total * total / count) / (count - 1))


@rule
def added(total: Real, value: Real) -> float:
    """A sum and one more value."""
    return total + value


@rule
def square_added(squares: Positive, value: Real) -> float:
    """A sum of squares and the square of one more value."""
    return squares + value * value
