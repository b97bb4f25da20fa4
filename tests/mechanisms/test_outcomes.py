"""Capital, showcase, mess, growth, unrest and deputies."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sim.mechanisms import outcomes as o
from tests.mechanisms.tools import moved_by, settings_of

P, B = settings_of(o)


def test_effort_of_the_pair() -> None:
    assert o.joint_effort(1.0, 0.0, 1, 1, B) == pytest.approx(0.6)
    assert o.joint_effort(0.0, 1.0, 1, 1, B) == pytest.approx(0.4)
    assert o.joint_effort(0.5, 0.9, 1, 0, B) == pytest.approx(0.375)
    assert o.joint_effort(0.5, 0.9, 0, 1, B) == pytest.approx(0.675)
    assert o.joint_effort(0.5, 0.9, 0, 0, B) == 0.0
    assert o.joint_ability(0.5, 0.9, 1, 0, B) == 0.5
    assert o.joint_ability(0.5, 0.9, 0, 0, B) == B.caretaker_share


def _after(months: int, start: float, step: Callable[[float], float]) -> float:
    value = start
    for _ in range(months):
        value = step(value)
    return value


def test_every_stock_comes_to_rest_at_gain_over_decay() -> None:
    prompt = 1.0 - B.deliberation_delay * P.deliberation_share
    capital = B.capital_gain_per_month * 0.34 * 0.7 * prompt / B.capital_decay_per_month
    assert _after(3000, 0.0, lambda x: o.next_capital(x, 0.34, 0.7, P, B)) == pytest.approx(capital, rel=1e-9)
    showcase = B.showcase_gain_per_month * 0.17 / B.showcase_decay_per_month
    assert _after(3000, 3.0, lambda x: o.next_showcase(x, 0.17, B)) == pytest.approx(showcase, rel=1e-9)
    mess = (B.mess_from_showcase * 0.17 + B.mess_from_neglect * 0.37) / (
        B.mess_decay_per_month + B.mess_cleared_per_month * 0.3
    )
    assert _after(5000, 0.0, lambda x: o.next_mess(x, 0.17, 0.09, 0.28, 0.3, B)) == pytest.approx(mess, rel=1e-9)
    assert _after(2000, -9.0, lambda x: o.next_growth(x, 1.5, 0.0, B)) == pytest.approx(1.5, rel=1e-9)


def test_development_ripens_slowly_and_showcase_fades_fast() -> None:
    capital = _after(48, 1.0, lambda x: o.next_capital(x, 0.0, 1.0, P, B))
    showcase = _after(12, 1.0, lambda x: o.next_showcase(x, 0.0, B))
    assert capital == pytest.approx(0.985**48) and 0.45 < capital < 0.5
    assert showcase == pytest.approx(0.94**12) and 0.45 < showcase < 0.5


def test_signs() -> None:
    assert o.share_not_lost(0.9, 0.5, 0.5, B) > o.share_not_lost(0.3, 0.5, 0.5, B)
    assert o.share_not_lost(0.7, 0.9, 0.3, B) < o.share_not_lost(0.7, 0.9, 0.8, B) < o.share_not_lost(0.7, 0.1, 0.8, B)
    assert o.share_not_lost(1.0, 0.0, 0.0, B) == o.share_not_lost(1.0, 1.0, 1.0, B) == 1.0
    assert o.failed_project_hazard(0.3, 0.2, 0.8, P, B) < o.failed_project_hazard(0.3, 0.2, 0.2, P, B)
    assert o.failed_project_hazard(0.0, 0.0, 0.2, P, B) == 0.0
    assert o.next_mess(1.0, 0.2, 0.1, 0.3, 0.6, B) < o.next_mess(1.0, 0.2, 0.1, 0.3, 0.1, B)
    assert o.next_unrest(0.4, 0.8, 1.0, 0.5, 0.2, B) > o.next_unrest(0.4, 0.2, 1.0, 0.5, 0.2, B)
    assert o.next_unrest(0.4, 0.5, 1.0, 0.9, 0.2, B) < o.next_unrest(0.4, 0.5, 1.0, 0.1, 0.2, B)
    assert o.next_unrest(0.4, 0.5, 1.0, 0.5, 0.9, B) < o.next_unrest(0.4, 0.5, 1.0, 0.5, 0.0, B)
    assert o.next_deputies_quality(0.5, 0.9, B) > 0.5 > o.next_deputies_quality(0.5, 0.1, B)
    assert o.next_deputies_honesty(0.5, 0.9, 0.0, B) > 0.5 > o.next_deputies_honesty(0.5, 0.5, 0.4, B)


GROWTH = {
    "economic": 0.5,
    "capital": 1.4,
    "showcase": 0.8,
    "mess": 0.7,
    "deputies_quality": 0.5,
    "staleness": 0.3,
    "unfamiliarity": 0.4,
}


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("economic", 1),
        ("capital", 1),
        ("showcase", 1),
        ("mess", -1),
        ("deputies_quality", 1),
        ("staleness", -1),
        ("unfamiliarity", -1),
    ],
)
def test_what_growth_lives_on(name: str, sign: int) -> None:
    more = o.expected_growth(**{**GROWTH, name: GROWTH[name] + 0.2}, behaviour=B)
    assert (more - o.expected_growth(**GROWTH, behaviour=B)) * sign > 0.0


def test_deliberation_avoids_failures_and_delays() -> None:
    failing = {"development_effort": 0.3, "showcase_effort": 0.2, "decision": 0.5}
    assert moved_by(o, o.failed_project_hazard, "deliberation_share", failing) < 0.0
    building = {"capital": 1.0, "development_effort": 0.4, "share_not_lost": 0.8}
    assert moved_by(o, o.next_capital, "deliberation_share", building) < 0.0


def test_no_strength_no_effect() -> None:
    none, _ = settings_of(o, deliberation_share=0.0)
    _, free = settings_of(o, deliberation_delay=0.0)
    assert o.next_capital(1.3, 0.4, 0.8, none, B) == o.next_capital(1.3, 0.4, 0.8, P, free)
    assert o.growth_after_change(1.7, 0.0, B) == 1.7


@pytest.mark.parametrize("inertia", [0.85, 0.9, 0.95])
def test_a_change_costs_what_it_is_said_to_cost_in_twelve_months(inertia: float) -> None:
    _, b = settings_of(o, growth_inertia_share=inertia)
    calm = growth = 0.8
    lost = 0.0
    growth = o.growth_after_change(growth, 0.4, b)
    for _month in range(12):
        lost += calm - growth
        growth = o.next_growth(growth, calm, 0.0, b)
    assert lost / 12 == pytest.approx(0.4, rel=1e-12)


def test_deputies_take_on_their_secretary_within_two_years() -> None:
    resting = 0.5 + B.deputies_quality_effect * 0.3
    after = _after(24, 0.5, lambda x: o.next_deputies_quality(x, 0.8, B))
    assert 0.45 < (after - 0.5) / (resting - 0.5) < 0.6


def test_growth_spreads_as_across_the_counties_of_a_province() -> None:
    # 300 counties of independent luck, monthly shock SD 1.2: SD 1.2 / sqrt(1 - .81) = 2.753.
    # The SD of an SD over 300 is .11; 4 of them make a false alarm in 1 of 16,000.
    shocks = np.random.default_rng(4).logistic(0.0, 1.2 / 1.813799364234218, (120, 300))
    growth = np.zeros(300)
    for row in shocks:
        growth = np.array([o.next_growth(x, 0.0, s, B) for x, s in zip(growth, row, strict=True)])
    assert growth.std() == pytest.approx(1.2 / np.sqrt(1 - 0.81), abs=4 * 0.115)


def test_the_practice_of_the_baseline_rests_near_nil_growth() -> None:
    kept = o.share_not_lost(0.67, 0.55, 0.5, B)
    capital = _after(3000, 0.0, lambda x: o.next_capital(x, 0.34, kept, P, B))
    showcase = _after(3000, 0.0, lambda x: o.next_showcase(x, 0.17, B))
    mess = _after(3000, 0.0, lambda x: o.next_mess(x, 0.17, 0.093, 0.28, 0.29, B))
    assert 0.5 < mess < 1.0 and 1.2 < capital < 1.8
    assert abs(o.expected_growth(0.5, capital, showcase, mess, 0.5, 0.05, 0.0, B)) < 0.4
