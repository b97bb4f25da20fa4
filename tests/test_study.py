"""Studies: broken files, what a study is read to, and the points that a design makes of it."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.design import BLOCK, BLOCK_STRIDE, factor_names, points, problem, table, unit_rows
from experiments.factor import Factor, lever_factor, parameter_factor
from experiments.study import Study, read_study
from sim.behaviour import PARAMETERS
from sim.policy import LEVERS
from sim.texts import LANGUAGES
from sim.texts.catalogue import CATALOGUE
from sim.texts.user_error import UserError

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken_studies").glob("*.yaml"))
HEAD = "format: 1\ntitle: {en: A test, zh: 测试}\nquestion: {en: What if?, zh: 会怎样？}\n"
TINY = "scenarios: [baseline.yaml, mandatory_full_term.yaml]\nworld: {kind: tiny}\nhorizon_years: 5\n"
RANGES = (
    "levers:\n  minimum_tenure_months: {low: 0, high: 60, step: 30}\n  minimum_tenure_scope: {}\n"
    "uncertainties: {fatigue_worth: {distribution: triangular}}\n"
)


def study_of(folder: Path, text: str) -> Study:
    path = folder / "own.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    (folder / "scenarios").mkdir(exist_ok=True)
    for one in (HERE.parent / "scenarios").glob("*.yaml"):
        (folder / "scenarios" / one.name).write_bytes(one.read_bytes())
    return read_study(path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_study_is_told_in_one_sentence(path: Path) -> None:
    """The first two lines of each file say what is to be told of it in English and in Chinese."""
    expected = dict(line[2:].split(": ", 1) for line in path.read_text(encoding="utf-8").splitlines()[:2])
    with pytest.raises(UserError) as caught:
        read_study(path)
    for language in LANGUAGES:
        assert caught.value.sentence(language) == f"{path.parent}/{expected[language]}"


def test_every_complaint_about_studies_has_a_broken_file() -> None:
    told = set()
    for path in BROKEN:
        with pytest.raises(UserError) as caught:
            read_study(path)
        told.add(caught.value.key)
    complaints = set(re.findall(r'"(study\.\w+)"', (HERE.parent / "experiments/study.py").read_text(encoding="utf-8")))
    assert {key for key in complaints if key in CATALOGUE} - told == set()


def test_a_study_is_read(tmp_path: Path) -> None:
    study = study_of(
        tmp_path,
        TINY + RANGES + "design: {kind: grid, levels: 3, blocks: 2}\nreplicates: 7\nseed: 5\n"
        "metrics: [morale, completed_term_share]\nkeep: []\nask: {metric: morale, delta: 0.01}\n",
    )
    assert [scenario.name for scenario in study.scenarios] == ["baseline", "mandatory_full_term"]
    assert {scenario.horizon_months for scenario in study.scenarios} == {60}
    assert {scenario.world.kind for scenario in study.scenarios} == {"tiny"}
    assert (study.name, study.replicates, study.seed, study.keep) == ("own", 7, 5, ())
    assert set(study.metrics) == {"morale", "completed_term_share"}
    assert study.ask is not None and (study.ask.scenario, study.ask.against) == ("mandatory_full_term", "baseline")
    assert [factor.name for factor in study.factors] == [
        "minimum_tenure_months",
        "minimum_tenure_scope",
        "fatigue_worth",
    ]


def test_a_scenario_beside_the_study_comes_first(tmp_path: Path) -> None:
    (tmp_path / "baseline.yaml").write_text(HEAD + "world: {kind: tiny}\nhorizon_months: 24\n", encoding="utf-8")
    assert study_of(tmp_path, "scenarios: [baseline.yaml]\n").scenarios[0].horizon_months == 24


def test_a_grid_is_every_combination_in_every_scenario(tmp_path: Path) -> None:
    study = study_of(tmp_path, TINY + RANGES + "design: {kind: grid, levels: 3, blocks: 2}\n")
    worth = PARAMETERS["fatigue_worth"]
    middle = parameter_factor("fatigue_worth", {"distribution": "triangular"}).at(0.5)
    expected = list(
        itertools.product([0.0, 30.0, 60.0], LEVERS["minimum_tenure_scope"].positions.values(),
                          [worth.low, middle, worth.high], [0, 1])
    )  # fmt: skip
    found = points(study)
    assert len(found) == 2 * len(expected) == 2 * study.design.size(study.factors)
    assert [point.number for point in found] == list(range(len(found)))
    for number, (months, scope, fatigue, block) in enumerate(expected):
        for arm, point in enumerate(found[2 * number : 2 * number + 2]):
            assert point.row == number and point.block == block
            assert point.levers == {"minimum_tenure_months": months, "minimum_tenure_scope": scope}
            assert point.behaviour == pytest.approx({"fatigue_worth": fatigue})
            asked = study.scenarios[arm]
            assert point.scenario.policy == {**asked.policy, **point.levers}
            assert point.scenario.behaviour == point.behaviour
            # Bunching is counted around the minimum of the stricter arm, the same for both.
            assert point.minimum_months == found[2 * number + 1].minimum_months
            assert point.replicate(3) == 3 + block * BLOCK_STRIDE


def test_a_latin_hypercube_meets_every_slice_once(tmp_path: Path) -> None:
    study = study_of(tmp_path, TINY + RANGES + "design: {kind: latin_hypercube, points: 12, blocks: 4}\nseed: 3\n")
    cube = unit_rows(study)
    assert cube.shape == (12, 4)
    for column in cube.T:
        assert sorted(np.floor(column * 12).astype(int).tolist()) == list(range(12))
    rows = table(study)
    assert all(row["minimum_tenure_months"] in (0.0, 30.0, 60.0) for row in rows)
    assert sorted(row[BLOCK] for row in rows) == sorted([0.0, 1.0, 2.0, 3.0] * 3)
    assert table(study) == rows
    assert len({str(row) for row in rows}) == 12


@pytest.mark.parametrize(
    ("design", "rows"),
    [
        ("{kind: sobol, points: 8}", 8 * (3 + 2)),
        ("{kind: sobol, points: 8, second_order: true, blocks: 16}", 8 * (2 * 4 + 2)),
        ("{kind: morris, trajectories: 5, levels: 6}", 5 * (3 + 1)),
    ],
)
def test_salib_schemes_have_the_rows_their_analysis_expects(tmp_path: Path, design: str, rows: int) -> None:
    study = study_of(tmp_path, TINY + RANGES + f"design: {design}\nseed: 2\n")
    cube = unit_rows(study)
    assert cube.shape == (rows, len(factor_names(study)))
    assert study.design.size(study.factors) == rows
    assert problem(study)["names"] == factor_names(study)
    assert ((cube >= 0) & (cube <= 1)).all()
    assert np.array_equal(unit_rows(study), cube)
    assert len(points(study)) == 2 * rows


def test_morris_moves_one_factor_at_a_time(tmp_path: Path) -> None:
    study = study_of(tmp_path, TINY + RANGES + "design: {kind: morris, trajectories: 5}\n")
    for trajectory in unit_rows(study).reshape(5, 4, 3):
        moved = [np.flatnonzero(a != b).tolist() for a, b in itertools.pairwise(trajectory)]
        assert sorted(moved) == [[0], [1], [2]]


def test_one_at_a_time_leaves_the_rest_to_the_scenario(tmp_path: Path) -> None:
    study = study_of(tmp_path, TINY + RANGES + "design: {kind: one_at_a_time}\n")
    rows = table(study)
    assert rows[0] == {} and all(len(row) == 1 for row in rows[1:])
    assert len(rows) == 1 + 3 + len(LEVERS["minimum_tenure_scope"].positions) + 2 == study.design.size(study.factors)


def test_a_list_is_taken_as_written(tmp_path: Path) -> None:
    study = study_of(
        tmp_path,
        TINY + "design:\n  kind: list\n  rows: [{}, {minimum_tenure_scope: all_moves, fatigue_worth: 0.2}]\n",
    )
    assert [(p.levers, p.behaviour) for p in points(study)[::2]] == [
        ({}, {}),
        ({"minimum_tenure_scope": LEVERS["minimum_tenure_scope"].positions["all_moves"]}, {"fatigue_worth": 0.2}),
    ]


def test_without_a_design_the_scenarios_are_the_points(tmp_path: Path) -> None:
    study = study_of(tmp_path, TINY)
    assert [point.scenario for point in points(study)] == list(study.scenarios)


distributed = st.sampled_from(
    [
        {},
        {"distribution": "triangular", "mode": 0.1},
        {"distribution": "normal", "mean": 0.2, "sd": 0.1},
        {"distribution": "lognormal", "median": 0.1, "log_sd": 0.5},
        {"distribution": "log_uniform", "low": 0.01},
        {"low": 0.1, "high": 0.1},
    ]
)


@given(distributed, st.lists(st.floats(0, 1), min_size=2, max_size=5))
def test_a_factor_is_monotone_and_stays_in_its_range(about: dict[str, object], shares: list[float]) -> None:
    factor = parameter_factor("fatigue_worth", about)
    values = [factor.at(share) for share in sorted(shares)]
    assert values == sorted(values)
    assert all(factor.low <= value <= factor.high for value in values)
    assert factor.at(0.0) == pytest.approx(factor.low) and factor.at(1.0) == pytest.approx(factor.high)


def test_known_quantiles() -> None:
    assert parameter_factor("fatigue_worth", {"low": 0.0, "high": 0.4}).at(0.25) == pytest.approx(0.1)
    assert parameter_factor("fatigue_worth", {"distribution": "log_uniform", "low": 0.01, "high": 0.1}).at(
        0.5
    ) == pytest.approx(0.01 * 10**0.5)
    # Symmetric about 0.2, where half of it lies below.
    assert parameter_factor("fatigue_worth", {"distribution": "normal", "mean": 0.2, "sd": 0.1}).at(
        0.5
    ) == pytest.approx(0.2)
    # A triangle on 0 ... 0.4 with its top at 0.1: a quarter of it lies below the top.
    triangle = {"distribution": "triangular", "low": 0.0, "high": 0.4, "mode": 0.1}
    assert parameter_factor("fatigue_worth", triangle).at(0.25) == pytest.approx(0.1)
    months = lever_factor("minimum_tenure_months", {"low": 0, "high": 84, "step": 12})
    assert [months.at(share) for share in (0.0, 0.08, 0.5, 1.0)] == [0.0, 12.0, 48.0, 84.0]
    assert months.levels() == tuple(12.0 * n for n in range(8))
    assert Factor("x", 0.0, 1.0, values=(0.0, 1.0)).at(0.49) == 0.0
