"""Many runs: the same table whatever carried it out, kept in a folder, taken up again and added to."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from experiments import runner
from experiments.backends import stops_held
from experiments.batch import batches
from experiments.calibration.moments import MOMENTS
from experiments.design import Point, apply, points
from experiments.flow_results import observed
from experiments.frames import located
from experiments.identity import question_id, run_id
from experiments.runner import run_points
from experiments.store import Store
from experiments.study import Study
from sim.metrics import METRICS, RunTables, evaluate
from sim.run import in_force, minimum_months, places_of, run
from sim.scenario import Reform, Scenario
from sim.streams import Key
from sim.texts import Text
from sim.texts.user_error import UserError
from sim.version import model_version
from sim.where import Where
from sim.world import WorldSpec

BASE = Scenario(
    Text("base", "基准"),
    Text("?", "？"),
    WorldSpec("tiny"),
    horizon_months=60,
    burn_in_months=36,
    files=(Path("base.yaml"),),
)
FULL = replace(BASE, policy={"minimum_tenure_months": 60.0, "minimum_tenure_compliance_share": 0.9},
               files=(Path("full.yaml"),))  # fmt: skip
SEED = 11
STUDY = Study("own", BASE.title, BASE.question, (BASE, FULL))


@pytest.fixture(scope="module")
def three() -> tuple[Point, ...]:
    """The two scenarios, and the second with other behaviour."""
    tired = apply(FULL, {"special_need_share": 0.3}, {"fatigue_worth": 0.3})
    return (*points(STUDY), Point(2, tired, {"special_need_share": 0.3}, {"fatigue_worth": 0.3}))


@pytest.fixture(scope="module")
def alone(three: tuple[Point, ...]) -> pl.DataFrame:
    """Four replicates of every point, in memory, one batch after the other."""
    return run_points(three, 4, SEED, workers=1, batch=100)


def test_a_row_is_what_a_run_gives(three: tuple[Point, ...], alone: pl.DataFrame) -> None:
    assert alone.select("point", "replicate").rows() == [(p, r) for p in range(3) for r in range(4)]
    assert alone.columns == ["point", "scenario", "replicate", "run", "error", *METRICS]
    assert alone["error"].null_count() == alone.height
    assert alone["run"].n_unique() == alone.height
    for point in three:
        key = Key(SEED, 2)
        ledger = run(point.scenario, key)
        # The two scenarios stand in one row of the design: bunching is counted around the stricter minimum.
        minimum = 60 if point.number < 2 else minimum_months(point.scenario)
        row = alone.row(point.number * 4 + 2, named=True)
        tables = RunTables(ledger, places_of(point.scenario), minimum, in_force(point.scenario))
        assert {k: row[k] for k in METRICS} == evaluate(tables)
        assert row["run"] == run_id(question_id(point.scenario, 2), model_version(), SEED, 2)
        assert row["scenario"] == point.scenario.name


def test_moments_stand_beside_metrics(three: tuple[Point, ...]) -> None:
    assert not set(MOMENTS) & set(METRICS), "a moment and a metric share a name, and so a column"
    found = run_points(three[:1], 1, SEED, moments=True, metrics=("morale",))
    assert found.columns[5:] == ["morale", *MOMENTS]
    seen = observed(run(BASE, Key(SEED, 0)), places_of(BASE), BASE, 0)
    assert found.row(0, named=True) | {key: m.of(seen) for key, m in MOMENTS.items()} == found.row(0, named=True)


def test_another_block_is_another_stretch_of_replicates(three: tuple[Point, ...], alone: pl.DataFrame) -> None:
    moved = run_points([replace(three[0], block=1)], 2, SEED)
    again = run_points([replace(three[0], block=0)], 2, SEED)
    assert again.equals(alone.head(2))
    assert not moved.select(list(METRICS)).equals(again.select(list(METRICS)))
    key = Key(SEED, three[0].replicate(0) + 2**20)
    expected = evaluate(RunTables(run(BASE, key), places_of(BASE), 60, in_force(BASE)))
    assert {k: moved.row(0, named=True)[k] for k in METRICS} == expected


@pytest.mark.parametrize(
    ("backend", "workers", "size"), [("threads", 2, 1), ("threads", 3, 2), ("threads", 1, 5), ("processes", 2, 4)]
)
def test_rows_do_not_depend_on_who_ran_them(
    three: tuple[Point, ...], alone: pl.DataFrame, tmp_path: Path, backend: str, workers: int, size: int
) -> None:
    found = run_points(three, 4, SEED, folder=tmp_path, backend=backend, workers=workers, batch=size)
    assert found.equals(alone)
    whole = pl.read_parquet(tmp_path / "runs.parquet")
    assert whole.equals(alone.sort("replicate", "point"))


def test_either_engine_gives_the_same_rows(three: tuple[Point, ...], alone: pl.DataFrame) -> None:
    found = run_points(three[1:2], 1, SEED, engine="agents")
    assert found.equals(alone.filter((pl.col("point") == 1) & (pl.col("replicate") == 0)))


def test_kept_tables_are_those_of_the_ledger(three: tuple[Point, ...], tmp_path: Path) -> None:
    run_points(three[:2], 2, SEED, folder=tmp_path, keep=("spells", "incidents"), batch=2)
    store = Store(tmp_path)
    assert store.tables() == ["incidents", "runs", "spells"]
    for table in ("spells", "incidents"):
        kept = store.scan(table).collect()
        for point in three[:2]:
            own = kept.filter((pl.col("point") == point.number) & (pl.col("replicate") == 1))
            expected = located(run(point.scenario, Key(SEED, 1)), table, places_of(point.scenario))
            assert own.drop("point", "scenario", "replicate").equals(expected)


def test_the_same_call_again_runs_nothing(
    three: tuple[Point, ...], alone: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_points(three, 4, SEED, folder=tmp_path, batch=4)
    journal = (tmp_path / "journal.jsonl").read_bytes()
    monkeypatch.setattr(runner, "run_batch", None)
    assert run_points(three, 4, SEED, folder=tmp_path).equals(alone)
    assert run_points(three, 2, SEED, folder=tmp_path).equals(alone.filter(pl.col("replicate") < 2))
    assert (tmp_path / "journal.jsonl").read_bytes() == journal


def test_more_replicates_leave_the_old_ones_alone(
    three: tuple[Point, ...], alone: pl.DataFrame, tmp_path: Path
) -> None:
    run_points(three, 1, SEED, folder=tmp_path / "grown", batch=4)
    before = {p: p.read_bytes() for p in (tmp_path / "grown" / "parts").rglob("*.parquet")}
    told: list[tuple[int, int]] = []
    found = run_points(
        three, 4, SEED, folder=tmp_path / "grown", batch=100, progress=lambda done, total: told.append((done, total))
    )
    assert found.equals(alone)
    assert before == {p: p.read_bytes() for p in before}
    assert told[0] == (3, 12) and told[-1] == (12, 12)
    run_points(three, 4, SEED, folder=tmp_path / "whole")
    grown, whole = ((tmp_path / n / "runs.parquet").read_bytes() for n in ("grown", "whole"))
    assert grown == whole


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"seed": 1}, "seed"),
        ({"points": 1}, "plan"),
        ({"metrics": ("morale",)}, "metrics"),
        ({"moments": True}, "moments"),
        ({"keep": ()}, "keep"),
    ],
)
def test_a_folder_belongs_to_what_it_was_begun_with(
    three: tuple[Point, ...], tmp_path: Path, change: dict[str, object], what: str
) -> None:
    def asked(points: int = 2, seed: int = SEED, **others: object) -> pl.DataFrame:
        return run_points(three[:points], 1, seed, folder=tmp_path, **others)  # type: ignore[arg-type]

    asked()
    with pytest.raises(UserError) as caught:
        asked(**change)  # type: ignore[arg-type]
    assert caught.value.key == "store.other_plan"
    assert caught.value.sentence("en").count(f"store.what.{what}") == 0
    assert caught.value.sentence("zh") != caught.value.sentence("en")


def test_another_version_of_the_model_is_not_mixed_in(
    three: tuple[Point, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_points(three[:1], 1, SEED, folder=tmp_path)
    monkeypatch.setattr(runner, "model_version", lambda: "0" * 16)
    with pytest.raises(UserError, match="version of the model"):
        run_points(three[:1], 1, SEED, folder=tmp_path)


def test_a_run_that_raises_is_a_row_with_its_error(three: tuple[Point, ...], tmp_path: Path) -> None:
    nowhere = Reform(12, {"special_need_share": 0.1}, Where(counties=("Nowhere",)))
    broken = replace(BASE, reforms=(nowhere,))
    found = run_points([three[0], Point(1, broken)], 2, SEED, folder=tmp_path, batch=3)
    assert found["error"].to_list()[:2] == [None, None]
    assert all("`Nowhere`" in told for told in found["error"].to_list()[2:])
    assert found.filter(pl.col("error").is_not_null())["morale"].null_count() == 2
    assert sum(line["failed"] for line in Store(tmp_path).lines()) == 2


def test_batches_are_all_runs_in_order(three: tuple[Point, ...], count: Callable[[int, int], int]) -> None:
    for size in range(1, count(8, 30)):
        for first, last in ((0, 1), (0, 5), (3, 4), (2, 9)):
            plan = batches(three, first, last, size)
            runs = [(r, p.number) for one in plan for p, r in one.runs]
            assert runs == [(r, p) for r in range(first, last) for p in range(3)]
            assert all(len(one.runs) <= max(size, 1) or len(one.points) == 1 for one in plan)
            assert [one.name for one in plan] == sorted(one.name for one in plan)
    assert batches([], 0, 5, 3) == []


@pytest.mark.usefixtures("heeded")
def test_a_stop_is_put_off_while_kernels_are_loaded() -> None:
    """Once it waits for the end, twice it does not; afterwards signals go where they went."""
    before = signal.getsignal(signal.SIGINT)
    done = []
    with pytest.raises(KeyboardInterrupt), stops_held():
        signal.raise_signal(signal.SIGINT)
        done.append("first")
    with pytest.raises(KeyboardInterrupt), stops_held():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        done.append("second")
    assert done == ["first"] and signal.getsignal(signal.SIGINT) is before
    with stops_held():
        done.append("third")
    assert done == ["first", "third"]
