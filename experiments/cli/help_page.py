"""Help pages in the language of the user: one plain layout for the command and for its verbs."""

from __future__ import annotations

import shutil
import unicodedata
from typing import Any

from typer.core import TyperCommand, TyperGroup

from sim.texts import say

VERBS_HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
_WIDEST = 100


class Ended(Exception):
    """What ended a verb from outside (Ctrl-C, a reader that has gone), which Typer would make an exit of, unsaid."""

    def __init__(self, cause: BaseException) -> None:
        self.cause = cause
        super().__init__(cause)


class Verb(TyperCommand):
    """A verb whose help page is ours."""

    def invoke(self, ctx: Any) -> Any:
        """Call the verb. Raises Ended on Ctrl-C, and where its output cannot be written."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, OSError) as cause:
            raise Ended(cause) from None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page into `formatter`."""
        formatter.write(page(self, ctx, ctx.find_root().obj))


class Verbs(TyperGroup):
    """The command whose help page lists its verbs."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page into `formatter`."""
        formatter.write(page(self, ctx, ctx.find_root().obj))


def page(command: Any, ctx: Any, language: str) -> str:
    """The help page of a command: how to call it, what it does, what it takes."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    verbs = getattr(command, "commands", {})
    pieces = [ctx.command_path]
    pieces += [say("cli.help.command_word", language)] if verbs else []
    words = [say(f"cli.word.{p.metavar}", language) for p in arguments]
    pieces += [f"{word} …" if p.nargs == -1 else word for word, p in zip(words, arguments, strict=True)]
    pieces.append(f"[{say('cli.help.options', language)}]")
    usage = say("cli.help.usage", language, command=" ".join(pieces))
    lines = [usage, "", *_wrapped(command.help, 0), ""]
    lines += _section("arguments", [(word, p.help) for word, p in zip(words, arguments, strict=True)], language)
    lines += _section("commands", [(name, verb.help) for name, verb in verbs.items()], language)
    named = [(f"{', '.join(p.opts)} {p.metavar or ''}".strip(), p.help) for p in options]
    named += [("--lang en|zh", say("cli.help.lang", language)), ("-h, --help", say("cli.help.help", language))]
    lines += _section("options", named, language)
    return "\n".join(lines).rstrip() + "\n"


def _section(heading: str, rows: list[tuple[str, str]], language: str) -> list[str]:
    if not rows:
        return []
    indent = max(_columns(name) for name, _ in rows) + 4
    lines = [say(f"cli.help.{heading}", language)]
    for name, text in rows:
        first, *others = _wrapped(text, indent)
        lines += ["  " + name + " " * (indent - 2 - _columns(name)) + first.lstrip(), *others]
    return [*lines, ""]


def _wrapped(text: str, indent: int) -> list[str]:
    """`text` in lines that fit the terminal, each indented; Chinese breaks between any two characters."""
    width = min(shutil.get_terminal_size().columns, _WIDEST) - indent
    lines, line = [], ""
    for piece in _pieces(text):
        if line and _columns(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [" " * indent + part for part in [*lines, line.rstrip()]]


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a space, and after a wide character unless a closing mark follows."""
    pieces = [""]
    for here, following in zip(text, text[1:] + " ", strict=True):
        pieces[-1] += here
        if here == " " or (_columns(here) == 2 and unicodedata.category(following)[0] != "P"):
            pieces.append("")
    return [piece for piece in pieces if piece]


def _columns(text: str) -> int:
    """Columns of a terminal that `text` takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
