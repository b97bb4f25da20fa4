"""Worlds: how many places, which posts, the same map each time, and rosters of one's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim import world
from sim.behaviour import behaviour
from sim.mechanisms import pools
from sim.policy import UnknownName
from sim.state import State, invariants
from sim.vocabulary import NEVER, NONE, Kind
from sim.world import MUNICIPALITIES, WorldSpec
from tests.engines.tools import first_difference

B = behaviour()
START = (2003, 1)


def built(spec: WorldSpec) -> State:
    """An empty map."""
    return world.build(spec, START, B)


@pytest.mark.parametrize(
    ("spec", "provinces", "prefectures", "counties"),
    [
        (WorldSpec("tiny"), 1, 2, 12),
        (WorldSpec("province"), 1, 11, 100),
        (WorldSpec("province", "Gansu", prefectures=3, counties=20), 1, 3, 20),
        (WorldSpec("tiny", prefectures=1, counties=1), 1, 1, 1),
        (WorldSpec("national"), 27, 333, 2750),
    ],
)
def test_a_world_has_its_places(spec: WorldSpec, provinces: int, prefectures: int, counties: int) -> None:
    state = built(spec)
    assert (state.provinces.size, state.prefectures.size, state.counties.size) == (provinces, prefectures, counties)
    assert state.chiefs.size == state.spells.size == 2 * counties
    assert state.posts.size == state.cadres.size
    assert state.prefectures.counties.sum() == counties and state.prefectures.counties.min() >= 1


def test_the_nation_is_as_published() -> None:
    state = built(WorldSpec("national"))
    assert not set(MUNICIPALITIES) & set(world.province_names(WorldSpec("national")))
    assert 7.0 < state.prefectures.counties.mean() < 9.5  # 8.2 counties a prefecture
    assert 2.5 < state.prefectures.counties.std() < 5.5  # SD 4
    assert 0.4 < state.counties.development.mean() < 0.6
    assert state.counties.development.min() > 0.0 and state.counties.development.max() < 1.0


@pytest.mark.parametrize("kind", ["tiny", "province", "national"])
def test_posts_stand_in_blocks_that_their_prefecture_names(kind: str) -> None:
    state = built(WorldSpec(kind))
    seen = np.zeros(state.posts.size, np.int64)
    blocks = {
        Kind.UPPER: ("first_upper", "uppers"),
        Kind.BUREAU: ("first_bureau", "bureaus"),
        Kind.DEPUTY: ("first_deputy", "deputies"),
        Kind.DEPARTMENT: ("first_department", "departments"),
    }
    for number, record in enumerate(state.prefectures):
        chiefs = slice(record.first_chief, record.first_chief + record.chiefs)
        assert set(state.posts.kind[chiefs]) == {Kind.SECRETARY, Kind.HEAD}
        seen[chiefs] += 1
        for post_kind, (first, size) in blocks.items():
            block = slice(record[first], record[first] + record[size])
            assert (state.posts.kind[block] == post_kind).all() and (state.posts.prefecture[block] == number).all()
            seen[block] += 1
        assert record.uppers == pools.upper_posts(record.counties, B[0])
    assert (seen == 1).all()
    keys = state.posts.key
    assert np.unique(keys).size == keys.size and keys.min() >= 0 and keys.max() + 2**11 <= 2**32
    chiefs_counties = state.posts.county[: state.chiefs.size]
    assert np.array_equal(chiefs_counties, np.repeat(np.arange(state.counties.size), 2))
    deputies = state.posts.kind == Kind.DEPUTY
    own = state.counties.prefecture[state.posts.county[deputies]]
    assert np.array_equal(own, state.posts.prefecture[deputies])


def test_a_map_is_the_same_each_time_and_everybody_is_missing() -> None:
    state = built(WorldSpec("province"))
    assert first_difference(state, built(WorldSpec("province"))) is None
    assert (state.cadres.identity == NONE).all() and (state.spells.cadre == NONE).all()
    assert (state.posts.vacant_since_month == NEVER).all()
    assert "a post is marked vacant with an incumbent, or filled without one" in invariants(state, 0)
    assert not np.array_equal(state.counties.development, built(WorldSpec("province", "Gansu")).counties.development)


def test_thirds_are_thirds_in_order() -> None:
    counties = built(WorldSpec("province")).counties
    for name in ("development", "difficulty"):
        third, value = counties[f"{name}_third"], counties[name]
        assert sorted(np.bincount(third)) == [33, 33, 34]
        assert value[third == 0].max() <= value[third == 1].min() and value[third == 1].max() <= value[third == 2].min()
    assert np.corrcoef(counties.development, counties.difficulty)[0, 1] < -0.3


def test_a_later_start_moves_every_clock_by_as_many_months() -> None:
    early, late = (world.build(WorldSpec("tiny"), start, B) for start in ((2003, 1), (2004, 6)))
    assert (early.counties.congress_phase - late.counties.congress_phase == 17).all()
    assert (early.provinces.congress_phase - late.provinces.congress_phase == 17).all()
    # A county's congress falls in the months around the national one (October 2007), on the five-year clock.
    to_national = (12 * 4 + 9 - early.counties.congress_phase) % 60
    assert (to_national <= 18).all()


ROSTER = (
    "province,prefecture,county,development\n"
    "甲省,乙市,丁县,0.4\n甲省,乙市,丙县,0.9\nA,B,C,0.1\n北京市,北京市,东城区,0.99\n"
)


def test_a_roster_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8-sig")
    where = world.places(WorldSpec("roster", roster=path))
    assert [place.county for place in where] == ["C", "丁县", "丙县"]
    state = built(WorldSpec("roster", roster=path))
    assert state.counties.development.tolist() == [0.1, 0.4, 0.9]
    assert state.prefectures.counties.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("province,prefecture,county\nA,B,C\n", "roster.csv:1:1: the roster lacks the column 'development'"),
        (ROSTER + "A,B,D,1.5\n", "roster.csv:6:1: development must be a number from 0 to 1, not '1.5'"),
        (ROSTER + "A,B,D,nan\n", "roster.csv:6:1: development must be a number from 0 to 1, not 'nan'"),
        (ROSTER + "A,B,D\n", "roster.csv:6:1: development must be a number from 0 to 1, not None"),
        (ROSTER + "A, ,D,0.5\n", "roster.csv:6:1: province, prefecture and county must not be empty"),
    ],
)
def test_a_roster_with_a_mistake_is_refused(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint.replace(".", r"\.")):
        world.places(WorldSpec("roster", roster=path))


def test_worlds_that_cannot_be_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean 'Henan'"):
        world.places(WorldSpec("province", "Hennan"))
    with pytest.raises(ValueError, match="3 prefectures need at least as many counties, not 2"):
        world.places(WorldSpec("tiny", prefectures=3, counties=2))
    with pytest.raises(ValueError, match="a roster world needs the name of its table"):
        world.places(WorldSpec("roster"))
    with pytest.raises(ValueError, match="65 counties; 64 is the most"):
        built(WorldSpec("tiny", prefectures=1, counties=65))
    (tmp_path / "none.csv").write_text("province,prefecture,county,development\n")
    with pytest.raises(ValueError, match="at least one county"):
        built(WorldSpec("roster", roster=tmp_path / "none.csv"))
