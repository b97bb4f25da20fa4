"""`renqi diff`: two folders of results side by side."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.texts import say

if TYPE_CHECKING:
    from experiments.statistics.paired import Difference


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def diff(
        first: Annotated[Path, typer.Argument(metavar="DIR_A", help=say("cli.diff.first", language))],
        second: Annotated[Path, typer.Argument(metavar="DIR_B", help=say("cli.diff.second", language))],
    ) -> None:
        _tell(first, second, language)

    return diff


def _tell(first: Path, second: Path, language: str) -> None:
    from experiments.cli.tables import show_table
    from experiments.difference import results_in, side_by_side

    found = side_by_side(results_in(first), results_in(second))
    for name, (one, two) in found.about.items():
        print(say("diff.about", language, name=name, first=one or "–", second=two or "–"))
    if not found.about:
        print(say("diff.same", language))
    counts = {"both": found.both, "equal": found.equal, "first": found.only_first, "second": found.only_second}
    print(say("diff.runs", language, **counts))
    if found.changes:
        heads = [say(f"diff.{h}", language) for h in ("scenario", "metric", "first", "second", "moved", "changed")]
        rows = [
            [c.scenario, c.metric, _number(c.means[0]), _number(c.means[1]), _interval(c.moved), str(c.changed)]
            for c in found.changes
        ]
        show_table(say("diff.changes", language), heads, rows)
    else:
        print(say("diff.no_changes", language))
    if found.conclusions:
        heads = [say(f"diff.{head}", language) for head in ("scenario", "metric", "first", "second")]
        rows = [[c.scenario, c.metric, _interval(c.first), _interval(c.second)] for c in found.conclusions]
        show_table(say("diff.conclusions", language), heads, rows)
    else:
        print(say("diff.all_hold", language, compared=found.compared))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"


def _interval(found: "Difference") -> str:
    return f"{_number(found.mean)} [{_number(found.ci_low)}, {_number(found.ci_high)}]"
