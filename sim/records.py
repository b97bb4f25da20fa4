"""How a spell is opened and closed, and how rows of the ledger are written."""

from __future__ import annotations

from typing import Any

from sim.rule import procedure
from sim.tally import write_result
from sim.vocabulary import NEVER, NONE


@procedure
def open_spell(
    spell: Any, cadre: Any, county: int, place: Any, role: int, tie: float, source: int, was_own_head: int
) -> None:
    """Begin the spell of `cadre`, who has just settled in a chief's post of `place`, the county of index `county`.

    A secretary (role 0) holds office from the first day; a head is acting until a session confirms him.
    """
    spell.county = county
    spell.role = role
    spell.cadre = cadre.identity
    spell.start_month = cadre.since_month
    spell.end_month = NEVER
    spell.exit_reason = NONE
    spell.destination = NONE
    spell.source = source
    spell.age_start_months = cadre.since_month - cadre.birth_month
    spell.age_end_months = NONE
    spell.development = place.development
    spell.difficulty = place.difficulty
    spell.predecessor_was_own_head = was_own_head
    spell.elected_month = NEVER
    spell.confirmed_month = NEVER
    if role == 0:
        spell.confirmed_month = cadre.since_month
    spell.grassroots_months = cadre.grassroots_months
    spell.home = cadre.home
    spell.tie = tie
    spell.appraisal_end = 0.0
    spell.command_start = cadre.command
    spell.decision_start = cadre.decision
    spell.organising_start = cadre.organising
    spell.judging_start = cadre.judging
    spell.crisis_start = cadre.crisis
    spell.economic_start = cadre.economic
    spell.integrity_start = cadre.integrity


@procedure
def close_spell(spell: Any, cadre: Any, elected_month: int, month: int, reason: int, destination: int) -> None:
    """End a chief's spell."""
    spell.end_month = month
    spell.exit_reason = reason
    spell.destination = destination
    spell.age_end_months = month - cadre.birth_month
    spell.appraisal_end = cadre.appraisal
    spell.elected_month = elected_month


@procedure
def write_pool_spell(row: Any, cadre: Any, seat: Any, post: int, month: int, reason: int, destination: int) -> None:
    """The row of a spell that ends in a post of the pools."""
    row.prefecture = seat.prefecture
    row.county = seat.county
    row.kind = seat.kind
    row.post = post
    row.cadre = cadre.identity
    row.start_month = cadre.since_month
    row.end_month = month
    row.exit_reason = reason
    row.destination = destination
    row.source = cadre.source
    row.age_start_months = cadre.since_month - cadre.birth_month
    row.age_end_months = month - cadre.birth_month


@procedure
def write_appointment(
    row: Any, cadre: Any, seat: Any, post: int, vacated_month: int, from_post: int, rank_since_month: int, contest: Any
) -> None:
    """The row of an appointment, for the cadre who has just settled in `post`, with the tally of the contest."""
    row.prefecture = seat.prefecture
    row.county = seat.county
    row.kind = seat.kind
    row.post = post
    row.vacated_month = vacated_month
    row.vacated_reason = seat.vacated_reason
    row.filled_month = cadre.since_month
    row.chain = seat.chain
    row.step = seat.step
    row.source = cadre.source
    row.cadre = cadre.identity
    row.from_post = from_post
    row.age_months = cadre.since_month - cadre.birth_month
    row.wait_months = cadre.since_month - rank_since_month
    row.grassroots_months = cadre.grassroots_months
    row.refusals = 0
    write_result(contest, row)
