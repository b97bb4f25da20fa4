"""Law 5: a lever that no metric can feel is dead."""

from __future__ import annotations

import pytest

from sim.metrics import Places, RunTables, evaluate
from sim.policy import LEVERS
from sim.run import places_of
from sim.streams import Key
from tests.engines.tools import lived, scenario

MONTHS = 60
MOST_FUTURES = 150
"""A rule about rare events may need several futures before one of them meets it."""

IN_FORCE = {
    "minimum_tenure_compliance_share": 0.5,
    "maximum_tenure_months": 84.0,
    "maximum_tenure_compliance_share": 0.5,
    "pair_gap_compliance_share": 1.0,
    "upgrade_quota_share": 0.5,
    "upgrade_years": 2.0,
}
"""Rules that hold while another lever moves: months, exemptions and quotas say nothing where nobody complies."""


@pytest.fixture(scope="module", name="places")
def _places() -> Places:
    return places_of(scenario())


def metrics(places: Places, replicate: int, name: str, value: float) -> dict[str, float | None]:
    """Every metric of one future in which one lever stands at `value`."""
    ledger, _ = lived("compiled", MONTHS, key=Key(1, replicate), **{**IN_FORCE, name: float(value)})
    return evaluate(RunTables(ledger, places, 60))


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_moves_a_metric(places: Places, name: str) -> None:
    lever = LEVERS[name]
    assert any(
        metrics(places, replicate, name, lever.low) != metrics(places, replicate, name, lever.high)
        for replicate in range(MOST_FUTURES)
    )
