"""How a cadre comes into being, and what changes for him with a new principal."""

from __future__ import annotations

from typing import Any

import sim.mechanisms.persons as persons
from sim.rule import procedure
from sim.streams import draws
from sim.vocabulary import NEVER, Decision


@procedure
def become_newcomer(
    cadre: Any,
    identity: int,
    kind: int,
    source: int,
    month: int,
    first_county: int,
    counties: int,
    seed: int,
    replicate: int,
    behaviour: Any,
) -> None:
    """Make `cadre` the person `identity`, entering the ladder at a post of `kind` in `month`.

    Traits depend on the identity alone. `first_county` and `counties` say where in the prefecture he may
    have grown up. Ties to the principal are drawn by `meet_principal`, the clock of a pool post by the engine.
    """
    age, schooling, home, grassroots = draws(seed, replicate, Decision.TRAITS, 0, identity, 0)
    command, decision, organising, judging = draws(seed, replicate, Decision.ABILITIES, 0, identity, 0)
    crisis, economic, integrity, skill = draws(seed, replicate, Decision.ABILITIES, 0, identity, 1)
    ambition, service, impatience, merit = draws(seed, replicate, Decision.MOTIVES, 0, identity, 0)
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
def meet_principal(cadre: Any, principal_since_month: int, seed: int, replicate: int, behaviour: Any) -> None:
    """Draw the ties of `cadre` to the principal who came in `principal_since_month`; favour won before is lost."""
    workplace, hometown, league, _ = draws(seed, replicate, Decision.TIES, principal_since_month, cadre.identity, 0)
    cadre.tie_workplace = persons.shares_workplace(workplace, behaviour)
    cadre.tie_hometown = persons.shares_hometown(hometown, behaviour)
    cadre.tie_league = persons.shares_league(league, behaviour)
    cadre.favour = 0.0
