"""How a page of results is put together: one HTML file that needs no network, for the screen and for A4."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from experiments.figures.theme import plotly_js
from experiments.tables import Table
from sim.texts import say

CODE = 4
"""Letters of a code; a table whose rows begin with one has its words in the second column."""


def page(title: str, parts: Sequence[str], language: str) -> str:
    """A whole page from its title and from parts that are safe HTML already."""
    assets = files("experiments").joinpath("assets")
    style = assets.joinpath("report.css").read_text(encoding="utf-8")
    script = assets.joinpath("report.js").read_text(encoding="utf-8")
    kicker = escape(say("report.kicker", language))
    inside = [f'<p class="quiet">{kicker}</p><h1>{escape(title)}</h1>', *parts]
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n<script>{plotly_js()}</script>\n"
        f"<script>\n{script}</script>\n</head>\n<body>\n<main>\n" + "\n".join(inside) + "\n</main>\n</body>\n</html>\n"
    )


def section(heading: str, *inside: str) -> str:
    """A section under a heading, both safe HTML; empty pieces are left out."""
    return f"<section>\n<h2>{heading}</h2>\n" + "\n".join(piece for piece in inside if piece) + "\n</section>"


def finding(*sentences: str) -> str:
    """What a figure shows, a paragraph a sentence of plain text."""
    return f'<div class="finding">{"".join(f"<p>{escape(one)}</p>" for one in sentences)}</div>'


def bracketed(text: str, mark: str = "") -> str:
    """A number with its interval as safe HTML; paper and narrow screens set the interval beneath. `mark`: a class."""
    mean, bracket, rest = escape(text).partition(" [")
    return f'{mean}<span class="interval {mark}">{bracket}{rest}</span>' if bracket else mean


def limits(names: Sequence[str], language: str) -> str:
    """The section of what the numbers do not say, a point each of the texts `report.limit.NAME`."""
    points = "".join(f"<li>{escape(say(f'report.limit.{name}', language))}</li>" for name in names)
    return section(escape(say("report.limits", language)), f"<ul>{points}</ul>")


def folded_table(table: Table, language: str) -> str:
    """A table behind a word to click on."""
    word = escape(say("report.table", language))
    return f"<details><summary>{word}</summary>{whole_table(table, language)}</details>"


def whole_table(table: Table, language: str) -> str:
    """A table as it stands, numbers to the right."""
    rows = [[escape(cell) for cell in row] for row in table.text_rows(language)]
    numeric = [table.is_number(place) for place in range(len(table.columns))]
    return html_table([escape(head) for head in table.heads(language)], rows, numeric, "")


def html_table(heads: list[str], rows: list[list[str]], numeric: list[bool], caption: str) -> str:
    """A table from cells already escaped."""
    marks = [" class=number" if right else "" for right in numeric]
    head = "".join(f"<th{mark}>{text}</th>" for mark, text in zip(marks, heads, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{m}>{c}</td>" for m, c in zip(marks, row, strict=True)) + "</tr>" for row in rows
    )
    named = f"<caption>{caption}</caption>" if caption else ""
    coded = ' class="coded"' if rows and all(len(row[0]) <= CODE for row in rows) else ""
    return f'<div class="scroll"><table{coded}>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
