"""Leaving a post, taking one, and moving from one to another."""

from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.seats import note_seat
from sim.mechanisms import contest, learning, morale, outcomes, pools
from sim.people import become_newcomer, meet_principal
from sim.records import close_spell, open_spell, write_appointment, write_pool_spell
from sim.streams import draws
from sim.vocabulary import NEVER, NONE, Decision, Kind, Source


@kernel
def leave(run, post, month, reason, destination, chain, step):
    """End the spell in `post`: a row of the ledger, and a vacancy that is `step` of `chain`."""
    cadre = run.cadres[post]
    seat = run.posts[post]
    if seat.kind <= Kind.HEAD:
        mess = run.counties[seat.county].mess
        close_spell(run.spells[post], cadre, run.chiefs[post].elected_month, mess, month, reason, destination)
        run.spells_rows[run.written[0].spells] = run.spells[post]
        run.written[0].spells = run.written[0].spells + 1
        run.spells[post] = run.no_spell[0]
        run.chiefs[post] = run.no_chief[0]
    else:
        row = run.pool_spells_rows[run.written[0].pool_spells]
        write_pool_spell(row, cadre, seat, post, month, reason, destination)
        run.written[0].pool_spells = run.written[0].pool_spells + 1
    run.cadres[post] = run.no_cadre[0]
    note_seat(run, post)
    seat.vacant_since_month = month
    seat.vacated_reason = reason
    seat.chain = chain
    seat.step = step


@kernel
def settle(run, post, month, source, was_own_head):
    """Begin a spell in `post` for the cadre whose record already stands there."""
    cadre = run.cadres[post]
    seat = run.posts[post]
    cadre.since_month = month
    cadre.source = source
    seat.vacant_since_month = NEVER
    if seat.kind > Kind.HEAD:
        cadre.excellent_streak = 0
        clock_draw, _, _, _ = draws(
            run.key.seed, run.key.replicate, Decision.POOL_CLOCK, month, cadre.identity, seat.key
        )
        cadre.leaves_month = pools.pool_leaves_month(seat.kind, month, clock_draw, run.behaviours[0])
        note_seat(run, post)
        return
    cadre.leaves_month = NEVER
    note_seat(run, post)
    chief = run.chiefs[post]
    place = run.counties[seat.county]
    chief.acting = int(seat.kind == Kind.HEAD)
    chief.morale = morale.morale_on_arrival(run.behaviours[0])
    chief.fatigue = morale.fatigue_on_arrival(run.behaviours[0])
    loss = learning.turnover_loss(seat.kind, was_own_head, run.behaviours[0])
    place.growth = outcomes.growth_after_change(place.growth, loss, run.behaviours[0])
    tie = contest.tie_weight(cadre.tie_workplace, cadre.tie_hometown, cadre.tie_league, cadre.favour, run.behaviours[0])
    open_spell(run.spells[post], cadre, seat.county, place, seat.kind, tie, source, was_own_head)


@kernel
def note_appointment(run, post, vacated_month, from_post, rank_since_month):
    """A row of the ledger for the cadre who has just settled in `post`."""
    row = run.appointments_rows[run.written[0].appointments]
    write_appointment(
        row, run.cadres[post], run.posts[post], post, vacated_month, from_post, rank_since_month, run.contests[0]
    )
    run.written[0].appointments = run.written[0].appointments + 1


@kernel
def move(run, from_post, to_post, month, reason, destination, source):
    """Take a cadre from one post to another; the post he leaves is the next step of the chain."""
    vacancy = run.posts[to_post]
    vacated_month = vacancy.vacant_since_month
    run.carried[0] = run.cadres[from_post]
    leave(run, from_post, month, reason, destination, vacancy.chain, vacancy.step + 1)
    run.cadres[to_post] = run.carried[0]
    cadre = run.cadres[to_post]
    rank_since_month = cadre.rank_since_month
    if contest.changes_rank(run.posts[from_post].kind, vacancy.kind):
        cadre.rank_since_month = month
    settle(run, to_post, month, source, int(source == Source.OWN_HEAD))
    note_appointment(run, to_post, vacated_month, from_post, rank_since_month)


@kernel
def enter(run, post, month, source):
    """Seat a cadre new to the ladder in `post`."""
    seat = run.posts[post]
    department = run.prefectures[seat.prefecture]
    cadre = run.cadres[post]
    seat.generation = seat.generation + 1
    identity = seat.key + seat.generation
    key = run.key
    traits = draws(key.seed, key.replicate, Decision.TRAITS, 0, identity, 0)
    first_abilities = draws(key.seed, key.replicate, Decision.ABILITIES, 0, identity, 0)
    other_abilities = draws(key.seed, key.replicate, Decision.ABILITIES, 0, identity, 1)
    motives = draws(key.seed, key.replicate, Decision.MOTIVES, 0, identity, 0)
    become_newcomer(
        cadre,
        identity,
        seat.kind,
        source,
        month,
        department.first_county,
        department.counties,
        traits,
        first_abilities,
        other_abilities,
        motives,
        run.behaviours[0],
    )
    ties = draws(key.seed, key.replicate, Decision.TIES, department.principal_since_month, identity, 0)
    meet_principal(cadre, ties, run.behaviours[0])
    settle(run, post, month, source, 0)


@kernel
def appoint_newcomer(run, post, month, source):
    """Fill a vacancy with somebody new to the ladder, and note it."""
    vacated_month = run.posts[post].vacant_since_month
    enter(run, post, month, source)
    note_appointment(run, post, vacated_month, NONE, month)
