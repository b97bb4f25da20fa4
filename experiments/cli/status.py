"""`renqi status`: how far a sweep is."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sim.texts import say

MOST_ERRORS = 5


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def status(
        folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("cli.folder", language))],
    ) -> None:
        from experiments import sweep

        found = sweep.status(folder)
        counts = {"done": found.done, "total": found.total, "points": found.points, "replicates": found.replicates}
        rest = {"batches": found.batches, "size": f"{found.bytes / 2**20:.1f}", "seconds": f"{found.seconds:.0f}"}
        print(say("status.line", language, name=found.name, **counts, **rest))
        for error, count in list(found.errors.items())[:MOST_ERRORS]:
            # What we say of a run ourselves is stored in English, and told in the user's language.
            told = say("store.killed_twice", language) if error == say("store.killed_twice") else error
            print(say("status.failed", language, count=count, error=told))
        print(say("status.working" if found.working else "status.idle", language))

    return status
