"""Who a cadre is: traits drawn once from his identity, so that he is the same man in every policy compared."""

import math

from sim.lever import ASSUMPTION, Parameter, Tier
from sim.rule import Behaviour, Code, Count, Draw, Flag, Length, bell, rule, within

_AGES = "facts/targets.json C14: heads appointed at 45.9, secretaries at 47.8, SD 4.3 (2012-26); at entry: assumption"
_SPREAD = "facts/targets.json C14: SD 4.3 at appointment (2012-26), limits and contests having cut the ends; at entry 2-6.5: assumption"

LEVERS = ()

PARAMETERS = (
    Parameter("age_upper_years", "years", 50.0, 47.0, 53.0, "age of those who enter deputy-bureau posts from outside", Tier.ASSUMED, ASSUMPTION),
    Parameter("age_bureau_years", "years", 47.5, 45.0, 50.0, "age of new bureau directors who were not chiefs", Tier.ASSUMED, ASSUMPTION),
    Parameter("age_secretary_years", "years", 46.5, 45.0, 49.0, "age of secretaries sent from outside", Tier.BOUNDED, _AGES),
    Parameter("age_head_years", "years", 44.0, 42.0, 47.0, "age of heads sent from outside", Tier.BOUNDED, _AGES),
    Parameter("age_deputy_years", "years", 39.5, 37.0, 42.0, "age of new county deputies", Tier.ASSUMED, ASSUMPTION),
    Parameter("age_department_years", "years", 40.0, 37.0, 43.0, "age of new department cadres of the reserve", Tier.ASSUMED, ASSUMPTION),
    Parameter("age_spread_years", "years", 3.2, 2.0, 6.5, "SD of the age at entry", Tier.BOUNDED, _SPREAD),
    Parameter("competence_average", "share", 0.5, 0.4, 0.6, "mean of each competence", Tier.ASSUMED, ASSUMPTION),
    Parameter("competence_spread", "share", 0.15, 0.08, 0.22, "SD of each competence", Tier.ASSUMED, ASSUMPTION),
    Parameter("motive_sd", "1", 0.3, 0.1, 0.5, "SD of ambition and of lobbying skill, mean 1", Tier.ASSUMED, ASSUMPTION),
    Parameter("service_mean", "share", 0.5, 0.3, 0.7, "mean public-service motivation", Tier.ASSUMED, ASSUMPTION),
    Parameter("service_sd", "share", 0.15, 0.05, 0.25, "SD of public-service motivation", Tier.ASSUMED, ASSUMPTION),
    Parameter("impatience_mean_per_month", "per month", 0.01, 0.004, 0.02, "mean rate at which a chief discounts the future", Tier.ASSUMED, ASSUMPTION),
    Parameter("impatience_sd_per_month", "per month", 0.003, 0.0, 0.006, "SD of that rate", Tier.ASSUMED, ASSUMPTION),
    Parameter("local_share", "share", 0.5, 0.3, 0.7, "share of cadres who grew up in a county of the prefecture", Tier.INFORMED, "facts/README.md: 43 % of age-ineligible leaders native (Gao 2017)"),
    Parameter("grassroots_mean_months", "months", 60.0, 24.0, 96.0, "mean months of grass-roots work at entry", Tier.ASSUMED, ASSUMPTION),
    Parameter("grassroots_sd_months", "months", 36.0, 12.0, 48.0, "SD of the months of grass-roots work", Tier.ASSUMED, ASSUMPTION),
    Parameter("tie_workplace_share", "share", 0.15, 0.05, 0.25, "cadres who once shared a workplace with the principal", Tier.BOUNDED, "facts/targets.json C15: prevalence not published, assumption"),
    Parameter("tie_hometown_share", "share", 0.08, 0.03, 0.15, "cadres who share a home town with the principal", Tier.BOUNDED, "facts/targets.json C15: prevalence not published, assumption"),
    Parameter("tie_league_share", "share", 0.10, 0.03, 0.2, "cadres who came through the Youth League as the principal did", Tier.BOUNDED, "facts/targets.json C15: prevalence not published, assumption"),
)


@rule
def age_at_entry_months(kind: Code, draw: Draw, behaviour: Behaviour) -> int:
    """Age in months of a cadre who enters the ladder at a post of this kind, between 28 and 57 years."""
    mean = behaviour.age_department_years
    if kind == 0:
        mean = behaviour.age_secretary_years
    elif kind == 1:
        mean = behaviour.age_head_years
    elif kind == 2:
        mean = behaviour.age_upper_years
    elif kind == 3:
        mean = behaviour.age_bureau_years
    elif kind == 4:
        mean = behaviour.age_deputy_years
    return int(math.floor(12.0 * within(bell(draw, mean, behaviour.age_spread_years), 28.0, 57.0)))


@rule
def competence(draw: Draw, behaviour: Behaviour) -> float:
    """One competence, in [0, 1]."""
    return within(bell(draw, behaviour.competence_average, behaviour.competence_spread), 0.0, 1.0)


@rule
def motive(draw: Draw, behaviour: Behaviour) -> float:
    """Ambition, or lobbying skill: mean 1, in [0.1, 2.5]."""
    return within(bell(draw, 1.0, behaviour.motive_sd), 0.1, 2.5)


@rule
def service(draw: Draw, behaviour: Behaviour) -> float:
    """Public-service motivation, in [0, 1]."""
    return within(bell(draw, behaviour.service_mean, behaviour.service_sd), 0.0, 1.0)


@rule
def impatience(draw: Draw, behaviour: Behaviour) -> float:
    """Rate a month at which he discounts the future."""
    return within(bell(draw, behaviour.impatience_mean_per_month, behaviour.impatience_sd_per_month), 0.002, 0.04)


@rule
def merit(draw: Draw) -> float:
    """Standing in appraisal when he enters the ladder, in SD."""
    return bell(draw, 0.0, 1.0)


@rule
def education(draw: Draw) -> int:
    """Level of education: 0 secondary .05, 1 short-cycle .20, 2 bachelor .50, 3 postgraduate .25 (assumption)."""
    if draw < 0.05:
        return 0
    if draw < 0.25:
        return 1
    if draw < 0.75:
        return 2
    return 3


@rule
def home_place(draw: Draw, counties: Count, behaviour: Behaviour) -> int:
    """The county of the prefecture where he grew up, counted from its first; -1: he comes from elsewhere."""
    if draw >= behaviour.local_share or counties == 0:
        return -1
    return min(counties - 1, int(math.floor(draw / max(behaviour.local_share, 1e-9) * counties)))


@rule
def grassroots_months(draw: Draw, behaviour: Behaviour) -> int:
    """Months of grass-roots work at entry."""
    return int(math.floor(within(bell(draw, behaviour.grassroots_mean_months, behaviour.grassroots_sd_months), 0.0, 240.0)))


@rule
def shares_workplace(draw: Draw, behaviour: Behaviour) -> Flag:
    """1 where he once shared a workplace with the new principal."""
    return int(draw < behaviour.tie_workplace_share)


@rule
def shares_hometown(draw: Draw, behaviour: Behaviour) -> Flag:
    """1 where he shares a home town with the new principal."""
    return int(draw < behaviour.tie_hometown_share)


@rule
def shares_league(draw: Draw, behaviour: Behaviour) -> Flag:
    """1 where he came through the Youth League as the new principal did."""
    return int(draw < behaviour.tie_league_share)


@rule
def first_months_served(kind: Code, draw: Draw) -> int:
    """Months in post at the very beginning of burn-in: uniform up to five years for chiefs and reserve, eight above."""
    if kind == 2 or kind == 3:
        return int(math.floor(draw * 96.0))
    return int(math.floor(draw * 60.0))


@rule
def part_served_months(draw: Draw, stay_months: Length) -> int:
    """How much of his stay the first principal has served when burn-in begins."""
    return int(math.floor(draw * stay_months))
