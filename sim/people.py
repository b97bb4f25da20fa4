"""How a cadre comes into being, and what changes for him with a new principal."""

from __future__ import annotations

from typing import Any

import sim.mechanisms.persons as persons
from sim.rule import procedure
from sim.vocabulary import NEVER

Draws = tuple[float, float, float, float]


@procedure
def become_newcomer(
    cadre: Any,
    identity: int,
    kind: int,
    source: int,
    month: int,
    first_county: int,
    counties: int,
    traits: Draws,
    first_abilities: Draws,
    other_abilities: Draws,
    motives: Draws,
    behaviour: Any,
) -> None:
    """Make `cadre` the person `identity`, entering the ladder at a post of `kind` in `month`.

    The four blocks of draws belong to the identity alone (`sim.vocabulary.Decision`: TRAITS, ABILITIES twice, MOTIVES),
    so that he is the same man whenever he comes. `first_county` and `counties` say where in the prefecture
    he may have grown up. Ties are drawn by `meet_principal`, the clock of a pool post by the engine.
    """
    age, schooling, home, grassroots = traits
    command, decision, organising, judging = first_abilities
    crisis, economic, integrity, skill = other_abilities
    ambition, service, impatience, merit = motives
    cadre.identity = identity
    cadre.birth_month = month - persons.age_at_entry_months(kind, age, behaviour)
    place = persons.home_place(home, counties, behaviour)
    if place >= 0:
        cadre.home = first_county + place
    else:
        cadre.home = -1
    cadre.education = persons.education(schooling)
    cadre.command = persons.competence(command, behaviour)
    cadre.decision = persons.competence(decision, behaviour)
    cadre.organising = persons.competence(organising, behaviour)
    cadre.judging = persons.competence(judging, behaviour)
    cadre.crisis = persons.competence(crisis, behaviour)
    cadre.economic = persons.competence(economic, behaviour)
    cadre.integrity = persons.competence(integrity, behaviour)
    cadre.ambition = persons.motive(ambition, behaviour)
    cadre.service = persons.service(service, behaviour)
    cadre.impatience = persons.impatience(impatience, behaviour)
    cadre.lobbying_skill = persons.motive(skill, behaviour)
    cadre.tie_workplace = 0
    cadre.tie_hometown = 0
    cadre.tie_league = 0
    cadre.favour = 0.0
    cadre.appraisal = persons.merit(merit)
    cadre.rank_since_month = month
    cadre.excellent_streak = 0
    cadre.upgraded = 0
    cadre.grassroots_months = persons.grassroots_months(grassroots, behaviour)
    cadre.since_month = month
    cadre.leaves_month = NEVER
    cadre.source = source
    cadre.misconduct_since_month = NEVER
    cadre.misconduct_severity = 0.0
    cadre.admonished_month = NEVER
    cadre.training_months = 0.0


@procedure
def meet_principal(cadre: Any, ties: Draws, behaviour: Any) -> None:
    """Set the ties of `cadre` to a principal; favour won before is lost.

    The block of draws (TIES) belongs to the month in which the principal came and to the cadre.
    """
    workplace, hometown, league, _ = ties
    cadre.tie_workplace = persons.shares_workplace(workplace, behaviour)
    cadre.tie_hometown = persons.shares_hometown(hometown, behaviour)
    cadre.tie_league = persons.shares_league(league, behaviour)
    cadre.favour = 0.0
