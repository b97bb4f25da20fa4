"""Laws 1 and 12: layers, no circle of imports, and help without numba."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.layer_check import contracts, cycle_violations
from tests.laws.reading import ROOT, no, sources

PLANTS = {
    "one run knows nothing of many runs": ("sim/planted_above.py", "import experiments.cli\n"),
    "mechanisms are strangers to each other": ("sim/mechanisms/planted.py", "import sim.mechanisms.careers\n"),
    "the layers of one run": ("sim/texts/planted.py", "import sim.lever\n"),
    "the two engines are strangers to each other": (
        "sim/engines/agents/planted.py",
        "import sim.engines.compiled.advance\n",
    ),
    "metrics read the ledger alone": ("sim/metrics/planted.py", "import sim.engines.compiled\n"),
    "plotly and dash only in figures and dashboard": ("experiments/planted_plot.py", "import plotly.graph_objects\n"),
    "mesa only in the agents' engine": ("sim/planted_mesa.py", "import mesa\n"),
    "YAML only in sim.yamlfile": ("experiments/planted_yaml.py", "from ruamel.yaml import YAML\n"),
    "numba only in the engines and in the arithmetic of the fit": ("sim/planted_numba.py", "import numba\n"),
}
"""Contract → a file that breaks it."""


def test_every_contract_is_kept() -> None:
    verdicts = contracts(ROOT)
    no([f"pyproject.toml:1: broken, {name}; see lint-imports" for name, kept in verdicts.items() if not kept])
    assert set(verdicts) == set(PLANTS)


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    for package in ("sim", "experiments"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, text in PLANTS.values():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    assert contracts(tmp_path) == dict.fromkeys(PLANTS, False)


def test_no_circle_of_imports() -> None:
    no(cycle_violations(sources("sim/**/*.py", "experiments/**/*.py")))


def test_a_planted_circle_is_found() -> None:
    texts = {
        "a/__init__.py": "from a import b\n",
        "a/b.py": "\ndef f():\n    import a.c\n",
        "a/c.py": "from a.b import f\nimport d\n",
        "d.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a.c\n",
    }
    assert cycle_violations(texts) == ["a/b.py:3: imports in a circle: a.b -> a.c -> a.b"]


_PROBE = """
import json, sys
from experiments.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(json.dumps([code or 0, sorted(sys.modules)]), file=sys.stderr)
"""
BASELINE = str(ROOT / "scenarios" / "baseline.yaml")


@pytest.mark.parametrize("arguments", [["--help"], ["check", BASELINE], ["levers"], ["schema"]], ids=lambda a: a[0])
def test_reading_verbs_run_without_numba(arguments: list[str]) -> None:
    command = [sys.executable, "-c", _PROBE, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert not {"numba", "llvmlite", "mesa", "plotly", "dash"} & set(modules)


@pytest.mark.skipif(os.name == "nt", reason="processor time of a child is told on Unix")
def test_help_answers_in_half_a_second() -> None:
    command = [sys.executable, "-c", "from experiments.cli import main; main(['--help'])"]
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    # Processor time, since the machine may be busy with other tests.
    assert min(times) < 0.5
