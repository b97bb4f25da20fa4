"""Answers of the shipped studies as data and as pages: JSON beside the study, one Markdown page, HTML with figures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

from experiments.figures.answers import figure_of
from experiments.figures.theme import to_html
from experiments.page import finding, folded_table, page, section
from experiments.tables import Cell, Column, Table
from experiments.telling import with_units
from sim.texts import Text, say

FOLDER = Path(__file__).resolve().parent / "studies"
ENDING = ".answer.json"
FORMAT = 1
PAGES = {"en": FOLDER / "README.md", "zh": FOLDER / "README.zh.md"}
"""The pages that tell the answers, by language."""
_FIGURES = 6


@dataclass(frozen=True)
class StudyAnswer:
    """What a study came to: sentences and tables, and what they were made of."""

    study: str
    title: Text
    question: Text
    findings: tuple[Text, ...]
    tables: tuple[Table, ...]
    facts: Mapping[str, Any]


def as_data(answer: StudyAnswer) -> dict[str, Any]:
    """An answer as plain values; floats with six figures."""
    return {
        "format": FORMAT,
        "study": answer.study,
        "title": asdict(answer.title),
        "question": asdict(answer.question),
        "facts": dict(answer.facts),
        "findings": [asdict(text) for text in answer.findings],
        "tables": [
            {
                "name": table.name,
                "title": asdict(table.title),
                "columns": [asdict(column) for column in table.columns],
                "rows": [[_plain(cell) for cell in row] for row in table.rows],
            }
            for table in answer.tables
        ],
    }


def from_data(data: dict[str, Any]) -> StudyAnswer:
    """The answer that `as_data` wrote."""
    tables = tuple(
        Table(
            one["name"],
            Text(**one["title"]),
            tuple(Column(**{**column, "heading": Text(**column["heading"])}) for column in one["columns"]),
            tuple(tuple(_cell(value) for value in row) for row in one["rows"]),
        )
        for one in data["tables"]
    )
    findings = tuple(Text(**one) for one in data["findings"])
    return StudyAnswer(data["study"], Text(**data["title"]), Text(**data["question"]), findings, tables, data["facts"])


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Text):
        return asdict(cell)
    return float(f"{cell:.{_FIGURES}g}") if isinstance(cell, float) else cell


def _cell(value: Any) -> Cell:
    return Text(**value) if isinstance(value, dict) else value


def write_answer(answer: StudyAnswer, folder: Path = FOLDER) -> Path:
    """Write an answer beside its study."""
    path = folder / f"{answer.study}{ENDING}"
    path.write_text(json.dumps(as_data(answer), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def read_answer(name: str, folder: Path = FOLDER) -> StudyAnswer:
    """The answer that is kept beside the study `name`."""
    return from_data(json.loads((folder / f"{name}{ENDING}").read_text(encoding="utf-8")))


def write_pages(answers: Sequence[StudyAnswer]) -> None:
    """Write the Markdown pages of all answers, one in each language."""
    for language, path in PAGES.items():
        path.write_text(markdown(answers, language), encoding="utf-8")


def markdown(answers: Sequence[StudyAnswer], language: str) -> str:
    """All answers on one page."""
    other = next(one for one in PAGES if one != language)
    link = f"[{say('answers.page_in', other)}]({PAGES[other].name})"
    parts = [f"# {say('answers.title', language)}", link, say("answers.lead", language)]
    for answer in answers:
        parts.append(f"## {answer.title.in_language(language)}")
        parts.append(f"**{answer.question.in_language(language)}**")
        parts.append("\n".join(f"* {text.in_language(language)}" for text in answer.findings))
        parts += [_markdown_table(with_units(table), language) for table in answer.tables]
        parts.append(_facts(answer, language))
    return "\n\n".join(parts) + "\n"


def _facts(answer: StudyAnswer, language: str) -> str:
    return say("answers.facts", language, file=f"{answer.study}.yaml", **answer.facts)


def _markdown_table(table: Table, language: str) -> str:
    heads = table.heads(language)
    marks = ["---:" if table.is_number(place) else "---" for place in range(len(heads))]
    return "\n".join("| " + " | ".join(line) + " |" for line in (heads, marks, *table.text_rows(language)))


def write_html(answers: Sequence[StudyAnswer], folder: Path, language: str) -> Path:
    """Write the page with figures to `folder`; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"answers.{language}.html"
    path.write_text(html(answers, language), encoding="utf-8")
    return path


def html(answers: Sequence[StudyAnswer], language: str) -> str:
    """All answers with figures, one language."""
    parts = [f'<p class="lead">{escape(say("answers.lead", language))}</p>']
    for answer in answers:
        drawn = to_html(figure_of(answer.study, answer.tables, language), f"figure-{answer.study}", language)
        parts.append(
            section(
                escape(answer.question.in_language(language)),
                finding(*(text.in_language(language) for text in answer.findings)),
                f'<div class="figure">{drawn}</div>',
                *(folded_table(with_units(table), language) for table in answer.tables),
                f'<p class="note">{escape(_facts(answer, language))}</p>',
            )
        )
    return page(say("answers.title", language), parts, language)
