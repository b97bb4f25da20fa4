"""`renqi doctor`: what it finds where all is well, and where it is not."""

from __future__ import annotations

import pytest

from experiments import doctor
from experiments.cli import main
from sim import streams
from sim.engines import cache, luck
from sim.engines.agents import model as agents
from sim.ledger import Ledger
from sim.texts import LANGUAGES, say


def wrong(language: str = "en") -> list[doctor.Finding]:
    """What is not as it should be."""
    return [finding for finding in doctor.examine(language) if not finding.fine]


@pytest.fixture(autouse=True)
def _few_months(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.engines_differ, "__defaults__", (12,))


@pytest.mark.tiny
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_installation_is_found_sound(language: str) -> None:
    found = doctor.examine(language)
    assert [finding.what for finding in found if not finding.fine] == []
    assert say("doctor.engines", language) in {finding.what for finding in found}
    versions = next(f.found for f in found if f.what == say("doctor.versions", language))
    assert "python 3." in versions and "numpy" in versions


@pytest.mark.tiny
def test_a_draw_that_compiled_code_answers_otherwise_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def off_for_odd_months(*where: int) -> tuple[float, float, float, float]:
        drawn = streams.draws(*where)
        return (drawn[0] + 2**-40, *drawn[1:]) if where[3] % 2 else drawn

    monkeypatch.setattr(luck, "draws", off_for_odd_months)
    (finding,) = [f for f in wrong() if f.what == say("doctor.cube", "en")]
    named = dict(part.rsplit(" ", 1) for part in finding.found.split(": ")[-1].split(", "))
    month = next(int(value) for name, value in named.items() if name.endswith("month"))
    assert month % 2 == 1 and {"seed", "whom"} <= {name.split()[-1] for name in named}


@pytest.mark.tiny
def test_a_generator_that_fails_the_known_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "philox", lambda *_: (0, 0, 0, 0))
    (finding,) = [f for f in wrong() if f.what == say("doctor.cube", "en")]
    assert finding.found == say("doctor.cube_wrong", "en")


def _one_spell_dropped(*arguments: object) -> Ledger:
    ledger = _true_advance(*arguments)  # type: ignore[arg-type]
    tables = {**ledger.tables, "spells": ledger["spells"][1:]}
    return Ledger(tables, ledger.first_month, ledger.last_month)


_true_advance = agents.advance


@pytest.mark.tiny
@pytest.mark.parametrize("language", LANGUAGES)
def test_engines_that_differ_are_a_finding_with_the_first_row(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(agents, "advance", _one_spell_dropped)
    (finding,) = wrong(language)
    assert finding.what == say("doctor.engines", language)
    assert "spells, row 0: " in finding.found
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["doctor", "--quiet", "--lang", language]) == 1
    assert say("cli.doctor.wrong", language) in capsys.readouterr().out


@pytest.mark.tiny
def test_a_temporary_cache_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENQI_CACHE", "somewhere/else")
    assert cache.root().name == "else"
    found = next(f for f in doctor.examine("en") if f.what == say("doctor.cache", "en"))
    assert found.fine and found.found == say("doctor.temporary", "en", folder=cache.fingerprint())


@pytest.mark.tiny
def test_quiet_says_nothing_where_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
