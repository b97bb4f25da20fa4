"""Scenarios: broken files, files that extend one another, and what holds where and when."""

import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.behaviour import behaviour
from sim.policy import LEVERS, policy
from sim.scenario import Scenario, read_scenario, resolve
from sim.scenario_file import Date
from sim.state import State
from sim.texts import LANGUAGES
from sim.texts.errors import ERRORS
from sim.texts.user_error import UserError
from sim.where import Where, covered
from sim.world import WorldSpec, build, places

HERE = Path(__file__).parent
SCENARIOS = HERE.parent / "scenarios"
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
HEAD = "format: 1\ntitle: {en: A test, zh: 测试}\nquestion: {en: What if?, zh: 会怎样？}\n"


@pytest.fixture(scope="module")
def tiny() -> State:
    return build(WorldSpec("tiny"), (2003, 1), behaviour())


def scenario_of(folder: Path, text: str, name: str = "own.yaml") -> Scenario:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return read_scenario(path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_told_in_one_sentence(path: Path) -> None:
    """The first two lines of each file say what is to be told of it in English and in Chinese."""
    expected = dict(line[2:].split(": ", 1) for line in path.read_text(encoding="utf-8").splitlines()[:2])
    with pytest.raises(UserError) as caught:
        scenario = read_scenario(path)
        resolve(scenario, build(scenario.world, scenario.start, behaviour()))
    for language in LANGUAGES:
        assert caught.value.sentence(language) == f"{path.parent}/{expected[language]}"


def test_every_complaint_about_scenarios_has_a_broken_file() -> None:
    told = set()
    for path in BROKEN:
        with pytest.raises(UserError) as caught:
            scenario = read_scenario(path)
            resolve(scenario, build(scenario.world, scenario.start, behaviour()))
        told.add(caught.value.key)
    tested_elsewhere = {"scenario.long_chain", "scenario.unknown_parameter_near", "scenario.unknown_place"}
    tested_elsewhere |= {"scenario.roster_long", "scenario.roster_twice"}
    tested_elsewhere |= {"scenario.not_bool", "scenario.list_length"}  # of studies only
    assert {key for key in ERRORS if key.startswith("scenario.")} - told <= tested_elsewhere


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_scenarios_are_in_order(path: Path) -> None:
    scenario = read_scenario(path)
    assert scenario.name == path.stem
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_the_full_term_differs_from_the_baseline_in_its_policy_only() -> None:
    base, full = (read_scenario(SCENARIOS / f"{name}.yaml") for name in ("baseline", "mandatory_full_term"))
    assert base.policy == {} and base.practice == {}
    assert full.files == (SCENARIOS / "mandatory_full_term.yaml", SCENARIOS / "baseline.yaml")
    ours, theirs = base.resolved(), full.resolved()
    assert {name for name in ours if ours[name] != theirs[name]} == {"policy"}
    assert theirs["policy"]["minimum_tenure_compliance_share"] == 0.95


def test_the_extending_file_replaces_and_joins(tmp_path: Path) -> None:
    scenario_of(
        tmp_path,
        "world: {kind: tiny}\nhorizon_months: 30\nburn_in_months: 24\npractice: {special_need_share: 0.3}\n"
        "policy: {minimum_tenure_months: 36, maximum_tenure_months: 96}\n"
        "reforms: [{from: 2003-01, policy: {special_need_share: 0}}]\n",
        "parents/one.yaml",
    )
    scenario_of(tmp_path, "extends: parents/one.yaml\nstart: 2001-01\n", "two.yaml")
    child = scenario_of(tmp_path, "extends: two.yaml\nhorizon_years: 4\npolicy: {minimum_tenure_months: 48}\n")
    assert [path.name for path in child.files] == ["own.yaml", "two.yaml", "one.yaml"]
    assert (child.start, child.horizon_months, child.burn_in_months) == (Date(2001, 1), 48, 24)
    assert child.world == WorldSpec("tiny")
    assert child.practice == {"special_need_share": 0.3}
    assert child.policy == {"minimum_tenure_months": 48, "maximum_tenure_months": 96}
    assert [reform.month for reform in child.reforms] == [24]
    alone = scenario_of(tmp_path, "extends: two.yaml\nhorizon_years: 4\nreforms: []\n")
    assert alone.reforms == ()


def test_a_reform_of_the_parent_is_held_against_the_horizon_of_the_child(tmp_path: Path) -> None:
    scenario_of(tmp_path, "reforms: [{from: 2010-01, policy: {special_need_share: 0}}]\n", "parent.yaml")
    with pytest.raises(UserError) as caught:
        scenario_of(tmp_path, "extends: parent.yaml\nhorizon_years: 5\n")
    assert caught.value.where == f"{tmp_path / 'parent.yaml'}:4:18"


@pytest.mark.parametrize(
    ("counties", "told"),
    [
        ([n // 2 for n in range(4)], "the roster `own.csv` names the county `c0` twice: keep one line"),
        (range(4001), "the roster `own.csv` has 4001 counties and may have 4000: shorten it"),
    ],
)
def test_a_roster_names_each_county_once_and_not_too_many(tmp_path: Path, counties: Sequence[int], told: str) -> None:
    lines = [f"P,F{number // 50},c{number},0.5" for number in counties]
    text = "\n".join(["province,prefecture,county,development", *lines])
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        scenario_of(tmp_path, "world: {kind: roster, roster: own.csv}\n")
    assert caught.value.sentence() == f"{tmp_path / 'own.yaml'}:4:31: {told}"


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    scenario_of(tmp_path, "", "outside.yaml")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(UserError) as caught:
        scenario_of(tmp_path, "extends: link.yaml\n", "inner/own.yaml")
    assert caught.value.key == "file.path"


def test_a_long_chain_is_refused(tmp_path: Path) -> None:
    scenario_of(tmp_path, "", "0.yaml")
    for number in range(1, 20):
        scenario_of(tmp_path, f"extends: {number - 1}.yaml\n", f"{number}.yaml")
    with pytest.raises(UserError) as caught:
        scenario_of(tmp_path, "extends: 19.yaml\n")
    assert caught.value.key == "scenario.long_chain"


def test_names_in_chinese_are_understood(tmp_path: Path) -> None:
    scenario = scenario_of(
        tmp_path,
        "world: {kind: province, province: 湖南省}\n"
        "reforms: [{from: 2004-01, where: {provinces: [湖南省]}, policy: {special_need_share: 0}}]\n",
    )
    assert scenario.world.province == "Hunan"
    state = build(scenario.world, scenario.start, behaviour())
    assert resolve(scenario, state).of_county[-1].min() == resolve(scenario, state).of_county[-1].max() == 1


def test_a_roster_is_read_beside_its_scenario(tmp_path: Path) -> None:
    rows = "province,prefecture,county,development\n"
    rows += "湖南省,湘潭市,湘潭县,0.6\n湖南省,湘潭市,韶山市,0.7\n湖南省,怀化市,通道县,0.1\n"
    (tmp_path / "roster.csv").write_text(rows, encoding="utf-8")
    scenario = scenario_of(
        tmp_path,
        "world: {kind: roster, roster: roster.csv}\n"
        "reforms: [{from: 2004-01, where: {prefectures: [怀化市]}, policy: {special_need_share: 0}}]\n",
    )
    names = [place.prefecture for place in places(scenario.world)]
    found = resolve(scenario, build(scenario.world, scenario.start, behaviour()))
    assert [names[county] for county in np.flatnonzero(found.of_county[-1])] == ["怀化市"]
    before = scenario.resolved()["world"]
    assert "湘潭" not in str(before) and str(tmp_path) not in str(scenario.resolved())
    (tmp_path / "roster.csv").write_text(rows.replace("0.7", "0.8"), encoding="utf-8")
    assert scenario.resolved()["world"] != before


def test_practice_policy_and_reforms_follow_one_another(tmp_path: Path, tiny: State) -> None:
    scenario = scenario_of(
        tmp_path,
        "world: {kind: tiny}\npractice: {special_need_share: 0.2}\npolicy: {minimum_tenure_months: 36}\nreforms:\n"
        "  - {from: 2005-01, policy: {minimum_tenure_months: 48}, where: {counties: [0, 5]}}\n"
        "  - {from: 2004-01, policy: {special_need_share: 0.4}}\n",
    )
    found = resolve(scenario, tiny)
    assert found.starts.tolist() == [np.iinfo(np.int64).min, 0, 12, 24]

    def at(month: int, county: int) -> tuple[float, float]:
        record = found.records[found.of_county[found.segment(month), county]]
        return float(record["special_need_share"]), float(record["minimum_tenure_months"])

    assert [at(month, 0) for month in (-1, 0, 11, 12, 23, 24)] == [
        (0.2, 60), (0.2, 36), (0.2, 36), (0.4, 36), (0.4, 36), (0.4, 48),
    ]  # fmt: skip
    assert at(24, 1) == (0.4, 36)
    untouched = [name for name in LEVERS if name not in ("special_need_share", "minimum_tenure_months")]
    assert all(float(r[name]) == LEVERS[name].default for r in found.records for name in untouched)


def test_burn_in_under_the_own_policy(tmp_path: Path, tiny: State) -> None:
    text = "world: {kind: tiny}\npolicy: {minimum_tenure_months: 36}\n"
    own = resolve(scenario_of(tmp_path, text + "burn_in: own_policy\n"), tiny)
    base = resolve(scenario_of(tmp_path, text), tiny)
    assert own.records[own.of_county[0, 0]]["minimum_tenure_months"] == 36
    assert base.records[base.of_county[0, 0]]["minimum_tenure_months"] == 60
    assert own.records[own.of_prefecture[0, 0]]["minimum_tenure_months"] == 36


def test_a_policy_at_its_defaults_is_the_baseline(tmp_path: Path, tiny: State) -> None:
    spelled = scenario_of(
        tmp_path, f"world: {{kind: tiny}}\npolicy: {{{', '.join(f'{k}: {v}' for k, v in policy().items())}}}\n"
    )
    found = resolve(spelled, tiny)
    assert len(found.records) == 1 and not found.of_county.any() and not found.of_prefecture.any()


@pytest.mark.parametrize(
    ("where", "whole"),
    [("{prefectures: [1]}", [False, True]), ("{counties: [0]}", [False, False]), ("{share: 1}", [True, True])],
)
def test_a_prefecture_goes_by_a_reform_of_all_its_counties(
    tmp_path: Path, tiny: State, where: str, whole: list[bool]
) -> None:
    found = resolve(
        scenario_of(
            tmp_path,
            f"world: {{kind: tiny}}\nreforms: [{{from: 2003-02, where: {where}, policy: {{special_need_share: 0}}}}]\n",
        ),
        tiny,
    )
    assert (found.records[found.of_prefecture[-1]]["special_need_share"] == 0).tolist() == whole


@settings(max_examples=40, deadline=None)
@given(
    key=st.integers(0, 2**32 - 1),
    small=st.floats(0.05, 1.0),
    large=st.floats(0.05, 1.0),
    by=st.sampled_from(["county", "prefecture"]),
)
def test_a_larger_share_keeps_the_places_of_a_smaller(key: int, small: float, large: float, by: str) -> None:
    world = build(WorldSpec("province", prefectures=20, counties=60), (2003, 1), behaviour())
    small, large = sorted((small, large))
    a = covered(Where(share=small, drawn_by=by, draw_key=key), world, [])
    b = covered(Where(share=large, drawn_by=by, draw_key=key), world, [])
    assert not (a & ~b).any()
    prefecture = world.counties["prefecture"]
    if by == "county":
        assert a.sum() == int(np.floor(small * 60 + 0.5))
    else:
        assert np.unique(prefecture[a]).size == int(np.floor(small * 20 + 0.5))
        assert not np.intersect1d(prefecture[a], prefecture[~a]).size


def test_other_keys_draw_other_places_and_each_place_equally_often(tiny: State) -> None:
    drawn = np.array([covered(Where(share=0.5, draw_key=key), tiny, []) for key in range(400)])
    assert (drawn.sum(axis=1) == 6).all()
    # Binomial(400, 1/2) has a standard deviation of 10; five of them are passed once in 100,000 keys.
    assert np.abs(drawn.sum(axis=0) - 200).max() < 50


def test_a_share_is_drawn_among_the_places_that_meet_the_other_conditions(tiny: State) -> None:
    poor = covered(Where(development_third=0), tiny, [])
    pilot = covered(Where(development_third=0, share=0.5, draw_key=3), tiny, [])
    assert poor.sum() == 4 and pilot.sum() == 2 and not (pilot & ~poor).any()


def test_places_that_do_not_exist_are_told(tiny: State) -> None:
    known = places(WorldSpec("tiny"))
    for where, key in [
        (Where(prefectures=(2,)), "scenario.no_such_number"),
        (Where(prefectures=(-1,)), "scenario.no_such_number"),
        (Where(counties=("County 9-99",)), "scenario.unknown_place_near"),
        (Where(provinces=("xyz",)), "scenario.unknown_place"),
    ]:
        with pytest.raises(UserError) as caught:
            covered(where, tiny, known)
        assert caught.value.key == key


def test_dates() -> None:
    assert Date(2003, 1).after(13) == Date(2004, 2)
    assert Date(2003, 1).after(-1) == Date(2002, 12)
    assert Date(2004, 2).months_since(Date(2003, 1)) == 13
    assert str(Date(2006, 8)) == "2006-08"
