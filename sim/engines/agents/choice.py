"""Phase 3: each chief divides his effort between five options."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.codes import Kind
from sim.mechanisms import appraisal, contest, environment, morale
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options

Answer = tuple[float, float, float, float, float, float]


class DividesEffort:
    """How a chief decides what to do with his month."""

    def divide_effort(self: Any) -> None:
        """Choose, and hold to it for the month."""
        self.closeness = contest.tie_as_share(self.tie())
        (
            self.development_effort,
            self.showcase_effort,
            self.lobbying_effort,
            self.routine_effort,
            self.coasting,
            self.stay_worth,
        ) = self.choose()

    def choose(self: Any) -> Answer:
        """My shares of effort and what staying in the post is worth to me; the place to try another behaviour.

        Returns
        -------
        development, showcase, lobbying, routine, coasting: shares that add up to 1.
        stay_worth: what I would lose with the post, in hundredths of a promotion; it weighs when I think of leaving.

        A chief who never lobbies and gives that time to routine::

            class Upright(Chief):
                def choose(self):
                    development, showcase, lobbying, routine, coasting, stay = super().choose()
                    return development, showcase, 0.0, routine + lobbying, coasting, stay

        """
        return options.choose(*self.situation())

    def terms_of_values(self: Any) -> tuple[float, ...]:
        """The terms of what my options are worth, in the order of `choice.TERMS`, and what staying is worth.

        Until the month's next phase this is what the choice was made of.
        """
        return options.terms_of_values(*self.situation())

    def situation(self: Any) -> tuple[Any, ...]:
        """What I reckon with: the arguments of `choice.choose`, in order."""
        place, department, outlook = self.place, self.department, self.place.outlook
        month, behaviour = self.model.month, self.model.behaviour
        tenure = month - self.since_month
        since_incident = environment.months_since_event(month, place.incident_month)
        excellent_chance = 0.0
        if options.hopes_for_upgrade(self.upgraded, outlook.policy):
            excellent_chance = appraisal.chance_of_excellent(self.appraisal, outlook.policy, behaviour)
        return (
            self.role,
            self.ambition,
            self.service,
            self.impatience,
            self.lobbying_skill,
            self.closeness,
            self.crisis,
            self.upgraded,
            self.standing,
            self.morale,
            self.fatigue,
            self.excellent_streak,
            excellent_chance,
            tenure,
            contest.months_to_age_limit(month - self.birth_month, outlook.policy),
            clock.months_to(month, self.end_of_term(outlook.policy)),
            clock.months_to(month, clock.prefecture_congress_phase(department.province_phase, outlook.policy)),
            place.harmony,
            place.unrest,
            place.burden,
            department.belief_off_cycle,
            department.belief_congress,
            department.belief_performance,
            department.belief_tie,
            outlook.favour_worth,
            outlook.minimum_months,
            outlook.minimum_share,
            outlook.long_view,
            outlook.years_averaged,
            outlook.appraisal_return,
            outlook.pull_of_show,
            outlook.local_voice,
            outlook.vetoes,
            environment.caution_after_incident(since_incident, self.crisis, behaviour),
            morale.staleness(tenure, behaviour),
            outlook.complaint_risk,
            outlook.policy,
            behaviour,
        )

    def end_of_term(self: Any, policy: Any) -> int:
        """Place of the end of my term in the five-year clock, under this policy."""
        if self.role == Kind.HEAD:
            return clock.head_election_phase(self.place.congress_phase)
        return clock.county_congress_phase(self.place.congress_phase, policy)
