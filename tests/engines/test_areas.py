"""Areas: prefectures are lived through group by group; neither the grouping nor the rows held change anything."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engines.compiled import kernel
from tests.engines.tools import burned, first_difference, lived


@pytest.mark.parametrize(("posts", "prefectures"), [(1, 1), (200, 2), (10**9, 11)])
def test_areas_take_in_everything_once(posts: int, prefectures: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "AREA_POSTS", posts)
    state = burned("province")
    areas = kernel.areas(state)
    assert (areas.last_prefecture - areas.first_prefecture).max() == prefectures
    for name, size in (("prefecture", 11), ("county", 100), ("chief", 200)):
        taken = [i for area in areas for i in range(area[f"first_{name}"], area[f"last_{name}"])]
        assert taken == list(range(size)), name
    pools = [i for area in areas for i in range(area.first_pool, area.last_pool)]
    assert pools == list(range(200, state.posts.size))
    for area in areas:
        of = np.unique(state.posts.prefecture[area.first_pool : area.last_pool])
        assert of.tolist() == list(range(area.first_prefecture, area.last_prefecture))


@pytest.mark.parametrize(("posts", "rows"), [(1, 1), (1, 1024), (200, 7), (10**9, 300)])
@pytest.mark.parametrize("kind", ["tiny", "province"])
def test_the_grouping_changes_nothing(kind: str, posts: int, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, after = lived("compiled", 40, kind)
    monkeypatch.setattr(kernel, "AREA_POSTS", posts)
    monkeypatch.setattr(kernel, "ROWS_HELD", rows)
    other, other_state = lived("compiled", 40, kind)
    assert whole.first_difference(other) is None and whole == other
    assert first_difference(after, other_state) is None
