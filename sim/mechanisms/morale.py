"""What the work does to a chief 精神状态: burden, fatigue, morale, and staleness in a long stay.

Meetings, inspections and ceremony make up the burden of a county; each matter that can veto a whole year's record
一票否决 adds to it, and clear roles take some away. Limited power with unlimited responsibility tires: the more so under
burden, in a hard place, in the secretary's seat, and from the mid-forties on. Morale falls with fatigue and discord,
with setbacks unless he is stood by, and with staleness: after five years in one post a chief has done what he came
for. It rises with a good appraisal and with being raised in rank in place.
"""

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Code, Count, Flag, Length, Policy, Real, Share, rule, within
from sim.texts import Text

LEVERS = (
    Lever(
        name="inspection_load_share", unit="share", low=0.0, high=1.0, default=0.5,
        label=Text("Load of inspections and target drives", "检查考核与达标负担"),
        meaning=Text(
            "Time that inspections, target drives and ceremony from above claim; 0.5 is the practice of 1999-2012.",
            "上级检查评比、达标活动和会议应酬占用的时间；0.5 为 1999—2012 年的水平。",
        ),
        tier=Tier.ASSUMED, source="assumption: the practice of 1999-2012 is the middle of the scale",
    ),
    Lever(
        name="setback_support_share", unit="share", low=0.0, high=1.0, default=0.0,
        label=Text("Support after setbacks", "受挫后的关心支持"),
        meaning=Text(
            "How far a chief who met with a setback is stood by, publicly and in private.",
            "干部受到挫折、非议时，组织给予关心撑腰和舆论支持的程度。",
        ),
        tier=Tier.ASSUMED, source="assumption: not practised as a rule in 1999-2012, 0-0.3",
    ),
)

PARAMETERS = (
    Parameter("burden_base", "share", 0.15, 0.05, 0.3, "burden that remains without inspections, vetoes and overlap of roles", Tier.ASSUMED, ASSUMPTION),
    Parameter("burden_from_inspections", "share", 0.5, 0.2, 0.7, "burden added by the full load of inspections", Tier.ASSUMED, ASSUMPTION),
    Parameter("burden_from_veto", "share", 0.02, 0.0, 0.04, "burden added by one matter under veto", Tier.ASSUMED, ASSUMPTION),
    Parameter("burden_from_overlap", "share", 0.1, 0.0, 0.2, "burden added where roles are not clear at all", Tier.ASSUMED, ASSUMPTION),
    Parameter("burden_speed_per_month", "share", 0.1, 0.05, 0.3, "share of the distance to its resting value that burden closes a month", Tier.ASSUMED, ASSUMPTION),
    Parameter("fatigue_from_burden", "share", 0.4, 0.1, 0.6, "resting fatigue under full burden", Tier.ASSUMED, ASSUMPTION),
    Parameter("fatigue_from_difficulty", "share", 0.25, 0.0, 0.4, "resting fatigue added in the hardest county", Tier.ASSUMED, ASSUMPTION),
    Parameter("fatigue_of_secretary", "share", 0.05, 0.0, 0.15, "resting fatigue added by the first responsibility", Tier.ASSUMED, ASSUMPTION),
    Parameter("fatigue_at_midlife", "share", 0.2, 0.0, 0.4, "resting fatigue added from the middle of life on", Tier.ASSUMED, ASSUMPTION),
    Parameter("midlife_begins_years", "years", 42.0, 40.0, 45.0, "age from which this builds up, over five years", Tier.ASSUMED, "assumption: design/model.md §5, claim 3: ages 45-50"),
    Parameter("rest_from_coasting", "share", 0.15, 0.0, 0.3, "resting fatigue avoided by withholding all effort", Tier.ASSUMED, ASSUMPTION),
    Parameter("fatigue_speed_per_month", "share", 0.05, 0.02, 0.1, "share of the distance to its resting value that fatigue closes a month", Tier.ASSUMED, ASSUMPTION),
    Parameter("fatigue_at_first", "share", 0.35, 0.1, 0.5, "fatigue of one who takes up a post", Tier.ASSUMED, ASSUMPTION),
    Parameter("morale_base", "share", 0.85, 0.7, 1.0, "resting morale of one who is rested, at peace with the other chief and new in the post", Tier.ASSUMED, ASSUMPTION),
    Parameter("morale_lost_to_fatigue", "share", 0.4, 0.1, 0.6, "morale lost to full fatigue", Tier.ASSUMED, ASSUMPTION),
    Parameter("morale_lost_to_discord", "share", 0.25, 0.1, 0.4, "morale lost in a pair wholly at odds", Tier.ASSUMED, ASSUMPTION),
    Parameter("morale_from_appraisal", "share", 0.05, 0.0, 0.1, "morale gained by one SD of appraisal", Tier.ASSUMED, ASSUMPTION),
    Parameter("morale_lost_to_staleness", "share", 0.3, 0.1, 0.5, "morale lost to full staleness", Tier.ASSUMED, ASSUMPTION),
    Parameter("morale_from_upgrade", "share", 0.1, 0.0, 0.2, "morale gained by deputy-bureau treatment in place", Tier.ASSUMED, ASSUMPTION),
    Parameter("morale_speed_per_month", "share", 0.1, 0.05, 0.2, "share of the distance to its resting value that morale closes a month", Tier.ASSUMED, ASSUMPTION),
    Parameter("setback_loss", "share", 0.4, 0.1, 0.6, "share of his morale that a setback costs one who is left alone", Tier.ASSUMED, ASSUMPTION),
    Parameter("fresh_months", "months", 60.0, 48.0, 72.0, "months in one post until initiative begins to fade", Tier.ASSUMED, "assumption: design/model.md §5, claim 37: months 72+ below months 24-59"),
    Parameter("stale_after_months", "months", 48.0, 24.0, 84.0, "further months until it is gone", Tier.ASSUMED, ASSUMPTION),
)


@rule
def next_burden(burden: Share, vetoes: Count, role_clarity: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Burden of a county a month later; `vetoes` is the number of matters under veto."""
    resting = within(
        behaviour.burden_base
        + behaviour.burden_from_inspections * policy.inspection_load_share
        + behaviour.burden_from_veto * vetoes
        + behaviour.burden_from_overlap * (1.0 - role_clarity),
        0.0,
        1.0,
    )
    return burden + behaviour.burden_speed_per_month * (resting - burden)


@rule
def midlife(age_months: Length, behaviour: Behaviour) -> float:
    """How far into the tired years he is: 0 before they begin, 1 from five years on."""
    return within((age_months / 12.0 - behaviour.midlife_begins_years) / 5.0, 0.0, 1.0)


@rule
def next_fatigue(
    fatigue: Share,
    role: Code,
    burden: Share,
    difficulty: Share,
    age_months: Length,
    coasting: Share,
    behaviour: Behaviour,
) -> float:
    """Fatigue of a chief a month later."""
    resting = (
        behaviour.fatigue_from_burden * burden
        + behaviour.fatigue_from_difficulty * difficulty
        + behaviour.fatigue_at_midlife * midlife(age_months, behaviour)
        - behaviour.rest_from_coasting * coasting
    )
    if role == 0:
        resting = resting + behaviour.fatigue_of_secretary
    return fatigue + behaviour.fatigue_speed_per_month * (within(resting, 0.0, 1.0) - fatigue)


@rule
def staleness(tenure_months: Length, behaviour: Behaviour) -> float:
    """How far initiative has faded in this post: 0 for the first five years, 1 in the end."""
    return within((tenure_months - behaviour.fresh_months) / behaviour.stale_after_months, 0.0, 1.0)


@rule
def next_morale(
    morale: Share,
    fatigue: Share,
    harmony: Share,
    appraisal: Real,
    upgraded: Flag,
    tenure_months: Length,
    behaviour: Behaviour,
) -> float:
    """Morale of a chief a month later."""
    resting = within(
        behaviour.morale_base
        - behaviour.morale_lost_to_fatigue * fatigue
        - behaviour.morale_lost_to_discord * (1.0 - harmony)
        - behaviour.morale_lost_to_staleness * staleness(tenure_months, behaviour)
        + behaviour.morale_from_appraisal * appraisal
        + behaviour.morale_from_upgrade * upgraded,
        0.0,
        1.0,
    )
    return morale + behaviour.morale_speed_per_month * (resting - morale)


@rule
def morale_after_setback(morale: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Morale after a setback: an incident that spread, a project that failed, a complaint that proved unfounded."""
    return morale * (1.0 - behaviour.setback_loss * (1.0 - policy.setback_support_share))


@rule
def fatigue_on_arrival(behaviour: Behaviour) -> float:
    """Fatigue in a new post."""
    return 1.0 * behaviour.fatigue_at_first


@rule
def morale_on_arrival(behaviour: Behaviour) -> float:
    """Morale in a new post."""
    return 1.0 * behaviour.morale_base
