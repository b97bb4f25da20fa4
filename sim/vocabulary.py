"""Named integer codes. Append only: the numbers stand in ledgers and in random streams.

What each code is called in English and Chinese stands in `sim.texts.words`.
"""

from enum import IntEnum

NONE = -1
"""Absence of a person, a place or a code, in every integer field."""

NEVER = -1_000_000
"""Absence of a month: months before the window are negative, -1 among them."""


class Kind(IntEnum):
    """The kinds of post. The two chiefs of a county come first; the rest are the pools around them."""

    SECRETARY = 0
    HEAD = 1
    UPPER = 2
    BUREAU = 3
    DEPUTY = 4
    DEPARTMENT = 5


class ExitReason(IntEnum):
    """Why a spell ended. Promotion and planned moves come about through a vacancy elsewhere."""

    DEATH_OR_ILLNESS = 0
    DISCIPLINE = 1
    AGE = 2
    END_OF_TERM = 3
    FAILURE = 4
    DISCORD = 5
    PLANNED_MOVE = 6
    PROMOTION = 7
    REQUEST = 8


class Destination(IntEnum):
    """Where a cadre went when a spell ended."""

    DEPUTY_BUREAU = 0
    BUREAU = 1
    SECOND_LINE = 2
    OWN_SECRETARY = 3
    SECRETARY_ELSEWHERE = 4
    HEAD_ELSEWHERE = 5
    HEAD = 6
    OUT = 7
    AWAY = 8
    SECRETARY = 9


class Source(IntEnum):
    """Where the winner of an appointment came from."""

    OWN_HEAD = 0
    HEAD_ELSEWHERE = 1
    SECRETARY_ELSEWHERE = 2
    SECRETARY = 3
    HEAD = 4
    BUREAU = 5
    UPPER = 6
    OWN_DEPUTY = 7
    DEPUTY_ELSEWHERE = 8
    DEPARTMENT = 9
    OUTSIDE = 10


class Competency(IntEnum):
    """The seven competencies, in the order of `sim.state.COMPETENCIES`."""

    COMMAND = 0
    DECISION = 1
    ORGANISING = 2
    JUDGING = 3
    CRISIS = 4
    ECONOMIC = 5
    INTEGRITY = 6


class Channel(IntEnum):
    """How misconduct came to light."""

    ORGANS = 0
    REPORT = 1
    REVIEW = 2
    AUDIT = 3
    ENTRY = 4


class CaseOutcome(IntEnum):
    """What became of a case."""

    PUT_RIGHT = 0
    REMOVED = 1
    CLEARED = 2
    PASSED_OVER = 3


class Decision(IntEnum):
    """The block of the random cube that a decision draws from (`sim.streams`)."""

    TRAITS = 0
    ABILITIES = 1
    MOTIVES = 2
    ENTRY = 3
    TIES = 4
    RISKS = 5
    CAREER_RISKS = 6
    TERM_RULES = 7
    FILL = 8
    CONTEST = 9
    POOL_CLOCK = 10
    POOL_CONGRESS = 11
    PRINCIPAL = 12
    WORLD = 13
    PILOT = 14
    APPRAISAL = 15
    GROWTH = 16
    INCIDENT = 17
    MISCONDUCT = 18
    DETECTION = 19
    PAIR = 20
    ACCEPTANCE = 21
    TRAINING = 22
    FIRST_STATE = 23
    DELIBERATION = 24
    CLEARANCE = 25
    MOVE_RULES = 26
    RESTLESSNESS = 27
