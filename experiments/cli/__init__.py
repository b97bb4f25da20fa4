"""The `renqi` command. A file a verb; this one reads the command line and turns mistakes into sentences."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from sim.texts import LANGUAGES, language_of_user, say
from sim.texts.user_error import UserError

WRONG_INPUT = 2
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is 0, 1 (a check failed), 2 (a mistake of the user) or 130 (stopped)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of_user()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character shows a mark in its place.
            stream.reconfigure(errors="replace")
    try:
        language, rest = _language_of(given)
        for word in rest:
            if not word.isascii():
                _in_utf8(word)
        from experiments.cli.app import run_app

        code = run_app(rest, language)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except UserError as wrong:
        print(wrong.sentence(language), file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        print(say("cli.stopped", language), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # The reader (`head`, a pager) has gone.
        _close_output()
        return 0
    except OSError as wrong:
        # What verbs write to disk they look after themselves: mostly this is an output that takes no more.
        why = wrong.strerror or type(wrong).__name__
        where = f" ({wrong.filename})" if wrong.filename else ""
        print(say("cli.system", language, why=f"{why}{where}"), file=sys.stderr)
        _close_output()
        return WRONG_INPUT


def _close_output() -> None:
    """What is left in the buffer must not raise again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _in_utf8(word: str) -> None:
    """Refuse a name that Python could not make text of: it could stand in no table. Raises UserError."""
    try:
        word.encode()
    except UnicodeEncodeError:
        name = word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        raise UserError("cli.not_utf8", None, name=name) from None


def _language_of(arguments: list[str]) -> tuple[str, list[str]]:
    """The language asked for with `--lang`, wherever it stands, and the other arguments. Raises UserError."""
    rest: list[str] = []
    wanted: str | None = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            wanted = next(words, "")
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if wanted is not None and wanted not in LANGUAGES:
        raise UserError("cli.bad_language", None, value=wanted)
    return language_of_user(wanted), rest
