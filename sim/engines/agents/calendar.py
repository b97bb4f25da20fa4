"""Phase 1: principals change; congresses elect; sessions confirm acting heads."""

from __future__ import annotations

from typing import Any

from sim.engines.luck import draws
from sim.mechanisms import calendar as clock
from sim.people import meet_principal
from sim.vocabulary import Decision


class MeetsPrincipals:
    """What an organisation department lives through when the prefecture's first leader changes."""

    def see_principal_off(self: Any) -> None:
        """A new principal, where the old one's time is up: his own clock, and new ties for everybody."""
        model = self.model
        if model.month < self.principal_leaves_month:
            return
        stay_draw, _, _, _ = draws(*model.key, Decision.PRINCIPAL, model.month, self.index, 0)
        self.principal_since_month = model.month
        self.principal_leaves_month = model.month + clock.principal_stay_months(stay_draw, model.behaviour)
        for post in self.all_posts:
            if post.incumbent is not None:
                meet_principal(post.incumbent, model.month, *model.key, model.behaviour)


class HoldsElections:
    """The congresses and sessions of a county."""

    def elect(self: Any) -> None:
        """The party congress elects the secretary, the people's congress the head; a session confirms."""
        month = self.model.month
        secretary, head = self.secretary_post.incumbent, self.head_post.incumbent
        if secretary is not None and clock.months_since(month, self.congress_phase) == 0:
            secretary.elected_month = month
        if head is None:
            return
        phase = clock.head_election_phase(self.congress_phase, self.model.policy_of(self))
        is_election = clock.months_since(month, phase) == 0
        if is_election:
            head.elected_month = month
        if head.acting == 1 and (is_election or clock.is_session(month, self.session_phase)):
            head.acting = 0
            self.head_post.spell.confirmed_month = month
