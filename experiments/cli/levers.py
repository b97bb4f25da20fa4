"""`renqi levers`: what a policy can set."""

import json
from collections.abc import Callable
from typing import Annotated

import typer

from sim.texts import say


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def levers(
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.levers.json", language))] = False,
    ) -> None:
        from experiments.cli.tables import show_table
        from experiments.lever_table import lever_records, lever_rows

        if as_json:
            print(json.dumps(lever_records(language), ensure_ascii=False, indent=2))
            return
        heads = [say(f"cli.levers.{head}", language) for head in ("name", "meaning")]
        rows = []
        for row in lever_rows(language):
            facts = say("cli.levers.facts", language, span=row.range, unit=row.unit, value=row.default)
            evidence = say("cli.levers.evidence", language, tier=row.tier, source=row.source)
            rows.append([row.name, f"{row.label}\n{row.meaning}\n{facts}\n{evidence}"])
        show_table(say("cli.levers.title", language), heads, rows)

    return levers
