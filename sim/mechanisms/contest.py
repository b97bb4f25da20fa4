"""Appointments: who may stand for a vacancy, and what the organisation department weighs.

Promotion is limited by supply. A deputy-bureau opening is filled by a reshuffle among the incumbents of that rank,
from outside the prefecture, or in a contest of the chiefs and the bureau directors; a secretary's post among heads,
secretaries of other counties, bureau directors and outsiders; a head's post among the reserve, heads of other
counties and outsiders. Every eligible candidate has a score; a Gumbel taste is added and the highest wins, which is
a conditional logit (McFadden 1974), so that the weights are log rate ratios.
"""

import math

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import (
    Behaviour,
    Code,
    Count,
    Draw,
    Flag,
    Length,
    Months,
    Policy,
    Positive,
    Real,
    Share,
    chance_within_month,
    rule,
    taste,
)
from sim.texts import Text

_RATES = "facts/README.md: rate ratios of a secretary's promotion, Chen & Kung 2016 data in Wiebe 2021, Table 11"
_FLOWS = "design/model.md §2; facts/targets.json C9, C12"
_REGULATION_2014 = "选拔任用工作条例 2014, art. 8-9"

LEVERS = (
    Lever(
        name="promotion_age_limit_years",
        unit="years",
        low=48,
        high=60,
        default=53,
        label=Text("Age limit for promotion to deputy-bureau rank", "提任副厅级年龄上限"),
        meaning=Text(
            "Age from which a chief is no longer promoted to deputy-bureau rank.",
            "县区党政正职不再提任副厅级的年龄。",
        ),
        tier=Tier.INFORMED,
        source="assumption within facts/README.md: over half of 202 leaders age-ineligible (Gao 2017)",
    ),
    Lever(
        name="chief_appointment_age_limit_years",
        unit="years",
        low=44,
        high=58,
        default=52,
        label=Text("Age limit for appointment as a chief", "初任党政正职年龄上限"),
        meaning=Text(
            "Age from which nobody is appointed secretary or head.",
            "不再新任县委书记、县长的年龄。",
        ),
        tier=Tier.INFORMED,
        source="assumption within facts/targets.json C14: 47.8 and 45.9 on average, SD 4.3",
    ),
)

PARAMETERS = (
    Parameter("weight_performance", "log ratio", 0.23, 0.1, 0.5, "one SD of appraisal", Tier.INFORMED, f"{_RATES}: 1.12 for growth alone; appraisal holds more than growth"),
    Parameter("weight_workplace", "log ratio", 0.438, 0.33, 0.54, "a shared workplace", Tier.INFORMED, f"{_RATES}: ln 1.55"),
    Parameter("weight_hometown", "log ratio", 0.770, 0.59, 0.95, "a shared home town", Tier.INFORMED, f"{_RATES}: ln 2.16"),
    Parameter("weight_league", "log ratio", 0.270, 0.11, 0.42, "a past in the Youth League", Tier.INFORMED, f"{_RATES}: ln 1.31"),
    Parameter("weight_favour", "log ratio", 0.8, 0.3, 1.2, "closeness won by lobbying, full against none", Tier.BOUNDED, f"assumption: as a shared home town; {_RATES}"),
    Parameter("weight_development", "log ratio", 1.3, 0.8, 1.6, "the richest county against the poorest", Tier.INFORMED, f"{_RATES}: 1.35 a log unit of revenue, about four units across counties"),
    Parameter("weight_seniority_per_year", "log ratio", 0.08, 0.0, 0.2, "a year at the present rank, up to eight", Tier.BOUNDED, ASSUMPTION),
    Parameter("peak_age_years", "years", 44.0, 42.0, 47.0, "age at which promotion is likeliest", Tier.INFORMED, "facts/README.md: Wiebe 2021, Table 11"),
    Parameter("age_penalty_per_year2", "log ratio", 0.006, 0.0, 0.02, "loss for the square of a year above that age", Tier.INFORMED, "facts/README.md: Wiebe 2021, Table 11"),
    Parameter("chief_advantage", "log ratio", 0.35, -1.0, 0.8, "a secretary against a bureau director, for a deputy-bureau post", Tier.BOUNDED, f"{_FLOWS}: about 12 % of openings"),
    Parameter("head_handicap", "log ratio", -2.2, -4.5, -1.5, "a head against a secretary, for a deputy-bureau post", Tier.BOUNDED, f"{_FLOWS}: .04 a year"),
    Parameter("upper_reshuffle_share", "share", 0.30, 0.15, 0.45, "deputy-bureau openings filled by a reshuffle", Tier.BOUNDED, f"{_FLOWS}: 1.6 of 5.4"),
    Parameter("upper_outside_share", "share", 0.20, 0.1, 0.35, "deputy-bureau openings filled from outside the prefecture", Tier.BOUNDED, f"{_FLOWS}: 1.1 of 5.4"),
    Parameter("own_head_advantage", "log ratio", 3.6, 1.0, 6.0, "the county's own head, for its secretary's post", Tier.INFORMED, f"{_FLOWS}: .43"),
    Parameter("green_for_secretary", "log ratio", 2.7, 0.0, 6.0, "what a head new to his post has less, for a secretary's post", Tier.INFORMED, "facts/targets.json C21: own-head succession .05 after the first year-end, .12-.18 later"),
    Parameter("green_for_upper", "log ratio", 2.4, 0.0, 4.0, "what a chief new to his post has less, for a deputy-bureau post", Tier.INFORMED, "facts/targets.json C8; three years as chief: 选拔任用工作条例 2014, art. 8-9"),
    Parameter("green_months", "months", 40.0, 12.0, 72.0, "months in a post of common pace until nothing of that is left", Tier.INFORMED, "facts/targets.json C8, C21"),
    Parameter("head_least_months", "months", 9.0, 0.0, 24.0, "months in post before a head may become secretary", Tier.BOUNDED, "选拔任用工作条例 2014, art. 8-9: a year; before: assumption"),
    Parameter("exchange_of_planned", "log ratio", 1.1, 0.0, 4.0, "for the same post in another county, a chief who has to be moved against one who has not", Tier.BOUNDED, "assumption: exchange 交流 is planned"),
    Parameter("other_secretary_advantage", "log ratio", -0.2, -2.0, 3.0, "the secretary of another county, for a secretary's post", Tier.BOUNDED, f"{_FLOWS}: .11"),
    Parameter("bureau_for_secretary", "log ratio", -1.0, -3.0, 2.0, "a bureau director, for a secretary's post", Tier.BOUNDED, f"{_FLOWS}: .22"),
    Parameter("outside_for_secretary", "log ratio", 0.9, -1.0, 5.0, "the one outsider considered, for a secretary's post", Tier.BOUNDED, f"{_FLOWS}: .10"),
    Parameter("other_head_advantage", "log ratio", -0.3, -3.0, 2.0, "the head of another county, for a head's post", Tier.BOUNDED, f"{_FLOWS}: .06"),
    Parameter("department_advantage", "log ratio", 0.0, -2.0, 2.0, "a department cadre against a county deputy, for a head's post", Tier.BOUNDED, f"{_FLOWS}: .20"),
    Parameter("outside_for_head", "log ratio", 1.0, -1.0, 4.0, "the one outsider considered, for a head's post", Tier.BOUNDED, f"{_FLOWS}: .08"),
    Parameter("secretary_fill_per_month", "per month", 0.8, 0.3, 2.0, "readiness to fill a vacant secretary's post", Tier.BOUNDED, "assumption: one to two months"),
    Parameter("head_fill_per_month", "per month", 0.8, 0.3, 2.0, "readiness to fill a vacant head's post", Tier.BOUNDED, "assumption: one to two months"),
    Parameter("upper_fill_per_month", "per month", 0.5, 0.2, 1.0, "readiness to fill a deputy-bureau opening", Tier.BOUNDED, "assumption: two months"),
    Parameter("bureau_fill_per_month", "per month", 0.3, 0.1, 0.6, "readiness to give a bureau to one who was not a chief", Tier.BOUNDED, ASSUMPTION),
    Parameter("bureau_waits_months", "months", 6.0, 1.0, 8.0, "months a bureau is kept for a chief who has to be moved", Tier.BOUNDED, ASSUMPTION),
    Parameter("home_avoidance_share", "share", 0.8, 0.5, 1.0, "share of cases in which nobody becomes chief where he grew up", Tier.BOUNDED, "党政领导干部任职回避暂行规定 2006; compliance: assumption"),
)


@rule
def fills_now(kind: Code, draw: Draw, behaviour: Behaviour) -> bool:
    """Whether the organisation department fills a vacancy of this kind this month."""
    readiness = behaviour.bureau_fill_per_month
    if kind == 0:
        readiness = behaviour.secretary_fill_per_month
    elif kind == 1:
        readiness = behaviour.head_fill_per_month
    elif kind == 2:
        readiness = behaviour.upper_fill_per_month
    return draw < chance_within_month(readiness)


@rule
def bureau_open_to_others(months_vacant: Length, behaviour: Behaviour) -> bool:
    """Whether a vacant bureau is no longer kept for a chief who has to be moved."""
    return months_vacant >= behaviour.bureau_waits_months


@rule
def is_reshuffle(draw: Draw, behaviour: Behaviour) -> bool:
    """Whether a deputy-bureau opening goes to another incumbent of that rank."""
    return draw < behaviour.upper_reshuffle_share


@rule
def is_from_outside(draw: Draw, behaviour: Behaviour) -> bool:
    """Whether a deputy-bureau opening goes to somebody from outside the prefecture (the same draw)."""
    return behaviour.upper_reshuffle_share <= draw < behaviour.upper_reshuffle_share + behaviour.upper_outside_share


@rule
def may_rise(tenure_months: Length, months_at_rank: Length, age_months: Length, policy: Policy) -> bool:
    """Whether a chief or a bureau director may stand for a deputy-bureau post.

    A year in post, three years at the rank, and below the age limit (选拔任用工作条例 2014, art. 8-9).
    """
    return tenure_months >= 12 and months_at_rank >= 36 and age_months < policy.promotion_age_limit_years * 12.0


@rule
def may_become_secretary(kind: Code, tenure_months: Length, age_months: Length, policy: Policy, behaviour: Behaviour) -> bool:
    """Whether a head, a secretary elsewhere or a bureau director (two years) may stand."""
    needed = 24.0
    if kind == 1:
        needed = behaviour.head_least_months
    return tenure_months >= needed and age_months < policy.chief_appointment_age_limit_years * 12.0


@rule
def may_become_head(tenure_months: Length, age_months: Length, policy: Policy) -> bool:
    """Whether a deputy, a department cadre or a head elsewhere, two years in post, may stand for a head's post."""
    return tenure_months >= 24 and age_months < policy.chief_appointment_age_limit_years * 12.0


@rule
def may_be_reshuffled(tenure_months: Length) -> bool:
    """Whether a deputy-bureau incumbent may be moved to another post of that rank: two years in post."""
    return tenure_months >= 24


@rule
def avoids_home(rule_draw: Draw, behaviour: Behaviour) -> bool:
    """Whether the rule against serving where one grew up is held to in this case."""
    return rule_draw < behaviour.home_avoidance_share


@rule
def tie_weight(workplace: Flag, hometown: Flag, league: Flag, favour: Share, behaviour: Behaviour) -> float:
    """Log ratio that a cadre's ties to the principal are worth in a contest that superiors alone decide."""
    return (
        behaviour.weight_workplace * workplace
        + behaviour.weight_hometown * hometown
        + behaviour.weight_league * league
        + behaviour.weight_favour * favour
    )


@rule
def ability(command: Share, decision: Share, organising: Share, judging: Share, crisis: Share, economic: Share, integrity: Share) -> float:
    """Mean of the seven competencies."""
    return (command + decision + organising + judging + crisis + economic + integrity) / 7.0


@rule
def general_score(
    appraisal: Real, tie: Real, weight_from_above: Share, months_at_rank: Length, age_months: Length, behaviour: Behaviour
) -> float:
    """What every contest weighs: appraisal, ties, seniority up to eight years, age above the peak.

    `weight_from_above` is what the county's own view leaves to superiors, and so to ties.
    """
    years = months_at_rank / 12.0
    seniority = behaviour.weight_seniority_per_year * (years if years < 8.0 else 8.0)
    above = age_months / 12.0 - behaviour.peak_age_years
    if above < 0.0:
        above = 0.0
    ties = weight_from_above * tie
    return behaviour.weight_performance * appraisal + ties + seniority - behaviour.age_penalty_per_year2 * above * above


@rule
def greenness(tenure_months: Length, restlessness: Positive, behaviour: Behaviour) -> float:
    """How new a chief is to his post, 1 at first, 0 in the end; sooner over where the department's time runs fast."""
    return max(0.0, 1.0 - tenure_months * restlessness / behaviour.green_months)


@rule
def greenness_of_head(tenure_months: Length, behaviour: Behaviour) -> float:
    """How new a head is to a chief's work, which takes its time everywhere."""
    return greenness(tenure_months, 1.0, behaviour)


@rule
def upper_score(kind: Code, general: Real, development: Share, green: Share, behaviour: Behaviour) -> float:
    """Score for a deputy-bureau post; a bureau director stands at the level of a county of middling development.

    `green`: how new a chief is to his post (`greenness`).
    """
    if kind == 3:
        return general
    known = general - behaviour.green_for_upper * green
    score = known + behaviour.chief_advantage + behaviour.weight_development * (development - 0.5)
    if kind == 1:
        return score + behaviour.head_handicap
    return score


@rule
def secretary_score(
    kind: Code, is_own_head: Flag, is_planned: Flag, green: Share, general: Real, behaviour: Behaviour
) -> float:
    """Score for a secretary's post; the head of another county, long in post, is the point of reference.

    A head grows into the part (`greenness_of_head`); a secretary elsewhere has better chances when he has to be moved (`is_planned`).
    """
    if kind == 0:
        return general + (behaviour.other_secretary_advantage + behaviour.exchange_of_planned * is_planned)
    if kind == 3:
        return general + behaviour.bureau_for_secretary
    return general + (behaviour.own_head_advantage * is_own_head - behaviour.green_for_secretary * green)


@rule
def head_score(kind: Code, is_planned: Flag, general: Real, behaviour: Behaviour) -> float:
    """Score for a head's post; a county deputy is the point of reference, and a head elsewhere may have to be moved."""
    if kind == 1:
        return general + (behaviour.other_head_advantage + behaviour.exchange_of_planned * is_planned)
    if kind == 5:
        return general + behaviour.department_advantage
    return general


@rule
def outsider_score(kind: Code, behaviour: Behaviour) -> float:
    """Score of the one outsider considered for a post of this kind."""
    if kind == 0:
        return behaviour.outside_for_secretary
    return behaviour.outside_for_head


@rule
def months_to_age_limit(age_months: Length, policy: Policy) -> int:
    """Months until a chief is too old for promotion to deputy-bureau rank; negative beyond it."""
    return int(policy.promotion_age_limit_years * 12.0) - age_months


@rule
def favour_worth(weight_from_above: Share, behaviour: Behaviour) -> float:
    """Log ratio that full favour of the principal is worth, as far as superiors decide."""
    return behaviour.weight_favour * weight_from_above


@rule
def score_at_most(score: Real, taste_draw: Draw) -> float:
    """A bound of `score_with_taste` without a logarithm: -log(-log(u)) <= u / (1 - u). Who is behind with it is behind."""
    return score + taste_draw / (1.0 - taste_draw)


@rule
def score_with_taste(score: Real, draw: Draw) -> float:
    """The score as it counts: with a taste that one draw decides."""
    return score + taste(draw)


@rule
def new_chain(post: Count, month: Months) -> int:
    """The number of the vacancy chain that begins at `post` in `month`."""
    return (month + 4096) * 1048576 + post


@rule
def changes_rank(from_kind: Code, to_kind: Code) -> bool:
    """Whether a move between these kinds of post is a change of rank.

    Deputies and department cadres stand at 副处, chiefs and bureau directors at 正处, upper posts at 副厅.
    """
    return (from_kind >= 4) != (to_kind >= 4) or (from_kind == 2) != (to_kind == 2)


@rule
def exponential_score(score: Real) -> float:
    """The odds that a score stands for, which standings are measured against."""
    return math.exp(max(-700.0, min(700.0, score)))


@rule
def is_rise(kind: Code, vacancy_kind: Code) -> Flag:
    """1 where a chief's post is a rise for a cadre of this kind: any but the same post elsewhere."""
    return int(kind != vacancy_kind)


@rule
def tie_as_share(tie: Real) -> float:
    """The weight of ties on a scale from 0 to 1."""
    return 1.0 - math.exp(-tie if tie > 0.0 else 0.0)
