"""How cadres learn 学习与培训: training in depth, practice, lessons, and the months it takes to know a county.

Training raises one ability: the weakest where courses follow need, else whichever the course is about. It pays less to
those who are never left in peace. A new chief costs his county growth until he knows it: least where he was its head
before, most where he comes from outside.
"""

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Code, Draw, Flag, Length, Policy, Positive, Share, rule
from sim.texts import Text

LEVERS = (
    Lever(
        name="training_months_per_year", unit="months a year", low=0.0, high=3.0, default=0.2,
        label=Text("Training in depth", "脱产深度培训"),
        meaning=Text(
            "Months a year of training in depth or of work in a practice post for chiefs and those next in line.",
            "党政正职及后备干部每年脱产培训或挂职锻炼的月数。",
        ),
        tier=Tier.ASSUMED, source="assumption: three months in five years on paper, a third of it in depth, 0.1-0.6",
    ),
    Lever(
        name="training_fit_share", unit="share", low=0.0, high=1.0, default=0.2,
        label=Text("Training by need", "按需施训比例"),
        meaning=Text(
            "Share of training that addresses what the person is weakest at.",
            "针对干部能力短板安排的培训所占比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: courses by rank, not by need, 0-0.4",
    ),
)

PARAMETERS = (
    Parameter("training_gain", "share", 0.12, 0.03, 0.25, "share of what he lacks in an ability that a month of training in it makes good", Tier.ASSUMED, ASSUMPTION),
    Parameter("training_lost_to_burden", "share", 0.7, 0.3, 1.0, "part of that which full burden leaves no time for", Tier.ASSUMED, ASSUMPTION),
    Parameter("practice_gain_per_year", "share", 0.004, 0.0, 0.01, "share of what he lacks in each ability that a year in post makes good", Tier.ASSUMED, ASSUMPTION),
    Parameter("lesson_gain", "share", 0.06, 0.0, 0.15, "share of what he lacks in crisis response that living through an incident makes good", Tier.ASSUMED, ASSUMPTION),
    Parameter("turnover_cost_secretary_points", "points", 0.6, 0.4, 1.0, "growth lost in the twelve months after a new secretary comes, on average of own heads and others", Tier.INFORMED, "facts/targets.json V8: 0.4 (曹光宇 et al. 2019), 0.48 (Wu, Li & Li 2020) as a calendar year, or several, show it"),
    Parameter("turnover_cost_head_points", "points", 0.15, 0.0, 0.6, "the same for a new head", Tier.BOUNDED, "assumption: less than for a secretary"),
    Parameter("turnover_own_head_factor", "1", 0.4, 0.0, 0.8, "part of that loss where the county's own head succeeds", Tier.BOUNDED, "assumption: less if the head succeeds, facts/README.md"),
    Parameter("outsider_cost_points", "points", 2.1, 0.0, 3.0, "growth lost while a secretary from outside the prefecture is new to the place, at first", Tier.INFORMED, "facts/targets.json V8: 0.98 on average of his stay (陈绍俭 et al. 2019)"),
    Parameter("outsider_learns_months", "months", 60.0, 24.0, 96.0, "months until he knows it as well as others do", Tier.BOUNDED, ASSUMPTION),
)


@rule
def goes_to_training(draw: Draw, policy: Policy) -> bool:
    """Whether he spends this month in training."""
    return draw * 12.0 < policy.training_months_per_year


@rule
def weakest_field(
    command: Share,
    decision: Share,
    organising: Share,
    judging: Share,
    crisis: Share,
    economic: Share,
    integrity: Share,
) -> int:
    """Which of the seven competencies is the lowest, counted from 0 in the order of `sim.state.COMPETENCIES`."""
    field = 0
    lowest = command
    if decision < lowest:
        field, lowest = 1, decision
    if organising < lowest:
        field, lowest = 2, organising
    if judging < lowest:
        field, lowest = 3, judging
    if crisis < lowest:
        field, lowest = 4, crisis
    if economic < lowest:
        field, lowest = 5, economic
    if integrity < lowest:
        field, lowest = 6, integrity
    return field


@rule
def field_of_training(weakest: Code, fit_draw: Draw, course_draw: Draw, policy: Policy) -> int:
    """Which competency this month's training is about, 0 to 6."""
    if fit_draw < policy.training_fit_share:
        return weakest
    return int(course_draw * 7.0)


@rule
def after_training(competence: Share, is_about_it: Flag, burden: Share, behaviour: Behaviour) -> float:
    """One competency after a month of training, raised where the training was about it."""
    if is_about_it == 0:
        return competence
    gain = behaviour.training_gain * (1.0 - behaviour.training_lost_to_burden * burden)
    return competence + gain * (1.0 - competence)


@rule
def training_received(training_months: Positive) -> float:
    """Months of training in depth on record after one more."""
    return training_months + 1.0


@rule
def after_year_in_post(competence: Share, behaviour: Behaviour) -> float:
    """One competency after a year of practice."""
    return competence + behaviour.practice_gain_per_year * (1.0 - competence)


@rule
def crisis_after_lesson(crisis: Share, behaviour: Behaviour) -> float:
    """Crisis response of a chief who has lived through an incident."""
    return crisis + behaviour.lesson_gain * (1.0 - crisis)


@rule
def turnover_loss(role: Code, was_own_head: Flag, behaviour: Behaviour) -> float:
    """Growth that a county loses over the twelve months after a new chief takes office, in points a year.

    The cost of a change of secretary is an average over successors, .43 of them own heads (facts/targets.json C12); what
    an outsider costs besides is `unfamiliarity`.
    """
    if role == 1:
        return 1.0 * behaviour.turnover_cost_head_points
    plain = behaviour.turnover_cost_secretary_points / (0.57 + 0.43 * behaviour.turnover_own_head_factor)
    if was_own_head == 1:
        return plain * behaviour.turnover_own_head_factor
    return plain


@rule
def unfamiliarity(is_outsider: Flag, tenure_months: Length, behaviour: Behaviour) -> float:
    """Growth that a county does without while its secretary, sent from outside the prefecture, gets to know it, in points a year."""
    if is_outsider == 0:
        return 0.0
    return behaviour.outsider_cost_points * max(0.0, 1.0 - tenure_months / behaviour.outsider_learns_months)
