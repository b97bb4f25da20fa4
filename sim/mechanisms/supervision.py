"""Hidden misconduct 违纪违法: how it begins, grows and is held in check.

A chief may cross the line in any month. He does so the more easily the less integrity he has, the more power lies in one hand,
the less the public sees, and the deeper he is rooted in the place; less easily the likelier he thinks it that he
would be found out, and for a few years after he has been admonished 诫勉. Once begun it grows, until he is found out
(`sim.mechanisms.detection`), stops after a correction, or leaves the ladder. One without a post of power crosses
the line less often.
"""

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Code, Draw, Flag, Hazard, Length, Policy, Positive, Share, rule
from sim.texts import Text

LEVERS = (
    Lever(
        name="power_concentration_share", unit="share", low=0.5, high=1.0, default=0.7,
        label=Text("Power in the hand of the secretary", "一把手权力集中度"),
        meaning=Text(
            "Share of decisions on people, money and projects that the secretary takes alone; 0.5 is an even split.",
            "人事、财政、项目等重大事项由县委书记个人决定的比例；0.5 表示党政均衡分权。",
        ),
        tier=Tier.ASSUMED, source="assumption: most decisions in 1999-2012, 0.5-0.9",
    ),
    Lever(
        name="transparency_share", unit="share", low=0.0, high=1.0, default=0.2,
        label=Text("Open affairs and public participation", "公开透明与公众参与"),
        meaning=Text(
            "Share of the county's decisions and accounts that are open to the public.",
            "党务、政务、财务公开并接受公众参与监督的比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: the regulation on open government dates from 2008, 0.1-0.4",
    ),
    Lever(
        name="talks_per_year", unit="a year", low=0.0, high=4.0, default=0.2,
        label=Text("Admonition talks", "提醒诫勉谈话频次"),
        meaning=Text(
            "Talks a year in which the prefecture's leaders warn each chief in person.",
            "市委领导每年与每名党政正职进行提醒、诫勉谈话的次数。",
        ),
        tier=Tier.ASSUMED, source="assumption: rare before 2013, 0-0.5",
    ),
)

PARAMETERS = (
    Parameter("misconduct_per_year", "per year", 0.039, 0.015, 0.09, "chiefs of middling integrity with all power and no check who cross the line a year", Tier.ASSUMED, "assumption: with detection gives the discipline exits of facts/targets.json C16"),
    Parameter("misconduct_by_integrity", "share", 0.8, 0.3, 1.0, "cases that full integrity prevents, and that none adds, against middling integrity", Tier.ASSUMED, ASSUMPTION),
    Parameter("misconduct_by_power", "share", 0.6, 0.2, 0.9, "share of cases that need power undivided", Tier.ASSUMED, ASSUMPTION),
    Parameter("misconduct_by_secrecy", "share", 0.5, 0.2, 0.8, "share of cases that full openness prevents", Tier.ASSUMED, ASSUMPTION),
    Parameter("misconduct_by_roots", "1", 0.3, 0.0, 0.8, "further cases among those who serve among family and friends", Tier.ASSUMED, ASSUMPTION),
    Parameter("deterrence_years", "years", 1.0, 0.0, 12.0, "strength of deterrence: onsets fall to 1 / (1 + this x yearly risk of being found out)", Tier.ASSUMED, ASSUMPTION),
    Parameter("onset_of_others", "share", 0.3, 0.1, 0.6, "onsets among deputies, department cadres and bureau directors against chiefs", Tier.ASSUMED, ASSUMPTION),
    Parameter("severity_at_onset", "1", 0.1, 0.05, 0.2, "size of misconduct when it begins; 1 is grave", Tier.ASSUMED, ASSUMPTION),
    Parameter("severity_per_month", "1", 0.010, 0.005, 0.02, "growth of misconduct", Tier.ASSUMED, "assumption: prices of posts grew tenfold in nine years, facts/README.md (Pei 2016)"),
    Parameter("serious_from", "1", 0.5, 0.3, 0.7, "size from which misconduct is called serious", Tier.ASSUMED, ASSUMPTION),
    Parameter("restraint_strength", "share", 0.6, 0.2, 0.9, "onsets and growth prevented just after an admonition", Tier.ASSUMED, ASSUMPTION),
    Parameter("restraint_months", "months", 36.0, 12.0, 60.0, "months until an admonition is forgotten", Tier.ASSUMED, ASSUMPTION),
)


@rule
def power_of_first_hand(policy: Policy) -> float:
    """Share of power in the secretary's hand, for the mechanisms that depend on it."""
    return 1.0 * policy.power_concentration_share


@rule
def openness(policy: Policy) -> float:
    """How much of the county's affairs is open, for the mechanisms that depend on it."""
    return 1.0 * policy.transparency_share


@rule
def power_held(role: Code, policy: Policy) -> float:
    """Unchecked power of one chief, in [0, 1]: the share he holds times the share that the other could not stop.

    Both factors are his own share, so that the pair's unchecked power is least where it is evenly split.
    """
    own = policy.power_concentration_share
    if role == 1:
        own = 1.0 - own
    return own * own


@rule
def restraint(months_since_admonition: Length, behaviour: Behaviour) -> float:
    """How far an admonition still holds a chief back, in [0, 1]: fades in a straight line."""
    left = 1.0 - months_since_admonition / behaviour.restraint_months
    return behaviour.restraint_strength * left if left > 0.0 else 0.0


@rule
def onset_hazard(
    integrity: Share,
    power: Share,
    is_local: Flag,
    months_since_admonition: Length,
    yearly_risk: Positive,
    policy: Policy,
    behaviour: Behaviour,
) -> float:
    """Onset of misconduct of a chief, a month.

    `power` is what `power_held` says of him; `yearly_risk` is the yearly hazard of detection that he would run at severity 1.
    """
    weakness = max(0.0, 1.0 + behaviour.misconduct_by_integrity * (1.0 - 2.0 * integrity))
    temptation = 1.0 - behaviour.misconduct_by_power * (1.0 - power)
    seen = 1.0 - behaviour.misconduct_by_secrecy * policy.transparency_share
    roots = 1.0 + behaviour.misconduct_by_roots * is_local
    held_back = (1.0 - restraint(months_since_admonition, behaviour)) / (1.0 + behaviour.deterrence_years * yearly_risk)
    return behaviour.misconduct_per_year / 12.0 * weakness * temptation * seen * roots * held_back


@rule
def onset_hazard_of_others(integrity: Share, yearly_risk: Positive, behaviour: Behaviour) -> float:
    """Onset of misconduct, a month, of one who is no chief."""
    weakness = max(0.0, 1.0 + behaviour.misconduct_by_integrity * (1.0 - 2.0 * integrity))
    deterred = 1.0 + behaviour.deterrence_years * yearly_risk
    return behaviour.misconduct_per_year / 12.0 * behaviour.onset_of_others * weakness / deterred


@rule
def hazard_of_year(hazard: Hazard) -> float:
    """The hazard of twelve months, for those who are looked at once a year."""
    return 12.0 * hazard


@rule
def first_severity(behaviour: Behaviour) -> float:
    """Severity of misconduct that has just begun."""
    return 1.0 * behaviour.severity_at_onset


@rule
def next_severity(severity: Positive, months_since_admonition: Length, behaviour: Behaviour) -> float:
    """Severity of misconduct in progress a month later; never past 10."""
    grown = severity + behaviour.severity_per_month * (1.0 - restraint(months_since_admonition, behaviour))
    return min(10.0, grown)


@rule
def severity_after_year(severity: Positive, behaviour: Behaviour) -> float:
    """The same twelve months later, for those who are looked at once a year; they are not admonished."""
    return min(10.0, severity + 12.0 * behaviour.severity_per_month)


@rule
def is_serious(severity: Positive, behaviour: Behaviour) -> bool:
    """Whether misconduct of this size counts as serious."""
    return severity >= behaviour.serious_from


@rule
def is_admonished(draw: Draw, policy: Policy) -> bool:
    """Whether the prefecture's leaders warn him in person this month."""
    return draw * 12.0 < policy.talks_per_year
