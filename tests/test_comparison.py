"""Scenarios over the same futures: what is paired, what is kept, and what changes nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from experiments import comparison
from experiments.comparison import Comparison, compare
from sim.ledger import TABLES
from sim.run import Burned, run
from sim.scenario import Scenario, read_scenario
from sim.streams import Key
from sim.texts import Text
from sim.vocabulary import NEVER
from tests.engines.tools import FULL_TERM, first_difference, scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def two() -> list[Scenario]:
    """The practice, and a full term, in the tiny world."""
    return [
        scenario(horizon_months=60, files=(Path("base.yaml"),), title=Text("Practice", "现行做法")),
        scenario(horizon_months=60, files=(Path("full.yaml"),), title=Text("Full term", "任满一届"), policy=FULL_TERM),
    ]


def as_text(found: Comparison) -> str:
    """What `--json` prints."""
    return json.dumps(found.as_json(), ensure_ascii=False, indent=2, allow_nan=False)


@pytest.fixture(scope="module", name="found")
def _found() -> Comparison:
    return compare(two(), replicates=3, seed=7, threads=1, keep_ledgers=True)


@pytest.mark.parametrize("how", [{"threads": 2}, {"engine": "agents"}, {"engine": "agents", "threads": 2}, {}])
def test_neither_threads_nor_engine_nor_a_second_time_change_it(found: Comparison, how: dict[str, object]) -> None:
    again = compare(two(), replicates=3, seed=7, keep_ledgers=True, **how)  # type: ignore[arg-type]
    assert as_text(again) == as_text(found)
    assert list(again.ledgers) == [(s, r) for r in range(3) for s in range(2)]
    for at, ledger in found.ledgers.items():
        assert ledger.first_difference(again.ledgers[at]) is None, at


def test_a_replicate_is_the_run_of_its_key(found: Comparison) -> None:
    for (place, replicate), ledger in found.ledgers.items():
        assert ledger == run(two()[place], Key(7, replicate))


def test_replicates_do_not_depend_on_how_many_there_are(found: Comparison) -> None:
    fewer = compare(two()[:1], replicates=2, seed=7, keep_ledgers=True)
    assert all(fewer.ledgers[0, r] == found.ledgers[0, r] for r in range(2))
    other = compare(two()[:1], replicates=2, seed=8, keep_ledgers=True)
    assert other.ledgers[0, 0] != found.ledgers[0, 0]


def test_scenarios_start_from_one_world(found: Comparison) -> None:
    base, full = two()
    burned = Burned()
    assert base.burn_in_identity == full.burn_in_identity
    assert first_difference(burned.state(base, Key(7, 0)), burned.state(full, Key(7, 0))) is None
    burned.state(base, Key(7, 0)).cadres["identity"] = -5
    assert burned.state(base, Key(7, 0)).cadres.identity.min() >= -1, "a copy was handed out"
    own = replace(full, burn_in="own_policy")
    assert own.burn_in_identity != base.burn_in_identity
    assert first_difference(burned.state(own, Key(7, 0)), burned.state(base, Key(7, 0))) is not None
    spells = [found.ledgers[place, 0]["spells"] for place in (0, 1)]
    begun = [set(rows["cadre"][rows["start_month"] < 0].tolist()) for rows in spells]
    assert begun[0] == begun[1] and len(begun[0]) > 10


def test_a_policy_that_changes_nothing_is_told_to_never_bind() -> None:
    base, full = two()
    lax = replace(full, policy={**FULL_TERM, "minimum_tenure_compliance_share": 0.0})
    found = compare([base, lax, replace(full, files=(Path("strict.yaml"),))], replicates=2)
    assert [found.data.never_bound(s) for s in found.data.scenarios] == [False, True, False]
    differences = [found.data.differences[lax.name, key] for key in ("vacancy_share", "annual_exit_rate_head")]
    assert all(d.mean == d.ci_low == d.ci_high == 0.0 for d in differences)


def test_what_is_written_is_sorted_complete_and_the_same_bytes(found: Comparison, tmp_path: Path) -> None:
    written = []
    for name, one in (("first", found), ("second", compare(two(), 3, 7, "agents", 2, keep_ledgers=True))):
        one.write(tmp_path / name, "en")
        written.append({p.name: p.read_bytes() for p in (tmp_path / name).glob("*.parquet")})
    assert written[0] == written[1]
    assert {f"{name}.parquet" for name in (*TABLES, "metrics", "places")} == set(written[0])
    spells = pl.read_parquet(tmp_path / "first" / "spells.parquet")
    order = ["scenario", "replicate", "province", "prefecture", "county", "role", "start_month"]
    assert spells.select(order).equals(spells.select(order).sort(order))
    assert spells.height == sum(ledger["spells"].size for ledger in found.ledgers.values())
    running = sum(int((ledger["spells"]["end_month"] == NEVER).sum()) for ledger in found.ledgers.values())
    assert spells["end_month"].null_count() == running
    assert (spells["entered_before_window"] == (spells["start_month"] < 0)).all()
    manifest = json.loads((tmp_path / "first" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["scenarios"]["base"]["differs_from_baseline"] == {}
    full = manifest["scenarios"]["full"]["differs_from_baseline"]["policy"]
    assert full["minimum_tenure_compliance_share"] == [0.0, 0.95]
    assert manifest["replicates"] == 3 and not manifest["interrupted"]


def test_files_of_one_name_are_told_apart() -> None:
    base, full = two()
    found = compare([base, replace(full, files=(Path("elsewhere/base.yaml"),))], replicates=2)
    names = [s.name for s in found.data.scenarios]
    first, second = (found.data.estimates[name, "annual_exit_rate_head"].mean for name in names)
    assert len(set(names)) == 2 and first != second


def test_scenarios_of_one_title_are_told_apart(tmp_path: Path) -> None:
    base, full = two()
    found = compare([base, replace(full, title=base.title)], replicates=2, keep_ledgers=True)
    (page,) = found.write(tmp_path, "en")
    assert page.stat().st_size > 0


class _Stop:
    """A progress that presses Ctrl-C once so many runs are done."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self, done: int, total: int) -> None:
        if done >= self.at:
            raise KeyboardInterrupt


def test_ctrl_c_keeps_what_is_finished(found: Comparison) -> None:
    stopped = compare(two(), replicates=50, seed=7, threads=1, progress=_Stop(4), keep_ledgers=True)
    assert stopped.interrupted and 1 <= stopped.data.replicates < 50
    for replicate in range(min(3, stopped.data.replicates)):
        for place in range(2):
            assert stopped.ledgers[place, replicate] == found.ledgers[place, replicate]
    assert stopped.as_json()["replicates"] == stopped.data.replicates


def test_ctrl_c_before_anything_is_finished_is_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(comparison, "wait", pressed)
    with pytest.raises(KeyboardInterrupt):
        compare(two()[:1], replicates=2, threads=1)


def test_progress_counts_runs_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    compare(two(), replicates=4, threads=1, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8) and {total for _, total in told} == {8}
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.fixture(name="somewhere_else")
def _somewhere_else(tmp_path: Path) -> Iterator[None]:
    here = Path.cwd()
    os.chdir(tmp_path)
    yield
    os.chdir(here)


@pytest.mark.usefixtures("somewhere_else")
def test_the_result_tells_no_folder_engine_or_time(found: Comparison) -> None:
    scenarios = [read_scenario(SCENARIOS / f"{name}.yaml") for name in ("baseline", "mandatory_full_term")]
    tiny = [replace(s, world=replace(s.world, kind="tiny"), horizon_months=24) for s in scenarios]
    text = as_text(compare(tiny, replicates=1))
    for word in (str(SCENARIOS), "compiled", "agents", "seconds"):
        assert word not in text
    assert list(json.loads(text)["scenarios"]) == ["baseline", "mandatory_full_term"]


def test_the_command_names_the_world_that_was_simulated(found: Comparison) -> None:
    files = "scenarios/base.yaml scenarios/full.yaml"
    assert found.data.command == f"renqi compare {files} --replicates 3 --seed 7 --world tiny"
