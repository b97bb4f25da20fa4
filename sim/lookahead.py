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
    chance = min(0.95, max(0.0, congress * ratio))
    chance = chance * strength / (1.0 - chance + chance * strength)
    monthly = min(most, max(0.0, off_cycle * ratio * strength))
    return monthly, chance, chance * (1.0 - chance)


@rule
def openings_within(
    rate: Hazard, monthly: Share, chance: Share, opens: Length, closes: Length, to_congress: Length
) -> tuple[float, float]:
    """Openings between two months from now, each discounted: in ordinary months, and at the next two congresses.

    The first is a sum of his chances; the second is a sum of congresses, to be multiplied by what one counts for. He
    sees the second congress only if the first (`chance`) has passed him over.
    """
    if closes <= opens:
        return 0.0, 0.0
    steady = max(1e-6, rate)
    first = 1.0
    if opens > 0:
        first = math.exp(-steady * opens)
    ordinary = monthly * (first - math.exp(-steady * closes)) / steady
    congresses = 0.0
    if opens <= to_congress < closes:
        congresses = math.exp(-steady * to_congress)
    if opens <= to_congress + 60 < closes:
        congresses = congresses + (1.0 - chance) * math.exp(-steady * (to_congress + 60))
    return ordinary, congresses


@rule
def openings_ahead(
    rate: Hazard,
    monthly: Share,
    chance: Share,
    closes: Length,
    to_congress: Length,
    held_months: Length,
    held_share: Share,
) -> tuple[float, float]:
    """`openings_within` before the age ceiling, for one whom the minimum tenure may hold back.

    It holds him for `held_months` with a chance of `held_share`.
    """
    ordinary, congresses = openings_within(rate, monthly, chance, 0, closes, to_congress)
    if held_months <= 0 or held_share <= 0.0:
        return ordinary, congresses
    held_ordinary, held_congresses = openings_within(rate, monthly, chance, held_months, closes, to_congress)
    free_share = 1.0 - held_share
    return held_share * held_ordinary + free_share * ordinary, held_share * held_congresses + free_share * congresses


@rule
def hopes_after_congress(rate: Hazard, monthly: Share, chance: Share, closes: Length, to_congress: Length) -> float:
    """The promotions, discounted, that one passed over at the next congress may hope for from then on."""
    left = closes - to_congress
    if left <= 0:
        return 0.0
    steady = max(1e-6, rate)
    hopes = monthly * (1.0 - math.exp(-steady * left)) / steady
    if left > 60:
        hopes = hopes + chance * math.exp(-steady * 60.0)
    return hopes


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
