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
from experiments.validation_words import DASH, Rows, conclusions, figure_rows, heads, pattern_rows, with_units
from sim.texts import say

UNIT = 2
"""The column of units among those of `heads`."""

LABELS, PUBLISHED, MODEL, EACH = 2, 2, 4, 3
"""Without it: leading columns of words, the place of the published value, of the model's, and columns a behaviour."""


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
    """Units stand with the labels; columns that say nothing are left out, those that repeat give way on a phone."""
    words = [head for place, head in enumerate(heads(found, language)) if place != UNIT]
    cells = [[row[0], name, *row[UNIT + 1 :]] for row, name in zip(rows, with_units(rows, language), strict=True)]
    told = [place for place in range(len(words)) if any(row[place] not in ("", DASH) for row in cells)]
    return html_table(
        [_narrowing(words[place], place) for place in told],
        [[_narrowing(row[place], place) for place in told] for row in cells],
        [place >= LABELS for place in told],
        "",
    )


def _narrowing(text: str, place: int) -> str:
    """A cell as safe HTML: the published value stands within what is accepted, the miss follows from the model's."""
    repeats = place == PUBLISHED or (place >= MODEL and (place - MODEL) % EACH == 1)
    return f'<span class="wide">{escape(text)}</span>' if repeats else bracketed(text)


def _say(key: str, language: str) -> str:
    return escape(say(key, language))
