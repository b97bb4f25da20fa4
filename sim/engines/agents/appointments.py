"""Phase 10: the vacancy chain, from the top: upper posts, bureaus, secretaries, heads, reserve.

A post vacated on the way is the next step of its chain; it is filled in its own turn, this month where its kind
comes later in the order, else in a month to come.
"""

from __future__ import annotations

from typing import Any

from sim.engines.agents.moves import appoint_newcomer, enter, move
from sim.engines.luck import draws
from sim.mechanisms import contest, term_rules
from sim.tally import begin, weigh
from sim.vocabulary import NEVER, NONE, Decision, Destination, ExitReason, Kind, Source


class Candidate:
    """A cadre who may be moved or promoted."""

    def is_held(self: Any, is_promotion: bool, policy: Any) -> bool:
        """Whether the minimum tenure holds me back from a promotion, or from another move."""
        model = self.model
        tenure = model.month - self.since_month
        if not term_rules.minimum_matters(tenure, policy):
            return False
        minimum_draw, _, _, _ = draws(*model.key, Decision.TERM_RULES, self.since_month, self.identity, 0)
        if is_promotion:
            return term_rules.minimum_binds(tenure, minimum_draw, policy)
        return term_rules.minimum_binds_planned_moves(tenure, minimum_draw, policy)

    def is_barred_at_home(self: Any, county: int) -> bool:
        """Whether the rule against serving where one grew up bars me from a chief's post of the county."""
        if self.home != county:
            return False
        _, _, home_draw, _ = draws(*self.model.key, Decision.TERM_RULES, 0, self.identity, county)
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
            month - self.rank_since_month,
            month - self.birth_month,
            self.model.behaviour,
        )

    def stand(self: Any, vacancy: Any, score: float) -> None:
        """Stand for a vacancy with this score."""
        model = self.model
        taste_draw, _, _, _ = draws(*model.key, Decision.CONTEST, model.month, self.identity, vacancy.key)
        weigh(
            vacancy.department.tally,
            self.post.index,
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


class FillsVacancies:
    """An organisation department at work."""

    def fill_vacancies(self: Any) -> None:
        """Every vacancy of the prefecture, kind by kind from the top."""
        for kind, fill in (
            (Kind.UPPER, self.fill_upper),
            (Kind.BUREAU, self.fill_bureau),
            (Kind.SECRETARY, self.fill_secretary),
            (Kind.HEAD, self.fill_head),
        ):
            for post in self.posts_of_kind[kind]:
                if post.vacant_since_month != NEVER:
                    fill(post)
        for post in self.reserve_posts:
            if post.vacant_since_month != NEVER:
                enter(self.model, post, Source.OUTSIDE)

    def is_ready(self: Any, vacancy: Any) -> bool:
        """Whether the department fills this vacancy this month."""
        model = self.model
        ready_draw, _, _, _ = draws(*model.key, Decision.FILL, model.month, vacancy.key, 0)
        return contest.fills_now(vacancy.kind, ready_draw, model.behaviour)

    def fill_upper(self: Any, vacancy: Any) -> None:
        """A deputy-bureau opening: a reshuffle, somebody from outside, or the contest of chiefs and directors."""
        model = self.model
        if not self.is_ready(vacancy):
            return
        begin(self.tally)
        _, way_draw, _, _ = draws(*model.key, Decision.FILL, model.month, vacancy.key, 0)
        reason, winner, source = ExitReason.PLANNED_MOVE, None, Source.UPPER
        if contest.is_reshuffle(way_draw, model.behaviour):
            self.ask_uppers(vacancy)
            winner = self.winner()
        elif not contest.is_from_outside(way_draw, model.behaviour):
            self.ask_chiefs_to_rise(vacancy)
            self.ask_bureaus_to_rise(vacancy)
            winner = self.winner()
            if winner is not None:
                reason, source = ExitReason.PROMOTION, source_of(winner.kind)
        if winner is None:
            appoint_newcomer(model, vacancy, Source.OUTSIDE)
        else:
            move(model, winner, vacancy, reason, Destination.DEPUTY_BUREAU, source)

    def winner(self: Any) -> Any:
        """The post of the winner of the contest, or None."""
        return None if self.tally.best == NONE else self.model.posts[self.tally.best]

    def ask_uppers(self: Any, vacancy: Any) -> None:
        """Incumbents of deputy-bureau rank stand for a reshuffle."""
        for post in self.posts_of_kind[Kind.UPPER]:
            cadre = post.incumbent
            if cadre is not None and contest.may_be_reshuffled(self.model.month - cadre.since_month):
                cadre.stand(vacancy, cadre.general_score())

    def ask_chiefs_to_rise(self: Any, vacancy: Any) -> None:
        """Secretaries and heads who are eligible stand for a deputy-bureau post."""
        month = self.model.month
        for post in self.chief_posts:
            cadre, policy = post.incumbent, self.model.policy_of(post.place)
            if (
                cadre is not None
                and contest.may_rise(
                    month - cadre.since_month, month - cadre.rank_since_month, month - cadre.birth_month, policy
                )
                and not cadre.is_held(True, policy)
            ):
                score = contest.upper_score(
                    post.kind, cadre.general_score(), post.place.development, self.model.behaviour
                )
                cadre.stand(vacancy, score)

    def ask_bureaus_to_rise(self: Any, vacancy: Any) -> None:
        """Bureau directors who are eligible stand for a deputy-bureau post."""
        month, policy = self.model.month, self.model.policy_of_department(self)
        for post in self.posts_of_kind[Kind.BUREAU]:
            cadre = post.incumbent
            if cadre is not None and contest.may_rise(
                month - cadre.since_month, month - cadre.rank_since_month, month - cadre.birth_month, policy
            ):
                cadre.stand(
                    vacancy, contest.upper_score(post.kind, cadre.general_score(), 0.0, self.model.behaviour)
                )

    def fill_bureau(self: Any, vacancy: Any) -> None:
        """A bureau goes to the chief who has waited longest to be moved; after a while to somebody else."""
        model = self.model
        begin(self.tally)
        chosen = self.longest_waiting()
        if chosen is not None:
            move(
                model, chosen, vacancy, ExitReason.PLANNED_MOVE, Destination.BUREAU, source_of(chosen.kind)
            )
            return
        waited = contest.bureau_open_to_others(model.month - vacancy.vacant_since_month, model.behaviour)
        if waited and self.is_ready(vacancy):
            appoint_newcomer(model, vacancy, Source.DEPARTMENT)

    def longest_waiting(self: Any) -> Any:
        """The post of the chief who has waited longest to be moved and may go, or None."""
        longest, chosen = NONE, None
        for post in self.chief_posts:
            cadre = post.incumbent
            if cadre is None or cadre.plan_since_month == NEVER:
                continue
            waited = self.model.month - cadre.plan_since_month
            if waited > longest and not cadre.is_held(False, self.model.policy_of(post.place)):
                longest, chosen = waited, post
        return chosen

    def outsider_wins(self: Any, vacancy: Any) -> bool:
        """Whether the one outsider considered for a chief's post beats the best of the prefecture."""
        model = self.model
        taste_draw, _, _, _ = draws(*model.key, Decision.CONTEST, model.month, vacancy.key, vacancy.key)
        score = contest.score_with_taste(contest.outsider_score(vacancy.kind, model.behaviour), taste_draw)
        return self.tally.best == NONE or score > self.tally.best_score

    def fill_secretary(self: Any, vacancy: Any) -> None:
        """A secretary's post: own head, other heads, other secretaries, bureau directors, one outsider."""
        model = self.model
        if not self.is_ready(vacancy):
            return
        begin(self.tally)
        self.ask_chiefs_for_secretary(vacancy)
        self.ask_bureaus_for_secretary(vacancy)
        if self.outsider_wins(vacancy):
            appoint_newcomer(model, vacancy, Source.OUTSIDE)
            return
        winner = self.winner()
        reason = ExitReason.PLANNED_MOVE
        if winner.kind == Kind.BUREAU:
            destination, source = Destination.SECRETARY, Source.BUREAU
        elif winner.kind == Kind.SECRETARY:
            destination, source = Destination.SECRETARY_ELSEWHERE, Source.SECRETARY_ELSEWHERE
        elif winner.place is vacancy.place:
            reason, destination, source = ExitReason.PROMOTION, Destination.OWN_SECRETARY, Source.OWN_HEAD
        else:
            reason = ExitReason.PROMOTION
            destination, source = Destination.SECRETARY_ELSEWHERE, Source.HEAD_ELSEWHERE
        move(model, winner, vacancy, reason, destination, source)

    def ask_chiefs_for_secretary(self: Any, vacancy: Any) -> None:
        """Heads, and secretaries of other counties, who are eligible stand for a secretary's post."""
        month = self.model.month
        for post in self.chief_posts:
            cadre, policy = post.incumbent, self.model.policy_of(post.place)
            if (
                cadre is not None
                and contest.may_become_secretary(
                    post.kind, month - cadre.since_month, month - cadre.birth_month, policy
                )
                and not cadre.is_held(post.kind == Kind.HEAD, policy)
                and not cadre.is_barred_at_home(vacancy.county)
            ):
                own_head = int(post.place is vacancy.place and post.kind == Kind.HEAD)
                score = contest.secretary_score(post.kind, own_head, cadre.general_score(), self.model.behaviour)
                cadre.stand(vacancy, score)

    def ask_bureaus_for_secretary(self: Any, vacancy: Any) -> None:
        """Bureau directors who are eligible stand for a secretary's post."""
        month, policy = self.model.month, self.model.policy_of_department(self)
        for post in self.posts_of_kind[Kind.BUREAU]:
            cadre = post.incumbent
            if (
                cadre is not None
                and contest.may_become_secretary(
                    post.kind, month - cadre.since_month, month - cadre.birth_month, policy
                )
                and not cadre.is_barred_at_home(vacancy.county)
            ):
                cadre.stand(
                    vacancy, contest.secretary_score(post.kind, 0, cadre.general_score(), self.model.behaviour)
                )

    def fill_head(self: Any, vacancy: Any) -> None:
        """A head's post: county deputies, department cadres, heads of other counties, one outsider."""
        model = self.model
        if not self.is_ready(vacancy):
            return
        begin(self.tally)
        self.ask_heads_for_head(vacancy)
        self.ask_reserve_for_head(vacancy)
        if self.outsider_wins(vacancy):
            appoint_newcomer(model, vacancy, Source.OUTSIDE)
            return
        winner = self.winner()
        reason, destination, source = ExitReason.PROMOTION, Destination.HEAD, Source.DEPUTY_ELSEWHERE
        if winner.kind == Kind.HEAD:
            reason = ExitReason.PLANNED_MOVE
            destination, source = Destination.HEAD_ELSEWHERE, Source.HEAD_ELSEWHERE
        elif winner.kind == Kind.DEPARTMENT:
            source = Source.DEPARTMENT
        elif winner.place is vacancy.place:
            source = Source.OWN_DEPUTY
        move(model, winner, vacancy, reason, destination, source)

    def ask_heads_for_head(self: Any, vacancy: Any) -> None:
        """Heads of other counties who are eligible stand for a head's post."""
        month = self.model.month
        for post in self.posts_of_kind[Kind.HEAD]:
            cadre, policy = post.incumbent, self.model.policy_of(post.place)
            if (
                cadre is not None
                and contest.may_become_head(month - cadre.since_month, month - cadre.birth_month, policy)
                and not cadre.is_held(False, policy)
                and not cadre.is_barred_at_home(vacancy.county)
            ):
                cadre.stand(vacancy, contest.head_score(post.kind, cadre.general_score(), self.model.behaviour))

    def ask_reserve_for_head(self: Any, vacancy: Any) -> None:
        """County deputies and department cadres who are eligible stand for a head's post."""
        month, policy = self.model.month, self.model.policy_of_department(self)
        for post in self.reserve_posts:
            cadre = post.incumbent
            if (
                cadre is not None
                and contest.may_become_head(month - cadre.since_month, month - cadre.birth_month, policy)
                and not cadre.is_barred_at_home(vacancy.county)
            ):
                cadre.stand(vacancy, contest.head_score(post.kind, cadre.general_score(), self.model.behaviour))


def source_of(kind: int) -> Source:
    """The pool that the winner of a deputy-bureau post or of a bureau came from."""
    if kind == Kind.SECRETARY:
        return Source.SECRETARY
    if kind == Kind.HEAD:
        return Source.HEAD
    return Source.BUREAU
