"""The verbs together, and how a mistake in the command itself is told.

Verbs import what they need when they are called: the help pages come without NumPy, pydantic or numba.
"""

from __future__ import annotations

import difflib
from typing import Any

import typer

from experiments.cli import (
    ask,
    calibrate,
    check,
    compare,
    diff,
    doctor,
    explain,
    flows,
    levers,
    pilot,
    query,
    rank,
    robust,
    run,
    schema,
    search,
    sensitivity,
    status,
    sweep,
    validate,
    verify,
)
from experiments.cli.help_page import VERBS_HELP, Ended, Verb, Verbs
from sim.texts import say
from sim.texts.catalogue import CATALOGUE
from sim.texts.user_error import UserError

VERBS = (
    check,
    levers,
    schema,
    run,
    compare,
    ask,
    rank,
    flows,
    calibrate,
    validate,
    explain,
    sensitivity,
    robust,
    search,
    pilot,
    sweep,
    status,
    query,
    verify,
    diff,
    doctor,
)
"""Every verb, in the order of the help page."""

_USAGE_ERROR: Any = typer.BadParameter.__mro__[1]
"""What Typer raises for any mistake in the command; it has no public name."""


def run_app(arguments: list[str], language: str) -> int:
    """Call the verb that `arguments` name, and return its exit code. Raises UserError."""
    app = _app(language)
    command = typer.main.get_command(app)
    try:
        code = command.main(arguments or ["--help"], prog_name="renqi", standalone_mode=False)
    except _USAGE_ERROR as wrong:
        raise _told(wrong, arguments) from None
    except Ended as ended:
        raise ended.cause from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    return int(code or 0)


def _app(language: str) -> typer.Typer:
    app = typer.Typer(
        name="renqi",
        cls=Verbs,
        help=say("cli.about", language),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"obj": language, **VERBS_HELP},
    )
    app.callback()(_nothing)
    for module in VERBS:
        name = module.__name__.rpartition(".")[2]
        app.command(name, cls=Verb, help=say(f"cli.{name}", language))(module.verb(language))
    return app


def _nothing() -> None:
    """The command without a verb does nothing of its own."""


def _told(wrong: Any, arguments: list[str]) -> UserError:
    """A mistake in the command as a sentence of ours; what Typer says is in English only."""
    known = [m.__name__.rpartition(".")[2] for m in VERBS]
    asked = next((word for word in arguments if not word.startswith("-")), "")
    # A mistake in an option's value comes without the verb.
    verb = asked if asked in known else ""
    page = f"renqi {verb} --help" if verb else "renqi --help"
    kind = type(wrong).__name__
    if kind == "NoSuchOption":
        near = wrong.possibilities or []
        options = [name for one in wrong.ctx.command.params for name in one.opts] if wrong.ctx else []
        # The beginning of a name tells more than letters in common.
        near = [name for name in options if len(wrong.option_name) > 2 and name.startswith(wrong.option_name)] or near
        if near:
            return UserError("cli.no_such_option_near", None, name=wrong.option_name, nearest=near[0])
        return UserError("cli.no_such_option", None, name=wrong.option_name, page=page)
    if not verb:
        close = difflib.get_close_matches(asked[:40], known, n=1, cutoff=0.5)
        if close:
            return UserError("cli.no_such_verb_near", None, name=asked, nearest=close[0])
        return UserError("cli.no_such_verb", None, name=asked)
    if kind == "BadOptionUsage":
        return UserError("cli.bad_value", None, name=wrong.option_name, page=page)
    parameter = getattr(wrong, "param", None)
    if parameter is None:
        return UserError("cli.usage", None, page=page)
    option = parameter.param_type_name == "option"
    name = parameter.opts[0] if option else CATALOGUE[f"cli.word.{parameter.metavar}"]
    if kind == "MissingParameter":
        return UserError("cli.argument_missing", None, name=name, page=page)
    return UserError("cli.bad_value", None, name=name, page=page)
