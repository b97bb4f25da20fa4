"""What the mechanisms declare, gathered in the order of the month (`sim.schedule`)."""

from __future__ import annotations

from types import ModuleType

from sim.mechanisms import (
    appraisal,
    beliefs,
    calendar,
    careers,
    choice,
    contest,
    detection,
    environment,
    learning,
    linkage,
    morale,
    outcomes,
    persons,
    planned_moves,
    pools,
    relationship,
    requests,
    supervision,
    term_rules,
)

MECHANISMS: tuple[ModuleType, ...] = (
    calendar,
    persons,
    pools,
    environment,
    choice,
    beliefs,
    requests,
    outcomes,
    relationship,
    morale,
    learning,
    supervision,
    detection,
    appraisal,
    term_rules,
    linkage,
    careers,
    planned_moves,
    contest,
)
"""Every submodel, each with its `LEVERS` and `PARAMETERS`."""
