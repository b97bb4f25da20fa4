"""Linking terms 换届衔接: exchange at the congress, by plan, and never both chiefs at once.

Three rules about when a move may come. Planned and lateral moves can be kept for the months around the congress of
the chief's own post; before a congress the department can settle what would fall due in the year after it, so
that those elected stay; and one of the two chiefs can be held in his post for some months after the other's has
changed hands. None of them says how many are moved. Whether a rule is kept to is settled once for a spell.
"""

import math

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Draw, Hazard, Length, Months, Policy, rule
from sim.texts import Text

_EXCHANGE_2006 = "党政领导干部交流工作规定 2006"
_REGULATION_2014 = "选拔任用工作条例 2014, art. 54"

LEVERS = (
    Lever(
        name="exchange_window_share",
        unit="share",
        low=0.0,
        high=1.0,
        default=0.0,
        label=Text("Exchange kept for the congress", "结合换届交流的比例"),
        meaning=Text(
            "Share of spells in which planned and lateral moves wait for the months around the congress.",
            "各次任职中，调整交流须结合换届进行、非换届期不作平级调整的比例。",
        ),
        tier=Tier.ASSUMED,
        source="assumption: not the practice of 1999-2012, 0-0.2",
    ),
    Lever(
        name="look_ahead_share",
        unit="share",
        low=0.0,
        high=1.0,
        default=0.0,
        label=Text("Looking ahead at the congress", "换届人事超前谋划比例"),
        meaning=Text(
            "Share of the moves and retirements falling due in the year after a congress that are settled before it.",
            "换届后一年内到期的调整和退出中，在换届前提前安排到位的比例。",
        ),
        tier=Tier.ASSUMED,
        source="assumption: not the practice of 1999-2012, 0-0.2",
    ),
    Lever(
        name="pair_gap_months",
        unit="months",
        low=0,
        high=36,
        default=12,
        label=Text("Months between moves of the two chiefs", "党政正职调整间隔"),
        meaning=Text(
            "Months for which one chief stays after the other's post has changed hands; the own head may succeed.",
            "一名正职变动后，另一名正职须留任的月数；本县县长接任书记的除外。",
        ),
        tier=Tier.BOUNDED,
        source=f"assumption within {_EXCHANGE_2006} and {_REGULATION_2014}, not at the same time: 6-24",
    ),
    Lever(
        name="pair_gap_compliance_share",
        unit="share",
        low=0.0,
        high=1.0,
        default=0.0,
        label=Text("Compliance with the gap between the two chiefs", "党政正职不同时调整执行率"),
        meaning=Text(
            "Share of spells in which the organisation department keeps the two chiefs' moves apart.",
            "各次任职中，组织部门严格执行党政正职不同时调整的比例。",
        ),
        tier=Tier.ASSUMED,
        source="assumption: written and hardly enforced in 1999-2012, 0-0.2",
    ),
    Lever(
        name="pair_gap_discord_exemption",
        unit="1",
        low=0,
        high=1,
        default=1,
        label=Text("Discord and the gap between the two chiefs", "不团结情形的例外"),
        meaning=Text(
            "Whether a pair in discord may be separated by moving both at once, or has to be by moving one.",
            "党政正职不团结时，是否允许两人同时调离。",
        ),
        tier=Tier.ASSUMED,
        source="assumption: both were moved in known cases (Wenshui 2011, facts/README.md)",
        positions={"one_stays": 0, "both_may_go": 1},
    ),
)

PARAMETERS = (
    Parameter("window_before_months", "months", 3.0, 1.0, 6.0, "months before the congress of the post in which moves belong to it", Tier.ASSUMED, ASSUMPTION),
    Parameter("window_after_months", "months", 9.0, 3.0, 12.0, "months after it in which they still do", Tier.ASSUMED, ASSUMPTION),
    Parameter("look_ahead_months", "months", 12.0, 6.0, 18.0, "months after a congress that the department looks ahead to", Tier.ASSUMED, ASSUMPTION),
)


@rule
def window_matters(policy: Policy) -> bool:
    """Whether any move has to wait for a congress, so that the draw has to be asked."""
    return policy.exchange_window_share > 0.0


@rule
def waits_for_congress(months_from_congress: Months, rule_draw: Draw, policy: Policy, behaviour: Behaviour) -> bool:
    """Whether a planned or lateral move has to wait for the months around the congress of the post."""
    inside = -behaviour.window_before_months <= months_from_congress <= behaviour.window_after_months
    return rule_draw < policy.exchange_window_share and not inside


@rule
def hazard_looking_ahead(hazard: Hazard, months_from_congress: Months, policy: Policy, behaviour: Behaviour) -> float:
    """Resolutions a month to move a chief, once part of those of the time after a congress are taken before it.

    What the months after it lose, the months before it gain, at the pace of the month in question.
    """
    share = policy.look_ahead_share
    if 0 <= months_from_congress < behaviour.look_ahead_months:
        return hazard * (1.0 - share)
    if -behaviour.window_before_months <= months_from_congress < 0:
        months = math.floor(behaviour.window_before_months)
        return hazard * (1.0 + share * math.floor(behaviour.look_ahead_months) / months)
    return hazard


@rule
def looks_ahead_now(months_from_congress: Months, policy: Policy) -> bool:
    """Whether this is the last month before the congress, in which ages are looked at ahead of time."""
    return months_from_congress == -1 and policy.look_ahead_share > 0.0


@rule
def age_looked_at(age_months: Length, rule_draw: Draw, policy: Policy, behaviour: Behaviour) -> int:
    """The age that is held against the age limit just before a congress: for some, that of the time looked ahead to."""
    if rule_draw < policy.look_ahead_share:
        return age_months + int(math.floor(behaviour.look_ahead_months))
    return age_months


@rule
def gap_matters(policy: Policy) -> bool:
    """Whether the other chief could hold one back at all, so that his tenure and the draw have to be asked."""
    return policy.pair_gap_months > 0.0 and policy.pair_gap_compliance_share > 0.0


@rule
def gap_binds(partner_months: Length, rule_draw: Draw, policy: Policy) -> bool:
    """Whether a chief has to stay because the other chief's post has just changed hands.

    `partner_months`: the tenure of the other chief, 0 where his post is vacant.
    """
    return partner_months < policy.pair_gap_months and rule_draw < policy.pair_gap_compliance_share


@rule
def gap_spares_discord(policy: Policy) -> bool:
    """Whether a pair in discord may both be moved at once all the same."""
    return policy.pair_gap_discord_exemption >= 1.0
