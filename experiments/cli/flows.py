"""`renqi flows`: a prefecture's year and the published moments, beside the model's."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.cli.options import DEFAULT_BEHAVIOUR, DEFAULT_SEED, How, json_option, option
from sim.texts import say

if TYPE_CHECKING:
    from experiments.flow_results import FlowLine, FlowResults, MomentLine
    from sim.scenario import Scenario

DEFAULT_FUTURES = 10
DECIMALS = 3


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def flows(
        scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help=say("cli.run.scenario", language))],
        replicates: Annotated[
            int, option("replicates", "N", language, "-n", default=DEFAULT_FUTURES)
        ] = DEFAULT_FUTURES,
        seed: Annotated[int, option("seed", "S", language, default=DEFAULT_SEED)] = DEFAULT_SEED,
        world: Annotated[str | None, option("world", "KIND", language)] = None,
        behaviour: Annotated[str, option("behaviour", "NAME|FILE", language)] = DEFAULT_BEHAVIOUR,
        as_json: Annotated[bool, json_option(language)] = False,
    ) -> None:
        from experiments import flow_results
        from experiments.cli.progress import progress

        how = How(replicates, seed, world, behaviour=behaviour)
        (asked,) = how.scenarios([scenario])
        with progress(quiet=as_json) as report:
            found = flow_results.measure(asked, replicates, seed, report)
        if as_json:
            plain = flow_results.as_json(found, scenario.stem, seed)
            print(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False))
        else:
            _tell(found, asked, seed, language)
        if found.faults:
            raise typer.Exit(1)

    return flows


def _tell(found: "FlowResults", scenario: "Scenario", seed: int, language: str) -> None:
    from experiments.cli.tables import show_paragraphs
    from experiments.flows import COUNTIES

    title = scenario.title.in_language(language)
    heads = ["row", "published", "model", "times", "published_share", "model_share", "verdict"]
    rows, breaks = _flow_rows(found, language)
    words = [say(f"flows.{head}", language) for head in heads]
    _show(say("flows.title", language, counties=COUNTIES, title=title), words, rows, breaks, (4, 5))
    values = {"prefectures": found.prefectures, "world_counties": found.counties, "counties": COUNTIES}
    lost = [say("flows.lost", language, what=fault) for fault in found.faults]
    show_paragraphs([say("flows.note", language, factor=f"{found.factor:.3f}", **values), *lost, ""])
    rows, breaks = _moment_rows(found.moments, language)
    heads = ["id", "moment", "target", "accepted", "model", "verdict"]
    words = [say(f"flows.{head}", language) for head in heads]
    _show(say("flows.moments", language, title=title), words, rows, breaks, (2,), 1)
    judged = [line.inside for line in found.moments if line.inside is not None]
    values = {"inside": sum(judged), "judged": len(judged), "replicates": found.replicates, "seed": seed}
    show_paragraphs([say("flows.moments_note", language, years=f"{found.months / 12:g}", **values)])


def _show(
    title: str, heads: list[str], rows: list[list[str]], breaks: set[int], give_way: tuple[int, ...], label: int = 0
) -> None:
    """Print a table; where the terminal is narrow some columns give way, then intervals stand beneath their means."""
    from experiments.cli.tables import Grid, show_widest

    kept = [place for place in range(len(heads)) if place not in give_way]
    every, *fewer = ([row[place] for place in kept] for row in (heads, *rows))
    beneath = [[text.replace(" [", "\n[") for text in row] for row in (every, *fewer)]
    at = frozenset(breaks)
    layouts = ((heads, rows), (every, fewer), (beneath[0], beneath[1:]))
    show_widest([Grid(title, words, told, at, label, "top")] for words, told in layouts)


def _flow_rows(found: "FlowResults", language: str) -> tuple[list[list[str]], set[int]]:
    """Every column under its title, then the chain, then what closes; and the rows after which a line stands."""
    from experiments.flows import CHAIN_MOVES, COLUMNS, KINDS, Column
    from experiments.significant import cell

    titles = {column.key: column.title.in_language(language) for column in COLUMNS}
    rows: list[list[str]] = []
    breaks: set[int] = set()
    open_column = ""
    for line in found.flows:
        if isinstance(line.of, Column):
            rows.append([f"  {say('flows.sum', language)}", *_flow_cells(line, 1.0, language)])
            breaks.add(len(rows) - 1)
            continue
        if line.of.column != open_column:
            open_column = line.of.column
            rows.append([titles[open_column], *[""] * 6])
        rows.append([f"  {line.of.label.in_language(language)}", *_flow_cells(line, line.of.share, language)])
    chain = cell(found.chain_moves)
    verdict = _verdict(found.chain_inside, language)
    times = None if found.chain_moves.mean is None else found.chain_moves.mean / CHAIN_MOVES
    rows.append([say("flows.chain", language), f"{CHAIN_MOVES:g} ", chain, _number(times, 2), "", "", verdict])
    for kind, code in KINDS.items():
        word = say("flows.open" if found.gaps[kind] else "flows.closes", language)
        label = say("flows.gap", language, kind=say(f"kind.{code.name}", language))
        rows.append([label, "0 ", str(found.gaps[kind]), "", "", "", word])
    return rows, breaks


def _flow_cells(line: "FlowLine", share: float | None, language: str) -> list[str]:
    from experiments.significant import cell

    return [
        f"{line.of.a_year:g}{'*' if line.of.starred else ' '}",
        cell(line.a_year),
        _number(line.times, 2),
        "–" if share is None else f"{100 * share:g}",
        _number(None if line.share.mean is None else 100 * line.share.mean, 1),
        _verdict(line.inside, language),
    ]


def _moment_rows(lines: "Sequence[MomentLine]", language: str) -> tuple[list[list[str]], set[int]]:
    from experiments.significant import accepted, as_given, cell, digits_for
    from experiments.validation_words import with_unit

    rows: list[list[str]] = []
    breaks: set[int] = set()
    for number, line in enumerate(lines):
        target, label = line.target, line.moment.label.in_language(language)
        if target.later:
            label = say("flows.practice_later", language, label=label)
        if not target.calibration:
            label = say("flows.predicted", language, label=label)
        verdict = "–" if line.inside is None else _verdict(line.inside, language)
        digits = digits_for([line.found.mean], target.low, target.high)
        allowed = accepted(target.low, target.high, language, digits)
        label = with_unit(label, line.moment.unit, line.moment.key, language)
        rows.append([target.id, label, as_given(target.value), allowed, cell(line.found, digits), verdict])
        if number + 1 < len(lines) and lines[number + 1].target.id != target.id:
            breaks.add(number)
    return rows, breaks


def _number(value: float | None, decimals: int = DECIMALS) -> str:
    """A number in print; a dash where there is none."""
    from experiments.tables import number

    return "–" if value is None else number(value, decimals)


def _verdict(inside: bool, language: str) -> str:
    return say("flows.yes" if inside else "flows.no", language)
