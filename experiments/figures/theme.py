"""How every figure looks: one Plotly template, a palette for colour-blind readers, and what the tool bar may do.

The legend stands above the axes, never over a curve; titles are headings of the page, not part of a figure.
"""

from __future__ import annotations

import plotly.graph_objects as go
import plotly.io as pio
from plotly.offline import get_plotlyjs

from experiments.folding import folded
from experiments.tables import Cell, Column, Table
from sim.texts import Text

FONT = (
    "'Source Sans 3', 'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft"
    " YaHei', sans-serif"
)
INK = "#1f2933"
QUIET = "#5b6875"
RULE = "#dfe4ea"

BASELINE_COLOUR = "#30373f"
SCENARIO_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#a6761d")
"""After Okabe & Ito (2008), told apart with any common form of colour blindness; the baseline is dark grey."""
SCENARIO_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
GROUP_COLOURS = ("#0072b2", "#56b4e9", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#cbd2d9")
"""For parts of a whole; the last, grey, is for the rest."""

CONFIG = {
    "responsive": True,
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "editInChartStudio", "lasso2d", "select2d", "autoScale2d"],
}
"""Given to every figure shown: nothing in it may send data anywhere."""

TEMPLATE = "renqi"
Numbers = list[float | None]

_AXIS = {
    "gridcolor": RULE,
    "linecolor": QUIET,
    "zeroline": False,
    "ticks": "outside",
    "tickcolor": QUIET,
    "ticklen": 4,
    "automargin": True,
    "title": {"font": {"size": 13}, "standoff": 8},
}

pio.templates[TEMPLATE] = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 13, "color": INK},
        "colorway": SCENARIO_COLOURS,
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "margin": {"l": 56, "r": 16, "t": 24, "b": 48},
        "hoverlabel": {"font": {"family": FONT}},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "hovermode": "closest",
    }
)


def plotly_js() -> str:
    """The library, to be put into a page once."""
    return str(get_plotlyjs())


def to_html(figure: go.Figure, name: str, language: str) -> str:
    """A figure as a piece of a page that has the library already."""
    config = {**CONFIG, "locale": "zh-CN" if language == "zh" else "en"}
    return str(figure.to_html(full_html=False, include_plotlyjs=False, config=config, div_id=name))


MARGIN_TOP, MARGIN_BOTTOM = 70, 48
MARGIN_WITHOUT_LEGEND = 20


def finish(figure: go.Figure, height: int, title_lines: int = 1, legend: bool = True) -> go.Figure:
    """Set template and height; the legend stands above the axes and their titles, however many lines it takes.

    A figure without a `legend` keeps no room for one: it is lower than `height` by that.
    """
    gap = 12.0 + 18.0 * title_lines
    axes = height - MARGIN_TOP - MARGIN_BOTTOM
    top = MARGIN_TOP if legend else MARGIN_WITHOUT_LEGEND
    figure.update_layout(template=TEMPLATE, height=axes + MARGIN_BOTTOM + top, margin={"t": top})
    figure.update_layout(legend={"y": 1.0 + gap / axes})
    return figure


def panel_titles(figure: go.Figure) -> None:
    """Set the titles of panels at their left."""
    figure.update_annotations(xanchor="left", align="left", font_size=13, yshift=2)
    for annotation, place in zip(figure.layout.annotations, _left_ends(figure), strict=False):
        annotation.update(x=place)


def _left_ends(figure: go.Figure) -> list[float]:
    """Left ends of the panels in the order of their titles: row by row."""
    axes = sorted((axis for axis in figure.select_xaxes()), key=lambda axis: int(axis.plotly_name[5:] or "1"))
    return [axis.domain[0] for axis in axes]


def scenario_styles(names: list[Cell]) -> dict[Cell, dict[str, object]]:
    """Colour and dash of each scenario; the first is the baseline."""
    styles: dict[Cell, dict[str, object]] = {}
    for place, name in enumerate(names):
        number = max(place - 1, 0)
        colour = BASELINE_COLOUR if place == 0 else SCENARIO_COLOURS[number % len(SCENARIO_COLOURS)]
        styles[name] = {"color": colour, "dash": SCENARIO_DASHES[place % len(SCENARIO_DASHES)], "width": 2.2}
    return styles


def faded(colour: str, strength: float = 0.14) -> str:
    """A colour for a band."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def words(cell: Cell, language: str) -> str:
    """A cell that names something."""
    return cell.in_language(language) if isinstance(cell, Text) else str(cell)


def numbers(table: Table, key: str, factor: float = 1.0) -> list[float | None]:
    """A column of numbers for an axis; None leaves a gap."""
    values: list[float | None] = []
    for value in table[key]:
        known = isinstance(value, int | float) and value == value
        values.append(float(value) * factor if known else None)  # type: ignore[arg-type]
    return values


def whiskers(
    middle: Numbers, low: Numbers, high: Numbers, colour: str = QUIET, thickness: float = 1.2
) -> dict[str, object]:
    """Error bars from the ends of intervals; none where an end is missing."""
    up = [None if m is None or h is None else h - m for m, h in zip(middle, high, strict=True)]
    down = [None if m is None or b is None else m - b for m, b in zip(middle, low, strict=True)]
    bars = {"type": "data", "symmetric": False, "array": up, "arrayminus": down}
    return {**bars, "color": colour, "thickness": thickness}


def fold(text: str, width: int = 18) -> str:
    """A label broken into lines of `width` letters or half as many Chinese ones, to leave room for what is drawn."""
    return "<br>".join(folded(text, width))


def columns(*described: tuple[str, Text, str, int]) -> tuple[Column, ...]:
    """Columns from key, heading, unit and decimals."""
    return tuple(Column(*one) for one in described)
