"""Phase 8: the yearly appraisal of chiefs, and the year of the pools."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.codes import Competency, Decision, Kind
from sim.mechanisms import appraisal as marks
from sim.mechanisms import beliefs, contest, learning, supervision
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options
from sim.rule import added, mean_of, months_until, spread_of, square_added
from sim.vocabulary import NEVER


class Appraises:
    """An organisation department at the end of a year."""

    def appraise_if_due(self: Any) -> None:
        """The appraisal of the chiefs, and the end of the pools' year, where they are due."""
        month = self.model.month
        if marks.appraisal_due(month, self.appraisal_phase, self.policy):
            self.appraise()
        if clock.ends_year(month, self.appraisal_phase):
            self.end_year_of_pools()
            self.measure_rivals()

    def appraise(self: Any) -> None:
        """Marks of all chiefs of the prefecture, compared with each other."""
        chiefs = [post.incumbent for post in self.chief_posts if post.incumbent is not None]
        given = [chief.mark() for chief in chiefs]
        total, squares = 0.0, 0.0
        for mark in given:
            total = added(total, mark)
            squares = square_added(squares, mark)
        mean, spread = mean_of(total, len(given)), spread_of(total, squares, len(given))
        for chief, mark in zip(chiefs, given, strict=True):
            chief.take_mark(mark, mean, spread)

    def end_year_of_pools(self: Any) -> None:
        """A year of those around the chiefs: their standing, and misconduct of their own."""
        for post in self.pool_posts:
            if post.incumbent is not None:
                post.incumbent.end_year(self.regime.risk)

    def measure_rivals(self: Any) -> None:
        """The mean exponential score of those eligible for upper posts, and each chief's standing against it."""
        posts = self.posts_of_kind[Kind.BUREAU] + self.posts_of_kind[Kind.SECRETARY]
        rivals = [post.incumbent for post in posts if post.incumbent is not None and post.incumbent.may_rise()]
        total = 0.0
        for rival in rivals:
            total = added(total, contest.exponential_score(rival.score_to_rise()))
        mean = mean_of(total, len(rivals))
        self.rivals_score = mean
        for post in self.chief_posts:
            if post.incumbent is not None:
                post.incumbent.standing = beliefs.standing_among(post.incumbent.score_to_rise(), mean)


class HasYears:
    """A year of one who is not a chief."""

    def end_year(self: Any, risk: float) -> None:
        """Standing among the others a year on, and misconduct under this risk of being found out."""
        model, behaviour = self.model, self.model.behaviour
        mark_draw, onset_draw, _, _ = model.draws(Decision.APPRAISAL, model.month, self.identity, 0)
        self.appraisal = marks.next_appraisal_of_others(self.appraisal, mark_draw, behaviour)
        if self.misconduct_since_month == NEVER:
            yearly = supervision.hazard_of_year(supervision.onset_hazard_of_others(self.integrity, risk, behaviour))
            if months_until(yearly, onset_draw) < 1.0:
                self.misconduct_since_month = model.month
                self.misconduct_severity = supervision.first_severity(behaviour)
        else:
            self.misconduct_severity = supervision.severity_after_year(self.misconduct_severity, behaviour)


class IsAppraised:
    """A chief in the yearly appraisal."""

    def mark(self: Any) -> float:
        """My mark this year, noise included."""
        place, policy, behaviour = self.place, self.place.policy, self.model.behaviour
        noise_draw, _, _, _ = self.model.draws(Decision.APPRAISAL, self.model.month, self.identity, 0)
        above = marks.view_from_above(
            place.growth,
            place.showcase,
            place.capital,
            place.mess,
            place.development,
            place.difficulty,
            policy,
            behaviour,
        )
        below = marks.view_from_below(place.unrest, place.deputies_honesty, behaviour)
        return marks.mark(above, below, noise_draw, policy)

    def take_mark(self: Any, mark: float, mean: float, spread: float) -> None:
        """What a mark does to me: standing, streak, upgrade in place, lessons."""
        model, policy, behaviour = self.model, self.place.policy, self.model.behaviour
        self.appraisal = marks.next_appraisal(self.appraisal, mark, mean, spread, policy, behaviour)
        excellent = int(marks.is_excellent(self.appraisal, policy, behaviour))
        self.excellent_streak = marks.next_streak(self.excellent_streak, excellent, policy)
        _, upgrade_draw, _, _ = model.draws(Decision.APPRAISAL, model.month, self.identity, 0)
        if options.wins_upgrade(self.upgraded, self.excellent_streak, upgrade_draw, policy):
            self.upgraded = 1
        self.learn_from_year(self.weakest_field())

    def learn_from_year(self: Any, weakest: int) -> None:
        """All competencies after a year in post."""
        self.command = self.improved(self.command, int(weakest == Competency.COMMAND))
        self.decision = self.improved(self.decision, int(weakest == Competency.DECISION))
        self.organising = self.improved(self.organising, int(weakest == Competency.ORGANISING))
        self.judging = self.improved(self.judging, int(weakest == Competency.JUDGING))
        self.crisis = self.improved(self.crisis, int(weakest == Competency.CRISIS))
        self.economic = self.improved(self.economic, int(weakest == Competency.ECONOMIC))
        self.integrity = self.improved(self.integrity, int(weakest == Competency.INTEGRITY))

    def improved(self: Any, competence: float, is_weakest: int) -> float:
        """One competency after a year in post and, for one of poor standing, a remedial talk."""
        behaviour = self.model.behaviour
        practised = learning.after_year_in_post(competence, behaviour)
        return marks.after_remedy(practised, is_weakest, self.appraisal, self.place.policy, behaviour)
