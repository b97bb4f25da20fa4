"""A chief of one's own: a subclass that decides otherwise changes the ledger, one that does not changes nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.engines.agents.model import advance
from sim.engines.agents.people import Chief
from sim.ledger import Ledger
from sim.vocabulary import NEVER, ExitReason
from tests.engines.tools import BEHAVIOUR, KEY, burned, everywhere, lived

MONTHS = 36
pytestmark = pytest.mark.tiny


class Unchanged(Chief):
    """A chief like any other."""


class Restless(Chief):
    """A chief who gives up after a year in post."""

    def reason_to_leave(self) -> Any:
        return ExitReason.FAILURE if self.model.month - self.since_month >= 12 else super().reason_to_leave()


class Idle(Chief):
    """A chief who chooses to do nothing at all."""

    def choose(self, *told: Any) -> Any:
        answer = super().choose(*told)  # type: ignore[misc]
        self.development_effort = self.showcase_effort = self.lobbying_effort = self.routine_effort = 0.0
        self.coasting = 1.0
        return answer


def history(chief: type[Chief]) -> Ledger:
    """What happens where all chiefs are of this class."""
    state = burned()
    return advance(state, everywhere(state), BEHAVIOUR, KEY, 0, MONTHS, chief)


def test_an_unchanged_subclass_changes_nothing() -> None:
    assert lived("compiled", MONTHS)[0].first_difference(history(Unchanged)) is None


def test_a_chief_who_gives_up_leaves_after_a_year() -> None:
    spells = history(Restless)["spells"]
    ended = spells[spells["end_month"] != NEVER]
    tenure = ended["end_month"] - ended["start_month"]
    assert (ended["exit_reason"] == ExitReason.FAILURE).sum() > 12
    assert tenure[ended["start_month"] >= 0].max() == 12
    gave_up = (ended["start_month"] >= 0) & (ended["exit_reason"] == ExitReason.FAILURE)
    assert np.bincount(tenure[gave_up]).argmax() == 12
    usual = lived("compiled", MONTHS)[0]["spells"]
    assert (usual["end_month"] - usual["start_month"]).max() > 12


@pytest.mark.skipif(not hasattr(Chief, "choose"), reason="chiefs do not choose in this version of the model")
def test_a_chief_who_chooses_otherwise_changes_the_ledger() -> None:
    idle, usual = history(Idle), lived("compiled", MONTHS)[0]
    assert idle.first_difference(usual) is not None
    held = idle["chief_periods"][idle["chief_periods"]["months"] > 0]
    assert held.size and (held["lobbying_effort"] < 1e-12).all() and (held["coasting"] > 1.0 - 1e-12).all()
