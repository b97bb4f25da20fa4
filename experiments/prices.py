"""What came with a gain: side effects beside each aim that a remedy improves."""

from __future__ import annotations

from experiments.headline import interval, known_headline, label, of_part, verdict
from experiments.results import ComparisonData, ScenarioResult
from sim.metrics import Part
from sim.texts import say

PRICES = (
    "bunching_after_minimum",
    "blocked_careers_per_hundred",
    "head_wait_months",
    "vacancy_share",
    "age_at_appointment_secretary",
    "age_at_appointment_head",
)
"""Side effects told beside every gain: bunching, blocked careers and waits, vacancy, age."""


def gains(data: ComparisonData, scenario: ScenarioResult) -> list[str]:
    """Aims of the headline that `scenario` improves, as far as their intervals tell."""
    return [key for key in of_part(known_headline(data), Part.GAIN) if verdict(data, scenario, key) == "better"]


def known_prices(data: ComparisonData, scenario: ScenarioResult) -> list[str]:
    """Side effects that are defined in both `scenario` and the baseline."""
    return [key for key in PRICES if data.differences[scenario.name, key].mean is not None]


def price_tables(
    data: ComparisonData, scenario: ScenarioResult, language: str
) -> tuple[tuple[list[str], list[list[str]]], tuple[list[str], list[list[str]]]]:
    """Headings and rows of text, twice: gains with their differences, and side effects with theirs and a reading."""
    difference = say("headline.difference", language)
    gained = [[label(key, language), _change(data, scenario, key)] for key in gains(data, scenario)]
    paid = [
        [label(key, language), _change(data, scenario, key), say(f"verdict.{verdict(data, scenario, key)}", language)]
        for key in known_prices(data, scenario)
    ]
    return (
        ([say("prices.gain", language), difference], gained),
        ([say("prices.beside", language), difference, say("headline.reading", language)], paid),
    )


def _change(data: ComparisonData, scenario: ScenarioResult, key: str) -> str:
    gap = data.differences[scenario.name, key]
    return interval(gap.mean, gap.ci_low, gap.ci_high, key, sign=True)


def price_sentence(data: ComparisonData, scenario: ScenarioResult, language: str) -> str:
    """One sentence: how many aims improve, and which side effects clearly change, in which direction."""
    title = scenario.title.in_language(language)
    improved = gains(data, scenario)
    if not improved:
        return say("prices.no_gain", language, scenario=title)
    comma = "，" if language == "zh" else "; "
    told = [
        say("prices.one", language, metric=label(k, language), gap=_change(data, scenario, k))
        for k in known_prices(data, scenario)
        if verdict(data, scenario, k) not in ("same", "unclear", "undefined")
    ]
    if not told:
        return say("prices.nothing_with_it", language, scenario=title, number=len(improved))
    return say("prices.told", language, scenario=title, number=len(improved), prices=comma.join(told))
