"""How the verbs print: a table from rows of text."""

from __future__ import annotations

from collections.abc import Sequence


def show_table(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], numbers_from: int | None = None
) -> None:
    """Print a table; columns from number `numbers_from` on are aligned to the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, show_lines=any("\n" in c for r in rows for c in r)
    )
    for number, head in enumerate(heads):
        right = numbers_from is not None and number >= numbers_from
        table.add_column(Text(head), justify="right" if right else "left", no_wrap=number == 0)
    for row in rows:
        # As plain text: brackets in a title or a source are no markup.
        table.add_row(*(Text(cell) for cell in row))
    Console(soft_wrap=False).print(table)
