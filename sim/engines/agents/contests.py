"""The contests of phase 10: who stands for a vacancy, with which score, and whether the winner takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sim.engines.agents.codes import Decision, Kind
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options
from sim.mechanisms import contest, linkage, morale, requests, term_rules
from sim.tally import weigh
from sim.vocabulary import NEVER, NONE

Rivals = Iterator[tuple[Any, float]]
"""Cadres who stand, each with his score before taste."""


class WeighsRivals:
    """An organisation department that compares candidates."""

    def weigh(self: Any, vacancy: Any, rivals: Iterable[tuple[Any, float]]) -> None:
        """Weigh all who stand for a vacancy."""
        self.bids = [rival.bid(vacancy, score) for rival, score in rivals]
        self.weigh_again()

    def weigh_again(self: Any) -> None:
        """Weigh the same rivals again, after the best of them has declined."""
        for bid in self.bids:
            weigh(self.tally, *bid)

    def uppers_for_upper(self: Any) -> Rivals:
        """Incumbents of deputy-bureau rank stand for a reshuffle."""
        for post in self.posts_of_kind[Kind.UPPER]:
            cadre = post.incumbent
            if cadre is not None and contest.may_be_reshuffled(self.model.month - cadre.since_month):
                yield cadre, cadre.general_score()

    def rivals_for_upper(self: Any) -> Rivals:
        """Chiefs, and then bureau directors, who are eligible stand for a deputy-bureau post."""
        behaviour = self.model.behaviour
        for post in self.chief_posts:
            chief = post.incumbent
            if chief is not None and chief.may_rise() and not chief.is_held(True):
                score = chief.general_score()
                yield chief, contest.upper_score(post.kind, score, post.place.development, chief.greenness(), behaviour)
        for post in self.posts_of_kind[Kind.BUREAU]:
            director = post.incumbent
            if director is not None and director.may_rise():
                yield director, director.score_to_rise()

    def rivals_for_secretary(self: Any, vacancy: Any) -> Rivals:
        """Heads, secretaries of other counties, and then bureau directors stand for a secretary's post."""
        behaviour = self.model.behaviour
        for post in self.chief_posts:
            chief = post.incumbent
            if (
                chief is not None
                and chief.may_become_secretary()
                and not chief.is_held_from_secretary(vacancy)
                and not chief.is_barred_at_home(vacancy.county)
            ):
                own_head = int(post.kind == Kind.HEAD and post.place is vacancy.place)
                planned, green, score = chief.is_planned(), chief.greenness_as_head(), chief.general_score()
                yield chief, contest.secretary_score(post.kind, own_head, planned, green, score, behaviour)
        for post in self.posts_of_kind[Kind.BUREAU]:
            director = post.incumbent
            if (
                director is not None
                and director.may_become_secretary()
                and not director.is_barred_at_home(vacancy.county)
            ):
                yield director, contest.secretary_score(post.kind, 0, 0, 0.0, director.general_score(), behaviour)

    def rivals_for_head(self: Any, vacancy: Any) -> Rivals:
        """Heads of other counties, and then county deputies and department cadres, stand for a head's post."""
        behaviour = self.model.behaviour
        for post in self.posts_of_kind[Kind.HEAD]:
            head = post.incumbent
            if (
                head is not None
                and head.may_become_head()
                and not head.is_held(False)
                and not head.is_barred_at_home(vacancy.county)
            ):
                yield head, contest.head_score(post.kind, head.is_planned(), head.general_score(), behaviour)
        for post in self.reserve_posts:
            cadre = post.incumbent
            if cadre is not None and cadre.may_become_head() and not cadre.is_barred_at_home(vacancy.county):
                yield cadre, contest.head_score(post.kind, 0, cadre.general_score(), behaviour)


class Candidate:
    """A cadre who may be moved or promoted."""

    def may_rise(self: Any) -> bool:
        """Whether I am eligible for a deputy-bureau post."""
        month = self.model.month
        return contest.may_rise(
            month - self.since_month, month - self.rank_since_month, month - self.birth_month, self.post.policy
        )

    def may_become_secretary(self: Any) -> bool:
        """Whether I am eligible for a secretary's post."""
        month, post = self.model.month, self.post
        tenure, age = month - self.since_month, month - self.birth_month
        return contest.may_become_secretary(post.kind, tenure, age, post.policy, self.model.behaviour)

    def may_become_head(self: Any) -> bool:
        """Whether I am eligible for a head's post."""
        month = self.model.month
        return contest.may_become_head(month - self.since_month, month - self.birth_month, self.post.policy)

    def greenness_as_head(self: Any) -> float:
        """How new I am to a chief's work."""
        return contest.greenness_of_head(self.model.month - self.since_month, self.model.behaviour)

    def is_planned(self: Any) -> int:
        """1 for a chief whom the department has resolved to move."""
        return int(self.post.kind <= Kind.HEAD and self.plan_since_month != NEVER)

    def greenness(self: Any) -> float:
        """How new I am to my chief's post, as this county counts time."""
        tenure = self.model.month - self.since_month
        return contest.greenness(tenure, self.post.place.restlessness, self.model.behaviour)

    def is_held(self: Any, is_promotion: bool) -> bool:
        """Whether a rule holds me back from a promotion, or from another move."""
        if self.is_held_by_minimum(is_promotion) or self.is_held_by_gap():
            return True
        model, policy = self.model, self.post.policy
        if is_promotion or not linkage.window_matters(policy):
            return False
        window_draw, _, _, _ = model.draws(Decision.MOVE_RULES, self.since_month, self.identity, 0)
        return linkage.waits_for_congress(self.months_from_congress(), window_draw, policy, model.behaviour)

    def is_held_from_secretary(self: Any, vacancy: Any) -> bool:
        """Whether a rule holds me back from a secretary's post; the own head is free to succeed whoever has left."""
        if self.post.kind == Kind.HEAD and self.post.place is vacancy.place:
            return self.is_held_by_minimum(True)
        return self.is_held(self.post.kind == Kind.HEAD)

    def months_from_congress(self: Any) -> int:
        """Months from the nearest congress of my own post, negative before it."""
        return clock.months_from_nearest(self.model.month, self.end_of_term(self.post.policy))

    def is_held_by_gap(self: Any) -> bool:
        """Whether I have to stay because the other chief's post of the county has just changed hands."""
        model, place, policy = self.model, self.post.place, self.post.policy
        if not linkage.gap_matters(policy):
            return False
        partner = (place.head_post if self.post is place.secretary_post else place.secretary_post).incumbent
        partner_months = 0 if partner is None else model.month - partner.since_month
        _, _, gap_draw, _ = model.draws(Decision.MOVE_RULES, self.since_month, self.identity, 0)
        return linkage.gap_binds(partner_months, gap_draw, policy)

    def is_held_by_minimum(self: Any, is_promotion: bool) -> bool:
        """Whether the minimum tenure holds me back from a promotion, or from another move."""
        model, policy = self.model, self.post.policy
        tenure = model.month - self.since_month
        if not term_rules.minimum_matters(tenure, policy):
            return False
        minimum_draw, _, _, _ = model.draws(Decision.TERM_RULES, self.since_month, self.identity, 0)
        if is_promotion:
            return term_rules.minimum_binds(tenure, minimum_draw, policy)
        return term_rules.minimum_binds_planned_moves(tenure, minimum_draw, policy)

    def is_barred_at_home(self: Any, county: int) -> bool:
        """Whether the rule against serving where one grew up bars me from a chief's post of the county."""
        if self.home != county:
            return False
        _, _, home_draw, _ = self.model.draws(Decision.TERM_RULES, 0, self.identity, county)
        return contest.avoids_home(home_draw, self.model.behaviour)

    def tie(self: Any) -> float:
        """The weight of my ties to the principal."""
        return contest.tie_weight(
            self.tie_workplace, self.tie_hometown, self.tie_league, self.favour, self.model.behaviour
        )

    def general_score(self: Any) -> float:
        """What every contest weighs in me."""
        month = self.model.month
        return contest.general_score(
            self.appraisal,
            self.tie(),
            self.post.regime.weight_from_above,
            month - self.rank_since_month,
            month - self.birth_month,
            self.model.behaviour,
        )

    def parts_of_score(self: Any) -> tuple[float, float, float, float]:
        """What appraisal, ties, seniority and age each do to my general score, which is their sum in this order."""
        model, month = self.model, self.model.month
        above, behaviour = self.post.regime.weight_from_above, model.behaviour
        return (
            contest.general_score(self.appraisal, 0.0, above, 0, 0, behaviour),
            contest.general_score(0.0, self.tie(), above, 0, 0, behaviour),
            contest.general_score(0.0, 0.0, above, month - self.rank_since_month, 0, behaviour),
            contest.general_score(0.0, 0.0, above, 0, month - self.birth_month, behaviour),
        )

    def score_to_rise(self: Any) -> float:
        """My score for a deputy-bureau post as a bureau director or, for a chief, as a secretary no longer new."""
        post, behaviour = self.post, self.model.behaviour
        if post.kind == Kind.BUREAU:
            return contest.upper_score(Kind.BUREAU, self.general_score(), 0.0, 0.0, behaviour)
        return contest.upper_score(Kind.SECRETARY, self.general_score(), post.place.development, 0.0, behaviour)

    def bid(self: Any, vacancy: Any, score: float) -> tuple[int, int, float, float, float, int, float]:
        """What I bring to a contest, in the order of `sim.tally.weigh`."""
        model = self.model
        taste_draw, _, _, _ = model.draws(Decision.CONTEST, model.month, self.identity, vacancy.key)
        return (
            self.post.index,
            int(self.post.kind <= Kind.HEAD),
            contest.score_with_taste(score, taste_draw),
            self.appraisal,
            self.tie(),
            model.month - self.rank_since_month,
            contest.ability(
                self.command,
                self.decision,
                self.organising,
                self.judging,
                self.crisis,
                self.economic,
                self.integrity,
            ),
        )

    def accepts(self: Any, vacancy: Any) -> bool:
        """Whether I take the chief's post I have been chosen for."""
        model, policy, behaviour = self.model, vacancy.policy, self.model.behaviour
        will_draw, _, _, _ = model.draws(Decision.ACCEPTANCE, model.month, self.identity, vacancy.key)
        comfort = requests.comfort_of_post(
            morale.morale_on_arrival(behaviour),
            morale.fatigue_on_arrival(behaviour),
            vacancy.place.difficulty,
            int(self.home == NONE),
            policy,
            behaviour,
        )
        rises = contest.is_rise(self.post.kind, vacancy.kind)
        ambition = options.damped_ambition(self.ambition, policy, behaviour)
        return will_draw < requests.acceptance_chance(ambition, self.appraisal, rises, comfort, behaviour)
