"""Two folders of results side by side: whether what was concluded from one may still be concluded from the other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from experiments.batch import RUNS
from experiments.kept import POINTS
from experiments.statistics.paired import Difference, difference
from experiments.store import MANIFEST, Store, legible
from sim.texts.user_error import UserError

_NOT_SET = ("point", "row", "base", "scenario", "minimum_months")


@dataclass(frozen=True)
class Results:
    """What one folder holds.

    Attributes
    ----------
    about: what it was made with: version of the model, of the metrics, levers, seed, packages.
    scenarios: names in order, the baseline first.
    values: a row for every run: `key` (scenario, what its point sets, block, seed, replicate), `arm` (the key without
        the scenario), `scenario`, and a column for every metric.
    """

    about: Mapping[str, Any]
    scenarios: tuple[str, ...]
    values: pl.DataFrame

    @property
    def metrics(self) -> list[str]:
        """Keys of the metrics."""
        return [name for name in self.values.columns if name not in ("key", "arm", "scenario")]


@dataclass(frozen=True)
class MetricChange:
    """One metric of one scenario in both folders.

    Attributes
    ----------
    means: in the runs that both have. moved: the second less the first, run by run. changed: runs in which they differ.
    """

    scenario: str
    metric: str
    means: tuple[float | None, float | None]
    moved: Difference
    changed: int


@dataclass(frozen=True)
class Conclusion:
    """A difference from the baseline in both folders, where its sign or its clearness is not the same."""

    scenario: str
    metric: str
    first: Difference
    second: Difference


@dataclass(frozen=True)
class Comparison:
    """Two folders side by side.

    Attributes
    ----------
    about: what the folders were made with otherwise, as (first, second) by name.
    both, only_first, only_second: runs by where they are. equal: of those in both, the same in every metric they share.
    changes: metrics that differ in some run. conclusions: those that do not hold in both.
    compared: conclusions that were looked at.
    """

    about: Mapping[str, tuple[Any, Any]]
    both: int
    only_first: int
    only_second: int
    equal: int
    changes: tuple[MetricChange, ...]
    conclusions: tuple[Conclusion, ...]
    compared: int


def results_in(folder: Path) -> Results:
    """What a sweep or a comparison left in `folder`. Raises UserError where there are no results."""
    if Store.is_there(folder):
        with legible(folder):
            return _swept(folder)
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return _compared(manifest, pl.read_parquet(folder / "metrics.parquet", glob=False))
    except (OSError, ValueError, TypeError, KeyError, pl.exceptions.PolarsError):
        raise UserError("store.not_a_store", None, name=folder) from None


def _swept(folder: Path) -> Results:
    store = Store.of_runs(folder)
    runs = store.scan(RUNS).collect() if store.lines() else pl.DataFrame()
    if not runs.height:
        raise UserError("store.not_a_store", None, name=folder)
    points = pl.read_parquet(folder / POINTS, glob=False)
    own = [name for name in points.columns if name not in _NOT_SET]
    seed = store.manifest["seed"]
    arms = {
        row["point"]: json.dumps([seed, {k: row[k] for k in own if row[k] is not None}])
        for row in points.iter_rows(named=True)
    }
    arm = [f"{arms[point]} {replicate}" for point, replicate in runs.select("point", "replicate").rows()]
    numbers = [*store.manifest["metrics"], *store.manifest["moments"]]
    about = {k: store.manifest.get(k) for k in ("model", "metrics_version", "levers", "seed", "versions")}
    names = tuple(runs["scenario"].unique(maintain_order=True))
    base = next(iter(store.manifest.get("scenarios", ())), names[0])
    ordered = (*(n for n in names if n == base), *(n for n in names if n != base))
    return Results(about, ordered, _values(runs, arm, numbers))


def _compared(manifest: Mapping[str, Any], long: pl.DataFrame) -> Results:
    wide = long.pivot("metric", index=["scenario", "seed", "replicate"], values="value")
    numbers = [name for name in wide.columns if name not in ("scenario", "seed", "replicate")]
    about = {k: manifest.get(k) for k in ("model", "metrics_version", "levers", "seed", "versions")}
    arm = [f"{json.dumps([seed, {}])} {replicate}" for seed, replicate in wide.select("seed", "replicate").rows()]
    return Results(about, tuple(manifest["scenarios"]), _values(wide, arm, numbers))


def _values(runs: pl.DataFrame, arm: list[str], numbers: list[str]) -> pl.DataFrame:
    key = [f"{scenario} {one}" for scenario, one in zip(runs["scenario"], arm, strict=True)]
    own = pl.DataFrame({"key": key, "arm": arm, "scenario": runs["scenario"]})
    return pl.concat([own, runs.select(numbers)], how="horizontal").sort("key")


def side_by_side(first: Results, second: Results) -> Comparison:
    """What the two hold in common, and what became of it; metrics that only one has are left out."""
    keys = [name for name in first.metrics if name in second.metrics]
    shared = first.values.select("key").join(second.values.select("key"), on="key")["key"]
    one, two = (r.values.filter(pl.col("key").is_in(shared.implode())).sort("key") for r in (first, second))
    same = [_same(one[key], two[key]) for key in keys]
    equal = pl.DataFrame(same).select(pl.all_horizontal(pl.all()).sum()).item() if same else one.height
    names = [name for name in first.scenarios if name in second.scenarios]
    changes = (_change(name, key, one, two) for name in names for key in keys)
    looked = [_conclusion(names[0], name, key, one, two) for name in names[1:] for key in keys]
    return Comparison(
        about=_about(first.about, second.about),
        both=one.height,
        only_first=first.values.height - one.height,
        only_second=second.values.height - one.height,
        equal=int(equal or 0),
        changes=tuple(change for change in changes if change.changed),
        conclusions=tuple(c for c in looked if _verdict(c.first) != _verdict(c.second)),
        compared=len(looked),
    )


def _same(a: pl.Series, b: pl.Series) -> pl.Series:
    return a.eq_missing(b).alias(a.name)


def _change(scenario: str, key: str, one: pl.DataFrame, two: pl.DataFrame) -> MetricChange:
    a, b = (side.filter(pl.col("scenario") == scenario)[key] for side in (one, two))
    moved = difference(b.to_list(), a.to_list())
    return MetricChange(scenario, key, (_mean(a), _mean(b)), moved, a.len() - int(_same(a, b).sum()))


def _mean(values: pl.Series) -> float | None:
    mean = values.mean()
    return float(mean) if isinstance(mean, (int, float)) else None


def _conclusion(base: str, scenario: str, key: str, one: pl.DataFrame, two: pl.DataFrame) -> Conclusion:
    found = []
    for side in (one, two):
        arms = (side.filter(pl.col("scenario") == name).select("arm", key) for name in (scenario, base))
        paired = next(arms).join(next(arms), on="arm", suffix="_base", maintain_order="left")
        found.append(difference(paired[key].to_list(), paired[f"{key}_base"].to_list()))
    return Conclusion(scenario, key, *found)


def _verdict(found: Difference) -> int:
    """1 more than the baseline, -1 less, 0 not clear."""
    return 0 if not found.clear or found.mean is None else 1 if found.mean > 0 else -1


def _about(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Where the two differ; packages one by one."""
    flat = [
        {**{k: v for k, v in side.items() if k != "versions"}, **(side.get("versions") or {})}
        for side in (first, second)
    ]
    names = dict.fromkeys([*flat[0], *flat[1]])
    return {n: (flat[0].get(n), flat[1].get(n)) for n in names if flat[0].get(n) != flat[1].get(n)}
