"""A chief to ask: the inputs of `choose`, and the settings of the choice, with changes by name."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from sim.mechanisms import choice

TRIED: dict[str, Any] = {
    "role": 0,
    "ambition": 1.0,
    "service": 0.395,
    "impatience": 0.01,
    "skill": 1.0,
    "tie": 0.0,
    "crisis": 0.465,
    "upgraded": 0,
    "standing": 0.5,
    "morale": 0.7,
    "fatigue": 0.0,
    "streak_years": 0,
    "excellent_chance": 1.0,
    "tenure_months": 30,
    "to_age_ceiling": 54,
    "to_term_end": 21,
    "to_congress": 20,
    "harmony": 0.816,
    "unrest": 0.326,
    "burden": 0.436,
    "off_cycle": 0.0033,
    "congress": 0.26,
    "performance_weight": 0.25,
    "tie_weight": 1.0,
    "favour_weight": 0.8,
    "minimum_months": 60.0,
    "minimum_share": 0.0,
    "long_view": 0.282,
    "years_averaged": 1.0,
    "appraisal_return": 1.0,
    "pull_of_show": 1.0,
    "local_voice": 0.0,
    "vetoes": 0.0,
    "caution": 0.0,
    "staleness": 0.0,
    "complaint_risk": 0.0,
}
"""The chief of design/choice.md, as far as the shares published there pin him down (least squares)."""

LEVERS = {lever.name: float(lever.default) for lever in choice.LEVERS}
PARAMETERS = {p.name: float(p.value) for p in choice.PARAMETERS}


def ask(rule: Callable[..., Any], **changes: Any) -> Any:
    """What `rule` says for the chief tried; a change names an argument, a lever or a parameter."""
    unknown = set(changes) - set(TRIED) - set(LEVERS) - set(PARAMETERS)
    assert not unknown, unknown
    policy = SimpleNamespace(**{k: changes.get(k, v) for k, v in LEVERS.items()})
    behaviour = SimpleNamespace(**{k: changes.get(k, v) for k, v in PARAMETERS.items()})
    return rule(**{k: changes.get(k, v) for k, v in TRIED.items()}, policy=policy, behaviour=behaviour)


def effort(**changes: Any) -> dict[str, float]:
    """Shares of effort by option."""
    return dict(zip(choice.OPTIONS, ask(choice.choose, **changes)[:5], strict=True))


def terms(**changes: Any) -> dict[str, float]:
    """The terms of the five values by "option.term"."""
    names = [f"{option}.{term}" for option in choice.OPTIONS for term in choice.TERMS[option]]
    return dict(zip(names, ask(choice.terms_of_values, **changes)[:-1], strict=True))
