"""Phase 1: principals change; beliefs fade; congresses elect; sessions confirm acting heads."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.codes import Decision, Kind
from sim.mechanisms import beliefs, planned_moves
from sim.mechanisms import calendar as clock
from sim.people import meet_principal


class MeetsPrincipals:
    """What an organisation department lives through with the prefecture's first leader."""

    def begin_month(self: Any) -> None:
        """A new principal, where the old one's time is up; and a month more in which hopes fade."""
        if self.model.month >= self.principal_leaves_month:
            self.change_principal()
        self.let_hope_fade()

    def change_principal(self: Any) -> None:
        """A new principal: his own clock, and new ties for everybody in the prefecture."""
        model = self.model
        stay_draw, _, _, _ = model.draws(Decision.PRINCIPAL, model.month, self.index, 0)
        self.principal_since_month = model.month
        self.principal_leaves_month = model.month + clock.principal_stay_months(stay_draw, model.behaviour)
        for post in self.posts_of_kind[Kind.SECRETARY]:
            post.place.settle_pace(self)
        for post in self.all_posts:
            if post.incumbent is not None:
                ties = model.draws(Decision.TIES, model.month, post.incumbent.identity, 0)
                meet_principal(post.incumbent, ties, model.behaviour)

    def let_hope_fade(self: Any) -> None:
        """A month in which nothing has opened yet lowers what chiefs believe of their chances."""
        behaviour = self.model.behaviour
        away = clock.months_from_nearest(self.model.month, self.congress_month())
        self.belief_off_cycle = beliefs.off_cycle_after_month(self.belief_off_cycle, away, behaviour)
        self.belief_congress = beliefs.congress_after_month(self.belief_congress, away, behaviour)

    def congress_month(self: Any) -> int:
        """Place of the prefecture's party congress in the five-year clock, under the policy in force."""
        return clock.prefecture_congress_phase(self.province_phase, self.policy)


class HoldsElections:
    """The congresses and sessions of a county."""

    def settle_pace(self: Any, department: Any) -> None:
        """How restless I am from now on: a matter of the place, the principal and the team of the term."""
        model = self.model
        term = clock.term_since_congress(model.month, self.congress_phase, self.policy)
        place_draw, _, _, _ = model.draws(Decision.RESTLESSNESS, 0, self.key, 0)
        team_draw, _, _, _ = model.draws(Decision.RESTLESSNESS, term, self.key, 1)
        _, principal_draw, _, _ = model.draws(
            Decision.PRINCIPAL, department.principal_since_month, department.index, 0
        )
        self.restlessness = planned_moves.restlessness(place_draw, principal_draw, team_draw, model.behaviour)

    def elect(self: Any) -> None:
        """The party congress elects the secretary, the people's congress the head; a session confirms."""
        month = self.model.month
        congress = clock.county_congress_phase(self.congress_phase, self.policy)
        is_congress = clock.months_since(month, congress) == 0
        if is_congress:
            self.settle_pace(self.secretary_post.department)
        secretary, head = self.secretary_post.incumbent, self.head_post.incumbent
        if secretary is not None and is_congress:
            secretary.elected_month = month
        if head is None:
            return
        phase = clock.head_election_phase(self.congress_phase)
        is_election = clock.months_since(month, phase) == 0
        if is_election:
            head.elected_month = month
        if head.acting == 1 and (is_election or clock.is_session(month, self.session_phase)):
            head.acting = 0
            self.head_post.spell.confirmed_month = month
