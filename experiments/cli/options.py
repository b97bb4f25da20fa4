"""What `run` and `compare` have in common: the options and the checks of their values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sim.texts import say
from sim.texts.user_error import UserError

if TYPE_CHECKING:
    from sim.scenario import Scenario

ENGINES = ("compiled", "agents")
WORLDS = ("tiny", "province", "national")
MOST_REPLICATES = 100_000
LARGEST_WORD = 2**32 - 1
MOST_THREADS = 1024
DEFAULT_REPLICATES = 100
DEFAULT_SEED = 1
DEFAULT_BEHAVIOUR = "calibrated"


@dataclass(frozen=True)
class How:
    """How scenarios are run: of a scenario only `world`, which replaces its own, and `behaviour`, beneath its own."""

    replicates: int = 1
    seed: int = DEFAULT_SEED
    world: str | None = None
    engine: str = ENGINES[0]
    threads: int | None = None
    out: Path | None = None
    behaviour: str = DEFAULT_BEHAVIOUR
    csv: bool = False
    xlsx: bool = False

    def __post_init__(self) -> None:
        within("--replicates", self.replicates, 1, MOST_REPLICATES)
        within("--seed", self.seed, 0, LARGEST_WORD)
        if self.threads is not None:
            within("--threads", self.threads, 1, MOST_THREADS)
        _one_of("--engine", self.engine, ENGINES)
        if self.world is not None:
            _one_of("--world", self.world, WORLDS)
        if (self.csv or self.xlsx) and self.out is None:
            raise UserError("cli.needs_out", None, name="--csv" if self.csv else "--xlsx")

    def folder(self) -> Path | None:
        """The folder for results, made if need be; None where none is asked for. Raises UserError."""
        if self.out is None:
            return None
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            probe = self.out / ".renqi-write-test"
            probe.touch()
            probe.unlink()
        except (OSError, ValueError):
            raise UserError("file.cannot_write", None, name=self.out) from None
        return self.out

    def scenarios(self, paths: Sequence[Path]) -> "list[Scenario]":
        """The scenarios in the files, each in the world and with the behaviour asked for. Raises UserError."""
        from sim.behaviour_file import read_behaviours
        from sim.scenario import read_scenario
        from sim.world import WorldSpec

        behaviours = read_behaviours(self.behaviour)
        found = [replace(read_scenario(path), behaviours=behaviours) for path in paths]
        if self.world is None:
            return found
        return [replace(scenario, world=_world(scenario, WorldSpec(kind=self.world))) for scenario in found]


def option(name: str, metavar: str, language: str, *short: str, **values: object) -> Any:
    """An option of the command line, its help taken from the catalogue."""
    flags = (f"--{name}", *short)
    return typer.Option(*flags, metavar=metavar, help=say(f"cli.option.{name}", language, **values))


def out_kept(language: str) -> Any:
    """`--out` of verbs that keep their runs in the folder named, and take them up again from there."""
    return typer.Option("--out", metavar="DIR", help=say("cli.option.out_kept", language))


def json_option(language: str) -> Any:
    """`--json` of verbs whose answer is read by other programs too."""
    return typer.Option("--json", help=say("cli.option.json", language))


def _world(scenario: "Scenario", wanted: Any) -> Any:
    return scenario.world if scenario.world.kind == wanted.kind else wanted


def within(name: str, value: int, low: int, high: int) -> None:
    """Refuse `value` outside low ... high. Raises UserError."""
    if not low <= value <= high:
        raise UserError("cli.range", None, name=name, value=value, low=low, high=high)


def _one_of(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise UserError("cli.one_of", None, name=name, value=value, known=list(known))
