"""Behaviours by name and from files; what scenarios carry of them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sim.behaviour import BEHAVIOUR_DTYPE, DECLARED, PARAMETERS, Behaviours, behaviour
from sim.behaviour_file import calibrated, read_behaviours, shipped, shipped_names
from sim.scenario import Scenario
from sim.texts import Text
from sim.texts.user_error import UserError

NAME = next(iter(PARAMETERS))
P = PARAMETERS[NAME]
MIDDLE = (P.low + P.high) / 2


def scenario(**fields: object) -> Scenario:
    return Scenario(title=Text("a", "甲"), question=Text("b", "乙"), **fields)  # type: ignore[arg-type]


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_calibrated_set_is_the_default_everywhere() -> None:
    assert scenario().behaviours == calibrated()
    assert not calibrated().is_ensemble
    assert shipped_names()[0] == "calibrated"
    expected = behaviour(**calibrated().sets[0])
    assert scenario().parameters(7).tobytes() == expected.tobytes()


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_behaviour_is_legal_and_found_by_name(name: str) -> None:
    found = read_behaviours(name)
    assert found.name == name
    assert all(set(one) <= set(PARAMETERS) for one in found.sets)
    assert found.structural or all(behaviour(**one).dtype == BEHAVIOUR_DTYPE for one in found.sets)
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_file_is_laid_over_the_calibrated_set_and_a_scenario_over_both(tmp_path: Path) -> None:
    text = f"format: 1\ntitle: {{en: mine, zh: 自设}}\nbehaviour: {{{NAME}: {P.high}}}\n"
    found = read_behaviours(written(tmp_path, "mine.yaml", text))
    assert (found.name, found.title) == ("mine", Text("mine", "自设"))
    assert found.sets == ({**calibrated().sets[0], NAME: P.high},)
    one = scenario(behaviours=found, behaviour={NAME: P.low})
    assert one.parameters(0)[NAME][0] == P.low
    assert scenario(behaviours=found).parameters(0)[NAME][0] == P.high


def test_replicates_take_turns_with_the_sets_of_an_ensemble(tmp_path: Path) -> None:
    found = read_behaviours(written(tmp_path, "some.csv", f"{NAME}\n{P.low}\n{MIDDLE}\n{P.high}\n"))
    assert found.is_ensemble
    assert [scenario(behaviours=found).parameters(r)[NAME][0] for r in (0, 1, 2, 3, 7)] == [
        P.low, MIDDLE, P.high, P.low, MIDDLE,
    ]  # fmt: skip


def test_a_resolved_scenario_carries_every_parameter(tmp_path: Path) -> None:
    plain = scenario(behaviour={NAME: P.high}).resolved()["behaviour"]
    assert set(plain) == set(PARAMETERS)
    assert plain[NAME] == P.high
    some = read_behaviours(written(tmp_path, "some.csv", f"{NAME}\n{P.low}\n{P.high}\n"))
    other = read_behaviours(written(tmp_path, "other.csv", f"{NAME}\n{P.low}\n{MIDDLE}\n"))
    assert scenario(behaviours=some).resolved()["behaviour"] == {"sets": 2, "sha256": some.fingerprint}
    assert scenario(behaviours=some).resolved(3)["behaviour"][NAME] == P.high
    assert scenario(behaviours=some).burn_in_identity != scenario(behaviours=other).burn_in_identity
    higher = scenario(behaviours=DECLARED, behaviour={NAME: P.high})
    assert scenario().burn_in_identity != higher.burn_in_identity


def test_only_a_shipped_alternative_may_leave_the_ranges(tmp_path: Path) -> None:
    free = Behaviours("free", Text("a", "甲"), ({NAME: P.high + 1.0},), structural=True)
    assert scenario(behaviours=free).parameters(0)[NAME][0] == P.high + 1.0
    assert shipped("no_connections").structural and not calibrated().structural
    text = "format: 1\ntitle: {en: a, zh: 甲}\nstructural: true\nbehaviour: {}\n"
    with pytest.raises(UserError) as told:
        read_behaviours(written(tmp_path, "mine.yaml", text))
    assert told.value.key.startswith("scenario.unknown_key")


def test_no_set_is_no_behaviour() -> None:
    with pytest.raises(ValueError, match="nobody: no set of parameters"):
        Behaviours("nobody", Text("a", "甲"), ())


@pytest.mark.parametrize(
    ("name", "text", "key", "place"),
    [
        ("a.csv", "zzz\n1\n", "scenario.unknown_parameter", ":1:1"),
        ("a.csv", f"{NAME},{NAME}\n1,1\n", "yaml.twice", ":1:2"),
        ("a.csv", f"{NAME}\n", "behaviour.no_sets", ":1:1"),
        ("a.csv", f"{NAME}\n{P.low},2\n", "behaviour.fields", ":2:1"),
        ("a.csv", f"{NAME}\n{P.low}\nmuch\n", "scenario.not_number", ":3:1"),
        ("a.csv", f"{NAME}\n{P.high + 1}\n", "scenario.range", ":2:1"),
        ("a.csv", f"{NAME}\nnan\n", "scenario.range", ":2:1"),
        ("a.yaml", "- 1\n", "behaviour.not_behaviour", ":1:1"),
        ("a.yaml", "format: 2\n", "scenario.format", ":1:9"),
        ("a.yaml", "format: 1\nbehaviour: {}\n", "scenario.missing", ":1:1"),
        ("a.yaml", "format: 1\ntitle: {en: a, zh: 甲}\nbehaviors: {}\n", "scenario.unknown_key_near", ":3:1"),
        ("a.yaml", f"format: 1\ntitle: {{en: a, zh: 甲}}\nbehaviour: {{{NAME}: 1e9}}\n", "scenario.range", ":3:"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, name: str, text: str, key: str, place: str) -> None:
    with pytest.raises(UserError) as told:
        read_behaviours(written(tmp_path, name, text))
    assert told.value.key == key
    assert place in str(told.value.where)
    assert told.value.sentence("en") != told.value.sentence("zh")


@pytest.mark.parametrize(
    ("asked", "key"), [("calibrate", "behaviour.unknown_near"), ("xx", "behaviour.unknown"), ("x.csv", "file.missing")]
)
def test_an_unknown_name_is_told(asked: str, key: str) -> None:
    with pytest.raises(UserError) as told:
        read_behaviours(asked)
    assert told.value.key == key


def test_a_table_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(9 * 1024 * 1024)
    with pytest.raises(UserError) as told:
        read_behaviours(str(path))
    assert told.value.key == "behaviour.too_big"


def test_shipped_behaviours_are_read_once() -> None:
    assert shipped("calibrated") is calibrated()
