"""Blocked careers, serious misconduct, abilities of the appointed, and the index of stability."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ledger import DTYPES, Ledger
from sim.metrics import METRICS, InForce, RunTables
from sim.metrics.stability import INDEX, index_of, points
from sim.run import in_force
from sim.scenario import Reform
from sim.state import COMPETENCIES
from sim.vocabulary import NEVER, ExitReason, Kind, Source
from sim.where import Where
from tests.engines.tools import FULL_TERM, scenario
from tests.synthetic import ledger, places
from tests.test_metrics import MAP, of, run_of, spell

CEILING = 53 * 12


def rules(share: float, start: int = -180, minimum: int = 60) -> InForce:
    """A minimum kept to with `share` in both counties of the small map from `start` on, no minimum before it."""
    months = np.array([[minimum, minimum], [minimum, minimum]])
    kept = np.array([[0.0, 0.0], [share, share]])
    return InForce(np.array([-1000, start]), months, kept, np.full((2, 2), CEILING))


def aged(county: int, role: int, start: int, years_at: float, at: int, end: int = -1, score: float = 1.0) -> np.ndarray:
    """A spell whose holder is `years_at` years old in month `at`."""
    age_start = round(12 * years_at) - (at - start)
    return spell(
        county,
        role,
        start,
        end,
        ExitReason.PLANNED_MOVE if end >= 0 else -1,
        age_start_months=age_start,
        appraisal_end=score,
    )


def risen(score: float) -> np.ndarray:
    """A secretary wins a deputy-bureau post with this appraisal."""
    row = np.zeros(1, DTYPES["appointments"])
    row["kind"], row["source"], row["performance_winner"] = Kind.UPPER, Source.SECRETARY, score
    return row


def blocked(*rows: np.ndarray, share: float = 0.9, start: int = -180, last_month: int = 120) -> float | None:
    """The metric for a small history in which the average chief promoted is appraised at 0.5."""
    tables = {"spells": np.concatenate(rows), "appointments": np.concatenate([risen(0.25), risen(0.75)])}
    run = RunTables(Ledger(tables, 0, last_month), MAP, 60, rules(share, start))
    return METRICS["blocked_careers_per_hundred"].of(run)


def test_blocked_is_who_passes_the_ceiling_worthy_and_held() -> None:
    stays = aged(0, 0, 10, 53, 40)  # passes the ceiling in month 40, after 30 months in post
    one = 1200 * 0.9 / 110
    assert blocked(stays) == pytest.approx(one)
    assert blocked(stays, share=0.0) == 0.0
    assert blocked(stays, share=0.5) == pytest.approx(one * 5 / 9)
    for row in (
        aged(0, 0, 10, 53, 40, score=0.49),  # not as well appraised as those promoted
        aged(0, 0, 10, 53, 40, end=40),  # gone before
        aged(0, 0, 10, 53, 21),  # not a year in post
        aged(0, 0, 10, 53, 70),  # the minimum was over
        aged(0, 0, 10, 53, 120),  # after the window
        aged(0, 0, -50, 53, -10),  # before it
    ):
        assert blocked(row) == 0.0
    assert blocked(aged(0, 0, 10, 53, 22)) == pytest.approx(one) and blocked(aged(0, 0, 10, 53, 69)) == pytest.approx(
        one
    )
    # The rule begins in month 41, one month too late to have held him.
    assert blocked(stays, start=41) == 0.0 and blocked(stays, start=40) == pytest.approx(one)


def test_blocked_is_undefined_where_nobody_rose_or_rules_are_not_known() -> None:
    stays = aged(0, 0, 10, 53, 40)
    assert of("blocked_careers_per_hundred", stays, appointments=[risen(0.5)]) is None
    nobody = RunTables(
        Ledger({"spells": stays, "appointments": np.zeros(1, DTYPES["appointments"])}, 0, 120), MAP, 60, rules(1.0)
    )
    assert METRICS["blocked_careers_per_hundred"].of(nobody) is None


def test_rules_in_force_follow_the_reforms_place_by_place() -> None:
    one = scenario(
        reforms=(Reform(6, FULL_TERM, Where(prefectures=(1,))), Reform(18, {"promotion_age_limit_years": 55.0}))
    )
    held = in_force(one)
    assert held.starts[1:].tolist() == [0, 6, 18] and [r[1:] for r in held.stretches(24)][2:] == [(6, 18), (18, 24)]
    assert held.minimum_share[:2].max() == 0.0
    in_second = held.minimum_share[2] > 0.0
    assert 0 < in_second.sum() < in_second.size and held.minimum_share[2].max() == pytest.approx(0.95 * 0.95)
    assert (held.ceiling_months[2] == 53 * 12).all() and (held.ceiling_months[3] == 55 * 12).all()


def test_misconduct_passed_over_and_found_again_is_one() -> None:
    rows = np.zeros(5, DTYPES["cases"])
    rows["founded"], rows["onset_month"], rows["severity"] = 1, [3, 3, 3, 5, -4], [0.2, 0.6, 0.7, 0.4, 0.9]
    rows["cadre"] = [500, 500, 501, 502, 503]
    rows["detected_month"] = [9, NEVER, NEVER, NEVER, NEVER]
    held = [spell(0, 0, 0, cadre=500 + number) for number in range(4)]
    assert of("detected_within_36m_share", *held, cases=[rows]) == pytest.approx(1 / 3)
    assert of("misconduct_onsets_per_hundred", *held, cases=[rows]) == pytest.approx(1200 * 3 / 480)
    assert of("serious_misconduct_per_hundred", *held, cases=[rows]) == pytest.approx(1200 * 2 / 480)


def test_abilities_of_the_appointed() -> None:
    strong = {f"{name}_start": 0.1 * (i + 1) for i, name in enumerate(COMPETENCIES)}
    rows = [
        spell(0, 0, 5, 50, ExitReason.PROMOTION, **strong),
        spell(0, 0, -5, 4, ExitReason.PROMOTION),
        spell(0, 1, 5),
    ]
    assert of("competence_at_appointment_secretary", *rows) == pytest.approx(0.4)
    assert of("weakest_competence_secretary", *rows) == pytest.approx(0.1)


@given(st.lists(st.floats(0.0, 70.0), min_size=len(INDEX), max_size=len(INDEX)))
def test_the_index_lies_between_nought_and_a_hundred_and_adds_up(values: list[float]) -> None:
    assert sum(part.weight for part in INDEX) == 100
    named: dict[str, float | None] = {part.key: value for part, value in zip(INDEX, values, strict=True)}
    found = index_of(named)
    assert found is not None and 0.0 <= found <= 100.0
    assert found == pytest.approx(sum(points(part, value) for part, value in zip(INDEX, values, strict=True)))


def test_the_index_at_the_ends_of_its_scales_and_in_the_middle() -> None:
    assert index_of({part.key: part.best for part in INDEX}) == 100.0
    assert index_of({part.key: part.worst for part in INDEX}) == 0.0
    assert index_of({part.key: (part.best + part.worst) / 2 for part in INDEX}) == pytest.approx(50.0)
    assert index_of({part.key: None if part is INDEX[3] else part.best for part in INDEX}) is None
    for part in INDEX:
        better = METRICS[part.key].better.value
        assert (part.best > part.worst) == (better == "more"), part.key


def test_the_index_of_a_run_is_that_of_its_parts() -> None:
    where = places()
    run = RunTables(ledger(where, 3), where, 60)
    assert METRICS["stability_index"].of(run) == index_of({part.key: METRICS[part.key].of(run) for part in INDEX})
    assert METRICS["stability_index"].of(run_of(spell(0, 0, 0))) is None
