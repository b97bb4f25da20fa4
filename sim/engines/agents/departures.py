"""Phase 9: who leaves, and why. One time-to-event draw a risk; the first event within the month happens."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.codes import Channel, Decision, Destination, ExitReason, Kind
from sim.engines.agents.moves import depart
from sim.mechanisms import (
    appraisal,
    careers,
    detection,
    environment,
    linkage,
    planned_moves,
    pools,
    relationship,
    requests,
    term_rules,
)
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options
from sim.rule import chance_within_month, months_until
from sim.vocabulary import NEVER, NONE


class LosesChiefs:
    """How a county loses its chiefs."""

    def ask_chiefs_to_leave(self: Any) -> None:
        """Both chiefs face the month's risks before either goes."""
        chiefs = self.chiefs_in_office()
        self.discord_wait, self.split_draw = self.wait_for_discord()
        reasons = [chief.reason_to_leave() for chief in chiefs]
        for chief, reason in zip(chiefs, reasons, strict=True):
            if reason != NONE or chief.plan_since_month != NEVER:
                chief.act_on(reason)

    def wait_for_discord(self: Any) -> tuple[float, float]:
        """Months until the pair is separated, and the draw that says who has to go."""
        model = self.model
        hazard = self.discord_hazard()
        if hazard <= 0.0:
            return months_until(0.0, 1.0), 0.0
        _, discord_draw, split_draw, _ = model.draws(Decision.PAIR, model.month, self.key, NONE)
        return months_until(hazard, discord_draw), split_draw

    def discord_hazard(self: Any) -> float:
        """The hazard that the pair is separated; 0 where there is no pair."""
        if self.secretary_post.incumbent is None or self.head_post.incumbent is None:
            return 0.0
        return relationship.discord_hazard(self.harmony, self.months_together(), self.model.behaviour)


class ConsidersLeaving:
    """What may end a chief's spell."""

    def reason_to_leave(self: Any) -> int:
        """The reason that comes first this month, or none: -1.

        A planned move or a request is only resolved on here; it is carried out when a place is found and the
        term rules allow.
        """
        model, month, policy = self.model, self.model.month, self.place.policy
        if self.found_channel != NONE:
            return ExitReason.DISCIPLINE
        away = self.months_from_congress()
        if self.reaches_age_limit(away):
            return ExitReason.AGE
        request_draw, willing_draw, _, _ = model.draws(Decision.CAREER_RISKS, month, self.identity, 0)
        if term_rules.maximum_matters(month - self.since_month, policy) and self.ends_term(willing_draw):
            return ExitReason.END_OF_TERM
        return self.first_risk(request_draw, away)

    def age_looked_at(self: Any, away: int) -> int:
        """My age as it is held against the age limit: ahead of time just before a congress, if the department does."""
        model, policy = self.model, self.place.policy
        age = model.month - self.birth_month
        if not linkage.looks_ahead_now(away, policy):
            return age
        _, ahead_draw, _, _ = model.draws(Decision.MOVE_RULES, self.since_month, self.identity, 0)
        return linkage.age_looked_at(age, ahead_draw, policy, model.behaviour)

    def reaches_age_limit(self: Any, away: int) -> bool:
        """Whether my age ends the spell: at the limit, or at a congress too near to it, which is `away` months off."""
        age, is_congress = self.age_looked_at(away), int(away == 0)
        return careers.reaches_age_limit(age, is_congress, self.place.policy, self.model.behaviour)

    def comfort(self: Any) -> float:
        """How well I am off in this post."""
        place = self.place
        return requests.comfort_of_post(
            self.morale, self.fatigue, place.difficulty, int(self.home == NONE), place.policy, self.model.behaviour
        )

    def first_risk(self: Any, request_draw: float, away: int) -> int:
        """Which of the risks of an ordinary month comes first; a chief already to be moved no longer asks for it."""
        model, behaviour = self.model, self.model.behaviour
        death_draw, failure_draw, lobbying_draw, plan_draw = model.draws(Decision.RISKS, model.month, self.identity, 0)
        first, reason = self.first_trouble(death_draw, lobbying_draw, failure_draw)
        if self.plan_since_month != NEVER:
            return reason
        wait = months_until(self.plan_hazard(away), plan_draw)
        if wait < first:
            first, reason = wait, ExitReason.PLANNED_MOVE
        if requests.may_ask(request_draw, behaviour):
            wait = months_until(self.request_hazard(), request_draw)
            if wait < first:
                reason = ExitReason.REQUEST
        return reason

    def first_trouble(self: Any, death_draw: float, lobbying_draw: float, failure_draw: float) -> tuple[float, int]:
        """The first of the risks that cost the post at once: months until it, at most 1, and the reason, or none."""
        place, behaviour = self.place, self.model.behaviour
        first, reason = 1.0, NONE
        if careers.may_die(death_draw, behaviour):
            wait = months_until(self.death_hazard(), death_draw)
            if wait < first:
                first, reason = wait, ExitReason.DEATH_OR_ILLNESS
        wait = months_until(self.hazard_of_lobbying(), lobbying_draw)
        if wait < first:
            first, reason = wait, ExitReason.DISCIPLINE
        wait = months_until(self.failure_hazard(), failure_draw)
        if wait < first:
            first, reason = wait, ExitReason.FAILURE
        wait = relationship.wait_of_chief(self.role, place.discord_wait, place.split_draw, behaviour)
        if wait < first:
            first, reason = wait, ExitReason.DISCORD
        return first, reason

    def ends_term(self: Any, willing_draw: float) -> bool:
        """Whether the longest tenure is held to in this spell, and I do not resist this month."""
        return willing_draw < self.chance_at_term_end()

    def chance_at_term_end(self: Any) -> float:
        """The chance that I go this month since my time is up; 0 where it is not, or where that is not held to."""
        model, policy, behaviour = self.model, self.place.policy, self.model.behaviour
        _, maximum_draw, _, onward_draw = model.draws(Decision.TERM_RULES, self.since_month, self.identity, 0)
        if not term_rules.must_leave(model.month - self.since_month, maximum_draw, policy):
            return 0.0
        onward = int(options.has_onward_post(onward_draw, policy))
        return requests.leaves_willingly_chance(self.comfort(), onward, behaviour)

    def death_hazard(self: Any) -> float:
        """The hazard of death or lasting illness."""
        return careers.death_hazard(self.model.month - self.birth_month, self.model.behaviour)

    def hazard_of_lobbying(self: Any) -> float:
        """The hazard that my lobbying costs me the post."""
        return options.lobbying_removal_hazard(self.lobbying_effort, self.place.policy, self.model.behaviour)

    def failure_hazard(self: Any) -> float:
        """The hazard of removal for failure."""
        month, place = self.model.month, self.place
        since_incident = environment.months_since_event(month, place.incident_month)
        return appraisal.failure_hazard(
            self.role, self.appraisal, month - self.since_month, since_incident, place.policy, self.model.behaviour
        )

    def request_hazard(self: Any) -> float:
        """The hazard that I ask to be moved."""
        return requests.request_hazard(self.stay_worth, self.comfort(), self.model.behaviour)

    def plan_hazard(self: Any, away: int) -> float:
        """The hazard that the department resolves to move me."""
        month, behaviour = self.model.month, self.model.behaviour
        hazard = planned_moves.planned_move_hazard(
            self.role,
            month - self.since_month,
            away,
            month - self.department.principal_since_month,
            self.place.restlessness,
            behaviour,
        )
        hazard = planned_moves.hazard_once_upgraded(hazard, self.upgraded, behaviour)
        return linkage.hazard_looking_ahead(hazard, away, self.place.policy, behaviour)

    def chances_of_leaving(self: Any) -> dict[str, float]:
        """The chance within this month of each thing that may end my spell, or resolve on its end, were it alone.

        Asked just before the departures it tells what they will go by. One who is to be moved already is not
        resolved on again. Discord is that of the pair: who has to go is drawn.
        """
        is_planned, away = self.plan_since_month != NEVER, self.months_from_congress()
        return {
            **self.chances_of_exposure(),
            "age": float(self.reaches_age_limit(away)),
            "term_end": self.chance_at_term_end(),
            "death": chance_within_month(self.death_hazard()),
            "lobbying": chance_within_month(self.hazard_of_lobbying()),
            "failure": chance_within_month(self.failure_hazard()),
            "discord": chance_within_month(self.place.discord_hazard()),
            "plan": 0.0 if is_planned else chance_within_month(self.plan_hazard(away)),
            "request": 0.0 if is_planned else chance_within_month(self.request_hazard()),
        }


class Leaves:
    """How a chief takes his leave."""

    def act_on(self: Any, reason: int) -> None:
        """Carry out what has befallen me this month; retire if it was planned."""
        post = self.post
        if reason == ExitReason.PLANNED_MOVE or reason == ExitReason.REQUEST:
            self.plan_since_month = self.model.month
            self.plan_is_request = int(reason == ExitReason.REQUEST)
        elif reason == ExitReason.END_OF_TERM:
            self.end_term()
        elif reason == ExitReason.AGE:
            depart(post, reason, Destination.SECOND_LINE)
        elif reason == ExitReason.DISCORD:
            if linkage.gap_spares_discord(self.place.policy) or not self.is_held_by_gap():
                depart(post, reason, Destination.AWAY)
        elif reason != NONE:
            depart(post, reason, Destination.OUT)
        if post.incumbent is self and self.plan_since_month != NEVER:
            self.retire_if_planned()

    def end_term(self: Any) -> None:
        """The term is over: an onward post, if one is kept for me, as soon as it is free; else the second line."""
        model = self.model
        _, _, _, onward_draw = model.draws(Decision.TERM_RULES, self.since_month, self.identity, 0)
        if not options.has_onward_post(onward_draw, self.place.policy):
            depart(self.post, ExitReason.END_OF_TERM, Destination.SECOND_LINE)
        elif self.plan_since_month == NEVER:
            self.plan_since_month = model.month
            self.plan_is_request = 0

    def retire_if_planned(self: Any) -> None:
        """One who has to be moved and is of that age goes to the second line as soon as the term rules allow."""
        model = self.model
        _, _, age_draw, _ = model.draws(Decision.CAREER_RISKS, self.plan_since_month, self.identity, 0)
        if not planned_moves.goes_to_second_line(model.month - self.birth_month, age_draw, model.behaviour):
            return
        _, _, _, season_draw = model.draws(Decision.CAREER_RISKS, model.month, self.identity, 0)
        if not planned_moves.carries_out(season_draw, self.department.is_season(), model.behaviour):
            return
        if not self.is_held(False) and self.is_cleared():
            depart(self.post, self.reason_of_plan(), Destination.SECOND_LINE)

    def reason_of_plan(self: Any) -> int:
        """Whose idea it was that I should be moved."""
        return ExitReason.REQUEST if self.plan_is_request == 1 else ExitReason.PLANNED_MOVE


class IsCleared:
    """The checks that stand before any new post."""

    def is_cleared(self: Any) -> bool:
        """The audit of a chief at departure and the check before any appointment; who fails loses the post at once."""
        if self.misconduct_since_month == NEVER:
            return True
        model, post, behaviour = self.model, self.post, self.model.behaviour
        audit_draw, find_draw, check_draw, correct_draw = model.draws(Decision.CLEARANCE, model.month, self.identity, 0)
        severity, policy = self.misconduct_severity, post.policy
        is_audited = post.kind <= Kind.HEAD and detection.is_audited(audit_draw, policy)
        channel = NONE
        if is_audited and find_draw < detection.chance_at_audit(severity, behaviour):
            channel = Channel.AUDIT
        elif check_draw < detection.chance_at_entry(severity, policy):
            channel = Channel.ENTRY
        if channel != NONE and self.settle_case(channel, correct_draw):
            depart(post, ExitReason.DISCIPLINE, Destination.OUT)
            return False
        return True


class RetiresIncumbents:
    """How the posts around the chiefs fall vacant: by clock, by age, and at the prefecture's congress."""

    def retire_incumbents(self: Any) -> None:
        """Go through the pools."""
        model, month = self.model, self.model.month
        is_congress = int(clock.months_since(month, self.congress_month()) == 0)
        years_short = careers.years_short_at_congress(is_congress, model.behaviour)
        if is_congress == 1:
            self.hold_congress()
        for kind in (Kind.UPPER, Kind.BUREAU, Kind.DEPUTY, Kind.DEPARTMENT):
            born_by = month - pools.pool_age_limit_months(kind, years_short, self.policy, model.behaviour)
            for post in self.posts_of_kind[kind]:
                cadre = post.incumbent
                if cadre is None:
                    continue
                if cadre.birth_month <= born_by:
                    depart(post, ExitReason.AGE, Destination.SECOND_LINE)
                elif month >= cadre.leaves_month:
                    depart(post, ExitReason.PLANNED_MOVE, Destination.AWAY)

    def hold_congress(self: Any) -> None:
        """The prefecture's congress: who of the deputy-bureau incumbents is not returned."""
        model = self.model
        for post in self.posts_of_kind[Kind.UPPER]:
            cadre = post.incumbent
            if cadre is None:
                continue
            leave_draw, _, _, _ = model.draws(Decision.POOL_CONGRESS, model.month, cadre.identity, 0)
            if pools.leaves_at_congress(model.month - cadre.since_month, leave_draw, model.behaviour):
                depart(post, ExitReason.END_OF_TERM, Destination.AWAY)
