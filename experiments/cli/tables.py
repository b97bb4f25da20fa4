"""How the verbs print: a table from rows of text, and a comparison in whatever width the terminal has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from experiments.folding import folded, wrapped

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.measure import Measurement
    from rich.table import Table

Rows = Sequence[Sequence[str]]

LABEL_WIDTH = 20
"""Cells below which a column of words is not wrapped further."""

HEADING_WIDTH = 14
"""Cells to which a long heading may widen a column of numbers."""


@dataclass(frozen=True)
class Grid:
    """A table to be printed.

    Attributes
    ----------
    label: the column of words that may be wrapped; those before it are words too, those after it hold numbers, which
        are never wrapped. breaks: rows after which a line follows. vertical: where the numbers beside a wrapped label
        stand.
    """

    title: str
    heads: Sequence[str]
    rows: Rows
    breaks: frozenset[int] = frozenset()
    label: int = 0
    vertical: Literal["top", "bottom"] = "bottom"


@dataclass(frozen=True)
class Words:
    """Words of a cell, broken where their language allows it, in even lines; what indents the first indents all."""

    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As rich asks for it."""
        from rich.text import Text

        lines = []
        for line in self.text.split("\n"):
            indent = line[: len(line) - len(line.lstrip())]
            lines += [f"{indent}{one}" for one in folded(line.strip(), max(1, options.max_width - len(indent)))]
        # A single word may be wider than the column; without "fold" its end would be cut off.
        yield Text("\n".join(lines), overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As rich asks for it."""
        from rich.cells import cell_len
        from rich.measure import Measurement

        return Measurement(1, min(options.max_width, max(map(cell_len, self.text.split("\n")))))


def show_table(title: str, heads: Sequence[str], rows: Rows) -> None:
    """Print a table of words."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = any("\n" in cell for row in rows for cell in row)
    table = Table(title=Text(title), title_justify="left", box=_box(), show_lines=lines)
    for number, head in enumerate(heads):
        table.add_column(Words(head) if number else Text(head), no_wrap=number == 0, overflow="fold")
    for row in rows:
        # As plain text: brackets in a title or a source are no markup.
        table.add_row(*(Words(cell) if number else Text(cell) for number, cell in enumerate(row)))
    Console(soft_wrap=False).print(table)


def show_paragraphs(paragraphs: Sequence[str]) -> None:
    """Print sentences, broken where their language allows it."""
    from rich.console import Console

    width = Console().width
    for paragraph in paragraphs:
        print("\n".join(wrapped(paragraph, width)))


def show_comparison(
    title: str, heads: Sequence[str], rows: Rows, words: tuple[str, str], breaks: frozenset[int] = frozenset()
) -> None:
    """Print a comparison, as much of it side by side as the terminal is wide; a number is never wrapped.

    Parameters
    ----------
    heads, rows: metric, baseline, then each scenario and its difference (`experiments.headline.headline_rows`);
        or metric, mean and spread of a single scenario.
    words: what baseline and scenario are called where their titles stand elsewhere.
    breaks: rows after which a line is drawn.
    """
    show_widest(_layouts(title, heads, rows, words, breaks))


def show_widest(layouts: Iterable[Sequence[Grid]]) -> None:
    """Print the first layout that the terminal has room for; of the last, numbers run on rather than be cut."""
    from rich.console import Console

    console = Console(soft_wrap=False)
    tables = [[_table(grid) for grid in grids] for grids in layouts]
    # Where not even the narrowest fits, lines run on beyond the edge: a terminal wraps them, and no digit is lost.
    console.width = max(console.width, *(_least_width(table) for table in tables[-1]))
    fitting = (one for one in tables if all(_least_width(table) <= console.width for table in one))
    for table in next(fitting, tables[-1]):
        console.print(table)


def _layouts(
    title: str, heads: Sequence[str], rows: Rows, words: tuple[str, str], breaks: frozenset[int]
) -> Iterator[list[Grid]]:
    """Ways to lay a comparison out, the widest first."""
    yield [Grid(title, heads, rows, breaks)]
    if len(heads) % 2:
        # A single scenario: without the spread of its futures.
        yield [Grid(title, heads[:2], [row[:2] for row in rows], breaks)]
        return
    # Means without their intervals; differences, which are what was asked for, keep theirs.
    short = [[_mean(cell) if _is_mean(place) else cell for place, cell in enumerate(row)] for row in rows]
    yield [Grid(title, heads, short, breaks)]
    baseline, scenario = words
    firsts = range(2, len(heads), 2)
    yield [
        Grid(
            f"{heads[first]}\n{title}",
            [heads[0], baseline, scenario, heads[first + 1]],
            [[row[0], row[1], row[first], row[first + 1]] for row in short],
            breaks,
        )
        for first in firsts
    ]
    yield [
        Grid(f"{heads[n]}\n{title}", [heads[0], heads[n + 1]], [[row[0], row[n + 1]] for row in rows], breaks)
        for n in firsts
    ]


def _is_mean(place: int) -> bool:
    """Baseline in column 1, scenarios in 2, 4, ...; their differences in 3, 5, ..."""
    return place == 1 or (place > 0 and place % 2 == 0)


def _mean(cell: str) -> str:
    return cell.split(" [")[0]


def _table(grid: Grid) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(grid.title), title_justify="left", box=_box())
    for place, head in enumerate(grid.heads):
        least = max((_width(row[place]) for row in grid.rows), default=0)
        if place == grid.label:
            least = min(least, LABEL_WIDTH)
            table.add_column(Words(head), vertical=grid.vertical, min_width=least, overflow="fold")
            continue
        told = "\n".join(one for line in head.split("\n") for one in folded(line, max(least, HEADING_WIDTH)))
        justify: Literal["left", "right"] = "left" if place < grid.label else "right"
        least = max(least, _width(told))
        table.add_column(Text(told), justify=justify, vertical=grid.vertical, no_wrap=True, min_width=least)
    for number, row in enumerate(grid.rows):
        cells = (Words(cell) if place == grid.label else Text(cell) for place, cell in enumerate(row))
        table.add_row(*cells, end_section=number in grid.breaks)
    return table


def _width(cell: str) -> int:
    """Cells that the longest line takes."""
    from rich.cells import cell_len

    return max(map(cell_len, cell.split("\n")))


def _least_width(table: Table) -> int:
    """Cells that the table needs: numbers in full, words as far wrapped as they may be; three cells between columns."""
    return sum((column.min_width or 0) + 3 for column in table.columns) + 1


def _box() -> Box:
    from rich import box

    return box.SIMPLE_HEAD
