"""Law 2: no number but 0 and 1 and no arithmetic on floats in an engine, nor in what both engines share."""

from __future__ import annotations

import ast

import pytest

from sim.behaviour import PARAMETERS
from sim.ledger import TABLES
from sim.policy import LEVERS
from sim.state import STATE_FIELDS
from sim.tally import CONTEST
from tests.laws.engine_check import engine_violations, functions_with_float_results
from tests.laws.reading import no, returns_float, rules, sources

_FIELDS = [field for table in (*STATE_FIELDS.values(), *TABLES.values(), CONTEST) for field in table]
_INTEGERS = {field.name for field in _FIELDS if field.kind == "i8"}
ATTRIBUTES = ({field.name for field in _FIELDS if field.kind == "f8"} | {*LEVERS, *PARAMETERS}) - _INTEGERS
WORKSHOP = "sim/engines/cache.py"
"""Where kernels are kept: files and hashes, no part of a month."""
ENGINES = {file: text for file, text in sources("sim/engines/**/*.py").items() if file != WORKSHOP}
SHARED = {file: text for file, text in sources("sim/*.py").items() if "\n@procedure" in text}
"""What both engines have in common beside the rules: procedures that fill a record."""
_RULES = {f.name for text in sources("sim/**/*.py").values() for f in rules(ast.parse(text)) if returns_float(f)}
FLOAT_CALLS = functions_with_float_results([*ENGINES.values(), *SHARED.values()], ATTRIBUTES, _RULES)


def _marks(file: str) -> tuple[str, ...]:
    # Around the kernels stands what prepares them: numba's cache and buffers. Kernels can call nothing of it.
    if file.startswith("sim/engines/compiled/"):
        return ("kernel", "door")
    return ("procedure",) if file in SHARED else ()


@pytest.mark.parametrize("file", [*ENGINES, *SHARED])
def test_engines_do_not_reckon(file: str) -> None:
    text = ENGINES.get(file) or SHARED.get(file) or ""
    no(engine_violations(text, file, ATTRIBUTES, FLOAT_CALLS, _marks(file)))


def test_there_is_something_to_check() -> None:
    kernels = [text for file, text in ENGINES.items() if _marks(file) and "@kernel" in text]
    assert len(kernels) >= 5 and len(SHARED) >= 2
    assert any(file.startswith("sim/engines/agents/") for file in ENGINES)
    assert {"growth", "minimum_tenure_months", "weight_performance", "performance_mean"} <= ATTRIBUTES
    assert "since_month" not in ATTRIBUTES


PLANTED = [
    ("x = 2", "holds the number 2"),
    ("x = 0.5", "holds the number 0.5"),
    ("x = -2", "holds the number 2"),
    ("x = month / other", "divides"),
    ("x = month ** other", "raises to a power"),
    ("x /= month", "divides"),
    ("x = cadre.morale + month", "reckons with a float: cadre.morale + month"),
    ("x = policy.some_share * month", "reckons with a float: policy.some_share * month"),
    ("x = hazard(month) - month", "reckons with a float: hazard(month) - month"),
    ("x = clock.hazard(month)\n    y = x * month", "reckons with a float: x * month"),
    ("a, b = draws(month)\n    y = a - b", "reckons with a float: a - b"),
    ("cadre.morale += month", "reckons with a float: cadre.morale += month"),
    ("x = math.exp(month)", "calls math.exp"),
    ("x = np.sum(month)", "calls np.sum"),
    ("x = cadres.morale.mean()", "calls cadres.morale.mean"),
    ("x = sum(month)", "calls sum"),
]


@pytest.mark.parametrize(("body", "sentence"), PLANTED)
def test_a_planted_fault_is_found(body: str, sentence: str) -> None:
    source = f"@kernel\ndef planted(cadre, policy, month, other):\n    {body}\n"
    found = engine_violations(source, "p.py", {"morale", "some_share"}, {"hazard", "draws"}, ("kernel", "door"))
    assert any(v.startswith("p.py:") and v.endswith(f"planted {sentence}") for v in found), found


def test_what_an_engine_may_do_is_not_found() -> None:
    source = (
        "def allowed(run, cadre, month):\n"
        "    tenure = month - cadre.since_month + 1\n"
        "    cadre.morale = next_morale(cadre.morale, tenure)\n"
        "    if hazard(tenure) > cadre.morale and run.posts[tenure].kind != -1:\n"
        "        cadre.morale = -cadre.morale\n"
    )
    assert engine_violations(source, "p.py", {"morale"}, {"hazard", "next_morale"}) == []


def test_a_float_is_followed_through_a_function_of_the_engine() -> None:
    engine = "def score_of(run, post):\n    return general_score(run.cadres[post].morale)\n"
    assert functions_with_float_results([engine], (), {"general_score"}) == {"general_score", "score_of"}
