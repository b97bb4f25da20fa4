"""Careers that a minimum tenure blocks: passed the age ceiling while the rule still held."""

from __future__ import annotations

import numpy as np

from sim.metrics.careers import filled, is_from
from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import RunTables, mean, ratio, total
from sim.texts import Text
from sim.vocabulary import Kind, Source

BLOCKED = Theme()
metric = BLOCKED.metric

_YEAR = 12  # a chief may stand for a deputy-bureau post after a year in his own (选拔任用工作条例 2014, art. 8-9)


def score_to_rise(run: RunTables) -> float | None:
    """The mean appraisal of chiefs who won a deputy-bureau post in a contest; None where there was none."""
    won = is_from(filled(run, Kind.UPPER, "source"), (Source.SECRETARY, Source.HEAD))
    return mean(filled(run, Kind.UPPER, "performance_winner")[won])


@metric(
    "a year",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Blocked careers, per hundred chiefs", "每百名正职因任期规定错过晋升年龄"),
    Text(
        "Chiefs who pass the age limit for promotion in post after a year in it but before the minimum tenure in force"
        " there, and whose last appraisal in the post is at least that of the average chief who won a deputy-bureau"
        " post in a contest; counted with the share of spells in which the minimum is kept to (compliance, less"
        " special need), per hundred chief-years.",
        "任现职满一年、未满当地现行最低任职年限时越过晋升年龄上限，且任内最后一次考核不低于经竞争升任副厅级的正职平均水平者；"
        "按最低年限的执行比例（扣除特殊需要的豁免）计数，每百任职年。",
    ),
    ("spells", "appointments"),
)
def blocked_careers_per_hundred(run: RunTables) -> float | None:
    needed = score_to_rise(run)
    if run.in_force is None or needed is None:
        return None
    spells = run.table("spells")
    born = run.start - spells["age_start_months"]
    until = np.where(run.end < 0, run.last_month, run.end)
    worthy = spells["appraisal_end"] >= needed
    counted = 0.0
    for row, first, last in run.in_force.stretches(run.last_month):
        if last <= run.first_month or run.in_force.minimum_months[row].max() <= _YEAR:
            continue  # before the window, or no minimum that could block anybody
        passed = born + run.in_force.ceiling_months[row][run.county]
        tenure = passed - run.start
        held = (tenure >= _YEAR) & (tenure < run.in_force.minimum_months[row][run.county])
        inside = (passed >= max(first, run.first_month)) & (passed < last) & (passed < until)
        counted += total(run.in_force.minimum_share[row][run.county][worthy & held & inside])
    return ratio(1200 * counted, sum(run.occupied_months))
