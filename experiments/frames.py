"""Tables of a ledger as frames that can stand beside those of other runs: codes named, rows with their places."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from sim.ledger import Ledger, frame_of
from sim.metrics import Places
from sim.vocabulary import NONE

FIRST_COLUMNS = ("scenario", "seed", "replicate", "province", "prefecture", "county")
"""Columns in front, by which rows are sorted."""

_THEN_SORTED_BY = ("role", "start_month", "post", "filled_month", "month", "first_month")


def located(ledger: Ledger, name: str, places: Places) -> pl.DataFrame:
    """A table of the ledger with codes named and the places of its rows; county and prefecture as on the map."""
    return located_rows(name, ledger.columns(name), ledger.first_month, places)


def located_rows(name: str, rows: Mapping[str, np.ndarray], first_month: int, places: Places) -> pl.DataFrame:
    """As `located`, from columns of the table `name` of ledgers that share a map and a first month."""
    frame = frame_of(name, rows, named=True)
    added: list[pl.Expr | pl.Series] = []
    if name == "spells":
        added.append((pl.col("start_month") < first_month).alias("entered_before_window"))
    if "prefecture" in frame.columns:
        known, first = np.unique(places.prefecture, return_index=True)
        province = places.province[first[np.searchsorted(known, rows["prefecture"])]]
    else:
        added.append(pl.Series("prefecture", places.prefecture[rows["county"]]))
        province = places.province[rows["county"]]
    county = pl.when(pl.col("county") == NONE).then(None).otherwise(pl.col("county")).alias("county")
    return frame.with_columns(*added, pl.Series("province", province, pl.Int64), county)


def placed(ledger: Ledger, name: str, places: Places, scenario: str, seed: int, replicate: int) -> pl.DataFrame:
    """As `located`, with the run it is of in front, sorted as tables of results are."""
    own = [
        pl.lit(scenario).alias("scenario"),
        pl.lit(seed, pl.Int64).alias("seed"),
        pl.lit(replicate, pl.Int64).alias("replicate"),
    ]
    frame = located(ledger, name, places).with_columns(own)
    ahead = [c for c in FIRST_COLUMNS if c in frame.columns]
    rest = [c for c in frame.columns if c not in ahead]
    order = [c for c in (*FIRST_COLUMNS, *_THEN_SORTED_BY) if c in frame.columns]
    return frame.select(ahead + rest).sort(order, maintain_order=True, nulls_last=False)


def map_frame(places: Places) -> pl.DataFrame:
    """The map as a table, one row a county: indices as in the ledger, names, development, clocks."""
    return pl.DataFrame(
        {
            "county": list(range(places.counties)),
            "prefecture": places.prefecture,
            "province": places.province,
            "province_name": [places.province_names[i] for i in places.province],
            "prefecture_name": [places.prefecture_names[i] for i in places.prefecture],
            "prefecture_name_zh": [places.prefecture_names_zh[i] for i in places.prefecture],
            "county_name": list(places.county_names),
            "county_name_zh": list(places.county_names_zh),
            "development": places.development,
            "development_third": places.development_third,
            "difficulty_third": places.difficulty_third,
            "congress_phase": places.congress_phase,
            "head_election_phase": places.head_election_phase,
        }
    )
