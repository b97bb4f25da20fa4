"""`renqi check`: are these scenario files in order?"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sim.texts import say


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def check(
        files: Annotated[list[Path], typer.Argument(metavar="FILE", help=say("cli.check.files", language))],
    ) -> None:
        from sim.scenario import read_scenario

        for path in files:
            scenario = read_scenario(path)
            values = {"levers": len({*scenario.practice, *scenario.policy}), "reforms": len(scenario.reforms)}
            title = scenario.title.in_language(language)
            print(say("cli.check.fine", language, name=path, title=title, **values))

    return check
