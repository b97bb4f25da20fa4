"""`renqi sensitivity`: what a study's answers depend on."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from experiments.cli.inquire import MOST_FUTURES, checked_workers, command_of, needing, tell
from experiments.cli.options import How, option, out_kept, within
from sim.texts import say
from sim.texts.user_error import UserError

TRAJECTORIES, CLOSELY, BASE, FUTURES = 8, 8, 64, 2
MOST_TRAJECTORIES, MOST_BASE = 1000, 2**16


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def sensitivity(
        study: Annotated[Path, typer.Argument(metavar="STUDY", help=say("cli.study", language))],
        trajectories: Annotated[int, option("trajectories", "N", language, default=TRAJECTORIES)] = TRAJECTORIES,
        closely: Annotated[int, option("closely", "N", language, default=CLOSELY)] = CLOSELY,
        base: Annotated[int, option("base", "N", language, default=BASE)] = BASE,
        futures: Annotated[int, option("futures", "N", language, default=FUTURES)] = FUTURES,
        workers: Annotated[int | None, option("workers", "N", language)] = None,
        out: Annotated[Path | None, out_kept(language)] = None,
    ) -> None:
        within("--trajectories", trajectories, 2, MOST_TRAJECTORIES)
        within("--closely", closely, 1, 1000)
        within("--base", base, 2, MOST_BASE)
        within("--futures", futures, 1, MOST_FUTURES)
        if base & (base - 1):
            raise UserError("cli.power_of_two", None, name="--base", value=base)
        sizes = (trajectories, closely, base, futures)
        with needing("SALib", "sensitivity"):
            _inquire(study, sizes, checked_workers(workers), How(out=out).folder(), language)

    return sensitivity


def _inquire(
    path: Path, sizes: tuple[int, int, int, int], workers: int | None, folder: Path | None, language: str
) -> None:
    from experiments.cli.progress import progress
    from experiments.inquiry import sensitivity_inquiry
    from experiments.outcome import with_metrics
    from experiments.sensitivity import FEW, MOST_METRICS, Budget, examine
    from experiments.study import read_study

    began, study = perf_counter(), read_study(path)
    factors = study.worlds.factors
    if len(factors) < 2:
        raise UserError("study.no_worlds", str(path))
    budget = Budget(*sizes)
    with progress(quiet=False) as report:
        found = examine(with_metrics(study, FEW, MOST_METRICS), factors, budget, folder, report, workers=workers)
    trajectories, closely, base, futures = sizes
    command = command_of("sensitivity", path, trajectories=trajectories, closely=closely, base=base, futures=futures)
    tell(sensitivity_inquiry(found, command, language), found.runs, began, folder, language)
