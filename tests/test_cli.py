"""The command line: what it prints, in which language, with which exit code, and how fast."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from experiments.cli import main
from experiments.cli.options import How
from experiments.cli.schema import schema_in
from experiments.scenario_guide import guide, scenarios_folder
from sim.behaviour import PARAMETERS
from sim.policy import LEVERS
from sim.texts import LANGUAGES, say
from sim.texts.catalogue import CATALOGUE
from sim.texts.user_error import UserError
from sim.yamlfile import read_yaml

ROOT = Path(__file__).parents[1]
SCENARIOS = scenarios_folder()
VERBS = ("check", "levers", "schema", "run", "compare", "flows", "doctor")
HEAVY = ("numpy", "numba", "polars", "mesa", "plotly", "rich", "sim.policy")


def called(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "experiments.cli", *arguments]
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


def chinese(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_pages_speak_both_languages(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {}
    for language in LANGUAGES:
        assert main([*verb.split(), "--help", "--lang", language]) == 0
        pages[language] = capsys.readouterr().out
    assert chinese(pages["en"].replace("任期", "")) == 0
    assert chinese(pages["zh"]) > 20
    for english in ("Usage", "Options", "Arguments", "default", "Show"):
        assert english not in pages["zh"]
    for page in pages.values():
        assert all(len(line) <= 100 for line in page.splitlines())


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """How quick it is for it, `benchmarks` measures."""
    assert called(*arguments).returncode == 0
    loaded = f"import sys; from experiments.cli import main; main({arguments}); print({{*{HEAVY}}} & {{*sys.modules}})"
    shown = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert shown.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("arguments", [["check", "scenarios/baseline.yaml"], ["levers"], ["schema"]])
def test_reading_verbs_run_without_numba(arguments: list[str]) -> None:
    loaded = f"import sys; from experiments.cli import main; main({arguments}); sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, timeout=60).returncode == 0


def test_check_says_that_files_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(SCENARIOS / "mandatory_full_term.yaml")
    assert main(["check", path, "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{path}: fine (A full term for nearly everyone; 4 levers, 0 reforms)\n"


def test_check_refuses_what_a_run_would_refuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "tests" / "broken" / "no_county_fits.yaml"), "--lang", "en"]) == 2
    assert "fit no county of this world" in capsys.readouterr().err


def test_only_what_shares_a_window_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(SCENARIOS / "baseline.yaml"), str(SCENARIOS / "practice_2013.yaml")]
    assert main(["compare", *files, "--replicates", "1", "--world", "tiny", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("`practice_2013` has another world, start or horizon than `baseline`:")


@pytest.mark.parametrize("language", LANGUAGES)
def test_ctrl_c_is_told(language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.scenario.read_scenario", stopped)
    assert main(["check", "a.yaml", "--lang", language]) == 130
    assert capsys.readouterr() == ("", say("cli.stopped", language) + "\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["levers"], ["check", "scenarios/baseline.yaml"]])
def test_an_output_that_takes_no_more_is_told(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "experiments.cli", *arguments, "--lang", "en"]
        told = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert told.returncode == 2
    assert told.stderr == "the system refuses to read or write: No space left on device\n"


@pytest.mark.parametrize("arguments", [["schema"], ["levers", "--json"]])
def test_a_reader_that_has_gone_is_no_failure(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "experiments.cli", *arguments]
    told = subprocess.run(command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(write)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_in_a_file_is_one_sentence_within_a_second(language: str) -> None:
    path = Path("tests/broken/lever_unknown.yaml")
    expected = dict(line[2:].split(": ", 1) for line in (ROOT / path).read_text(encoding="utf-8").splitlines()[:2])
    answer = called("check", str(path), LC_ALL={"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}[language])
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"tests/broken/{expected[language]}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("chek", "there is no command `chek`: did you mean `check`?"),
        ("xyzzy", "there is no command `xyzzy`: see `renqi --help`"),
        ("check", "FILE is missing: see `renqi check --help`"),
        ("check nowhere.yaml", "there is no file `nowhere.yaml`: check the name"),
        ("check .", "`.` is not an ordinary file: name a file"),
        ("levers --jsn", "there is no option --jsn: did you mean --json?"),
        ("schema --verbose", "there is no option --verbose: see `renqi schema --help`"),
        ("levers more", "the command is not understood: see `renqi levers --help`"),
        ("compare a.yaml", "SCENARIO is missing: see `renqi compare --help`"),
        (
            "compare a.yaml b.yaml --replicates many",
            "the value of --replicates is not understood: see `renqi compare --help`",
        ),
        ("compare a.yaml b.yaml --replicates 0", "--replicates must be from 1 to 100000, not 0"),
        ("compare a.yaml b.yaml --seed -1", "--seed must be from 0 to 4294967295, not -1"),
        ("compare a.yaml b.yaml --threads 0", "--threads must be from 1 to 1024, not 0"),
        ("compare a.yaml b.yaml --engine fast", "--engine must be one of compiled, agents, not `fast`"),
        ("compare a.yaml b.yaml --world moon", "--world must be one of tiny, province, national, not `moon`"),
        ("run a.yaml --replicates", "the value of --replicates is not understood: see `renqi run --help`"),
        ("run --out", "the value of --out is not understood: see `renqi run --help`"),
        ("levers --json=3", "the value of --json is not understood: see `renqi levers --help`"),
        ("run a.yaml --rep 3", "there is no option --rep: did you mean --replicates?"),
        ("compare a.yaml ./a.yaml", "a.yaml is named twice: name each scenario once"),
        ("run a.yaml --replicates -3", "--replicates must be from 1 to 100000, not -3"),
        (
            "check \udce6\udc96\udcb9.yaml",
            "`方.yaml` is not read as UTF-8: rename it, or set PYTHONUTF8=1 if this terminal has another encoding",
        ),
        ("levers --lang fr", "--lang must be en or zh, not `fr`"),
        ("levers --lang", "--lang must be en or zh, not ``"),
    ],
)
def test_a_mistake_in_the_command_is_one_sentence(
    arguments: str, sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert main(arguments.split()) == 2
    assert capsys.readouterr() == ("", sentence + "\n")
    if "--lang" not in arguments:
        assert main([*arguments.split(), "--lang=zh"]) == 2
        assert chinese(capsys.readouterr().err) > 3


def test_a_folder_that_cannot_be_written_is_told_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError) as caught:
        How(out=tmp_path / "file" / "out").folder()
    assert caught.value.key == "file.cannot_write"
    made = How(out=tmp_path / "a" / "b").folder()
    assert made is not None and list(made.iterdir()) == []


def test_another_world_may_be_asked_for() -> None:
    (scenario,) = How(world="tiny").scenarios([SCENARIOS / "baseline.yaml"])
    assert scenario.world.kind == "tiny"


@pytest.mark.parametrize("language", LANGUAGES)
def test_levers_lists_every_lever(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levers", "--lang", language]) == 0
    table = capsys.readouterr().out
    assert main(["levers", "--json", "--lang", language]) == 0
    records = json.loads(capsys.readouterr().out)
    assert [record["name"] for record in records] == list(LEVERS)
    for record in records:
        lever = LEVERS[record["name"]]
        assert record["name"] in table
        assert record["meaning"] == lever.meaning.in_language(language)
        assert (record["low"], record["high"], record["default"]) == (lever.low, lever.high, lever.default)


def test_levers_and_parameters_are_described_in_the_language_of_the_reader() -> None:
    for described in (schema_in("zh")["properties"][part]["properties"] for part in ("policy", "behaviour")):
        for name, one in described.items():
            words = one["description"]
            assert chinese(words.split("取值范围")[0]), f"{name} is not described in Chinese: {words}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_takes_what_the_reader_takes(language: str) -> None:
    schema = schema_in(language)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in SCENARIOS.glob("*.yaml"):
        validator.validate(read_yaml(path)[0].plain())
    full = {
        "format": 1, "title": {"en": "a", "zh": "甲"}, "question": {"en": "b", "zh": "乙"}, "start": "2003-01",
        "world": {"kind": "tiny"}, "policy": {"minimum_tenure_scope": "promotion", "special_need_share": 0.5},
        "reforms": [{"from": "2004-01", "policy": {}, "where": {"share": 0.3, "counties": [1, "x"]}, "reference": "r"}],
    }  # fmt: skip
    validator.validate(full)
    for wrong in (
        {"policy": {"special_need_share": 1.5}}, {"policy": {"no_lever": 1}}, {"start": "2003-13"}, {"world": None},
        {"burn_in": "none"}, {"format": 2}, {"unknown": 1}, {"policy": {"minimum_tenure_scope": "all"}},
    ):  # fmt: skip
        assert not validator.is_valid({**full, **wrong}), wrong
    for section in (schema, *schema["$defs"].values()):
        for field in section["properties"].values():
            assert bool(chinese(field["description"])) == (language == "zh")


def test_an_argument_is_called_in_the_language_of_the_reader(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--help", "--lang", "zh"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("用法：renqi compare 基准方案 方案 … [选项]")
    assert main(["compare", "a.yaml", "--lang", "zh"]) == 2
    wrong = capsys.readouterr().err
    assert "缺少“方案”" in wrong
    assert not any(word in page + wrong for word in ("SCENARIO", "BASE"))


def test_every_unit_has_a_name_in_both_languages() -> None:
    assert {f"unit.{one.unit}" for one in LEVERS.values()} <= set(CATALOGUE)
    assert all(one.unit for one in (*LEVERS.values(), *PARAMETERS.values()))


@pytest.mark.parametrize(
    "key", [key for key in CATALOGUE if key.split(".")[0] in ("cli", "scenario", "yaml", "file", "schema")]
)
def test_both_languages_of_a_text_have_the_same_blanks(key: str) -> None:
    from string import Formatter

    blanks = [
        sorted(name for _, name, _, _ in Formatter().parse(text) if name)
        for text in (CATALOGUE[key].en, CATALOGUE[key].zh)
    ]
    assert blanks[0] == blanks[1]
    assert chinese(CATALOGUE[key].zh) or key == "cli.help.usage"


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m experiments.cli schema | head -1"
    told = {**os.environ, "LC_ALL": "C.UTF-8"}  # bash complains of a locale that the machine lacks
    shown = subprocess.run(["bash", "-c", command], cwd=ROOT, env=told, capture_output=True, text=True, timeout=60)
    assert (shown.stdout, shown.stderr) == ("{\n", "")


def test_the_guide_to_the_scenarios_is_current() -> None:
    assert (SCENARIOS / "README.md").read_text(encoding="utf-8") == guide(SCENARIOS), (
        "run python -m experiments.scenario_guide"
    )


def test_a_terminal_without_chinese_characters_is_no_error() -> None:
    shown = called("check", "scenarios/baseline.yaml", "--lang", "zh", PYTHONIOENCODING="ascii")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("scenarios/baseline.yaml?")
