"""`renqi compare`: scenarios against a baseline, over the same simulated futures."""

import json
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.cli.options import DEFAULT_BEHAVIOUR, DEFAULT_REPLICATES, DEFAULT_SEED, How, json_option, option
from sim.texts import say
from sim.texts.user_error import UserError

if TYPE_CHECKING:
    from experiments.comparison import Comparison

STOPPED = 130


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def compare(
        base: Annotated[Path, typer.Argument(metavar="BASE", help=say("cli.compare.base", language))],
        scenarios: Annotated[
            list[Path], typer.Argument(metavar="SCENARIO", help=say("cli.compare.scenarios", language))
        ],
        replicates: Annotated[
            int, option("replicates", "N", language, "-n", default=DEFAULT_REPLICATES)
        ] = DEFAULT_REPLICATES,
        seed: Annotated[int, option("seed", "S", language, default=DEFAULT_SEED)] = DEFAULT_SEED,
        world: Annotated[str | None, option("world", "KIND", language)] = None,
        behaviour: Annotated[str, option("behaviour", "NAME|FILE", language)] = DEFAULT_BEHAVIOUR,
        engine: Annotated[str, option("engine", "NAME", language)] = "compiled",
        threads: Annotated[int | None, option("threads", "N", language)] = None,
        out: Annotated[Path | None, option("out", "DIR", language)] = None,
        csv: Annotated[bool, typer.Option("--csv", help=say("cli.option.csv", language))] = False,
        xlsx: Annotated[bool, typer.Option("--xlsx", help=say("cli.option.xlsx", language))] = False,
        as_json: Annotated[bool, json_option(language)] = False,
    ) -> None:
        how = How(replicates, seed, world, engine, threads, out, behaviour, csv, xlsx)
        _no_file_twice([base, *scenarios])
        compare_files([base, *scenarios], how, as_json, language)

    return compare


def compare_files(paths: list[Path], how: How, as_json: bool, language: str) -> None:
    """Compare the scenarios in `paths` with the first of them; print and, where a folder is named, keep the results."""
    from experiments.cli.progress import progress
    from experiments.comparison import compare
    from experiments.store import Store

    scenarios = how.scenarios(paths)
    first = scenarios[0]
    for one in scenarios[1:]:
        if (one.world, one.start, one.horizon_months) != (first.world, first.start, first.horizon_months):
            raise UserError("cli.other_window", None, name=one.name, first=first.name)
    if how.out is not None and Store.is_there(how.out):
        raise UserError("store.holds_runs", None, name=how.out)
    folder = how.folder()
    with progress(quiet=as_json) as report:
        found = compare(scenarios, how.replicates, how.seed, how.engine, how.threads, report, folder=folder)
    pages = found.write(folder, language, how.csv, how.xlsx) if folder is not None else []
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        _tell(found, pages, language)
    if found.interrupted:
        print(say("cli.kept", language, replicates=found.data.replicates), file=sys.stderr)
        if folder is not None:
            print(say("cli.goes_on", language), file=sys.stderr)
        raise typer.Exit(STOPPED)


def _tell(found: "Comparison", pages: list[Path], language: str) -> None:
    from experiments.cli.tables import show_comparison
    from experiments.decomposition import decomposed
    from experiments.headline import headline_rows, known_headline
    from experiments.notes import notes
    from experiments.prices import price_sentence
    from sim.metrics import METRICS

    data = found.data
    heads, rows = headline_rows(data, language)
    if len(data.scenarios) > 1:
        title = say("cli.compare.title", language, base=data.baseline.title.in_language(language))
    else:
        title = data.baseline.title.in_language(language)
    parts = [METRICS[key].part for key in known_headline(data)]
    breaks = frozenset(n for n, (one, following) in enumerate(pairwise(parts)) if one is not following)
    words = (say("cli.compare.baseline", language), say("cli.compare.scenario", language))
    show_comparison(title, heads, rows, words, breaks)
    for scenario in data.scenarios[1:]:
        for line in (*decomposed(data, scenario, language), price_sentence(data, scenario, language)):
            print(line)
    for scenario in data.scenarios:
        for line in notes(data, scenario, language):
            print(line)
    print(
        say(
            "cli.compare.made" if len(data.scenarios) > 1 else "cli.run.made",
            language,
            replicates=data.replicates,
            years=f"{data.months / 12:g}",
            world=data.world.in_language(language),
            seed=data.seed,
            seconds=f"{found.seconds:.1f}",
        )
    )
    print(data.behaviour_words(language))
    for page in pages:
        print(say("cli.compare.page", language, path=page))


def _no_file_twice(paths: list[Path]) -> None:
    seen = set()
    for path in paths:
        if path.absolute() in seen:
            raise UserError("cli.same_scenario_twice", None, name=path)
        seen.add(path.absolute())
