"""`renqi sweep`: run a study into a folder, as often as it takes."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from experiments.cli.inquire import checked_workers, needing
from experiments.cli.options import option, out_kept, within
from sim.texts import say

STOPPED = 130
MOST = 1_000_000


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def sweep(
        study: Annotated[Path, typer.Argument(metavar="STUDY", help=say("cli.study", language))],
        out: Annotated[Path, out_kept(language)],
        workers: Annotated[int | None, option("workers", "N", language)] = None,
        dask: Annotated[
            str | None, typer.Option("--dask", metavar="ADDRESS", help=say("cli.sweep.dask", language))
        ] = None,
        extend: Annotated[int, typer.Option("--extend", metavar="N", help=say("cli.sweep.extend", language))] = 0,
        batch: Annotated[
            int | None, typer.Option("--batch", metavar="N", help=say("cli.sweep.batch", language))
        ] = None,
        engine: Annotated[str, option("engine", "NAME", language)] = "compiled",
    ) -> None:
        within("--extend", extend, 0, MOST)
        if batch is not None:
            within("--batch", batch, 1, MOST)
        if dask is not None:
            with needing("distributed", "cluster"):
                _carry_out(study, out, checked_workers(workers), dask, extend, batch, engine, language)
        else:
            _carry_out(study, out, checked_workers(workers), None, extend, batch, engine, language)

    return sweep


def _carry_out(
    path: Path,
    out: Path,
    workers: int | None,
    dask: str | None,
    extend: int,
    batch: int | None,
    engine: str,
    language: str,
) -> None:
    from experiments.cli.progress import progress
    from experiments.store import Store
    from experiments.study import read_study
    from experiments.sweep import hands_for, status, sweep

    # A queue that ends a job sends this first; what is finished is kept, as it is on Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began, study, hands = perf_counter(), read_study(path), hands_for(engine, workers, dask)
    try:
        with progress(quiet=False) as report:
            sweep(study, out, hands, extend, batch, report)
    except KeyboardInterrupt:
        if not Store.is_there(out):
            raise  # it had not begun
        kept = status(out)
        print(say("sweep.stopped", language, done=kept.done, total=kept.total, folder=out), file=sys.stderr)
        raise typer.Exit(STOPPED) from None
    kept = status(out)
    values = {"runs": kept.done, "points": kept.points, "failed": kept.failed}
    print(say("sweep.done", language, folder=out, seconds=f"{perf_counter() - began:.1f}", **values))
    if kept.failed:
        print(say("sweep.failed", language, folder=out))
