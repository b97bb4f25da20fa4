"""Every text in both languages: English without Chinese characters, Chinese with them, the same placeholders."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from string import Formatter

CJK = re.compile(r"[\u3400-\u9fff]")
NAME = "任期"
"""The one Chinese word that may stand in English text: the project's own name."""


def text_violations(en: str, zh: str, where: str) -> list[str]:
    """What is wrong with one pair."""
    wrong = []
    if not en.strip() or not zh.strip():
        wrong.append("one language is empty")
    if CJK.search(en.replace(f"Renqi {NAME}", "")):
        wrong.append(f"Chinese characters in English: {en!r}")
    try:
        words, same = _words(en), _placeholders(en) == _placeholders(zh)
    except ValueError:
        return [f"{where}: unbalanced braces in {en!r} or {zh!r}"]
    if re.search(r"[A-Za-z]{2}", words) and not CJK.search(zh):
        wrong.append(f"no Chinese in the Chinese of {en!r}: {zh!r}")
    if not same:
        wrong.append(f"{en!r} and {zh!r} have different placeholders")
    return [f"{where}: {sentence}" for sentence in wrong]


def _placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def _words(text: str) -> str:
    return "".join(literal for literal, _, _, _ in Formatter().parse(text))


def written_pairs(source: str, file: str) -> Iterator[tuple[str, str, str]]:
    """(English, Chinese, file:line) of every `Text(...)` written out in a source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            values = [*node.args, *(k.value for k in node.keywords)]
            if len(values) == 2 and all(isinstance(v, ast.Constant) for v in values):
                yield str(values[0].value), str(values[1].value), f"{file}:{node.lineno}"  # type: ignore[attr-defined]


def asked_keys(source: str, file: str) -> Iterator[tuple[str, str]]:
    """(key, file:line) of every text that a source asks for by a key written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "UserError"}:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, f"{file}:{node.lineno}"
