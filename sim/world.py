"""Prefectures, counties and posts: generated from a province's published row, or read from a roster.

The map is the same in every replicate and under every policy; only people differ. Census units include
functional zones and places run by a province; a world scales them to 333 prefectures and about 2,750 counties.
The four municipalities, whose district chiefs rank higher, are off this ladder and left out.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from sim.mechanisms import beliefs, pools
from sim.mechanisms.calendar import head_election_phase
from sim.policy import UnknownName
from sim.rule import bell, within
from sim.state import (
    CADRE_DTYPE,
    CHIEF_DTYPE,
    COUNTY_DTYPE,
    POST_DTYPE,
    PREFECTURE_DTYPE,
    PROVINCE_DTYPE,
    SPELL_DTYPE,
    State,
    blank,
)
from sim.streams import draws
from sim.vocabulary import Decision, Kind

MUNICIPALITIES = ("Beijing", "Tianjin", "Shanghai", "Chongqing")
NATIONAL_PREFECTURES = 333
NATIONAL_COUNTIES = 2750
NATIONAL_CONGRESS = (2007, 10)
"""A national party congress; one falls every five years (2002, 2007, 2012)."""
LARGEST_PREFECTURE = 64
"""Counties a prefecture may have: seats of one kind are numbered with nine bits, up to eight deputies a county."""


@dataclass(frozen=True)
class WorldSpec:
    """Which world: "tiny", "province" (one of `provinces`), "national" or "roster" (a table of one's own)."""

    kind: str = "province"
    province: str = "Henan"
    prefectures: int | None = None
    counties: int | None = None
    roster: Path | None = None


@dataclass(frozen=True)
class ProvinceRow:
    """A row of data/provinces.csv."""

    name: str
    name_zh: str
    prefectures: int
    counties: int
    development_mean: float
    development_sd: float
    development_sd_within: float


@dataclass(frozen=True)
class Place:
    """A county to be: its names and, where known, its development index."""

    province: str
    province_zh: str
    prefecture: str
    prefecture_zh: str
    county: str
    county_zh: str
    development: float


def provinces() -> dict[str, ProvinceRow]:
    """The provinces and regions of the mainland by English name, municipalities included."""
    text = files("sim").joinpath("data/provinces.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {
        r["province"]: ProvinceRow(
            r["province"],
            r["province_zh"],
            int(r["prefectures"]),
            int(r["counties"]),
            float(r["development_mean"]),
            float(r["development_sd"]),
            float(r["development_sd_within_prefecture"]),
        )
        for r in rows
    }


def places(spec: WorldSpec) -> list[Place]:
    """The counties of a world in order: by province, then prefecture.

    Raises UnknownName for a province that does not exist, ValueError for a roster that cannot be read or for
    more prefectures than counties.
    """
    if spec.kind == "roster":
        return _read_roster(spec.roster)
    known = provinces()
    if spec.kind == "national":
        rows = [row for row in known.values() if row.name not in MUNICIPALITIES]
        prefectures = _shares([row.prefectures for row in rows], spec.prefectures or NATIONAL_PREFECTURES)
        counties = _shares([row.counties for row in rows], spec.counties or NATIONAL_COUNTIES)
        return [
            place
            for number, row in enumerate(rows)
            for place in _generated(row, number, prefectures[number], max(counties[number], prefectures[number]))
        ]
    if spec.province not in known:
        raise UnknownName(spec.province, known)
    small = spec.kind == "tiny"
    prefectures_here = spec.prefectures or (2 if small else 11)
    counties_here = spec.counties or (12 if small else 100)
    if counties_here < prefectures_here:
        raise ValueError(f"{prefectures_here} prefectures need at least as many counties, not {counties_here}")
    return _generated(known[spec.province], 0, prefectures_here, counties_here)


def province_names(spec: WorldSpec) -> list[str]:
    """English names of the world's provinces, in order."""
    return list(dict.fromkeys(place.province for place in places(spec)))


def build(spec: WorldSpec, start: tuple[int, int], behaviour: np.recarray) -> State:
    """The empty map: every post vacant, every clock set. `start` is the year and month of month 0."""
    return build_from(places(spec), start, behaviour)


def build_from(where: Sequence[Place], start: tuple[int, int], behaviour: np.recarray) -> State:
    """As `build`, from places; people are added by an engine's `populate`."""
    if not where:
        raise ValueError("a world needs at least one county")
    b = behaviour[0]
    groups = _groups(where)
    provinces_here = list(dict.fromkeys(place.province for place in where))
    state = State(
        cadres=blank(CADRE_DTYPE, 0),
        posts=blank(POST_DTYPE, 0),
        chiefs=blank(CHIEF_DTYPE, 2 * len(where)),
        spells=blank(SPELL_DTYPE, 2 * len(where)),
        counties=blank(COUNTY_DTYPE, len(where)),
        prefectures=blank(PREFECTURE_DTYPE, len(groups)),
        provinces=blank(PROVINCE_DTYPE, len(provinces_here)),
    )
    for number in range(len(provinces_here)):
        u = draws(0, 0, Decision.WORLD, 0, number, 1)[0]
        state.provinces[number].congress_phase = _months_between(start, NATIONAL_CONGRESS) - 9 - int(math.floor(7 * u))
    _lay_out_counties(state, where, groups, provinces_here, start, b)
    return state._replace(**_lay_out_posts(state, groups, b))


def _lay_out_counties(
    state: State,
    where: Sequence[Place],
    groups: list[range],
    provinces_here: list[str],
    start: tuple[int, int],
    b: np.record,
) -> None:
    for prefecture, members in enumerate(groups):
        record = state.prefectures[prefecture]
        record.province = provinces_here.index(where[members[0]].province)
        record.first_county = members.start
        record.counties = len(members)
        record.first_chief = 2 * members.start
        record.chiefs = 2 * len(members)
        record.appraisal_phase = (12 - start[1]) % 12
        record.rivals_score = 1.0
        believed = beliefs.first_beliefs(b)
        record.belief_off_cycle, record.belief_congress = believed[0], believed[1]
        record.belief_performance, record.belief_tie = believed[2], believed[3]
        for place_in_prefecture, county in enumerate(members):
            u = draws(0, 0, Decision.WORLD, 0, (prefecture << 9) | place_in_prefecture, 2)
            row = state.counties[county]
            row.prefecture = prefecture
            row.province = record.province
            row.key = (prefecture << 9) | place_in_prefecture
            row.development = where[county].development
            row.difficulty = within(bell(u[0], 0.45 + 0.4 * (0.5 - row.development), 0.15), 0.02, 0.98)
            row.congress_phase = state.provinces[record.province].congress_phase + int(math.floor(3 * u[1]))
            row.session_phase = head_election_phase(row.congress_phase) % 12
            _furnish(row)
    state.counties["development_third"] = _thirds(state.counties.development)
    state.counties["difficulty_third"] = _thirds(state.counties.difficulty)


def _furnish(row: np.record) -> None:
    # Near where the stocks come to rest under the practice of 1999-2012; burn-in does the rest.
    row.capital, row.showcase, row.mess = 1.5, 0.8, 0.75
    row.unrest, row.burden, row.harmony = 0.44, 0.55, 0.75
    row.deputies_quality, row.deputies_honesty = 0.5, 0.5
    row.restlessness = 1.0


_FIELDS_OF = {
    Kind.UPPER: ("first_upper", "uppers"),
    Kind.BUREAU: ("first_bureau", "bureaus"),
    Kind.DEPUTY: ("first_deputy", "deputies"),
    Kind.DEPARTMENT: ("first_department", "departments"),
}
"""Where a prefecture keeps the index of its first post of a kind, and their number."""


def _lay_out_posts(state: State, groups: list[range], b: np.record) -> dict[str, np.recarray]:
    blocks: list[tuple[Kind, int, int, int]] = []  # kind, prefecture, county, seat
    for prefecture, members in enumerate(groups):
        for seat, county in enumerate(members):
            blocks.append((Kind.SECRETARY, prefecture, county, seat))
            blocks.append((Kind.HEAD, prefecture, county, seat))
    for prefecture, members in enumerate(groups):
        record = state.prefectures[prefecture]
        sizes = {
            Kind.UPPER: pools.upper_posts(len(members), b),
            Kind.BUREAU: pools.bureau_posts(b),
            Kind.DEPUTY: pools.deputy_posts(b) * len(members),
            Kind.DEPARTMENT: pools.department_posts(b),
        }
        for kind, size in sizes.items():
            first, number = _FIELDS_OF[kind]
            record[first] = len(blocks)
            record[number] = size
            for seat in range(size):
                county = members[seat // pools.deputy_posts(b)] if kind == Kind.DEPUTY else -1
                blocks.append((kind, prefecture, county, seat))
    posts = blank(POST_DTYPE, len(blocks))
    table = np.array([(int(k), p, c, s) for k, p, c, s in blocks], np.int64)
    posts["kind"], posts["prefecture"], posts["county"] = table[:, 0], table[:, 1], table[:, 2]
    posts["key"] = (table[:, 1] << 23) | (table[:, 0] << 20) | (table[:, 3] << 11)
    posts["generation"] = 0
    posts["chain"] = 0
    posts["step"] = 0
    return {"posts": posts, "cadres": blank(CADRE_DTYPE, len(blocks))}


def _generated(row: ProvinceRow, number: int, prefectures: int, counties: int) -> list[Place]:
    luck = [draws(0, 0, Decision.WORLD, 0, number * 1000 + p, 3)[0] for p in range(prefectures)]
    # Counties a prefecture: mean 8.2, SD about 4 (facts: structure).
    sizes = _shares([within(bell(u, 1.0, 0.45), 0.3, 2.4) for u in luck], counties)
    between = math.sqrt(max(0.0, row.development_sd**2 - row.development_sd_within**2))
    result = []
    for p, size in enumerate(sizes):
        centre = bell(draws(0, 0, Decision.WORLD, 0, number * 1000 + p, 4)[0], row.development_mean, between)
        for c in range(size):
            u = draws(0, 0, Decision.WORLD, 0, number * 1000 + p, 5 + c)[0]
            result.append(
                Place(
                    row.name,
                    row.name_zh,
                    f"{row.name} prefecture {p + 1}",
                    f"{row.name_zh}第{p + 1}市",
                    f"County {p + 1}-{c + 1}",
                    f"{p + 1}-{c + 1}县",
                    within(bell(u, centre, row.development_sd_within), 0.01, 0.99),
                )
            )
    return result


def _read_roster(path: Path | None) -> list[Place]:
    if path is None:
        raise ValueError("a roster world needs the name of its table")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = {"province", "prefecture", "county", "development"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name}:1:1: the roster lacks the column {sorted(missing)[0]!r}")
        result = []
        for line, r in enumerate(reader, start=2):
            try:
                development = float(r["development"])
            except (TypeError, ValueError):
                development = math.nan
            if not 0.0 <= development <= 1.0:
                wrong = r["development"]
                raise ValueError(f"{path.name}:{line}:1: development must be a number from 0 to 1, not {wrong!r}")
            names = [str(r[column]).strip() for column in ("province", "prefecture", "county")]
            if not all(names):
                raise ValueError(f"{path.name}:{line}:1: province, prefecture and county must not be empty")
            if names[0] not in MUNICIPALITIES and names[0] not in {"北京市", "天津市", "上海市", "重庆市"}:
                result.append(Place(names[0], names[0], names[1], names[1], names[2], names[2], development))
    result.sort(key=lambda place: (place.province, place.prefecture))
    return result


def _groups(where: Sequence[Place]) -> list[range]:
    names = [(place.province, place.prefecture) for place in where]
    starts = [i for i, name in enumerate(names) if i == 0 or name != names[i - 1]]
    groups = [range(a, b) for a, b in zip(starts, [*starts[1:], len(where)], strict=True)]
    if len(groups) > 512:
        raise ValueError(f"a world may have 512 prefectures, not {len(groups)}")
    largest = max(groups, key=len)
    if len(largest) > LARGEST_PREFECTURE:
        name = where[largest.start].prefecture
        raise ValueError(f"{name} has {len(largest)} counties; {LARGEST_PREFECTURE} is the most")
    return groups


def _shares(weights: Sequence[float], total: int) -> list[int]:
    """Whole numbers, at least 1 each, in proportion to `weights`, that add up to `total` (largest remainders)."""
    spare = total - len(weights)
    exact = [w / sum(weights) * spare for w in weights]
    whole = [int(math.floor(x)) for x in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (whole[i] - exact[i], i))
    for i in by_remainder[: spare - sum(whole)]:
        whole[i] += 1
    return [1 + w for w in whole]


def _thirds(values: np.ndarray) -> np.ndarray:
    rank = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    return (rank * 3) // len(values)


def _months_between(start: tuple[int, int], end: tuple[int, int]) -> int:
    return (end[0] - start[0]) * 12 + end[1] - start[1]
