"""Phase 9: who leaves, and why. One time-to-event draw a risk; the first event within the month happens."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.moves import depart
from sim.engines.luck import draws
from sim.mechanisms import calendar as clock
from sim.mechanisms import careers, planned_moves, pools, term_rules
from sim.rule import months_until
from sim.vocabulary import NEVER, NONE, Decision, Destination, ExitReason, Kind


class ConsidersLeaving:
    """What may end a chief's spell."""

    def consider_leaving(self: Any) -> None:
        """Face the month's risks; go at once, or learn that one is to be moved."""
        model, post = self.model, self.post
        reason = self.reason_to_leave()
        if reason == ExitReason.PLANNED_MOVE:
            self.plan_since_month = model.month
        elif reason == ExitReason.AGE or reason == ExitReason.END_OF_TERM:
            depart(model, post, reason, Destination.SECOND_LINE)
        elif reason != NONE:
            depart(model, post, reason, Destination.OUT)
        if post.incumbent is not None and self.plan_since_month != NEVER:
            self.retire_if_planned()

    def reason_to_leave(self: Any) -> int:
        """The reason that comes first, or none; a planned move is only resolved on here."""
        model, behaviour = self.model, self.model.behaviour
        month, policy = model.month, model.policy_of(self.post.place)
        tenure = month - self.since_month
        age = month - self.birth_month
        if careers.reaches_age_limit(age, policy):
            return ExitReason.AGE
        if term_rules.maximum_matters(tenure, policy):
            _, maximum_draw, _, _ = draws(*model.key, Decision.TERM_RULES, self.since_month, self.identity, 0)
            if term_rules.must_leave(tenure, maximum_draw, policy):
                return ExitReason.END_OF_TERM
        death_draw, discipline_draw, failure_draw, plan_draw = draws(
            *model.key, Decision.RISKS, month, self.identity, 0
        )
        waits = [
            (ExitReason.DEATH_OR_ILLNESS, months_until(careers.death_hazard(age, behaviour), death_draw)),
            (ExitReason.DISCIPLINE, months_until(careers.discipline_hazard(behaviour), discipline_draw)),
            (ExitReason.FAILURE, months_until(careers.failure_hazard(tenure, behaviour), failure_draw)),
        ]
        if self.plan_since_month == NEVER:
            waits.append((ExitReason.PLANNED_MOVE, months_until(self.plan_hazard(policy), plan_draw)))
        first, reason = 1.0, NONE
        for risk, wait in waits:
            if wait < first:
                first, reason = wait, risk
        return reason

    def plan_hazard(self: Any, policy: Any) -> float:
        """The hazard that the department resolves to move this chief."""
        month, post = self.model.month, self.post
        phase = post.place.congress_phase
        if post.kind == Kind.HEAD:
            phase = clock.head_election_phase(phase, policy)
        return planned_moves.planned_move_hazard(
            post.kind,
            month - self.since_month,
            clock.months_from_nearest(month, phase),
            month - post.department.principal_since_month,
            self.model.behaviour,
        )

    def retire_if_planned(self: Any) -> None:
        """One who has to be moved and is of that age goes to the second line as soon as the term rules allow."""
        model = self.model
        age_draw, _, _, _ = draws(*model.key, Decision.CAREER_RISKS, self.plan_since_month, self.identity, 0)
        if not planned_moves.goes_to_second_line(model.month - self.birth_month, age_draw, model.behaviour):
            return
        minimum_draw, _, _, _ = draws(*model.key, Decision.TERM_RULES, self.since_month, self.identity, 0)
        policy = model.policy_of(self.post.place)
        if not term_rules.minimum_binds_planned_moves(model.month - self.since_month, minimum_draw, policy):
            depart(model, self.post, ExitReason.PLANNED_MOVE, Destination.SECOND_LINE)


class RetiresIncumbents:
    """How the posts around the chiefs fall vacant: by clock, by age, and at the prefecture's congress."""

    def retire_incumbents(self: Any) -> None:
        """Go through the pools."""
        model = self.model
        policy = model.policy_of_department(self)
        phase = clock.prefecture_congress_phase(model.provinces[self.province].congress_phase, policy)
        if clock.months_since(model.month, phase) == 0:
            self.hold_congress()
        for kind, posts in self.posts_of_kind.items():
            if kind <= Kind.HEAD:
                continue
            limit = pools.pool_age_limit_months(kind, policy, model.behaviour)
            for post in posts:
                cadre = post.incumbent
                if cadre is None:
                    continue
                if model.month - cadre.birth_month >= limit:
                    depart(model, post, ExitReason.AGE, Destination.SECOND_LINE)
                elif model.month >= cadre.leaves_month:
                    depart(model, post, ExitReason.PLANNED_MOVE, Destination.AWAY)

    def hold_congress(self: Any) -> None:
        """The prefecture's congress: who of the deputy-bureau incumbents is not returned."""
        model = self.model
        for post in self.posts_of_kind[Kind.UPPER]:
            cadre = post.incumbent
            if cadre is None:
                continue
            leave_draw, _, _, _ = draws(*model.key, Decision.POOL_CONGRESS, model.month, cadre.identity, 0)
            if pools.leaves_at_congress(model.month - cadre.since_month, leave_draw, model.behaviour):
                depart(model, post, ExitReason.END_OF_TERM, Destination.AWAY)
