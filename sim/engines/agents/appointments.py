"""Phase 10: the vacancy chain, from the top: upper posts, bureaus, secretaries, heads, reserve.

A post vacated on the way is the next step of its chain; it is filled in its own turn, this month where its kind
comes later in the order, else in a month to come.
"""

from __future__ import annotations

from typing import Any

from sim.engines.agents.codes import Decision, Destination, ExitReason, Kind, Source
from sim.engines.agents.moves import appoint_newcomer, enter, move
from sim.mechanisms import beliefs, contest, planned_moves
from sim.mechanisms import calendar as clock
from sim.rule import mean_of, spread_of
from sim.tally import ask_next, begin
from sim.vocabulary import NEVER, NONE


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
                if post.incumbent is None:
                    fill(post)
        for post in self.reserve_posts:
            if post.incumbent is None:
                enter(post, Source.OUTSIDE)

    def is_ready(self: Any, vacancy: Any) -> bool:
        """Whether the department fills this vacancy this month."""
        model = self.model
        ready_draw, _, _, _ = model.draws(Decision.FILL, model.month, vacancy.key, 0)
        return contest.fills_now(vacancy.kind, ready_draw, model.behaviour)

    def winner(self: Any) -> Any:
        """The winner of the contest, or None."""
        return None if self.tally.best == NONE else self.model.posts[self.tally.best].incumbent

    def fill_upper(self: Any, vacancy: Any) -> None:
        """A deputy-bureau opening: a reshuffle, somebody from outside, or the contest of chiefs and directors."""
        model = self.model
        if not self.is_ready(vacancy):
            return
        _, way_draw, season_draw, _ = model.draws(Decision.FILL, model.month, vacancy.key, 0)
        if not planned_moves.carries_out(season_draw, self.is_season(), model.behaviour):
            return
        begin(self.tally)
        if contest.is_reshuffle(way_draw, model.behaviour):
            self.weigh(vacancy, self.uppers_for_upper())
            winner = self.winner()
            if winner is not None:
                move(winner.post, vacancy, ExitReason.PLANNED_MOVE, Destination.DEPUTY_BUREAU, Source.UPPER)
                return
        elif not contest.is_from_outside(way_draw, model.behaviour):
            self.weigh(vacancy, self.rivals_for_upper())
            winner = self.winner()
            if winner is not None:
                self.promote(winner, vacancy)
                return
        appoint_newcomer(vacancy, Source.OUTSIDE)

    def promote(self: Any, winner: Any, vacancy: Any) -> None:
        """The winner of a contest for an upper post gets it if nothing is found against him."""
        if winner.is_cleared():
            self.teach(winner)
            source = source_of(winner.post.kind)
            move(winner.post, vacancy, ExitReason.PROMOTION, Destination.DEPUTY_BUREAU, source)

    def teach(self: Any, winner: Any) -> None:
        """What the prefecture's chiefs come to believe once they see who won an upper post."""
        tally, behaviour = self.tally, self.model.behaviour
        away = clock.months_from_nearest(self.model.month, self.congress_month())
        chief_won = int(winner.post.kind <= Kind.HEAD)
        self.belief_off_cycle = beliefs.off_cycle_after_opening(
            self.belief_off_cycle, away, chief_won, tally.chiefs, behaviour
        )
        self.belief_congress = beliefs.congress_after_opening(
            self.belief_congress, away, chief_won, tally.chiefs, behaviour
        )
        self.belief_performance = beliefs.performance_after_contest(
            self.belief_performance,
            tally.performance_winner,
            mean_of(tally.performance_total, tally.eligible),
            spread_of(tally.performance_total, tally.performance_squares, tally.eligible),
            tally.eligible,
            behaviour,
        )
        self.belief_tie = beliefs.tie_after_contest(
            self.belief_tie,
            tally.tie_winner,
            mean_of(tally.tie_total, tally.eligible),
            spread_of(tally.tie_total, tally.tie_squares, tally.eligible),
            tally.eligible,
            behaviour,
        )

    def fill_bureau(self: Any, vacancy: Any) -> None:
        """A bureau goes to the chief who has waited longest to be moved; after a while to somebody else."""
        model = self.model
        begin(self.tally)
        chosen = self.longest_waiting()
        if chosen is not None:
            _, _, season_draw, _ = model.draws(Decision.FILL, model.month, vacancy.key, 0)
            if not planned_moves.carries_out(season_draw, self.is_season(), model.behaviour):
                return
            if chosen.is_cleared():
                source = source_of(chosen.post.kind)
                move(chosen.post, vacancy, chosen.reason_of_plan(), Destination.BUREAU, source)
            return
        waited = contest.bureau_open_to_others(model.month - vacancy.vacant_since_month, model.behaviour)
        if waited and self.is_ready(vacancy):
            appoint_newcomer(vacancy, Source.DEPARTMENT)

    def is_season(self: Any) -> int:
        """1 in the months in which most plans are carried out."""
        month = self.model.month
        return planned_moves.is_season(
            clock.months_since_appraisal(month, self.appraisal_phase),
            clock.months_from_nearest(month, self.congress_month()),
            self.model.behaviour,
        )

    def longest_waiting(self: Any) -> Any:
        """The chief of the prefecture who has waited longest to be moved and may go, or None."""
        longest, chosen = NONE, None
        for post in self.chief_posts:
            chief = post.incumbent
            if chief is None or chief.plan_since_month == NEVER:
                continue
            waited = self.model.month - chief.plan_since_month
            if waited > longest and not chief.is_held(False):
                longest, chosen = waited, chief
        return chosen

    def fill_secretary(self: Any, vacancy: Any) -> None:
        """A secretary's post: own head, other heads, other secretaries, bureau directors, one outsider."""
        if not self.is_ready(vacancy):
            return
        winner = self.first_to_accept(vacancy, self.rivals_for_secretary(vacancy))
        if winner is None:
            appoint_newcomer(vacancy, Source.OUTSIDE)
            return
        if not winner.is_cleared():
            return
        origin, reason = winner.post, ExitReason.PLANNED_MOVE
        if origin.kind == Kind.BUREAU:
            destination, source = Destination.SECRETARY, Source.BUREAU
        elif origin.kind == Kind.SECRETARY:
            destination, source = Destination.SECRETARY_ELSEWHERE, Source.SECRETARY_ELSEWHERE
        elif origin.place is vacancy.place:
            reason, destination, source = ExitReason.PROMOTION, Destination.OWN_SECRETARY, Source.OWN_HEAD
        else:
            reason = ExitReason.PROMOTION
            destination, source = Destination.SECRETARY_ELSEWHERE, Source.HEAD_ELSEWHERE
        move(origin, vacancy, reason, destination, source)

    def fill_head(self: Any, vacancy: Any) -> None:
        """A head's post: county deputies, department cadres, heads of other counties, one outsider."""
        if not self.is_ready(vacancy):
            return
        winner = self.first_to_accept(vacancy, self.rivals_for_head(vacancy))
        if winner is None:
            appoint_newcomer(vacancy, Source.OUTSIDE)
            return
        if not winner.is_cleared():
            return
        origin, reason = winner.post, ExitReason.PROMOTION
        destination, source = Destination.HEAD, Source.DEPUTY_ELSEWHERE
        if origin.kind == Kind.HEAD:
            reason = ExitReason.PLANNED_MOVE
            destination, source = Destination.HEAD_ELSEWHERE, Source.HEAD_ELSEWHERE
        elif origin.kind == Kind.DEPARTMENT:
            source = Source.DEPARTMENT
        elif origin.place is vacancy.place:
            source = Source.OWN_DEPUTY
        move(origin, vacancy, reason, destination, source)

    def first_to_accept(self: Any, vacancy: Any, rivals: Any) -> Any:
        """The best of these rivals who takes the post; None where the one outsider considered beats those left."""
        begin(self.tally)
        score = self.score_of_outsider(vacancy)
        self.weigh(vacancy, rivals)
        while self.tally.best != NONE and score <= self.tally.best_score:
            winner = self.winner()
            if winner.accepts(vacancy):
                return winner
            ask_next(self.tally)
            self.weigh_again()
        return None

    def score_of_outsider(self: Any, vacancy: Any) -> float:
        """The score of the one outsider considered for a chief's post."""
        model = self.model
        taste_draw, _, _, _ = model.draws(Decision.CONTEST, model.month, vacancy.key, vacancy.key)
        return contest.score_with_taste(contest.outsider_score(vacancy.kind, model.behaviour), taste_draw)


def source_of(kind: int) -> int:
    """The pool that the winner of a deputy-bureau post or of a bureau came from."""
    if kind == Kind.SECRETARY:
        return Source.SECRETARY
    if kind == Kind.HEAD:
        return Source.HEAD
    return Source.BUREAU
