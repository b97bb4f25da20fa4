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

    def choose(self) -> Any:
        *_, stay_worth = super().choose()
        return 0.0, 0.0, 0.0, 0.0, 1.0, stay_worth


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


def test_chiefs_who_choose_otherwise_change_the_ledger_and_their_counties() -> None:
    idle, usual = history(Idle), lived("compiled", MONTHS)[0]
    assert idle.first_difference(usual) is not None
    last = {name: ledger["chief_periods"] for name, ledger in (("idle", idle), ("usual", usual))}
    # Effort of the month before the window is still what they chose then.
    held = last["idle"][(last["idle"]["months"] > 0) & (last["idle"]["first_month"] > 0)]
    assert held.size > 20 and (held["lobbying_effort"] == 0.0).all() and (held["coasting"] == 1.0).all()
    worked = last["usual"][last["usual"]["months"] > 0]
    assert worked["coasting"].max() < 0.9 and worked["development_effort"].min() > 0.0
    end = idle["county_periods"]["first_month"] == idle["county_periods"]["first_month"].max()
    capital = [ledger["county_periods"]["capital"][end].mean() for ledger in (idle, usual)]
    assert capital[0] < capital[1], "nobody built anything"
