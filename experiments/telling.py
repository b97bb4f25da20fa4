"""Sentences in both languages at once, for answers that are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from experiments.headline import gap_with_unit, signed, with_unit
from experiments.tables import Cell, Table
from sim.texts import Text, say


def both(key: str, **values: Text) -> Text:
    """The catalogue's text `key`, filled in each language from `values`."""
    return Text(
        say(key, "en", **{name: text.en for name, text in values.items()}),
        say(key, "zh", **{name: text.zh for name, text in values.items()}),
    )


def listed(texts: Sequence[Text]) -> Text:
    """Several phrases as a list."""
    return Text(say("list.join", "en").join(t.en for t in texts), say("list.join", "zh").join(t.zh for t in texts))


def quoted_title(title: Cell) -> Text:
    """A title in quotation marks."""
    text = title if isinstance(title, Text) else Text(str(title), str(title))
    return Text(f"“{text.en}”", f"“{text.zh}”")


def points_text(share: float) -> Text:
    """A share in per cent, without the sign."""
    return Text(f"{share * 100:.0f}", f"{share * 100:.0f}")


def verdict(reading: str) -> Text:
    """What an interval allows to say."""
    return Text(say(f"verdict.{reading}", "en"), say(f"verdict.{reading}", "zh"))


def changed(row: tuple[Cell, ...], key: str) -> dict[str, Text]:
    """Baseline and difference of a row of effects with their unit, and the ends of its interval, as texts."""
    base, gap, low, high = row[3], row[4], row[5], row[6]
    ends = {name: signed(_float(cell), key) for name, cell in (("low", low), ("high", high))}
    return {
        "base": _told(with_unit, base, key),
        "gap": _told(gap_with_unit, gap, key),
        **{name: Text(text, text) for name, text in ends.items()},
    }


Teller = Callable[[float, str, str], str]
"""How a number of a metric is told in a language."""

_IN_ITS_UNIT: dict[str, Teller] = {
    "baseline": with_unit,
    "difference": gap_with_unit,
    "low": gap_with_unit,
    "high": gap_with_unit,
}
"""How the numbers of a row of effects are told, by column."""


def with_units(table: Table) -> Table:
    """A table to be read: rows that are each of another metric tell their numbers with its unit, and drop its key."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    if "key" not in places:
        return table
    kept = [(place, _IN_ITS_UNIT.get(key)) for key, place in places.items() if key != "key"]
    rows = tuple(
        tuple(row[place] if tell is None else _told(tell, row[place], str(row[places["key"]])) for place, tell in kept)
        for row in table.rows
    )
    return replace(table, columns=tuple(table.columns[place] for place, _ in kept), rows=rows)


def _told(tell: Teller, cell: Cell, key: str) -> Text:
    number = _float(cell)
    return Text("–", "–") if number is None else Text(tell(number, key, "en"), tell(number, key, "zh"))


def _float(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None
