"""`renqi rank`: which of a study's policies is best?"""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.inquire import MOST_FUTURES, checked_workers, wrapped
from experiments.cli.options import How, json_option, option, out_kept, within
from sim.texts import say
from sim.texts.user_error import UserError

DEFAULT_MOST = 1000
LEAST_MOST = 20


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def rank(
        study: Annotated[Path, typer.Argument(metavar="STUDY", help=say("cli.study", language))],
        metric: Annotated[str | None, option("metric", "KEY", language)] = None,
        delta: Annotated[float | None, option("delta", "X", language)] = None,
        most: Annotated[int, option("most", "N", language)] = DEFAULT_MOST,
        workers: Annotated[int | None, option("workers", "N", language)] = None,
        out: Annotated[Path | None, out_kept(language)] = None,
        as_json: Annotated[bool, json_option(language)] = False,
    ) -> None:
        within("--most", most, LEAST_MOST, MOST_FUTURES)
        if delta is not None and not (math.isfinite(delta) and delta > 0.0):
            raise UserError("rank.delta")
        _rank(study, metric, delta, most, checked_workers(workers), How(out=out).folder(), as_json, language)

    return rank


def _rank(
    path: Path,
    metric: str | None,
    delta: float | None,
    most: int,
    workers: int | None,
    folder: Path | None,
    as_json: bool,
    language: str,
) -> None:
    from experiments.asked_words import ranking
    from experiments.asking import rank
    from experiments.cli.progress import progress
    from experiments.study import read_study
    from sim.metrics import METRICS

    study = read_study(path)
    key = metric or (study.ask.metric if study.ask else None)
    least = delta or (study.ask.delta if study.ask and key == study.ask.metric else None)
    if key is None or least is None:
        raise UserError("rank.nothing_asked", str(path))
    if key not in METRICS:
        raise UserError("rank.metric", None, name=key)
    with progress(quiet=as_json) as report:
        found = rank(study, key, least, most=most, folder=folder, workers=workers, progress=report)
    if as_json:
        print(json.dumps(found.as_json(study), ensure_ascii=False, indent=2, allow_nan=False))
        return
    for line in ranking(found, language):
        print(wrapped(line, language))
