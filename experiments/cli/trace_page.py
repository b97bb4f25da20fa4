"""How one person's way is told: a paragraph a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from experiments.tables import number
from sim.vocabulary import NEVER, NONE, Kind, Source

if TYPE_CHECKING:
    from experiments.cli.explain_page import Names
    from experiments.trace import Appointment, Step
    from sim.scenario import Scenario
    from sim.scenario_file import Date
    from sim.streams import Key


def sentences(steps: Sequence[Step], cadre: int, scenario: Scenario, key: Key, names: Names) -> list[str]:
    """The lines to print."""
    start = scenario.start
    title = scenario.title.in_language(names.language)
    told = [
        names.say("trace.title", cadre=cadre),
        names.say("explain.of", title=title, replicate=key.replicate, seed=key.seed),
        _joined(_step(1, steps[0], None, start, names), names),
    ]
    for place, (before, step) in enumerate(pairwise(steps), start=2):
        told.append(_joined(_step(place, step, before, start, names), names))
    return [*told, _end(steps[-1], scenario, names)]


def _joined(parts: Iterator[str], names: Names) -> str:
    return ("" if names.language == "zh" else " ").join(parts)


def _step(place: int, step: Step, before: Step | None, start: Date, names: Names) -> Iterator[str]:
    post = names.post(step.kind, step.county, step.prefecture)
    values = {"number": place, "month": start.after(step.start_month), "age": names.age(step.age_months), "post": post}
    if before is None:
        yield names.say("trace.first", **values)
    else:
        tenure = names.span(step.start_month - before.start_month)
        yield names.say("trace.then", tenure=tenure, **values)
    if step.appointment is not None:
        yield from _why(step, step.appointment, start, names)
    elif step.start_month < 0:
        yield names.say("trace.before")


def _why(step: Step, won: Appointment, start: Date, names: Names) -> Iterator[str]:
    """The vacancy, and how it came to him."""
    if won.vacated_month != NEVER and won.vacated_reason != NONE:
        vacated = start.after(won.vacated_month)
        yield names.say("trace.vacancy", month=vacated, reason=names.reason(won.vacated_reason))
    if won.step > 0:
        yield names.say("trace.chain", step=won.step)
    if step.source == Source.UPPER:
        yield names.say("trace.reshuffle")
    if won.eligible == 0:
        if step.kind == Kind.BUREAU and step.source in (Source.SECRETARY, Source.HEAD):
            yield names.say("trace.waited")
        return
    if won.eligible == 1:
        yield names.say("trace.alone")
    else:
        yield names.say("trace.contest", eligible=won.eligible)
    if step.source == Source.OWN_HEAD:
        yield names.say("trace.own_head")
    if won.refusals > 0:
        yield names.say("trace.refusals", refusals=won.refusals)
    if won.strongest is not None:
        measure = names.say(f"trace.measure.{won.strongest}")
        yield names.say("trace.ahead", measure=measure, lead=number(won.ahead[won.strongest], 1))
    elif won.ahead:
        yield names.say("trace.behind")


def _end(step: Step, scenario: Scenario, names: Names) -> str:
    start = scenario.start
    if step.end_month == NEVER:
        return names.say("trace.still", month=start.after(scenario.horizon_months - 1))
    return names.say(
        "trace.left",
        month=start.after(step.end_month),
        tenure=names.span(step.end_month - step.start_month),
        reason=names.reason(step.reason),
        destination=names.destination(step.destination),
    )
