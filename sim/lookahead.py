"""Looking ahead: chances at the openings to come, what they are worth today, and effort in proportion to value.

Arithmetic without levers or parameters of its own; `sim.mechanisms.choice` says what it is used for.
"""

import math

from sim.rule import Hazard, Length, Positive, Real, Share, rule, within


@rule
def chances_of_one(
    standing: Real, off_cycle: Share, congress: Share, ratio: Positive, most: Share
) -> tuple[float, float, float]:
    """One man's chance in an ordinary month, his chance at a congress, and how steeply the latter rises with standing.

    `off_cycle` and `congress` are the chances of a man of mean standing, multiplied by `ratio`; the monthly one is held
    to `most`. The slope P(1 - P) leaves little to gain for the hopeless and for the certain.
    """
    strength = math.exp(within(standing, -30.0, 30.0))
    chance = within(congress * ratio, 0.0, 0.95)
    chance = chance * strength / (1.0 - chance + chance * strength)
    monthly = within(off_cycle * ratio * strength, 0.0, most)
    return monthly, chance, chance * (1.0 - chance)


@rule
def discounts(rate: Hazard, closes: Length, to_congress: Length) -> tuple[float, float, float]:
    """What the last month before `closes` counts for today, and what the next two congresses do.

    A congress that falls into that month or later counts for 0.
    """
    steady = rate if rate > 1e-6 else 1e-6
    first = 0.0
    second = 0.0
    if to_congress < closes:
        first = math.exp(-steady * to_congress)
        if to_congress + 60 < closes:
            second = first * math.exp(-steady * 60.0)
    return math.exp(-steady * closes), first, second


@rule
def openings_ahead(
    rate: Hazard,
    monthly: Share,
    chance: Share,
    closes: Length,
    to_congress: Length,
    held_months: Length,
    held_share: Share,
    at_end: Share,
    at_first: Share,
    at_second: Share,
) -> tuple[float, float]:
    """Openings before the window closes, each discounted: in ordinary months, and at the next two congresses.

    The first is a sum of his chances; the second is a sum of congresses, to be multiplied by what one counts for. He
    sees the second congress only if the first (`chance`) has passed him over. The minimum tenure may hold him back
    for `held_months`, with a chance of `held_share`. The last three are the `discounts` of this rate.
    """
    steady = rate if rate > 1e-6 else 1e-6
    ordinary = monthly * (1.0 - at_end) / steady
    second = (1.0 - chance) * at_second
    congresses = at_first + second
    if held_months <= 0 or held_share <= 0.0:
        return ordinary, congresses
    free_share = 1.0 - held_share
    held_ordinary = 0.0
    if held_months < closes:
        held_ordinary = monthly * (math.exp(-steady * held_months) - at_end) / steady
    held_congresses = 0.0
    if to_congress >= held_months:
        held_congresses = at_first
    if to_congress + 60 >= held_months:
        held_congresses = held_congresses + second
    return held_share * held_ordinary + free_share * ordinary, held_share * held_congresses + free_share * congresses


@rule
def hopes_after_congress(
    rate: Hazard, monthly: Share, chance: Share, at_end: Share, at_first: Share, at_second: Share
) -> float:
    """The promotions, discounted, that one passed over at the next congress may hope for from then on.

    The last three are the `discounts` of this rate.
    """
    if at_first <= 0.0:
        return 0.0
    steady = rate if rate > 1e-6 else 1e-6
    return (monthly * (at_first - at_end) / steady + chance * at_second) / at_first


@rule
def quantal_response(
    a: Real, b: Real, c: Real, d: Real, e: Real, precision: Positive
) -> tuple[float, float, float, float, float]:
    """Five shares adding up to 1, in proportion to exp(precision * value) (McKelvey & Palfrey 1995).

    Weights are counted in that of the last.
    """
    wa = math.exp(within(precision * (a - e), -700.0, 700.0))
    wb = math.exp(within(precision * (b - e), -700.0, 700.0))
    wc = math.exp(within(precision * (c - e), -700.0, 700.0))
    wd = math.exp(within(precision * (d - e), -700.0, 700.0))
    whole = wa + wb + wc + wd + 1.0
    return wa / whole, wb / whole, wc / whole, wd / whole, 1.0 / whole
