"""Which counties of a world a reform holds for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.complaints import near
from sim.scenario_file import WhereSection
from sim.state import State
from sim.streams import draws
from sim.texts.user_error import UserError
from sim.vocabulary import NONE, Decision
from sim.world import Place, WorldSpec, places
from sim.yamlfile import Node

DEVELOPMENT_THIRDS = ("poorest", "middle", "richest")
DIFFICULTY_THIRDS = ("easiest", "middle", "troubled")


@dataclass(frozen=True)
class Where:
    """Conditions on places; a county must meet all that are given.

    Attributes
    ----------
    provinces: names, English or Chinese.
    prefectures, counties: names, or numbers as in the ledger (from 0).
    development_third, difficulty_third: 0 to 2, as in `sim.state`.
    share: of the places that meet the other conditions, the share drawn; 0 < share <= 1.
    drawn_by: "prefecture" or "county", the places that are drawn.
    draw_key: 32-bit number of the draw. The draw does not depend on seed or replicate, and a larger
        share with the same key keeps the places of a smaller one.
    place: "file:line:column" of the conditions, for complaints.
    """

    provinces: tuple[str, ...] | None = None
    prefectures: tuple[str | int, ...] | None = None
    counties: tuple[str | int, ...] | None = None
    development_third: int | None = None
    difficulty_third: int | None = None
    share: float | None = None
    drawn_by: str = "county"
    draw_key: int = 0
    place: str | None = None

    @property
    def names_places(self) -> bool:
        """Whether places are named one by one, so that the list of places is needed to find them."""
        return not (self.provinces is None and self.prefectures is None and self.counties is None)


def where_of(section: WhereSection, node: Node, world: WorldSpec) -> Where:
    """The conditions written at `node`. Raises UserError where they make no sense or name a place not in `world`."""
    if not section.model_fields_set:
        raise UserError("scenario.where_empty", str(node.place))
    for name in ("drawn_by", "draw_key"):
        if name in node.names and section.share is None:
            raise UserError("scenario.draw_alone", str(node.names[name]), name=name)
    thirds = (section.development_third, section.difficulty_third)
    where = Where(
        provinces=_tuple(section.provinces),
        prefectures=_tuple(section.prefectures),
        counties=_tuple(section.counties),
        development_third=None if thirds[0] is None else DEVELOPMENT_THIRDS.index(thirds[0]),
        difficulty_third=None if thirds[1] is None else DIFFICULTY_THIRDS.index(thirds[1]),
        share=section.share,
        drawn_by=section.drawn_by or "county",
        draw_key=section.draw_key or 0,
        place=str(node.place),
    )
    if where.names_places:
        named(where, places(world), node)
    return where


def _tuple(given: Sequence[Any] | None) -> tuple[Any, ...] | None:
    return None if given is None else tuple(given)


def named(where: Where, known: Sequence[Place], node: Node | None = None) -> np.ndarray:
    """Flags, shape (counties,), of the `known` places that `where` names.

    Raises UserError for a place that is not among them; `node`, where given, tells the exact spot in the file.
    """
    chosen = np.ones(len(known), np.bool_)
    prefectures = list(dict.fromkeys((place.province, place.prefecture) for place in known))
    number_of = {prefecture: number for number, prefecture in enumerate(prefectures)}
    numbers = np.array([number_of[place.province, place.prefecture] for place in known])
    for level, written, number in (
        ("province", "provinces", None),
        ("prefecture", "prefectures", numbers),
        ("county", "counties", np.arange(len(known))),
    ):
        asked = getattr(where, written)
        if asked is not None:
            spots = [str(node.find([written, i]).place) if node else where.place for i in range(len(asked))]
            found = [_one(known, level, name, number, spot) for name, spot in zip(asked, spots, strict=True)]
            chosen &= np.any(found, axis=0)
    return chosen


def _one(
    known: Sequence[Place], level: str, asked: str | int, number: np.ndarray | None, spot: str | None
) -> np.ndarray:
    """Flags of the counties in the place `asked` for, by number or by name in either language."""
    if isinstance(asked, int) and number is not None:
        last = int(number.max())
        if not 0 <= asked <= last:
            raise UserError("scenario.no_such_number", spot, value=asked, last=last)
        return np.asarray(number == asked)
    names = [(getattr(place, level), getattr(place, f"{level}_zh")) for place in known]
    found = np.array([asked in both for both in names])
    if not found.any():
        raise no_such_place(asked, list(dict.fromkeys(name for both in names for name in both)), spot)
    return found


def no_such_place(asked: object, known: Sequence[str], where: str | None) -> UserError:
    """The complaint about a place that does not exist: the nearest name, or the first few of them all."""
    # Comparing thousands of names takes seconds; those that begin alike are enough.
    alike = known if len(known) <= 200 else [name for name in known if name[:1] == str(asked)[:1]][:200]
    return near("scenario.unknown_place", where, asked, alike or known[:10])


def covered(where: Where | None, state: State, known: Sequence[Place]) -> np.ndarray:
    """Flags, shape (counties,), of the counties `where` holds for; all of them where it is None.

    `known` are the counties of `state` with their names; read only where `where` names places.
    Raises UserError for a place that does not exist, and for conditions that no county meets.
    """
    counties = state.counties
    chosen = np.ones(counties.size, np.bool_)
    if where is None:
        return chosen
    if where.names_places:
        chosen &= named(where, known)
    if where.development_third is not None:
        chosen &= counties["development_third"] == where.development_third
    if where.difficulty_third is not None:
        chosen &= counties["difficulty_third"] == where.difficulty_third
    if where.share is not None:
        chosen &= _drawn(where, state, chosen)
    if not chosen.any():
        raise UserError("scenario.where_nowhere", where.place)
    return chosen


def _drawn(where: Where, state: State, among: np.ndarray) -> np.ndarray:
    """Flags of the counties in the drawn share of the places `among`: those with the smallest draws.

    The number drawn is the share of the places rounded to the nearest whole number.
    """
    by_county = where.drawn_by == "county"
    places = np.arange(state.counties.size) if by_county else state.counties["prefecture"]
    keys = state.counties["key"] if by_county else places
    candidates = np.unique(places[among])
    key_of = dict(zip(places.tolist(), keys.tolist(), strict=True))
    luck = {p: draws(where.draw_key, 0, Decision.PILOT, 0, key_of[p], NONE)[0] for p in candidates.tolist()}
    number = int(np.floor((where.share or 0.0) * candidates.size + 0.5))
    winners = sorted(luck, key=lambda place: (luck[place], place))[:number]
    return np.isin(places, winners)
