"""The report: one HTML file that needs no network, in English or Chinese, for the screen and for A4."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from experiments.figures import QUESTIONS
from experiments.figures.question import Question, sentences
from experiments.figures.theme import to_html
from experiments.headline import all_metrics, alone, interval, known_headline, label, of_part, shown, spread, verdict
from experiments.notes import notes
from experiments.page import bracketed, finding, folded_table, html_table, limits, page, section, whole_table
from experiments.prices import price_sentence, price_tables
from experiments.results import ComparisonData, ScenarioResult
from experiments.stability import assumption, changes_table, stability_table
from experiments.tables import Table
from sim.metrics import METRICS, Part
from sim.texts import say


def write_report(data: ComparisonData, path: Path, language: str, tables: Sequence[str] = ()) -> Path:
    """Write the report of `data` to `path`, with links to files of its `tables` beside it; returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report(data, language, tables), encoding="utf-8")
    return path


def report_tables(data: ComparisonData) -> list[Table]:
    """Every table shown in the report, and all metrics, for CSV and XLSX."""
    tables = [changes_table(data), stability_table(data), *(question.table(data) for question in QUESTIONS)]
    return [all_metrics(data), *(table for table in tables if table is not None)]


def report(data: ComparisonData, language: str, tables: Sequence[str] = ()) -> str:
    """The page as text; `tables` are files of its tables, told by their paths from the page."""
    title = _title(data, language)
    parts = [
        _questions_asked(data, language),
        _policies(data, language),
        _headline(data, language),
        _stability(data, language),
        *(_question(data, question, language) for question in QUESTIONS),
        _method(data, language),
        limits(("model", "effort", "evidence", "many", "places", "worth"), language),
        _reproduce(data, language, tables),
    ]
    return page(title, parts, language)


def _say(key: str, language: str, **values: object) -> str:
    """A text of the catalogue, made safe for the page."""
    return escape(say(key, language, **values))


def _title(data: ComparisonData, language: str) -> str:
    others = [s.title.in_language(language) for s in data.scenarios[1:]]
    if not others:
        return say("report.title_one", language, scenarios=data.baseline.title.in_language(language))
    return say("report.title", language, scenarios=("、" if language == "zh" else "; ").join(others))


def _questions_asked(data: ComparisonData, language: str) -> str:
    asked = dict.fromkeys(s.question.in_language(language) for s in data.scenarios[1:] or data.scenarios)
    return section(_say("report.question", language), *(f'<p class="lead">{escape(q)}</p>' for q in asked if q))


def _policies(data: ComparisonData, language: str) -> str:
    pieces = []
    for scenario in data.scenarios:
        pieces.append(f"<h3>{escape(scenario.title.in_language(language))}</h3>")
        pieces += [f"<p>{escape(line.in_language(language))}</p>" for line in scenario.policy]
        if scenario.changes:
            pieces.append(_changes(scenario, language))
        elif scenario is data.baseline:
            told_of = "report.is_baseline" if scenario.policy else "report.no_changes"
            pieces.append(f'<p class="quiet">{_say(told_of, language)}</p>')
        told = notes(data, scenario, language)
        if told:
            pieces.append(finding(*told))
    return section(_say("report.policy", language), *pieces)


def _changes(scenario: ScenarioResult, language: str) -> str:
    heads = [_say(f"report.change.{name}", language) for name in ("lever", "old", "new", "when", "where")]
    rows = [
        [escape(text.in_language(language)) for text in (c.lever, c.old, c.new, c.when, c.where)]
        for c in scenario.changes
    ]
    table = html_table(heads, rows, [False] * 5, "")
    return f"<details><summary>{_say('report.changes', language)}</summary>{table}</details>"


def _headline(data: ComparisonData, language: str) -> str:
    pieces = []
    if len(data.scenarios) == 1:
        note = _say("report.headline_note_one", language, replicates=data.replicates)
        pieces = [f'<p class="note">{note}</p>', _headline_table(data, None, language)]
    elif len(data.scenarios) > 2:
        pieces = [_glance(data, language)]
    for scenario in data.scenarios[1:]:
        title = scenario.title.in_language(language)
        note = _say("report.headline_note", language, scenario=title, replicates=data.replicates)
        pieces += [
            f"<h3>{escape(title)}</h3>",
            f'<p class="note">{note}</p>',
            _headline_table(data, scenario, language),
            f"<h3>{_say('prices.title', language)}</h3>",
            finding(price_sentence(data, scenario, language)),
            _prices(data, scenario, language),
        ]
    return section(_say("report.headline", language), *pieces)


def _glance(data: ComparisonData, language: str) -> str:
    """The means of all scenarios side by side, each with its reading."""
    heads = [_say("headline.metric", language)]
    heads += [escape(scenario.title.in_language(language)) for scenario in data.scenarios]
    rows = []
    for part in Part:
        for key in of_part(known_headline(data), part):
            row = [escape(label(key, language))]
            for scenario in data.scenarios:
                cell = escape(shown(data.estimates[scenario.name, key].mean, key))
                reading = "" if scenario is data.baseline else verdict(data, scenario, key)
                if reading in ("better", "worse", "higher", "lower"):
                    word = _say(f"verdict.{reading}", language)
                    cell = f'<span class="{reading}">{cell} <small class="under">{word}</small></span>'
                row.append(cell)
            rows.append(row)
    note = _say("report.glance_note", language, replicates=data.replicates)
    table = html_table(heads, rows, [False] + [True] * len(data.scenarios), "")
    return f'<h3>{_say("report.glance", language)}</h3><p class="note">{note}</p>{table}'


def _stability(data: ComparisonData, language: str) -> str:
    """The index, never without its parts, nor without the label of what rests on assumptions."""
    table = stability_table(data)
    if table is None:
        return ""
    labels = [told for scenario in data.scenarios if (told := assumption(scenario, language)) is not None]
    note = f'<p class="note">{_say("report.stability_note", language)}</p>'
    findings = sentences(data, ("stability_index",), language)
    return section(_say("report.stability", language), finding(*findings, *labels), note, whole_table(table, language))


def _headline_table(data: ComparisonData, scenario: ScenarioResult | None, language: str) -> str:
    """Aims, side effects and the rest under one another; `scenario` is None where there is only the baseline."""
    own = scenario or data.baseline
    mean = _say("headline.mean", language)
    titles = [escape(own.title.in_language(language))]
    if scenario:
        titles.insert(0, _say("report.change.old", language))
    heads = [_say("headline.metric", language)]
    heads += [f'{title}<br><span class="quiet{" wide" if scenario else ""}">{mean}</span>' for title in titles]
    spread_place = len(heads)
    heads.append(_say("headline.spread", language))
    if scenario:
        heads += [_say(f"headline.{name}", language) for name in ("difference", "reading", "reduction")]
    body = []
    for part in Part:
        keys = of_part(known_headline(data), part)
        if keys:
            body.append(f'<tr class="part"><th colspan="{len(heads)}">{_say(f"part.{part.value}", language)}</th></tr>')
        body += [_headline_row(data, scenario, key, language) for key in keys]
    wide = {spread_place, len(heads) - 1} if scenario else set()
    marks = ["", *(' class="number wide"' if i in wide else " class=number" for i in range(1, len(heads)))]
    head = "".join(f"<th{mark}>{text}</th>" for mark, text in zip(marks, heads, strict=True))
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'


def _prices(data: ComparisonData, scenario: ScenarioResult, language: str) -> str:
    """Gains with the side effects beside them; beneath them where the screen is narrow."""
    tables = [
        html_table(
            [escape(head) for head in heads],
            [[bracketed(cell) for cell in row] for row in rows],
            [False] + [True] * (len(heads) - 1),
            "",
        )
        for heads, rows in price_tables(data, scenario, language)
        if rows
    ]
    return f'<div class="beside">{"".join(tables)}</div>'


def _headline_row(data: ComparisonData, scenario: ScenarioResult | None, key: str, language: str) -> str:
    defined = escape(METRICS[key].definition.in_language(language), quote=True)
    cells = [f'<td title="{defined}">{escape(label(key, language))}</td>']
    for one in [data.baseline, scenario] if scenario else [data.baseline]:
        found = data.estimates[one.name, key]
        cells.append(_mean(interval(found.mean, found.ci_low, found.ci_high, key), scenario is not None))
    cells.append(_number(spread(found, key), scenario is not None))
    if scenario:
        gap = data.differences[scenario.name, key]
        reading = verdict(data, scenario, key)
        only = _say("verdict.alone", language) if alone(data, scenario, key) else ""
        cells.append(_number(interval(gap.mean, gap.ci_low, gap.ci_high, key, sign=True)))
        cells.append(f'<td class="number {reading}">{_say(f"verdict.{reading}", language)}{only}</td>')
        reduction = gap.variance_reduction
        cells.append(_number("–" if reduction is None else f"{reduction:.1f}×", True))
    return f"<tr>{''.join(cells)}</tr>"


def _number(text: str, wide: bool = False) -> str:
    """A cell of numbers; a `wide` one is left out on a narrow screen, for the difference to fit."""
    return f'<td class="number{" wide" if wide else ""}">{bracketed(text)}</td>'


def _mean(text: str, wide: bool) -> str:
    """A mean with its interval; of several means, a narrow screen shows no intervals."""
    return f'<td class="number">{bracketed(text, "wide" if wide else "")}</td>'


def _question(data: ComparisonData, question: Question, language: str) -> str:
    table = question.table(data)
    if table is None:
        return ""
    return section(
        escape(question.title.in_language(language)),
        finding(*question.findings(data, language)),
        f'<div class="figure">{to_html(question.figure(table, language), f"figure-{question.key}", language)}</div>',
        f'<p class="note">{escape(question.note.in_language(language))}</p>',
        folded_table(question.printed(table), language),
    )


def _method(data: ComparisonData, language: str) -> str:
    burn_in = say("report.burn_in_own" if data.long_run else "report.burn_in_shared", language)
    world = data.world.in_language(language)
    years = f"{data.months / 12:g}"
    told = _say("report.method_text", language, world=world, years=years, replicates=data.replicates, burn_in=burn_in)
    return section(
        _say("report.method", language), f"<p>{told}</p>", f"<p>{escape(data.behaviour_words(language))}</p>"
    )


def _reproduce(data: ComparisonData, language: str, tables: Sequence[str]) -> str:
    year, month = data.start
    facts = (
        ("seed", str(data.seed)),
        ("replicates", str(data.replicates)),
        ("window", say("report.fact.window_value", language, months=data.months, year=year, month=month)),
        ("world", data.world.in_language(language)),
        ("versions", ", ".join(f"{name} {version}" for name, version in data.versions.items())),
    )
    listed = "".join(
        f"<dt>{_say(f'report.fact.{name}', language)}</dt><dd>{escape(value)}</dd>" for name, value in facts
    )
    text = _say("report.reproduce_text", language)
    links = ", ".join(f'<a href="{escape(path, quote=True)}">{escape(path)}</a>' for path in tables)
    return section(
        _say("report.reproduce", language),
        f"<pre>{escape(data.command)}</pre><p>{text}</p><dl>{listed}</dl>",
        f'<p class="note screen">{_say("report.on_paper", language)}</p>',
        f"<h3>{_say('report.files', language)}</h3><p>{links}</p>" if links else "",
    )
