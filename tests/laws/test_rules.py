"""Laws 1 and 4: rules are plain arithmetic on what the decider knows."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys

import pytest

from tests.laws.reading import ROOT, functions, marked, module_name, no, returns_float, rules, sources
from tests.laws.rule_check import rule_violations, stranger_violations, unmarked_violations

SIM = sources("sim/**/*.py")
KNOWN = {f.name: returns_float(f) for text in SIM.values() for f in rules(ast.parse(text))}


def _declared(file: str) -> tuple[set[str], set[str]]:
    module = importlib.import_module(module_name(file))
    return {x.name for x in getattr(module, "LEVERS", ())}, {x.name for x in getattr(module, "PARAMETERS", ())}


@pytest.mark.parametrize("file", [file for file, text in SIM.items() if "@rule" in text])
def test_rules_are_plain_arithmetic(file: str) -> None:
    levers, parameters = _declared(file) if "/mechanisms/" in file else (set(), set())
    no(rule_violations(SIM[file], file, KNOWN, levers, parameters))


@pytest.mark.parametrize("file", [file for file in SIM if file.startswith("sim/mechanisms/")])
def test_mechanisms_are_strangers(file: str) -> None:
    no(stranger_violations(SIM[file], file) + unmarked_violations(SIM[file], file))


def test_there_are_rules_to_check() -> None:
    from sim.rule import RULES

    importlib.import_module("sim.registry")
    assert len(KNOWN) >= len({name.rpartition(".")[2] for name in RULES}) > 50


_PROBE = """
import json
import sim.engines.compilation
from sim.rule import PROCEDURES, RULES
print(json.dumps([*RULES, *PROCEDURES]))
"""


def test_every_rule_and_procedure_is_known_to_numba_whatever_is_imported_first() -> None:
    """One declared after the engines made the others known could be compiled only by a process of another order."""
    done = subprocess.run([sys.executable, "-c", _PROBE], cwd=ROOT, capture_output=True, text=True, check=True)
    written = {
        f"{module_name(file)}.{function.name}"
        for file, text in SIM.items()
        for function in functions(ast.parse(text))
        if marked(function, "rule") or marked(function, "procedure")
    }
    assert set(json.loads(done.stdout)) == written


PLANTED = [
    ("return x ** 2.0", "uses **"),
    ("x **= 2.0\n    return x", "uses **"),
    ("return math.pow(x, 2.0)", "calls math.pow"),
    ("return math.gamma(x)", "calls math.gamma"),
    ("return math.hypot(x, x)", "calls math.hypot"),
    ("return round(x)", "calls round"),
    ("return sum((x, x))", "calls sum"),
    ("return np.exp(x)", "calls np.exp"),
    ("return float32(x)", "calls float32"),
    ("return x % 2", "uses % on a float"),
    ("return n // x", "uses // on a float"),
    ("y = n / 12\n    return y % 1", "uses % on a float"),
    ("return logistic(x) // 1", "uses // on a float"),
    ("return max(x, 1.0, 2.0)", "takes the max of 3, not of two"),
    ("return draws(1, 1, 1, 1, 1, 1)[0]", "calls draws, which is no rule that it may call"),
    ("policy.own_share = x\n    return x", "assigns to something it was given"),
    ("policy[0] = x\n    return x", "assigns to something it was given"),
    ("return policy.strange_share", "reads policy.strange_share, which its module does not declare"),
    ("return behaviour.own_share", "reads behaviour.own_share, which its module does not declare"),
    ("return chief.morale", "reads chief.morale"),
    ("while x > 0.0:\n        x = x - 1.0\n    return x", "loops without a bound"),
    ("return max([x, x], 1.0)", "builds a list"),
    ("return n & 1", "uses &"),
    ("return helper(x)", "calls helper, which is no rule that it may call"),
]


def _planted(body: str) -> str:
    head = "from sim.rule import logistic, rule\nfrom sim.streams import draws\n\n\n"
    return f"{head}@rule\ndef planted(x: Real, n: Count, policy: Policy, behaviour: Behaviour) -> float:\n    {body}\n"


@pytest.mark.parametrize(("body", "sentence"), PLANTED)
def test_a_planted_fault_is_found(body: str, sentence: str) -> None:
    found = rule_violations(_planted(body), "planted.py", KNOWN, {"own_share"}, {"own"})
    assert any(v.startswith("planted.py:") and f"the rule planted {sentence}" in v for v in found), found


def test_what_is_allowed_is_not_found() -> None:
    body = (
        "y = max(0.0, min(1.0, x)) * policy.own_share + behaviour.own\n"
        "    if n // 12 > n % 12:\n"
        "        return -math.expm1(-abs(y))\n"
        "    return logistic(y)"
    )
    assert rule_violations(_planted(body), "planted.py", KNOWN, {"own_share"}, {"own"}) == []


def test_an_argument_without_a_kind_is_found() -> None:
    source = "@rule\ndef planted(x):\n    return x\n"
    assert rule_violations(source, "p.py", {}, (), ()) == ["p.py:2: the rule planted does not say of what kind x is"]


def test_a_planted_acquaintance_is_found() -> None:
    assert stranger_violations("from sim.mechanisms.careers import LEVERS\n", "p.py") == [
        "p.py:1: a mechanism imports another, sim.mechanisms.careers"
    ]
    assert unmarked_violations("def f():\n    pass\n", "p.py") == ["p.py:1: f stands in a mechanism and is no rule"]
