"""The choice: how a chief divides his month between five options.

Long-run development, visible showcase projects 政绩工程, lobbying 跑官要官, routine (demands from above, covering oneself)
and coasting each have a value to him. The unit is a hundredth of a promotion for a month of undivided effort. He looks ahead: what he
does now moves his standing, standing moves his chances at the openings he still expects to see, and later
openings count less. He is boundedly rational: he reckons with stationary chances and gives more effort to what is
worth more, not all of it to the best (quantal response, McKelvey & Palfrey 1995).

Every lever acts through the value of an option; a value is the sum of its terms (`TERMS`), in that order. What he reckons
leaves out how his later choices answer to this one, but for two things without which he would overdo it: promotion
is worth its prize less the hopes that it makes needless, and lobbying later makes lobbying now needless.
"""

import math

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.lookahead import chances_of_one, discounts, hopes_after_congress, openings_ahead, quantal_response
from sim.rule import Behaviour, Code, Count, Draw, Flag, Hazard, Length, Months, Policy, Positive, Real, Share, rule
from sim.texts import Text

OPTIONS = ("development", "showcase", "lobbying", "routine", "coasting")
"""The five options, in the order in which every rule here returns them."""

TERMS = {
    "development": ("promotion", "upgrade", "bonus", "service", "complaints"),
    "showcase": ("promotion", "upgrade", "bonus"),
    "lobbying": ("promotion", "way_out", "unease", "risk"),
    "routine": ("demands", "blame", "vetoes", "caution"),
    "coasting": ("rest", "low_morale", "fatigue"),
}
"""The terms of each value, in the order of `terms_of_values`; their names stand in `sim.texts.choice`."""

_PRACTICE = "assumption: not practised in 1999-2012"
_RATE = "facts/README.md: 8.95 % a year (Chen & Kung 2016 data)"
_ONE = "assumption: design/choice.md"


def _lever(name: str, label: Text, meaning: Text, source: str = _PRACTICE) -> Lever:
    return Lever(name, "share", 0.0, 1.0, 0.0, label, meaning, Tier.ASSUMED, source)


LEVERS = (
    _lever("ambition_damping_share", Text("Damping of ambition", "淡化升迁意识力度"), Text("How far education makes chiefs calmer about promotion; 1: as far as it can.", "通过教育引导干部淡化升迁、安心工作的力度；1 为最大。")),
    _lever("service_boost_share", Text("Education in service", "宗旨教育力度"), Text("How far education in ideals strengthens the will to serve; 1: as far as it can.", "理想信念与宗旨教育增强为民服务动机的力度；1 为最大。")),
    _lever("lobbying_crackdown_share", Text("Crackdown on lobbying", "整治跑官要官力度"), Text("How hard lobbying for posts is looked for and punished; 0: as in practice, 1: as in a campaign.", "查处跑官要官的力度；0 为通常水平，1 为专项整治水平。")),
    _lever("onward_post_share", Text("Assured post after the term", "任期届满出路保障比例"), Text("Share of chiefs who may count on a fitting post when their term is over.", "任期届满后能够得到妥善安排的正职所占比例。")),
    _lever("upgrade_quota_share", Text("Quota of upgrades in place", "就地提级（副厅级）比例"), Text("Share of chiefs with the needed excellent years who are given deputy-bureau treatment in place.", "连续考核优秀达到规定年数的正职中，就地享受副厅级待遇的比例。"), "assumption: 19 secretaries in Hunan in 2009 (facts/README.md), hardly any before"),
    Lever("upgrade_years", "years", 1, 10, 5, Text("Excellent years for an upgrade", "就地提级所需优秀年数"), Text("Years of excellent appraisal in a row that an upgrade in place asks for.", "就地提级所需连续年度考核优秀的年数。"), Tier.ASSUMED, "assumption: the essay names three to five"),
    _lever("appraisal_bonus_share", Text("Bonus by appraisal", "考核奖金力度"), Text("Yearly bonus for good appraisal, as a share of a year's salary for one standard deviation.", "按年度考核结果发放的奖金：成绩每高一个标准差，奖金占年薪的比例。")),
)

PARAMETERS = (
    Parameter("choice_precision", "1", 2.5, 1.0, 4.0, "how sharply effort follows value", Tier.ASSUMED, ASSUMPTION),
    Parameter("promotion_worth", "points", 100.0, 60.0, 150.0, "worth of a promotion to a chief of mean ambition: the unit", Tier.ASSUMED, _ONE),
    Parameter("damping_reach_share", "share", 0.5, 0.1, 0.7, "share of ambition that education can take away", Tier.ASSUMED, ASSUMPTION),
    Parameter("service_reach_share", "share", 0.5, 0.1, 0.7, "share of the missing will to serve that education can add", Tier.ASSUMED, ASSUMPTION),
    Parameter("head_promotion_ratio", "1", 2.08, 1.5, 2.6, "a head's promotions a year over a secretary's", Tier.INFORMED, "facts/targets.json C2, C10: .54 x .345 / .0895"),
    Parameter("hope_most_per_month", "per month", 0.05, 0.02, 0.1, "highest monthly chance of promotion a chief believes in", Tier.ASSUMED, _ONE),
    Parameter("moved_anyway_per_month", "per month", 0.004, 0.002, 0.02, "chance of a move that ends his hopes here", Tier.BOUNDED, _ONE),
    Parameter("discord_haste_per_month", "per month", 0.03, 0.0, 0.06, "further discounting in full discord", Tier.ASSUMED, _ONE),
    Parameter("looks_ahead_months", "months", 120.0, 60.0, 180.0, "how far a chief looks ahead", Tier.ASSUMED, "assumption: two terms"),
    Parameter("upgraded_content_share", "share", 0.5, 0.2, 0.8, "share of the prize an upgrade in place takes away", Tier.ASSUMED, _ONE),
    Parameter("onward_content_share", "share", 0.25, 0.0, 0.5, "share of the prize an assured onward post takes away", Tier.ASSUMED, _ONE),
    Parameter("upgrade_worth", "points", 12.5, 5.0, 30.0, "worth of an upgrade in place", Tier.ASSUMED, _ONE),
    Parameter("way_out_worth", "points", 25.0, 10.0, 40.0, "worth of a good way out of the post over a bad one", Tier.ASSUMED, _ONE),
    Parameter("way_out_haste_per_month", "per month", 0.05, 0.02, 0.1, "further discounting of the way out", Tier.ASSUMED, _ONE),
    Parameter("way_out_by_ties_share", "share", 0.3, 0.1, 0.6, "how far ties mend the way out, against promotion", Tier.ASSUMED, _ONE),
    Parameter("post_worth", "points", 20.0, 10.0, 40.0, "worth of the present post itself", Tier.ASSUMED, _ONE),
    Parameter("work_gain_per_month", "SD", 0.28, 0.1, 0.6, "appraisal expected of a month of undivided effort", Tier.ASSUMED, ASSUMPTION),
    Parameter("ripening_per_month", "per month", 0.03, 0.01, 0.06, "rate at which long-run work is expected to show", Tier.ASSUMED, _ONE),
    Parameter("glitter_fade_per_month", "per month", 0.06, 0.02, 0.12, "rate at which the credit of showcase projects is expected to fade", Tier.ASSUMED, _ONE),
    Parameter("bonus_worth", "points", 2.0, 0.5, 5.0, "worth of bonuses of a year's salary for each SD of appraisal", Tier.ASSUMED, ASSUMPTION),
    Parameter("work_alone_share", "share", 0.4, 0.2, 0.7, "what remains of development work in full discord", Tier.ASSUMED, _ONE),
    Parameter("service_worth", "points", 1.5, 0.6, 2.5, "worth of development work to one of full public-service motivation", Tier.ASSUMED, ASSUMPTION),
    Parameter("staleness_reach_share", "share", 0.4, 0.1, 0.8, "share of development work that full staleness in post takes", Tier.ASSUMED, "assumption: design/model.md claim 37"),
    Parameter("favour_gain_per_month", "share", 0.14, 0.05, 0.3, "closeness to the principal won by a month of undivided lobbying", Tier.ASSUMED, ASSUMPTION),
    Parameter("favour_fade_per_month", "per month", 0.05, 0.02, 0.1, "rate at which that closeness fades", Tier.ASSUMED, _ONE),
    Parameter("lobbying_again_share", "share", 0.55, 0.1, 0.8, "effort he expects to put into lobbying later, which makes lobbying now needless", Tier.ASSUMED, "assumption: against the exact programme in tests/choice"),
    Parameter("lobbying_unease", "points", 0.3, 0.1, 0.6, "what lobbying costs in self-respect and money", Tier.ASSUMED, _ONE),
    Parameter("lobbying_caught_per_month", "per month", 0.002, 0.0005, 0.006, "believed chance that undivided lobbying costs him the post", Tier.ASSUMED, ASSUMPTION),
    Parameter("lobbying_removed_share", "share", 0.15, 0.05, 1.0, "share of that chance in which he is in fact removed", Tier.ASSUMED, "assumption: perceived risk exceeds the real one"),
    Parameter("crackdown_factor", "1", 5.0, 2.0, 10.0, "how many times more a full crackdown adds to that chance", Tier.BOUNDED, "facts/targets.json C16: 0.24 to 1.4 % a year"),
    Parameter("demands_worth", "points", 0.4, 0.2, 0.8, "what meeting the demands from above is worth under full burden", Tier.ASSUMED, _ONE),
    Parameter("blame_per_month", "per month", 0.03, 0.01, 0.06, "chance of blame that covering oneself wards off, in full unrest", Tier.ASSUMED, _ONE),
    Parameter("caution_blame_per_month", "per month", 0.012, 0.0, 0.03, "chance of blame that he who is at his most timid sees to ward off", Tier.ASSUMED, ASSUMPTION),
    Parameter("veto_blame_per_month", "per month", 0.0005, 0.0, 0.002, "chance of losing the post to one veto that covering oneself wards off", Tier.ASSUMED, ASSUMPTION),
    Parameter("rest_worth", "points", 0.4, 0.2, 0.8, "what a month without effort is worth", Tier.ASSUMED, _ONE),
    Parameter("low_morale_worth", "points", 0.8, 0.4, 1.2, "how much more at no morale", Tier.ASSUMED, _ONE),
    Parameter("fatigue_worth", "points", 0.15, 0.0, 0.4, "how much more in full fatigue", Tier.ASSUMED, ASSUMPTION),
)


@rule
def damped_ambition(ambition: Positive, policy: Policy, behaviour: Behaviour) -> float:
    """Ambition after education."""
    return ambition * (1.0 - behaviour.damping_reach_share * policy.ambition_damping_share)


@rule
def strengthened_service(service: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Public-service motivation after education."""
    return service + behaviour.service_reach_share * policy.service_boost_share * (1.0 - service)


@rule
def discount_rate(impatience: Hazard, monthly: Share, harmony: Share, behaviour: Behaviour) -> float:
    """Rate a month at which the future counts less: his own, moved or promoted meanwhile, driven out by discord."""
    discord = (1.0 - harmony) * (1.0 - harmony)
    return impatience + behaviour.moved_anyway_per_month + monthly + behaviour.discord_haste_per_month * discord


@rule
def prize_worth(ambition: Positive, upgraded: Flag, policy: Policy, behaviour: Behaviour) -> float:
    """What promotion is worth to him: less to one upgraded in place or sure of an onward post."""
    content = behaviour.upgraded_content_share * upgraded + behaviour.onward_content_share * policy.onward_post_share
    return behaviour.promotion_worth * ambition * (1.0 - content)


@rule
def hopes_for_upgrade(upgraded: Flag, policy: Policy) -> bool:
    """Whether an upgrade in place is there to be won, so that the chance of an excellent year matters."""
    return upgraded == 0 and policy.upgrade_quota_share > 0.0


@rule
def upgrade_ahead(
    ambition: Positive, upgraded: Flag, streak_years: Count, excellent_chance: Share, rate: Hazard, policy: Policy, behaviour: Behaviour
) -> float:
    """What an upgrade in place is worth to one who may still win it; it knows no age ceiling.

    Every excellent year that he still needs takes a year, and comes with the chance that he has of one.
    """
    if upgraded == 1 or policy.upgrade_quota_share <= 0.0:
        return 0.0
    years = max(0.0, policy.upgrade_years - streak_years)
    likely = math.exp(years * (math.log(max(excellent_chance, 1e-9)) - 12.0 * rate))
    return policy.upgrade_quota_share * behaviour.upgrade_worth * ambition * likely


@rule
def bad_way_out(ambition: Positive, rate: Hazard, to_term_end: Months, policy: Policy, behaviour: Behaviour) -> float:
    """What he stands to lose when his term ends without a fitting post for him."""
    months = to_term_end if to_term_end > 0 else 0
    loss = behaviour.way_out_worth * ambition * (1.0 - policy.onward_post_share)
    return loss * math.exp(-(rate + behaviour.way_out_haste_per_month) * months)


@rule
def stay_worth(
    ambition: Positive, upgraded: Flag, prize: Positive, openings: Positive, upgrade: Positive, policy: Policy, behaviour: Behaviour
) -> float:
    """What he loses when caught, blamed, or when asking to leave: hopes, upgrade in view or held, onward post, the post itself."""
    kept = behaviour.upgrade_worth * upgraded + behaviour.way_out_worth * policy.onward_post_share
    return prize * openings + upgrade + ambition * kept + behaviour.post_worth


@rule
def lobbying_risk(policy: Policy, behaviour: Behaviour) -> float:
    """Chance a month that undivided lobbying costs him the post, as chiefs believe."""
    return behaviour.lobbying_caught_per_month * (1.0 + behaviour.crackdown_factor * policy.lobbying_crackdown_share)


@rule
def prospects(
    role: Code, ambition: Positive, impatience: Hazard, won: Positive, upgraded: Flag, standing: Real, streak_years: Count, excellent_chance: Share,
    tenure_months: Length, to_age_ceiling: Months, to_term_end: Months, to_congress: Length, harmony: Share, off_cycle: Share, congress: Share,
    minimum_months: Positive, minimum_share: Share, years_averaged: Positive, policy: Policy, behaviour: Behaviour,
) -> tuple[float, float, float, float, float, float, float]:
    """What the terms of all options are made of; `ambition` after education, `won`: log odds won by a month of lobbying.

    What an upgrade ahead, a bad way out and staying are worth; and what one unit of log odds at every opening is worth if it
    lasts, until long-run work shows, while showcase shines (averaging dilutes it), while favour holds.
    """
    ratio = behaviour.head_promotion_ratio if role == 1 else 1.0
    monthly, chance, slope = chances_of_one(standing, off_cycle, congress, ratio, behaviour.hope_most_per_month)
    rate = discount_rate(impatience, monthly, harmony, behaviour)
    ahead = to_age_ceiling if to_age_ceiling > 0 else 0
    closes = ahead if ahead < behaviour.looks_ahead_months else int(behaviour.looks_ahead_months)
    held = int(minimum_months - tenure_months) if minimum_months > tenure_months else 0
    prize = prize_worth(ambition, upgraded, policy, behaviour)
    upgrade = upgrade_ahead(ambition, upgraded, streak_years, excellent_chance, rate, policy, behaviour)
    fading = rate + behaviour.glitter_fade_per_month + 1.0 / (12.0 * (years_averaged if years_averaged > 1.0 else 1.0))
    favour = rate + behaviour.favour_fade_per_month + behaviour.lobbying_again_share * won
    ripening = rate + behaviour.ripening_per_month
    end, first, second = discounts(rate, closes, to_congress)
    o1, c1 = openings_ahead(rate, monthly, chance, closes, to_congress, held, minimum_share, end, first, second)
    after = hopes_after_congress(rate, monthly, chance, end, first, second)
    end, first, second = discounts(ripening, closes, to_congress)
    o2, c2 = openings_ahead(ripening, monthly, chance, closes, to_congress, held, minimum_share, end, first, second)
    end, first, second = discounts(fading, closes, to_congress)
    o3, c3 = openings_ahead(fading, monthly, chance, closes, to_congress, held, minimum_share, end, first, second)
    end, first, second = discounts(favour, closes, to_congress)
    o4, c4 = openings_ahead(favour, monthly, chance, closes, to_congress, held, minimum_share, end, first, second)
    hopes = o1 + chance * c1
    # Who is promoted no longer needs the chances that he would have had without it.
    soon = prize * (1.0 - hopes if hopes < 1.0 else 0.0)
    then = prize * (1.0 - after if after < 1.0 else 0.0) * slope
    return (
        upgrade,
        bad_way_out(ambition, rate, to_term_end, policy, behaviour),
        stay_worth(ambition, upgraded, prize, hopes, upgrade, policy, behaviour),
        soon * o1 + then * c1,
        soon * o2 + then * c2,
        soon * o3 + then * c3,
        soon * o4 + then * c4,
    )


@rule
def terms_of_values(
    role: Code, ambition: Positive, service: Share, impatience: Hazard, skill: Positive, tie: Share, crisis: Share, upgraded: Flag,
    standing: Real, morale: Share, fatigue: Share, streak_years: Count, excellent_chance: Share, tenure_months: Length,
    to_age_ceiling: Months, to_term_end: Months, to_congress: Length, harmony: Share, unrest: Share, burden: Share,
    off_cycle: Share, congress: Share, performance_weight: Real, tie_weight: Real, favour_weight: Real,
    minimum_months: Positive, minimum_share: Share, long_view: Share, years_averaged: Positive, appraisal_return: Positive,
    pull_of_show: Positive, local_voice: Share, vetoes: Positive, caution: Share, staleness: Share, complaint_risk: Share, policy: Policy, behaviour: Behaviour,
) -> tuple[float, ...]:
    """The 19 terms of the five values, in the order of `TERMS`, and what staying in the post is worth.

    Of himself: motives as they are before education; `tie` and `crisis` competence in [0, 1]; `standing` at the last
    appraisal; `excellent_chance`, that of an excellent next year, 0 where nothing hangs on it; months to the age ceiling of promotion
    (negative beyond it), to the end of his term and to the prefecture's next congress. Of the prefecture, as believed there: chances
    of promotion in an ordinary month and at a congress, log rate ratio of one SD of appraisal and of one unit of ties. Of other
    mechanisms: log ratio that full favour is worth in a contest; the minimum tenure and the share of spells it is held to; weight
    of the long view and years averaged in appraisal; `appraisal_return`, what work done counts in a mark (1 in practice, less in
    more noise); `pull_of_show`, the factor that stretched targets put on show; weight of the county's own voice, which takes its
    share from show and lobbying; number of vetoes; caution after an incident, which turns work to covering oneself; staleness in
    post, which takes from development;
    `complaint_risk`, the chance a month that undivided development work costs the post through unfounded complaints.
    """
    won = behaviour.favour_gain_per_month * skill * favour_weight
    upgrade, way_out, stay, lasting, unripe, shown, favoured = prospects(
        role, damped_ambition(ambition, policy, behaviour), impatience, won, upgraded, standing, streak_years, excellent_chance, tenure_months,
        to_age_ceiling, to_term_end, to_congress, harmony, off_cycle, congress, minimum_months, minimum_share, years_averaged, policy, behaviour,
    )
    spirit = (1.0 - caution) * (1.0 - behaviour.staleness_reach_share * staleness)
    together = (behaviour.work_alone_share + (1.0 - behaviour.work_alone_share) * harmony) * spirit
    seen = behaviour.work_gain_per_month * appraisal_return
    ripe = together * seen * long_view
    years = years_averaged if years_averaged > 1.0 else 1.0
    quick = seen * (1.0 - long_view) * pull_of_show * (1.0 - local_voice) / years
    bonus = behaviour.bonus_worth * policy.appraisal_bonus_share
    gain = won * (1.0 - tie) * (1.0 - local_voice) * tie_weight
    return (
        ripe * performance_weight * (lasting - unripe),
        ripe * performance_weight * upgrade,
        ripe * bonus,
        together * behaviour.service_worth * strengthened_service(service, policy, behaviour),
        -complaint_risk * stay,
        quick * performance_weight * shown,
        quick * performance_weight * upgrade,
        quick * bonus,
        gain * favoured,
        gain * behaviour.way_out_by_ties_share * way_out,
        -behaviour.lobbying_unease,
        -lobbying_risk(policy, behaviour) * stay,
        behaviour.demands_worth * burden,
        behaviour.blame_per_month * unrest * (1.0 - crisis) * stay,
        behaviour.veto_blame_per_month * vetoes * stay,
        behaviour.caution_blame_per_month * caution * stay,
        behaviour.rest_worth,
        behaviour.low_morale_worth * (1.0 - morale),
        behaviour.fatigue_worth * fatigue,
        stay,
    )


@rule
def values_of_options(
    d0: Real, d1: Real, d2: Real, d3: Real, d4: Real, s0: Real, s1: Real, s2: Real, l0: Real, l1: Real, l2: Real, l3: Real,
    r0: Real, r1: Real, r2: Real, r3: Real, c0: Real, c1: Real, c2: Real,
) -> tuple[float, float, float, float, float]:
    """The five values: each the sum of its terms (`terms_of_values`), from the first to the last."""
    return d0 + d1 + d2 + d3 + d4, s0 + s1 + s2, l0 + l1 + l2 + l3, r0 + r1 + r2 + r3, c0 + c1 + c2


@rule
def choose(
    role: Code, ambition: Positive, service: Share, impatience: Hazard, skill: Positive, tie: Share, crisis: Share, upgraded: Flag,
    standing: Real, morale: Share, fatigue: Share, streak_years: Count, excellent_chance: Share, tenure_months: Length,
    to_age_ceiling: Months, to_term_end: Months, to_congress: Length, harmony: Share, unrest: Share, burden: Share,
    off_cycle: Share, congress: Share, performance_weight: Real, tie_weight: Real, favour_weight: Real,
    minimum_months: Positive, minimum_share: Share, long_view: Share, years_averaged: Positive, appraisal_return: Positive,
    pull_of_show: Positive, local_voice: Share, vetoes: Positive, caution: Share, staleness: Share, complaint_risk: Share, policy: Policy, behaviour: Behaviour,
) -> tuple[float, float, float, float, float, float]:
    """Shares of effort on the five `OPTIONS`, adding up to 1, and what staying is worth; arguments as in `terms_of_values`."""
    d0, d1, d2, d3, d4, s0, s1, s2, l0, l1, l2, l3, r0, r1, r2, r3, c0, c1, c2, stay = terms_of_values(
        role, ambition, service, impatience, skill, tie, crisis, upgraded, standing, morale, fatigue, streak_years, excellent_chance, tenure_months,
        to_age_ceiling, to_term_end, to_congress, harmony, unrest, burden, off_cycle, congress, performance_weight, tie_weight,
        favour_weight, minimum_months, minimum_share, long_view, years_averaged, appraisal_return,
        pull_of_show, local_voice, vetoes, caution, staleness, complaint_risk, policy, behaviour,
    )
    development, showcase, lobbying, routine, coasting = values_of_options(d0, d1, d2, d3, d4, s0, s1, s2, l0, l1, l2, l3, r0, r1, r2, r3, c0, c1, c2)
    a, b, c, d, e = quantal_response(development, showcase, lobbying, routine, coasting, behaviour.choice_precision)
    return a, b, c, d, e, stay


@rule
def next_favour(favour: Share, lobbying_effort: Share, skill: Positive, tie: Share, behaviour: Behaviour) -> float:
    """Closeness to the principal a month on: it fades, and lobbying renews it, less for one who is close already."""
    won = behaviour.favour_gain_per_month * skill * lobbying_effort * (1.0 - tie)
    after = favour * (1.0 - behaviour.favour_fade_per_month) + won
    return after if after < 1.0 else 1.0


@rule
def lobbying_removal_hazard(lobbying_effort: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Removals a month for lobbying, at this share of effort."""
    return behaviour.lobbying_removed_share * lobbying_risk(policy, behaviour) * lobbying_effort


@rule
def wins_upgrade(upgraded: Flag, streak_years: Count, draw: Draw, policy: Policy) -> bool:
    """Whether a chief is given deputy-bureau treatment in place after this year's appraisal."""
    return upgraded == 0 and streak_years >= policy.upgrade_years and draw < policy.upgrade_quota_share


@rule
def has_onward_post(draw: Draw, policy: Policy) -> bool:
    """Whether a fitting post is kept for a chief whose term is over; a draw settles it for the spell."""
    return draw < policy.onward_post_share
