"""README.md: its commands run, its example is what the program answers, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments import readme_example
from experiments.cli import main
from experiments.headline import DECIMALS, factor
from sim.metrics import METRICS
from tests.laws.reading import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.search(r"```sh\n(.*?)```", TEXT, re.DOTALL).group(1).splitlines()  # type: ignore[union-attr]
EXAMPLE = TEXT.split("<!-- example -->")[1].split("<!-- /example -->")[0]
FEW = {"run": "2", "compare": "2", "flows": "2", "validate": "2"}
"""Replicates of the verbs that simulate many futures; here on the tiny world."""


TOO_LONG = {"calibrate"}
"""Verbs that take minutes at their smallest; `tests/test_calibration.py` runs their parts."""

INQUIRIES = {
    "ask": "--most 40",
    "rank": "--most 20",
    "sensitivity": "--trajectories 2 --base 2 --closely 1 --futures 1",
    "robust": "--worlds 10 --futures 1",
    "search": "--trials 4 --futures 1 --fresh 2",
    "pilot": "",
    "sweep": "",
}
"""What makes an inquiry into the unknown a small one."""


def smaller(command: str, folder: Path) -> list[str]:
    """The arguments of a command of the README, with few futures of a small world and results in `folder`."""
    arguments = [str(folder / word) if word.startswith("out/") else word for word in shlex.split(command)[1:]]
    if arguments[0] in INQUIRIES:
        study = Path(arguments[1])
        shutil.copytree(ROOT / "scenarios", folder / "scenarios")
        text = study.read_text(encoding="utf-8") + "world: {kind: tiny}\nhorizon_years: 4\n"
        if arguments[0] in ("pilot", "sweep"):
            text = re.sub(r"(?m)^replicates: .*$", "replicates: 2", text)
        (folder / study.name).write_text(text, encoding="utf-8")
        return [arguments[0], str(folder / study.name), *arguments[2:], *shlex.split(INQUIRIES[arguments[0]])]
    if arguments[0] not in FEW:
        return arguments
    if "--replicates" in arguments:
        arguments[arguments.index("--replicates") + 1] = FEW[arguments[0]]
    else:
        arguments += ["--replicates", FEW[arguments[0]]]
    return [*arguments, "--world", "tiny"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.split()[1])
def test_the_commands_run(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert command.startswith("renqi ")
    words = command.split()
    verb, last = words[1], words[-1]
    if "out/sweep" in command and verb != "sweep":
        sweep = next(line for line in COMMANDS if line.split()[1] == "sweep")
        assert main(smaller(sweep, tmp_path)) == 0
        capsys.readouterr()
    assert main([*smaller(command, tmp_path), "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert told.out.strip()
    if verb == "sweep":
        assert (tmp_path / last / "runs.parquet").is_file()
    elif "--out" in command:
        page = f"{verb}.html" if verb in INQUIRIES else "report.html"
        assert (tmp_path / last / page).stat().st_size > 100_000


def test_every_verb_is_shown_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help", "--lang", "en"]) == 0
    verbs = set(re.findall(r"^  (\w+)  +\w", capsys.readouterr().out.split("\nOptions")[0], re.MULTILINE))
    assert {command.split()[1] for command in COMMANDS} | TOO_LONG == verbs
    assert set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) >= verbs
    chinese = TEXT.split("## 中文说明")[1]
    assert {verb for verb in verbs if f"`{verb}`" not in chinese} == set()


def test_the_example_is_what_the_program_answers(count: Callable[[int, int], int]) -> None:
    replicates = count(8, readme_example.REPLICATES)
    data = readme_example.example(replicates)
    assert f"{readme_example.REPLICATES} futures\nof {['ten', 'twenty'][data.months // 120 - 1]} years" in TEXT
    told = {}
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in EXAMPLE.splitlines() if "|" in line]
    for key, (_, *values) in zip(readme_example.KEYS, rows[2:], strict=True):
        for name, value in zip(readme_example.NAMES, values, strict=True):
            told[name, key] = float(value) / factor(METRICS[key].unit)
            found = data.estimates[name, key]
            # Fewer futures than the example has: within three times the interval that they leave, and rounding.
            rounding = 0.501 * 10.0 ** -DECIMALS[METRICS[key].unit] / factor(METRICS[key].unit)
            slack = 3.0 * (found.ci_high - found.mean) + rounding
            assert told[name, key] == pytest.approx(found.mean, abs=slack), (key, name)
    assert EXAMPLE.strip() == readme_example.table(told)
    if replicates == readme_example.REPLICATES:
        means = {place: data.estimates[place].mean for place in told}
        assert EXAMPLE.strip() == readme_example.table(means), "write it anew: python -m experiments.readme_example"
    assert all(str(path.relative_to(ROOT)) in TEXT for path in readme_example.FIGURES.values())


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)]+)\)", TEXT)
    assert targets
    for target in targets:
        file, _, heading = target.partition("#")
        assert (ROOT / file).exists(), target
        assert not heading or f"## {heading}\n" in TEXT, target
