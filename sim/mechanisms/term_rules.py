"""Statutory term rules 任期: how long a chief must stay, and how long he may.

The rules are written and, in the practice of 1999-2012, hardly enforced. A rule has a text (months) and
a compliance: the share of spells in which the organisation department holds to it. Whether it holds to
a rule is settled once for a spell, so that a lax rule is lax for the same people throughout.
"""

from sim.lever import Lever, Tier
from sim.rule import Draw, Length, Policy, rule
from sim.texts import Text

_REGULATION_2006 = "党政领导干部职务任期暂行规定 2006"

LEVERS = (
    Lever(
        name="minimum_tenure_months",
        unit="months",
        low=0,
        high=120,
        default=60,
        label=Text("Minimum tenure", "最低任职年限"),
        meaning=Text(
            "Months a chief must serve in a post before he may leave it.",
            "正职在同一职位上必须任满的月数，未满不得离任。",
        ),
        tier=Tier.STATUTE,
        source=f"{_REGULATION_2006}, art. 3-4: one term of five years in full",
    ),
    Lever(
        name="minimum_tenure_compliance_share",
        unit="share",
        low=0.0,
        high=1.0,
        default=0.0,
        label=Text("Compliance with the minimum tenure", "最低任职年限执行率"),
        meaning=Text(
            "Share of spells in which the organisation department holds to the minimum tenure.",
            "各次任职中，组织部门严格执行最低任职年限的比例。",
        ),
        tier=Tier.ASSUMED,
        source="assumption: written and hardly enforced in 1999-2012, 0-0.2",
    ),
    Lever(
        name="minimum_tenure_scope",
        unit="1",
        low=0,
        high=1,
        default=1,
        label=Text("Moves the minimum tenure holds back", "最低任职年限的适用范围"),
        meaning=Text(
            "Whether the minimum tenure holds back promotions only, or planned and lateral moves as well.",
            "最低任职年限仅限制晋升，还是同时限制平级交流等一切调动。",
        ),
        tier=Tier.STATUTE,
        source=f"{_REGULATION_2006}, art. 4: adjustment within the term restricted, whatever its kind",
        positions={"promotion": 0, "all_moves": 1},
    ),
    Lever(
        name="special_need_share",
        unit="share",
        low=0.0,
        high=1.0,
        default=0.1,
        label=Text("Exemption for special need", "工作特殊需要豁免比例"),
        meaning=Text(
            "Share of spells that a special need of the work exempts from the minimum tenure.",
            "各次任职中，因工作特殊需要而不受最低任职年限限制的比例。",
        ),
        tier=Tier.ASSUMED,
        source=f"assumption: {_REGULATION_2006}, art. 4 allows it and sets no number",
    ),
    Lever(
        name="maximum_tenure_months",
        unit="months",
        low=60,
        high=240,
        default=120,
        label=Text("Longest tenure in one post", "同一职位最长任职年限"),
        meaning=Text(
            "Months in one post after which a chief must leave it.",
            "同一职位任职满此月数必须离任。",
        ),
        tier=Tier.STATUTE,
        source=f"{_REGULATION_2006}, art. 6: two terms in one post, then out",
    ),
    Lever(
        name="maximum_tenure_compliance_share",
        unit="share",
        low=0.0,
        high=1.0,
        default=0.2,
        label=Text("Compliance with the longest tenure", "最长任职年限执行率"),
        meaning=Text(
            "Share of spells in which the longest tenure is held to.",
            "各次任职中，严格执行最长任职年限的比例。",
        ),
        tier=Tier.ASSUMED,
        source="assumption: hardly enforced in 1999-2012, 0-0.2",
    ),
)

PARAMETERS = ()


@rule
def minimum_matters(tenure_months: Length, policy: Policy) -> bool:
    """Whether the minimum tenure could hold back a chief of this tenure, so that the draw has to be asked."""
    return tenure_months < policy.minimum_tenure_months and policy.minimum_tenure_compliance_share > 0.0


@rule
def minimum_binds(tenure_months: Length, rule_draw: Draw, policy: Policy) -> bool:
    """Whether the minimum tenure holds this chief in his post; `rule_draw` settles it for the whole spell."""
    return tenure_months < policy.minimum_tenure_months and rule_draw < (
        policy.minimum_tenure_compliance_share * (1.0 - policy.special_need_share)
    )


@rule
def minimum_binds_planned_moves(tenure_months: Length, rule_draw: Draw, policy: Policy) -> bool:
    """Whether the minimum tenure also holds him back from planned and lateral moves and from requests."""
    return policy.minimum_tenure_scope >= 1.0 and minimum_binds(tenure_months, rule_draw, policy)


@rule
def minimum_expected_share(policy: Policy) -> float:
    """The share of spells in which a chief expects to be held to the minimum tenure."""
    return policy.minimum_tenure_compliance_share * (1.0 - policy.special_need_share)


@rule
def minimum_expected_months(policy: Policy) -> float:
    """The minimum tenure as a chief knows it."""
    return 1.0 * policy.minimum_tenure_months


@rule
def maximum_matters(tenure_months: Length, policy: Policy) -> bool:
    """Whether the longest tenure could end a spell of this tenure, so that the draw has to be asked."""
    return tenure_months >= policy.maximum_tenure_months


@rule
def must_leave(tenure_months: Length, rule_draw: Draw, policy: Policy) -> bool:
    """Whether the longest tenure ends this spell now."""
    return tenure_months >= policy.maximum_tenure_months and rule_draw < policy.maximum_tenure_compliance_share
