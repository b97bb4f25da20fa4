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
        from sim.run import empty_world
        from sim.scenario import read_scenario, resolve

        for path in files:
            scenario = read_scenario(path)
            # Whether any place meets the conditions of a reform, its world alone can tell.
            if any(reform.where for reform in scenario.reforms):
                resolve(scenario, empty_world(scenario))
            values = {"levers": len({*scenario.practice, *scenario.policy}), "reforms": len(scenario.reforms)}
            title = scenario.title.in_language(language)
            print(say("cli.check.fine", language, name=path, title=title, **values))

    return check
