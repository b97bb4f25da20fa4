"""How points are kept in a folder of results, so that any run can be made again from the folder alone."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from experiments.design import Point
from experiments.store import Store
from sim.behaviour import Behaviours
from sim.policy import LEVERS
from sim.scenario import Reform, Scenario
from sim.scenario_file import Date
from sim.texts import Text
from sim.where import Where
from sim.world import WorldSpec

POINTS = "points.parquet"
BASES = "bases.json"
"""Resolved scenarios without what points set in them, each once."""

_OWN = ("point", "row", "base", "scenario", "block", "minimum_months")


def files_of(points: Sequence[Point]) -> dict[str, bytes]:
    """What a new store keeps of its points, by name of file."""
    bases: dict[str, int] = {}
    found: dict[str, bytes] = {}
    rows = []
    for point in points:
        base, beside = _base(point)
        found |= beside
        text = json.dumps(base, sort_keys=True, ensure_ascii=False)
        own = (point.number, point.row, bases.setdefault(text, len(bases)), point.scenario.name, point.block)
        row = dict(zip(_OWN, (*own, point.minimum_months), strict=True))
        rows.append({**row, **point.levers, **point.behaviour})
    names = dict.fromkeys(name for row in rows for name in row if name not in _OWN)
    schema = dict.fromkeys(_OWN, pl.Int64) | {"scenario": pl.String} | dict.fromkeys(names, pl.Float64)
    found[POINTS] = _parquet(pl.DataFrame(rows, schema=schema))
    found[BASES] = (json.dumps([json.loads(text) for text in bases], ensure_ascii=False, indent=1) + "\n").encode()
    return found


def _base(point: Point) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A point's resolved scenario without what the point sets, and files that it cannot be made without."""
    scenario, beside = point.scenario, {}
    resolved = scenario.resolved()
    resolved["policy"] = {k: v for k, v in resolved["policy"].items() if k not in point.levers}
    resolved["behaviour"] = {k: v for k, v in resolved["behaviour"].items() if k not in point.behaviour}
    if scenario.behaviours.is_ensemble:
        sets = json.dumps([dict(one) for one in scenario.behaviours.sets], ensure_ascii=False)
        beside[f"behaviours/{scenario.behaviours.fingerprint}.json"] = sets.encode()
    if scenario.world.roster is not None:
        name, sha256 = resolved["world"]["roster"]
        beside[f"rosters/{sha256}/{name}"] = scenario.world.roster.read_bytes()
    title, question = ({"en": t.en, "zh": t.zh} for t in (scenario.title, scenario.question))
    return {"name": scenario.name, "title": title, "question": question, "resolved": resolved}, beside


def points_of(store: Store) -> tuple[Point, ...]:
    """The points of a store, made anew from what it keeps."""
    bases = json.loads((store.folder / BASES).read_bytes())
    points = []
    for row in pl.read_parquet(store.folder / POINTS, glob=False).iter_rows(named=True):
        set_here = {k: v for k, v in row.items() if k not in _OWN and v is not None}
        levers = {k: v for k, v in set_here.items() if k in LEVERS}
        behaviour = {k: v for k, v in set_here.items() if k not in LEVERS}
        scenario = scenario_of(bases[row["base"]], levers, behaviour, store.folder)
        points.append(
            Point(row["point"], scenario, levers, behaviour, row["block"], row["row"], row["minimum_months"])
        )
    return tuple(points)


def scenario_of(
    base: Mapping[str, Any], levers: Mapping[str, float], behaviour: Mapping[str, float], folder: Path
) -> Scenario:
    """The scenario whose resolved form is that of `base` with levers and behaviour set."""
    what = base["resolved"]
    world = dict(what["world"])
    if world["roster"] is not None:
        name, sha256 = world["roster"]
        world["roster"] = folder / "rosters" / sha256 / name
    year, month = (int(part) for part in what["start"].split("-"))
    own = {k: v for k, v in what["behaviour"].items() if k not in ("sets", "sha256")}
    return Scenario(
        title=Text(**base["title"]),
        question=Text(**base["question"]),
        world=WorldSpec(**world),
        start=Date(year, month),
        horizon_months=what["horizon_months"],
        burn_in_months=what["burn_in_months"],
        burn_in=what["burn_in"],
        practice=what["practice"],
        policy={**what["policy"], **levers},
        reforms=tuple(_reform(one) for one in what["reforms"]),
        behaviours=_behaviours(what["behaviour"], folder),
        behaviour={**own, **behaviour},
        files=(Path(f"{base['name']}.yaml"),) if base["name"] else (),
    )


def _reform(kept: Mapping[str, Any]) -> Reform:
    where = kept["where"]
    if where is not None:
        conditions: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in where.items()}
        where = Where(**conditions)
    return Reform(kept["month"], kept["policy"], where, kept["announced_month"])


def _behaviours(kept: Mapping[str, Any], folder: Path) -> Behaviours:
    """The ensemble that is kept; a single set stands in full beside it."""
    sets: tuple[Mapping[str, float], ...] = ({},)
    if "sha256" in kept:
        sets = tuple(json.loads((folder / "behaviours" / f"{kept['sha256']}.json").read_bytes()))
    return Behaviours("kept", Text("kept with the results", "随结果保存"), sets)


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()
