"""Beliefs of a prefecture: how often chiefs are promoted here, and what wins promotion.

Nobody publishes either. Chiefs read them off the promotions they see, with a memory of a few years and few cases, so that a
chance run of promotions changes what a whole prefecture strives for (March & Olsen's superstitious learning). Chances are
remembered by the month: hope fades while nothing opens, and rises with every chief who is promoted. What wins is
learned only when an upper post is filled in a contest, from how the winner differed from those eligible.
"""

import math

from sim.lever import ASSUMPTION, Parameter, Tier
from sim.rule import Behaviour, Count, Flag, Months, Positive, Real, Share, rule, within

LEVERS = ()

PARAMETERS = (
    Parameter("first_off_cycle_per_month", "per month", 0.0033, 0.002, 0.005, "chance of promotion in an ordinary month, as first believed", Tier.INFORMED, "design/choice.md: from 8.95 % a year and its peaks"),
    Parameter("first_congress_share", "share", 0.26, 0.15, 0.4, "chance of promotion at a congress, as first believed", Tier.INFORMED, "design/choice.md: from 8.95 % a year and its peaks"),
    Parameter("prior_performance", "log ratio", 0.25, 0.1, 0.5, "what one SD of appraisal is believed to win, before anything is seen", Tier.INFORMED, "facts/README.md: 1.12 for one SD of growth; appraisal holds more than growth"),
    Parameter("prior_tie", "1", 1.0, 0.5, 1.5, "what ties are believed to win, over what they win in the contest", Tier.INFORMED, "facts/README.md: rate ratios 1.31-2.16, taken at face value"),
    Parameter("hope_memory_months", "months", 60.0, 24.0, 120.0, "ordinary months over which chances are remembered", Tier.ASSUMED, "assumption: about ten contests"),
    Parameter("congress_memory_seasons", "1", 3.0, 1.5, 6.0, "congress seasons over which chances are remembered", Tier.ASSUMED, ASSUMPTION),
    Parameter("season_before_months", "months", 1.0, 0.0, 4.0, "months before the prefecture's congress from which openings count as its own", Tier.BOUNDED, ASSUMPTION),
    Parameter("season_after_months", "months", 7.0, 2.0, 10.0, "months after it until which they do", Tier.BOUNDED, ASSUMPTION),
    Parameter("belief_step", "share", 0.1, 0.05, 0.2, "how far one contest moves the belief in what wins", Tier.ASSUMED, "assumption: design/choice.md"),
    Parameter("prior_events", "1", 10.0, 3.0, 30.0, "contests that the prior belief is worth", Tier.ASSUMED, "assumption: design/choice.md"),
    Parameter("belief_least_sd", "1", 0.15, 0.05, 0.3, "spread among the eligible below which a contest teaches little", Tier.ASSUMED, ASSUMPTION),
)


@rule
def first_beliefs(behaviour: Behaviour) -> tuple[float, float, float, float]:
    """Beliefs before anything is seen: off-cycle chance a month, chance at a congress, weight of performance, weight of ties."""
    return (
        behaviour.first_off_cycle_per_month,
        behaviour.first_congress_share,
        behaviour.prior_performance,
        behaviour.prior_tie,
    )


@rule
def season_months(behaviour: Behaviour) -> float:
    """Length of a congress season."""
    return behaviour.season_before_months + behaviour.season_after_months + 1.0


@rule
def in_season(months_from_congress: Months, behaviour: Behaviour) -> bool:
    """Whether an opening this many months from the prefecture's nearest congress (negative: before it) counts as the congress's."""
    return -behaviour.season_before_months <= months_from_congress <= behaviour.season_after_months


@rule
def off_cycle_after_month(belief: Share, months_from_congress: Months, behaviour: Behaviour) -> float:
    """The off-cycle chance as believed after one more month, before what opened in it: an ordinary month lowers it a little."""
    if in_season(months_from_congress, behaviour):
        return belief
    return belief - belief / max(1.0, behaviour.hope_memory_months)


@rule
def congress_after_month(belief: Share, months_from_congress: Months, behaviour: Behaviour) -> float:
    """The chance at a congress as believed after one more month, before what opened in it: a month of the season lowers it a little."""
    if not in_season(months_from_congress, behaviour):
        return belief
    return belief - belief / max(1.0, behaviour.congress_memory_seasons * season_months(behaviour))


@rule
def off_cycle_after_opening(belief: Share, months_from_congress: Months, chief_won: Flag, chiefs_eligible: Count, behaviour: Behaviour) -> float:
    """The off-cycle chance as believed after an upper post was filled: higher where one of the eligible chiefs won it.

    With the fading of `off_cycle_after_month` it settles where it equals the chiefs promoted a month over those eligible.
    """
    if chief_won == 0 or chiefs_eligible <= 0 or in_season(months_from_congress, behaviour):
        return belief
    return min(1.0, belief + 1.0 / chiefs_eligible / max(1.0, behaviour.hope_memory_months))


@rule
def congress_after_opening(belief: Share, months_from_congress: Months, chief_won: Flag, chiefs_eligible: Count, behaviour: Behaviour) -> float:
    """The chance at a congress as believed after an upper post was filled: higher where one of the eligible chiefs won it in the season.

    With the fading of `congress_after_month` it settles where it equals the chiefs promoted a season over those eligible.
    """
    if chief_won == 0 or chiefs_eligible <= 0 or not in_season(months_from_congress, behaviour):
        return belief
    return min(1.0, belief + 1.0 / chiefs_eligible / max(1.0, behaviour.congress_memory_seasons))


@rule
def selection_gradient(winner: Real, mean: Real, spread: Positive, behaviour: Behaviour) -> float:
    """By how much the winner of a contest stood above the eligible, in units of their variance.

    To first order its expectation is the log rate ratio of one unit (the selection gradient of Lande & Arnold 1983). The
    winner's lead is held to four standard deviations; a spread next to nothing counts as `belief_least_sd`.
    """
    sd = max(behaviour.belief_least_sd, spread)
    return within((winner - mean) / sd, -4.0, 4.0) / sd


@rule
def weight_after_contest(
    belief: Real, prior: Real, winner: Real, mean: Real, spread: Positive, candidates: Count, behaviour: Behaviour
) -> float:
    """The believed weight of appraisal, or of ties, after one more contest; a contest of one teaches nothing.

    It moves one step towards what was seen, itself shrunk to the prior: a memory of 1/step contests against a prior worth `prior_events`.
    """
    if candidates < 2:
        return belief
    trust = 1.0 / (1.0 + behaviour.belief_step * behaviour.prior_events)
    seen = prior + trust * (selection_gradient(winner, mean, spread, behaviour) - prior)
    return belief + behaviour.belief_step * (seen - belief)


@rule
def performance_after_contest(belief: Real, winner: Real, mean: Real, spread: Positive, candidates: Count, behaviour: Behaviour) -> float:
    """The believed weight of one SD of appraisal after one more contest."""
    return weight_after_contest(belief, behaviour.prior_performance, winner, mean, spread, candidates, behaviour)


@rule
def tie_after_contest(belief: Real, winner: Real, mean: Real, spread: Positive, candidates: Count, behaviour: Behaviour) -> float:
    """The believed weight of one unit of ties after one more contest; nobody comes to think that closeness harms."""
    seen = weight_after_contest(belief, behaviour.prior_tie, winner, mean, spread, candidates, behaviour)
    return max(0.0, seen)


@rule
def standing_among(score: Real, mean_exponential_score: Positive) -> float:
    """Standing: own score less the log of the mean exponential score of the eligible, rivals included; within +-30.

    Where nobody is eligible (a mean of 0) the score stands as it is.
    """
    if mean_exponential_score <= 0.0:
        return within(score, -30.0, 30.0)
    return within(score - math.log(mean_exponential_score), -30.0, 30.0)
