"""The page of a validation: conclusions, two figures, and the tables of figures and patterns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from experiments.calibration.validation import Validation, as_json
from experiments.figures import validation as figures
from experiments.figures.theme import to_html
from experiments.page import finding, html_table, page, section
from experiments.validation_words import Rows, conclusions, figure_rows, heads, pattern_rows
from sim.texts import say

LABELS = 3
"""Leading columns that hold words."""


def write_report(found: Sequence[Validation], folder: Path, language: str) -> Path:
    """Write `validation.html` and `validation.json` to `folder`; returns the page."""
    plain = json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=2, allow_nan=False)
    (folder / "validation.json").write_text(plain + "\n", encoding="utf-8")
    path = folder / "validation.html"
    path.write_text(report(found, language), encoding="utf-8")
    return path


def report(found: Sequence[Validation], language: str) -> str:
    """The page as text."""
    fitted, _ = figure_rows(found, True, language)
    predicted, _ = figure_rows(found, False, language)
    plain = {one.behaviours.title: as_json(one) for one in found}
    drawn = {"hazard": figures.hazards(plain, language), "miss": figures.misses(plain, language)}
    parts = [
        finding(*conclusions(found, language)),
        *(
            section(
                _say(f"validate.{key}_figure", language),
                f'<div class="figure">{to_html(figure, f"figure-{key}", language)}</div>',
                f'<p class="note">{_say(f"validate.{key}_note", language)}</p>',
            )
            for key, figure in drawn.items()
        ),
        section(_say("validate.fitted", language), _table(found, fitted, language)),
        section(_say("validate.predicted", language), _table(found, predicted, language)),
        section(_say("validate.patterns", language), _table(found, pattern_rows(found, language), language)),
    ]
    return page(say("validate.title", language), parts, language)


def _table(found: Sequence[Validation], rows: Rows, language: str) -> str:
    words = [escape(head) for head in heads(found, language)]
    cells = [[escape(cell) for cell in row] for row in rows]
    return html_table(words, cells, [place >= LABELS for place in range(len(words))], "")


def _say(key: str, language: str) -> str:
    return escape(say(key, language))
