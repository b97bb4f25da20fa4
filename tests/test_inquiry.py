"""Sensitivity, robustness and search of a study: what a study says, what is made of runs, and the pages."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from playwright.sync_api import sync_playwright

from experiments.cli import main
from experiments.inquiry import robustness_inquiry, search_inquiry, sensitivity_inquiry, short_line
from experiments.outcome import outcomes_of, table_of, values_of
from experiments.policy_search import Searched
from experiments.robust import Robustness, compared, drawn
from experiments.search import Axis, Found, Trial
from experiments.sensitivity import Budget, Dependence, Sensitivity, closest, examine
from experiments.statistics.pareto import members_again, optimism
from experiments.statistics.sensitivity import LUCK, ElementaryEffect, VarianceShare
from experiments.study import Study, read_study
from sim.behaviour import PARAMETERS
from sim.lever import Tier
from sim.texts.parameters import CHINESE
from sim.texts.user_error import UserError
from tests.test_report import Page

HERE = Path(__file__).parent
STUDY = """format: 1
title: {en: A test, zh: 测试}
question: {en: What if?, zh: 会怎样？}
scenarios: [baseline.yaml, mandatory_full_term.yaml]
world: {kind: tiny}
horizon_years: 6
metrics: [completed_term_share, vacancy_share]
levers:
  minimum_tenure_months: {low: 0, high: 84}
  lobbying_crackdown_share: {}
uncertainties:
  choice_precision: {}
  plan_ripe_months: {low: 30, high: 40}
worlds: {count: 10}
judge:
  metric: completed_term_share
  demands:
    - {metric: completed_term_share, at_least: 0.1, against: baseline}
    - {metric: vacancy_share, at_most: 0.5}
search:
  objectives: [completed_term_share, growth, cost]
  prices: {lobbying_crackdown_share: 2, minimum_tenure_months: 1}
  trials: 8
  population: 4
"""


def study_of(folder: Path, text: str = STUDY) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    shutil.copytree(HERE.parent / "scenarios", folder / "scenarios", dirs_exist_ok=True)
    return path


@pytest.fixture(scope="module", name="study")
def _study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return read_study(study_of(tmp_path_factory.mktemp("study")))


def test_a_study_says_what_is_not_known_and_what_is_wanted(study, tmp_path):
    assert [f.name for f in study.worlds.factors] == ["choice_precision", "plan_ripe_months"]
    assert study.worlds.factors[1].low == 30 and study.worlds.count == 10 and study.judge.more
    assert [d.against_baseline for d in study.judge.demands] == [True, False]
    assert study.search.cost({"lobbying_crackdown_share": 0.5, "minimum_tenure_months": 0.0}) == 1.5
    assert [one.more for one in study.search.objectives] == [True, True, False]
    wide = read_study(study_of(tmp_path, STUDY.replace("{count: 10}", "{count: 10, tiers: [informed]}")))
    names = {f.name for f in wide.worlds.factors}
    assert names == {"choice_precision"} | {n for n, p in PARAMETERS.items() if p.tier is Tier.INFORMED}
    plan = next(f for f in wide.worlds.factors if f.name == "plan_ripe_months")
    assert (plan.low, plan.high) == (30, 40)


def test_sets_of_parameters_lie_beneath_what_is_drawn(tmp_path):
    (tmp_path / "sets.csv").write_text("fatigue_worth,choice_precision\n0.1,1.5\n0.3,2\n", encoding="utf-8")
    text = STUDY.replace("{count: 10}", "{count: 10, behaviours: sets.csv}")
    study = read_study(study_of(tmp_path, text))
    worlds = drawn(study, study.worlds)
    assert [one["fatigue_worth"] for one in worlds[:3]] == [0.1, 0.3, 0.1]
    assert len({one["choice_precision"] for one in worlds}) == 10


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("at_least: 0.1, ", "", "own.yaml:18:7: completed_term_share: say “at_least” or “at_most”"),
        ("judge:\n  metric: completed_term_share", "judge:\n  metric: synchrony", "own.yaml:16:11: synchrony: neither"),
        ("growth, cost", "growth, growth", "own.yaml:21:46: growth is named twice"),
        ("minimum_tenure_months: 1}", "minimum_tenure: 1}", "minimum_tenure: a price for something that is no lever"),
        ("minimum_tenure_months: 1}", "minimum_tenure_months: -1}", "a price is a number from 0 up"),
        ("  prices: {lobbying_crackdown_share: 2, minimum_tenure_months: 1}\n", "", "needs “prices”"),
        ("{count: 10}", "{count: 10, tiers: [guessed]}", "own.yaml:14:29: "),
        ("{count: 10}", "{count: 10, behaviours: ensembel}", "own.yaml:14:"),
        ("{count: 10}", "{count: 10, behaviours: ../sets.csv}", "own.yaml:14:33: `../sets.csv` leaves the folder"),
        ("{count: 10}", "{count: 3}", "own.yaml:14:"),
        ("at_least: 0.1", "at_least: 0.3, at_most: 0.2", "own.yaml:18:7: completed_term_share: no value can meet this"),
        ("[completed_term_share, growth, cost]", "[growth]", "own.yaml:21:15: `objectives` lists 1: give 2 to 6"),
        ("at_least: 0.1", "at_leest: 0.1", "did you mean `at_least`"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_told(tmp_path, monkeypatch, old, new, sentence):
    monkeypatch.chdir(tmp_path)
    path = study_of(Path("."), STUDY.replace(old, new))
    with pytest.raises(UserError) as caught:
        read_study(path)
    assert sentence in caught.value.sentence("en")
    assert re.search("[\u4e00-\u9fff]", caught.value.sentence("zh"))


def test_outcomes_are_levels_of_the_baseline_and_paired_changes(study):
    frame = pl.DataFrame({"completed_term_share": [0.1, 0.3, 0.5, None, None, None, None, 0.9]})
    table = table_of(frame, "completed_term_share", 2, 2)
    change, _, level, _ = outcomes_of(study)
    assert (change.metric, change.arm, level.arm) == ("completed_term_share", 1, 0)
    assert values_of(level, table) == [pytest.approx(0.2), None]
    assert values_of(change, table) == [pytest.approx(0.4), None]
    assert change.told(0.25, "zh") == "+25.0个百分点" and level.told(0.25, "en") == "25.0 %"


def test_those_looked_at_closely_matter_to_some_outcome():
    def of(**sizes: float) -> list[ElementaryEffect]:
        return [ElementaryEffect(name, 0.0, size, 0.0, 1.0, 0.0) for name, size in {**sizes, LUCK: 99.0}.items()]

    effects = [of(a=100.0, b=1.0, c=0.0), of(a=0.0, b=0.001, c=0.002), []]
    assert closest(effects, 2) == {"a", "c"} and closest(effects, 9) == {"a", "b", "c"}


def example_worlds(study: Study, worlds: int = 240) -> Robustness:
    """The remedy helps by 0.3, but for 0.05 where effort follows value sharply."""
    wide = replace(study.worlds, count=worlds)
    settings = drawn(study, wide)
    sharp = np.array([one["choice_precision"] for one in settings]) > 3.0
    rng = np.random.default_rng(1)
    base = 0.2 + rng.normal(0.0, 0.01, (worlds, 4))
    remedy = base + np.where(sharp, 0.05, 0.3)[:, None] + rng.normal(0.0, 0.005, (worlds, 4))
    tables = {
        "completed_term_share": np.stack([base, remedy], axis=1),
        "vacancy_share": np.full((worlds, 2, 4), 0.1),
    }
    return compared(study, wide, study.judge, 4, settings, tables, worlds * 8)


def test_where_a_policy_falls_short_is_found_and_told(study):
    found = example_worlds(study)
    practice, remedy = found.verdicts
    assert remedy.standing.best.share == 1.0 and practice.standing.regret == pytest.approx(0.22, abs=0.03)
    assert practice.short.share == 1.0 and remedy.short.share == pytest.approx(1 / 3, abs=0.02)
    (bound,) = remedy.region.bounds
    assert bound.name == "choice_precision" and bound.low == pytest.approx(3.0, abs=0.05)
    assert remedy.region.failing.share > 0.95 and remedy.region.covered.share > 0.95
    english, chinese = short_line(remedy, "en"), short_line(remedy, "zh")
    assert "falls short above all where “choice precision” (how sharply effort follows value) is above" in english
    assert "“精力分配对利害的敏感程度”高于" in chinese and "涵盖其未达要求情景的" in chinese
    assert short_line(practice, "en").endswith("falls short in every world.")


def example_sensitivity(study: Study) -> Sensitivity:
    outcomes = outcomes_of(study)
    names = ("choice_precision", "plan_ripe_months", LUCK)
    effects = tuple(ElementaryEffect(name, -0.1, 0.3 - 0.1 * i, 0.05, 0.4, 0.1) for i, name in enumerate(names))
    shares = tuple(VarianceShare(n, 0.3, 0.2, 0.4, 0.5 - 0.1 * i, 0.3, 0.6) for i, n in enumerate(names))
    found = tuple(Dependence(one, effects, shares, 0.25, 0.1) for one in outcomes)
    found = (*found[:-1], Dependence(outcomes[-1], (), (), None, None))
    return Sensitivity(study, Budget(), study.worlds.factors, names[:2], found, 100)


def example_search(study: Study) -> Searched:
    rng = np.random.default_rng(2)
    axes = tuple(Axis(f.name, f.low, f.high) for f in study.factors if f.is_lever)
    trials = tuple(
        Trial({axes[0].lever: 12.0 * i, axes[1].lever: i / 10}, (0.1 * i, 0.5 - 0.05 * i, 0.1 * i)) for i in range(6)
    )
    more = [one.more for one in study.search.objectives]
    runs = [
        [(v + rng.normal(-0.05 if i == 2 else 0.0, 0.01, 20)).tolist() for v in trial.values]
        for i, trial in enumerate(trials)
    ]
    runs[2][2] = [0.9] * 20
    members = members_again([t.values for t in trials], runs, more)
    practice = members_again([()], runs[:1], more)[0]
    curse = tuple(optimism(members, place, up) for place, up in enumerate(more))
    levers = tuple(t.levers for t in trials)
    found = Found(trials, tuple(range(6)))
    return Searched(study, study.search, axes, found, levers, members, practice, curse, 4, 20, 999)


def pages(study: Study, language: str):
    return (
        sensitivity_inquiry(example_sensitivity(study), "renqi sensitivity own.yaml", language),
        robustness_inquiry(example_worlds(study), "renqi robust own.yaml", language),
        search_inquiry(example_search(study), "renqi search own.yaml", language),
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_page_is_whole_says_all_and_keeps_its_tables(study, language, tmp_path):
    for inquiry in pages(study, language):
        path = inquiry.write(tmp_path, language)
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        assert page.open == [] and page.loads == []
        text = "\n".join(page.text)
        assert inquiry.command in text and all(one in text for answer in inquiry.answers for one in answer.sentences)
        for answer in inquiry.answers:
            with (tmp_path / f"{answer.table.name}.csv").open(encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.reader(lines))
            kept = pl.read_parquet(tmp_path / f"{answer.table.name}.parquet")
            assert len(rows) - 1 == kept.height == len(answer.table.rows)
            assert kept.columns == [column.key for column in answer.table.columns]


def test_the_chinese_pages_have_no_english_sentence(study):
    for inquiry in pages(study, "zh"):
        page = Page()
        page.feed(inquiry.html("zh"))
        for piece in page.text:
            if "renqi" not in piece:
                assert not re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", piece), piece


def test_every_parameter_has_a_chinese_name_of_its_own():
    assert all(re.search("[\u4e00-\u9fff]", name) for name in CHINESE.values())
    assert len(set(CHINESE.values())) == len(CHINESE)


def test_the_search_page_names_who_is_beaten(study):
    inquiry = search_inquiry(example_search(study), "x", "en")
    assert "5 of them hold, 1 are beaten by another, 1 of these clearly" in inquiry.answers[0].sentences[0]
    states = [cell.en for cell in inquiry.answers[0].table["standing"]]
    assert states[2].startswith("clearly beaten by") and states.count("holds") == 5 and states[-1] == "–"


def test_the_three_verbs_run_resume_and_speak_both_languages(tmp_path, capsys):
    """From the file to the page, on a world of twelve counties; a second call finds everything done."""
    path = str(study_of(tmp_path))
    calls = {
        "robust": ["--futures", "1"],
        "sensitivity": ["--futures", "1", "--trajectories", "2", "--base", "2", "--closely", "1"],
        "search": ["--futures", "1", "--fresh", "2"],
    }
    for verb, options in calls.items():
        out = tmp_path / verb
        for language in ("en", "zh"):
            assert main([verb, path, "--out", str(out), "--workers", "1", "--lang", language, *options]) == 0
            told = capsys.readouterr().out
            assert ("runs;" in told) == (language == "en") and f"{verb}.html" in told
        assert (out / f"{verb}.html").is_file()
        assert main([verb, path, "--out", str(out), "--futures", "0"]) == 2
        assert "--futures" in capsys.readouterr().err


def test_stages_taken_up_again_give_what_was_found(study, tmp_path):
    budget = Budget(trajectories=2, closely=1, base=2, futures=1)
    small = replace(study, metrics=("vacancy_share",))
    first = examine(small, study.worlds.factors, budget, tmp_path, workers=1)
    again = examine(small, study.worlds.factors, budget, tmp_path, workers=1)
    assert first.found == again.found and first.runs == 2 * (2 * 4 + 2 * 4)


@pytest.mark.parametrize(
    ("old", "verb", "sentence"),
    [
        ("worlds: {count: 10}\n", "robust", "names no uncertainties"),
        ("judge:", "robust", "does not say under “judge”"),
        ("search:", "search", "does not say under “search”"),
    ],
)
def test_a_study_without_what_a_verb_needs_is_refused(tmp_path, capsys, old, verb, sentence):
    text = STUDY[: STUDY.index("judge:")] if old != "search:" else STUDY[: STUDY.index("search:")]
    if "worlds" in old:
        text = text[: text.index("uncertainties:")] + "worlds: {count: 10}\n"
    assert main([verb, str(study_of(tmp_path, text)), "--out", str(tmp_path / "out"), "--lang", "en"]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.browser
def test_no_page_runs_off_a_narrow_screen(study, tmp_path, chromium):
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for language, width in (("zh", 390), ("en", 1300)):
            for inquiry in pages(study, language):
                page = browser.new_page(viewport={"width": width, "height": 900})
                wrong: list[str] = []
                page.on("pageerror", lambda error, wrong=wrong: wrong.append(str(error)))
                page.goto(inquiry.write(tmp_path / language, language).as_uri())
                page.wait_for_timeout(700)
                assert page.evaluate("document.documentElement.scrollWidth") <= width and wrong == []
                page.close()
        browser.close()
