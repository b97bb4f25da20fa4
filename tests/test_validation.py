"""The model held against what is published: verdicts, a freeze by hand, and the page in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration.patterns import PATTERNS, freeze
from experiments.calibration.targets import read_targets
from experiments.cli import main
from sim.vocabulary import Destination
from tests.test_moments import MOVE, UP, run_of, spell
from tests.test_report import Page

AWAY = Destination.BUREAU
LONG = {"last_month": 72, "counties": 2}


def test_a_freeze_by_hand() -> None:
    """Counties 0 and 1 are frozen in months 12 to 47; the congress of month 45 settles after that, in both."""
    frozen = run_of(
        spell(0, 0, 1, -20, 50, UP, Destination.DEPUTY_BUREAU),
        spell(0, 1, 2, -20, 52, MOVE, AWAY),
        spell(1, 0, 3, -20, 30, MOVE, AWAY),
        spell(1, 1, 4, -20),
        **LONG,
    )
    free = run_of(
        spell(0, 0, 1, -20, 14, UP, Destination.DEPUTY_BUREAU),
        spell(0, 1, 2, -20, 49, MOVE, AWAY),
        spell(1, 0, 3, -20, 30, MOVE, AWAY),
        spell(1, 1, 4, -20),
        **LONG,
    )
    chosen = np.arange(frozen.places.counties) < 2
    found = freeze(frozen, free, chosen, 12, 48)
    assert found.over_congress is None
    assert (found.to_the_end, found.to_the_end_without) == (0.5, 0.0)
    assert found.release == 2.0
    # To month 59 the freeze lasts beyond the congress (45 + 9): both chiefs of county 0 have left by then.
    assert freeze(frozen, free, chosen, 12, 59).over_congress == 0.0


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("validation")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_and_the_terminal_hold_the_model_against_every_figure(
    language: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / language
    asked = ["--world", "province", "-n", "2", "--behaviour", "calibrated", "--behaviour", "constant_hazard"]
    assert main(["validate", *asked, "--lang", language, "--out", str(out)]) == 0
    said = capsys.readouterr().out
    one, null = json.loads((out / "validation.json").read_text(encoding="utf-8"))
    assert (one["behaviour"], null["behaviour"], one["counties"]) == ("calibrated", "constant_hazard", 100)
    assert [line["moment"] for line in one["figures"]] == [target.moment for target in read_targets()]
    assert set(one["patterns"]) == {pattern.key for pattern in PATTERNS} and one["books_close"]
    for line in one["figures"]:
        if line["miss"] is None:
            assert not line["inside"]
        elif line["judged"]:
            low, high = line["accepted"]
            held = (low is None or line["mean"] >= low) and (high is None or line["mean"] <= high)
            assert line["inside"] == held == (line["miss"] <= 1.0 and (low is None or line["miss"] >= -1.0)), line
    met = {key for key, inside in one["calibration"].items() if inside}
    assert met == {
        line["id"]
        for line in one["figures"]
        if line["calibration"]
        and line["judged"]
        and not any(
            other["inside"] is not True for other in one["figures"] if other["judged"] and other["id"] == line["id"]
        )
    }
    page, text = Page(), (out / "validation.html").read_text(encoding="utf-8")
    page.feed(text)
    assert page.open == [] and page.loads == [] and text.count('class="plotly-graph-div"') == 2
    told = "\n".join(page.text)
    assert all(line["id"] in told and line["id"] in said for line in one["figures"])


def test_both_languages_hold_the_same_numbers(folder: Path) -> None:
    pages = [(folder / language / "validation.json").read_bytes() for language in ("en", "zh")]
    assert pages[0] == pages[1]
