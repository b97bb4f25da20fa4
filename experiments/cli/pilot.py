"""`renqi pilot`: what a study will take, and how sure it will be."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.cli.inquire import checked_workers
from experiments.cli.options import option
from sim.texts import say

if TYPE_CHECKING:
    from experiments.outlook import Outlook


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def pilot(
        study: Annotated[Path, typer.Argument(metavar="STUDY", help=say("cli.study", language))],
        workers: Annotated[int | None, option("workers", "N", language)] = None,
    ) -> None:
        _tell(study, checked_workers(workers), language)

    return pilot


def _tell(path: Path, workers: int | None, language: str) -> None:
    from experiments.cli.tables import show_table
    from experiments.headline import factor, label
    from experiments.outlook import outlook
    from experiments.study import read_study
    from experiments.sweep import hands_for
    from experiments.tables import number
    from sim.metrics import METRICS

    hands = hands_for("compiled", workers, None)
    found = outlook(read_study(path), hands)
    counts = {"points": found.points, "replicates": found.replicates, "runs": found.runs, "tried": found.tried}
    size, at_a_time = f"{found.bytes / 2**20:.0f}", hands.batches_at_a_time()
    print(say("pilot.cost", language, time=_time(found.seconds, language), size=size, workers=at_a_time, **counts))
    asked = any(one.asked is not None for one in found.metrics)
    rows = []
    for one in found.metrics:
        times = factor(METRICS[one.key].unit)
        widths = (one.mean, one.width, one.difference_width, *((one.asked,) if asked else ()))
        told = ["–" if v is None else number(v * times, 3) for v in widths]
        if asked:
            told.append("–" if one.needed is None else str(one.needed))
        rows.append([label(one.key, language), *told])
    heads = ["metric", "mean", "width", "difference", *(("asked", "needed") if asked else ())]
    show_table(say("pilot.title", language), [say(f"pilot.{head}", language) for head in heads], rows)
    for line in _precision(found, language):
        print(line)


def _precision(found: "Outlook", language: str) -> list[str]:
    """What the widths that the study asks for take."""
    from sim.metrics import METRICS

    unknown = (METRICS[one.key].label.in_language(language) for one in found.metrics if one.asked and not one.needed)
    lines = [say("pilot.precision_unknown", language, metric=metric) for metric in unknown]
    needed = found.needed
    if needed is None:
        return lines
    values = {"needed": needed, "replicates": found.replicates}
    if needed <= found.replicates:
        return [say("pilot.enough", language, **values), *lines]
    time = _time(found.seconds_of(needed), language)
    more = {"runs": needed * found.points, "more": needed - found.replicates, "time": time}
    return [say("pilot.too_few", language, **values, **more), *lines]


def _time(seconds: float, language: str) -> str:
    """Seconds, minutes or hours, whichever is read best."""
    if seconds < 120:
        return say("pilot.seconds", language, number=f"{seconds:.0f}")
    if seconds < 7200:
        return say("pilot.minutes", language, number=f"{seconds / 60:.0f}")
    return say("pilot.hours", language, number=f"{seconds / 3600:.1f}")
