"""One person's way through the posts, step by step, from the ledger of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.ledger import Ledger
from sim.scenario_file import Date
from sim.tally import MEASURES
from sim.vocabulary import NEVER, NONE, Destination, ExitReason, Kind, Source

WHOLE_WAY = (Kind.DEPUTY, Kind.HEAD, Kind.SECRETARY, Kind.UPPER)
"""The posts of somebody who made his way from county deputy to deputy-bureau rank."""


@dataclass(frozen=True)
class Appointment:
    """How a post was won.

    Attributes
    ----------
    vacated_month, vacated_reason: when and why it had fallen vacant (-1: nobody had ever left it).
    step: steps from the vacancy that began the chain; 0: it began it.
    eligible: candidates weighed, 0 where there was no contest. refusals: those who declined before him.
    ahead: by measure (`sim.tally.MEASURES`), how many standard deviations of the eligible he stood above their mean;
        a measure in which the eligible did not differ is left out.
    """

    vacated_month: int
    vacated_reason: int
    step: int
    eligible: int
    refusals: int
    ahead: dict[str, float]

    @property
    def strongest(self) -> str | None:
        """What set him apart most from the eligible to his advantage; None where nothing did."""
        above = {name: lead for name, lead in self.ahead.items() if lead > 0.0}
        return max(above, key=lambda name: above[name]) if above else None


@dataclass(frozen=True)
class Step:
    """A spell in one post, and how it began and ended.

    Attributes
    ----------
    kind, county, prefecture: of the post; county -1 for posts of the prefecture.
    start_month, age_months: first month in it, and his age then.
    source: where he came from. appointment: None where there is none in the window.
    end_month: NEVER where he is still there at the end of the window; reason, destination: -1 then.
    """

    kind: int
    county: int
    prefecture: int
    start_month: int
    age_months: int
    source: int
    appointment: Appointment | None
    end_month: int
    reason: int
    destination: int


def trace(ledger: Ledger, cadre: int, prefecture_of: np.ndarray) -> list[Step]:
    """The steps of `cadre` in order of time; empty where the ledger does not know him.

    `prefecture_of`: of each county, int64, shape (counties,).
    """
    steps = []
    for table in ("spells", "pool_spells"):
        for row in ledger[table][ledger[table]["cadre"] == cadre]:
            county = int(row["county"])
            is_chief = table == "spells"
            steps.append(
                Step(
                    int(row["role" if is_chief else "kind"]),
                    county,
                    int(prefecture_of[county] if is_chief else row["prefecture"]),
                    int(row["start_month"]),
                    int(row["age_start_months"]),
                    int(row["source"]),
                    _appointment(ledger, cadre, int(row["start_month"])),
                    int(row["end_month"]),
                    int(row["exit_reason"]),
                    int(row["destination"]),
                )
            )
    return sorted(steps, key=lambda step: step.start_month)


def first_whole_way(ledger: Ledger) -> int | None:
    """Whoever was the first to reach a deputy-bureau post after being county deputy, head and secretary, or None.

    All his posts must be in the ledger; of several in one month the lowest identity.
    """
    uppers = ledger["pool_spells"][ledger["pool_spells"]["kind"] == Kind.UPPER]
    for row in np.sort(uppers[["start_month", "cadre"]], order=["start_month", "cadre"]):
        if _went_all_the_way(ledger, int(row["cadre"])):
            return int(row["cadre"])
    return None


def _went_all_the_way(ledger: Ledger, cadre: int) -> bool:
    starts = {}
    for table, column in (("spells", "role"), ("pool_spells", "kind")):
        mine = ledger[table][ledger[table]["cadre"] == cadre]
        for row in mine[np.argsort(-mine["start_month"])]:
            starts[int(row[column])] = int(row["start_month"])
    first = [starts.get(kind) for kind in WHOLE_WAY]
    known = [month for month in first if month is not None]
    return len(known) == len(WHOLE_WAY) and known == sorted(known)


def _appointment(ledger: Ledger, cadre: int, month: int) -> Appointment | None:
    rows = ledger["appointments"]
    rows = rows[(rows["cadre"] == cadre) & (rows["filled_month"] == month)]
    if not rows.size:
        return None
    row, ahead = rows[0], {}
    for name in MEASURES if row["eligible"] > 1 else ():
        if row[f"{name}_sd"] > 0.0:
            ahead[name] = float((row[f"{name}_winner"] - row[f"{name}_mean"]) / row[f"{name}_sd"])
    return Appointment(
        int(row["vacated_month"]),
        int(row["vacated_reason"]),
        int(row["step"]),
        int(row["eligible"]),
        int(row["refusals"]),
        ahead,
    )


def as_json(steps: Sequence[Step], cadre: int, name: str, seed: int, replicate: int, start: Date) -> dict[str, object]:
    """The steps as plain values, schema 1; codes as their names, months as dates, nothing where there is none."""
    return {
        "schema": 1,
        "scenario": name,
        "seed": seed,
        "replicate": replicate,
        "cadre": cadre,
        "steps": [_step_json(step, start) for step in steps],
    }


def _step_json(step: Step, start: Date) -> dict[str, object]:
    won = step.appointment
    return {
        "kind": Kind(step.kind).name.lower(),
        "county": None if step.county == NONE else step.county,
        "prefecture": step.prefecture,
        "since": str(start.after(step.start_month)),
        "age_months": step.age_months,
        "source": Source(step.source).name.lower(),
        "appointment": None
        if won is None
        else {
            "vacated": None if won.vacated_month == NEVER else str(start.after(won.vacated_month)),
            "vacated_reason": None if won.vacated_reason == NONE else ExitReason(won.vacated_reason).name.lower(),
            "step": won.step,
            "eligible": won.eligible,
            "refusals": won.refusals,
            "ahead": won.ahead,
        },
        "left": None if step.end_month == NEVER else str(start.after(step.end_month)),
        "exit_reason": None if step.reason == NONE else ExitReason(step.reason).name.lower(),
        "destination": None if step.destination == NONE else Destination(step.destination).name.lower(),
    }
