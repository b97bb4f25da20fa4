"""docs/odd.md: its tables are current; its prose names only what exists, and tells only numbers that are in them."""

from __future__ import annotations

import ast
import re

import pytest

from experiments.odd_tables import (
    BLOCKS,
    DECIDES,
    PAGE,
    begins,
    draws_table,
    ends,
    mechanism_tables,
    prose,
    with_tables,
)
from sim.behaviour import PARAMETERS
from sim.ledger import TABLES
from sim.mechanisms import contest, planned_moves
from sim.metrics import METRICS
from sim.policy import LEVERS
from sim.registry import MECHANISMS
from sim.rule import RULES
from sim.schedule import MONTH
from sim.state import STATE_FIELDS
from sim.vocabulary import Decision
from tests.laws.reading import ROOT, no, sources

TEXT = (ROOT / PAGE).read_text(encoding="utf-8")
PROSE = prose(TEXT)
ELEMENTS = (
    "Purpose and patterns",
    "Entities, state variables and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialisation",
    "Input data",
    "Submodels",
)
OUTSIDE = {"code type", "python -m experiments.odd_tables", "facts/README.md", "design/model.md", "design/choice.md"}
"""Set in code type and neither a file of the project nor a declared name."""
YEARS = range(1960, 2031)
NUMBER = re.compile(r"(?<![\w.])\.?\d[\d,]*(?:\.\d+)?")


def test_the_tables_are_current() -> None:
    assert with_tables(TEXT) == TEXT, "write them anew: python -m experiments.odd_tables"


def test_a_stale_number_and_a_lost_marker_are_found() -> None:
    stale = TEXT.replace("| `weight_performance` |", "| `weight_of_performance` |")
    assert stale != TEXT and with_tables(stale) == TEXT
    with pytest.raises(ValueError, match="two markers of 'schedule'"):
        with_tables(TEXT.replace(ends("schedule"), ""))


def test_the_seven_elements_stand_in_order() -> None:
    numbered = re.findall(r"^## (\d) (.*)$", PROSE, re.MULTILINE)
    assert numbered[: len(ELEMENTS)] == [(str(n), name) for n, name in enumerate(ELEMENTS, start=1)]


def test_every_mechanism_has_its_section() -> None:
    headings = re.findall(r"^### 7\.(\d+) .*\(`(sim/mechanisms/\w+\.py)`.*\)$", PROSE, re.MULTILINE)
    names = [module.__name__.replace(".", "/") + ".py" for module in MECHANISMS]
    assert headings == [(str(n), name) for n, name in enumerate(names, start=1)]
    for section, name in zip(TEXT.split("\n### 7.")[1:], names, strict=True):
        assert begins(name.split("/")[-1].removesuffix(".py")) in section


def known_names() -> set[str]:
    fields = {f.name for fields in [*STATE_FIELDS.values(), *TABLES.values()] for f in fields}
    positions = {name for lever in LEVERS.values() for name in lever.positions}
    rules = {name.rsplit(".", 1)[1] for name in RULES}
    return {*LEVERS, *PARAMETERS, *METRICS, *BLOCKS, *fields, *positions, *rules, *(phase.name for phase in MONTH)}


def unknown_names(text: str) -> list[str]:
    """What `text` sets in code type that is no file and no declared name."""
    quoted = {name for line in text.splitlines() for name in re.findall(r"`([^`]+)`", line)}
    return sorted(q for q in quoted - OUTSIDE - known_names() if not (ROOT / q).exists())


def test_the_prose_names_what_exists() -> None:
    no([f"{PAGE}: {name} does not exist" for name in unknown_names(PROSE)])
    assert unknown_names("the rule `stay_wurth` and `sim/rule.py`") == ["stay_wurth"]


def untold_numbers(text: str, told: str) -> list[str]:
    """Numbers of `text` that are neither in `told` nor years; tables, headings and references of the text are cited."""
    known = {number_of(n) for n in NUMBER.findall(told)}
    found = []
    for line in text.split("## References")[0].splitlines():
        if not line.startswith(("|", "#")):
            plain = re.sub(r"\(7\.\d+\)|1999—2012", "", line)
            found += [n for n in NUMBER.findall(plain) if number_of(n) not in known and number_of(n) not in YEARS]
    return found


def number_of(written: str) -> float:
    return float(written.replace(",", ""))


def test_the_prose_tells_no_number_of_its_own() -> None:
    generated = TEXT
    for line in PROSE.splitlines():
        generated = generated.replace(f"{line}\n", "\n")
    assert "| 59 |" in generated and "## 1 Purpose" not in generated
    no([f"{PAGE}: {number} stands in no table" for number in untold_numbers(PROSE, generated)])
    assert untold_numbers("in 2014, 0.25 and .4137 of them", "a 0.25") == [".4137"]


def test_every_question_to_the_cube_is_in_the_table() -> None:
    assert set(DECIDES) == set(Decision)
    asked = set()
    for text in sources("sim/*.py", "sim/engines/compiled/*.py").values():
        asked |= set(re.findall(r"\bDecision\.([A-Z_]+)", text))
    rows = [line.removeprefix("| ").split(" | ") for line in draws_table().splitlines()[2:]]
    named = [row for row in rows if row[1]]
    assert [row[1] for row in named] == [decision.name for decision in Decision]
    assert {row[1] for row in named if row[3]} == asked


def test_numbers_written_in_rules_are_told() -> None:
    rows = [*mechanism_tables(planned_moves).splitlines(), *mechanism_tables(contest).splitlines()]
    last = {row.split("`")[1]: row.removesuffix(" |").split("| ")[-1] for row in rows if row.startswith("| `")}
    assert last["planned_move_hazard"] == "59"
    # A year in post and three at the rank: twelve is habitual. Codes of posts are no numbers of the model.
    assert last["may_rise"] == "36"
    assert last["changes_rank"] == ""


def readers(field: str) -> list[str]:
    """Files of the model that read this field of a record."""
    found = []
    for file, text in sources("sim/**/*.py").items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Attribute) and node.attr == field and isinstance(node.ctx, ast.Load):
                found.append(file)
    return found


def test_what_is_called_unread_is_unread() -> None:
    assert "(`education`)" in PROSE and "(`training_months`)" in PROSE
    # persons.education is the rule that draws it; months of training are read only to add to them.
    assert set(readers("education")) <= {"sim/people.py"}
    assert all(file.endswith("/learning.py") for file in readers("training_months"))
    assert readers("integrity")
