"""Law 5: no dead lever, no second home, no number without unit and source."""

from __future__ import annotations

import pytest

from sim.lever import Lever, Parameter, Tier
from sim.registry import MECHANISMS
from sim.texts import Text
from sim.texts.parameters import CHINESE
from tests.laws.lever_check import declaration_violations, stray_violations, unread_violations
from tests.laws.reading import module_name, no, sources

SIM = sources("sim/**/*.py")
FILES = {module.__name__: next(f for f in SIM if module_name(f) == module.__name__) for module in MECHANISMS}
CHINESE_FILE = "sim/texts/parameters.py"
"""The catalogue of parameters in Chinese, by their names; levers carry both languages themselves."""
HOMES = {x.name: FILES[m.__name__] for m in MECHANISMS for x in (*m.LEVERS, *m.PARAMETERS)}


@pytest.mark.parametrize("module", MECHANISMS, ids=lambda m: m.__name__)
def test_every_declaration_is_read_by_a_rule_beneath_it(module: object) -> None:
    file = FILES[module.__name__]
    no(unread_violations(SIM[file], file, module.LEVERS, module.PARAMETERS))


def test_every_declaration_is_named_in_its_own_file_only() -> None:
    no(stray_violations({file: text for file, text in SIM.items() if file != CHINESE_FILE}, HOMES))


def test_the_chinese_of_parameters_is_of_those_declared() -> None:
    declared = {x.name for m in MECHANISMS for x in m.PARAMETERS}
    no([f"{CHINESE_FILE}:1: names {name}, which nobody declares" for name in CHINESE.keys() - declared])
    no([f"{CHINESE_FILE}:1: has no word for {name}" for name in declared - CHINESE.keys()])


@pytest.mark.parametrize("module", MECHANISMS, ids=lambda m: m.__name__)
def test_every_declaration_has_its_unit_and_source(module: object) -> None:
    found = [v for x in (*module.LEVERS, *module.PARAMETERS) for v in declaration_violations(x, FILES[module.__name__])]
    no(found)


def test_no_name_is_declared_twice() -> None:
    names = [x.name for m in MECHANISMS for x in (*m.LEVERS, *m.PARAMETERS)]
    assert sorted(names) == sorted(set(names))


def test_every_mechanism_file_is_registered() -> None:
    files = {f for f in SIM if f.startswith("sim/mechanisms/") and not f.endswith("__init__.py")}
    assert files == set(FILES.values())


def _parameter(name: str = "depth", unit: str = "1", source: str = "assumption", **changes: float) -> Parameter:
    numbers = {"value": 0.5, "low": 0.0, "high": 1.0, **changes}
    return Parameter(name, unit, **numbers, meaning="", tier=Tier.ASSUMED, source=source)


def _lever(name: str, unit: str) -> Lever:
    return Lever(name, unit, 0, 1, 0, Text("a", "甲"), Text("a", "甲"), Tier.ASSUMED, "assumption")


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        (_parameter("wait", "months"), "wait is in months and does not end in _months"),
        (_parameter("wait_months", "years"), "wait_months ends in _months and is in years"),
        (_lever("openness", "share"), "openness is in share and does not end in _share"),
        (_parameter("part_share", "share", high=2.0), "part_share is a share and may leave [0, 1]"),
        (_parameter(source="somebody said so"), "depth has neither a source nor the word assumption"),
        (_parameter(source="Wiebe 2021"), "depth is assumed, and its source does not begin with the word assumption"),
        (_parameter(low=0.5, high=0.5), "depth has no range"),
    ],
)
def test_a_planted_fault_is_found(declared: Lever | Parameter, sentence: str) -> None:
    assert f"p.py:1: {sentence}" in declaration_violations(declared, "p.py")


def test_a_dead_lever_is_found() -> None:
    read = "@rule\ndef f(policy: Policy) -> float:\n    return 1.0 * policy.alive_share\n"
    unmarked = "def g(policy):\n    return policy.dead_share\n"
    levers = [_lever("alive_share", "share"), _lever("dead_share", "share")]
    assert unread_violations(read + unmarked, "p.py", levers, [_parameter()]) == [
        "p.py:1: no rule of this file reads dead_share",
        "p.py:1: no rule of this file reads depth",
    ]


def test_a_second_home_is_found() -> None:
    texts = {
        "home.py": "x = policy.own_share",
        "a.py": "\nx = policy.own_share",
        "b.py": "policy(own_share=1)",
        "c.py": "'own_share'",
    }
    assert stray_violations(texts, {"own_share": "home.py"}) == [
        "a.py:2: names own_share, which home.py declares",
        "b.py:1: names own_share, which home.py declares",
        "c.py:1: names own_share, which home.py declares",
    ]
