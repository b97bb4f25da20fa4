"""`renqi verify`: are results what they say they are?"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.options import within
from sim.texts import say

DEFAULT_SAMPLE = 20
MOST = 1_000_000


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def verify(
        folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("cli.folder", language))],
        sample: Annotated[
            int,
            typer.Option("--sample", metavar="N", help=say("cli.verify.sample", language, default=DEFAULT_SAMPLE)),
        ] = DEFAULT_SAMPLE,
    ) -> None:
        from experiments import verify as checks
        from experiments.cli.tables import show_table

        within("--sample", sample, 0, MOST)
        findings = checks.verify(folder, sample, language)
        heads = [say(f"cli.doctor.{head}", language) for head in ("what", "found")]
        words = {True: say("cli.doctor.fine", language), False: say("cli.doctor.wrong", language)}
        rows = [
            [finding.what, say("verify.told", language, verdict=words[finding.fine], found=finding.found)]
            for finding in findings
        ]
        show_table(say("verify.title", language, name=folder), heads, rows)
        if any(not finding.fine for finding in findings):
            raise typer.Exit(1)

    return verify
