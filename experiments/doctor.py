"""Does this installation compute what it should? Versions, cache, random cube, and both engines on a small world."""

from __future__ import annotations

import random
from dataclasses import dataclass

from experiments.surroundings import versions
from sim import streams, world
from sim.behaviour import behaviour as behaviour_of
from sim.behaviour_file import calibrated
from sim.policy import Policies, policy
from sim.streams import Key
from sim.texts import Text, say

MONTHS = 120
"""Months of the tiny world in which the engines are compared, and their burn-in before."""

_KNOWN_ANSWER = (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
"""Philox 4x32-10 of an all-zero key and counter, from the known-answer file of Random123."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what, whether it is as it should be, and what was found."""

    what: str
    fine: bool
    found: str


def examine(language: str) -> list[Finding]:
    """Everything worth knowing when a result is doubted."""
    from sim.engines import cache
    from sim.engines.compilation import FOLDER

    found = [Finding(say("doctor.versions", language), True, ", ".join(f"{k} {v}" for k, v in versions().items()))]
    kept = FOLDER.parent == cache.root()
    what = say("doctor.kept" if kept else "doctor.temporary", language, folder=FOLDER.name)
    found.append(Finding(say("doctor.cache", language), True, what))
    found.append(_random_cube(language))
    found.append(_engines(language))
    return found


def first_diverging_draw(draws: int = 2000) -> Text | None:
    """The first draw that compiled code answers otherwise than Python, or None."""
    from sim.engines import luck

    pick = random.Random(0)
    for _ in range(draws):
        where = tuple(pick.randrange(2**32) for _ in range(6))
        if luck.draws(*where) != streams.draws(*where):
            names = dict(zip(("seed", "replicate", "decision", "month", "who", "whom"), where, strict=True))
            shown = ", ".join(f"{name} {value}" for name, value in names.items())
            return Text(shown, shown)
    return None


def engines_differ(months: int = MONTHS) -> str | None:
    """The first row in which the ledgers of the two engines differ on a small world, or None."""
    from sim.engines.agents import model as agents
    from sim.engines.compiled import advance as compiled

    behaviour, key = behaviour_of(**calibrated().of(0)), Key(1, 0)
    state = world.build(world.WorldSpec("tiny"), (2003, 1), behaviour)
    policies = Policies.everywhere(policy(), state.counties.size, state.prefectures.size)
    compiled.populate(state, behaviour, key, -months)
    compiled.advance(state, policies, behaviour, key, -months, 0)
    other = state.copy()
    ledger = compiled.advance(state, policies, behaviour, key, 0, months)
    return ledger.first_difference(agents.advance(other, policies, behaviour, key, 0, months))


def _random_cube(language: str) -> Finding:
    what = say("doctor.cube", language)
    if streams.philox(0, 0, 0, 0, 0, 0) != _KNOWN_ANSWER:
        return Finding(what, False, say("doctor.cube_wrong", language))
    diverging = first_diverging_draw()
    if diverging is not None:
        return Finding(what, False, say("doctor.diverges", language, draw=diverging.in_language(language)))
    return Finding(what, True, say("doctor.cube_fine", language))


def _engines(language: str) -> Finding:
    difference = engines_differ()
    what = say("doctor.engines", language)
    if difference is None:
        return Finding(what, True, say("doctor.engines_agree", language, months=MONTHS))
    return Finding(what, False, say("doctor.engines_differ", language, where=difference))
