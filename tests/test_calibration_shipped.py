"""The shipped fit: its sets, its record, and the page that shows them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration.output import shipped_record
from experiments.calibration.space import ASSUMED, FITTED, unit_of
from experiments.calibration.waves import CUT
from experiments.calibration_tables import DRAWN, FIGURES, PAGE, PICTURES, TABLES, drawn_from, page_with_tables
from sim.behaviour_file import shipped

ROOT = Path(__file__).parent.parent


def test_the_calibrated_set_moves_only_what_the_facts_speak_of() -> None:
    assert set(shipped("calibrated").sets[0]) <= set(FITTED)
    record = shipped_record()
    assert {p["name"]: p["calibrated"] for p in record["parameters"]} == shipped("calibrated").sets[0]


def test_the_ensemble_is_what_the_fit_found() -> None:
    record, ensemble = shipped_record(), shipped("ensemble")
    assert len(ensemble.sets) == record["sets"] >= 200
    assert record["ensemble_distance"][-1] <= CUT
    assert record["truths"] >= 20
    table = ROOT / "sim/data/behaviours/ensemble.csv"
    assert table.stat().st_size < 500_000
    # A parameter declared since the fit is not in it and stands as declared; there may be few of them.
    known = [name for name in ASSUMED if all(name in one for one in ensemble.sets)]
    assert len(known) >= 0.9 * len(ASSUMED)
    drawn = np.array([unit_of(dict(one), known) for one in ensemble.sets])
    # Assumed parameters are drawn evenly: the mean of 200 and more lies within 0.12 of the middle but once in 10^8.
    assert drawn.mean(axis=0) == pytest.approx(np.full(len(known), 0.5), abs=0.12)
    assert (drawn.min(axis=0) < 0.1).all() and (drawn.max(axis=0) > 0.9).all()


def test_tables_and_figures_are_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page_with_tables(text) == text
    assert all(f"<!-- {name} -->" in text for name in TABLES)
    assert json.loads((FIGURES / DRAWN).read_text(encoding="utf-8")) == drawn_from()
    assert all(f"figures/{name}.png" in text for name in PICTURES)
