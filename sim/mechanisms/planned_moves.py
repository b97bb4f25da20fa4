"""Planned moves 调整交流: seven in ten exits of a secretary, and no promotion.

The organisation department resolves to move a chief: the longer he has been in post, the more so; above all when his
five years are up, around the congress of his county, and in the wave that follows a new principal. An older
chief goes to the second line at once. A younger one waits, as a plan, until a bureau falls vacant and
until the term rules let him go; a rule that holds chiefs back therefore stores plans up.
"""

from sim.lever import ASSUMPTION, Parameter, Tier
from sim.rule import Behaviour, Code, Draw, Flag, Hazard, Length, Months, logistic, rule

_FLOWS = "design/model.md §2; facts/targets.json C1, C2, C7, C8"

LEVERS = ()

PARAMETERS = (
    Parameter("plan_secretary_per_month", "per month", 0.026, 0.005, 0.06, "planned moves of a long-serving secretary in an ordinary month", Tier.INFORMED, _FLOWS),
    Parameter("plan_head_per_month", "per month", 0.016, 0.005, 0.06, "planned moves of a long-serving head in an ordinary month", Tier.INFORMED, _FLOWS),
    Parameter("plan_ripe_months", "months", 40.0, 20.0, 80.0, "tenure at which the department is half as ready to move him as it will ever be", Tier.INFORMED, _FLOWS),
    Parameter("plan_congress_factor", "1", 3.0, 1.0, 6.0, "times as many planned moves around the county's congress", Tier.INFORMED, "facts/targets.json C13"),
    Parameter("plan_before_congress_months", "months", 4.0, 1.0, 8.0, "months before the congress from which this holds", Tier.BOUNDED, ASSUMPTION),
    Parameter("plan_after_congress_months", "months", 7.0, 2.0, 10.0, "months after it until which it holds", Tier.BOUNDED, ASSUMPTION),
    Parameter("plan_wave_factor", "1", 2.0, 1.0, 4.0, "times as many planned moves in the wave after a new principal", Tier.BOUNDED, "assumption: excess variance of facts/targets.json C18"),
    Parameter("plan_wave_first_months", "months", 4.0, 1.0, 8.0, "months the new principal waits before the wave", Tier.ASSUMED, ASSUMPTION),
    Parameter("plan_wave_last_months", "months", 12.0, 6.0, 24.0, "months after which the wave is over", Tier.ASSUMED, ASSUMPTION),
    Parameter("plan_term_end_per_month", "per month", 0.08, 0.02, 0.2, "further planned moves when five years are up, months 58-61", Tier.INFORMED, "facts/targets.json C17"),
    Parameter("second_line_age_years", "years", 53.0, 51.0, 55.0, "age at which half of the planned moves lead to the second line", Tier.BOUNDED, "design/model.md §2: .16 of secretaries' exits"),
    Parameter("second_line_spread_years", "years", 1.0, 0.3, 2.0, "scale of that passage", Tier.ASSUMED, ASSUMPTION),
    Parameter("upgraded_stays_share", "share", 0.5, 0.2, 0.8, "planned moves given up for one raised in rank in place", Tier.ASSUMED, "assumption: raised to stay, Hunan 2009 and the notice of 2016 (facts/README.md)"),
)


@rule
def planned_move_hazard(
    role: Code, tenure_months: Length, months_from_congress: Months, months_since_principal: Length, behaviour: Behaviour
) -> float:
    """Resolutions a month to move a chief of this role.

    Readiness rises with tenure t as t^3 / (t^3 + half^3): nearly nothing in the first year.
    """
    base = behaviour.plan_secretary_per_month
    if role == 1:
        base = behaviour.plan_head_per_month
    cube = 1.0 * tenure_months * tenure_months * tenure_months
    half = behaviour.plan_ripe_months * behaviour.plan_ripe_months * behaviour.plan_ripe_months
    hazard = base * cube / (cube + half)
    if -behaviour.plan_before_congress_months <= months_from_congress <= behaviour.plan_after_congress_months:
        hazard = hazard * behaviour.plan_congress_factor
    if behaviour.plan_wave_first_months <= months_since_principal < behaviour.plan_wave_last_months:
        hazard = hazard * behaviour.plan_wave_factor
    if 58 <= tenure_months <= 61:
        hazard = hazard + behaviour.plan_term_end_per_month
    return hazard


@rule
def hazard_once_upgraded(hazard: Hazard, upgraded: Flag, behaviour: Behaviour) -> float:
    """Resolutions a month to move a chief, fewer for one raised in rank in place: a bureau would be a step down."""
    return hazard * (1.0 - behaviour.upgraded_stays_share * upgraded)


@rule
def goes_to_second_line(age_months: Length, draw: Draw, behaviour: Behaviour) -> bool:
    """Whether the planned move of a chief of this age leads to the second line."""
    years = age_months / 12.0 - behaviour.second_line_age_years
    return draw < logistic(years / behaviour.second_line_spread_years)
