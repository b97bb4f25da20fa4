"""How an explanation is printed: sentences and tables, in words and names of the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.explanation import PARTS, Candidate, Contest, Explanation, Sitting
from experiments.tables import number
from sim.mechanisms.choice import TERMS
from sim.texts import say
from sim.texts.choice import OPTION_WORDS, TERM_WORDS
from sim.vocabulary import NEVER, NONE, Destination, ExitReason, Kind, Source

if TYPE_CHECKING:
    from sim.metrics import Places
    from sim.scenario import Scenario
    from sim.scenario_file import Date
    from sim.streams import Key

MOST_CANDIDATES = 8
"""Candidates shown whatever their answer; of the others only those who were asked."""

_BETWEEN_COLUMNS = 3


@dataclass(frozen=True)
class Names:
    """What places, posts and codes are called in `language`."""

    where: Places
    language: str

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue."""
        return say(key, self.language, **values)

    def post(self, kind: int, county: int, prefecture: int) -> str:
        """A post by its kind and its county or, where it has none, its prefecture."""
        zh = self.language == "zh"
        if county != NONE:
            place = (self.where.county_names_zh if zh else self.where.county_names)[county]
        else:
            place = (self.where.prefecture_names_zh if zh else self.where.prefecture_names)[prefecture]
        return self.say("explain.post", kind=self.kind(kind), place=place)

    def kind(self, kind: int) -> str:
        """A kind of post."""
        return self.say(f"kind.{Kind(kind).name}")

    def reason(self, code: int) -> str:
        """A reason for leaving."""
        return self.say(f"exit_reason.{ExitReason(code).name}")

    def destination(self, code: int) -> str:
        """Where somebody went."""
        return self.say(f"destination.{Destination(code).name}")

    def span(self, months: int) -> str:
        """A length of time."""
        return self.say("explain.span", years=months // 12, months=months % 12)

    def age(self, months: int) -> str:
        """An age."""
        return self.say("explain.age", years=months // 12, months=months % 12)


def print_page(found: Explanation, scenario: Scenario, key: Key, names: Names) -> None:
    """Print the explanation."""
    start = scenario.start
    post = names.post(found.role, found.county, int(names.where.prefecture[found.county]))
    print(names.say("explain.title", post=post, month=start.after(found.month)))
    title = scenario.title.in_language(names.language)
    print(names.say("explain.of", title=title, replicate=key.replicate, seed=key.seed))
    if found.sitting is None:
        print(names.say("explain.empty"))
    else:
        _print_chief(found, found.sitting, start, names)
    if found.stood:
        heads = ["stood_post", "candidates", "place", "chance", "outcome"]
        rows = [_stood_row(one, found.sitting, names) for one in found.stood]
        _print_table(names.say("explain.stood"), [names.say(f"explain.{head}") for head in heads], rows, {4})
    if found.appointment is not None:
        _print_contest(found.appointment, start, names)


def _print_chief(found: Explanation, sitting: Sitting, start: Date, names: Names) -> None:
    print(
        names.say(
            "explain.chief",
            cadre=sitting.cadre,
            age=names.age(sitting.age_months),
            tenure=names.span(found.month - sitting.since_month),
            since=start.after(sitting.since_month),
            source=names.say(f"source.{Source(sitting.source).name}"),
        )
    )
    if sitting.acting == 1:
        print(names.say("explain.acting"))
    heads = [names.say(f"explain.{head}") for head in ("option", "value", "effort")]
    rows, breaks = _option_rows(sitting, names)
    _print_table(names.say("explain.choice"), heads, rows, breaks=breaks)
    print(names.say("explain.stay", stay=number(sitting.stay, 1)))
    heads = [names.say("explain.risk"), names.say("explain.chance")]
    risks = [[names.say(f"explain.risk.{name}"), number(100 * risk, 3)] for name, risk in sitting.risks.items()]
    _print_table(names.say("explain.risks"), heads, risks)
    print(names.say("explain.risks_note"))
    if sitting.plan_since != NEVER:
        reason = "REQUEST" if sitting.plan_is_request == 1 else "PLANNED_MOVE"
        print(names.say(f"explain.waiting.{reason}", month=start.after(sitting.plan_since)))
    print(_event(found, names))


def _option_rows(sitting: Sitting, names: Names) -> tuple[list[list[str]], set[int]]:
    """Every option over its terms; and the rows after which a line stands."""
    rows: list[list[str]] = []
    breaks = set()
    for one in sitting.options:
        label = OPTION_WORDS[one.name].in_language(names.language)
        rows.append([label, number(one.value, 4), number(100 * one.effort, 2)])
        for term, worth in zip(TERMS[one.name], one.terms, strict=True):
            word = TERM_WORDS[f"{one.name}.{term}"].in_language(names.language)
            rows.append([f"  {word}", number(worth, 4), ""])
        breaks.add(len(rows) - 1)
    return rows, breaks


def _event(found: Explanation, names: Names) -> str:
    if found.left:
        reason, destination = names.reason(found.event), names.destination(found.destination)
        return names.say("explain.event.left", reason=reason, destination=destination)
    return names.say(f"explain.event.{'none' if found.event == NONE else ExitReason(found.event).name}")


def _stood_row(held: Contest, sitting: Sitting | None, names: Names) -> list[str]:
    mine = sitting.cadre if sitting is not None else NONE
    place, one = next((n, one) for n, one in enumerate(held.candidates, start=1) if one.cadre == mine)
    return [
        names.post(held.kind, held.county, held.prefecture),
        str(len(held.candidates)),
        str(place),
        number(100 * one.chance, 1),
        _answer(one, names),
    ]


def _print_contest(held: Contest, start: Date, names: Names) -> None:
    since = start.after(held.vacated_month)
    if held.vacated_reason == NONE:
        title = names.say("explain.appointment_first", month=since)
    else:
        title = names.say("explain.appointment", month=since, reason=names.reason(held.vacated_reason))
    heads = ["candidate", "cadre", "age_head", *(f"part.{part}" for part in PARTS), "score", "chance", "outcome"]
    shown = list(_shown(held))
    rows = [_candidate_row(one, names) for one in shown]
    _print_table(title, [names.say(f"explain.{head}") for head in heads], rows, {len(heads) - 1})
    if len(shown) < len(held.candidates):
        print(names.say("explain.others", count=len(held.candidates) - len(shown)))
    print(names.say("explain.score_note"))


def _shown(held: Contest) -> Iterator[Candidate]:
    for place, one in enumerate(held.candidates):
        if place < MOST_CANDIDATES or one.answer:
            yield one


def _candidate_row(one: Candidate, names: Names) -> list[str]:
    if one.cadre == NONE:
        label, cadre, age = names.say("explain.outsider"), "–", "–"
    else:
        label, cadre, age = names.kind(one.kind), str(one.cadre), str(one.age_months // 12)
        if one.county != NONE:
            label = names.post(one.kind, one.county, one.prefecture)
    parts = [number(part, 2) for part in one.parts]
    return [label, cadre, age, *parts, number(one.score, 2), number(100 * one.chance, 1), _answer(one, names)]


def _answer(one: Candidate, names: Names) -> str:
    return names.say(f"explain.answer.{one.answer}") if one.answer else "–"


def _print_table(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    words: set[int] | None = None,
    breaks: set[int] | None = None,
) -> None:
    """Print a table under its title: numbers to the right and never cut, words in the first column and in `words`."""
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(soft_wrap=False)
    table = Table(box=box.SIMPLE_HEAD)
    needed = 1
    for place, head in enumerate(heads):
        width = max(cell_len(part) for part in [*head.split(), *(row[place] for row in rows)])
        needed += width + _BETWEEN_COLUMNS
        is_word = place == 0 or place in (words or ())
        # A heading wraps in the width of what stands beneath it.
        table.add_column(
            Text(head), justify="left" if is_word else "right", vertical="bottom", min_width=width, max_width=width
        )
    for line, row in enumerate(rows):
        table.add_row(*(Text(cell) for cell in row), end_section=line in (breaks or ()))
    # A narrow terminal wraps lines; a digit is never left out.
    console.width = max(console.width, needed)
    print(f"\n{title}")
    console.print(table)
