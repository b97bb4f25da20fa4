"""Planned moves 调整交流: seven in ten exits of a secretary, and no promotion.

The organisation department resolves to move a chief: the longer he has been in post, the more so; above all when his
five years are up, around the congress of his county, and in the wave that follows a new principal. An older
chief goes to the second line at once. A younger one waits, as a plan, until a bureau falls vacant and
until the term rules let him go; a rule that holds chiefs back therefore stores plans up. Most plans are carried out in the
first months of the year, between the yearly appraisal and the sessions of the people's congresses.

No two places are alike in this. Some principals move their people all the time and others hardly ever; some teams are put
together at the congress to last and others to make do; and some places have always been like that, "now super-stable, now
constantly moving". A place's restlessness is the pace at which time runs there for the department: where it is 2, a chief of
two years is as ripe as one of four elsewhere, and resolutions come twice as fast.
"""

import math

from sim.lever import ASSUMPTION, Parameter, Tier
from sim.rule import Behaviour, Code, Draw, Flag, Hazard, Length, Months, Positive, bell, logistic, rule, within

_FLOWS = "design/model.md §2; facts/targets.json C1, C2, C7, C8"
_RESTLESS = "facts/targets.json C18: variance between posts 1.6 times that of posts alike; the three parts: assumption"

LEVERS = ()

PARAMETERS = (
    Parameter("plan_secretary_per_month", "per month", 0.085, 0.005, 0.3, "planned moves of a long-serving secretary in an ordinary month", Tier.INFORMED, _FLOWS),
    Parameter("plan_head_per_month", "per month", 0.09, 0.005, 0.3, "planned moves of a long-serving head in an ordinary month", Tier.INFORMED, _FLOWS),
    Parameter("plan_least_months", "months", 2.0, 0.0, 12.0, "months in post before anybody thinks of moving him", Tier.INFORMED, _FLOWS),
    Parameter("plan_ripe_months", "months", 108.0, 20.0, 160.0, "months after that at which the department is half as ready to move him as it will ever be", Tier.INFORMED, _FLOWS),
    Parameter("plan_congress_factor", "1", 4.0, 1.0, 8.0, "times as many planned moves around the county's congress", Tier.INFORMED, "facts/targets.json C13"),
    Parameter("plan_before_congress_months", "months", 4.0, 1.0, 8.0, "months before the congress from which this holds", Tier.BOUNDED, ASSUMPTION),
    Parameter("plan_after_congress_months", "months", 7.0, 2.0, 10.0, "months after it until which it holds", Tier.BOUNDED, ASSUMPTION),
    Parameter("plan_wave_factor", "1", 1.3, 1.0, 4.0, "times as many planned moves in the wave after a new principal", Tier.BOUNDED, "assumption: excess variance of facts/targets.json C18"),
    Parameter("plan_wave_first_months", "months", 4.0, 1.0, 8.0, "months the new principal waits before the wave", Tier.ASSUMED, ASSUMPTION),
    Parameter("plan_wave_last_months", "months", 12.0, 6.0, 24.0, "months after which the wave is over", Tier.ASSUMED, ASSUMPTION),
    Parameter("plan_term_end_per_month", "per month", 0.19, 0.02, 0.4, "further planned moves when five years are nearly up, month 59", Tier.INFORMED, "facts/targets.json C17"),
    Parameter("plan_term_end_months", "months", 4.0, 2.0, 12.0, "months over which these subside; a place has to be found for each", Tier.INFORMED, "facts/targets.json C17: a peak at 60-61, more than usual until 65"),
    Parameter("restless_place_sd", "1", 0.42, 0.0, 0.9, "SD of the log of restlessness that stays with a place", Tier.INFORMED, _RESTLESS),
    Parameter("restless_principal_sd", "1", 0.1, 0.0, 0.8, "SD that comes and goes with a principal, for his whole prefecture", Tier.INFORMED, _RESTLESS),
    Parameter("transit_share", "share", 0.06, 0.0, 0.5, "teams put together at a congress to make do, for whom time runs faster until the next", Tier.INFORMED, _RESTLESS),
    Parameter("transit_pace", "1", 4.5, 1.0, 6.0, "how much faster", Tier.INFORMED, _RESTLESS),
    Parameter("off_season_share", "share", 0.18, 0.05, 1.0, "chance that a move planned is carried out in a month outside January-April, against one inside", Tier.INFORMED, "facts/README.md: 46 % of exits fall in January-April"),
    Parameter("second_line_age_years", "years", 52.8, 51.0, 55.0, "age at which half of the planned moves lead to the second line", Tier.BOUNDED, "design/model.md §2: .16 of secretaries' exits"),
    Parameter("second_line_spread_years", "years", 1.0, 0.3, 2.0, "scale of that passage", Tier.ASSUMED, ASSUMPTION),
    Parameter("upgraded_stays_share", "share", 0.5, 0.2, 0.8, "planned moves given up for one raised in rank in place", Tier.ASSUMED, "assumption: raised to stay, Hunan 2009 and the notice of 2016 (facts/README.md)"),
)


@rule
def restlessness(place_draw: Draw, principal_draw: Draw, team_draw: Draw, behaviour: Behaviour) -> float:
    """Pace at which the department moves the chiefs of a county, 1 in the middle.

    The draws belong to the place for good, to the principal for his stay, and to the county for the term between two congresses.
    """
    log = bell(place_draw, 0.0, behaviour.restless_place_sd) + bell(principal_draw, 0.0, behaviour.restless_principal_sd)
    pace = within(math.exp(within(log, -30.0, 30.0)), 0.25, 4.0)
    if team_draw < behaviour.transit_share:
        return pace * behaviour.transit_pace
    return pace


@rule
def planned_move_hazard(
    role: Code,
    tenure_months: Length,
    months_from_congress: Months,
    months_since_principal: Length,
    restlessness: Positive,
    behaviour: Behaviour,
) -> float:
    """Resolutions a month to move a chief of this role.

    Readiness rises with the time t since he began to count as settled, at the pace of the place, as t^3 / (t^3 + half^3).
    """
    base = behaviour.plan_secretary_per_month
    if role == 1:
        base = behaviour.plan_head_per_month
    felt = 0.0
    if tenure_months > behaviour.plan_least_months:
        felt = (tenure_months - behaviour.plan_least_months) * restlessness
    cube = felt * felt * felt
    half = behaviour.plan_ripe_months * behaviour.plan_ripe_months * behaviour.plan_ripe_months
    hazard = base * restlessness * cube / (cube + half)
    if -behaviour.plan_before_congress_months <= months_from_congress <= behaviour.plan_after_congress_months:
        hazard = hazard * behaviour.plan_congress_factor
    if behaviour.plan_wave_first_months <= months_since_principal < behaviour.plan_wave_last_months:
        hazard = hazard * behaviour.plan_wave_factor
    if 59 <= tenure_months < 59 + behaviour.plan_term_end_months:
        left = 1.0 - (tenure_months - 59) / behaviour.plan_term_end_months
        hazard = hazard + behaviour.plan_term_end_per_month * left
    return hazard


@rule
def hazard_once_upgraded(hazard: Hazard, upgraded: Flag, behaviour: Behaviour) -> float:
    """Resolutions a month to move a chief, fewer for one raised in rank in place: a bureau would be a step down."""
    return hazard * (1.0 - behaviour.upgraded_stays_share * upgraded)


@rule
def is_season(months_since_appraisal: Length, months_from_congress: Months, behaviour: Behaviour) -> Flag:
    """1 when moves are made: from the end of the year of appraisal to the sessions of the people's congresses, and at a congress.

    The months from January to April, and those around the congress of the prefecture.
    """
    near = -behaviour.plan_before_congress_months <= months_from_congress <= behaviour.plan_after_congress_months
    return int(1 <= months_since_appraisal <= 4 or near)


@rule
def carries_out(draw: Draw, is_season: Flag, behaviour: Behaviour) -> bool:
    """Whether the department carries a planned move out this month if it can."""
    return is_season == 1 or draw < behaviour.off_season_share


@rule
def goes_to_second_line(age_months: Length, draw: Draw, behaviour: Behaviour) -> bool:
    """Whether the planned move of a chief of this age leads to the second line."""
    years = age_months / 12.0 - behaviour.second_line_age_years
    return draw < logistic(years / behaviour.second_line_spread_years)
