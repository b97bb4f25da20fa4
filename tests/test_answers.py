"""The answers of the shipped studies: how they are worked out, kept and told."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from experiments.answer_page import FOLDER, PAGES, StudyAnswer, as_data, from_data, html, markdown, read_answer
from experiments.answers import ANSWERS, effects_table, overtaken, rank_tables
from experiments.robust import compared, drawn
from experiments.study import Study, read_study
from experiments.telling import with_units
from sim.texts import Text
from sim.world import WorldSpec
from tests.test_report import Page


def small(name: str) -> Study:
    """A shipped study over five years of twelve counties, with few futures and worlds."""
    study = read_study(FOLDER / f"{name}.yaml")
    scenarios = tuple(replace(s, world=WorldSpec(kind="tiny"), horizon_months=84) for s in study.scenarios)
    replicates = 2 if name == "ranking_robust" else 12
    return replace(study, scenarios=scenarios, replicates=replicates, worlds=replace(study.worlds, count=12))


def test_costs_overtake_where_the_lead_of_the_gains_is_largest():
    gain = np.array([0.0, 0.1, 0.6, 0.8, 0.9, 1.0])
    cost = np.array([0.0, 0.15, 0.2, 0.3, 0.6, 1.0])
    assert overtaken(gain, cost) == 3
    assert overtaken(gain, cost / 10) == 5


def test_effects_that_were_put_in_are_read_off(count):
    """A gain of one SD in completed terms, nothing elsewhere; a false alarm in the 12 metrics 1 in 20, here a fixed
    seed."""
    study = small("single_remedy")
    rng = np.random.default_rng(5)
    values = {key: np.repeat(rng.normal(0.0, 1.0, (1, 60)), 7, axis=0) for key in study.metrics}
    for key in study.metrics:
        values[key] = values[key] + rng.normal(0.0, 0.2, (7, 60))
    values["completed_term_share"][2] += 1.0
    table = effects_table(study, values, range(1, 7))
    rows = table.where(key="completed_term_share").rows
    assert rows[1][7].en == "better" and rows[1][5] < 1.0 < rows[1][6] and rows[1][8] == pytest.approx(1.0, abs=0.4)
    assert [row[7].en for row in table.rows].count("unclear") == len(table.rows) - 1


def test_ranks_and_neighbours_over_worlds():
    study = small("ranking_robust")
    settings = drawn(study, study.worlds)
    base = np.zeros((12, 7, 2)) + np.arange(7)[None, :, None] * 0.01
    base[:3, 1] = 0.5
    tables = dict.fromkeys(("completed_term_share", "coasting_share"), base)
    ranks, pairs = rank_tables(compared(study, study.worlds, study.judge, 2, settings, tables, 0))
    titles = [scenario.title for scenario in study.scenarios]
    assert [row[0] for row in ranks.rows][:2] == [titles[1], titles[6]]
    assert ranks.rows[0][4] == 0.25 and ranks.rows[1][4] == 0.75
    assert pairs.rows[0][:3] == (titles[1], titles[6], 0.25) and pairs.rows[1][2] == 1.0


@pytest.mark.parametrize("name", list(ANSWERS))
def test_each_study_is_answered_and_survives_being_kept(name):
    study = small(name)
    findings, tables, runs = ANSWERS[name](study, 1)
    facts = {"model": "m", "behaviour": "b", "seed": 1, "futures": 2, "years": 7.0, "runs": runs}
    answer = StudyAnswer(name, study.title, study.question, findings, tables, facts)
    kept = from_data(json.loads(json.dumps(as_data(answer), allow_nan=False)))
    assert kept.findings == findings and len(findings) >= 2 and as_data(kept) == as_data(answer)
    assert all(isinstance(text, Text) and text.en and text.zh for text in findings)
    for language in ("en", "zh"):
        page = Page()
        page.feed(html([kept], language))
        assert page.open == [] and page.loads == []
        assert all(text.in_language(language) in "\n".join(page.text) for text in findings)


@pytest.mark.parametrize("language", list(PAGES))
def test_the_page_is_what_the_kept_answers_say(language):
    answers = [read_answer(name) for name in ANSWERS]
    page = PAGES[language].read_text(encoding="utf-8")
    assert page == markdown(answers, language), "run python -m experiments.answers --page"
    for answer in answers:
        text = (FOLDER / f"{answer.study}.yaml").read_bytes()
        assert answer.facts["study_sha256"] == hashlib.sha256(text).hexdigest(), f"{answer.study} was changed since"
        assert len(answer.facts["model"]) >= 16 and answer.facts["model"] in page


def test_a_row_of_effects_tells_its_numbers_with_the_unit_of_its_metric():
    study = small("synchronising_alone")
    values = {key: np.array([[0.125, 0.25] * 6, [0.25, 0.5] * 6]) for key in study.metrics}
    table = effects_table(study, values, [1])
    told = with_units(table)
    assert "key" not in [column.key for column in told.columns]
    rows = dict(zip(table["key"], told.text_rows("en"), strict=True))
    assert rows["completed_term_share"][2:4] == ["18.8 %", "+18.8 points"]
    assert rows["restricted_mean_tenure_60"][2:4] == ["0.2 months", "+0.2 months"]
    assert with_units(told) is told
