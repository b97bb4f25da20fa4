"""What a full term for nearly everyone does to a province: its gain and its price.

Paired replicates at a fixed seed, so that the test gives the same answer each time. Had the seed been drawn, each
assertion would be a false alarm in fewer than one draw of a thousand (two-sided p < 0.001, paired t test), all
five together in fewer than five of a thousand; and a difference below 0.2 SD of single futures does not count
as one.
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


@pytest.fixture(scope="module", name="found")
def _found() -> Comparison:
    scenarios = [read_scenario(SCENARIOS / f"{name}.yaml") for name in ("baseline", "mandatory_full_term")]
    return compare(scenarios, REPLICATES, SEED, threads=1)


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        ("completed_term_share", 1.0),
        ("restricted_mean_tenure_60", 1.0),
        ("own_head_succession_share", -1.0),
        ("chiefs_share_of_upper_openings", -1.0),
        ("head_wait_months", 1.0),
    ],
)
def test_the_gain_and_its_price(found: Comparison, key: str, sign: float) -> None:
    gap = found.data.differences["mandatory_full_term", key]
    assert gap.n == REPLICATES and gap.mean is not None and gap.effect is not None
    assert gap.p_value < 0.001, gap
    assert sign * gap.mean > 0.0 and sign * gap.effect >= 0.2, gap
    assert sign * (gap.ci_low or 0.0) > 0.0 and sign * (gap.ci_high or 0.0) > 0.0


