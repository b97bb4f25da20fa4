"""What is asked of a folder of results: how far it is, whether it is whole, what it holds, what another holds."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from experiments import runner
from experiments.cli import main
from experiments.design import Point, points
from experiments.difference import results_in, side_by_side
from experiments.identity import plan_id
from experiments.kept import points_of
from experiments.outlook import half_width, outlook
from experiments.query import query
from experiments.runner import Hands, run_points
from experiments.statistics.precision import replicates_for
from experiments.store import Store
from experiments.study import read_study
from experiments.sweep import status, sweep
from sim.behaviour import Behaviours
from sim.scenario import Reform
from sim.texts import LANGUAGES, Text, say
from sim.texts.user_error import UserError
from sim.where import Where
from tests.test_runner import BASE, SEED

HEAD = "format: 1\ntitle: {en: A test, zh: 测试}\nquestion: {en: What if?, zh: 会怎样？}\n"
STUDY = (
    "scenarios: [base.yaml, full.yaml]\nworld: {kind: tiny}\nhorizon_months: 36\n"
    "uncertainties: {fatigue_worth: {low: 0.1, high: 0.3}}\ndesign: {kind: grid, levels: 2}\n"
    "replicates: 3\nmetrics: [morale, completed_term_share]\n"
)


def written(folder: Path) -> Path:
    """The study of these tests, in `folder`."""
    (folder / "base.yaml").write_text(HEAD + "burn_in_months: 24\n", encoding="utf-8")
    policy = "policy: {minimum_tenure_months: 60, minimum_tenure_compliance_share: 0.9}\n"
    (folder / "full.yaml").write_text(HEAD + "extends: base.yaml\n" + policy, encoding="utf-8")
    (folder / "study.yaml").write_text(HEAD + STUDY, encoding="utf-8")
    return folder / "study.yaml"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def results(study: Path) -> Path:
    sweep(read_study(study), study.parent / "results", batch=5)
    return study.parent / "results"


def copied(results: Path, folder: Path) -> Path:
    return Path(shutil.copytree(results, folder / "copy"))


def test_the_manifest_says_what_was_run(results: Path) -> None:
    manifest = json.loads((results / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["study"]["text"].startswith("format: 1")
    assert manifest["scenarios"]["full"]["differs_from_baseline"] == {
        "policy": {"minimum_tenure_compliance_share": [0.0, 0.9]}
    }
    assert manifest["scenarios"]["base"]["resolved"]["horizon_months"] == 36
    assert set(manifest) >= {"levers", "versions", "machine", "git", "seed", "model", "metrics_version", "seconds"}
    assert manifest["stretches"] == [[0, 3]] and manifest["points"] == 4


def test_status_counts(results: Path, tmp_path: Path) -> None:
    found = status(results)
    assert (found.done, found.total, found.failed, found.points, found.replicates) == (12, 12, 0, 4, 3)
    assert not found.working and found.batches == 3 and found.bytes > 0
    with pytest.raises(UserError) as caught:
        status(tmp_path)
    assert caught.value.key == "store.not_a_store"


def test_points_are_made_anew_from_the_folder(tmp_path: Path) -> None:
    """Reforms somewhere, an ensemble of behaviours and a roster come back as they were."""
    roster = tmp_path / "own.csv"
    roster.write_text("province,prefecture,county,development\nA,B,C,0.5\nA,B,D,0.7\n", encoding="utf-8")
    ensemble = Behaviours("own", Text("own", "自有"), ({"fatigue_worth": 0.1}, {"fatigue_worth": 0.2}))
    somewhere = Where(share=0.5, drawn_by="county", draw_key=3)
    scenario = replace(
        BASE,
        world=replace(BASE.world, kind="roster", roster=roster),
        behaviours=ensemble,
        reforms=(Reform(12, {"special_need_share": 0.1}, somewhere, announced_month=6),),
    )
    asked = [Point(0, scenario), Point(1, replace(scenario, policy={"special_need_share": 0.2}),
                                        {"special_need_share": 0.2}, block=2, row=1, minimum_months=60)]  # fmt: skip
    run_points(asked, 1, SEED, folder=tmp_path / "out", metrics=("morale",))
    roster.unlink()
    store = Store(tmp_path / "out")
    assert plan_id(points_of(store)) == store.manifest["plan"]
    assert points_of(store)[1].levers == asked[1].levers and points_of(store)[1].block == 2
    assert main(["verify", str(tmp_path / "out"), "--lang", "en"]) == 0


def test_verify_makes_runs_again(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in LANGUAGES:
        assert main(["verify", str(results), "--sample", "3", "--lang", language]) == 0
    told = capsys.readouterr().out
    assert "3 runs, the same to the last bit" in told and "3 次运行，逐位一致" in told


def test_verify_finds_a_part_that_was_changed(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(results, tmp_path)
    part = Store(folder).files("spells")[1]
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    assert main(["verify", str(folder), "--sample", "0", "--lang", "en"]) == 1
    assert "1 of 6 parts are missing or changed" in " ".join(capsys.readouterr().out.split())


def test_verify_finds_a_number_that_was_changed(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Part, journal and table of runs changed in accord: only running it again tells."""
    folder = copied(results, tmp_path)
    store = Store(folder)
    lines = (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    for path in store.files("runs"):
        changed = pl.read_parquet(path).with_columns(pl.col("morale") + 1e-12)
        buffer = io.BytesIO()
        changed.write_parquet(buffer)
        old = hashlib.sha256(path.read_bytes()).hexdigest()
        path.write_bytes(buffer.getvalue())
        lines = [line.replace(old, hashlib.sha256(buffer.getvalue()).hexdigest()) for line in lines]
    (folder / "journal.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Store(folder).write_table("runs")
    assert main(["verify", str(folder), "--lang", "en"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "12 of 12 runs differ" in told and "as they were written" in told


def test_verify_tells_another_version(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(results, tmp_path)
    Store(folder).change(model="0" * 16)
    assert main(["verify", str(folder), "--lang", "en"]) == 1
    assert "another version" in capsys.readouterr().out


def test_query_sees_runs_metrics_points_and_spells(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = pl.read_parquet(results / "runs.parquet")
    names, rows = query(results, "select scenario, avg(morale) as m from runs group by all order by all")
    assert names == ["scenario", "m"]
    for scenario, mean in rows:
        assert mean == pytest.approx(frame.filter(pl.col("scenario") == scenario)["morale"].mean(), rel=1e-12)
    count = "select count(*), count(value) from metrics"
    assert query(results, count)[1] == [
        (24, 24 - frame["morale"].null_count() - frame["completed_term_share"].null_count())
    ]
    joined = "select distinct fatigue_worth from points join spells using (point) order by all"
    assert [row[0] for row in query(results, joined)[1]] == pytest.approx([0.1, 0.3])
    assert main(["query", str(results), "select count(*) as n from spells", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"n": Store(results).scan("spells").collect().height}]


def test_query_reads_and_writes_nothing_elsewhere(results: Path, tmp_path: Path, study: Path) -> None:
    for sql in (
        f"select * from read_csv('{study}')",
        f"copy runs to '{tmp_path / 'stolen.csv'}'",
        "set enable_external_access = true",
        "select nonsense",
    ):
        with pytest.raises(UserError) as caught:
            query(results, sql)
        assert caught.value.key in ("query.not_understood", "query.only_reads")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "",
        " ; -- nothing",
        "copy (select 1) to '{here}/manifest.json'",
        "copy (pivot runs on scenario using sum(morale)) to '{here}/manifest.json'",
        "explain analyze copy (select 1) to '{here}/manifest.json'",
        "export database '{here}/more'",
        "attach '{here}/more.db'",
        "select 1; copy runs to '{here}/points.parquet'",
        "drop view runs",
    ],
)
def test_query_writes_nothing_into_the_results_either(sql: str, results: Path, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    shutil.copytree(results, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(UserError) as caught:
        query(folder, sql.format(here=folder))
    assert caught.value.key == "query.only_reads"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_query_pivots_and_its_json_is_json(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert query(results, "/* ( */ pivot runs on scenario using count(*) group by replicate")[0][0] == "replicate"
    assert main(["query", str(results), "select 1/0 as a, 'nan'::double as b, 0.5::double as c", "--json"]) == 0
    told = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert told == [{"a": None, "b": None, "c": 0.5}]


def test_query_reads_a_comparison_too(study: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    command = ["compare", *(str(study.parent / n) for n in ("base.yaml", "full.yaml")), "--world", "tiny"]
    assert main([*command, "--replicates", "2", "--out", str(tmp_path / "out")]) == 0
    assert query(tmp_path / "out", "select count(distinct scenario) from metrics")[1] == [(2,)]
    found = side_by_side(results_in(tmp_path / "out"), results_in(tmp_path / "out"))
    assert (found.both, found.equal, found.changes, found.conclusions) == (4, 4, (), ())


def test_diff_of_the_same_is_nothing(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(results), str(results), "--lang", "en"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "12 runs are in both, 12 of them the same in every metric" in told
    assert "No metric moved." in told and "All 2 differences from the baseline hold" in told


def with_morale(results: Path, folder: Path, change: Sequence[float]) -> Path:
    """A copy in which the morale of the second scenario is moved, replicate by replicate."""
    moved = copied(results, folder)
    for path in Store(moved).files("runs"):
        frame = pl.read_parquet(path)
        by = pl.Series([change[r] for r in frame["replicate"]])
        frame.with_columns(
            pl.when(pl.col("scenario") == "full").then(pl.col("morale") + by).otherwise(pl.col("morale"))
        ).write_parquet(path)
    return moved


def test_diff_finds_what_moved_and_what_no_longer_holds(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = with_morale(results, tmp_path, (5.0, 5.1, 5.2))
    Store(moved).change(model="f" * 16)
    found = side_by_side(results_in(results), results_in(moved))
    assert (found.both, found.equal, found.only_first, found.only_second) == (12, 6, 0, 0)
    assert set(found.about) == {"model"}
    (change,) = found.changes
    assert (change.scenario, change.metric, change.changed) == ("full", "morale", 6)
    assert change.moved.mean == pytest.approx(5.1)
    assert change.moved.n == 6
    (lost,) = found.conclusions
    assert (lost.scenario, lost.metric) == ("full", "morale")
    assert lost.second.mean == pytest.approx((lost.first.mean or 0.0) + 5.1)
    assert main(["diff", str(results), str(moved), "--lang", "zh"]) == 0
    assert "不一致" in capsys.readouterr().out


def test_diff_pairs_what_both_have(study: Path, results: Path, tmp_path: Path) -> None:
    grown = tmp_path / "grown"
    sweep(read_study(study), grown, extend=2)
    found = side_by_side(results_in(results), results_in(grown))
    assert (found.both, found.equal, found.only_first, found.only_second) == (12, 12, 0, 8)


def test_a_pilot_foretells_the_width(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = replace(read_study(study), replicates=8)
    found = outlook(asked, Hands(workers=1))
    assert (found.points, found.runs) == (4, 32) and found.tried == 32
    assert found.seconds > 0 and found.bytes > 0
    # As many replicates as the study has: the very width of the study.
    whole = run_points(points(asked), 8, asked.seed, metrics=("morale",))
    widths = [half_width(whole.filter(pl.col("point") == n)["morale"].to_numpy(), 8) for n in range(4)]
    morale = next(one for one in found.metrics if one.key == "morale")
    assert morale.width == pytest.approx(float(np.median(np.array(widths, float))))
    assert morale.mean == pytest.approx(whole.filter(pl.col("point") == 0)["morale"].mean())
    for language in LANGUAGES:
        assert main(["pilot", str(study), "--lang", language]) == 0
    told = capsys.readouterr().out
    assert "4 points × 3 replicates = 12 runs" in told and "4 个点" in told


def test_the_half_width_is_that_of_student() -> None:
    # Two values a distance of 2 apart: SD sqrt(2); t with 3 degrees of freedom is 3.1824.
    assert half_width(np.array([0.0, 2.0]), 4) == pytest.approx(3.182446305 * 2**0.5 / 2)
    assert half_width(np.array([1.0, np.nan]), 4) is None


def test_a_pilot_says_what_a_wanted_width_takes(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By Stein's rule, from the pilot's own differences; it says whether the study has enough, or how many more."""
    asked = replace(read_study(study), replicates=8, precision={"morale": 0.004})
    found = outlook(asked, Hands(workers=1))
    whole = run_points(points(asked), 8, asked.seed, metrics=("morale",))
    values = [whole.filter(pl.col("point") == n)["morale"].to_numpy() for n in range(4)]
    row = {point.number: point.row for point in points(asked)}
    first = {row[n]: values[n] for n in reversed(range(4))}
    gaps = [values[n] - first[row[n]] for n in range(4) if first[row[n]] is not values[n]]
    morale = next(one for one in found.metrics if one.key == "morale")
    assert len(gaps) == 2 and morale.needed == found.needed == max(replicates_for(0.004, g.tolist()) for g in gaps)
    assert found.seconds_of(16) == pytest.approx(2 * found.seconds)
    assert all(one.needed is None for one in found.metrics if one.key != "morale")
    own = study.parent / "precise.yaml"
    wide, narrow = ("1000", "the study has 5", "已足够"), ("1.0e-4", "sweep it with --extend", "请在 sweep 时加")
    for width, en, zh in (wide, narrow):
        text = study.read_text(encoding="utf-8").replace("replicates: 3", "replicates: 5")
        own.write_text(f"{text}precision: {{morale: {width}}}\n", encoding="utf-8")
        for language, expected in (("en", en), ("zh", zh)):
            assert main(["pilot", str(own), "--lang", language]) == 0
            assert expected in " ".join(capsys.readouterr().out.split())


def test_what_went_wrong_is_told_in_the_users_language(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = runner.batches
    skip = {(0, 0): say("store.killed_twice")}
    monkeypatch.setattr(runner, "batches", lambda *a: [replace(one, skipped=skip) for one in whole(*a)])
    assert main(["sweep", str(study), "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "1 failed" in told and f"renqi status {tmp_path / 'out'}" in told
    for language in LANGUAGES:
        assert main(["status", str(tmp_path / "out"), "--lang", language]) == 0
        told = capsys.readouterr().out
        assert [say("store.killed_twice", one) in told for one in LANGUAGES] == [one == language for one in LANGUAGES]
