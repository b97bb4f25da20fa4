"""Fronts and the search for them: a known front, a search stopped anywhere, and the winner's curse."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.search import JOURNAL, Axis, OtherSearch, search
from experiments.statistics.pareto import front, members_again, optimism
from sim.policy import OutOfRange, UnknownName

AXES = (
    Axis("lobbying_crackdown_share", 0.0, 1.0),
    Axis("pay_premium_share", 0.0, 1.0),
    Axis("minimum_tenure_months", 0, 84),
    Axis("minimum_tenure_scope", 0, 1),
)
LESS = (False, False)


def zitzler(policies: list[dict[str, float]]) -> list[tuple[float | None, ...]]:
    """After Zitzler, Deb & Thiele (2000), their first problem: the front is f2 = 1 - sqrt(f1), where g is 1."""
    found = []
    for one in policies:
        first = one["lobbying_crackdown_share"]
        g = 1.0 + 3.0 * one["pay_premium_share"] + abs(one["minimum_tenure_months"] - 60.0) / 60.0
        g += 0.5 * one["minimum_tenure_scope"]
        found.append((first, g * (1.0 - math.sqrt(first / g))))
    return found


def test_the_search_nears_a_known_front(tmp_path, count):
    found = search(AXES, LESS, zitzler, count(192, 600), tmp_path, population=24)
    gaps = [f2 - (1.0 - math.sqrt(f1)) for f1, f2 in (found.trials[place].values for place in found.front)]
    start = [f2 - (1.0 - math.sqrt(f1)) for f1, f2 in (trial.values for trial in found.trials[:24])]
    assert len(found.front) >= 8 and min(gaps) >= -1e-12
    assert np.median(gaps) < count(0.5, 0.25) * np.median(start)
    first = [found.trials[place].values[0] for place in found.front]
    assert min(first) < 0.2 and max(first) > 0.6
    months = [trial.levers["minimum_tenure_months"] for trial in found.trials]
    assert all(one == int(one) for one in months)
    assert {trial.levers["minimum_tenure_scope"] for trial in found.trials} == {0.0, 1.0}


def test_a_search_stopped_anywhere_goes_on_as_if_it_had_not_been(tmp_path):
    class Stopped(Exception):
        pass

    calls = 0

    def fragile(policies: list[dict[str, float]]) -> list[tuple[float | None, ...]]:
        nonlocal calls
        calls += 1
        if calls % 2:
            raise Stopped
        return zitzler(policies)

    whole = search(AXES, LESS, zitzler, 30, tmp_path / "whole", population=6)
    stops = 0
    while True:
        try:
            pieces = search(AXES, LESS, fragile, 30, tmp_path / "pieces", population=6)
            break
        except Stopped:
            stops += 1
    assert stops == 5 and pieces == whole
    longer = search(AXES, LESS, zitzler, 36, tmp_path / "pieces", population=6)
    assert longer.trials[:30] == whole.trials and len(longer.trials) == 36


def test_a_journal_cut_short_within_a_generation_is_made_good(tmp_path):
    """The process dies while it writes: what the journal still holds is kept, the rest is tried again, alike."""
    whole = search(AXES, LESS, zitzler, 40, tmp_path / "whole", population=10)
    lines = (tmp_path / "whole" / JOURNAL).read_text(encoding="utf-8").splitlines(keepends=True)
    for cut in (len(lines) // 2, len(lines) - 3):
        folder = tmp_path / str(cut)
        folder.mkdir()
        (folder / JOURNAL).write_text("".join(lines[:cut]), encoding="utf-8")
        assert search(AXES, LESS, zitzler, 40, folder, population=10) == whole


def test_another_search_is_not_continued(tmp_path):
    search(AXES, LESS, zitzler, 6, tmp_path, population=6)
    for other in (
        {"population": 8}, {"population": 6, "seed": 2}, {"population": 6, "about": "another world"},
    ):  # fmt: skip
        with pytest.raises(OtherSearch):
            search(AXES, LESS, zitzler, 6, tmp_path, **other)
    with pytest.raises(OtherSearch):
        search(AXES, (True, False), zitzler, 6, tmp_path, population=6)


def test_a_policy_without_a_value_is_kept_as_such_and_never_on_the_front(tmp_path):
    def holed(policies):
        return [(None, 0.0) if one["pay_premium_share"] < 0.5 else values
                for one, values in zip(policies, zitzler(policies), strict=True)]  # fmt: skip

    found = search(AXES, LESS, holed, 24, tmp_path, population=8)
    undefined = [place for place, trial in enumerate(found.trials) if trial.values is None]
    assert len(found.trials) == 24 and undefined and not set(undefined) & set(found.front)


def test_what_cannot_be_searched_is_refused(tmp_path):
    with pytest.raises(UnknownName):
        Axis("minimum_tenure", 0, 1)
    with pytest.raises(OutOfRange):
        Axis("pay_premium_share", 0, 2)
    with pytest.raises(ValueError, match="nothing lies between"):
        Axis("pay_premium_share", 1, 1)
    with pytest.raises(ValueError, match="two objectives"):
        search(AXES, (True,), zitzler, 6, tmp_path)
    assert not (Path(tmp_path) / JOURNAL).exists()


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)), max_size=30))
def test_the_front_is_what_no_other_beats(rows):
    values = np.array(rows, float).reshape(-1, 3)
    kept = front(values, (True, False, True))

    def beats(a, b):
        good = (a[0] >= b[0], a[1] <= b[1], a[2] >= b[2])
        return all(good) and a != b

    assert kept.tolist() == [not any(beats(other, one) for other in rows) for one in rows]


def test_an_undefined_choice_is_on_no_front():
    assert front(np.array([[math.nan, 9.0], [1.0, 1.0]]), (True, True)).tolist() == [False, True]


def test_the_winners_curse_is_seen_and_the_beaten_are_named():
    """Forty choices alike: what a search saw of its members is too good by about a standard error, as fresh runs say.

    And of two choices of which one is better in fact, the other is marked, and beyond doubt.
    """
    rng = np.random.default_rng(3)
    seen = rng.normal(0.0, 1.0, (40, 2, 5)).mean(axis=2)
    kept = np.flatnonzero(front(seen, (True, True)))
    again = rng.normal(0.0, 1.0, (len(kept), 2, 400)).tolist()
    members = members_again(seen[kept].tolist(), again, (True, True))
    for objective in (0, 1):
        assert optimism(members, objective, True).mean > 0.2
    assert all(abs(one.estimates[0].mean) < 0.25 for one in members)
    luck = rng.normal(0.0, 1.0, 100)
    up, down, same = (luck + 1.0).tolist(), (luck - 1.0).tolist(), luck.tolist()
    runs = [[up, same], [same, same], [down, up]]
    first, second, third = members_again([(1.0, 0.0), (2.0, 2.0), (0.0, 1.0)], runs, (True, True))
    assert first.dominated_by is None and third.dominated_by is None
    assert second.dominated_by == 0 and second.clearly and second.found == (2.0, 2.0)
    worse = [[luck.tolist(), luck.tolist()], [(luck + rng.normal(0.001, 1.0, 100)).tolist(), luck.tolist()]]
    unsure = members_again([(0.0, 0.0)] * 2, worse, (True, True))
    assert any(one.dominated_by is not None for one in unsure) and not any(one.clearly for one in unsure)


def test_a_set_without_members_is_shown_as_one() -> None:
    assert members_again([], [], [True, False]) == ()
