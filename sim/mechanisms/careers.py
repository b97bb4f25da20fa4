"""What ends a chief's spell whatever anybody plans: illness, and age."""

import math

from sim.lever import Lever, Parameter, Tier
from sim.rule import Behaviour, Draw, Flag, Length, Policy, rule
from sim.texts import Text

LEVERS = (
    Lever(
        name="chief_age_limit_years",
        unit="years",
        low=52,
        high=62,
        default=56,
        label=Text("Age limit of a chief", "党政正职最高任职年龄"),
        meaning=Text(
            "Age at which a chief must leave his post for the second line.",
            "县区党政正职必须退居二线的年龄。",
        ),
        tier=Tier.BOUNDED,
        source="assumption: 55-58 by province in 1999-2012",
    ),
)

PARAMETERS = (
    Parameter("death_per_year", "per year", 0.003, 0.001, 0.006, "death or lasting illness at age 50", Tier.BOUNDED, "assumption: part of 'other' in design/model.md §2"),
    Parameter("death_growth_per_year", "per year", 0.08, 0.06, 0.1, "growth of that hazard with age", Tier.BOUNDED, "assumption: near the doubling time of adult mortality"),
    Parameter("renomination_years", "years", 1.2, 0.0, 5.0, "years left before the age limit without which nobody is nominated again at a congress 换届", Tier.BOUNDED, "assumption: a new term is begun by those who can serve half of it"),
)


@rule
def may_die(draw: Draw, behaviour: Behaviour) -> bool:
    """Whether this draw leaves death possible at all: no chief of up to 70 years has more than eight times the hazard of 50."""
    return draw > 1.0 - behaviour.death_per_year * 8.0 / 12.0


@rule
def death_hazard(age_months: Length, behaviour: Behaviour) -> float:
    """Death or lasting illness, a month (Gompertz)."""
    return behaviour.death_per_year / 12.0 * math.exp(behaviour.death_growth_per_year * (age_months / 12.0 - 50.0))


@rule
def years_short_at_congress(is_congress: Flag, behaviour: Behaviour) -> float:
    """Years before his age limit at which one must go: none in an ordinary month, some at the congress of his post."""
    return behaviour.renomination_years * is_congress


@rule
def reaches_age_limit(age_months: Length, is_congress: Flag, policy: Policy, behaviour: Behaviour) -> bool:
    """Whether the age limit ends the spell, or comes too near for another nomination."""
    years = policy.chief_age_limit_years - years_short_at_congress(is_congress, behaviour)
    return age_months >= years * 12.0
