"""What the remedies do to a province: gains, prices, and signs that come out otherwise than hoped.

Paired replicates at a fixed seed. Had the seed been drawn, each assertion would be a false alarm in fewer than one
draw of a thousand (two-sided p < 0.001, paired t test), all of them together in fewer than one of forty; what is below
0.2 SD of single futures does not count. Effects that need more futures than the short run has are asserted in full
counts only.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.comparison import Comparison, compare
from sim.scenario import read_scenario
from tests.conftest import count

SEED = 20060802
REPLICATES = count(12, 60)
SCENARIOS = Path(__file__).parents[2] / "scenarios"
EFFECTS: tuple[tuple[str, str, float], ...] = (
    ("synchronized_elections", "elected_leave_within_12m_share", -1.0),
    ("synchronized_elections", "off_cycle_exit_share", -1.0),
    ("synchronized_elections", "head_wait_months", 1.0),
    ("no_joint_replacement", "joint_replacement_without_succession_share", -1.0),
    ("no_joint_replacement", "own_head_succession_share", 1.0),
    ("lobbying_crackdown", "lobbying_effort_share", -1.0),
    ("lobbying_crackdown", "mess_per_handover", -1.0),
    ("lobbying_crackdown", "coasting_share", 1.0),
    # A standing made of three years: show pays less, and so does effort on the whole, for all but the few within reach.
    ("in_place_upgrade", "showcase_effort_share", -1.0),
    ("in_place_upgrade", "coasting_share", 1.0),
    ("long_view_appraisal", "development_effort_share", 1.0),
    ("long_view_appraisal", "showcase_effort_share", -1.0),
    ("poor_county_freeze", "completed_term_share", 1.0),
    ("poor_county_freeze", "elected_leave_within_12m_share", -1.0),
    ("pilot_full_term", "completed_term_share", 1.0),
)
IN_FULL: tuple[tuple[str, str, float], ...] = (("lobbying_crackdown", "annual_exit_rate_discipline", 1.0),)
FEW_REACHED = ("restricted_mean_tenure_60", "restricted_mean_tenure_60_secretary", "completed_term_share")
"""What an upgrade in place raises. It reaches few chiefs: many futures are needed to see what it does to all."""


@pytest.fixture(scope="module", name="found")
def _found() -> Comparison:
    names = ("baseline", *dict.fromkeys(name for name, _, _ in EFFECTS))
    return compare([read_scenario(SCENARIOS / f"{name}.yaml") for name in names], REPLICATES, SEED, threads=1)


@pytest.mark.parametrize(("name", "key", "sign"), [*EFFECTS, *IN_FULL])
def test_the_effect_is_there(found: Comparison, name: str, key: str, sign: float) -> None:
    if (name, key, sign) in IN_FULL and REPLICATES < 60:
        pytest.skip("needs full counts")
    gap = found.data.differences[name, key]
    assert gap.n == REPLICATES and gap.mean is not None and gap.effect is not None
    assert gap.p_value < 0.001, gap
    assert sign * gap.mean > 0.0 and sign * gap.effect >= 0.2, gap


@pytest.fixture(scope="module", name="upgraded")
def _upgraded() -> Comparison:
    if REPLICATES < 60:
        pytest.skip("needs full counts")
    names = ("baseline", "in_place_upgrade")
    return compare([read_scenario(SCENARIOS / f"{name}.yaml") for name in names], 240, SEED, threads=2)


@pytest.mark.parametrize("key", FEW_REACHED)
def test_the_upgraded_stay_by_a_fifth_of_what_futures_differ(upgraded: Comparison, key: str) -> None:
    gap = upgraded.data.differences["in_place_upgrade", key]
    assert gap.mean is not None and gap.effect is not None
    assert gap.p_value < 0.001 and gap.mean > 0.0 and gap.effect >= 0.2, gap


def test_a_drawn_pilot_misleads_nobody_on_average(found: Comparison) -> None:
    check = next(one for one in found.data.pilots if one.name == "pilot_full_term")
    error = check.estimates[:, 0] - check.truth[:, 0]
    # Exits: 3.3 standard errors, exceeded by chance in one draw of a thousand.
    assert abs(error.mean()) < 3.3 * error.std(ddof=1) / REPLICATES**0.5
    assert (check.elsewhere == 0.0).all() and check.truth[:, 0].mean() < 0.0
