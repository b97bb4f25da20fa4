"""The Python interface as the examples in docs/examples show it."""

from __future__ import annotations

import importlib
import runpy

import pytest

from sim.streams import Key
from tests.engines.tools import scenario
from tests.laws.reading import ROOT

EXAMPLES = ROOT / "docs" / "examples"


def test_comparing_policies(capsys: pytest.CaptureFixture[str]) -> None:
    told = runpy.run_path(str(EXAMPLES / "compare_policies.py"))
    assert told["found"].data.replicates == 4 and told["spells"].height > 400
    assert told["gap"].ci_high < 0.0
    assert told["values"].height == 8
    assert "joint replacements without succession: -0." in capsys.readouterr().out


def test_a_chief_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    told = runpy.run_path(str(EXAMPLES / "own_chief.py"))
    assert told["usual"].first_difference(told["chastened"]) is not None
    assert told["lobbying"]["chastened"] < told["lobbying"]["usual"]
    assert "% of effort on lobbying" in capsys.readouterr().out


def test_every_example_is_tested() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == {"compare_policies.py", "own_chief.py"}


def test_the_door_is_the_same_before_and_after_its_module_is_loaded() -> None:
    one = scenario(horizon_months=12)
    module = importlib.import_module("sim.run")
    from sim import run

    assert run(one, Key(1, 0)) == module.run(one, Key(1, 0))


def test_chiefs_of_ones_own_are_refused_where_they_cannot_live() -> None:
    from sim import run
    from sim.engines.agents.people import Chief

    with pytest.raises(ValueError, match='engine "agents" only'):
        run(scenario(horizon_months=12), chief=Chief)


def test_names_that_are_not_there_are_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'comparison_of'"):
        importlib.import_module("experiments").comparison_of  # noqa: B018
