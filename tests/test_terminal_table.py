"""The table of a comparison in a terminal: no number is wrapped or cut, however narrow it is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from rich.cells import cell_len

from experiments.cli.tables import Grid, show_comparison, show_paragraphs, show_table, show_widest

METRICS = (
    "Completed terms (%)",
    "Both chiefs replaced within 12 months (a year)",
    "两正职均更换且县长未接任书记（次/年）",
)
BASE = ("11.6 [10.2, 13.0]", "0.235 [0.229, 0.240]", "1 234.5 [1 234.0, 1 235.0]")
MEAN = ("77.1 [72.6, 81.7]", "0.100 [0.092, 0.108]", "–")
GAP = ("+65.5 [+60.8, +70.3]", "−0.135 [−0.148, −0.123]", "–")
TITLE = "A full term for nearly everyone, whatever kind of move it is that ends the spell"
HEADS = ["Metric", "The practice of 1999-2012", TITLE, "Difference [95 %]", "基本任满一届而不论调动种类", "差值［95%］"]
ROWS = [[name, base, mean, gap, mean, gap] for name, base, mean, gap in zip(METRICS, BASE, MEAN, GAP, strict=True)]
WORDS = ("Baseline", "方案")


def printed(
    width: int, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """The lines printed in a terminal of this width."""
    monkeypatch.setenv("COLUMNS", str(width))
    show_comparison("Compared with the practice", HEADS[:columns], [r[:columns] for r in ROWS], WORDS, frozenset({0}))
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("columns", [3, 4, 6])
@pytest.mark.parametrize("width", [1, 20, 40, 50, *range(60, 80, 3), 80, 90, 100, 120, 140, 200])
def test_numbers_stand_whole_in_one_line_at_any_width(
    width: int, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = printed(width, columns, capsys, monkeypatch)
    assert max(cell_len(line) for line in lines) <= max(width, 60)
    assert not any("…" in line for line in lines)
    wanted = BASE if columns == 3 else GAP
    for number in wanted:
        assert sum(line.count(number) for line in lines) >= (columns // 2 - 1 or 1), number
    letters = re.sub(r"\s", "", "".join(lines))
    for metric in METRICS:
        assert all(word in letters for word in re.findall(r"[\w%]+", metric.split("（")[0])), metric


def test_wide_terminals_show_every_interval_and_narrow_ones_a_block_a_scenario(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wide, narrow = (printed(width, 6, capsys, monkeypatch) for width in (200, 80))
    assert sum(BASE[0] in line for line in wide) == 1
    assert not any(BASE[0] in line for line in narrow)
    assert sum("11.6" in line for line in narrow) == 2, "the baseline's mean stands in both blocks"
    assert sum(HEADS[4] in line for line in narrow) == 1 and sum(TITLE in line for line in narrow) == 1
    widths = [len(printed(width, 6, capsys, monkeypatch)) for width in (80, 140, 200)]
    assert all(wider <= narrower for narrower, wider in pairwise(widths))


def test_a_line_follows_where_one_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = printed(140, 4, capsys, monkeypatch)
    first = next(n for n, line in enumerate(lines) if GAP[0] in line)
    assert lines[first + 1] == "" and GAP[1] in "".join(lines[first + 2 :])


def test_brackets_are_no_markup(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    show_table("[bold]title", ["[red]one", "two"], [["[a]", "[/b]"]])
    shown = capsys.readouterr().out
    for text in ("[bold]title", "[red]one", "[a]", "[/b]"):
        assert text in shown


def test_columns_give_way_and_no_label_is_broken_in_a_number_or_a_bracket(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    label = "书记超过年龄上限与43—47岁时晋升率之比（2013年以后）（次/年）"
    wide = Grid("表", ["编号", "指标", "目标", "模型"], [["C3", label, "2.95", "3.197 [3.100, 3.294]"]], label=1)
    narrow = Grid("表", ["编号", "指标", "模型"], [["C3", label, "3.197\n[3.100, 3.294]"]], label=1)
    for width in range(48, 100):
        monkeypatch.setenv("COLUMNS", str(width))
        show_widest([[wide], [narrow]])
        shown = capsys.readouterr().out
        assert max(map(cell_len, shown.splitlines())) <= width
        assert ("2.95" in shown) == (width >= 61)
        assert all(part in shown for part in ("43—47", "（2013年以后）", "（次/年）", "[3.100, 3.294]"))


def test_folded_words_keep_their_indent(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    show_widest([[Grid("moves", ["flow", "n"], [["  to another county as its secretary, or up", "1"]])]])
    told = [line for line in capsys.readouterr().out.splitlines() if re.search("to another|secretary", line)]
    assert len(told) == 2 and all(line.startswith("    ") for line in told)


def test_paragraphs_are_as_wide_as_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    told = ["两正职同年更换中由本县县长接任的比例为0.591（允许范围：0.6 … 0.73）。", "one, two and three; " * 4]
    show_paragraphs(told)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 30 and "".join(lines).startswith(told[0])
    assert any("0.6 … 0.73" in line for line in lines)
