"""`renqi query`: SQL over a folder of results."""

import csv
import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from experiments.cli.inquire import needing
from experiments.cli.options import json_option
from sim.texts import say


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def query(
        folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("cli.folder", language))],
        sql: Annotated[str, typer.Argument(metavar="SQL", help=say("cli.query.sql", language))],
        as_json: Annotated[bool, json_option(language)] = False,
    ) -> None:
        with needing("duckdb", "query"):
            from experiments import query as asked

            names, rows = asked.query(folder, sql)
        if as_json:
            # JSON knows no infinity and no "not a number".
            finite = [[None if isinstance(v, float) and not math.isfinite(v) else v for v in row] for row in rows]
            print(json.dumps([dict(zip(names, row, strict=True)) for row in finite], ensure_ascii=False, default=str))
        else:
            # As CSV, which a terminal shows and any other program reads.
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(names)
            writer.writerows(rows)

    return query
