"""A contest in progress: the best candidate so far, and what the eligible were like."""

from __future__ import annotations

from typing import Any

from sim.rule import added, mean_of, procedure, spread_of, square_added
from sim.state import Field, dtype_of

MEASURES = ("performance", "tie", "seniority_months", "competence")
"""What is noted of every eligible candidate."""

CONTEST = (
    Field("eligible", "i8", "", "candidates weighed"),
    Field("chiefs", "i8", "", "of these, chiefs of counties"),
    Field("refusals", "i8", "", "candidates who declined"),
    Field("ceiling", "f8", "log ratio", "score of the last who declined; only those below are asked"),
    Field("best", "i8", "", "post of the best so far; -1: none, -2: the outsider"),
    Field("best_score", "f8", "log ratio", "score of the best so far"),
    *(
        Field(f"{name}_{what}", "f8", "", f"{name}: {what}")
        for name in MEASURES
        for what in ("total", "squares", "winner")
    ),
)
CONTEST_DTYPE = dtype_of(CONTEST)


@procedure
def begin(contest: Any) -> None:
    """Open a contest."""
    contest.refusals = 0
    contest.ceiling = 0.0
    clear(contest)


@procedure
def ask_next(contest: Any) -> None:
    """The best has declined: weigh the others again."""
    contest.refusals = contest.refusals + 1
    contest.ceiling = contest.best_score
    clear(contest)


@procedure
def clear(contest: Any) -> None:
    """Nobody weighed yet."""
    contest.eligible = 0
    contest.chiefs = 0
    contest.best = -1
    contest.best_score = 0.0
    contest.performance_total = 0.0
    contest.performance_squares = 0.0
    contest.performance_winner = 0.0
    contest.tie_total = 0.0
    contest.tie_squares = 0.0
    contest.tie_winner = 0.0
    contest.seniority_months_total = 0.0
    contest.seniority_months_squares = 0.0
    contest.seniority_months_winner = 0.0
    contest.competence_total = 0.0
    contest.competence_squares = 0.0
    contest.competence_winner = 0.0


@procedure
def weigh(
    contest: Any,
    post: int,
    is_chief: int,
    score: float,
    performance: float,
    tie: float,
    seniority_months: float,
    competence: float,
) -> None:
    """Add one eligible candidate; on equal scores the first stays ahead."""
    contest.eligible = contest.eligible + 1
    contest.chiefs = contest.chiefs + is_chief
    contest.performance_total = added(contest.performance_total, performance)
    contest.performance_squares = square_added(contest.performance_squares, performance)
    contest.tie_total = added(contest.tie_total, tie)
    contest.tie_squares = square_added(contest.tie_squares, tie)
    contest.seniority_months_total = added(contest.seniority_months_total, seniority_months)
    contest.seniority_months_squares = square_added(contest.seniority_months_squares, seniority_months)
    contest.competence_total = added(contest.competence_total, competence)
    contest.competence_squares = square_added(contest.competence_squares, competence)
    is_asked = contest.refusals == 0 or score < contest.ceiling
    if is_asked and (contest.best == -1 or score > contest.best_score):
        contest.best = post
        contest.best_score = score
        contest.performance_winner = performance
        contest.tie_winner = tie
        contest.seniority_months_winner = seniority_months
        contest.competence_winner = competence


@procedure
def write_result(contest: Any, row: Any) -> None:
    """Copy the tally into an appointment `row`."""
    row.eligible = contest.eligible
    row.refusals = contest.refusals
    row.performance_winner = contest.performance_winner
    row.performance_mean = mean_of(contest.performance_total, contest.eligible)
    row.performance_sd = spread_of(contest.performance_total, contest.performance_squares, contest.eligible)
    row.tie_winner = contest.tie_winner
    row.tie_mean = mean_of(contest.tie_total, contest.eligible)
    row.tie_sd = spread_of(contest.tie_total, contest.tie_squares, contest.eligible)
    row.seniority_months_winner = contest.seniority_months_winner
    row.seniority_months_mean = mean_of(contest.seniority_months_total, contest.eligible)
    row.seniority_months_sd = spread_of(
        contest.seniority_months_total, contest.seniority_months_squares, contest.eligible
    )
    row.competence_winner = contest.competence_winner
    row.competence_mean = mean_of(contest.competence_total, contest.eligible)
    row.competence_sd = spread_of(contest.competence_total, contest.competence_squares, contest.eligible)
