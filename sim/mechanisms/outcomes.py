"""What becomes of a county 县域后果: capital, showcase, mess, growth, unrest and its deputies.

Effort for the long run builds capital, slowly, and capital is what growth lives on. Showcase projects 政绩工程 stand
at once, fade within a year or two, and leave debts. Debts and loose ends, the mess, weigh on growth and breed
unrest. The secretary's share in all this is larger than the head's. Burden scatters effort unless the pair is good at
overall command 统揽全局; a pair at odds loses the rest. A county whose post is vacant is run by the other
chief with part of his force; with neither, by its deputies.

Every stock follows x' = (1 - decay) x + gain, so that its resting value is gain / decay. Growth is a yearly rate in
points relative to the province under the practice of 1999-2012; it closes a tenth of its distance to what is to be
expected every month.
"""

import math

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Flag, Policy, Positive, Real, Share, rule, within
from sim.texts import Text

LEVERS = (
    Lever(
        name="deliberation_share", unit="share", low=0.0, high=1.0, default=0.3,
        label=Text("Deliberation before large projects", "重大决策论证程度"),
        meaning=Text(
            "Share of large projects that are studied, heard and voted on before they are decided.",
            "重大项目在决策前经过调研论证、听证和集体票决的比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: written in working rules, loosely kept in 1999-2012, 0.1-0.5",
    ),
)

PARAMETERS = (
    Parameter("secretary_weight", "share", 0.6, 0.5, 0.75, "share of the pair's work in the county that is the secretary's", Tier.ASSUMED, ASSUMPTION),
    Parameter("cover_share", "share", 0.75, 0.5, 1.0, "force with which one chief covers the work of both while the other post is vacant", Tier.ASSUMED, ASSUMPTION),
    Parameter("caretaker_share", "share", 0.35, 0.1, 0.5, "competence of deputies left without either chief", Tier.ASSUMED, ASSUMPTION),
    Parameter("harmony_loss", "share", 0.6, 0.3, 0.8, "effort lost in a pair wholly at odds", Tier.ASSUMED, "assumption: design/choice.md, development counts (0.4 + 0.6 harmony)"),
    Parameter("burden_loss", "share", 0.4, 0.1, 0.6, "effort lost under full burden to competing tasks by a pair without command", Tier.ASSUMED, ASSUMPTION),
    Parameter("capital_gain_per_month", "SD", 0.10, 0.05, 0.2, "capital that a month of undivided, undelayed effort adds", Tier.ASSUMED, ASSUMPTION),
    Parameter("capital_decay_per_month", "share", 0.015, 0.008, 0.03, "capital that wears off a month", Tier.ASSUMED, "assumption: half gone in four years"),
    Parameter("deliberation_delay", "share", 0.25, 0.0, 0.5, "capital formed later, and so less of it, where all projects are deliberated", Tier.ASSUMED, ASSUMPTION),
    Parameter("showcase_gain_per_month", "SD", 0.30, 0.15, 0.5, "showcase stock that a month of undivided effort adds", Tier.ASSUMED, ASSUMPTION),
    Parameter("showcase_decay_per_month", "share", 0.06, 0.03, 0.12, "showcase stock that fades a month", Tier.ASSUMED, "assumption: half gone in a year"),
    Parameter("mess_from_showcase", "SD", 0.05, 0.02, 0.1, "mess that a month of undivided effort on showcase projects leaves", Tier.ASSUMED, ASSUMPTION),
    Parameter("mess_from_neglect", "SD", 0.01, 0.0, 0.03, "mess that a month of lobbying and coasting leaves", Tier.ASSUMED, ASSUMPTION),
    Parameter("mess_decay_per_month", "share", 0.008, 0.002, 0.02, "mess that time settles a month", Tier.ASSUMED, ASSUMPTION),
    Parameter("mess_cleared_per_month", "share", 0.04, 0.01, 0.08, "further mess that a chief settles a month if he cares for nothing else", Tier.ASSUMED, ASSUMPTION),
    Parameter("failed_projects_per_year", "per year", 0.25, 0.1, 0.6, "failed projects a year for undivided effort on projects, middling decisions, none deliberated", Tier.ASSUMED, ASSUMPTION),
    Parameter("deliberation_effect", "share", 0.5, 0.2, 0.8, "failures avoided where all projects are deliberated", Tier.ASSUMED, ASSUMPTION),
    Parameter("mess_from_failed_project", "SD", 0.3, 0.1, 0.6, "mess a failed project leaves", Tier.ASSUMED, ASSUMPTION),
    Parameter("growth_base_points", "points", -1.4, -4.0, 0.0, "what makes mean growth nil under the practice of 1999-2012", Tier.BOUNDED, "assumption: growth is counted relative to the province"),
    Parameter("growth_inertia_share", "share", 0.9, 0.85, 0.95, "growth carried over from month to month", Tier.ASSUMED, ASSUMPTION),
    Parameter("growth_from_economic", "points", 4.0, 1.0, 6.0, "full against no competence in economic work", Tier.ASSUMED, ASSUMPTION),
    Parameter("growth_from_capital", "points", 1.0, 0.4, 1.6, "one SD of capital", Tier.ASSUMED, ASSUMPTION),
    Parameter("growth_from_showcase", "points", 0.4, 0.0, 0.8, "one SD of showcase projects while they are new", Tier.ASSUMED, ASSUMPTION),
    Parameter("growth_lost_to_mess", "points", 0.3, 0.1, 0.6, "one SD of mess", Tier.ASSUMED, ASSUMPTION),
    Parameter("growth_from_deputies", "points", 1.5, 0.5, 3.0, "deputies of full against no quality", Tier.ASSUMED, ASSUMPTION),
    Parameter("growth_lost_to_staleness", "points", 1.0, 0.0, 2.0, "a pair that has lost all freshness", Tier.ASSUMED, ASSUMPTION),
    Parameter("unrest_base", "share", 0.12, 0.0, 0.3, "unrest of an easy county without mess", Tier.ASSUMED, ASSUMPTION),
    Parameter("unrest_from_difficulty", "share", 0.35, 0.1, 0.6, "unrest added in the hardest county", Tier.ASSUMED, ASSUMPTION),
    Parameter("unrest_from_mess", "share", 0.12, 0.0, 0.25, "unrest added by one SD of mess", Tier.ASSUMED, ASSUMPTION),
    Parameter("unrest_from_dishonesty", "share", 0.2, 0.0, 0.4, "unrest under deputies without any honesty against full honesty", Tier.ASSUMED, ASSUMPTION),
    Parameter("unrest_calmed_by_routine", "share", 0.25, 0.0, 0.5, "unrest calmed by undivided attention to routine", Tier.ASSUMED, ASSUMPTION),
    Parameter("unrest_speed_per_month", "share", 0.05, 0.02, 0.1, "share of the distance to its resting value that unrest closes a month", Tier.ASSUMED, ASSUMPTION),
    Parameter("deputies_speed_per_month", "share", 0.03, 0.015, 0.06, "the same for the deputies: half the distance in two years", Tier.ASSUMED, "assumption: design/model.md §5, claim 5: two years on"),
    Parameter("deputies_quality_effect", "1", 0.8, 0.3, 1.0, "quality that deputies take on for one unit of the secretary's judgement of people", Tier.ASSUMED, ASSUMPTION),
    Parameter("deputies_honesty_effect", "1", 0.6, 0.2, 1.0, "honesty that deputies take on for one unit of the secretary's integrity", Tier.ASSUMED, ASSUMPTION),
    Parameter("deputies_bad_example", "share", 0.3, 0.0, 0.5, "honesty that deputies lose under a secretary of severe misconduct", Tier.ASSUMED, ASSUMPTION),
)


@rule
def joint_effort(secretary: Share, head: Share, has_secretary: Flag, has_head: Flag, behaviour: Behaviour) -> float:
    """Effort of the pair on one thing, in [0, 1]; one chief alone counts with part of his force, none with nothing."""
    if has_secretary == 1 and has_head == 1:
        return behaviour.secretary_weight * secretary + (1.0 - behaviour.secretary_weight) * head
    return behaviour.cover_share * (secretary * has_secretary + head * has_head)


@rule
def joint_ability(secretary: Share, head: Share, has_secretary: Flag, has_head: Flag, behaviour: Behaviour) -> float:
    """One competence of the pair, in [0, 1]; of the one chief where the other post is vacant."""
    if has_secretary == 1 and has_head == 1:
        return behaviour.secretary_weight * secretary + (1.0 - behaviour.secretary_weight) * head
    if has_secretary == 0 and has_head == 0:
        return behaviour.caretaker_share
    return secretary * has_secretary + head * has_head


@rule
def share_not_lost(harmony: Share, burden: Share, command: Share, behaviour: Behaviour) -> float:
    """Share of the pair's effort that reaches the county: discord and competing tasks take the rest."""
    return (1.0 - behaviour.harmony_loss * (1.0 - harmony)) * (1.0 - behaviour.burden_loss * burden * (1.0 - command))


@rule
def next_capital(
    capital: Positive, development_effort: Share, share_not_lost: Share, policy: Policy, behaviour: Behaviour
) -> float:
    """Long-run capital a month later."""
    prompt = 1.0 - behaviour.deliberation_delay * policy.deliberation_share
    gain = behaviour.capital_gain_per_month * development_effort * share_not_lost * prompt
    return (1.0 - behaviour.capital_decay_per_month) * capital + gain


@rule
def next_showcase(showcase: Positive, showcase_effort: Share, behaviour: Behaviour) -> float:
    """Stock of visible projects a month later."""
    return (1.0 - behaviour.showcase_decay_per_month) * showcase + behaviour.showcase_gain_per_month * showcase_effort


@rule
def next_mess(
    mess: Positive, showcase_effort: Share, lobbying_effort: Share, coasting: Share, care: Share, behaviour: Behaviour
) -> float:
    """Debts and loose ends a month later; `care` is the share of them that the chiefs think worth settling."""
    left = (1.0 - behaviour.mess_decay_per_month - behaviour.mess_cleared_per_month * care) * mess
    neglect = behaviour.mess_from_neglect * (lobbying_effort + coasting)
    return left + behaviour.mess_from_showcase * showcase_effort + neglect


@rule
def failed_project_hazard(
    development_effort: Share, showcase_effort: Share, decision: Share, policy: Policy, behaviour: Behaviour
) -> float:
    """Large projects of both kinds that fail, a month, for this effort on them and this competence in deciding."""
    on_projects = development_effort + showcase_effort
    undeliberated = 1.0 - behaviour.deliberation_effect * policy.deliberation_share
    return behaviour.failed_projects_per_year / 12.0 * on_projects * 2.0 * (1.0 - decision) * undeliberated


@rule
def mess_after_failed_project(mess: Positive, behaviour: Behaviour) -> float:
    """Mess once a project has failed."""
    return mess + behaviour.mess_from_failed_project


@rule
def expected_growth(
    economic: Share,
    capital: Positive,
    showcase: Positive,
    mess: Positive,
    deputies_quality: Share,
    staleness: Share,
    unfamiliarity: Positive,
    behaviour: Behaviour,
) -> float:
    """Growth the county is heading for, in points a year relative to the province.

    `unfamiliarity`: points that a secretary new to the whole place costs.
    """
    return (
        behaviour.growth_base_points
        + behaviour.growth_from_economic * (economic - 0.5)
        + behaviour.growth_from_capital * capital
        + behaviour.growth_from_showcase * showcase
        - behaviour.growth_lost_to_mess * mess
        + behaviour.growth_from_deputies * (deputies_quality - 0.5)
        - behaviour.growth_lost_to_staleness * staleness
        - unfamiliarity
    )


@rule
def next_growth(growth: Real, expected: Real, shock: Real, behaviour: Behaviour) -> float:
    """Growth a month later, in points a year."""
    kept = behaviour.growth_inertia_share
    return kept * growth + (1.0 - kept) * expected + shock


@rule
def growth_after_change(growth: Real, loss: Positive, behaviour: Behaviour) -> float:
    """Growth in the month a new chief takes office; the twelve months that follow lose `loss` points on average.

    Growth makes up for a blow k as k * inertia^t, so that the mean of twelve months is k (1 - inertia^12) / (12 (1 - inertia)).
    """
    kept = behaviour.growth_inertia_share
    lasting = (1.0 - math.exp(12.0 * math.log(kept))) / (12.0 * (1.0 - kept))
    return growth - loss / lasting


@rule
def next_unrest(
    unrest: Share, difficulty: Share, mess: Positive, deputies_honesty: Share, routine_effort: Share, behaviour: Behaviour
) -> float:
    """Unrest a month later."""
    resting = within(
        behaviour.unrest_base
        + behaviour.unrest_from_difficulty * difficulty
        + behaviour.unrest_from_mess * mess
        + behaviour.unrest_from_dishonesty * (1.0 - deputies_honesty)
        - behaviour.unrest_calmed_by_routine * routine_effort,
        0.0,
        1.0,
    )
    return unrest + behaviour.unrest_speed_per_month * (resting - unrest)


@rule
def next_deputies_quality(quality: Share, judging: Share, behaviour: Behaviour) -> float:
    """Quality of the deputies a month later: it follows how the secretary judges and uses people 知人善任."""
    resting = within(0.5 + behaviour.deputies_quality_effect * (judging - 0.5), 0.0, 1.0)
    return quality + behaviour.deputies_speed_per_month * (resting - quality)


@rule
def next_deputies_honesty(honesty: Share, integrity: Share, severity: Positive, behaviour: Behaviour) -> float:
    """Honesty of the deputies a month later: it follows the example of the first hand 一把手, good or bad."""
    example = behaviour.deputies_honesty_effect * (integrity - 0.5)
    resting = within(0.5 + example - behaviour.deputies_bad_example * min(1.0, severity), 0.0, 1.0)
    return honesty + behaviour.deputies_speed_per_month * (resting - honesty)
