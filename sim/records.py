"""How a spell is opened and closed, and how rows of the ledger are written."""

from __future__ import annotations

from typing import Any

from sim.rule import added, mean_of, procedure
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
    spell.mess_end = 0.0
    spell.command_start = cadre.command
    spell.decision_start = cadre.decision
    spell.organising_start = cadre.organising
    spell.judging_start = cadre.judging
    spell.crisis_start = cadre.crisis
    spell.economic_start = cadre.economic
    spell.integrity_start = cadre.integrity


@procedure
def close_spell(
    spell: Any, cadre: Any, elected_month: int, mess: float, month: int, reason: int, destination: int
) -> None:
    """End a chief's spell; `mess` is what he leaves to his successor."""
    spell.end_month = month
    spell.exit_reason = reason
    spell.destination = destination
    spell.age_end_months = month - cadre.birth_month
    spell.appraisal_end = cadre.appraisal
    spell.mess_end = mess
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
    write_result(contest, row)


@procedure
def write_case(
    row: Any, cadre: Any, county: int, kind: int, month: int, severity: float, channel: int, outcome: int
) -> None:
    """The row of a case: found in `month` (never: not found), founded where the cadre has misconduct on him."""
    row.county = county
    row.role = kind
    row.cadre = cadre.identity
    row.onset_month = cadre.misconduct_since_month
    row.detected_month = month
    row.severity = severity
    row.channel = channel
    row.founded = int(cadre.misconduct_since_month > NEVER)
    row.outcome = outcome


@procedure
def write_incident(row: Any, county: int, month: int, severity: float, spread: int) -> None:
    """The row of a mass incident."""
    row.county = county
    row.month = month
    row.severity = severity
    row.spread = spread


@procedure
def begin_county_period(row: Any, county: int, month: int) -> None:
    """Start adding up a county's months from `month` on."""
    row.county = county
    row.first_month = month
    row.months = 0
    row.growth = 0.0
    row.capital = 0.0
    row.showcase = 0.0
    row.mess = 0.0
    row.unrest = 0.0
    row.burden = 0.0
    row.harmony = 0.0
    row.deputies_quality = 0.0
    row.deputies_honesty = 0.0
    row.failed_projects = 0


@procedure
def add_county_month(row: Any, place: Any) -> None:
    """Add one month of a county to its running period."""
    row.months = row.months + 1
    row.growth = added(row.growth, place.growth)
    row.capital = added(row.capital, place.capital)
    row.showcase = added(row.showcase, place.showcase)
    row.mess = added(row.mess, place.mess)
    row.unrest = added(row.unrest, place.unrest)
    row.burden = added(row.burden, place.burden)
    row.harmony = added(row.harmony, place.harmony)
    row.deputies_quality = added(row.deputies_quality, place.deputies_quality)
    row.deputies_honesty = added(row.deputies_honesty, place.deputies_honesty)


@procedure
def close_county_period(row: Any) -> None:
    """Turn the sums of a county's period into means."""
    row.growth = mean_of(row.growth, row.months)
    row.capital = mean_of(row.capital, row.months)
    row.showcase = mean_of(row.showcase, row.months)
    row.mess = mean_of(row.mess, row.months)
    row.unrest = mean_of(row.unrest, row.months)
    row.burden = mean_of(row.burden, row.months)
    row.harmony = mean_of(row.harmony, row.months)
    row.deputies_quality = mean_of(row.deputies_quality, row.months)
    row.deputies_honesty = mean_of(row.deputies_honesty, row.months)


@procedure
def begin_chief_period(row: Any, county: int, role: int, month: int) -> None:
    """Start adding up the months of a chief's post from `month` on."""
    row.county = county
    row.role = role
    row.cadre = NONE
    row.first_month = month
    row.months = 0
    row.acting_months = 0
    row.development_effort = 0.0
    row.showcase_effort = 0.0
    row.lobbying_effort = 0.0
    row.routine_effort = 0.0
    row.coasting = 0.0
    row.morale = 0.0
    row.fatigue = 0.0
    row.appraisal = 0.0
    row.misconduct = 0.0


@procedure
def add_chief_month(row: Any, cadre: Any, chief: Any) -> None:
    """Add one month of an incumbent to the running period of his post.

    A chief who took office this month has not divided his effort yet and is counted from the next.
    """
    row.cadre = cadre.identity
    row.months = row.months + 1
    row.acting_months = row.acting_months + chief.acting
    row.development_effort = added(row.development_effort, chief.development_effort)
    row.showcase_effort = added(row.showcase_effort, chief.showcase_effort)
    row.lobbying_effort = added(row.lobbying_effort, chief.lobbying_effort)
    row.routine_effort = added(row.routine_effort, chief.routine_effort)
    row.coasting = added(row.coasting, chief.coasting)
    row.morale = added(row.morale, chief.morale)
    row.fatigue = added(row.fatigue, chief.fatigue)
    row.appraisal = added(row.appraisal, cadre.appraisal)
    row.misconduct = added(row.misconduct, int(cadre.misconduct_since_month > NEVER))


@procedure
def close_chief_period(row: Any) -> None:
    """Turn the sums of a post's period into means over the months in which it was filled."""
    row.development_effort = mean_of(row.development_effort, row.months)
    row.showcase_effort = mean_of(row.showcase_effort, row.months)
    row.lobbying_effort = mean_of(row.lobbying_effort, row.months)
    row.routine_effort = mean_of(row.routine_effort, row.months)
    row.coasting = mean_of(row.coasting, row.months)
    row.morale = mean_of(row.morale, row.months)
    row.fatigue = mean_of(row.fatigue, row.months)
    row.appraisal = mean_of(row.appraisal, row.months)
    row.misconduct = mean_of(row.misconduct, row.months)
