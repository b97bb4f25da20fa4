"""`renqi run`: one scenario, many futures."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.compare import compare_files
from experiments.cli.options import DEFAULT_BEHAVIOUR, DEFAULT_REPLICATES, DEFAULT_SEED, How, json_option, option
from sim.texts import say


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def run(
        scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help=say("cli.run.scenario", language))],
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
        compare_files([scenario], how, as_json, language)

    return run
