"""A scenario's policy in words: what it sets, from when, where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from experiments.results import Change
from sim.lever import Lever, Tier
from sim.policy import LEVERS, policy
from sim.scenario import Scenario
from sim.texts import Text, say
from sim.texts.errors import unit_text
from sim.where import DEVELOPMENT_THIRDS, DIFFICULTY_THIRDS, Where
from sim.world import places


def policy_words(scenario: Scenario) -> tuple[Text, ...]:
    """A sentence, with its meaning, for each lever that a scenario sets otherwise than the practice of 1999-2012."""
    default = policy()
    return tuple(
        _both(
            "policy.sentence",
            lever=LEVERS[name].label,
            new=setting(LEVERS[name], value),
            old=setting(LEVERS[name], default[name]),
            when=when,
            where=where,
            meaning=_plain(LEVERS[name].meaning),
        )
        for name, value, when, where in _settings(scenario)
        if value != default[name]
    )


def _plain(sentence: Text) -> Text:
    """A sentence without its full stop."""
    return Text(sentence.en.rstrip("."), sentence.zh.rstrip("。"))


def changes(base: Scenario, scenario: Scenario) -> tuple[Change, ...]:
    """Levers that `scenario` sets otherwise than `base` does at month 0."""
    old = policy(**{**base.practice, **base.policy})
    return tuple(
        Change(
            LEVERS[name].label,
            setting(LEVERS[name], old[name]),
            setting(LEVERS[name], value),
            when,
            where,
            LEVERS[name].tier is Tier.ASSUMED,
        )
        for name, value, when, where in _settings(scenario)
        if value != old[name]
    )


def setting(lever: Lever, value: float) -> Text:
    """A value of a lever as a reader would say it: a position by its name, a share in per cent, else with its unit."""
    for position, number in lever.positions.items():
        if number == value:
            return _both(f"position.{lever.name}.{position}")
    if lever.unit == "share":
        return Text(f"{value * 100:g} %", f"{value * 100:g}%")
    unit, told = unit_text(lever.unit, lever.name), f"{value:g}".replace("-", "−")
    if lever.unit == "1":
        return Text(told, told)
    return Text(f"{told} {unit.en}", f"{told}{unit.zh}")


def world_words(scenario: Scenario) -> Text:
    """The world of a scenario: its size and where its figures come from."""
    where = places(scenario.world)
    prefectures = len({(place.province, place.prefecture) for place in where})
    return _both(
        f"world.{scenario.world.kind}",
        province=Text(where[0].province, where[0].province_zh),
        counties=Text(f"{len(where):,}", str(len(where))),
        prefectures=Text(str(prefectures), str(prefectures)),
    )


def _settings(scenario: Scenario) -> Iterator[tuple[str, float, Text, Text]]:
    everywhere = _both("policy.everywhere")
    start = Text(str(scenario.start), str(scenario.start))
    for name, value in {**scenario.practice, **scenario.policy}.items():
        yield name, float(value), start, everywhere
    for reform in scenario.reforms:
        date = str(scenario.start.after(reform.month))
        for name, value in reform.policy.items():
            yield name, float(value), Text(date, date), where_words(reform.where)


def where_words(where: Where | None) -> Text:
    """In which places a reform holds."""
    if where is None:
        return _both("policy.everywhere")
    parts: list[Text] = []
    for names in (where.provinces, where.prefectures, where.counties):
        if names:
            joined = [str(name) for name in names]
            parts.append(Text(", ".join(joined), "、".join(joined)))
    if where.development_third is not None:
        parts.append(_both(f"policy.development.{DEVELOPMENT_THIRDS[where.development_third]}"))
    if where.difficulty_third is not None:
        parts.append(_both(f"policy.difficulty.{DIFFICULTY_THIRDS[where.difficulty_third]}"))
    if where.share is not None:
        share = Text(f"{where.share * 100:g}", f"{where.share * 100:g}")
        parts.append(_both(f"policy.drawn.{where.drawn_by}", share=share))
    return Text("; ".join(p.en for p in parts), "；".join(p.zh for p in parts))


def _both(key: str, **values: Text) -> Text:
    in_language: dict[str, Mapping[str, str]] = {
        language: {name: text.in_language(language) for name, text in values.items()} for language in ("en", "zh")
    }
    return Text(say(key, "en", **in_language["en"]), say(key, "zh", **in_language["zh"]))
