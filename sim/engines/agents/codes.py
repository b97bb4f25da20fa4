"""The codes of `sim.vocabulary` as plain numbers.

A member of an enumeration is one too, but Python takes five times as long to find it and twice as long to compare it,
and agents do so all the time.
"""

from __future__ import annotations

from enum import IntEnum
from types import SimpleNamespace

from sim import vocabulary


def _plain(codes: type[IntEnum]) -> SimpleNamespace:
    return SimpleNamespace(**{code.name: int(code) for code in codes})


CaseOutcome = _plain(vocabulary.CaseOutcome)
Channel = _plain(vocabulary.Channel)
Competency = _plain(vocabulary.Competency)
Decision = _plain(vocabulary.Decision)
Destination = _plain(vocabulary.Destination)
ExitReason = _plain(vocabulary.ExitReason)
Kind = _plain(vocabulary.Kind)
Source = _plain(vocabulary.Source)
