"""No text without its other language, and no key without a text."""

from __future__ import annotations

import pytest

from sim.policy import LEVERS
from sim.texts.catalogue import CATALOGUE
from sim.texts.sources import CHINESE as SOURCES
from sim.texts.words import WORDS
from sim.vocabulary import Destination, ExitReason, Kind, Source
from tests.laws.reading import no, sources
from tests.laws.text_check import CJK, asked_keys, text_violations, written_pairs

FILES = sources("sim/**/*.py", "experiments/**/*.py")


def test_every_text_of_the_catalogue_is_in_both_languages() -> None:
    no([v for key, text in CATALOGUE.items() for v in text_violations(text.en, text.zh, key)])


def test_every_label_and_meaning_of_a_lever_is_in_both_languages() -> None:
    texts = [(lever.name, text) for lever in LEVERS.values() for text in (lever.label, lever.meaning)]
    no([v for name, text in texts for v in text_violations(text.en, text.zh, name)])


def test_every_named_position_of_a_lever_has_words() -> None:
    keys = {f"position.{lever.name}.{position}" for lever in LEVERS.values() for position in lever.positions}
    assert keys == {key for key in CATALOGUE if key.startswith("position.")}


def test_the_chinese_of_sources_is_of_those_declared() -> None:
    declared = {lever.source for lever in LEVERS.values()}
    no([f"sim/texts/sources.py:1: has a source that nobody declares: {said}" for said in SOURCES.keys() - declared])
    no([f"sim/texts/sources.py:1: has no word for {said}" for said in declared - SOURCES.keys()])
    no([v for en, zh in SOURCES.items() if not CJK.search(en) for v in text_violations(en, zh, "sim/texts/sources.py")])


def test_every_text_written_anywhere_is_in_both_languages() -> None:
    pairs = [pair for file, source in FILES.items() for pair in written_pairs(source, file)]
    assert len(pairs) > 100
    no([v for en, zh, where in pairs for v in text_violations(en, zh, where)])


def test_every_key_asked_for_is_in_the_catalogue() -> None:
    asked = [pair for file, source in FILES.items() for pair in asked_keys(source, file)]
    assert len(asked) > 10
    no([f"{where}: no text has the key {key}" for key, where in asked if key not in CATALOGUE])


@pytest.mark.parametrize("codes", [Kind, ExitReason, Destination, Source])
def test_every_code_has_a_word(codes: type) -> None:
    prefix = {"ExitReason": "exit_reason"}.get(codes.__name__, codes.__name__.lower())
    assert {f"{prefix}.{code.name}" for code in codes} <= set(WORDS)


@pytest.mark.parametrize(
    ("en", "zh", "sentence"),
    [
        ("", "", "one language is empty"),
        ("the term 任期", "任期", "Chinese characters in English: 'the term 任期'"),
        ("a county", "a county", "no Chinese in the Chinese of 'a county': 'a county'"),
        ("{name} is {age}", "{name}的年龄", "'{name} is {age}' and '{name}的年龄' have different placeholders"),
        ("{name", "{name}的", "unbalanced braces in '{name' or '{name}的'"),
    ],
)
def test_a_planted_fault_is_found(en: str, zh: str, sentence: str) -> None:
    assert f"p: {sentence}" in text_violations(en, zh, "p")


def test_what_is_right_is_not_found() -> None:
    assert text_violations("Renqi 任期: {name}, please", "任期：请{name}", "p") == []
    assert text_violations("{n} %", "{n} %", "p") == []


def test_texts_and_keys_are_read_from_a_source() -> None:
    source = 'x = Text("a", "甲")\nsay("some.key", language)\nraise UserError("other.key", None)\n'
    assert list(written_pairs(source, "p.py")) == [("a", "甲", "p.py:1")]
    assert list(asked_keys(source, "p.py")) == [("some.key", "p.py:2"), ("other.key", "p.py:3")]
