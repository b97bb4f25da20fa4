"""The books of a ledger: every move has two entries, every post one incumbent at a time, and nobody vanishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sim.ledger import Ledger
from sim.state import State
from sim.vocabulary import NEVER, NONE, Destination, Kind, Source

KIND_OF: dict[int, Kind] = {
    Destination.DEPUTY_BUREAU: Kind.UPPER,
    Destination.BUREAU: Kind.BUREAU,
    Destination.OWN_SECRETARY: Kind.SECRETARY,
    Destination.SECRETARY_ELSEWHERE: Kind.SECRETARY,
    Destination.SECRETARY: Kind.SECRETARY,
    Destination.HEAD_ELSEWHERE: Kind.HEAD,
    Destination.HEAD: Kind.HEAD,
}
"""Destinations on the ladder, and the kind of post they are; the others lead off it."""

_COLUMNS = ("county", "cadre", "start_month", "end_month", "exit_reason", "destination", "source")


class Spell(NamedTuple):
    """One cadre in one post, from either table of spells; `post` is its index in the state."""

    post: int
    kind: int
    county: int
    cadre: int
    start: int
    end: int
    reason: int
    destination: int
    source: int


class Move(NamedTuple):
    """One appointment."""

    post: int
    kind: int
    county: int
    vacated: int
    reason: int
    filled: int
    chain: int
    step: int
    source: int
    cadre: int
    origin: int


def spells_of(ledger: Ledger) -> list[Spell]:
    """All spells of the ledger, by post and start."""
    chiefs, pools = ledger["spells"], ledger["pool_spells"]
    found = zip(2 * chiefs["county"] + chiefs["role"], chiefs["role"], *(chiefs[c] for c in _COLUMNS), strict=True)
    others = zip(pools["post"], pools["kind"], *(pools[c] for c in _COLUMNS), strict=True)
    by_post = sorted((*found, *others), key=lambda row: (row[0], row[4]))
    return [Spell(*(int(value) for value in row)) for row in by_post]


def moves_of(ledger: Ledger) -> list[Move]:
    """All appointments of the ledger."""
    names = ("post", "kind", "county", "vacated_month", "vacated_reason", "filled_month", "chain", "step", "source")
    rows = ledger["appointments"]
    columns = [rows[name] for name in (*names, "cadre", "from_post")]
    return [Move(*(int(value) for value in row)) for row in zip(*columns, strict=True)]


def one_at_a_time(spells: Sequence[Spell]) -> Iterator[str]:
    """Posts with two incumbents at once, or with a spell after one that has not ended."""
    for before, after in zip(spells, spells[1:], strict=False):
        if before.post == after.post and (before.end == NEVER or after.start < before.end):
            yield f"post {after.post}: {after} begins before {before} has ended"
    for spell in spells:
        if spell.end != NEVER and spell.end < spell.start:
            yield f"{spell} ends before it begins"


def open_spells_are_the_incumbents(spells: Sequence[Spell], state: State) -> Iterator[str]:
    """Differences between the spells still open and who sits where in the end."""
    seated = {(i, int(c)) for i, c in enumerate(state.cadres.identity) if c != NONE}
    running = {(s.post, s.cadre) for s in spells if s.end == NEVER}
    for post, cadre in sorted(seated ^ running):
        yield f"post {post}: cadre {cadre} {'sits there without' if (post, cadre) in seated else 'has'} an open spell"


def nobody_vanishes(spells: Sequence[Spell]) -> Iterator[str]:
    """Careers with a gap, two posts at once, a destination not reached, or a life after leaving the ladder."""
    careers: dict[int, list[Spell]] = defaultdict(list)
    for spell in spells:
        careers[spell.cadre].append(spell)
    for cadre, career in careers.items():
        career.sort(key=lambda s: (s.start, s.end == NEVER))
        for now, later in zip(career, career[1:], strict=False):
            if KIND_OF.get(now.destination) != later.kind or later.start != now.end:
                yield f"cadre {cadre} goes from {now} to {later}"
            elif (now.destination == Destination.OWN_SECRETARY) != (now.post == later.post + 1 and later.kind == 0):
                yield f"cadre {cadre}: {now} and {later} disagree on the county"
        if career[-1].destination in KIND_OF:
            yield f"cadre {cadre} left for a post and never arrived: {career[-1]}"


def both_entries(spells: Sequence[Spell], moves: Sequence[Move], first_month: int) -> Iterator[str]:
    """Moves with one entry only: an exit to the ladder and an appointment, an appointment and a spell that begins."""
    exits = {(s.post, s.cadre, s.end) for s in spells if s.destination in KIND_OF}
    departures = {(m.origin, m.cadre, m.filled) for m in moves if m.origin != NONE}
    yield from (f"exit without appointment: {e}" for e in sorted(exits - departures))
    yield from (f"appointment of one who left nowhere: {d}" for d in sorted(departures - exits))
    begun = {(s.post, s.cadre, s.start, s.source) for s in spells if s.kind <= Kind.BUREAU and s.start >= first_month}
    filled = {(m.post, m.cadre, m.filled, m.source) for m in moves}
    yield from (f"spell without appointment: {b}" for b in sorted(begun - filled))
    yield from (f"appointment without spell: {f}" for f in sorted(filled - begun))
    if len(filled) != len(moves) or len(departures) != sum(m.origin != NONE for m in moves):
        yield "an appointment is told twice"
    for move in moves:
        if (move.source == Source.OWN_HEAD) != (move.origin == move.post + 1 and move.kind == Kind.SECRETARY):
            yield f"{move}: the own head is the one of this county"


def vacancies_are_consistent(spells: Sequence[Spell], moves: Sequence[Move], first_month: int) -> Iterator[str]:
    """Appointments whose vacancy is not the one that the last spell in the post left."""
    left = {(s.post, s.end): s.reason for s in spells if s.end != NEVER}
    last_end: dict[int, list[int]] = defaultdict(list)
    for s in spells:
        if s.end != NEVER:
            last_end[s.post].append(s.end)
    for move in moves:
        if move.filled < move.vacated:
            yield f"{move} is filled before it is vacated"
        if move.vacated < first_month:
            continue
        if left.get((move.post, move.vacated)) != move.reason:
            yield f"{move}: nobody left the post for that reason in that month"
        if any(move.vacated < end < move.filled for end in last_end[move.post]):
            yield f"{move}: somebody left the vacant post"


def chains_are_whole(moves: Sequence[Move], first_month: int) -> Iterator[str]:
    """Steps of vacancy chains without the step before, or that do not follow from it."""
    steps = {(m.chain, m.step): m for m in moves}
    if len(steps) != len(moves):
        yield "two appointments are the same step of one chain"
    for move in moves:
        before = steps.get((move.chain, move.step - 1))
        if move.step == 0 or move.vacated < first_month:
            continue
        if before is None:
            yield f"{move} follows from nothing"
        elif (before.origin, before.filled) != (move.post, move.vacated):
            yield f"{move} does not follow from {before}"


def mistakes(ledger: Ledger, state: State) -> list[str]:
    """Everything wrong with the books of `ledger`, whose window ended in `state`."""
    spells, moves, first = spells_of(ledger), moves_of(ledger), ledger.first_month
    return [
        *one_at_a_time(spells),
        *open_spells_are_the_incumbents(spells, state),
        *nobody_vanishes(spells),
        *both_entries(spells, moves, first),
        *vacancies_are_consistent(spells, moves, first),
        *chains_are_whole(moves, first),
    ]


def altered(ledger: Ledger, table: str, row: int, **changes: int) -> Ledger:
    """A copy of `ledger` with one row changed, for planted mistakes."""
    tables = {name: np.array(rows) for name, rows in ledger.tables.items()}
    for column, value in changes.items():
        tables[table][column][row] = value
    return Ledger(tables, ledger.first_month, ledger.last_month)
