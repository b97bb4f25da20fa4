"""`renqi ask`: does one scenario beat another by enough to matter?"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.inquire import MOST_FUTURES, checked_workers, wrapped
from experiments.cli.options import How, json_option, option, out_kept, within
from sim.texts import say


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def ask(
        study: Annotated[Path, typer.Argument(metavar="STUDY", help=say("cli.study", language))],
        most: Annotated[int | None, option("most", "N", language)] = None,
        workers: Annotated[int | None, option("workers", "N", language)] = None,
        out: Annotated[Path | None, out_kept(language)] = None,
        as_json: Annotated[bool, json_option(language)] = False,
    ) -> None:
        if most is not None:
            within("--most", most, 2, MOST_FUTURES)
        _ask(study, most, checked_workers(workers), How(out=out).folder(), as_json, language)

    return ask


def _ask(path: Path, most: int | None, workers: int | None, folder: Path | None, as_json: bool, language: str) -> None:
    from experiments.asked_words import answer, caveats
    from experiments.asking import ask
    from experiments.cli.progress import progress
    from experiments.study import read_study

    study = read_study(path)
    with progress(quiet=as_json) as report:
        found = ask(study, folder, workers, most, report)
    if as_json:
        print(json.dumps(found.as_json(study), ensure_ascii=False, indent=2, allow_nan=False))
        return
    print(answer(found, study, language))
    for line in caveats(found, language):
        print(wrapped(line, language))
