"""`renqi validate`: the model against published figures and patterns, under one behaviour or several."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.cli.options import DEFAULT_BEHAVIOUR, DEFAULT_SEED, How, json_option, option
from sim.texts import say
from sim.texts.user_error import UserError

if TYPE_CHECKING:
    from experiments.calibration.validation import Scenarios, Validation

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
        _tell(found, language)
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
            tell = partial(_after, report, len(found) * how.replicates, len(hows) * how.replicates)
            found.append(measure(one, how.replicates, how.seed, tell))
    return found


def _after(report: Callable[[int, int], None], before: int, whole: int, done: int, total: int) -> None:
    """Tell of the runs of one behaviour after those of others."""
    report(before + done, whole)


def _tell(found: "Sequence[Validation]", language: str) -> None:
    from experiments.cli.tables import show_rows
    from experiments.validation_words import conclusions, figure_rows, heads, pattern_rows, with_units

    words = heads(found, language)
    for part in (True, False):
        rows, breaks = figure_rows(found, part, language)
        title = say("validate.fitted" if part else "validate.predicted", language)
        show_rows(title, words, rows, breaks, (2, 3), with_units(rows, language))
    rows = pattern_rows(found, language)
    show_rows(say("validate.patterns", language), words, rows, (), (2, 3), with_units(rows, language))
    for line in conclusions(found, language):
        print(line)
