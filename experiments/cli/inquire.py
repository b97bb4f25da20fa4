"""What `sensitivity`, `robust` and `search` have in common: limits of options, and how an inquiry is told and kept."""

import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from experiments.cli.options import within
from sim.texts import say
from sim.texts.user_error import UserError

if TYPE_CHECKING:
    from experiments.inquiry import Inquiry

MOST_FUTURES = 100_000
MOST_WORKERS = 1024


@contextmanager
def needing(package: str, extra: str) -> Iterator[None]:
    """Say which extra is missing where `package` is not installed."""
    if find_spec(package) is None:
        raise UserError("cli.needs", None, name=package, extra=extra)
    yield


def checked_workers(workers: int | None) -> int | None:
    """The number of workers, if it is one."""
    if workers is not None:
        within("--workers", workers, 1, MOST_WORKERS)
    return workers


def command_of(verb: str, study: Path, **options: object) -> str:
    """The command that makes the page again, the study by its name."""
    told = "".join(f" --{name} {value}" for name, value in options.items() if value is not None)
    return f"renqi {verb} {study.name}{told}"


def tell(inquiry: "Inquiry", runs: int, began: float, folder: Path | None, language: str) -> None:
    """Print what was found, and keep page and tables where a folder is named."""
    print(inquiry.title)
    for answer in inquiry.answers:
        print(f"\n{answer.heading}")
        for sentence in answer.sentences:
            print(wrapped(sentence, language))
    print()
    print(say("cli.ran", language, runs=runs, seconds=f"{perf_counter() - began:.1f}"))
    if folder is not None:
        print(say("cli.page", language, path=inquiry.write(folder, language)))
    sys.stdout.flush()


def wrapped(sentence: str, language: str) -> str:
    """A sentence in lines of a terminal's width; Chinese is left to the terminal."""
    if language == "zh":
        return f"  {sentence}"
    return textwrap.fill(sentence, 100, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
