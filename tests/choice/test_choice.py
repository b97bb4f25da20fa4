"""The choice of effort: the behaviour published in design/choice.md, signs, zero strength, sums."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.lookahead import chances_of_one, discounts, hopes_after_congress, openings_ahead, quantal_response
from sim.mechanisms import choice
from sim.texts.choice import OPTION_WORDS, TERM_WORDS
from tests.choice.chief import LEVERS, PARAMETERS, TRIED, ask, effort, terms

CEILING = {"to_age_ceiling": 0}
LAST_MONTHS = {"to_term_end": 5}
LONG_VIEW = {"long_view": 0.86, "years_averaged": 3.4}
TYPICAL = TRIED | {
    "service": 0.5,
    "crisis": 0.5,
    "standing": 0.0,
    "morale": 0.6,
    "fatigue": 0.4,
    "harmony": 0.75,
    "unrest": 0.35,
    "burden": 0.55,
    "long_view": 0.1,
    "pull_of_show": 1.16,
    "local_voice": 0.1,
    "vetoes": 4.0,
    "to_congress": 30,
    "to_age_ceiling": 72,
    "to_term_end": 30,
}
"""A chief in the middle of the practice of 1999-2012."""


@pytest.mark.parametrize(
    ("changes", "option", "published"),
    [
        ({}, "lobbying", 0.093),
        ({}, "development", 0.34),
        ({}, "coasting", 0.28),
        ({"minimum_share": 1.0, "tenure_months": 12, "to_term_end": 48}, "lobbying", 0.034),
        ({"minimum_share": 1.0, "tenure_months": 50}, "lobbying", 0.060),
        (CEILING, "coasting", 0.40),
        (CEILING | {"upgrade_quota_share": 0.65, "streak_years": 5}, "coasting", 0.31),
        ({"lobbying_crackdown_share": 1.0}, "lobbying", 0.018),
        ({"to_congress": 4}, "lobbying", 0.54),
        (LAST_MONTHS, "lobbying", 0.215),
        (LAST_MONTHS | {"onward_post_share": 1.0}, "lobbying", 0.055),
        (LONG_VIEW, "development", 0.58),
        ({"harmony": 0.1}, "development", 0.18),
        ({"harmony": 0.1}, "coasting", 0.39),
    ],
)
def test_shares_published_for_the_tried_rule(changes: dict[str, Any], option: str, published: float) -> None:
    # Fourteen shares on some ten free numbers of one chief: the fit can fail, and the tolerance is the largest miss.
    assert effort(**changes)[option] == pytest.approx(published, abs=0.02)


SIGNS: list[tuple[dict[str, Any], str, int]] = [
    ({"ambition_damping_share": 1.0}, "lobbying", -1),
    ({"ambition_damping_share": 1.0}, "coasting", +1),
    ({"service_boost_share": 1.0}, "development", +1),
    ({"service_boost_share": 1.0, **CEILING}, "development", +1),
    ({"lobbying_crackdown_share": 1.0}, "lobbying", -1),
    ({"onward_post_share": 1.0}, "lobbying", -1),
    ({"upgrade_quota_share": 1.0, "streak_years": 5}, "coasting", -1),
    ({"upgrade_quota_share": 1.0, "streak_years": 5}, "showcase", +1),
    ({"appraisal_bonus_share": 1.0}, "showcase", +1),
    ({"appraisal_bonus_share": 1.0, **LONG_VIEW}, "development", +1),
    ({"minimum_share": 0.9, "tenure_months": 12}, "lobbying", -1),
    ({"minimum_share": 0.9, "tenure_months": 12}, "coasting", +1),
    ({"vetoes": 8.0}, "routine", +1),
    ({"vetoes": 8.0}, "development", -1),
    ({"burden": 1.0}, "routine", +1),
    ({"caution": 0.4}, "development", -1),
    ({"caution": 0.4}, "routine", +1),
    ({"staleness": 1.0}, "development", -1),
    ({"fatigue": 1.0}, "development", -1),
    ({"complaint_risk": 0.004}, "development", -1),
    ({"local_voice": 0.6}, "lobbying", -1),
    ({"local_voice": 0.6}, "showcase", -1),
    ({"pull_of_show": 2.0}, "showcase", +1),
    ({"appraisal_return": 2.0}, "development", +1),
    ({"tie_weight": 0.5}, "lobbying", -1),
    ({"performance_weight": 0.5}, "development", +1),
    ({"off_cycle": 0.009}, "showcase", +1),
    ({"tie": 0.6}, "lobbying", -1),
]


@pytest.mark.parametrize(("change", "option", "sign"), SIGNS)
@pytest.mark.parametrize("chief", [TRIED, TYPICAL], ids=["tried", "typical"])
def test_signs(chief: dict[str, Any], change: dict[str, Any], option: str, sign: int) -> None:
    without = {
        k: v for k, v in change.items() if k in chief and k in {"streak_years", "tenure_months", *CEILING, *LONG_VIEW}
    }
    before, after = effort(**(chief | without))[option], effort(**(chief | change))[option]
    assert sign * (after - before) > 0.002


def test_a_binding_minimum_also_lowers_development_a_little() -> None:
    free = effort(tenure_months=12)["development"]
    assert free - 0.06 < effort(tenure_months=12, minimum_share=0.9)["development"] < free


def test_upgrade_buys_showcase_unless_the_view_is_long() -> None:
    won = {"upgrade_quota_share": 1.0, "streak_years": 5}
    assert effort(**won)["showcase"] - effort()["showcase"] > 0.05
    assert effort(**won, **LONG_VIEW)["showcase"] - effort(**LONG_VIEW)["showcase"] < 0.02


def test_an_upgrade_is_hoped_for_as_far_as_excellent_years_are_likely() -> None:
    def worth(**changes: float) -> float:
        return terms(upgrade_quota_share=1.0, upgrade_years=3.0, **changes)["showcase.upgrade"]

    one_short = {"streak_years": 2, "excellent_chance": 0.25}
    assert worth(**one_short) == pytest.approx(0.25 * worth(streak_years=2, excellent_chance=1.0))
    assert worth(streak_years=0, excellent_chance=0.25) == pytest.approx(0.25**3 * worth(streak_years=0))
    assert worth(streak_years=3, excellent_chance=0.0) == worth(streak_years=3) > worth(**one_short)


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_at_zero_strength_changes_nothing(name: str) -> None:
    if name == "upgrade_years":  # without a quota the years do not matter
        assert ask(choice.terms_of_values, upgrade_years=3.0) == ask(choice.terms_of_values, upgrade_years=5.0)
        return
    assert LEVERS[name] == 0.0
    # At zero the numbers that say how strongly the lever acts have nothing to act on.
    reach = {
        "ambition_damping_share": "damping_reach_share",
        "service_boost_share": "service_reach_share",
        "lobbying_crackdown_share": "crackdown_factor",
        "onward_post_share": "onward_content_share",
        "upgrade_quota_share": "upgrade_worth",
        "appraisal_bonus_share": "bonus_worth",
    }[name]
    changed = ask(choice.terms_of_values, **{reach: 2.0 * PARAMETERS[reach]})
    assert changed == ask(choice.terms_of_values)


def test_inputs_at_zero_strength_change_nothing() -> None:
    alone = ask(choice.terms_of_values, minimum_months=0.0)
    assert ask(choice.terms_of_values, minimum_months=60.0, minimum_share=0.0) == alone
    assert ask(choice.terms_of_values, minimum_months=60.0, minimum_share=1.0, tenure_months=60) == ask(
        choice.terms_of_values, minimum_months=0.0, tenure_months=60
    )
    assert ask(choice.terms_of_values, staleness=0.0, staleness_reach_share=0.8) == alone


def test_every_term_has_a_name_and_a_value_is_the_sum_of_its_terms() -> None:
    named = terms(**TYPICAL)
    assert set(named) == set(TERM_WORDS) and set(choice.OPTIONS) == set(OPTION_WORDS) == set(choice.TERMS)
    assert all(text.en and text.zh for text in (*TERM_WORDS.values(), *OPTION_WORDS.values()))
    values = choice.values_of_options(*named.values())
    for option, value in zip(choice.OPTIONS, values, strict=True):
        of_it = list(itertools.accumulate(named[f"{option}.{term}"] for term in choice.TERMS[option]))
        assert of_it[-1] == value
    assert quantal_response(*values, PARAMETERS["choice_precision"]) == tuple(effort(**TYPICAL).values())


shares = st.floats(0.0, 1.0)
reals = st.floats(-30.0, 30.0)
ANY = st.fixed_dictionaries(
    {
        "role": st.integers(0, 1),
        "ambition": st.floats(0.0, 300.0),
        "service": shares,
        "impatience": st.floats(0.0, 20.0),
        "skill": st.floats(0.0, 300.0),
        "tie": shares,
        "crisis": shares,
        "upgraded": st.integers(0, 1),
        "standing": reals,
        "morale": shares,
        "fatigue": shares,
        "streak_years": st.integers(0, 4000),
        "excellent_chance": shares,
        "tenure_months": st.integers(0, 1500),
        "to_age_ceiling": st.integers(-1500, 1500),
        "to_term_end": st.integers(-1500, 1500),
        "to_congress": st.integers(0, 1500),
        "harmony": shares,
        "unrest": shares,
        "burden": shares,
        "off_cycle": shares,
        "congress": shares,
        "performance_weight": reals,
        "tie_weight": reals,
        "favour_weight": reals,
        "minimum_months": st.floats(0.0, 300.0),
        "minimum_share": shares,
        "long_view": shares,
        "years_averaged": st.floats(0.0, 300.0),
        "appraisal_return": st.floats(0.0, 300.0),
        "pull_of_show": st.floats(0.0, 300.0),
        "local_voice": shares,
        "vetoes": st.floats(0.0, 300.0),
        "caution": shares,
        "staleness": shares,
        "complaint_risk": shares,
    }
    | {name: shares for name in LEVERS if name != "upgrade_years"}
)


@given(ANY)
def test_shares_add_up_whatever_the_chief(chief: dict[str, Any]) -> None:
    shares_of = list(effort(**chief).values())
    assert all(0.0 <= x <= 1.0 for x in shares_of)
    assert math.fsum(shares_of) == pytest.approx(1.0, abs=1e-12)
    assert all(math.isfinite(x) for x in ask(choice.terms_of_values, **chief))


@given(ANY, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_terms_move_one_way(chief: dict[str, Any], one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    assert (
        terms(**chief | {"service": low})["development.service"]
        <= terms(**chief | {"service": high})["development.service"]
    )
    risk = [terms(**chief | {"lobbying_crackdown_share": x})["lobbying.risk"] for x in (low, high)]
    assert risk[1] <= risk[0]
    blame = [terms(**chief | {"unrest": x})["routine.blame"] for x in (low, high)]
    assert blame[0] <= blame[1]
    rest = [terms(**chief | {"morale": x})["coasting.low_morale"] for x in (low, high)]
    assert rest[1] <= rest[0]


@given(reals, shares, shares)
def test_chances_are_chances(standing: float, off_cycle: float, congress: float) -> None:
    monthly, chance, slope = chances_of_one(standing, off_cycle, congress, 2.08, 0.05)
    assert 0.0 <= monthly <= 0.05 and 0.0 <= chance <= 1.0 and 0.0 <= slope <= 0.25


@pytest.mark.parametrize("to_congress", [0, 7, 59])
def test_openings_are_the_sum_over_months(to_congress: int) -> None:
    known = discounts(0.02, 90, to_congress)
    seen = [(to_congress, 1.0), (to_congress + 60, 0.7)]
    for held, held_share in ((0, 0.0), (6, 1.0), (6, 0.25), (120, 1.0)):
        ordinary, congresses = openings_ahead(0.02, 0.004, 0.3, 90, to_congress, held, held_share, *known)
        weights = [1.0 if k >= 100 * held else 1.0 - held_share for k in range(9000)]
        fine = [0.004 * w * math.exp(-0.02 * k / 100) / 100 for k, w in enumerate(weights)]
        assert ordinary == pytest.approx(math.fsum(fine), rel=2e-4)
        counted = [(t, w if t >= held else w * (1.0 - held_share)) for t, w in seen if t < 90]
        assert congresses == pytest.approx(math.fsum(w * math.exp(-0.02 * t) for t, w in counted), abs=1e-15)


@pytest.mark.parametrize(("closes", "to_congress"), [(90, 7), (90, 59), (40, 20), (20, 40)])
def test_hopes_after_a_congress_are_those_of_a_window_that_opens_there(closes: int, to_congress: int) -> None:
    after = hopes_after_congress(0.02, 0.004, 0.3, *discounts(0.02, closes, to_congress))
    if closes <= to_congress:
        assert after == 0.0
        return
    left = closes - to_congress
    fine = [0.004 * math.exp(-0.02 * k / 100) / 100 for k in range(100 * left)]
    later = 0.3 * math.exp(-0.02 * 60) if left > 60 else 0.0
    assert after == pytest.approx(math.fsum(fine) + later, rel=2e-4)


def test_favour_settles_where_gain_and_fading_meet() -> None:
    behaviour = type("Record", (), PARAMETERS)
    favour = 0.0
    for _ in range(600):
        favour = choice.next_favour(favour, 0.1, 1.0, 0.2, behaviour)
    assert favour == pytest.approx(
        PARAMETERS["favour_gain_per_month"] * 0.1 * 0.8 / PARAMETERS["favour_fade_per_month"]
    )


def test_lobbyists_are_removed_in_proportion_to_crackdown_and_effort() -> None:
    behaviour = type("Record", (), PARAMETERS)
    quiet, hard = (type("Record", (), LEVERS | {"lobbying_crackdown_share": x}) for x in (0.0, 1.0))
    assert choice.lobbying_removal_hazard(0.0, hard, behaviour) == 0.0
    ratio = choice.lobbying_removal_hazard(0.1, hard, behaviour) / choice.lobbying_removal_hazard(0.1, quiet, behaviour)
    assert ratio == pytest.approx(1.0 + PARAMETERS["crackdown_factor"])
    # Within the yearly rate of discipline before 2012, .0024 (facts/targets.json C16).
    assert 12.0 * choice.lobbying_removal_hazard(0.09, quiet, behaviour) < 0.0024


def test_upgrades_and_onward_posts_are_given_as_the_policy_says() -> None:
    policy = type("Record", (), LEVERS | {"upgrade_quota_share": 0.3, "upgrade_years": 3.0, "onward_post_share": 0.4})
    assert choice.wins_upgrade(0, 3, 0.29, policy) and not choice.wins_upgrade(0, 3, 0.31, policy)
    assert not choice.wins_upgrade(0, 2, 0.01, policy) and not choice.wins_upgrade(1, 9, 0.01, policy)
    assert choice.has_onward_post(0.39, policy) and not choice.has_onward_post(0.41, policy)
