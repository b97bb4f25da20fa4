"""The page of a validation: conclusions, two figures, and the tables of figures and patterns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from experiments.calibration.validation import Validation, as_json
from experiments.figures import validation as figures
from experiments.figures.theme import to_html
from experiments.page import bracketed, finding, html_table, page, section
from experiments.validation_words import Sheet, conclusions, sheets
from sim.texts import say

GIVES_WAY = ("target", "miss")
"""Columns that a phone has no room for: a target stands within what is accepted, a miss follows from the model's."""

WORDS = ("id", "figure")

INTERVAL = '<span class="interval'
"""How an interval begins in a cell."""


def write_report(found: Sequence[Validation], folder: Path, language: str) -> Path:
    """Write `validation.html` and `validation.json` to `folder`; returns the page."""
    plain = json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=2, allow_nan=False)
    (folder / "validation.json").write_text(plain + "\n", encoding="utf-8")
    path = folder / "validation.html"
    path.write_text(report(found, language), encoding="utf-8")
    return path


def report(found: Sequence[Validation], language: str) -> str:
    """The page as text."""
    plain = {one.behaviours.title: as_json(one) for one in found}
    drawn = {"hazard": figures.hazards(plain, language), "miss": figures.misses(plain, language)}
    parts = [
        # A line is not broken within a range.
        finding(*(line.replace(" … ", "\u00a0…\u00a0") for line in conclusions(found, language))),
        *(
            section(
                _say(f"validate.{key}_figure", language),
                f'<div class="figure">{to_html(figure, f"figure-{key}", language)}</div>',
                f'<p class="note">{_say(f"validate.{key}_note", language)}</p>',
            )
            for key, figure in drawn.items()
        ),
        *(section(escape(sheet.title), _table(sheet, language)) for sheet in sheets(found, language)),
    ]
    return page(say("validate.title", language), parts, language)


def _table(sheet: Sheet, language: str) -> str:
    """The table; columns that repeat give way on a phone, and of several behaviours intervals stand beneath."""
    every = [sheet.heads, *sheet.rows]
    heads, *rows = ([_shown(*one, language) for one in zip(row, sheet.kinds, strict=True)] for row in every)
    if sheet.kinds.count("model") > 1:
        heads, *rows = ([cell.replace(INTERVAL, f"<br>{INTERVAL}") for cell in row] for row in (heads, *rows))
    return html_table(heads, rows, [kind not in WORDS for kind in sheet.kinds], "")


def _shown(text: str, kind: str, language: str) -> str:
    """A cell as safe HTML; what is not met catches the eye."""
    if kind in GIVES_WAY:
        return f'<span class="wide">{escape(text)}</span>'
    if kind == "met" and text == say("validate.no", language):
        return f'<span class="worse">{escape(text)}</span>'
    return bracketed(text) if kind == "model" else escape(text)


def _say(key: str, language: str) -> str:
    return escape(say(key, language))
