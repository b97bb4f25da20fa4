"""A table as rows of values, in both languages, and how it becomes CSV, XLSX or text."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sim.texts import Text, say

Cell = str | int | float | Text | None

_NO_TIME = datetime(2000, 1, 1)
"""The date a workbook bears: that of its making would make two files of one result differ."""


def bracketed(label: str, unit: str, language: str) -> str:
    """A label with its unit in the brackets of the language."""
    return f"{label}（{unit}）" if language == "zh" else f"{label} ({unit})"


@dataclass(frozen=True)
class Column:
    """A column: key, heading, unit ("" for words) and decimals shown; a share is shown in per cent, and one that is the
    difference of two (`gap`) in percentage points."""

    key: str
    heading: Text
    unit: str = ""
    decimals: int = 0
    gap: bool = False

    def head(self, language: str) -> str:
        """Heading with its unit."""
        name = "points" if self.gap and self.unit == "share" else self.unit
        unit = say(f"metric.unit.{name}", language) if name and name != "1" else ""
        heading = self.heading.in_language(language)
        return bracketed(heading, unit, language) if unit else heading

    def show(self, value: Cell, language: str) -> str:
        """A cell as text; a dash where there is no value."""
        if isinstance(value, Text):
            return value.in_language(language)
        if isinstance(value, str):
            return value
        if value is None or not math.isfinite(value):
            return "–"
        return number(value * 100 if self.unit == "share" else value, self.decimals)


@dataclass(frozen=True)
class Table:
    """A table with a name for files, a title, columns and rows of plain values (shares as 0-1)."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __getitem__(self, key: str) -> list[Cell]:
        """The values of a column. Raises KeyError if there is none of that name."""
        for place, column in enumerate(self.columns):
            if column.key == key:
                return [row[place] for row in self.rows]
        raise KeyError(key)

    def where(self, **wanted: Cell) -> Table:
        """The rows whose columns hold the given values."""
        kept = list(self.rows)
        for key, value in wanted.items():
            place = [column.key for column in self.columns].index(key)
            kept = [row for row in kept if row[place] == value]
        return Table(self.name, self.title, self.columns, tuple(kept))

    def distinct(self, key: str) -> list[Cell]:
        """The different values of a column in the order they come."""
        return list(dict.fromkeys(self[key]))

    def text_rows(self, language: str) -> list[list[str]]:
        """Every cell as shown."""
        return [[c.show(v, language) for c, v in zip(self.columns, row, strict=True)] for row in self.rows]

    def heads(self, language: str) -> list[str]:
        """Every heading as shown."""
        return [column.head(language) for column in self.columns]

    def is_number(self, place: int) -> bool:
        """Whether the column at `place` holds numbers, so that it is set to the right."""
        return all(not isinstance(row[place], str | Text) for row in self.rows)


def number(value: float, decimals: int) -> str:
    """A number with so many decimals, thousands set apart, a true minus sign, and no negative zero."""
    shown = f"{value:,.{decimals}f}"
    if float(shown.replace(",", "")) == 0.0:
        shown = shown.lstrip("-")
    return shown.replace("-", "−").replace(",", "\u202f")


def write_csv(table: Table, folder: Path, language: str) -> Path:
    """Write `table` to folder/name.csv with headings in `language`, values unrounded; returns the path.

    The file opens with a byte-order mark, without which a spreadsheet takes Chinese for something else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table.name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(_plain_heads(table, language))
        writer.writerows([[_plain(v, language) for v in row] for row in table.rows])
    return path


def write_xlsx(tables: Sequence[Table], path: Path, language: str) -> Path:
    """Write `tables` to one workbook, a sheet each, headings in `language`, values unrounded; returns the path."""
    import xlsxwriter

    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "Renqi 任期", "created": _NO_TIME})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            for place, head in enumerate(_plain_heads(table, language)):
                sheet.write_string(0, place, head, bold)
                sheet.set_column(place, place, 30 if not table.is_number(place) else 14)
            for line, row in enumerate(table.rows, start=1):
                for place, value in enumerate(row):
                    plain = _plain(value, language)
                    if isinstance(plain, str):
                        sheet.write_string(line, place, plain)
                    elif plain is not None:
                        sheet.write_number(line, place, plain)
            sheet.freeze_panes(1, 1)
    return path


def _plain_heads(table: Table, language: str) -> list[str]:
    """Headings for unrounded values: a share stands as 0-1, so no per-cent sign."""
    return [c.heading.in_language(language) if c.unit == "share" else c.head(language) for c in table.columns]


def _plain(value: Cell, language: str) -> str | int | float | None:
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
