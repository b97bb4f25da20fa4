"""Law 5: a lever or parameter is declared in one place, used beneath it, named with its unit, and sourced."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping

from sim.lever import Lever, Parameter, Tier
from tests.laws.reading import owner, rules

SUFFIXES = {"months": "_months", "years": "_years", "share": "_share"}
_SOURCE = re.compile(r"assumption|facts/|design/|(?<!\d)(19|20)\d\d(?!\d)")


def unread_violations(source: str, file: str, levers: Iterable[Lever], parameters: Iterable[Parameter]) -> list[str]:
    """Declarations that no rule of their module reads."""
    read = {
        (owner(node), node.attr)
        for rule in rules(ast.parse(source))
        for node in ast.walk(rule)
        if isinstance(node, ast.Attribute)
    }
    wanted = [("policy", x.name) for x in levers] + [("behaviour", x.name) for x in parameters]
    return [f"{file}:1: no rule of this file reads {name}" for kind, name in wanted if (kind, name) not in read]


def names_in(source: str) -> dict[str, int]:
    """Every attribute, keyword and whole text in a source that could name a declaration → the first line it is in."""
    found: dict[str, int] = {}
    for node in ast.walk(ast.parse(source)):
        name = None
        if isinstance(node, ast.Attribute):
            name = node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value
        elif isinstance(node, ast.keyword):
            name = node.arg
        if name:
            found.setdefault(name, getattr(node, "lineno", 1))
    return found


def stray_violations(texts: Mapping[str, str], homes: Mapping[str, str]) -> list[str]:
    """Where a file names a declaration that is not its own. `homes`: name → the file that declares it."""
    return [
        f"{file}:{line}: names {name}, which {homes[name]} declares"
        for file, text in texts.items()
        for name, line in names_in(text).items()
        if name in homes and homes[name] != file
    ]


def declaration_violations(declared: Lever | Parameter, file: str) -> list[str]:
    """What is wrong with one declaration in itself."""
    name, unit = declared.name, declared.unit
    wrong = []
    suffix = SUFFIXES.get(unit)
    # Many parameters are measured as shares and are none: a resting harmony, a standard deviation.
    if suffix and not name.endswith(suffix) and (isinstance(declared, Lever) or unit != "share"):
        wrong.append(f"{name} is in {unit} and does not end in {suffix}")
    for other, ending in SUFFIXES.items():
        if name.endswith(ending) and unit != other:
            wrong.append(f"{name} ends in {ending} and is in {unit}")
    if name.endswith("_share") and not (declared.low >= 0 and declared.high <= 1):
        wrong.append(f"{name} is a share and may leave [0, 1]")
    if not _SOURCE.search(declared.source):
        wrong.append(f"{name} has neither a source nor the word assumption")
    if declared.tier is Tier.ASSUMED and not declared.source.startswith("assumption"):
        wrong.append(f"{name} is assumed, and its source does not begin with the word assumption")
    if not declared.low < declared.high:
        wrong.append(f"{name} has no range")
    return [f"{file}:1: {sentence}" for sentence in wrong]
