"""The model held against what is published: verdicts, a freeze by hand, and the page in both languages."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration.patterns import PATTERNS, freeze
from experiments.calibration.targets import read_targets
from experiments.cli import main
from experiments.figures.validation import misses
from sim.texts import Text
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


@pytest.fixture(scope="module", name="told")
def _told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """The folder of a validation and what the terminal said, by language."""
    found = {}
    asked = ["--world", "province", "-n", "2", "--behaviour", "calibrated", "--behaviour", "constant_hazard"]
    for language in ("en", "zh"):
        out, said = tmp_path_factory.mktemp(language), io.StringIO()
        with redirect_stdout(said):
            assert main(["validate", *asked, "--lang", language, "--out", str(out)]) == 0
        found[language] = (out, said.getvalue())
    return found


def test_every_figure_is_judged_by_what_is_accepted(told: dict[str, tuple[Path, str]]) -> None:
    one, null = json.loads((told["en"][0] / "validation.json").read_text(encoding="utf-8"))
    assert (one["behaviour"], null["behaviour"], one["counties"]) == ("calibrated", "constant_hazard", 100)
    assert [line["moment"] for line in one["figures"]] == [target.moment for target in read_targets()]
    assert set(one["patterns"]) == {pattern.key for pattern in PATTERNS} and one["books_close"]
    inside: dict[str, list[bool]] = {}
    for line in one["figures"]:
        low, high = line["accepted"]
        held = line["miss"] is not None
        if held:
            held = (low is None or line["mean"] >= low) and (high is None or line["mean"] <= high)
            assert held == (line["miss"] <= 1.0 and (low is None or line["miss"] >= -1.0)), line
        if line["judged"]:
            assert bool(line["inside"]) == held, line
            inside.setdefault(line["id"], []).append(held)
    judged = one["calibration"] | {key: met for key, met in one["validation"].items() if key != "V9"}
    assert judged == {key: all(lines) for key, lines in inside.items()}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_and_the_terminal_tell_every_figure(language: str, told: dict[str, tuple[Path, str]]) -> None:
    folder, said = told[language]
    page, text = Page(), (folder / "validation.html").read_text(encoding="utf-8")
    page.feed(text)
    assert page.open == [] and page.loads == [] and text.count('class="plotly-graph-div"') == 2
    words = "\n".join(page.text)
    assert all(target.id in words and target.id in said for target in read_targets())


def test_a_narrow_page_keeps_the_label_the_range_and_the_verdict(told: dict[str, tuple[Path, str]]) -> None:
    """What repeats gives way; a unit stands with its label; a column of dashes is not there at all."""
    tables = (told["en"][0] / "validation.html").read_text(encoding="utf-8").split("<table")[1:]
    heads = [re.findall("<th(?: [^>]*)?>(.*?)</th>", table) for table in tables]
    narrow = [[head for head in one if "wide" not in head] for one in heads]
    words = ["no.", "figure", "accepted", "calibrated", "pass", "constant_hazard", "pass"]
    assert [[re.sub("<.*| .95.*", "", head) for head in one] for one in narrow] == [words, words, words[1:]]
    assert [len(one) - len(less) for one, less in zip(heads, narrow, strict=True)] == [3, 3, 0]
    assert "mean completed tenure, heads (years)" in tables[0] and re.search('<span class="interval *"> \\[', tables[0])


def test_both_languages_hold_the_same_numbers(told: dict[str, tuple[Path, str]]) -> None:
    one, other = ((folder / "validation.json").read_bytes() for folder, _ in told.values())
    assert one == other


def test_whiskers_of_misses_end_where_the_interval_does() -> None:
    two_sided = {"id": "C1", "moment": "exit_rate_secretary", "practice": "1999-2012", "judged": True}
    two_sided |= {"accepted": [0.2, 0.4], "mean": 0.35, "ci95": [0.31, 0.42], "miss": 0.5}
    bounded = two_sided | {"moment": "discord_share", "accepted": [None, 0.4], "miss": 0.0}
    once = two_sided | {"moment": "exit_rate_head", "ci95": [None, None]}
    (dots,) = misses({Text("Set", "组"): {"figures": [two_sided, bounded, once]}}, "en").data
    assert dots.x == (0.5, 0.0, 0.5)
    assert dots.error_x.array == pytest.approx((0.7, None, None))
    assert dots.error_x.arrayminus == pytest.approx((0.4, None, None))
