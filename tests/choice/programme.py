"""An exact dynamic programme for one instrument: lobby this month, or do what else is worth `alternative`.

The world is the one chiefs believe in, and a promotion is worth its prize over what every plan has: the post
and the month's alternative. Who is caught loses his hopes and the post; who is moved or promoted, only his
hopes. Favour moves by `next_favour`, before the month's promotions; standing rises with it; promotion comes in
ordinary months and at congresses while it is open. The value of a plan is counted exactly, backwards from the age
ceiling, on a grid of favour with linear interpolation between its points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.lookahead import chances_of_one
from sim.mechanisms import choice
from tests.choice.chief import PARAMETERS, TRIED, ask

GRID = np.linspace(0.0, 1.0, 81)
NO_WAY_OUT = {"way_out_worth": 0.0}
"""The programme ends at the age ceiling; what ties do for the way out is left out of it and of the rule."""


@dataclass(frozen=True)
class Setting:
    """One case: months to the ceiling, to the congress, the chief, the policy; what else he could do."""

    months: int = 120
    to_congress: int = 45
    standing: float = 0.0
    held_months: int = 0
    lobbying_crackdown_share: float = 0.0
    skill: float = 1.0
    ambition: float = 1.0
    off_cycle: float = 0.0033
    alternative: float = 0.25


def _tie(favour: float) -> float:
    return 1.0 - math.exp(-TRIED["favour_weight"] * favour)


def _standing(case: Setting, favour: float) -> float:
    return case.standing + TRIED["tie_weight"] * TRIED["favour_weight"] * favour


def rule_lobbies(case: Setting, month: int, favour: float) -> bool:
    """What the rule of `choice` says: whether lobbying is worth more than the alternative."""
    *_, l0, l1, l2, l3, _, _, _, _, _, _, _, _ = ask(
        choice.terms_of_values,
        standing=_standing(case, favour),
        tie=_tie(favour),
        to_age_ceiling=case.months - month,
        to_congress=(case.to_congress - month) % 60,
        tenure_months=month,
        minimum_months=float(case.held_months),
        minimum_share=1.0 if case.held_months else 0.0,
        harmony=1.0,
        lobbying_crackdown_share=case.lobbying_crackdown_share,
        skill=case.skill,
        ambition=case.ambition,
        off_cycle=case.off_cycle,
        **NO_WAY_OUT,
    )
    return l0 + l1 + l2 + l3 > case.alternative


def value_of(case: Setting, plan: str) -> tuple[float, float]:
    """Value at the start without favour, and the share of months lobbied on the way, of a plan.

    `plan` is "never", "rule" or "best".
    """
    p = PARAMETERS
    keeps = math.exp(-TRIED["impatience"]) * (1.0 - p["moved_anyway_per_month"])
    caught = p["lobbying_caught_per_month"] * (1.0 + p["crackdown_factor"] * case.lobbying_crackdown_share)
    ahead = np.zeros(GRID.size)
    lobbied = np.zeros((case.months, GRID.size), bool)
    after = np.empty((2, GRID.size))
    behaviour = type("Record", (), p)
    for effort in (0, 1):
        after[effort] = [choice.next_favour(f, effort, case.skill, _tie(f), behaviour) for f in GRID]
    for month in range(case.months - 1, -1, -1):
        worth = np.empty((2, GRID.size))
        for effort in (0, 1):
            now = -effort * (case.alternative + p["lobbying_unease"] + caught * p["post_worth"])
            chance = np.array([_chance(case, month, f) for f in after[effort]])
            stays = chance * p["promotion_worth"] * case.ambition + (1.0 - chance) * keeps * np.interp(
                after[effort], GRID, ahead
            )
            worth[effort] = now + (1.0 - effort * caught) * stays
        if plan == "best":
            lobbied[month] = worth[1] > worth[0]
        elif plan == "rule":
            lobbied[month] = [rule_lobbies(case, month, f) for f in GRID]
        ahead = np.where(lobbied[month], worth[1], worth[0])
    return float(ahead[0]), _share_lobbied(lobbied, after)


def _chance(case: Setting, month: int, favour: float) -> float:
    if month < case.held_months:
        return 0.0
    monthly, congress, _ = chances_of_one(
        _standing(case, favour), case.off_cycle, TRIED["congress"], 1.0, PARAMETERS["hope_most_per_month"]
    )
    return congress if (case.to_congress - month) % 60 == 0 else monthly


def _share_lobbied(lobbied: np.ndarray, after: np.ndarray) -> float:
    favour, months = 0.0, 0
    for row in lobbied:
        yes = bool(row[int(np.argmin(np.abs(GRID - favour)))])
        months += yes
        favour = float(np.interp(favour, GRID, after[int(yes)]))
    return months / len(lobbied)


def gains(case: Setting) -> tuple[float, float]:
    """What the best plan and what the rule gain over never lobbying, in points."""
    never, best, rule = (value_of(case, plan)[0] for plan in ("never", "best", "rule"))
    return best - never, rule - never


def share_of_gain(case: Setting) -> float:
    """The part that the rule attains of what can be gained, where something can."""
    attainable, attained = gains(case)
    return attained / attainable
