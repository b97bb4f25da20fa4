"""`ask` and `rank`: right answers where the truth is known, real runs taken up again, mistakes told in a sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from experiments import asking
from experiments.asked_words import answer, caveats, ranking
from experiments.asking import FRESH_SEED, ask, rank
from experiments.cli import main
from experiments.runner import run_points
from experiments.statistics.sequential import Answer, Rule, look
from experiments.study import Ask, Study, read_study
from sim.texts.user_error import UserError
from sim.world import WorldSpec
from tests.laws.reading import ROOT

STUDIES = ROOT / "experiments" / "studies"
METRIC = "joint_replacement_12m_share"


def tiny(name: str, months: int = 72) -> Study:
    study = read_study(STUDIES / f"{name}.yaml")
    scenarios = tuple(replace(s, world=WorldSpec(kind="tiny"), horizon_months=months) for s in study.scenarios)
    return replace(study, scenarios=scenarios, metrics=(METRIC,))


@pytest.fixture(name="made_up")
def _made_up(monkeypatch):
    """Runs that were never made: values of a metric by scenario, mean and spread as told, luck shared."""
    calls: list[tuple[int, int]] = []

    def set_to(means: dict[str, float], sd: float = 1.0, missing: int = 0) -> list[tuple[int, int]]:
        def fake(points, replicates, seed, **options):
            calls.append((len(points), seed))
            rows = []
            for point in points:
                luck = np.random.default_rng([seed, point.block, 7]).normal(0.0, 5.0, 20_000)[:replicates]
                own = np.random.default_rng([seed, point.block, point.number]).normal(0.0, sd, 20_000)[:replicates]
                for number in range(replicates):
                    value = means[point.scenario.name] + luck[number] + own[number]
                    known = number >= missing
                    rows.append((point.number, number, None, value if known else None))
            names = ["point", "replicate", "error", *options["metrics"][:1]]
            return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None).with_columns(
                pl.col("error").cast(pl.String), pl.col(names[3]).cast(pl.Float64)
            )

        monkeypatch.setattr(asking, "run_points", fake)
        return calls

    return set_to


def question(metric: str, delta: float, most: int = 4000) -> Study:
    study = read_study(STUDIES / "synchronising_alone.yaml")
    own = Ask(metric, delta, "synchronized_elections", "baseline", 0.05, most)
    return replace(study, metrics=(metric,), ask=own)


@pytest.mark.parametrize(
    ("metric", "lead", "expected", "en", "zh"),
    [
        ("pair_overlap_months", 1.5, Answer.BETTER, "Better: ", "更优："),
        ("pair_overlap_months", -1.5, Answer.WORSE, "Worse: ", "更差："),
        ("lobbying_effort_share", -1.5, Answer.BETTER, "Better: ", "更优："),
        ("lobbying_effort_share", 1.5, Answer.WORSE, "Worse: ", "更差："),
        ("synchrony", 1.5, Answer.BETTER, "Higher: ", "更高："),
        ("synchrony", -1.5, Answer.WORSE, "Lower: ", "更低："),
        ("pair_overlap_months", 0.0, Answer.EQUIVALENT, "Equivalent: ", "相当："),
    ],
)
def test_a_known_difference_is_answered_in_the_metrics_own_sign(made_up, metric, lead, expected, en, zh):
    made_up({"baseline": 10.0, "synchronized_elections": 10.0 + lead})
    study = question(metric, 0.5)
    found = ask(study)
    assert found.seen is not None and found.seen.answer is expected
    assert answer(found, study, "en").startswith(en) and answer(found, study, "zh").startswith(zh)
    assert found.seen.low <= found.sign * lead <= found.seen.high
    # Luck of SD 5 is shared, own of SD 1: (26 + 26) / 2.
    assert found.pairing.low < 26.0 < found.pairing.high


def test_a_difference_of_just_delta_ends_with_the_budget(made_up):
    made_up({"baseline": 0.0, "synchronized_elections": 0.5})
    study = question("pair_overlap_months", 0.5, most=300)
    found = ask(study)
    assert found.seen is not None and found.seen.answer is Answer.UNDECIDED and found.replicates == 300
    assert "Undecided" in answer(found, study, "en") and "未决" in answer(found, study, "zh")
    few = ask(study, most=10)
    assert few.replicates == 10 and "before 30 futures" in " ".join(caveats(few, "en"))
    for language in ("en", "zh"):
        assert all(caveats(found, language))


def test_policies_alike_and_metrics_undefined(made_up):
    made_up({"baseline": 0.0, "synchronized_elections": 0.0}, sd=0.0)
    study = question("pair_overlap_months", 0.5)
    found = ask(study)
    assert found.seen is not None and found.seen.answer is Answer.SAME and found.replicates >= 59
    assert "in no future" in answer(found, study, "en") and "相同：" in answer(found, study, "zh")
    made_up({"baseline": 0.0, "synchronized_elections": 3.0}, missing=20)
    nothing = ask(study, most=30)
    assert nothing.seen is None and "No answer" in answer(nothing, study, "en")
    made_up({"baseline": 0.0, "synchronized_elections": 3.0}, missing=2)
    told = ask(study)
    assert told.seen is not None and told.defined == told.replicates - 2
    assert "2 pairs were left out" in " ".join(caveats(told, "en"))


def test_the_best_of_several_is_found_and_confirmed_on_a_fresh_seed(made_up):
    study = read_study(STUDIES / "single_remedy.yaml")
    means = {s.name: 0.1 * number for number, s in enumerate(study.scenarios)}
    means["no_joint_replacement"] = 2.0
    calls = made_up(means)
    found = rank(study, "pair_overlap_months", 0.5)
    best = [s.name for s in study.scenarios].index("no_joint_replacement")
    assert found.selection.best == best and found.selection.decided
    assert calls[-1] == (1 + len(found.rivals), study.seed + FRESH_SEED) and {seed for _, seed in calls[:-1]} == {1}
    assert 0 in found.rivals
    for rival, (gap, p_value) in zip(found.rivals, found.confirmed, strict=True):
        truth = means["no_joint_replacement"] - means[study.scenarios[rival].name]
        assert abs(gap.mean - truth) < 1.5 and p_value < 0.01
    told = ranking(found, "en")
    assert told[0].startswith("Best of 7") and told[1].startswith("Confirmed on fresh futures")
    assert ranking(found, "zh")[0].startswith("就")
    fewer = rank(study, "lobbying_effort_share", 0.05)
    assert fewer.selection.best == 0


def test_real_runs_are_taken_up_again_where_they_stopped(tmp_path):
    study = replace(tiny("synchronising_alone"), ask=Ask(METRIC, 0.02, "synchronized_elections", "baseline", 0.05, 60))
    whole = ask(study, tmp_path / "whole")

    def stop(done: int, total: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(study, tmp_path / "stopped", progress=stop)
    assert ask(study, tmp_path / "stopped") == whole == ask(study, tmp_path / "whole") == ask(study)
    points = [asking.Point(n, s, minimum_months=0) for n, s in enumerate(study.scenarios)]
    frame = run_points(points, whole.replicates, study.seed, metrics=(METRIC,))
    base, own = (frame.filter(pl.col("point") == n)[METRIC].to_numpy() for n in (0, 1))
    seen = look((base - own).tolist(), Rule(0.02))
    assert whole.seen is not None and (whole.seen.seen, whole.seen.answer) == (seen.seen, seen.answer)


def test_a_real_contest_is_taken_up_again(tmp_path):
    study = tiny("single_remedy", months=48)
    study = replace(study, scenarios=study.scenarios[:3])
    first = rank(study, METRIC, 0.02, most=40, folder=tmp_path)
    again = rank(study, METRIC, 0.02, most=40, folder=tmp_path)
    alone = rank(study, METRIC, 0.02, most=40)
    assert first.selection == again.selection == alone.selection
    assert first.confirmed == again.confirmed == alone.confirmed
    assert (tmp_path / "round-0000").is_dir() and (tmp_path / "confirmed").is_dir()


def test_mistakes_are_told_in_a_sentence(tmp_path, capsys):
    mute = STUDIES / "single_remedy.yaml"
    asked = str(STUDIES / "synchronising_alone.yaml")
    for arguments, told in (
        (["ask", str(mute)], "asks nothing to decide"),
        (["rank", str(mute)], "what to rank by"),
        (["rank", asked, "--delta", "-1"], "--delta must be"),
        (["rank", asked, "--metric", "luck", "--delta", "1"], "no metric `luck`"),
        (["rank", asked, "--metric", "synchrony", "--delta", "1"], "neither better high nor low"),
        (["ask", asked, "--most", "1"], "--most"),
        (["ask", str(Path("nowhere.yaml"))], "no file"),
    ):
        assert main([*arguments, "--lang", "en"]) == 2
        said = capsys.readouterr()
        assert told in said.err and "Traceback" not in said.err and said.err.count("\n") == 1


def test_a_contest_of_one_or_of_undefined_numbers_is_refused(made_up):
    study = read_study(STUDIES / "single_remedy.yaml")
    with pytest.raises(UserError, match="1 policies"):
        rank(replace(study, scenarios=study.scenarios[:1]), METRIC, 0.1)
    made_up({s.name: 0.0 for s in study.scenarios}, missing=1)
    with pytest.raises(UserError, match="undefined"):
        rank(study, METRIC, 0.1)


def test_answers_as_json_are_what_is_said(tmp_path, capsys):
    """Both verbs, from a file of their own on a world of twelve counties; resuming prints the same bytes."""
    text = (STUDIES / "single_remedy.yaml").read_text(encoding="utf-8")
    few = "scenarios: [baseline.yaml, no_joint_replacement.yaml]\nworld: {kind: tiny}\nhorizon_years: 4\n"
    head = text[text.index("format:") : text.index("scenarios:")]
    path = tmp_path / "small.yaml"
    asked = f"metrics: [{METRIC}]\nask: {{metric: {METRIC}, delta: 0.02}}\n"
    path.write_text(f"{head}{few}{asked}", encoding="utf-8")
    (tmp_path / "scenarios").mkdir()
    for name in ("baseline", "no_joint_replacement"):
        (tmp_path / "scenarios" / f"{name}.yaml").write_bytes((ROOT / "scenarios" / f"{name}.yaml").read_bytes())
    told = {}
    for verb in ("ask", "rank"):
        call = [verb, str(path), "--json", "--most", "30", "--workers", "1", "--out", str(tmp_path / verb)]
        printed = []
        for language in ("en", "zh"):
            assert main([*call, "--lang", language]) == 0
            printed.append(capsys.readouterr().out)
        assert printed[0] == printed[1]
        told[verb] = json.loads(printed[0])
    study = read_study(path)
    found = ask(study, most=30)
    assert found.seen is not None and found.sign == -1
    first = told["ask"]
    assert (first["schema"], first["study"], first["unit"]) == (1, "small", "a year")
    assert first["answer"] == found.seen.answer.value and first["difference"]["mean"] == -found.seen.seen.mean
    low, high = first["difference"]["interval"]
    assert (low, high) == (-found.seen.high, -found.seen.low) and low <= first["difference"]["mean"] <= high
    assert first["runs"] == 2 * first["replicates"] == 2 * found.replicates
    contest = rank(study, METRIC, 0.02, most=30)
    second = told["rank"]
    assert second["best"] == contest.selection.best and second["runs"] == contest.runs
    assert [p["scenario"] for p in second["policies"]] == ["baseline", "no_joint_replacement"]
    means = [p["mean"] for p in second["policies"]]
    assert second["best"] == int(np.argmin(means)) and second["confirmation"]["replicates"] == contest.fresh
    gap, p_value = contest.confirmed[0]
    assert second["confirmation"]["rivals"][0]["difference"]["mean"] == gap.mean
    assert second["confirmation"]["rivals"][0]["p_value_holm"] == p_value
