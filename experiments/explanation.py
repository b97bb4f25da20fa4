"""What is told of one chief in one month, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sim.mechanisms.choice import TERMS
from sim.scenario_file import Date
from sim.streams import Key
from sim.vocabulary import NEVER, NONE, Destination, ExitReason, Kind, Source

PARTS = ("appraisal", "ties", "seniority", "age", "post", "taste")
"""What a score in a contest is the sum of, in the order of the sum; `taste` is what no score shows."""

RISKS = (
    "misconduct", "review", "complaint", "age", "term_end",
    "death", "lobbying", "failure", "discord", "plan", "request",
)  # fmt: skip
"""What may end a spell within the month or resolve on its end, in the order shown."""


@dataclass(frozen=True)
class Option:
    """An option of a chief: its value, the terms that add up to it (order of `TERMS`), and the effort he gives it.

    Values are hundredths of a promotion for a month of undivided effort; effort is a share.
    """

    name: str
    value: float
    terms: tuple[float, ...]
    effort: float


@dataclass(frozen=True)
class Candidate:
    """One who stands for a post.

    Attributes
    ----------
    cadre: identity; -1: the one outsider considered.
    post: index of the post he holds. kind, county, prefecture: of that post; -1 where there is none.
    parts: what his score is made of (`PARTS`), for a chief's post; empty otherwise.
    score: taste included. chance: of being the first choice, before tastes are known.
    answer: "won", "declined", "not_cleared" (something was found against him) or "".
    """

    cadre: int
    post: int
    kind: int
    county: int
    prefecture: int
    age_months: int
    parts: tuple[float, ...]
    score: float
    chance: float
    answer: str = ""


@dataclass(frozen=True)
class Contest:
    """A contest for a vacancy: kind and place of the post, and everybody who stood, the highest score first."""

    post: int
    kind: int
    county: int
    prefecture: int
    vacated_month: int
    vacated_reason: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Sitting:
    """The chief in the post, when he chose. Ages and tenure in months; `plan_since`: NEVER where there is no plan."""

    cadre: int
    age_months: int
    since_month: int
    source: int
    acting: int
    plan_since: int
    plan_is_request: int
    stay: float
    options: tuple[Option, ...]
    risks: dict[str, float]


@dataclass(frozen=True)
class Explanation:
    """The answer.

    Attributes
    ----------
    county, role, month: as asked.
    sitting: the chief; None where the post was vacant when the month began.
    event: reason why his spell ended or its end was resolved on in this month; -1: neither.
    left: whether it ended. destination: where to; -1: nowhere.
    stood: the contests for other posts that the chief stood in.
    appointment: the contest for the post itself, where one was held this month.
    """

    county: int
    role: int
    month: int
    sitting: Sitting | None
    event: int
    left: bool
    destination: int
    stood: tuple[Contest, ...]
    appointment: Contest | None


def as_json(found: Explanation, name: str, key: Key, start: Date) -> dict[str, object]:
    """The explanation as plain values, schema 1; codes as their names, months as dates, nothing where there is none."""
    sitting = found.sitting
    return {
        "schema": 1,
        "scenario": name,
        "seed": key.seed,
        "replicate": key.replicate,
        "county": found.county,
        "role": _name(Kind, found.role),
        "month": str(start.after(found.month)),
        "chief": None if sitting is None else _sitting_json(sitting, start),
        "event": _name(ExitReason, found.event),
        "left": found.left,
        "destination": _name(Destination, found.destination),
        "stood": [_contest_json(one, start) for one in found.stood],
        "appointment": None if found.appointment is None else _contest_json(found.appointment, start),
    }


def _sitting_json(sitting: Sitting, start: Date) -> dict[str, object]:
    return {
        "cadre": sitting.cadre,
        "age_months": sitting.age_months,
        "since": str(start.after(sitting.since_month)),
        "source": _name(Source, sitting.source),
        "acting": sitting.acting == 1,
        "plan_since": None if sitting.plan_since == NEVER else str(start.after(sitting.plan_since)),
        "plan_is_request": sitting.plan_is_request == 1,
        "stay": sitting.stay,
        "options": [
            {
                "option": one.name,
                "value": one.value,
                "terms": dict(zip(TERMS[one.name], one.terms, strict=True)),
                "effort": one.effort,
            }
            for one in sitting.options
        ],
        "chances_this_month": sitting.risks,
    }


def _contest_json(held: Contest, start: Date) -> dict[str, object]:
    return {
        "kind": _name(Kind, held.kind),
        "county": None if held.county == NONE else held.county,
        "prefecture": held.prefecture,
        "vacant_since": str(start.after(held.vacated_month)),
        "vacated_reason": _name(ExitReason, held.vacated_reason),
        "candidates": [
            {
                "cadre": None if one.cadre == NONE else one.cadre,
                "kind": _name(Kind, one.kind),
                "county": None if one.county == NONE else one.county,
                "age_months": None if one.cadre == NONE else one.age_months,
                "parts": dict(zip(PARTS, one.parts, strict=True)) if one.parts else None,
                "score": one.score,
                "chance": one.chance,
                "answer": one.answer or None,
            }
            for one in held.candidates
        ],
    }


def _name(codes: type[IntEnum], code: int) -> str | None:
    return None if code == NONE else codes(code).name.lower()
