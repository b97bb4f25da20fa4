"""A small honest simulator of chiefs, unlike the model itself, that fills ledgers for tests of metrics and figures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.ledger import DTYPES, Ledger
from sim.metrics import Places
from sim.vocabulary import Destination, ExitReason, Kind, Source

_EXITS = (
    (ExitReason.PROMOTION, Destination.DEPUTY_BUREAU),
    (ExitReason.PLANNED_MOVE, Destination.BUREAU),
    (ExitReason.PLANNED_MOVE, Destination.SECRETARY_ELSEWHERE),
    (ExitReason.AGE, Destination.SECOND_LINE),
    (ExitReason.DISCIPLINE, Destination.OUT),
    (ExitReason.REQUEST, Destination.AWAY),
)
_WEIGHTS = (0.3, 0.35, 0.13, 0.15, 0.02, 0.05)


def table(name: str, *rows: Mapping[str, object]) -> np.ndarray:
    """A table of a ledger with these rows; what a row does not name is nil."""
    found = np.zeros(len(rows), DTYPES[name])
    for number, row in enumerate(rows):
        for key, value in row.items():
            found[number][key] = value
    return found


def places(counties: int = 24, prefectures: int = 3) -> Places:
    """A map with names in both languages."""
    number = np.arange(counties)
    return Places(
        province=np.zeros(counties, np.int64),
        prefecture=number * prefectures // counties,
        development=(number + 0.5) / counties,
        development_third=number * 3 // counties,
        difficulty_third=(number[::-1] * 3) // counties,
        congress_phase=np.full(counties, 45),
        head_election_phase=np.full(counties, 49),
        province_names=("Henan",),
        prefecture_names=tuple(f"Prefecture {p + 1}" for p in range(prefectures)),
        prefecture_names_zh=tuple(f"第{p + 1}市" for p in range(prefectures)),
        county_names=tuple(f"County {c + 1}" for c in number),
        county_names_zh=tuple(f"第{c + 1}县" for c in number),
    )


def ledger(
    where: Places,
    seed: int,
    last_month: int = 240,
    burn_in: int = 120,
    minimum: int = 0,
    peak: float = 3.0,
    hazard: float = 0.03,
) -> Ledger:
    """The history of every post of `where`: an exit each month by `hazard`, `peak` times as likely around a congress.

    `minimum` halves the exits before it and doubles them in the six months from it on.
    """
    rng = np.random.default_rng(seed)
    spells: list[dict[str, float]] = []
    appointments: list[dict[str, float]] = []
    for county in range(where.counties):
        _pair(rng, where, county, (-burn_in, last_month), minimum, peak, hazard, spells, appointments)
    for number in range(last_month // 2):
        source = (Source.SECRETARY, Source.HEAD, Source.BUREAU, Source.UPPER, Source.OUTSIDE)[
            rng.choice(5, p=(0.11, 0.02, 0.37, 0.3, 0.2))
        ]
        appointments.append(_contest(rng, where, -1, Kind.UPPER, int(number * 2), source, 1000 + number % 20))
    tables = {"spells": _rows("spells", spells), "appointments": _rows("appointments", appointments)}
    tables |= _panels(rng, where, last_month)
    return Ledger(tables, 0, last_month)


def _pair(rng, where, county, window, minimum, peak, hazard, spells, appointments) -> None:  # type: ignore[no-untyped-def]
    first, last = window
    seat: list[dict[str, float] | None] = [
        _spell(rng, county, role, first - int(rng.integers(1, 40)), Source.OUTSIDE) for role in (0, 1)
    ]
    empty_until = [first, first]
    for month in range(first, last):
        for role in (0, 1):
            held = seat[role]
            if held is None and month >= empty_until[role]:
                source = Source.BUREAU if role == 0 else Source.OWN_DEPUTY
                head = seat[1]
                if role == 0 and head is not None and month - head["start_month"] > 12 and rng.random() < 0.6:
                    _leave(head, month, ExitReason.PROMOTION, Destination.OWN_SECRETARY, first, spells)
                    seat[1], empty_until[1], source = None, month + int(rng.integers(0, 4)), Source.OWN_HEAD
                seat[role] = _spell(rng, county, role, month, source)
                if month >= 0:
                    kind = Kind(role)
                    appointments.append(_contest(rng, where, county, kind, month, source, 2 * county + role))
                continue
            if held is None or month <= held["start_month"]:
                continue
            tenure = month - held["start_month"]
            phase = (where.congress_phase if role == 0 else where.head_election_phase)[county]
            chance = hazard * (peak if (month - phase + 3) % 60 < 12 else 1.0) * min(1.0, tenure / 18)
            if minimum and month >= 0:
                chance *= 0.3 if tenure < minimum else 2.5 if tenure < minimum + 6 else 1.0
            if (month - phase) % 60 == 0:
                held["elected_month"] = month
            if rng.random() < chance:
                reason, destination = _EXITS[rng.choice(len(_EXITS), p=_WEIGHTS)]
                _leave(held, month, reason, destination, first, spells)
                seat[role], empty_until[role] = None, month + int(rng.integers(0, 4))
    spells.extend(held for held in seat if held is not None)


def _spell(rng, county, role, month, source) -> dict[str, float]:  # type: ignore[no-untyped-def]
    age = int(rng.normal(47.8 - 1.9 * role, 3.0) * 12)
    return {
        "county": county,
        "role": role,
        "cadre": int(rng.integers(1, 1 << 40)),
        "start_month": month,
        "end_month": -1,
        "exit_reason": -1,
        "destination": -1,
        "source": source,
        "age_start_months": age,
        "age_end_months": -1,
        "predecessor_was_own_head": int(source == Source.OWN_HEAD),
        "elected_month": -1,
        "confirmed_month": month + int(rng.integers(0, 12)),
        "home": -1,
        **{f"{name}_start": rng.random() for name in ("command", "decision", "organising", "judging")},
        **{f"{name}_start": rng.random() for name in ("crisis", "economic", "integrity")},
    }


def _leave(spell, month, reason, destination, first, spells) -> None:  # type: ignore[no-untyped-def]
    spell["end_month"], spell["exit_reason"], spell["destination"] = month, reason, destination
    spell["age_end_months"] = spell["age_start_months"] + month - spell["start_month"]
    if spell["confirmed_month"] > month:
        spell["confirmed_month"] = -1
    if month >= 0:
        spells.append(spell)


def _contest(rng, where, county, kind, month, source, post) -> dict[str, float]:  # type: ignore[no-untyped-def]
    prefecture = int(where.prefecture[county]) if county >= 0 else int(rng.integers(where.prefecture.max() + 1))
    row = {"prefecture": prefecture, "county": county, "kind": kind, "post": post, "filled_month": month}
    row |= {"vacated_month": month, "source": source, "cadre": int(rng.integers(1 << 40)), "from_post": -1}
    row |= {"wait_months": int(rng.integers(12, 90)), "eligible": 6, "chain": post * 1000 + month, "step": 0}
    for name in ("performance", "tie", "seniority_months", "competence"):
        row |= {f"{name}_winner": rng.normal(0.4), f"{name}_mean": 0.0, f"{name}_sd": 1.0}
    return row


def _panels(rng, where, last_month) -> dict[str, np.ndarray]:  # type: ignore[no-untyped-def]
    chiefs, counties = [], []
    for county in range(where.counties):
        for first in range(0, last_month, 12):
            counties.append({"county": county, "first_month": first, "months": 12, "growth": rng.normal(), "mess": 0.3})
            for role in (0, 1):
                shares = rng.dirichlet((6, 3, 2 - role, 4, 5))
                names = ("development_effort", "showcase_effort", "lobbying_effort", "routine_effort", "coasting")
                row = {"county": county, "role": role, "first_month": first, "months": 11, "acting_months": 2}
                chiefs.append(row | dict(zip(names, shares, strict=True)) | {"morale": 0.6, "fatigue": 0.3})
    return {"chief_periods": _rows("chief_periods", chiefs), "county_periods": _rows("county_periods", counties)}


def _rows(table: str, rows: list[dict[str, float]]) -> np.ndarray:
    found = np.zeros(len(rows), DTYPES[table])
    for number, row in enumerate(rows):
        for name, value in row.items():
            found[number][name] = value
    return found
