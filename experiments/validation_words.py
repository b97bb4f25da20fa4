"""A validation as rows of text: figures to be fitted, figures to be predicted, patterns, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.calibration.moments import MOMENTS
from experiments.calibration.validation import FREEZE_RETAINED_AT_LEAST, Line, Validation
from experiments.statistics.paired import Estimate
from experiments.tables import bracketed, number
from sim.texts import say
from sim.texts.errors import unit_text

DECIMALS = 3
DASH = "–"

Rows = list[list[str]]


def heads(found: Sequence[Validation], language: str) -> list[str]:
    """The headings: number, figure, unit, published, accepted, then model, miss and verdict of each behaviour."""
    words = [say(f"validate.{head}", language) for head in ("id", "figure", "unit", "target", "accepted")]
    for one in found:
        name = one.behaviours.name if len(found) > 1 else say("flows.model", language).split(" [")[0]
        words += [say("validate.model", language, name=name)]
        words += [say(f"validate.{head}", language) for head in ("miss", "pass")]
    return words


def figure_rows(found: Sequence[Validation], calibration: bool, language: str) -> tuple[Rows, set[int]]:
    """A row a published figure, and the rows after which another target begins."""
    rows: Rows = []
    breaks: set[int] = set()
    for number_of, line in enumerate(found[0].lines):
        target = line.target
        if target.calibration != calibration:
            continue
        row = [
            target.id,
            label_of(target.moment, target.later, language),
            unit_text(line.unit, target.moment).in_language(language),
            f"{target.value:g}".replace("-", "−"),
        ]
        row.append(accepted(target.low, target.high, language))
        for one in found:
            row += _cells(one.lines[number_of], language)
        if rows and rows[-1][0] != target.id:
            breaks.add(len(rows) - 1)
        rows.append(row)
    if not calibration:
        breaks.add(len(rows) - 1)
        row = [
            "V9",
            say("validate.v9", language),
            unit_text("share").in_language(language),
            "1",
            accepted(FREEZE_RETAINED_AT_LEAST, None, language),
        ]
        for one in found:
            kept = one.frozen[0]
            row += [cell(kept), DASH, verdict(one.met(False)["V9"], language)]
        rows.append(row)
    return rows, breaks


def with_units(rows: Rows, language: str) -> list[str]:
    """What each row, of a number, a label and a unit first, is called where the units have no column of their own."""
    bare = {DASH, *(unit_text(unit).in_language(language) for unit in ("share", "ratio"))}
    return [label if unit in bare else bracketed(label, unit, language) for _, label, unit, *_ in rows]


def label_of(moment: str, later: bool, language: str) -> str:
    """The words of a figure, with the practice that it belongs to where that is not the baseline."""
    label = MOMENTS[moment].label.in_language(language)
    return say("validate.later", language, label=label) if later else label


def pattern_rows(found: Sequence[Validation], language: str) -> Rows:
    """A row a pattern; then what a freeze does, and whether the books close."""
    rows: Rows = []
    for place, line in enumerate(found[0].patterns):
        pattern = line.pattern
        unit = unit_text(pattern.unit).in_language(language)
        row = ["", pattern.label.in_language(language), unit, DASH, accepted(pattern.low, pattern.high, language)]
        for one in found:
            own = one.patterns[place]
            row += [cell(own.found), DASH, DASH if own.inside is None else verdict(own.inside, language)]
        rows.append(row)
    for place, key in enumerate(("freeze_end", "freeze_without", "release"), start=1):
        unit = unit_text("ratio" if key == "release" else "share").in_language(language)
        row = ["", say(f"validate.{key}", language), unit, DASH, DASH]
        for one in found:
            row += [cell(one.frozen[place]), DASH, DASH]
        rows.append(row)
    row = ["", say("validate.books", language), DASH, DASH, DASH]
    for one in found:
        row += [DASH, DASH, verdict(one.books_close, language)]
    return [*rows, row]


def conclusions(found: Sequence[Validation], language: str) -> list[str]:
    """A sentence on what is met for each behaviour, on what is not, and how to read the tables."""
    lines = []
    for one in found:
        met, predicted = one.met(True), one.met(False)
        looked = [line.inside for line in one.patterns if line.inside is not None] + [one.books_close]
        lines.append(
            say(
                "validate.counted",
                language,
                name=one.behaviours.title.in_language(language),
                met=sum(met.values()),
                all=len(met),
                predicted=sum(predicted.values()),
                kept=len(predicted),
                patterns=sum(looked),
                looked=len(looked),
                distance=f"{one.distance:.2f}",
            )
        )
        missed = [key for key, inside in {**met, **predicted}.items() if not inside]
        if missed:
            lines.append(say("validate.missed", language, ids=("、" if language == "zh" else ", ").join(missed)))
    first = found[0]
    values = {"replicates": first.replicates, "counties": first.counties, "years": f"{first.months / 12:g}"}
    return [*lines, say("validate.note", language, **values)]


def accepted(low: float | None, high: float | None, language: str) -> str:
    """A range; an end without a bound in words."""
    if low is None:
        return DASH if high is None else say("flows.up_to", language, high=number(high, DECIMALS))
    if high is None:
        return say("flows.from", language, low=number(low, DECIMALS))
    return f"{number(low, DECIMALS)} … {number(high, DECIMALS)}"


def cell(found: Estimate) -> str:
    """A mean with its interval."""
    if found.mean is None:
        return DASH
    if found.ci_low is None or found.ci_high is None:
        return number(found.mean, DECIMALS)
    return f"{number(found.mean, DECIMALS)} [{number(found.ci_low, DECIMALS)}, {number(found.ci_high, DECIMALS)}]"


def verdict(inside: bool, language: str) -> str:
    """Pass or not."""
    return say("validate.yes" if inside else "validate.no", language)


def _cells(line: Line, language: str) -> list[str]:
    away = DASH if line.miss is None else f"{line.miss:+.2f}".replace("-", "−")
    if not line.target.judged:
        return [cell(line.found), away, DASH]
    return [cell(line.found), away, verdict(line.inside is True, language)]
