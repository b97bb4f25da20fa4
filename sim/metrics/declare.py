"""How a metric is declared: one function of a run, with what it means beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from sim.metrics.run_tables import RunTables, once
from sim.texts import Text

Function = Callable[[RunTables], "float | None"]


class Better(Enum):
    """Which way a metric is better, if any."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


class Part(Enum):
    """What a metric is read for: what a remedy hopes for, what it costs, or how things are."""

    GAIN = "gain"
    SIDE_EFFECT = "side_effect"
    DESCRIPTION = "description"


@dataclass(frozen=True)
class Metric:
    """One number of a run.

    Attributes
    ----------
    key: its name in tables and in JSON.
    unit: "share", "a year", "months", "years", "years of age", "1", "SD", "points a year", "points"
        (words: `sim.texts.metrics`).
    better, part: which way is better; gain, side effect or description.
    tables: tables of the ledger that it reads; None where one of them is empty.
    label, definition: a few words, and a sentence, in both languages.
    function: the number, None where it is undefined.
    """

    key: str
    unit: str
    better: Better
    part: Part
    tables: tuple[str, ...]
    label: Text
    definition: Text
    function: Function

    def of(self, run: RunTables) -> float | None:
        """The metric of `run`; None where it is undefined or a table it needs is empty."""
        return self.function(run) if run.empty.isdisjoint(self.tables) else None


class Theme(dict[str, Metric]):
    """The metrics of one file, by key, in the order they are declared."""

    def metric(
        self,
        unit: str,
        better: Better,
        part: Part,
        label: Text,
        definition: Text,
        tables: tuple[str, ...] = ("spells",),
    ) -> Callable[[Function], Function]:
        """Declare the function beneath as a metric of its own name; an index reads it without working it out again."""

        def declared(function: Function) -> Function:
            known = once(function)
            self[function.__name__] = Metric(function.__name__, unit, better, part, tables, label, definition, known)
            return known

        return declared
