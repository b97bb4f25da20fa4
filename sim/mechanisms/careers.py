"""What ends a chief's spell whatever anybody plans: illness, and age."""

import math

from sim.lever import Lever, Parameter, Tier
from sim.rule import Behaviour, Draw, Length, Policy, rule
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
        tier=Tier.STATUTE,
        source="assumption: 55-58 by province in 1999-2012",
    ),
)

PARAMETERS = (
    Parameter("death_per_year", "per year", 0.003, 0.001, 0.006, "death or lasting illness at age 50", Tier.BOUNDED, "assumption: part of 'other' in design/model.md §2"),
    Parameter("death_growth_per_year", "per year", 0.08, 0.06, 0.1, "growth of that hazard with age", Tier.BOUNDED, "assumption: near the doubling time of adult mortality"),
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
def reaches_age_limit(age_months: Length, policy: Policy) -> bool:
    """Whether the age limit ends the spell."""
    return age_months >= policy.chief_age_limit_years * 12.0
