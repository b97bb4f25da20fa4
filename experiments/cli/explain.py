"""`renqi explain`: one chief in one month, or one person's way."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.cli.options import DEFAULT_BEHAVIOUR, DEFAULT_SEED, LARGEST_WORD, How, json_option, option
from sim.texts import say
from sim.texts.user_error import UserError

if TYPE_CHECKING:
    from sim.metrics import Places
    from sim.scenario import Scenario
    from sim.streams import Key

ROLES = ("secretary", "head")
ANY = "any"
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def explain(
        scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help=say("cli.run.scenario", language))],
        county: Annotated[str | None, option("county", "NAME|N", language)] = None,
        role: Annotated[str | None, option("role", "ROLE", language)] = None,
        month: Annotated[str | None, option("month", "YYYY-MM", language)] = None,
        trace: Annotated[str | None, option("trace", "N|any", language)] = None,
        replicate: Annotated[int, option("replicate", "R", language)] = 0,
        seed: Annotated[int, option("seed", "S", language, default=DEFAULT_SEED)] = DEFAULT_SEED,
        world: Annotated[str | None, option("world", "KIND", language)] = None,
        behaviour: Annotated[str, option("behaviour", "NAME|FILE", language)] = DEFAULT_BEHAVIOUR,
        as_json: Annotated[bool, json_option(language)] = False,
    ) -> None:
        asked = {"--county": county, "--role": role, "--month": month}
        _check(asked, trace, replicate)
        (found,) = How(1, seed, world, behaviour=behaviour).scenarios([scenario])
        from sim.streams import Key

        key = Key(seed, replicate)
        if trace is not None:
            _tell_way(found, key, trace, as_json, language)
        else:
            _tell_month(found, key, str(county), str(role), str(month), as_json, language)

    return explain


def month_of(asked: str, scenario: "Scenario") -> int:
    """The month `asked` for, counted from the start of the scenario. Raises UserError outside the window."""
    from sim.scenario_file import Date

    month = Date(int(asked[:4]), int(asked[5:])).months_since(scenario.start)
    if not 0 <= month < scenario.horizon_months:
        last = scenario.start.after(scenario.horizon_months - 1)
        raise UserError("explain.month_outside", None, month=asked, first=scenario.start, last=last)
    return month


def county_of(asked: str, where: "Places") -> int:
    """The county `asked` for by number or by its name in either language. Raises UserError unless it is one."""
    from sim.where import no_such_place

    if asked.isdecimal():
        number = int(asked)
        if number >= where.counties:
            raise UserError("scenario.no_such_number", None, value=asked, last=where.counties - 1)
        return number
    names = list(zip(where.county_names, where.county_names_zh, strict=True))
    found = [number for number, both in enumerate(names) if asked in both]
    if not found:
        raise no_such_place(asked, list(dict.fromkeys(name for both in names for name in both)), None)
    if len(found) > 1:
        shown: list[object] = [*found[:5], "…"] if len(found) > 5 else [*found]
        raise UserError("explain.several", None, name=asked, count=len(found), numbers=shown)
    return found[0]


def _check(asked: dict[str, str | None], trace: str | None, replicate: int) -> None:
    """Raise UserError for what can be told to be wrong before anything is read."""
    if not 0 <= replicate <= LARGEST_WORD:
        raise UserError("cli.range", None, name="--replicate", value=replicate, low=0, high=LARGEST_WORD)
    if trace is not None:
        for name, value in asked.items():
            if value is not None:
                raise UserError("explain.both", None, name=name)
        if trace != ANY and not trace.isdecimal():
            raise UserError("explain.bad_cadre", None, value=trace)
        return
    for name, value in asked.items():
        if value is None:
            raise UserError("explain.missing", None, name=name)
    if asked["--role"] not in ROLES:
        raise UserError("cli.one_of", None, name="--role", value=asked["--role"], known=list(ROLES))
    if not _MONTH.fullmatch(asked["--month"] or ""):
        raise UserError("explain.bad_month", None, value=asked["--month"])


def _tell_month(
    scenario: "Scenario", key: "Key", county: str, role: str, month: str, as_json: bool, language: str
) -> None:
    from experiments.cli.explain_page import Names, print_page
    from sim.run import places_of

    number = month_of(month, scenario)
    where = places_of(scenario)
    place, kind = county_of(county, where), ROLES.index(role)
    # Only now the engines, which take a while to load: mistakes are told at once.
    from experiments.explain import explain
    from experiments.explanation import as_json as plain

    found = explain(scenario, key, place, kind, number)
    if found.sitting is None and found.appointment is None:
        post = Names(where, language).post(kind, place, int(where.prefecture[place]))
        raise UserError("explain.vacant", None, post=post, month=month)
    if as_json:
        _print_json(plain(found, scenario.name, key, scenario.start))
        return
    print_page(found, scenario, key, Names(where, language))


def _tell_way(scenario: "Scenario", key: "Key", asked: str, as_json: bool, language: str) -> None:
    from experiments.cli.explain_page import Names
    from experiments.cli.trace_page import sentences
    from experiments.trace import as_json as plain
    from experiments.trace import first_whole_way, trace
    from sim.run import places_of, run

    where = places_of(scenario)
    ledger = run(scenario, key)
    cadre = first_whole_way(ledger) if asked == ANY else int(asked)
    if cadre is None:
        raise UserError("explain.nobody", None)
    steps = trace(ledger, cadre, where.prefecture) if cadre <= LARGEST_WORD else []
    if not steps:
        raise UserError("explain.no_cadre", None, value=asked)
    if as_json:
        _print_json(plain(steps, cadre, scenario.name, key.seed, key.replicate, scenario.start))
        return
    print("\n".join(sentences(steps, cadre, scenario, key, Names(where, language))))


def _print_json(plain: dict[str, object]) -> None:
    print(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False))
