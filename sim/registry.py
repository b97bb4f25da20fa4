"""What the mechanisms declare, gathered in the order of the month (`sim.schedule`)."""

from __future__ import annotations

from types import ModuleType

from sim.mechanisms import calendar, careers, contest, persons, planned_moves, pools, term_rules

MECHANISMS: tuple[ModuleType, ...] = (
    calendar,
    persons,
    pools,
    term_rules,
    careers,
    planned_moves,
    contest,
)
"""Every submodel, each with its `LEVERS` and `PARAMETERS`."""
