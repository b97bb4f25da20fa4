"""`renqi search`: policies that no other beats on every objective of a study."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from experiments.cli.inquire import MOST_FUTURES, checked_workers, command_of, needing, tell
from experiments.cli.options import How, option, out_kept, within
from sim.texts import say
from sim.texts.user_error import UserError

FUTURES, FRESH = 4, 20
MOST_TRIALS = 100_000


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def search(
        study: Annotated[Path, typer.Argument(metavar="STUDY", help=say("cli.study", language))],
        out: Annotated[Path, out_kept(language)],
        trials: Annotated[int | None, option("trials", "N", language)] = None,
        futures: Annotated[int, option("futures", "N", language, default=FUTURES)] = FUTURES,
        fresh: Annotated[int, option("fresh", "N", language, default=FRESH)] = FRESH,
        workers: Annotated[int | None, option("workers", "N", language)] = None,
    ) -> None:
        within("--futures", futures, 1, MOST_FUTURES)
        within("--fresh", fresh, 2, MOST_FUTURES)
        if trials is not None:
            within("--trials", trials, 2, MOST_TRIALS)
        folder = How(out=out).folder()
        with needing("optuna", "optimise"):
            _inquire(study, trials, futures, fresh, checked_workers(workers), folder or out, language)

    return search


def _inquire(
    path: Path, trials: int | None, futures: int, fresh: int, workers: int | None, folder: Path, language: str
) -> None:
    from dataclasses import replace

    from experiments.cli.progress import progress
    from experiments.inquiry import search_inquiry
    from experiments.policy_search import search_policies
    from experiments.study import read_study

    began, study = perf_counter(), read_study(path)
    wanted = study.search
    if wanted is None:
        raise UserError("study.no_search", str(path))
    if trials is not None:
        wanted = replace(wanted, trials=trials)
    with progress(quiet=False) as report:
        found = search_policies(study, wanted, futures, fresh, folder, report, workers=workers)
    command = command_of("search", path, trials=wanted.trials, futures=futures, fresh=fresh)
    tell(search_inquiry(found, command, language), found.runs, began, folder, language)
