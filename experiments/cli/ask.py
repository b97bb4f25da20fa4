"""`renqi ask`: does one scenario beat another by enough to matter?"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.inquire import MOST_FUTURES, checked_workers, wrapped
from experiments.cli.options import How, option, within
from sim.texts import say


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def ask(
        study: Annotated[Path, typer.Argument(metavar="STUDY", help=say("cli.study", language))],
        most: Annotated[int | None, option("most", "N", language)] = None,
        workers: Annotated[int | None, option("workers", "N", language)] = None,
        out: Annotated[
            Path | None, typer.Option("--out", metavar="DIR", help=say("cli.option.out_kept", language))
        ] = None,
    ) -> None:
        if most is not None:
            within("--most", most, 2, MOST_FUTURES)
        _ask(study, most, checked_workers(workers), How(out=out).folder(), language)

    return ask


def _ask(path: Path, most: int | None, workers: int | None, folder: Path | None, language: str) -> None:
    from experiments.asked_words import answer, caveats
    from experiments.asking import ask
    from experiments.cli.progress import progress
    from experiments.study import read_study

    study = read_study(path)
    with progress(quiet=False) as report:
        found = ask(study, folder, workers, most, report)
    print(answer(found, study, language))
    for line in caveats(found, language):
        print(wrapped(line, language))
