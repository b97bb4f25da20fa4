"""Tables of a ledger as frames that can stand beside those of other runs: codes named, rows with their places."""

from __future__ import annotations

import polars as pl

from sim.ledger import Ledger
from sim.metrics import Places
from sim.vocabulary import NONE


def located(ledger: Ledger, name: str, places: Places) -> pl.DataFrame:
    """A table of the ledger with codes named and the places of its rows; county and prefecture as on the map."""
    frame = ledger.frame(name, named=True)
    if name == "spells":
        frame = frame.with_columns((pl.col("start_month") < ledger.first_month).alias("entered_before_window"))
    table = ledger[name]
    if "prefecture" in frame.columns:
        first_of = {int(p): i for i, p in reversed(list(enumerate(places.prefecture)))}
        province = [int(places.province[first_of[int(p)]]) for p in table["prefecture"]]
    else:
        county = table["county"]
        frame = frame.with_columns(pl.Series("prefecture", places.prefecture[county]))
        province = places.province[county].tolist()
    frame = frame.with_columns(pl.Series("province", province, pl.Int64))
    return frame.with_columns(pl.when(pl.col("county") == NONE).then(None).otherwise(pl.col("county")).alias("county"))


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
