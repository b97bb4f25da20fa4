"""What befalls a county 环境: luck in growth, and mass incidents 群体性事件.

Growth meets a shock every month. Incidents break out where people are aggrieved and the place is hard to govern.
Whether an incident is settled on the spot or spreads, so that the prefecture hears of it, depends on how the chiefs
respond: on their competence in crises and on what they learnt at the grass roots. An incident that spread leaves
the place uneasy and its chiefs timid: for a year they would rather do nothing than do something wrong, those most who are
least sure of themselves in a crisis. `incident_month` of a county is the month of the last incident that spread.
"""

from sim.lever import ASSUMPTION, Parameter, Tier
from sim.rule import Behaviour, Draw, Flag, Length, Months, Share, bell, rule, within

LEVERS = ()

PARAMETERS = (
    Parameter("growth_shock_points", "points", 1.2, 0.9, 1.5, "SD of the monthly shock to growth; with inertia, 2.75 points across counties", Tier.BOUNDED, "assumption: growth differs by about 3 points (SD) across the counties of a province"),
    Parameter("incidents_per_year", "per year", 0.15, 0.05, 0.4, "mass incidents a year in a county of middling unrest and difficulty", Tier.ASSUMED, ASSUMPTION),
    Parameter("incident_by_unrest", "1", 2.0, 1.0, 3.0, "times as many incidents at full unrest as at middling unrest", Tier.ASSUMED, ASSUMPTION),
    Parameter("unrest_middling", "share", 0.35, 0.2, 0.5, "unrest of a middling county", Tier.ASSUMED, ASSUMPTION),
    Parameter("spread_share", "share", 0.6, 0.3, 0.9, "incidents that spread under chiefs without any competence in crises", Tier.ASSUMED, ASSUMPTION),
    Parameter("spread_crisis_effect", "share", 0.7, 0.3, 0.9, "share of them that full competence in crises prevents", Tier.ASSUMED, ASSUMPTION),
    Parameter("spread_grassroots_effect", "share", 0.2, 0.0, 0.4, "share of the rest that ten years at the grass roots prevent", Tier.ASSUMED, ASSUMPTION),
    Parameter("unrest_from_incident", "share", 0.15, 0.0, 0.3, "unrest added by an incident that spread", Tier.ASSUMED, ASSUMPTION),
    Parameter("caution_lasts_months", "months", 12.0, 6.0, 24.0, "months after an incident until its chiefs have got over it", Tier.ASSUMED, "assumption: design/model.md §5, claim 4: a year"),
    Parameter("caution_strength", "share", 0.8, 0.0, 1.0, "caution just after an incident, of a chief without any competence in crises", Tier.ASSUMED, ASSUMPTION),
)


@rule
def months_since_event(month: Months, event_month: Months) -> int:
    """Months since an event of the state; 1200 where it never was (`sim.vocabulary.NEVER`)."""
    if event_month <= -100000:
        return 1200
    return month - event_month if month > event_month else 0


@rule
def growth_shock(draw: Draw, behaviour: Behaviour) -> float:
    """The month's luck in growth, in points at a yearly rate."""
    return bell(draw, 0.0, behaviour.growth_shock_points)


@rule
def incident_hazard(unrest: Share, difficulty: Share, behaviour: Behaviour) -> float:
    """Mass incidents a month: in proportion to unrest above nothing, and half as many again in the hardest place."""
    tension = unrest / behaviour.unrest_middling
    if unrest > behaviour.unrest_middling:
        above = (unrest - behaviour.unrest_middling) / (1.0 - behaviour.unrest_middling)
        tension = 1.0 + (behaviour.incident_by_unrest - 1.0) * above
    return behaviour.incidents_per_year / 12.0 * tension * (0.5 + difficulty)


@rule
def incident_spread_chance(crisis: Share, grassroots_months: Length, behaviour: Behaviour) -> float:
    """Probability that an incident is not settled on the spot, given the pair's competence and experience."""
    experience = min(1.0, grassroots_months / 120.0)
    return (
        behaviour.spread_share
        * (1.0 - behaviour.spread_crisis_effect * crisis)
        * (1.0 - behaviour.spread_grassroots_effect * experience)
    )


@rule
def experience_of_pair(
    secretary_months: Length, head_months: Length, has_secretary: Flag, has_head: Flag
) -> int:
    """Months of grass-roots work of the senior chief in post; 0 where there is none."""
    if has_secretary == 1:
        return secretary_months
    return head_months * has_head


@rule
def incident_severity(unrest: Share, draw: Draw) -> float:
    """How grave an incident is, 0 to 2: half luck, half the unrest it feeds on."""
    return unrest + draw


@rule
def unrest_after_incident(unrest: Share, behaviour: Behaviour) -> float:
    """Unrest once an incident has spread."""
    return within(unrest + behaviour.unrest_from_incident, 0.0, 1.0)


@rule
def caution_after_incident(months_since: Length, crisis: Share, behaviour: Behaviour) -> float:
    """How timid a chief is, 0 to 1: fades in a straight line, and is less the surer he is in crises.

    The choice of effort reads it: development is worth less and routine worth more to a timid chief.
    """
    left = 1.0 - months_since / behaviour.caution_lasts_months
    if left < 0.0:
        return 0.0
    return behaviour.caution_strength * left * (1.0 - crisis)
