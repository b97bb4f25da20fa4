"""The complete ledger of three counties over two years, against a stored text."""

from __future__ import annotations

import difflib

import numpy as np
import pytest

from sim.ledger import Ledger
from tests.engines.regenerate import FILE, as_text, tiny_ledger

pytestmark = pytest.mark.tiny


def test_the_ledger_is_the_stored_one() -> None:
    stored, found = FILE.read_text(encoding="utf-8").splitlines(), as_text(tiny_ledger()).splitlines()
    changed = list(difflib.unified_diff(stored, found, "stored", "found", lineterm="", n=0))
    assert not changed, (
        "history has changed; where that was meant, run python -m tests.engines.regenerate and read the difference:\n"
        + "\n".join(changed[:20])
    )


def test_the_text_shows_a_change_of_any_row() -> None:
    ledger = tiny_ledger()
    tables = {name: np.array(rows) for name, rows in ledger.tables.items()}
    # A month earlier: a number as wide, so that no other line of the table moves.
    tables["spells"]["start_month"][0] -= 1
    changed = as_text(Ledger(tables, ledger.first_month, ledger.last_month)).splitlines()
    before = as_text(ledger).splitlines()
    assert [i for i, (a, b) in enumerate(zip(before, changed, strict=True)) if a != b] == [2]
