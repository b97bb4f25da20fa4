"""The levers of policy as a table: for the command line and for the guide to the scenarios."""

from __future__ import annotations

from typing import Any, NamedTuple

from sim.lever import Lever
from sim.policy import LEVERS
from sim.texts import say
from sim.texts.errors import unit_text
from sim.texts.sources import source_text


class LeverRow(NamedTuple):
    """One lever, told in one language."""

    name: str
    label: str
    unit: str
    range: str
    default: str
    meaning: str
    tier: str
    source: str


def lever_rows(language: str) -> list[LeverRow]:
    """Every lever, in the order of declaration."""
    return [
        LeverRow(
            name=lever.name,
            label=lever.label.in_language(language),
            unit=unit_text(lever.unit, lever.name).in_language(language),
            range=_range(lever, language),
            default=_named(lever, lever.default),
            meaning=lever.meaning.in_language(language),
            tier=say(f"tier.{lever.tier.value}", language),
            source=source_text(lever.source).in_language(language),
        )
        for lever in LEVERS.values()
    ]


def lever_records(language: str) -> list[dict[str, Any]]:
    """Every lever as plain values, for programs."""
    return [
        {
            "name": lever.name,
            "label": lever.label.in_language(language),
            "meaning": lever.meaning.in_language(language),
            "unit": lever.unit,
            "low": lever.low,
            "high": lever.high,
            "default": lever.default,
            "positions": dict(lever.positions),
            "tier": lever.tier.value,
            "source": lever.source,
        }
        for lever in LEVERS.values()
    ]


def markdown_table(language: str) -> str:
    """The levers as a Markdown table."""
    heads = ("name", "unit", "range", "default", "meaning", "tier", "source")
    lines = [
        "| " + " | ".join(say(f"cli.levers.{head}", language) for head in heads) + " |",
        "|" + "---|" * len(heads),
    ]
    for row in lever_rows(language):
        cells = (f"`{row.name}`", row.unit, row.range, row.default, row.meaning, row.tier, row.source)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _range(lever: Lever, language: str) -> str:
    if lever.positions:
        told = []
        for name, value in lever.positions.items():
            words = say(f"position.{lever.name}.{name}", language)
            told.append(say("policy.position", language, name=name, value=f"{value:g}", words=words))
        return ("、" if language == "zh" else ", ").join(told)
    return f"{lever.low:g} … {lever.high:g}".replace("-", "−")


def _named(lever: Lever, value: float) -> str:
    return next((name for name, position in lever.positions.items() if position == value), f"{value:g}")
