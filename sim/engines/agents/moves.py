"""Leaving a post, taking one, and moving from one to another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sim.engines.agents.codes import Decision, ExitReason, Kind, Source
from sim.engines.agents.fields import Spell
from sim.mechanisms import contest, learning, morale, outcomes, pools
from sim.people import become_newcomer, meet_principal
from sim.records import close_spell, open_spell, write_appointment, write_pool_spell
from sim.state import CADRE
from sim.vocabulary import NEVER, NONE

if TYPE_CHECKING:
    from sim.engines.agents.people import Cadre, Post


def leave(post: Post, reason: int, destination: int, chain: int, step: int) -> None:
    """End the spell in `post`: a row of the ledger, and a vacancy that is `step` of `chain`."""
    cadre, model = _incumbent(post), post.model
    if post.kind <= Kind.HEAD:
        close_spell(
            post.spell, cadre, cadre.elected_month, cadre.place.mess, model.month, reason, destination
        )
        model.note("spells", post.spell)
        post.spell = Spell()
    else:
        row = SimpleNamespace()
        write_pool_spell(row, cadre, post, post.index, model.month, reason, destination)
        model.note("pool_spells", row)
    model.dismiss(cadre)
    post.vacant_since_month = model.month
    post.vacated_reason = reason
    post.chain = chain
    post.step = step


def settle(post: Post, source: int) -> None:
    """Begin a spell in `post` for the cadre who has just sat down in it."""
    cadre, model = _incumbent(post), post.model
    cadre.since_month = model.month
    cadre.source = source
    post.vacant_since_month = NEVER
    if post.kind <= Kind.HEAD:
        take_office(post, cadre, source)
        return
    cadre.excellent_streak = 0
    clock_draw, _, _, _ = model.draws(Decision.POOL_CLOCK, model.month, cadre.identity, post.key)
    cadre.leaves_month = pools.pool_leaves_month(post.kind, model.month, clock_draw, model.behaviour)


def take_office(post: Post, chief: Any, source: int) -> None:
    """The first day of a chief: how he arrives, and what the change costs the county."""
    place, behaviour = chief.place, post.model.behaviour
    was_own_head = int(source == Source.OWN_HEAD)
    chief.leaves_month = NEVER
    chief.acting = int(post.kind == Kind.HEAD)
    chief.morale = morale.morale_on_arrival(behaviour)
    chief.fatigue = morale.fatigue_on_arrival(behaviour)
    loss = learning.turnover_loss(post.kind, was_own_head, behaviour)
    place.growth = outcomes.growth_after_change(place.growth, loss, behaviour)
    open_spell(post.spell, chief, post.county, place, post.kind, chief.tie(), source, was_own_head)


def note_appointment(post: Post, vacated_month: int, from_post: int, rank_since_month: int) -> None:
    """A row of the ledger for the cadre who has just settled in `post`."""
    row, tally = SimpleNamespace(), post.department.tally
    write_appointment(row, _incumbent(post), post, post.index, vacated_month, from_post, rank_since_month, tally)
    post.model.note("appointments", row)


def move(origin: Post, vacancy: Post, reason: int, destination: int, source: int) -> None:
    """Take the incumbent of `origin` to `vacancy`; the post he leaves is the next step of the chain."""
    model = vacancy.model
    vacated_month = vacancy.vacant_since_month
    cadre = _incumbent(origin)
    person = {f.name: getattr(cadre, f.name) for f in CADRE}
    leave(origin, reason, destination, vacancy.chain, vacancy.step + 1)
    moved = model.seat(vacancy, person)
    rank_since_month = moved.rank_since_month
    if contest.changes_rank(origin.kind, vacancy.kind):
        moved.rank_since_month = model.month
    settle(vacancy, source)
    note_appointment(vacancy, vacated_month, origin.index, rank_since_month)


def enter(post: Post, source: int) -> None:
    """Seat a cadre new to the ladder in `post`."""
    department, model = post.department, post.model
    post.generation = post.generation + 1
    cadre = model.seat(post, {})
    identity = post.key + post.generation
    become_newcomer(
        cadre,
        identity,
        post.kind,
        source,
        model.month,
        department.first_county,
        department.counties,
        model.draws(Decision.TRAITS, 0, identity, 0),
        model.draws(Decision.ABILITIES, 0, identity, 0),
        model.draws(Decision.ABILITIES, 0, identity, 1),
        model.draws(Decision.MOTIVES, 0, identity, 0),
        model.behaviour,
    )
    ties = model.draws(Decision.TIES, department.principal_since_month, identity, 0)
    meet_principal(cadre, ties, model.behaviour)
    settle(post, source)


def appoint_newcomer(post: Post, source: int) -> None:
    """Fill a vacancy with somebody new to the ladder, and note it."""
    vacated_month = post.vacant_since_month
    enter(post, source)
    note_appointment(post, vacated_month, NONE, post.model.month)


def depart(post: Post, reason: int, destination: int) -> None:
    """Leave the ladder, and begin a new vacancy chain; misconduct that nobody found goes on record as such."""
    cadre = _incumbent(post)
    if cadre.misconduct_since_month != NEVER and reason != ExitReason.DISCIPLINE:
        cadre.note_case(NEVER, NONE, NONE)
    leave(post, reason, destination, contest.new_chain(post.index, post.model.month), 0)


def _incumbent(post: Post) -> Any:
    cadre: Cadre | None = post.incumbent
    if cadre is None:
        raise RuntimeError(f"post {post.index} is vacant")
    return cadre
