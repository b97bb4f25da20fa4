"""What a study varies: one lever or one uncertain parameter, and the values it may take."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.behaviour import PARAMETERS
from sim.policy import LEVERS

DEFAULT_LEVELS = 5
"""Levels of a factor of a grid that names neither values nor a step."""


@dataclass(frozen=True)
class Factor:
    """One dimension of a study.

    Attributes
    ----------
    name: a lever or a parameter of behaviour.
    low, high: the ends of its range, in its own unit.
    values: the only values it may take, in order; empty where any value of the range may be taken.
    step: values are `low` plus whole steps; 0 where any value may be taken.
    distribution: "uniform", "log_uniform", "triangular", "normal" or "lognormal", cut off at low and high.
    shape: what the distribution needs: (), (), (mode,), (mean, sd), (median, standard deviation of the log).
    """

    name: str
    low: float
    high: float
    values: tuple[float, ...] = ()
    step: float = 0.0
    distribution: str = "uniform"
    shape: tuple[float, ...] = ()

    @property
    def is_lever(self) -> bool:
        """Whether it is a lever of policy, and not a parameter of behaviour."""
        return self.name in LEVERS

    def at(self, share: float) -> float:
        """The value below which `share` (0-1) of its distribution lies."""
        if self.values:
            return self.values[min(int(share * len(self.values)), len(self.values) - 1)]
        value = min(max(self._quantile(share), self.low), self.high)
        if not self.step:
            return value
        steps = min(math.floor((value - self.low) / self.step + 0.5), self._steps())
        return self.low + steps * self.step

    def levels(self, count: int | None = None) -> tuple[float, ...]:
        """Values that stand for the whole range: those declared, those a step apart, or `count` at equal shares."""
        if self.values:
            return self.values
        if self.step:
            return tuple(self.low + n * self.step for n in range(self._steps() + 1))
        wanted = count or DEFAULT_LEVELS
        return tuple(self.at(n / (wanted - 1)) for n in range(wanted))

    def size(self, count: int | None = None) -> int:
        """How many `levels` there are, known without making them: a small step makes more than fit into memory."""
        return self._steps() + 1 if self.step and not self.values else len(self.levels(count))

    def _steps(self) -> int:
        return math.floor((self.high - self.low) / self.step + 1e-9)

    def _quantile(self, share: float) -> float:
        if self.distribution == "uniform":
            return self.low + share * (self.high - self.low)
        if self.distribution == "log_uniform":
            return math.exp(math.log(self.low) + share * (math.log(self.high) - math.log(self.low)))
        if self.low == self.high:
            return self.low
        law = _law(self)
        below, above = float(law.cdf(self.low)), float(law.cdf(self.high))
        return float(law.ppf(below + share * (above - below)))


def _law(factor: Factor) -> Any:
    """The distribution before it is cut off, as scipy knows it."""
    from scipy import stats

    if factor.distribution == "triangular":
        width = factor.high - factor.low
        return stats.triang((factor.shape[0] - factor.low) / width, factor.low, width)
    if factor.distribution == "normal":
        return stats.norm(*factor.shape)
    median, log_sd = factor.shape
    return stats.lognorm(log_sd, scale=median)


def lever_factor(name: str, given: Mapping[str, Any]) -> Factor:
    """A lever with the range written in a study, else with its declared one."""
    lever = LEVERS[name]
    values = tuple(given.get("values", ())) or tuple(lever.positions.values())
    low, high = given.get("low", lever.low), given.get("high", lever.high)
    if values:
        low, high = min(values), max(values)
    return Factor(name, float(low), float(high), tuple(float(v) for v in values), float(given.get("step", 0.0)))


def parameter_factor(name: str, given: Mapping[str, Any]) -> Factor:
    """A parameter of behaviour with the distribution written in a study; uniform over its declared range if none is."""
    declared = PARAMETERS[name]
    low, high = float(given.get("low", declared.low)), float(given.get("high", declared.high))
    kind = given.get("distribution", "uniform")
    shape: tuple[float, ...] = ()
    if kind == "triangular":
        shape = (float(given.get("mode", declared.value)),)
    elif kind == "normal":
        shape = (float(given.get("mean", declared.value)), float(given["sd"]))
    elif kind == "lognormal":
        shape = (float(given.get("median", declared.value)), float(given["log_sd"]))
    return Factor(name, low, high, (), 0.0, kind, shape)
