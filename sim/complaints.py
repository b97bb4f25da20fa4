"""What does not fit a scenario file, as one sentence with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.scenario_file import FORMAT, ReformSection, Section, WhereSection, Words, WorldSection
from sim.texts.errors import unit_text
from sim.texts.user_error import UserError
from sim.yamlfile import Node, Place

_SECTIONS: dict[str, type[Section]] = {
    "world": WorldSection,
    "reforms": ReformSection,
    "where": WhereSection,
    "title": Words,
    "question": Words,
    "both": Words,
}
_PLAIN = {
    "list_type": "scenario.not_list",
    "too_short": "scenario.empty_list",
    "string_type": "scenario.not_text",
    "place": "scenario.not_place",
    "date": "scenario.date",
    "string_too_short": "scenario.text_length",
    "string_too_long": "scenario.text_length",
    "bool_type": "scenario.not_bool",
    "control": "scenario.text_control",
}
_OUTSIDE = ("range", "greater_than_equal", "less_than_equal", "greater_than")
_WITH_UNIT = re.compile(r"([-+]?[0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(%|％|percent|months?|个月|月|years?|年)?")
_MOST_NAMES = 20
_IN_MONTHS = {"month": 1.0, "months": 1.0, "个月": 1.0, "月": 1.0, "year": 12.0, "years": 12.0, "年": 12.0}


_Shape = TypeVar("_Shape", bound=Section)


def checked(root: Node, shape: type[_Shape]) -> _Shape:
    """The file as sections of `shape`. Raises UserError for the first thing in it that does not fit."""
    if not isinstance(root.value, dict):
        raise UserError(shape.refusal, str(root.place))
    version = root.value.get("format")
    if version is not None and (isinstance(version.value, bool) or version.value != FORMAT):
        # Before anything else: a newer format may use words that this program does not know.
        raise UserError("scenario.format", str(version.place), value=shown(version.plain()))
    for name, key in shape.strange.items():
        if name in root.names and shape.sure not in root.names:
            raise UserError(key, str(root.names[name]), name=name)
    if "horizon_years" in root.names and "horizon_months" in root.names:
        second = max(root.names["horizon_years"], root.names["horizon_months"])
        raise UserError("scenario.two_horizons", str(second))
    try:
        return shape.model_validate(root.plain())
    except ValidationError as wrong:
        complaints = [_complaint(root, error, shape) for error in wrong.errors(include_url=False)]
        # What is missing comes last: a mistyped name explains why the right one is not there.
        first = min(complaints, key=lambda told: (told[1].key == "scenario.missing", told[0].line, told[0].column))
        raise first[1] from None


def near(key: str, where: str | None, wrong: object, known: Iterable[object], **values: object) -> UserError:
    """The complaint that `wrong` is not among `known`: with the nearest of them, or else with all."""
    names = [str(one) for one in known]
    close = difflib.get_close_matches(str(wrong)[:100], names, n=1, cutoff=0.5)
    if close:
        return UserError(f"{key}_near", where, nearest=close[0], **{"name": wrong, **values})
    return UserError(
        key,
        where,
        known=names if len(names) <= _MOST_NAMES else [*names[:_MOST_NAMES], "…"],
        **{"name": wrong, **values},
    )


def _complaint(root: Node, error: ErrorDetails, shape: type[Section]) -> tuple[Place, UserError]:
    context: dict[str, Any] = dict(error.get("ctx") or {})
    kind = error["type"]
    further = context.get("at", [])
    path = [*error["loc"], *(further if isinstance(further, list) else [further])]
    steps = [step for step in path if isinstance(step, str) and step not in ("both", "plain")]
    name = str(context.get("name", steps[-1] if steps else ""))
    parent = root.find(path[:-1])
    if kind in ("extra_forbidden", "unknown_name"):
        place = parent.names[name]
    else:
        place = parent.place if kind == "missing" else root.find(path).place
    given = context.get("value", error["input"])
    if kind == "extra_forbidden":
        return place, near("scenario.unknown_key", str(place), name, _names(_section(path[:-1], shape)))
    if "low" not in context and kind in _OUTSIDE:
        context |= _limits(name, _section(path[:-1], shape))
    if kind == "too_long" or context.get("min_length", 0) > 1:
        counts = _lengths(name, _section(path[:-1], shape))
        return place, UserError("scenario.list_length", str(place), name=name, found=len(given), **counts)
    return place, _sentence(kind, str(place), name, context, given)


def _sentence(kind: str, where: str, name: str, context: dict[str, Any], given: Any) -> UserError:
    if kind == "missing":
        return UserError("scenario.both_languages" if name in ("en", "zh") else "scenario.missing", where, name=name)
    if kind == "unknown_name":
        return near(context["text"], where, name, context["of"])
    if kind in ("unknown_value", "literal_error"):
        known = context.get("of") or re.findall(r"'([^']*)'", context["expected"])
        return near("scenario.unknown_value", where, shown(given), known, name=name, value=shown(given))
    if kind in ("number", "int_type", "float_type", "int_from_float"):
        whole = kind != "number" and kind != "float_type" and isinstance(given, float)
        return _not_a_number(where, name, given, context.get("unit"), whole)
    if kind in _OUTSIDE:
        if kind == "greater_than" and given <= context["low"]:
            return UserError("scenario.above", where, name=name, value=shown(given), low=context["low"])
        return _out_of_range(where, name, given, context)
    if kind in _PLAIN:
        return UserError(_PLAIN[kind], where, name=name, value=shown(given), limit=1000)
    return UserError("scenario.not_section", where, name=name)


def _section(path: Sequence[str | int], shape: type[Section]) -> type[Section]:
    """The section at `path` of a file of `shape`."""
    named = [step for step in path if isinstance(step, str)]
    return {**_SECTIONS, **shape.inner}.get(named[-1], shape) if named else shape


def _names(section: type[Section]) -> list[str]:
    """The names that may stand in a section."""
    return [about.alias or name for name, about in section.model_fields.items()]


def _unit_of(name: str, unit: str | None) -> str:
    """The unit of a number: the declared one, else what its name says."""
    return unit or next((u for u in ("months", "years", "share") if name.endswith(u)), "1")


def _not_a_number(where: str, name: str, given: Any, declared: str | None, whole: bool) -> UserError:
    if whole and given == int(given):
        return UserError("scenario.whole_with_point", where, name=name, mend=int(given))
    if whole:
        return UserError("scenario.not_whole", where, name=name, value=given)
    unit = _unit_of(name, declared)
    told = _WITH_UNIT.fullmatch(given.strip()) if isinstance(given, str) else None
    if told and told[2] is None:
        return UserError("scenario.quoted_number", where, name=name, mend=told[1])
    mend = _in_unit(float(told[1]), told[2], unit) if told else None
    if mend is None:
        return UserError("scenario.not_number", where, name=name, value=shown(given))
    if unit == "share":
        return UserError("scenario.share", where, name=name, mend=f"{mend:.10g}", value=given)
    return UserError("scenario.unit", where, name=name, unit=unit_text(unit, name), mend=f"{mend:.10g}", value=given)


def _in_unit(number: float, told: str, unit: str) -> float | None:
    """`number` with the unit the user wrote, in the unit of the field; None where the two do not go together."""
    if told in ("%", "％", "percent"):
        return number / 100.0 if unit == "share" else None
    months = number * _IN_MONTHS[told]
    return months if unit == "months" else months / 12.0 if unit == "years" else None


def _out_of_range(where: str, name: str, given: Any, context: dict[str, Any]) -> UserError:
    low, high = context["low"], context["high"]
    unit = _unit_of(name, context.get("unit"))
    if unit == "share" and high == 1 and 1 < given <= 100:
        return UserError("scenario.share", where, name=name, mend=f"{given / 100.0:.10g}", value=given)
    words = unit_text(unit, name)
    return UserError("scenario.range", where, name=name, value=shown(given), low=low, high=high, unit=words)


def _limits(name: str, section: type[Section]) -> dict[str, Any]:
    """The ends of the range of a number."""
    rules = section.model_fields[name].metadata
    limits = {side: getattr(rule, side) for rule in rules for side in ("ge", "gt", "le") if hasattr(rule, side)}
    return {"low": limits.get("ge", limits.get("gt")), "high": limits["le"]}


def _lengths(name: str, section: type[Section]) -> dict[str, int]:
    """How many entries a list may have."""
    rules = section.model_fields[name].metadata
    return {side: getattr(rule, side) for rule in rules for side in ("min_length", "max_length") if hasattr(rule, side)}


def shown(value: Any) -> str:
    """A value of a file as a sentence repeats it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return "[…]" if isinstance(value, list) else "{…}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
