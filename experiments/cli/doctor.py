"""`renqi doctor`: does this installation compute what it should?"""

from collections.abc import Callable
from typing import Annotated

import typer

from sim.texts import say


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def doctor(
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("cli.doctor.quiet", language))] = False,
    ) -> None:
        from experiments.cli.tables import show_table
        from experiments.doctor import examine

        findings = examine(language)
        wrong = [finding for finding in findings if not finding.fine]
        if wrong or not quiet:
            heads = [say(f"cli.doctor.{head}", language) for head in ("what", "found")]
            words = {True: say("cli.doctor.fine", language), False: say("cli.doctor.wrong", language)}
            rows = [
                [one.what, say("verify.told", language, verdict=words[one.fine], found=one.found)] for one in findings
            ]
            show_table(say("cli.doctor.title", language), heads, rows)
        if wrong:
            raise typer.Exit(1)

    return doctor
