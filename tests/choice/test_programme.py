"""One instrument against an exact dynamic programme: how much of what can be gained the rule attains."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.choice.programme import Setting, gains, share_of_gain, value_of

SETTINGS = {
    "middling": Setting(),
    "congress near": Setting(months=96, to_congress=10),
    "congress late": Setting(months=96, to_congress=55),
    "held for a term": Setting(held_months=60, to_congress=40),
    "weak": Setting(standing=-1.0),
    "strong": Setting(standing=1.0),
    "crackdown": Setting(lobbying_crackdown_share=0.5, skill=1.5),
    "ambitious": Setting(months=108, to_congress=30, ambition=1.5),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_the_rule_attains_nearly_all_that_can_be_gained(name: str) -> None:
    assert 0.93 <= share_of_gain(SETTINGS[name]) <= 1.0


def _drawn(draw: np.random.Generator) -> Setting:
    return Setting(
        months=int(draw.integers(60, 121)),
        to_congress=int(draw.integers(0, 60)),
        standing=float(draw.normal(0.0, 0.5)),
        held_months=int(draw.choice([0, 36, 60])),
        skill=float(draw.uniform(0.7, 1.3)),
        ambition=float(draw.uniform(0.7, 1.3)),
        off_cycle=float(draw.uniform(0.002, 0.006)),
        alternative=float(draw.uniform(0.1, 0.6)),
    )


def test_settings_that_nothing_was_tuned_on(count: Callable[[int, int], int]) -> None:
    draw = np.random.default_rng(11)
    found = [gains(_drawn(draw)) for _ in range(count(12, 120))]
    assert sum(attained for _, attained in found) > 0.95 * sum(attainable for attainable, _ in found)
    # Nowhere does it fare worse than by never lobbying, nor 2 hundredths of a promotion worse than the best plan.
    assert min(attained for _, attained in found) > -0.05
    assert max(attainable - attained for attainable, attained in found) < 2.0


def test_the_programme_is_never_beaten_and_lobbies_before_congresses() -> None:
    case = Setting()
    never, rule, best = (value_of(case, plan)[0] for plan in ("never", "rule", "best"))
    assert never < rule <= best
    assert 0.05 < value_of(case, "best")[1] < 0.5
    assert value_of(Setting(alternative=5.0), "best")[1] == 0.0


def test_where_the_rule_ends() -> None:
    """A lobbyist of twice the usual skill overdoes it: the rule sees his next months only as a mean."""
    assert 0.7 < share_of_gain(Setting(skill=2.0, alternative=0.5)) < 0.93
