"""Write `tests/data/tiny_ledger.txt` anew: `python -m tests.engines.regenerate`, then read what changed.

The file is all that happens to three counties in two years, one row a line, so that a change of behaviour is seen in
review as a change of somebody's career.
"""

from __future__ import annotations

from pathlib import Path

from sim import world
from sim.engines.compiled import advance as compiled
from sim.ledger import TABLES, Ledger
from sim.world import WorldSpec
from tests.engines.tools import BEHAVIOUR, KEY, START, everywhere

FILE = Path(__file__).parents[1] / "data" / "tiny_ledger.txt"
WORLD = WorldSpec("tiny", prefectures=1, counties=3)
MONTHS = 24
BURN_IN_MONTHS = 60


def tiny_ledger() -> Ledger:
    """Two years of three counties in one prefecture."""
    state = world.build(WORLD, START, BEHAVIOUR)
    compiled.populate(state, BEHAVIOUR, KEY, -BURN_IN_MONTHS)
    compiled.advance(state, everywhere(state), BEHAVIOUR, KEY, -BURN_IN_MONTHS, 0)
    return compiled.advance(state, everywhere(state), BEHAVIOUR, KEY, 0, MONTHS)


def as_text(ledger: Ledger) -> str:
    """Every row of every table, columns aligned, codes by name, numbers to six digits, absence as a dot.

    Of the spells in the pools around the chiefs, only those that began or ended in the window.
    """
    blocks = []
    for name in TABLES:
        frame = ledger.frame(name, named=True)
        if name == "pool_spells":
            frame = frame.filter((frame["start_month"] >= ledger.first_month) | frame["end_month"].is_not_null())
        rows = [frame.columns, *([_cell(value) for value in row] for row in frame.rows())]
        widths = [max(len(row[place]) for row in rows) for place in range(len(frame.columns))]
        lines = ["  ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)) for row in rows]
        blocks.append("\n".join([f"# {name}: {frame.height} rows", *lines]))
    return "\n\n".join(blocks) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return "."
    return f"{value:.6g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(as_text(tiny_ledger()), encoding="utf-8")
    print(f"tests/data/{FILE.name} is written: look at the difference before you commit it")
