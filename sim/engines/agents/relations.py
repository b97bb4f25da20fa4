"""Phase 5: harmony of the pair; burden; fatigue and morale of each chief."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.codes import Decision
from sim.mechanisms import morale, relationship
from sim.vocabulary import NONE


class GetsAlong:
    """A county as the workplace of two chiefs."""

    def get_along(self: Any) -> None:
        """The working relationship of the two, the burden, and how each of them feels, a month on."""
        regime, behaviour = self.regime, self.model.behaviour
        secretary, head = self.secretary_post.incumbent, self.head_post.incumbent
        if secretary is not None and head is not None:
            self.live_together(secretary, head)
        self.burden = morale.next_burden(self.burden, regime.vetoes, regime.role_clarity, regime.policy, behaviour)
        for chief in self.chiefs_in_office():
            chief.feel()

    def months_together(self: Any) -> int:
        """Months for which the two in office have been a pair."""
        secretary_since, head_since = self.secretary_post.incumbent.since_month, self.head_post.incumbent.since_month
        return self.model.month - (secretary_since if secretary_since > head_since else head_since)

    def live_together(self: Any, secretary: Any, head: Any) -> None:
        """Harmony a month on."""
        model, policy, behaviour = self.model, self.policy, self.model.behaviour
        is_new = self.months_together() == 1
        if is_new:
            self.meet(secretary, head)
        fit = self.fit_of_pair(secretary, head)
        if is_new:
            self.harmony = relationship.harmony_of_new_pair(fit, behaviour)
        quarrel_draw, _, _, _ = model.draws(Decision.PAIR, model.month, self.key, NONE)
        self.harmony = relationship.next_harmony(self.harmony, fit, quarrel_draw, policy, behaviour)

    def meet(self: Any, secretary: Any, head: Any) -> None:
        """Two become a pair: the chemistry between them is drawn once for all."""
        chemistry_draw, _, _, _ = self.model.draws(Decision.PAIR, 0, secretary.identity, head.identity)
        self.chemistry = relationship.chemistry(chemistry_draw, self.model.behaviour)

    def fit_of_pair(self: Any, secretary: Any, head: Any) -> float:
        """How well the two suit each other."""
        month, behaviour = self.model.month, self.model.behaviour
        return relationship.pair_fit(
            secretary.organising,
            head.organising,
            relationship.rivalry_of_patrons(secretary.closeness, head.closeness, behaviour),
            relationship.seniority_of_head(month - secretary.rank_since_month, month - head.rank_since_month),
            relationship.has_upper_hand_at_home(int(secretary.home != NONE), int(head.home != NONE)),
            self.regime.first_hand,
            self.chemistry,
            self.policy,
            behaviour,
        )


class Feels:
    """How a chief bears his work."""

    def feel(self: Any) -> None:
        """Fatigue and morale a month on."""
        month, place, behaviour = self.model.month, self.place, self.model.behaviour
        self.fatigue = morale.next_fatigue(
            self.fatigue,
            self.role,
            place.burden,
            place.difficulty,
            month - self.birth_month,
            self.coasting,
            behaviour,
        )
        self.morale = morale.next_morale(
            self.morale,
            self.fatigue,
            place.harmony,
            self.appraisal,
            self.upgraded,
            month - self.since_month,
            behaviour,
        )
