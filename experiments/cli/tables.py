"""How the verbs print: a table from rows of text, and a comparison in whatever width the terminal has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

Rows = Sequence[Sequence[str]]

LABEL_WIDTH = 24
"""Cells below which a column of words is not wrapped further."""

NARROWEST_LABEL = 22
"""Cells that a column of labels among numbers keeps."""

_BETWEEN_COLUMNS = 3

HEADING_WIDTH = 14
"""Cells to which a long heading may widen a column of numbers."""


@dataclass(frozen=True)
class Grid:
    """A table to be printed: numbers stand in all columns but the first; a line follows each row in `breaks`."""

    title: str
    heads: Sequence[str]
    rows: Rows
    breaks: frozenset[int] = frozenset()


def show_table(title: str, heads: Sequence[str], rows: Rows) -> None:
    """Print a table of words."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = any("\n" in cell for row in rows for cell in row)
    table = Table(title=Text(title), title_justify="left", box=_box(), show_lines=lines)
    for number, head in enumerate(heads):
        # Chinese has no spaces to wrap at; without "fold" the end of a sentence would be cut off.
        table.add_column(Text(head), no_wrap=number == 0, overflow="fold")
    for row in rows:
        # As plain text: brackets in a title or a source are no markup.
        table.add_row(*(Text(cell) for cell in row))
    Console(soft_wrap=False).print(table)


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
    from rich.console import Console

    console = Console(soft_wrap=False)
    layouts = list(_layouts(title, heads, rows, words, breaks))
    tables = [[_table(grid, console) for grid in grids] for grids in layouts]
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


def _table(grid: Grid, console: Console) -> Table:
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(grid.title), title_justify="left", box=_box())
    for place, head in enumerate(grid.heads):
        if place == 0:
            label = max((cell_len(row[0]) for row in grid.rows), default=0)
            # Chinese has no spaces to wrap at; without "fold" the end of a label would be cut off.
            table.add_column(Text(head), vertical="bottom", min_width=min(label, LABEL_WIDTH), overflow="fold")
            continue
        width = max([cell_len(row[place]) for row in grid.rows] + [min(cell_len(head), HEADING_WIDTH)])
        wrapped = _wrapped(head, width, console)
        table.add_column(wrapped, justify="right", vertical="bottom", no_wrap=True, min_width=width)
    for number, row in enumerate(grid.rows):
        table.add_row(*(Text(cell) for cell in row), end_section=number in grid.breaks)
    return table


def _wrapped(head: str, width: int, console: Console) -> Text:
    """A heading in as few lines as `width` allows, the lines about equally long."""
    from rich.text import Text

    lines = Text(head).wrap(console, width)
    narrower = (Text(head).wrap(console, w) for w in range(1, width))
    return Text("\n").join(next((one for one in narrower if len(one) == len(lines)), lines))


def _least_width(table: Table) -> int:
    """Cells that the table needs: numbers in full, words as far wrapped as they may be; three cells between columns."""
    return sum((column.min_width or 0) + 3 for column in table.columns) + 1


def _box() -> Box:
    from rich import box

    return box.SIMPLE_HEAD


def show_rows(
    title: str,
    heads: Sequence[str],
    rows: Rows,
    breaks: Collection[int],
    left_out_first: Collection[int],
    short: Sequence[str] = (),
) -> None:
    """Print a table of numbers under `heads`, one column of labels among them, with a line after each row in `breaks`.

    Where the terminal is too narrow the columns `left_out_first` are dropped, never a digit; the labels `short`, a row
    each, then stand instead, so that no number loses its unit with the column of units.
    """
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    label = max(range(len(heads)), key=lambda place: max(cell_len(row[place]) for row in rows))
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(heads))]
    widths = [max(w, max(cell_len(part) for part in head.split())) for w, head in zip(widths, heads, strict=True)]
    widths[label] = min(widths[label], NARROWEST_LABEL)
    console = Console(soft_wrap=False)
    kept = list(range(len(heads)))
    if _needed(widths, kept) > console.width:
        kept = [place for place in kept if place not in left_out_first]
        if short:
            rows = [[*row[:label], told, *row[label + 1 :]] for row, told in zip(rows, short, strict=True)]
    table = Table(title=Text(title), title_justify="left", box=_box())
    for place in kept:
        # A heading wraps in the width of its numbers; only labels may be folded.
        table.add_column(
            Text(heads[place]),
            justify="left" if place in (0, label) else "right",
            min_width=widths[place],
            max_width=None if place == label else widths[place],
            overflow="fold",
        )
    for number, row in enumerate(rows):
        table.add_row(*(Text(row[place]) for place in kept), end_section=number in breaks)
    console.width = max(console.width, _needed(widths, kept))
    console.print(table)


def _needed(widths: Sequence[int], kept: Sequence[int]) -> int:
    """Cells that these columns take."""
    return sum(widths[place] + _BETWEEN_COLUMNS for place in kept) + 1
