"""What an uncertain number, a lever or chance is called, and a value of it in words."""

from __future__ import annotations

import re

from experiments.policy_words import setting
from experiments.statistics.discovery import Bound
from experiments.statistics.sensitivity import LUCK
from sim.behaviour import PARAMETERS
from sim.policy import LEVERS
from sim.texts import Text, say
from sim.texts.errors import unit_text
from sim.texts.parameters import CHINESE

_WITHOUT_UNIT = re.compile(r"_(per_month|per_year2?|months|years|points|share)$")


def factor_text(name: str) -> Text:
    """The name of a factor, short enough for an axis."""
    if name == LUCK:
        return Text(say("factor.luck", "en"), say("factor.luck", "zh"))
    if name in LEVERS:
        return LEVERS[name].label
    return Text(_WITHOUT_UNIT.sub("", name).replace("_", " "), CHINESE.get(name, name))


def factor_meaning(name: str) -> Text:
    """What a factor is, for a table or a sentence that has room."""
    if name in PARAMETERS:
        return Text(PARAMETERS[name].meaning, CHINESE.get(name, name))
    return LEVERS[name].meaning if name in LEVERS else factor_text(name)


def quoted(name: str, language: str) -> str:
    """A factor in a sentence: its name in quotation marks and, in English, what it means."""
    told = f"“{factor_text(name).in_language(language)}”"
    if language == "zh" or name not in PARAMETERS:
        return told
    return f"{told} ({PARAMETERS[name].meaning})"


def tier_text(name: str) -> Text:
    """How strong the evidence for a factor is; a dash for chance."""
    if name == LUCK:
        return Text("–", "–")
    declared = LEVERS[name] if name in LEVERS else PARAMETERS[name]
    key = f"tier.{declared.tier.value}"
    return Text(say(key, "en"), say(key, "zh"))


def value_text(name: str, value: float) -> Text:
    """A value of a factor with its unit, three figures; a share in per cent."""
    if name in LEVERS:
        lever = LEVERS[name]
        return setting(lever, value if lever.positions else float(f"{value:.3g}"))
    unit = PARAMETERS[name].unit
    if unit == "share":
        return Text(f"{value * 100:.3g} %", f"{value * 100:.3g}%")
    if unit == "1":
        return Text(f"{value:.3g}", f"{value:.3g}")
    word = unit_text(unit, name)
    return Text(f"{value:.3g} {word.en}", f"{value:.3g}（{word.zh}）")


def bounds_text(bounds: tuple[Bound, ...], language: str) -> str:
    """The bounds of a box as the condition of a sentence."""
    parts = []
    for bound in bounds:
        name = quoted(bound.name, language)
        ends = {
            "low": None if bound.low is None else value_text(bound.name, bound.low).in_language(language),
            "high": None if bound.high is None else value_text(bound.name, bound.high).in_language(language),
        }
        kind = "between" if None not in ends.values() else "above" if ends["low"] else "below"
        parts.append(say(f"bound.{kind}", language, name=name, **{k: v for k, v in ends.items() if v}))
    return say("bound.and", language).join(parts)
