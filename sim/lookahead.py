"""Looking ahead: chances at the openings to come, what they are worth today, and effort in proportion to value.

Arithmetic without levers or parameters of its own; `sim.mechanisms.choice` says what it is used for.
"""

import math

from sim.rule import Hazard, Length, Months, Positive, Real, Share, rule, within


@rule
def chances_of_one(standing: Real, off_cycle: Share, congress: Share, ratio: Positive, most: Share) -> tuple[float, float, float]:
    """One man's chance in an ordinary month, his chance at a congress, and how steeply the latter rises with standing.

    `off_cycle` and `congress` are the chances of a man of mean standing, multiplied by `ratio`; the monthly one is held to
    `most`. The slope P(1 - P) leaves little to gain for the hopeless and for the certain.
    """
    strength = math.exp(within(standing, -30.0, 30.0))
    chance = min(0.95, max(0.0, congress * ratio))
    chance = chance * strength / (1.0 - chance + chance * strength)
    monthly = min(most, max(0.0, off_cycle * ratio * strength))
    return monthly, chance, chance * (1.0 - chance)


@rule
def openings_within(
    rate: Hazard, monthly: Share, weight: Share, chance: Share, opens: Months, closes: Months, to_congress: Length
) -> float:
    """Openings between two months from now, discounted: ordinary months, and the next two congresses if they fall within.

    `weight` is what a congress counts: his chance, or its slope; the second comes only to those whom the first (`chance`) passed over.
    """
    if closes <= opens:
        return 0.0
    steady = max(1e-6, rate)
    worth = monthly * (math.exp(-steady * opens) - math.exp(-steady * closes)) / steady
    if opens <= to_congress <= closes:
        worth = worth + weight * math.exp(-steady * to_congress)
    if opens <= to_congress + 60 <= closes:
        worth = worth + weight * (1.0 - chance) * math.exp(-steady * (to_congress + 60))
    return worth


@rule
def openings_ahead(
    rate: Hazard, monthly: Share, weight: Share, chance: Share, closes: Months, to_congress: Length, held_months: Length, held_share: Share
) -> float:
    """Discounted openings before the age ceiling, for one whom the minimum tenure holds back for `held_months` with a chance of `held_share`."""
    free = openings_within(rate, monthly, weight, chance, 0, closes, to_congress)
    if held_months <= 0 or held_share <= 0.0:
        return free
    held = openings_within(rate, monthly, weight, chance, held_months, closes, to_congress)
    return held_share * held + (1.0 - held_share) * free


@rule
def quantal_response(
    a: Real, b: Real, c: Real, d: Real, e: Real, precision: Positive
) -> tuple[float, float, float, float, float]:
    """Five shares adding up to 1, in proportion to exp(precision * value) (McKelvey & Palfrey 1995)."""
    best = max(max(max(a, b), max(c, d)), e)
    wa = math.exp(max(-700.0, precision * (a - best)))
    wb = math.exp(max(-700.0, precision * (b - best)))
    wc = math.exp(max(-700.0, precision * (c - best)))
    wd = math.exp(max(-700.0, precision * (d - best)))
    we = math.exp(max(-700.0, precision * (e - best)))
    whole = wa + wb + wc + wd + we
    return wa / whole, wb / whole, wc / whole, wd / whole, we / whole
