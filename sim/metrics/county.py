"""What becomes of the counties, and how their chiefs' chances differ between them."""

from __future__ import annotations

import numpy as np

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.pair import changed_years
from sim.metrics.run_tables import RunTables, count, mean, once, ratio, total
from sim.texts import Text
from sim.vocabulary import Destination, ExitReason

COUNTY = Theme()
metric = COUNTY.metric

_PERIODS = ("county_periods",)

_COLUMNS = (
    ("growth", "growth", "points a year", Better.MORE, Part.GAIN, "Growth relative to the province", "相对全省的增长"),
    ("showcase_stock", "showcase", "SD", Better.LESS, Part.DESCRIPTION, "Showcase stock", "政绩工程存量"),
    ("mess", "mess", "SD", Better.LESS, Part.GAIN, "Debts and loose ends", "遗留问题存量"),
    ("unrest", "unrest", "share", Better.LESS, Part.GAIN, "Unrest", "社会不稳定程度"),
    ("harmony", "harmony", "share", Better.MORE, Part.GAIN, "Harmony of the pair", "党政正职团结程度"),
    ("deputies_quality", "deputies_quality", "share", Better.MORE, Part.DESCRIPTION, "Quality of deputies", "副职素质"),
    (
        "deputies_honesty",
        "deputies_honesty",
        "share",
        Better.MORE,
        Part.DESCRIPTION,
        "Honesty of deputies",
        "副职廉洁程度",
    ),
)


def _declare_means() -> None:
    """The months' mean of columns of the counties' periods."""
    for key, column, unit, better, part, en, zh in _COLUMNS:

        def value(run: RunTables, column: str = column) -> float | None:
            rows = run.table("county_periods")
            return ratio(total(rows[column] * rows["months"]), int(rows["months"].sum()))

        value.__name__ = key
        definition = Text("Mean over all counties and months.", "全部县、全部月份的平均。")
        metric(unit, better, part, Text(en, zh), definition, _PERIODS)(value)


_declare_means()


@metric(
    "a year",
    Better.LESS,
    Part.DESCRIPTION,
    Text("Failed projects a county", "每县每年失败项目"),
    Text("Projects that failed, per county and year.", "每县每年失败的项目数。"),
    _PERIODS,
)
def failed_projects_per_county(run: RunTables) -> float | None:
    return ratio(12 * int(run.table("county_periods")["failed_projects"].sum()), run.places.counties * run.months)


@once
def _whole_years(run: RunTables) -> np.ndarray | None:
    """Rows of the counties' whole years, shape (counties, years); None where years are missing or incomplete."""
    rows = np.flatnonzero(run.table("county_periods")["months"] == 12)
    counties, years = run.places.counties, run.months // 12
    return rows.reshape(counties, years) if years and rows.size == counties * years else None


def _years(run: RunTables, column: str) -> np.ndarray | None:
    """A column of the counties' periods as counties x years; None where years are missing or incomplete."""
    rows = _whole_years(run)
    return None if rows is None else run.table("county_periods")[column][rows]


@metric(
    "SD",
    Better.LESS,
    Part.GAIN,
    Text("Loose ends at a handover", "交接时的遗留问题"),
    Text("Mean mess in the county-years in which the secretary left.", "书记离任当年该县遗留问题的平均。"),
    _PERIODS,
)
def mess_per_handover(run: RunTables) -> float | None:
    mess = _years(run, "mess")
    return None if mess is None else mean(mess[changed_years(run)[0]])


@metric(
    "points",
    Better.LESS,
    Part.GAIN,
    Text("Growth lost when the secretary changes", "书记更替造成的增长损失"),
    Text(
        "Event study: growth in the year of the change and the two after it, less the year before; county and year"
        " effects taken out; positive means a loss.",
        "事件研究：更替当年及其后两年的增长与更替前一年之差，控制县与年份效应；正值为损失。",
    ),
    _PERIODS,
)
def growth_lost_to_turnover(run: RunTables) -> float | None:
    growth = _years(run, "growth")
    if growth is None or growth.shape[1] < 5 or growth.shape[0] < 2:
        return None
    left = changed_years(run)[0].astype(float)
    # The year before the change, that of the change, and the two after it; years that have all four.
    columns = [left[:, 3:], left[:, 2:-1], left[:, 1:-2], left[:, :-3]]
    design = _within(np.array([*columns, growth[:, 2:-1]]))
    square, target = np.empty((4, 4)), np.array([total(column * design[4]) for column in design[:4]])
    for i in range(4):
        for j in range(i, 4):
            square[i, j] = square[j, i] = total(design[i] * design[j])
    if np.linalg.det(square) <= 1e-9 * square.trace():
        return None
    effect = np.linalg.solve(square, target)
    return float(effect[0] - (effect[1] + effect[2] + effect[3]) / 3)


def _within(tables: np.ndarray) -> np.ndarray:
    """Each table less its county and year means, flattened: from (tables, counties, years) to (tables, cells)."""
    number, rows, columns = tables.shape
    by_row = np.add.accumulate(tables, axis=2)[:, :, -1:] / columns
    by_column = np.add.accumulate(tables, axis=1)[:, -1:] / rows
    overall = np.add.accumulate(by_row, axis=1)[:, -1:] / rows
    return np.asarray(tables - by_row - by_column + overall).reshape(number, rows * columns)


def _gap(counts: np.ndarray, of: np.ndarray, third: np.ndarray) -> float | None:
    """Share in the top third of counties less that in the bottom third."""
    top = ratio(count(counts & (third == 2)), count(of & (third == 2)))
    bottom = ratio(count(counts & (third == 0)), count(of & (third == 0)))
    return None if top is None or bottom is None else top - bottom


@metric(
    "share",
    Better.LESS,
    Part.DESCRIPTION,
    Text("Carousel of advanced counties", "发达县“跳板”指数"),
    Text(
        "Share of secretaries who leave for deputy-bureau rank in the richest third of counties, less that"
        " in the poorest.",
        "最发达三分之一县书记离任中升任副厅级的比例，减去最不发达三分之一县的同一比例。",
    ),
)
def carousel_index(run: RunTables) -> float | None:
    third = run.places.development_third[run.county]
    leaves = run.exited & run.is_role[0]
    return _gap(leaves & (run.table("spells")["destination"] == Destination.DEPUTY_BUREAU), leaves, third)


@metric(
    "a year",
    Better.LESS,
    Part.GAIN,
    Text("Flight from troubled counties", "困难县“逃离”指数"),
    Text(
        "Exits by own request per post-year in the most troubled third of counties, less those in the least troubled.",
        "最困难三分之一县每职位年本人请调次数，减去最不困难三分之一县的同一数值。",
    ),
)
def flight_index(run: RunTables) -> float | None:
    third = run.places.difficulty_third[run.county]
    asked = run.exited & (run.reason == ExitReason.REQUEST)
    rates = []
    for one in (2, 0):
        rates.append(ratio(12 * count(asked & (third == one)), int(run.occupied[third == one].sum())))
    return None if rates[0] is None or rates[1] is None else rates[0] - rates[1]
