"""Phase 4: what becomes of a county under the effort of its two chiefs."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.codes import Decision, Source
from sim.mechanisms import detection, environment, learning, morale
from sim.mechanisms import outcomes as stocks
from sim.rule import months_until
from sim.vocabulary import NONE

Pair = tuple[Any, Any, int, int]
"""Secretary and head, and for each 1 where there is one: `County.pair`."""


class Develops:
    """A county at work."""

    def develop(self: Any) -> None:
        """One month: stocks, projects, growth, unrest, deputies. A vacant post has no effort and no competence."""
        behaviour, policy = self.model.behaviour, self.policy
        pair = self.pair()
        development, showcase, lobbying, routine, coasting = self.joint_efforts(pair)
        command, decision, economic = self.joint_abilities(pair)
        care, stale = self.joint_care(pair), self.joint_staleness(pair)
        kept = stocks.share_not_lost(self.harmony, self.burden, command, behaviour)
        self.capital = stocks.next_capital(self.capital, development, kept, policy, behaviour)
        self.showcase = stocks.next_showcase(self.showcase, showcase, behaviour)
        self.mess = stocks.next_mess(self.mess, showcase, lobbying, coasting, care, behaviour)
        growth_draw, project_draw, _, _ = self.model.draws(Decision.GROWTH, self.model.month, self.key, NONE)
        failing = stocks.failed_project_hazard(development, showcase, decision, policy, behaviour)
        self.try_projects(failing, project_draw)
        self.grow(economic, stale, self.unfamiliarity(pair[0]), growth_draw)
        self.unrest = stocks.next_unrest(
            self.unrest, self.difficulty, self.mess, self.deputies_honesty, routine, behaviour
        )
        secretary = self.secretary_post.incumbent
        if secretary is not None:
            self.deputies_quality = stocks.next_deputies_quality(self.deputies_quality, secretary.judging, behaviour)
            self.deputies_honesty = stocks.next_deputies_honesty(
                self.deputies_honesty, secretary.integrity, secretary.misconduct_severity, behaviour
            )

    def joint_efforts(self: Any, pair: Pair) -> tuple[float, float, float, float, float]:
        """Effort of the pair on each of the five options."""
        secretary, head, has_secretary, has_head = pair
        behaviour, joint = self.model.behaviour, stocks.joint_effort
        return (
            joint(secretary.development_effort, head.development_effort, has_secretary, has_head, behaviour),
            joint(secretary.showcase_effort, head.showcase_effort, has_secretary, has_head, behaviour),
            joint(secretary.lobbying_effort, head.lobbying_effort, has_secretary, has_head, behaviour),
            joint(secretary.routine_effort, head.routine_effort, has_secretary, has_head, behaviour),
            joint(secretary.coasting, head.coasting, has_secretary, has_head, behaviour),
        )

    def joint_abilities(self: Any, pair: Pair) -> tuple[float, float, float]:
        """Command, decision and economic work of the pair."""
        secretary, head, has_secretary, has_head = pair
        behaviour, joint = self.model.behaviour, stocks.joint_ability
        return (
            joint(secretary.command, head.command, has_secretary, has_head, behaviour),
            joint(secretary.decision, head.decision, has_secretary, has_head, behaviour),
            joint(secretary.economic, head.economic, has_secretary, has_head, behaviour),
        )

    def joint_care(self: Any, pair: Pair) -> float:
        """How far the pair minds what it leaves behind."""
        secretary, head, has_secretary, has_head = pair
        policy, behaviour = self.policy, self.model.behaviour
        return stocks.joint_effort(
            detection.care_for_successor(secretary.service, policy, behaviour),
            detection.care_for_successor(head.service, policy, behaviour),
            has_secretary,
            has_head,
            behaviour,
        )

    def joint_staleness(self: Any, pair: Pair) -> float:
        """How far the initiative of the pair has faded."""
        secretary, head, has_secretary, has_head = pair
        month, behaviour = self.model.month, self.model.behaviour
        return stocks.joint_effort(
            morale.staleness(month - secretary.since_month, behaviour),
            morale.staleness(month - head.since_month, behaviour),
            has_secretary,
            has_head,
            behaviour,
        )

    def unfamiliarity(self: Any, secretary: Any) -> float:
        """What it costs me that my secretary is new to the whole prefecture."""
        model = self.model
        tenure = model.month - secretary.since_month
        return learning.unfamiliarity(int(secretary.source == Source.OUTSIDE), tenure, model.behaviour)

    def try_projects(self: Any, hazard: float, project_draw: float) -> None:
        """Does a project fail this month? It leaves a mess, and both chiefs feel it."""
        if months_until(hazard, project_draw) < 1.0:
            self.mess = stocks.mess_after_failed_project(self.mess, self.model.behaviour)
            for chief in self.chiefs_in_office():
                chief.take_setback()
            self.totals.failed_projects = self.totals.failed_projects + 1

    def grow(self: Any, economic: float, stale: float, strange: float, growth_draw: float) -> None:
        """Growth a month on: towards what the county is heading for, with the shock of the month."""
        behaviour = self.model.behaviour
        heading_for = stocks.expected_growth(
            economic, self.capital, self.showcase, self.mess, self.deputies_quality, stale, strange, behaviour
        )
        shock = environment.growth_shock(growth_draw, behaviour)
        self.growth = stocks.next_growth(self.growth, heading_for, shock, behaviour)
