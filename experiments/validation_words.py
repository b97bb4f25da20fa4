"""A validation as tables of text: figures fitted, predicted or only shown, patterns, and what it comes to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from experiments.calibration.targets import CALIBRATION, FURTHER, VALIDATION, Target
from experiments.calibration.validation import FREEZE_RETAINED_AT_LEAST, Line, Validation
from experiments.significant import DASH, accepted, as_given, cell, digits_for, shown
from experiments.statistics.paired import Estimate
from experiments.tables import bracketed
from sim.texts import Text, say
from sim.texts.errors import unit_text

FIRST = ("id", "figure", "target", "accepted")
EACH = ("model", "miss", "met")
"""Kinds of columns: those of the figure, then those of each behaviour."""

NAMES = {CALIBRATION: "fitted", VALIDATION: "predicted", FURTHER: "further"}
"""What the table of each use of a figure is called."""

Bounds = tuple[float | None, float | None]


@dataclass(frozen=True)
class Sheet:
    """A table of text.

    Attributes
    ----------
    name: "fitted", "predicted", "further" or "patterns". kinds: of each column, one of `FIRST` or `EACH`.
    breaks: rows after which another target begins.
    """

    name: str
    title: str
    kinds: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    breaks: frozenset[int] = frozenset()

    @property
    def label(self) -> int:
        """The place of the column of words."""
        return self.kinds.index("figure")

    def without(self, *kinds: str) -> Sheet:
        """The table without the columns of some kinds."""
        return self._of([place for place, kind in enumerate(self.kinds) if kind not in kinds])

    def filled(self) -> Sheet:
        """The table without the columns that say nothing."""
        told = {place for row in self.rows for place, text in enumerate(row) if text not in ("", DASH)}
        return self._of(sorted(told))

    def stacked(self) -> Sheet:
        """The table with each interval beneath its mean, and what is accepted beneath the target."""
        rows = [[text.replace(" [", "\n[") for text in row] for row in (self.heads, *self.rows)]
        if "target" in self.kinds:
            above, beneath = self.kinds.index("target"), self.kinds.index("accepted")
            for row in rows:
                row[beneath] = "\n".join(text for text in (row[above], row[beneath]) if text != DASH)
        whole = replace(self, heads=tuple(rows[0]), rows=tuple(map(tuple, rows[1:])))
        return whole.without("target")

    def _of(self, places: Collection[int]) -> Sheet:
        heads, *rows = (tuple(row[place] for place in places) for row in (self.heads, *self.rows))
        return replace(self, kinds=tuple(self.kinds[place] for place in places), heads=heads, rows=tuple(rows))


def sheets(found: Sequence[Validation], language: str) -> list[Sheet]:
    """The tables in the order in which they are shown, without what is empty in them."""
    every = [*(_figures(found, use, language) for use in NAMES), _patterns(found, language)]
    return [sheet.filled() for sheet in every if sheet.rows]


def label_of(label: Text, later: bool, language: str) -> str:
    """The words of a figure, with the practice that it belongs to where that is not the baseline."""
    words = label.in_language(language)
    return say("validate.later", language, label=words) if later else words


def with_unit(label: str, unit: str, name: str, language: str) -> str:
    """A label with the unit of the figure `name` in brackets; without one where the words say that it is a share."""
    bare = unit in ("share", "ratio")
    return label if bare else bracketed(label, unit_text(unit, name).in_language(language), language)


def target_text(target: Target, language: str) -> str:
    """A target, with what its source prints in brackets where that differs.

    A further figure that is but a bound stands in what is accepted: a dash here.
    """
    if target.use == FURTHER and None in (target.low, target.high):
        return DASH
    value = as_given(target.value)
    if target.published is None or shown(target.published) == shown(target.value):
        return value
    return bracketed(value, as_given(target.published), language)


def patterns_there(found: Validation) -> list[bool]:
    """Of every pattern that is judged, that the books close among them, whether it is there."""
    return [line.inside for line in found.patterns if line.inside is not None] + [found.books_close]


def conclusions(found: Sequence[Validation], language: str) -> list[str]:
    """A sentence on what is met for each behaviour, on what is not, and how to read the tables."""
    lines = []
    for one in found:
        met, predicted, there = one.met(True), one.met(False), patterns_there(one)
        lines.append(
            say(
                "validate.counted",
                language,
                name=one.behaviours.title.in_language(language),
                met=sum(met.values()),
                all=len(met),
                predicted=sum(predicted.values()),
                kept=len(predicted),
                patterns=sum(there),
                looked=len(there),
                distance=f"{one.distance:.2f}",
            )
        )
        for key, missed in (("missed", _missed(one, language)), ("absent", _absent(one, language))):
            if missed:
                what = say("validate.and", language).join(missed)
                lines.append(say(f"validate.{key}", language, what=what))
    first = found[0]
    values = {"replicates": first.replicates, "counties": first.counties, "years": f"{first.months / 12:g}"}
    return [*lines, say("validate.note", language, **values)]


def _missed(one: Validation, language: str) -> list[str]:
    """The targets not met: the figure outside where it is one, else how many are."""
    told = []
    for key in (key for met in (one.met(True), one.met(False)) for key, inside in met.items() if not inside):
        judged = [line for line in one.lines if line.target.id == key and line.target.judged]
        outside = [line for line in judged if line.inside is not True]
        if len(outside) > 1:
            told.append(say("validate.several", language, id=key, missed=len(outside), all=len(judged)))
            continue
        what = _outside(say("validate.v9", language), one.frozen[0], _V9, language)
        for line in outside:
            label = label_of(line.label, line.target.later, language)
            what = _outside(label, line.found, _bounds(line.target), language)
        told.append(f"{key} {what}")
    return told


def _absent(one: Validation, language: str) -> list[str]:
    """The patterns that are not there, with what was found."""
    told = [
        _outside(line.pattern.label.in_language(language), line.found, (line.pattern.low, line.pattern.high), language)
        for line in one.patterns
        if line.inside is False
    ]
    return told if one.books_close else [*told, say("validate.books", language)]


def _outside(label: str, found: Estimate, bounds: Bounds, language: str) -> str:
    digits = digits_for([found.mean], *bounds)
    allowed = accepted(*bounds, language, digits)
    return say("validate.where", language, label=label, value=shown(found.mean, digits), accepted=allowed)


_V9: Bounds = (FREEZE_RETAINED_AT_LEAST, None)


def _bounds(target: Target) -> Bounds:
    return target.low, target.high


def _sheet(name: str, found: Sequence[Validation], rows: Sequence[Sequence[str]], language: str) -> Sheet:
    heads = [say(f"validate.{kind}", language) for kind in FIRST]
    for one in found:
        title = one.behaviours.name if len(found) > 1 else say("validate.the_model", language)
        heads += [say("validate.model", language, name=title), say("validate.miss", language)]
        heads.append(say("validate.within" if name == NAMES[FURTHER] else "validate.met", language))
    ends = [row[0] for row in rows]
    breaks = frozenset(place for place in range(len(ends) - 1) if ends[place] != ends[place + 1])
    kinds = (*FIRST, *EACH * len(found))
    return Sheet(name, say(f"validate.{name}", language), kinds, tuple(heads), tuple(map(tuple, rows)), breaks)


def _figures(found: Sequence[Validation], use: str, language: str) -> Sheet:
    """A row a published figure of one use."""
    rows = [
        _figure_row([one.lines[place] for one in found], language)
        for place, line in enumerate(found[0].lines)
        if line.target.use == use
    ]
    if use == VALIDATION:
        kept = [one.frozen[0] for one in found]
        digits = digits_for([one.mean for one in kept], *_V9)
        row = ["V9", say("validate.v9", language), "1", accepted(*_V9, language, digits)]
        for one, mean in zip(found, kept, strict=True):
            row += [cell(mean, digits), DASH, _verdict(one.met(False)["V9"], language)]
        rows.append(row)
    return _sheet(NAMES[use], found, rows, language)


def _figure_row(lines: Sequence[Line], language: str) -> list[str]:
    """One figure under each behaviour."""
    target, bounds = lines[0].target, _bounds(lines[0].target)
    digits = digits_for([line.found.mean for line in lines], *bounds)
    words = label_of(lines[0].label, target.later, language)
    label = with_unit(words, lines[0].unit, target.moment, language)
    row = [target.id, label, target_text(target, language), accepted(*bounds, language, digits)]
    for line in lines:
        away = DASH if line.miss is None else f"{line.miss:+.2f}".replace("-", "−")
        row += [cell(line.found, digits), away, _answer(line, language)]
    return row


def _answer(line: Line, language: str) -> str:
    """Whether a judged figure is met; where one that is further lies; a dash for what is only shown."""
    if line.target.use == FURTHER and line.found.mean is not None:
        return say("validate.inside" if line.target.accepts(line.found.mean) else "validate.outside", language)
    return _verdict(line.inside is True, language) if line.target.judged else DASH


def _patterns(found: Sequence[Validation], language: str) -> Sheet:
    """A row a pattern; then what a freeze does, and whether the books close."""
    rows: list[list[str]] = []
    for place, line in enumerate(found[0].patterns):
        pattern, own = line.pattern, [one.patterns[place] for one in found]
        digits = digits_for([one.found.mean for one in own], pattern.low, pattern.high)
        label = with_unit(pattern.label.in_language(language), pattern.unit, pattern.key, language)
        row = ["", label, DASH, accepted(pattern.low, pattern.high, language, digits)]
        for one in own:
            verdict = DASH if one.inside is None else _verdict(one.inside, language)
            row += [cell(one.found, digits), DASH, verdict]
        rows.append(row)
    for place, key in enumerate(("freeze_end", "freeze_without", "release"), start=1):
        cells = [text for one in found for text in (cell(one.frozen[place]), DASH, DASH)]
        rows.append(["", say(f"validate.{key}", language), DASH, DASH, *cells])
    verdicts = [text for one in found for text in (DASH, DASH, _verdict(one.books_close, language))]
    rows.append(["", say("validate.books", language), DASH, DASH, *verdicts])
    return _sheet("patterns", found, rows, language)


def _verdict(inside: bool, language: str) -> str:
    return say("validate.yes" if inside else "validate.no", language)
