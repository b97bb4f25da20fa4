"""Phase 2: mass incidents break out and are settled on the spot, or spread."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sim.engines.agents.codes import Decision
from sim.mechanisms import environment as luck
from sim.mechanisms import learning, morale, outcomes
from sim.records import write_incident
from sim.rule import months_until
from sim.vocabulary import NONE


class HasIncidents:
    """The mass incidents of a county."""

    def face_incidents(self: Any) -> None:
        """Does an incident break out this month?"""
        model = self.model
        break_draw, spread_draw, severity_draw, _ = model.draws(Decision.INCIDENT, model.month, self.key, NONE)
        hazard = luck.incident_hazard(self.unrest, self.difficulty, model.behaviour)
        if months_until(hazard, break_draw) < 1.0:
            self.break_out(spread_draw, severity_draw)

    def break_out(self: Any, spread_draw: float, severity_draw: float) -> None:
        """An incident: does it spread, and what does it do to the two chiefs?"""
        model, behaviour = self.model, self.model.behaviour
        spread = spread_draw < self.chance_of_spread()
        for chief in self.chiefs_in_office():
            chief.crisis = learning.crisis_after_lesson(chief.crisis, behaviour)
            if spread:
                chief.take_setback()
        if spread:
            self.incident_month = model.month
            self.unrest = luck.unrest_after_incident(self.unrest, behaviour)
        row = SimpleNamespace()
        write_incident(row, self.index, model.month, luck.incident_severity(self.unrest, severity_draw), int(spread))
        model.note("incidents", row)

    def chance_of_spread(self: Any) -> float:
        """The chance that an incident spreads, given what the two chiefs can do and have seen."""
        secretary, head, has_secretary, has_head = self.pair()
        behaviour = self.model.behaviour
        crisis = outcomes.joint_ability(secretary.crisis, head.crisis, has_secretary, has_head, behaviour)
        experience = luck.experience_of_pair(
            secretary.grassroots_months, head.grassroots_months, has_secretary, has_head
        )
        return luck.incident_spread_chance(crisis, experience, behaviour)


class TakesSetbacks:
    """What a setback does to a chief."""

    def take_setback(self: Any) -> None:
        """An incident that spread, a project that failed, a complaint that stuck: morale falls."""
        self.morale = morale.morale_after_setback(self.morale, self.place.policy, self.model.behaviour)
