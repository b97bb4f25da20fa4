"""One line on the error stream that says how far a long computation is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A function to be told (runs done, runs in all); silent where nobody watches a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, total: int) -> None:
            if bar.tasks[0].total is None:
                # What was finished before this began says nothing of how fast it is.
                bar.reset(task, completed=done, total=total)
            bar.update(task, completed=done, total=total)

        yield tell
