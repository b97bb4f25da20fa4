"""Congresses, sessions and principals: the clocks of a prefecture.

People's congresses 人代会 sit once a year, in the first months, and confirm acting heads; every fifth session is
the one that elects 换届. That season is set by law. Party congresses 党代会 of the counties of a province fall in
one season too, but theirs is for the party to choose: some months before the session, or with it. The congress of
the prefecture stands at a fixed distance from theirs. The prefecture's first leader, the principal, comes and goes on
a clock of his own: when he changes, ties count anew.
"""

import math

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Draw, Months, Policy, rule
from sim.texts import Text

LEVERS = (
    Lever(
        name="party_government_offset_months",
        unit="months",
        low=-24,
        high=24,
        default=4,
        label=Text("Party congress to people's congress", "党代会与人代会换届间隔"),
        meaning=Text(
            "Months from a county's party congress to the election at its people's congress; 0 moves the former to the latter.",
            "县党代会到县人代会换届选举的月数；人代会会期不变，为 0 表示党代会推迟到人代会同时举行。",
        ),
        tier=Tier.ASSUMED,
        source="assumption: congress in autumn, election at the session of the next spring; 2-9",
    ),
    Lever(
        name="prefecture_after_county_months",
        unit="months",
        low=-24,
        high=24,
        default=6,
        label=Text("County congress to prefecture congress", "县级与市级换届间隔"),
        meaning=Text(
            "Months from the counties' party congresses to their prefecture's; negative: the prefecture goes first.",
            "县级党代会到市级党代会的月数；负数表示自上而下、市级在先。",
        ),
        tier=Tier.ASSUMED,
        source="assumption: bottom-up in 2006-07 and 2011-12; 3-12",
    ),
)

PARAMETERS = (
    Parameter(
        "principal_shortest_months", "months", 15.0, 6.0, 24.0, "shortest stay of a principal", Tier.ASSUMED, ASSUMPTION
    ),
    Parameter(
        "principal_range_months",
        "months",
        60.0,
        36.0,
        84.0,
        "longest less shortest stay of a principal",
        Tier.INFORMED,
        "facts/targets.json C4: secretaries of prefectures stay 3.75 years on average",
    ),
)


@rule
def months_since(month: Months, phase: Months) -> int:
    """Months since the last congress of a five-year clock; 0 in the month itself."""
    return (month - phase) % 60


@rule
def months_to(month: Months, phase: Months) -> int:
    """Months to the next congress of a five-year clock; 0 in the month itself."""
    return (phase - month) % 60


@rule
def months_from_nearest(month: Months, phase: Months) -> int:
    """Months from the nearest congress, negative before it: -30 ... 29."""
    return (month - phase + 30) % 60 - 30


@rule
def head_election_phase(county_phase: Months) -> int:
    """The place in the clock of the election at the county's people's congress: four months after the usual party congress."""
    return county_phase + 4


@rule
def county_congress_phase(county_phase: Months, policy: Policy) -> int:
    """The place in the clock of the county's party congress; `county_phase`: where it usually is."""
    return head_election_phase(county_phase) - int(policy.party_government_offset_months)


@rule
def prefecture_congress_phase(province_phase: Months, policy: Policy) -> int:
    """The place in the clock of the prefecture's party congress; it moves with those of the counties."""
    return county_congress_phase(province_phase, policy) + int(policy.prefecture_after_county_months)


@rule
def is_session(month: Months, session_phase: Months) -> bool:
    """Whether the county's people's congress holds its yearly session in `month`."""
    return (month - session_phase) % 12 == 0


@rule
def ends_year(month: Months, appraisal_phase: Months) -> bool:
    """Whether the year of appraisal ends with `month`."""
    return (month - appraisal_phase) % 12 == 0


@rule
def months_since_appraisal(month: Months, appraisal_phase: Months) -> int:
    """Months since the year of appraisal ended: 0 in its last month, 1 in the first of the next."""
    return (month - appraisal_phase) % 12


@rule
def last_congress(month: Months, phase: Months) -> int:
    """The month of the latest congress of a five-year clock, `month` included."""
    return month - (month - phase) % 60


@rule
def term_since_congress(month: Months, county_phase: Months, policy: Policy) -> int:
    """The term a county is in since its latest party congress, told by the month in which that congress usually is."""
    held = last_congress(month, county_congress_phase(county_phase, policy))
    return held - months_from_nearest(held, county_phase)


@rule
def principal_stay_months(draw: Draw, behaviour: Behaviour) -> int:
    """Months that a new principal will stay."""
    return int(math.floor(behaviour.principal_shortest_months + behaviour.principal_range_months * draw))
