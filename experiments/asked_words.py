"""The answers of `ask` and `rank` as sentences."""

from __future__ import annotations

import math

from experiments.asking import Asked, Ranked
from experiments.design import Point
from experiments.headline import gap_with_unit, signed, with_unit
from experiments.statistics.sequential import FIRST, Answer
from experiments.study import Study
from sim.metrics import METRICS, Better
from sim.texts import say

PER_CENT = 100


def answer(found: Asked, study: Study, language: str) -> str:
    """One sentence: what is so, by how much, with which certainty."""
    wanted, seen, key = found.ask, found.seen, found.ask.metric
    titles = {scenario.name: scenario.title.in_language(language) for scenario in study.scenarios}
    values = {
        "scenario": titles[wanted.scenario],
        "against": titles[wanted.against],
        "metric": METRICS[key].label.in_language(language),
        "delta": gap_with_unit(wanted.delta, key, language).lstrip("+"),
    }
    if seen is None:
        return say("ask.undefined", language, **values)
    values["gap"] = gap_with_unit(found.sign * seen.seen.mean, key, language)
    if seen.answer is Answer.SAME:
        share = f"{PER_CENT * (seen.unlike_share or 0.0):.1f}"
        return say("ask.same", language, **values, share=share)
    if math.isinf(seen.low):
        return say("ask.too_early", language, **values, more=_more(seen.more, language))
    low, high = sorted((found.sign * seen.low, found.sign * seen.high))
    values |= {"low": signed(low, key), "high": signed(high, key)}
    if seen.answer is Answer.UNDECIDED:
        return say("ask.undecided", language, **values, more=_more(seen.more, language))
    word = str(seen.answer.value)
    if METRICS[key].better is Better.NEITHER:
        word = {"better": "higher", "worse": "lower"}.get(word, word)
    return say(f"ask.{word}", language, **values)


def caveats(found: Asked, language: str) -> list[str]:
    """What was run, how sure the answer is, and what it does not hold."""
    share = f"{PER_CENT * (1.0 - found.ask.error_share):g}"
    lines = [say("ask.runs", language, runs=2 * found.replicates, futures=found.replicates, looks=found.looks)]
    lines.append(say("ask.level", language, share=share, error=f"{PER_CENT * found.ask.error_share:g}"))
    won = found.pairing
    if won.variance_reduction is not None and won.low is not None and won.high is not None:
        told = (f"{value:.1f}" for value in (won.variance_reduction, won.low, won.high))
        lines.append(say("ask.pairing", language, **dict(zip(("times", "low", "high"), told, strict=True))))
    if found.replicates < FIRST:
        lines.append(say("ask.first_look", language, first=FIRST))
    if found.defined < found.replicates:
        lines.append(say("ask.left_out", language, number=found.replicates - found.defined, failed=found.failed))
    return [*lines, say("ask.model", language)]


def ranking(found: Ranked, language: str) -> list[str]:
    """The best and how it stands against its rivals on fresh futures."""
    key, selection = found.metric, found.selection
    best = policy_name(found.points[selection.best], language)
    values = {
        "best": best,
        "metric": METRICS[key].label.in_language(language),
        "number": len(found.points),
        "delta": gap_with_unit(found.delta, key, language).lstrip("+"),
        "mean": with_unit(found.sign * selection.means[selection.best], key, language),
    }
    lines = [say("rank.best" if selection.decided else "rank.open", language, **values)]
    for rival, (gap, p_value) in zip(found.rivals, found.confirmed, strict=True):
        if gap.mean is None or gap.ci_low is None or gap.ci_high is None:
            continue
        told = {
            "rival": policy_name(found.points[rival], language),
            "gap": gap_with_unit(gap.mean, key, language),
            "low": signed(gap.ci_low, key),
            "high": signed(gap.ci_high, key),
            "p": "< 0.001" if p_value < 0.001 else f"= {p_value:.3f}",
        }
        right = found.sign * gap.mean > 0.0 and p_value <= 0.05
        lines.append(say("rank.confirmed" if right else "rank.not_confirmed", language, best=best, **told))
    lines.append(say("rank.runs", language, runs=found.runs, replicates=selection.replicates, fresh=found.fresh))
    return [*lines, say("rank.caveat", language, delta=values["delta"]), say("ask.model", language)]


def policy_name(point: Point, language: str) -> str:
    """A policy's title, with what the design sets in it."""
    title = point.scenario.title.in_language(language)
    setting = {**point.levers, **point.behaviour}
    if not setting:
        return title
    told = ", ".join(f"{name} = {value:g}" for name, value in setting.items())
    return f"{title} ({told})" if language == "en" else f"{title}（{told}）"


def _more(futures: int | None, language: str) -> str:
    """How many more runs: two a pair."""
    if futures is None:
        return say("ask.more_unknown", language)
    return say("ask.more", language, runs=2 * futures, futures=futures)
