"""The model held against what is published: verdicts, a freeze by hand, and the page in both languages."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from experiments.calibration.patterns import PATTERNS, freeze
from experiments.calibration.targets import FURTHER, read_targets
from experiments.calibration.validation import Validation, as_json
from experiments.calibration_tables import TABLES, read_back
from experiments.cli import main
from experiments.cli.validate import tell
from experiments.figures.validation import misses
from experiments.significant import accepted, cell, digits_for, shown
from experiments.statistics.paired import Estimate
from experiments.validation_words import conclusions, sheets
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
    words = ["no.", "figure", "accepted", "calibrated", "met", "constant_hazard", "met"]
    told = [[re.sub("<.*| .95.*", "", head) for head in one] for one in narrow]
    further = ["range" if word == "met" else word for word in words]
    assert told == [words, words, further, words[1:]]
    assert [len(one) - len(less) for one, less in zip(heads, narrow, strict=True)] == [3, 3, 3, 0]
    assert "mean completed tenure, heads (years)" in tables[0] and re.search('<span class="interval *"> \\[', tables[0])
    assert "2.95 (3.39)" in tables[0], "what the source prints stands beside the target"


@pytest.fixture(name="measured")
def _measured(told: dict[str, tuple[Path, str]]) -> list[Validation]:
    plain = json.loads((told["en"][0] / "validation.json").read_text(encoding="utf-8"))
    return [read_back(one) for one in plain]


@pytest.mark.parametrize("behaviours", [1, 2])
@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_wider_than_the_terminal_and_nothing_needed_gives_way(
    language: str,
    width: int,
    behaviours: int,
    measured: list[Validation],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    found = measured[:behaviours]
    tell(found, language)
    lines = capsys.readouterr().out.splitlines()
    assert max(cell_len(line.rstrip()) for line in lines) <= width
    said = "\n".join(lines)
    for sheet in sheets(found, language):
        assert sheet.title in said
        for row in sheet.rows:
            for text, kind in zip(row, sheet.kinds, strict=True):
                whole = kind in ("id", "target", "accepted", "model", "met")
                assert not whole or all(part in said for part in text.split(" [")), (row, kind)
    assert not {line.target.moment for line in found[0].lines} & set(re.findall(r"\w+", said))


def test_what_is_read_back_is_what_was_written(measured: list[Validation], told: dict[str, tuple[Path, str]]) -> None:
    plain = json.loads((told["en"][0] / "validation.json").read_text(encoding="utf-8"))
    assert [as_json(one) | {"sets": 1} for one in measured] == plain


def test_further_figures_are_told_and_not_counted(measured: list[Validation]) -> None:
    one = measured[0]
    further = [line for line in one.lines if line.target.use == FURTHER]
    assert further and not any(line.target.judged for line in further)
    assert not {line.target.id for line in further} & {*one.met(True), *one.met(False)}
    sheet = next(sheet for sheet in sheets([one], "en") if sheet.name == "further")
    assert len(sheet.rows) == len(further)
    for row, line in zip(sheet.rows, further, strict=True):
        mean = line.found.mean
        assert row[-1] == ("–" if mean is None else "in" if line.target.accepts(mean) else "out")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_missed_is_named_with_its_value_and_what_is_accepted(language: str, measured: list[Validation]) -> None:
    one = measured[0]
    first = one.patterns[0]
    gone = replace(first, found=replace(first.found, mean=-0.0123), inside=False)
    closed = replace(one, patterns=(gone, *(replace(line, inside=True) for line in one.patterns[1:])))
    lines = [replace(line, inside=True if line.target.judged else None) for line in one.lines]
    lines[0] = replace(lines[0], found=replace(lines[0].found, mean=0.400), inside=False)
    counted, missed, absent, _ = conclusions([replace(closed, lines=tuple(lines))], language)
    assert lines[0].label.in_language(language) in missed and "C1" in missed and "0.400" in missed
    assert "0.288 … 0.352" in missed and missed.count("0.") == 3
    assert first.pattern.label.in_language(language) in absent and "−0.0123" in absent
    there = len(one.patterns)
    assert (f"{there} of {there + 1} patterns" if language == "en" else f"规律{there + 1}项中{there}项") in counted


NUMBERS = st.floats(-1e6, 1e6).map(lambda x: 0.0 if abs(x) < 1e-9 else x)


@given(NUMBERS, NUMBERS, st.floats(-1e-3, 1e-3), st.booleans())
def test_what_is_printed_never_denies_what_is_judged(low: float, width: float, away: float, upper: bool) -> None:
    """A reader who compares the printed numbers comes to the verdict, however near the value is to an edge."""
    high = low + abs(width)
    value = (high if upper else low) * (1.0 + away)
    digits = digits_for([value], low, high)
    read = [
        float(text.replace("−", "-").replace("\u202f", ""))
        for text in (shown(value, digits), *accepted(low, high, "en", digits).split(" … "))
    ]
    assert (read[1] <= read[0] <= read[2]) == (low <= value <= high)


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (0.00275, 0.0009, 0.0039, "0.00275 in 0.0009 … 0.0039"),
        (0.40049, 0.3276, 0.40036, "0.4005 in 0.3276 … 0.4004"),
        (0.9996, None, 1.0, "1.00 in up to 1"),
        (1.0004, None, 1.0, "1.0004 in up to 1"),
        (0.0, 0.0, None, "0 in from 0"),
        (-0.0001, 0.0, None, "−0.000100 in from 0"),
        (12345.6, 10000.0, 20000.0, "12\u202f346 in 10\u202f000 … 20\u202f000"),
    ],
)
def test_three_digits_or_as_many_as_the_verdict_needs(
    value: float, low: float | None, high: float | None, told: str
) -> None:
    digits = digits_for([value], low, high)
    assert f"{shown(value, digits)} in {accepted(low, high, 'en', digits)}" == told


def test_an_interval_is_told_no_finer_than_its_mean() -> None:
    assert cell(Estimate(2, 0.2584, -0.0217, 0.5368, 0.2, 0.3)) == "0.258 [−0.022, 0.537]"
    assert cell(Estimate(2, 0.0, -0.0217, 0.5368, 0.0, 0.0)) == "0 [−0.0217, 0.537]"
    assert cell(Estimate(1, 3.0, None, None, 3.0, 3.0)) == "3.00"
    assert cell(Estimate(0, None, None, None, None, None)) == "–"


def test_the_page_of_the_fit_speaks_in_words() -> None:
    keys = {target.moment for target in read_targets()} | {pattern.key for pattern in PATTERNS}
    for name in ("calibration", "validation", "further", "patterns"):
        assert not keys & set(re.findall(r"\w+", TABLES[name]())), name


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
