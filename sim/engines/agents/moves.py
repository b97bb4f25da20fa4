"""Leaving a post, taking one, and moving from one to another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sim.engines.luck import draws
from sim.mechanisms import contest, pools
from sim.people import become_newcomer, meet_principal
from sim.records import close_spell, open_spell, write_appointment, write_pool_spell
from sim.state import CADRE
from sim.vocabulary import NEVER, NONE, Decision, Kind, Source

if TYPE_CHECKING:
    from sim.engines.agents.model import CountyModel
    from sim.engines.agents.people import Cadre, Post


def leave(model: CountyModel, post: Post, reason: int, destination: int, chain: int, step: int) -> None:
    """End the spell in `post`: a row of the ledger, and a vacancy that is `step` of `chain`."""
    cadre = _incumbent(post)
    if post.kind <= Kind.HEAD:
        close_spell(post.spell, cadre, cadre.elected_month, model.month, reason, destination)
        model.note("spells", post.spell)
        post.spell = model.empty_spell()
    else:
        row = SimpleNamespace()
        write_pool_spell(row, cadre, post, post.index, model.month, reason, destination)
        model.note("pool_spells", row)
    cadre.remove()
    post.incumbent = None
    post.vacant_since_month = model.month
    post.vacated_reason = int(reason)
    post.chain = chain
    post.step = step


def settle(model: CountyModel, post: Post, source: int) -> None:
    """Begin a spell in `post` for the cadre who has just sat down in it."""
    cadre = _incumbent(post)
    cadre.since_month = model.month
    cadre.source = int(source)
    post.vacant_since_month = NEVER
    if post.kind > Kind.HEAD:
        clock_draw, _, _, _ = draws(*model.key, Decision.POOL_CLOCK, model.month, cadre.identity, post.key)
        cadre.leaves_month = pools.pool_leaves_month(post.kind, model.month, clock_draw, model.behaviour)
        return
    cadre.leaves_month = NEVER
    cadre.acting = int(post.kind == Kind.HEAD)
    tie = contest.tie_weight(
        cadre.tie_workplace, cadre.tie_hometown, cadre.tie_league, cadre.favour, model.behaviour
    )
    was_own_head = int(source == Source.OWN_HEAD)
    open_spell(post.spell, cadre, post.county, post.place, post.kind, tie, int(source), was_own_head)


def note_appointment(
    model: CountyModel, post: Post, vacated_month: int, from_post: int, rank_since_month: int
) -> None:
    """A row of the ledger for the cadre who has just settled in `post`."""
    row = SimpleNamespace()
    tally = post.department.tally
    write_appointment(row, _incumbent(post), post, post.index, vacated_month, from_post, rank_since_month, tally)
    model.note("appointments", row)


def move(model: CountyModel, origin: Post, vacancy: Post, reason: int, destination: int, source: int) -> None:
    """Take the incumbent of `origin` to `vacancy`; the post he leaves is the next step of the chain."""
    vacated_month = vacancy.vacant_since_month
    cadre = _incumbent(origin)
    person = {f.name: getattr(cadre, f.name) for f in CADRE}
    leave(model, origin, reason, destination, vacancy.chain, vacancy.step + 1)
    moved = model.seat(vacancy, person)
    rank_since_month = moved.rank_since_month
    if contest.changes_rank(origin.kind, vacancy.kind):
        moved.rank_since_month = model.month
    settle(model, vacancy, source)
    note_appointment(model, vacancy, vacated_month, origin.index, rank_since_month)


def enter(model: CountyModel, post: Post, source: int) -> None:
    """Seat a cadre new to the ladder in `post`."""
    department = post.department
    post.generation = post.generation + 1
    cadre = model.seat(post, {})
    become_newcomer(
        cadre,
        post.key + post.generation,
        post.kind,
        int(source),
        model.month,
        department.first_county,
        department.counties,
        *model.key,
        model.behaviour,
    )
    meet_principal(cadre, department.principal_since_month, *model.key, model.behaviour)
    settle(model, post, source)


def appoint_newcomer(model: CountyModel, post: Post, source: int) -> None:
    """Fill a vacancy with somebody new to the ladder, and note it."""
    vacated_month = post.vacant_since_month
    enter(model, post, source)
    note_appointment(model, post, vacated_month, NONE, model.month)


def depart(model: CountyModel, post: Post, reason: int, destination: int) -> None:
    """Leave the ladder or this part of it, and begin a new vacancy chain."""
    leave(model, post, reason, destination, contest.new_chain(post.index, model.month), 0)


def _incumbent(post: Post) -> Any:
    cadre: Cadre | None = post.incumbent
    if cadre is None:
        raise RuntimeError(f"post {post.index} is vacant")
    return cadre
