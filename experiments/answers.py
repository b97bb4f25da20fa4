"""The shipped studies and their answers: computed from the runs, kept as data beside the study, told in both languages.

python -m experiments.answers              run all four, write the answers and the pages that tell them
python -m experiments.answers --only NAME  run one of them
python -m experiments.answers --page       write the pages again from the answers as they are
python -m experiments.answers --html DIR   the answers with figures, in English and Chinese
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from experiments.answer_page import FOLDER, StudyAnswer, read_answer, write_answer, write_html, write_pages
from experiments.design import points
from experiments.robust import Robustness, over_worlds
from experiments.runner import run_points
from experiments.statistics.robustness import proportion
from experiments.statistics.simultaneous import max_t
from experiments.study import Study, read_study
from experiments.tables import Cell, Column, Table
from experiments.telling import both, changed, listed, points_text, quoted_title, verdict
from sim.metrics import METRICS, Better
from sim.texts import Text
from sim.version import model_version

HOLDS = 0.95
"""Share of worlds in which the order of two policies must hold to be told."""

_RESAMPLES = 2000


def single_remedy(study: Study, workers: int | None) -> tuple[tuple[Text, ...], tuple[Table, ...], int]:
    """Every remedy against the practice on every metric, intervals that hold together."""
    values, runs = _values(study, workers)
    table = effects_table(study, values, range(1, len(study.scenarios)))
    main = study.metrics[0] if "completed_term_share" not in study.metrics else "completed_term_share"
    rows = sorted(table.where(key=main).rows, key=lambda row: -_number(row[4]))
    lead = changed(rows[0], main)
    told = [both("answer.most", scenario=quoted_title(rows[0][0]), metric=METRICS[main].label, **lead)]
    others = [row for row in rows[1:] if row[7] == verdict("better")]
    if others:
        parts = [both("answer.one", scenario=quoted_title(row[0]), **changed(row, main)) for row in others]
        told.append(both("answer.also", listed=listed(parts)))
    idle = [quoted_title(row[0]) for row in rows if row[7] == verdict("unclear")]
    if idle:
        told.append(both("answer.idle", listed=listed(idle), metric=METRICS[main].label))
    for row in rows:
        told += _good_and_bad(table, row[0])
    return tuple(told), (table,), runs


def _good_and_bad(table: Table, scenario: Cell) -> list[Text]:
    """What one scenario improves and what it worsens beyond doubt, a sentence each."""
    told = []
    for reading in ("better", "worse"):
        rows = [row for row in table.where(scenario=scenario).rows if row[7] == verdict(reading)]
        if rows:
            parts = [both("answer.metric", metric=METRICS[str(r[1])].label, **changed(r, str(r[1]))) for r in rows]
            told.append(both(f"answer.{reading}", scenario=quoted_title(scenario), listed=listed(parts)))
    return told


def full_term_length(study: Study, workers: int | None) -> tuple[tuple[Text, ...], tuple[Table, ...], int]:
    """How much of its gains and of its costs a minimum tenure has brought by each length."""
    values, runs = _values(study, workers, settings=True)
    months = [point.levers["minimum_tenure_months"] for point in points(study)]
    path, shares = _paths(study, values)
    keys = {kind: [k for k, up in path.items() if up is (kind == "gain")] for kind in ("gain", "cost")}
    gain, cost = (np.mean([shares[k] for k in keys[kind]], axis=0) for kind in ("gain", "cost"))
    turn = overtaken(gain.mean(axis=1), cost.mean(axis=1))
    rng = np.random.default_rng(study.seed)
    drawn = rng.integers(0, gain.shape[1], (_RESAMPLES, gain.shape[1]))
    turns = np.array([overtaken(gain[:, one].mean(axis=1), cost[:, one].mean(axis=1)) for one in drawn])
    sure = float((turns == turn).mean())
    rows = [
        (int(m), float(gain[i].mean()), float(cost[i].mean()), float((turns == i).mean()),
         *(float(np.nanmean(values[k][i])) for k in study.metrics))
        for i, m in enumerate(months)
    ]  # fmt: skip
    heads = [Column("months", Text("Minimum tenure", "最低任期"), "months"),
             Column("gain", Text("Gains reached", "已得收益"), "share"),
             Column("cost", Text("Costs reached", "已付代价"), "share"),
             Column("turns", Text("Resamples that turn here", "重抽样中由此逆转"), "share")]  # fmt: skip
    heads += [
        Column(k, METRICS[k].label, METRICS[k].unit, 2 if METRICS[k].unit != "share" else 1) for k in study.metrics
    ]
    table = Table("full_term_length", study.title, tuple(heads), tuple(rows))
    at = {"gain": points_text(gain[turn].mean()), "cost": points_text(cost[turn].mean())}
    last = turn == len(months) - 1
    told = [
        both("answer.gains_are", listed=listed([METRICS[k].label for k in keys["gain"]])),
        both("answer.costs_are", listed=listed([METRICS[k].label for k in keys["cost"]])),
        both("answer.never_turns" if last else "answer.turns", months=Text(f"{months[turn]:g}", f"{months[turn]:g}"),
             sure=points_text(sure), **at),
    ]  # fmt: skip
    return tuple(told), (table,), runs


def _paths(study: Study, values: Mapping[str, np.ndarray]) -> tuple[dict[str, bool], dict[str, np.ndarray]]:
    """Whether each metric is a gain, and its course from the first setting as a share of its largest change.

    Only metrics that are better one way, defined throughout and clearly changed at some setting take part.
    """
    keys = [k for k in study.metrics if METRICS[k].better is not Better.NEITHER and np.isfinite(values[k]).all()]
    gaps = {k: (values[k] - values[k][:1]) * (1.0 if METRICS[k].better is Better.MORE else -1.0) for k in keys}
    columns = [(k, i) for k in keys for i in range(1, len(gaps[k]))]
    found = max_t(np.array([gaps[k][i] for k, i in columns]).T)
    clear = {k for place, (k, _) in enumerate(columns) if found.clear(place)}
    direction: dict[str, bool] = {}
    shares: dict[str, np.ndarray] = {}
    for key in keys:
        means = gaps[key].mean(axis=1)
        largest = float(means[np.abs(means).argmax()])
        if key in clear and largest != 0.0:
            direction[key], shares[key] = largest > 0.0, gaps[key] / largest
    return direction, shares


def overtaken(gain: np.ndarray, cost: np.ndarray) -> int:
    """The setting at which the gains lead the costs most: all that comes after adds more of the costs than of the
    gains."""
    return int((gain - cost).argmax())


def synchronising_alone(study: Study, workers: int | None) -> tuple[tuple[Text, ...], tuple[Table, ...], int]:
    """What linked congresses change without any minimum."""
    values, runs = _values(study, workers)
    table = effects_table(study, values, [1])
    scenario = study.scenarios[1].title
    main = study.ask.metric if study.ask else study.metrics[0]
    row = table.where(key=main).rows[0]
    key = {verdict("better"): "answer.helps", verdict("worse"): "answer.hurts"}.get(row[7], "answer.unclear")  # type: ignore[arg-type]
    told = [both(key, scenario=quoted_title(scenario), metric=METRICS[main].label, **changed(row, main))]
    told += _good_and_bad(table, scenario)
    same = [METRICS[str(r[1])].label for r in table.rows if r[7] == verdict("unclear")]
    if same:
        told.append(both("answer.not_told", listed=listed(same)))
    return tuple(told), (table,), runs


def ranking_robust(study: Study, workers: int | None) -> tuple[tuple[Text, ...], tuple[Table, ...], int]:
    """In how many worlds the order of the remedies holds."""
    from experiments.inquiry import demands_line, short_line

    judge = study.judge
    if judge is None:
        raise ValueError(f"{study.name} does not say by what it judges")
    found = over_worlds(study, study.worlds, judge, study.replicates, workers=workers)
    table, pairs = rank_tables(found)
    first = table.rows[0]
    sizes = {"worlds": str(len(found.places)), "factors": str(len(found.names))}
    numbers = {name: Text(size, size) for name, size in sizes.items()}
    best = points_text(_number(first[4]))
    told = [both("answer.first", scenario=quoted_title(first[0]), share=best, **numbers)]
    for row in pairs.rows:
        key = "answer.order_holds" if _number(row[2]) >= HOLDS else "answer.order_open"
        told.append(
            both(key, first=quoted_title(row[0]), second=quoted_title(row[1]), share=points_text(_number(row[2])))
        )
    told.append(Text(demands_line(found, "en"), demands_line(found, "zh")))
    told += [Text(short_line(v, "en"), short_line(v, "zh")) for v in found.verdicts[1:]]
    return tuple(told), (table, pairs), found.runs


def rank_tables(found: Robustness) -> tuple[Table, Table]:
    """Policies by their mean over worlds with the worlds in which each holds each rank; and neighbours, whose order
    holds in so many worlds."""
    good = found.means if found.judge.more else -found.means
    good = good[:, np.isfinite(good).all(axis=0)]
    order = np.argsort(-good.mean(axis=1), kind="stable")
    ranks = (-good).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    unit = METRICS[found.judge.metric].unit
    rows: list[tuple[Cell, ...]] = []
    for arm in order.tolist():
        one = found.verdicts[arm]
        held = [float((ranks[arm] == rank).mean()) for rank in range(len(good))]
        rows.append((one.title, one.standing.mean, one.change, one.standing.regret, *held))
    heads = [Column("scenario", Text("Policy", "方案")), Column("mean", METRICS[found.judge.metric].label, unit, 1),
             Column("change", Text("Difference to the baseline", "与基准之差"), unit, 1, gap=True),
             Column("regret", Text("Mean regret", "平均遗憾值"), unit, 1, gap=True)]  # fmt: skip
    heads += [Column(f"rank_{n}", Text(f"Rank {n}", f"第{n}位"), "share") for n in range(1, len(good) + 1)]
    pairs: list[tuple[Cell, ...]] = []
    for one, two in zip(order.tolist(), order[1:].tolist(), strict=False):
        held_in = proportion(good[one] > good[two])
        pairs.append((found.verdicts[one].title, found.verdicts[two].title, held_in.share, held_in.low, held_in.high))
    columns = (Column("first", Text("Ahead", "在前")), Column("second", Text("Behind", "在后")),
               Column("share", Text("Worlds in which so", "成立的情景"), "share"),
               Column("low", Text("95 % from", "95%区间下限"), "share"),
               Column("high", Text("95 % to", "95%区间上限"), "share"))  # fmt: skip
    title = found.study.title
    return Table("ranks", title, tuple(heads), tuple(rows)), Table("order", title, columns, tuple(pairs))


def effects_table(study: Study, values: Mapping[str, np.ndarray], arms: Sequence[int] | range) -> Table:
    """Differences of arms to the baseline on every metric, with intervals that hold together over the whole table."""
    columns = [(arm, key) for arm in arms for key in study.metrics]
    gaps = np.array([values[key][arm] - values[key][0] for arm, key in columns]).T
    found = max_t(gaps)
    rows: list[tuple[Cell, ...]] = []
    for place, (arm, key) in enumerate(columns):
        metric, low, high = METRICS[key], float(found.low[place]), float(found.high[place])
        reading = "unclear"
        if low > 0.0 or high < 0.0:
            more = metric.better is Better.MORE
            reading = "higher" if low > 0.0 else "lower"
            if metric.better is not Better.NEITHER:
                reading = "better" if (low > 0.0) == more else "worse"
        spread = float(np.nanstd(values[key][0], ddof=1))
        gap = float(np.nanmean(gaps[:, place]))
        effect = gap / spread if spread > 0.0 else None
        rows.append((study.scenarios[arm].title, key, metric.label, float(np.nanmean(values[key][0])), gap,
                     _known(low), _known(high), verdict(reading), effect))  # fmt: skip
    heads = (Column("scenario", Text("Policy", "方案")), Column("key", Text("Key", "代码")),
             Column("metric", Text("Metric", "指标")), Column("baseline", Text("Baseline", "基准"), "", 4),
             Column("difference", Text("Difference", "差值"), "", 4),
             Column("low", Text("95 % (together) from", "95%联合区间下限"), "", 4),
             Column("high", Text("95 % (together) to", "95%联合区间上限"), "", 4),
             Column("reading", Text("Reading", "判读")),
             Column("effect", Text("In SD of single futures", "相当于单次未来的标准差"), "", 1))  # fmt: skip
    return Table("effects", study.title, heads, tuple(rows))


def _values(study: Study, workers: int | None, settings: bool = False) -> tuple[dict[str, np.ndarray], int]:
    """Every metric by arm (or by setting) and future, and the number of runs."""
    made = points(study)
    frame = run_points(made, study.replicates, study.seed, metrics=study.metrics, workers=workers)
    lines = len(made) if settings else len(study.scenarios)
    found = {}
    for key in study.metrics:
        column = frame[key].cast(float).fill_null(math.nan).to_numpy()
        found[key] = np.asarray(column).reshape(lines, study.replicates)
    return found, frame.height


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else -math.inf


ANSWERS: dict[str, Callable[[Study, int | None], tuple[tuple[Text, ...], tuple[Table, ...], int]]] = {
    "single_remedy": single_remedy,
    "full_term_length": full_term_length,
    "synchronising_alone": synchronising_alone,
    "ranking_robust": ranking_robust,
}
"""What answers each shipped study, in the order in which they are told."""


def answer(name: str, workers: int | None = None) -> StudyAnswer:
    """Run the shipped study `name` and answer it."""
    study = read_study(FOLDER / f"{name}.yaml")
    findings, tables, runs = ANSWERS[name](study, workers)
    behaviours = study.scenarios[0].behaviours
    facts = {
        "model": model_version(),
        "study_sha256": hashlib.sha256(study.text.encode()).hexdigest(),
        "behaviour": behaviours.name,
        "behaviour_sha256": behaviours.fingerprint,
        "seed": study.seed,
        "futures": study.replicates,
        "years": study.scenarios[0].horizon_months / 12,
        "runs": runs,
    }
    return StudyAnswer(name, study.title, study.question, findings, tables, facts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer the shipped studies; see the head of this file."""
    asked = argparse.ArgumentParser(prog="python -m experiments.answers")
    asked.add_argument("--only", choices=list(ANSWERS), action="append")
    asked.add_argument("--page", action="store_true")
    asked.add_argument("--html", type=Path)
    asked.add_argument("--workers", type=int)
    given = asked.parse_args(arguments)
    if not given.page and given.html is None:
        for name in given.only or ANSWERS:
            write_answer(answer(name, given.workers))
            print(json.dumps({"answered": name}))
    answers = [read_answer(name) for name in ANSWERS]
    write_pages(answers)
    if given.html is not None:
        for language in ("en", "zh"):
            print(write_html(answers, given.html, language))
    return 0


if __name__ == "__main__":
    sys.exit(main())
