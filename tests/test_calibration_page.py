"""`docs/calibration.md` shows what the shipped fit and validation found."""

from __future__ import annotations

from experiments.calibration_tables import DRAWN, FIGURES, PAGE, TABLES, page_with_tables


def test_tables_and_figures_are_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page_with_tables(text) == text
    assert all(f"<!-- {name} -->" in text for name in TABLES)
    for name, draw in DRAWN.items():
        written = (FIGURES / name).read_text(encoding="utf-8")
        assert written == draw()
        assert len(written) < 100_000 and f"figures/{name}" in text
