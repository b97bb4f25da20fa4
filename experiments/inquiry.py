"""Pages and tables of an inquiry into what is not known: sensitivity, robustness, search. One question a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import polars as pl

from experiments.comparison import versions
from experiments.factor_words import bounds_text, quoted
from experiments.figures import dependence, front, worlds
from experiments.figures.theme import to_html
from experiments.headline import shown, signed
from experiments.page import finding, folded_table, limits, page, section
from experiments.policy_search import Searched
from experiments.robust import Robustness, Verdict
from experiments.sensitivity import Sensitivity
from experiments.statistics.robustness import Demand
from experiments.study import Study
from experiments.study_parts import COST, Objective
from experiments.tables import Cell, Column, Table, write_csv
from sim.metrics import METRICS
from sim.texts import Text, say
from sim.version import model_version


@dataclass(frozen=True)
class Answer:
    """One question of a page: what was found in sentences, figure (HTML, or empty), note, and the table beneath."""

    heading: str
    sentences: Sequence[str]
    figure: str
    note: str
    table: Table


@dataclass(frozen=True)
class Inquiry:
    """A page of answers with its title, its method and the command that makes it again."""

    name: str
    title: str
    study: Study
    answers: tuple[Answer, ...]
    method: str
    command: str

    def html(self, language: str) -> str:
        """The page as text."""
        asked = self.study.question.in_language(language)
        parts = [
            section(_say("report.question", language), f'<p class="lead">{escape(asked)}</p>'),
            *(_section(answer, language) for answer in self.answers),
            section(_say("report.method", language), f"<p>{escape(self.method)}</p>"),
            limits(("model", "effort", "evidence", "places", "worth"), language),
            _reproduce(self.command, language),
        ]
        return page(self.title, parts, language)

    def write(self, folder: Path, language: str) -> Path:
        """Write page and tables (CSV and Parquet) to `folder`; returns the page's path."""
        folder.mkdir(parents=True, exist_ok=True)
        for answer in self.answers:
            write_csv(answer.table, folder, language)
            frame_of(answer.table).write_parquet(folder / f"{answer.table.name}.parquet")
        path = folder / f"{self.name}.html"
        path.write_text(self.html(language), encoding="utf-8")
        return path


def frame_of(table: Table) -> pl.DataFrame:
    """A table with its keys as names of columns, words in English."""
    rows = [[cell.en if isinstance(cell, Text) else cell for cell in row] for row in table.rows]
    columns = {column.key: [row[place] for row in rows] for place, column in enumerate(table.columns)}
    return pl.DataFrame({key: pl.Series(key, values, strict=False) for key, values in columns.items()})


def _section(answer: Answer, language: str) -> str:
    return section(
        escape(answer.heading),
        finding(*answer.sentences),
        f'<div class="figure">{answer.figure}</div>' if answer.figure else "",
        f'<p class="note">{escape(answer.note)}</p>' if answer.note else "",
        folded_table(answer.table, language),
    )


def _say(key: str, language: str) -> str:
    return escape(say(key, language))


def _reproduce(command: str, language: str) -> str:
    listed = ", ".join(f"{name} {version}" for name, version in {"model": model_version(), **versions()}.items())
    facts = f"<dl><dt>{_say('report.fact.versions', language)}</dt><dd>{escape(listed)}</dd></dl>"
    return section(_say("page.command", language), f"<pre>{escape(command)}</pre>{facts}")


def sensitivity_inquiry(found: Sensitivity, command: str, language: str) -> Inquiry:
    """The page on what a study's outcomes depend on."""
    answers = []
    for number, one in enumerate(found.found, start=1):
        table = dependence.table(one, f"dependence_{number}_{one.outcome.metric}"[:31])
        sentences = dependence.findings(one, len(found.close), len(found.factors), found.budget.futures, language)
        heading = say("sensitivity.heading", language, outcome=one.outcome.label(language))
        drawn = to_html(dependence.figure(table, language), table.name, language) if one.effects else ""
        answers.append(Answer(heading, sentences, drawn, say("sensitivity.note", language), table))
    budget = found.budget
    method = say(
        "sensitivity.method", language, trajectories=budget.trajectories, base=budget.base, futures=budget.futures
    )
    title = say("sensitivity.title", language, title=found.study.title.in_language(language))
    return Inquiry("sensitivity", title, found.study, tuple(answers), method, command)


def robustness_inquiry(found: Robustness, command: str, language: str) -> Inquiry:
    """The page on how a study's policies stand up to what is not known."""
    metric = METRICS[found.judge.metric].label.in_language(language)
    standing = worlds.standing_table(found)
    heading = say("robust.standing", language, metric=metric)
    sentences = [line for verdict in found.verdicts for line in _standing_lines(found, verdict, language)]
    figure = to_html(worlds.standing_figure(standing, language), "figure-standing", language)
    answers = [Answer(heading, sentences, figure, say("robust.note_standing", language), standing)]
    winners = worlds.winners_table(found)
    if winners is not None:
        titles = [verdict.title for verdict in found.verdicts]
        first, second = (quoted(name, language) for name, _ in found.telling[:2])
        told = [say("robust.telling", language, first=first, second=second)]
        drawn = to_html(worlds.winners_figure(winners, titles, language), "figure-winners", language)
        heading = say("robust.winners", language)
        answers.append(Answer(heading, told, drawn, say("robust.note_winners", language), winners))
    short = Table("short", Text("Where policies fall short", "未达要求的情景"), *_short_rows(found))
    told = [short_line(verdict, language) for verdict in found.verdicts[0 if found.judge.demands else 1 :]]
    heading = say("robust.short", language)
    drawn = to_html(worlds.short_figure(standing, language), "figure-short", language)
    answers.append(Answer(heading, told, drawn, demands_line(found, language), short))
    method = say("robust.method", language, worlds=len(found.places), factors=len(found.names), futures=found.futures)
    title = say("robust.title", language, title=found.study.title.in_language(language))
    return Inquiry("robust", title, found.study, tuple(answers), method, command)


def _standing_lines(found: Robustness, verdict: Verdict, language: str) -> list[str]:
    one, key = verdict.standing, found.judge.metric
    title = verdict.title.in_language(language)
    told = [
        say(
            "robust.best",
            language,
            scenario=title,
            share=_percent(one.best.share),
            low=_percent(one.best.low),
            high=_percent(one.best.high),
            clear=_percent(one.clearly_best.share),
            worlds=one.worlds,
            regret=_with_unit(shown(one.regret, key), key, language, change=True),
        )
    ]
    if verdict.change is not None:
        change = _with_unit(signed(verdict.change, key), key, language, change=True)
        ends = {"low": signed(verdict.change_low, key), "high": signed(verdict.change_high, key)}
        told.append(say("robust.spread", language, scenario=title, change=change, **ends))
    return told


def short_line(verdict: Verdict, language: str) -> str:
    """Where a policy falls short, in one sentence."""
    title, short = verdict.title.in_language(language), verdict.short
    if not short.count:
        return say("robust.never", language, scenario=title)
    if short.count == short.of:
        return say("robust.always", language, scenario=title)
    region = verdict.region
    if region is None:
        ends = {"share": _percent(short.share), "low": _percent(short.low), "high": _percent(short.high)}
        return say("robust.no_box", language, scenario=title, **ends)
    return say(
        "robust.loses",
        language,
        scenario=title,
        condition=bounds_text(region.bounds, language),
        failing=_percent(region.failing.share),
        failing_low=_percent(region.failing.low),
        failing_high=_percent(region.failing.high),
        overall=_percent(region.overall.share),
        covered=_percent(region.covered.share),
    )


def demands_line(found: Robustness, language: str) -> str:
    """What it means to fall short."""
    if not found.judge.demands:
        return say("robust.short_plain", language)
    listed = say("list.join", language).join(_demand(one, language) for one in found.judge.demands)
    return say("robust.short_means", language, demands=listed)


def _demand(demand: Demand, language: str) -> str:
    told = []
    for kind, value in (("at_least", demand.at_least), ("at_most", demand.at_most)):
        if value is not None:
            key = f"demand.change_{kind}" if demand.against_baseline else f"demand.{kind}"
            tell = signed if demand.against_baseline else shown
            text = _with_unit(tell(value, demand.metric), demand.metric, language, demand.against_baseline)
            told.append(say(key, language, metric=METRICS[demand.metric].label.in_language(language), value=text))
    return say("list.join", language).join(told)


def _short_rows(found: Robustness) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Columns and rows of the table of boxes."""
    heads = worlds.columns(
        ("scenario", Text("Policy", "方案"), "", 0),
        ("short", Text("Worlds in which it falls short", "未达要求的情景占比"), "share", 0),
        ("low", Text("95 % from", "95%区间下限"), "share", 0),
        ("high", Text("95 % to", "95%区间上限"), "share", 0),
        ("condition", Text("Above all where", "主要情形"), "", 0),
        ("failing", Text("Of worlds there, fall short", "该情形中未达要求"), "share", 0),
        ("overall", Text("Of all worlds measured", "全部检验情景中"), "share", 0),
        ("covered", Text("Of the worlds that fall short, covered", "所涵盖的未达要求情景"), "share", 0),
        ("p_value", Text("p value", "p值"), "", 4),
    )
    rows: list[tuple[Cell, ...]] = []
    for verdict in found.verdicts:
        region, short = verdict.region, verdict.short
        own: tuple[Cell, ...] = (verdict.title, short.share, short.low, short.high)
        if region is None:
            rows.append((*own, Text("–", "–"), None, None, None, None))
            continue
        condition = Text(bounds_text(region.bounds, "en"), bounds_text(region.bounds, "zh"))
        rows.append((*own, condition, region.failing.share, region.overall.share, region.covered.share, region.p_value))
    return heads, tuple(rows)


def search_inquiry(found: Searched, command: str, language: str) -> Inquiry:
    """The page on the policies that none beats."""
    table = front.table(found)
    beaten = [one for one in found.members if one.dominated_by is not None]
    sentences = [
        say(
            "search.found",
            language,
            tried=len(found.found.trials),
            members=len(found.members),
            hold=len(found.members) - len(beaten),
            beaten=len(beaten),
            clearly=sum(one.clearly for one in beaten),
        )
    ]
    for objective, gap in zip(found.search.objectives, found.curse, strict=True):
        if objective.key != COST and gap.mean is not None:
            key = "search.curse" if gap.mean > 0.0 else "search.no_curse"
            label = objective.label.in_language(language)
            sentences.append(say(key, language, objective=label, gap=_gap(objective, gap.mean, language)))
    heading = say("search.heading", language)
    note = say("search.note", language, fresh=found.fresh)
    drawn = to_html(front.figure(table, found.search.objectives, language), "figure-front", language)
    method = say(
        "search.method", language, levers=len(found.axes), tried=len(found.found.trials), futures=found.futures
    )
    title = say("search.title", language, title=found.study.title.in_language(language))
    return Inquiry("search", title, found.study, (Answer(heading, sentences, drawn, note, table),), method, command)


def _gap(objective: Objective, gap: float, language: str) -> str:
    return _with_unit(shown(gap, objective.key), objective.key, language, change=True)


def _with_unit(text: str, key: str, language: str, change: bool = False) -> str:
    unit = METRICS[key].unit
    if unit == "1":
        return text
    word = say("metric.unit.points" if unit == "share" and change else f"metric.unit.{unit}", language)
    return f"{text}{'' if language == 'zh' else ' '}{word}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f}"
