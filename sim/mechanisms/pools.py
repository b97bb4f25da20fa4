"""The posts around the chiefs: deputy-bureau posts, bureau directors, and the cadre reserve 后备干部.

Their incumbents live and age before and after any vacancy at the chiefs' level. Each has a clock: at his appointment
one draw sets the month in which he leaves in the ordinary course (transfer, another career); and he goes
when he reaches the age limit of his kind. Besides, deputy-bureau posts turn over at the prefecture's congress.
"""

import math

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Code, Draw, Length, Months, Policy, Positive, rule, whole_months_until
from sim.texts import Text

_FLOWS = "design/model.md §2, the yearly flows of an average prefecture"

LEVERS = (
    Lever(
        name="upper_retirement_age_years",
        unit="years",
        low=54,
        high=65,
        default=60,
        label=Text("Retirement age at deputy-bureau rank", "副厅级干部退休年龄"),
        meaning=Text(
            "Age at which an incumbent of a deputy-bureau post retires and opens it.",
            "副厅级职位在任干部退休、腾出职位的年龄。",
        ),
        tier=Tier.BOUNDED,
        source="assumption: general retirement at 60; earlier exits from leading posts are common",
    ),
)

PARAMETERS = (
    Parameter("upper_leave_per_year", "per year", 0.055, 0.03, 0.1, "deputy-bureau incumbents who leave the ladder outside a congress", Tier.BOUNDED, _FLOWS),
    Parameter("upper_congress_leave_share", "share", 0.37, 0.15, 0.45, "of them, share who leave the ladder at their congress", Tier.BOUNDED, _FLOWS),
    Parameter("upper_posts_base", "posts", 14.0, 9.0, 19.0, "deputy-bureau posts of a prefecture of no county", Tier.ASSUMED, "assumption: design/model.md §1, ± a third"),
    Parameter("upper_posts_per_county", "posts", 1.6, 1.1, 2.1, "further deputy-bureau posts for each county", Tier.ASSUMED, "assumption: design/model.md §1, ± a third"),
    Parameter("bureaus_per_prefecture", "posts", 40.0, 27.0, 53.0, "bureau directors of a prefecture", Tier.ASSUMED, "assumption: design/model.md §1, ± a third"),
    Parameter("deputies_per_county", "posts", 4.0, 2.0, 8.0, "deputies of a county who count as its reserve", Tier.ASSUMED, ASSUMPTION),
    Parameter("departments_per_prefecture", "posts", 12.0, 6.0, 24.0, "department cadres of a prefecture who count as reserve", Tier.ASSUMED, ASSUMPTION),
    Parameter("bureau_leave_per_year", "per year", 0.02, 0.01, 0.06, "bureau directors who leave the ladder a year before the age limit", Tier.BOUNDED, _FLOWS),
    Parameter("bureau_age_limit_years", "years", 58.0, 55.0, 60.0, "age at which a bureau director goes to the second line", Tier.BOUNDED, "assumption: 55-58 in most prefectures"),
    Parameter("reserve_leave_per_year", "per year", 0.12, 0.06, 0.2, "county deputies and department cadres who leave the reserve otherwise than upward", Tier.ASSUMED, ASSUMPTION),
    Parameter("reserve_age_limit_years", "years", 50.0, 48.0, 53.0, "age at which one leaves the reserve", Tier.ASSUMED, ASSUMPTION),
)


@rule
def bureau_posts(behaviour: Behaviour) -> int:
    """Bureau directors of a prefecture."""
    return int(behaviour.bureaus_per_prefecture)


@rule
def deputy_posts(behaviour: Behaviour) -> int:
    """Deputies of a county who count as its reserve."""
    return int(behaviour.deputies_per_county)


@rule
def department_posts(behaviour: Behaviour) -> int:
    """Department cadres of a prefecture who count as reserve."""
    return int(behaviour.departments_per_prefecture)


@rule
def pool_leaves_month(kind: Code, month: Months, draw: Draw, behaviour: Behaviour) -> int:
    """The month that the clock of an incumbent of the pools, appointed in `month`, is set to."""
    yearly = behaviour.reserve_leave_per_year
    if kind == 2:
        yearly = behaviour.upper_leave_per_year
    elif kind == 3:
        yearly = behaviour.bureau_leave_per_year
    return month + whole_months_until(yearly / 12.0, draw)


@rule
def pool_age_limit_months(kind: Code, years_short: Positive, policy: Policy, behaviour: Behaviour) -> int:
    """The age at which incumbents of this kind of post must go; bureau directors `years_short` before their limit.

    At a congress the government of the prefecture is renewed with those who can still serve for a while.
    """
    limit = behaviour.reserve_age_limit_years
    if kind == 2:
        limit = policy.upper_retirement_age_years
    elif kind == 3:
        limit = behaviour.bureau_age_limit_years - years_short
    return int(math.floor(12.0 * limit))


@rule
def leaves_at_congress(tenure_months: Length, draw: Draw, behaviour: Behaviour) -> bool:
    """Whether a deputy-bureau incumbent leaves at his prefecture's congress; nobody in his first year does."""
    return tenure_months >= 12 and draw < behaviour.upper_congress_leave_share


@rule
def upper_posts(counties: Length, behaviour: Behaviour) -> int:
    """Deputy-bureau posts of a prefecture of so many counties."""
    return int(math.floor(behaviour.upper_posts_base + behaviour.upper_posts_per_county * counties))
