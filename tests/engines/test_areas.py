"""Areas: prefectures are lived through group by group; neither that nor rows held nor workspace changes anything."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engines.compiled import kernel
from sim.engines.compiled.advance import advance
from sim.engines.compiled.kernel import new_workspace
from sim.streams import Key
from tests.engines.tools import BEHAVIOUR, FULL_TERM, burned, everywhere, first_difference, lived


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


def test_a_desk_that_was_used_before_changes_nothing() -> None:
    key, state = Key(1, 0), burned("province")
    workspace = new_workspace(state)
    known, _ = lived("compiled", 40, "province")
    advance(burned("province"), everywhere(state, **FULL_TERM), BEHAVIOUR, key, 0, 17, workspace=workspace)
    workspace.written[:] = 5  # as if a run had been stopped in the middle
    again = advance(state, everywhere(state), BEHAVIOUR, key, 0, 40, workspace=workspace)
    assert known.first_difference(again) is None and known == again
