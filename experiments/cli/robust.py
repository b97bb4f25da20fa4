"""`renqi robust`: how a study's policies stand up to what is not known."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from experiments.cli.inquire import MOST_FUTURES, checked_workers, command_of, needing, tell
from experiments.cli.options import How, option, out_kept, within
from sim.texts import say
from sim.texts.user_error import UserError

FUTURES = 4
LEAST_WORLDS, MOST_WORLDS = 10, 100_000


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def robust(
        study: Annotated[Path, typer.Argument(metavar="STUDY", help=say("cli.study", language))],
        worlds: Annotated[int | None, option("worlds", "N", language)] = None,
        futures: Annotated[int, option("futures", "N", language, default=FUTURES)] = FUTURES,
        workers: Annotated[int | None, option("workers", "N", language)] = None,
        out: Annotated[Path | None, out_kept(language)] = None,
    ) -> None:
        within("--futures", futures, 1, MOST_FUTURES)
        if worlds is not None:
            within("--worlds", worlds, LEAST_WORLDS, MOST_WORLDS)
        with needing("sklearn", "calibrate"):
            _inquire(study, worlds, futures, checked_workers(workers), How(out=out).folder(), language)

    return robust


def _inquire(
    path: Path, count: int | None, futures: int, workers: int | None, folder: Path | None, language: str
) -> None:
    from dataclasses import replace

    from experiments.cli.progress import progress
    from experiments.inquiry import robustness_inquiry
    from experiments.robust import over_worlds
    from experiments.study import read_study

    began, study = perf_counter(), read_study(path)
    worlds = study.worlds if count is None else replace(study.worlds, count=count)
    if not worlds.factors and not worlds.sets:
        raise UserError("study.no_worlds", str(path))
    if study.judge is None:
        raise UserError("study.no_judge", str(path))
    if len(study.scenarios) < 2:
        raise UserError("study.one_policy", str(path))
    with progress(quiet=False) as report:
        found = over_worlds(study, worlds, study.judge, futures, folder, report, workers=workers)
    command = command_of("robust", path, worlds=worlds.count, futures=futures)
    tell(robustness_inquiry(found, command, language), found.runs, began, folder, language)
