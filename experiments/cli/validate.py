"""`renqi validate`: the model against published figures and patterns, under one behaviour or several."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.cli.options import DEFAULT_BEHAVIOUR, DEFAULT_SEED, How, json_option, option
from sim.texts import say
from sim.texts.user_error import UserError

if TYPE_CHECKING:
    from experiments.calibration.validation import Scenarios, Validation
    from experiments.cli.tables import Grid

DEFAULT_FUTURES = 4
DEFAULT_WORLD = "national"
FOLDER = "scenarios"
FILES = ("baseline.yaml", "practice_2013.yaml", "poor_county_freeze.yaml")


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def validate(
        folder: Annotated[
            Path, typer.Argument(metavar="FOLDER", help=say("cli.validate.folder", language), show_default=False)
        ] = Path(FOLDER),
        behaviours: Annotated[
            list[str] | None,
            typer.Option("--behaviour", metavar="NAME|FILE", help=say("cli.validate.behaviours", language)),
        ] = None,
        replicates: Annotated[
            int, option("replicates", "N", language, "-n", default=DEFAULT_FUTURES)
        ] = DEFAULT_FUTURES,
        seed: Annotated[int, option("seed", "S", language, default=DEFAULT_SEED)] = DEFAULT_SEED,
        world: Annotated[str, option("world", "KIND", language)] = DEFAULT_WORLD,
        out: Annotated[Path | None, option("out", "DIR", language)] = None,
        as_json: Annotated[bool, json_option(language)] = False,
    ) -> None:
        from experiments.calibration.validation import as_json as plain

        asked = dict.fromkeys(behaviours or [DEFAULT_BEHAVIOUR])
        hows = [How(replicates, seed, world, out=out, behaviour=name) for name in asked]
        kept, found = hows[0].folder(), _measured(hows, folder, as_json)
        if kept is not None:
            from experiments.validation_report import write_report

            page = write_report(found, kept, language)
        if as_json:
            print(json.dumps([plain(one) for one in found], ensure_ascii=False, indent=2, allow_nan=False))
            return
        tell(found, language)
        if kept is not None:
            print(say("validate.page", language, path=page))

    return validate


def three(how: How, folder: Path) -> "Scenarios":
    """The three scenarios in `folder` that answer for the published figures. Raises UserError."""
    from experiments.calibration.validation import Scenarios

    baseline, later, frozen = how.scenarios([folder / name for name in FILES])
    if all(reform.where is None for reform in frozen.reforms):
        raise UserError("validate.no_freeze", None, name=folder / FILES[2])
    return Scenarios(baseline, later, frozen)


def _measured(hows: list[How], folder: Path, quiet: bool) -> "list[Validation]":
    """The model under the behaviour of each of `hows`."""
    from experiments.calibration.validation import measure
    from experiments.cli.progress import progress

    scenarios = [three(how, folder) for how in hows]
    found: list[Validation] = []
    with progress(quiet=quiet) as report:
        for how, one in zip(hows, scenarios, strict=True):
            after = partial(_after, report, len(found) * how.replicates, len(hows) * how.replicates)
            found.append(measure(one, how.replicates, how.seed, after))
    return found


def _after(report: Callable[[int, int], None], before: int, whole: int, done: int, total: int) -> None:
    """Tell of the runs of one behaviour after those of others."""
    report(before + done, whole)


def tell(found: "Sequence[Validation]", language: str) -> None:
    """Print the tables and what they come to, in the width of the terminal."""
    from experiments.cli.tables import show_paragraphs, show_widest
    from experiments.validation_words import conclusions, sheets

    for place in range(len(sheets(found, language))):
        show_widest(_layouts(found, place, language))
    show_paragraphs(conclusions(found, language))


def _layouts(found: "Sequence[Validation]", place: int, language: str) -> "Iterator[list[Grid]]":
    """Ways to lay one of the tables out, the widest first; in the last each behaviour has a table of its own."""
    from experiments.cli.tables import Grid
    from experiments.validation_words import Sheet, sheets

    ways: list[Callable[[Sheet], Sheet]] = [
        lambda sheet: sheet,
        lambda sheet: sheet.without("miss"),
        lambda sheet: sheet.stacked(),
        lambda sheet: sheet.stacked().without("miss"),
    ]
    groups: list[list[Sequence[Validation]]] = [[found], [[one] for one in found]] if len(found) > 1 else [[found]]
    for group in groups:
        told = [sheets(some, language)[place] for some in group]
        names = [some[0].behaviours.title.in_language(language) for some in group] if len(group) > 1 else [""]
        for way in ways:
            shown = [way(sheet) for sheet in told]
            yield [
                Grid(f"{name}\n{one.title}" if name else one.title, one.heads, one.rows, one.breaks, one.label, "top")
                for name, one in zip(names, shown, strict=True)
            ]
