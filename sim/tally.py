"""A contest in progress: the best candidate so far, and what the eligible were like.
"""

from __future__ import annotations

from typing import Any

from sim.rule import mean_with, procedure, spread_of, squares_with
from sim.state import Field, dtype_of

MEASURES = ("performance", "tie", "seniority_months", "competence")
"""What is noted of every eligible candidate."""

CONTEST = (
    Field("eligible", "i8", "", "candidates weighed"),
    Field("best", "i8", "", "post of the best so far; -1: none, -2: the outsider"),
    Field("best_score", "f8", "log ratio", "score of the best so far"),
    *(
        Field(f"{name}_{what}", "f8", "", f"{name}: {what}")
        for name in MEASURES
        for what in ("mean", "squares", "winner")
    ),
)
CONTEST_DTYPE = dtype_of(CONTEST)


@procedure
def begin(contest: Any) -> None:
    """Clear the tally."""
    contest.eligible = 0
    contest.best = -1
    contest.best_score = 0.0
    contest.performance_mean = 0.0
    contest.performance_squares = 0.0
    contest.performance_winner = 0.0
    contest.tie_mean = 0.0
    contest.tie_squares = 0.0
    contest.tie_winner = 0.0
    contest.seniority_months_mean = 0.0
    contest.seniority_months_squares = 0.0
    contest.seniority_months_winner = 0.0
    contest.competence_mean = 0.0
    contest.competence_squares = 0.0
    contest.competence_winner = 0.0


@procedure
def weigh(
    contest: Any, post: int, score: float, performance: float, tie: float, seniority_months: float, competence: float
) -> None:
    """Add one eligible candidate; on equal scores the first stays ahead."""
    contest.eligible = contest.eligible + 1
    n = contest.eligible
    old = contest.performance_mean
    contest.performance_mean = mean_with(old, performance, n)
    contest.performance_squares = squares_with(
        contest.performance_squares, old, contest.performance_mean, performance
    )
    old = contest.tie_mean
    contest.tie_mean = mean_with(old, tie, n)
    contest.tie_squares = squares_with(contest.tie_squares, old, contest.tie_mean, tie)
    old = contest.seniority_months_mean
    contest.seniority_months_mean = mean_with(old, seniority_months, n)
    contest.seniority_months_squares = squares_with(
        contest.seniority_months_squares, old, contest.seniority_months_mean, seniority_months
    )
    old = contest.competence_mean
    contest.competence_mean = mean_with(old, competence, n)
    contest.competence_squares = squares_with(contest.competence_squares, old, contest.competence_mean, competence)
    if contest.best == -1 or score > contest.best_score:
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
    row.performance_winner = contest.performance_winner
    row.performance_mean = contest.performance_mean
    row.performance_sd = spread_of(contest.performance_squares, contest.eligible)
    row.tie_winner = contest.tie_winner
    row.tie_mean = contest.tie_mean
    row.tie_sd = spread_of(contest.tie_squares, contest.eligible)
    row.seniority_months_winner = contest.seniority_months_winner
    row.seniority_months_mean = contest.seniority_months_mean
    row.seniority_months_sd = spread_of(contest.seniority_months_squares, contest.eligible)
    row.competence_winner = contest.competence_winner
    row.competence_mean = contest.competence_mean
    row.competence_sd = spread_of(contest.competence_squares, contest.eligible)
