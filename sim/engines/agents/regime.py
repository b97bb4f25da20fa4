"""A policy and what it comes to, as agents know it."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.fields import Fields, names
from sim.regime import REGIME, work_out


class Regime(Fields):
    """The levers of one policy, and what follows from them alone.

    Attributes
    ----------
    policy: the levers.
    power_held: unchecked power of secretary and head.
    The other attributes are the fields of `sim.regime.REGIME`.
    """

    __slots__ = (*names(REGIME), "policy", "power_held")

    def __init__(self, policy: Any, behaviour: Any) -> None:
        self.policy = policy
        work_out(self, policy, behaviour)
        self.power_held = [self.power_of_secretary, self.power_of_head]
