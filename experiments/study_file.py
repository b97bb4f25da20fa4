"""The shape of a study file: its sections, their types and ranges; what spans several of them is judged in `study`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from experiments.study_parts import SECTIONS, JudgeSection, SearchSection, WorldsSection
from sim.behaviour import PARAMETERS
from sim.ledger import TABLES
from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.metrics import METRICS
from sim.policy import LEVERS
from sim.scenario_file import LONGEST_MONTHS, Phrase, Section, Words, WorldSection, number

MOST_POINTS = 1_000_000
MOST_REPLICATES = 1_000_000
"""Replicates of a study; a block of seeds begins every `sim.streams` 2**20, above it."""
MOST_BLOCKS = 4096
LARGEST_WORD = 2**32 - 1

KINDS = ("grid", "latin_hypercube", "sobol", "morris", "one_at_a_time", "list")
DISTRIBUTIONS = ("uniform", "log_uniform", "triangular", "normal", "lognormal")

_RANGE = ("low", "high", "step", "values")
_SPREAD = ("distribution", "low", "high", "mode", "mean", "median", "sd", "log_sd")

_LOG_SD = Parameter("log_sd", "1", 1.0, 1e-6, 10.0, "standard deviation of the logarithm", Tier.ASSUMED, ASSUMPTION)

_WIDTH = Parameter("precision", "1", 1.0, 0.0, 1e9, "half the width of an interval", Tier.ASSUMED, ASSUMPTION)

Declared = Mapping[str, Lever] | Mapping[str, Parameter]


def _known(value: object, declared: Declared, unknown: str) -> dict[str, Any]:
    """`value` as a section whose names are declared."""
    if not isinstance(value, dict):
        raise PydanticCustomError("not_section", "not a section")
    for name in value:
        if name not in declared:
            raise PydanticCustomError(
                "unknown_name", "unknown name", {"at": name, "of": list(declared), "text": unknown}
            )
    return value


def _inner(value: object, name: str, known: tuple[str, ...]) -> dict[str, Any]:
    """What stands under `name`, a section with some of the `known` names."""
    if not isinstance(value, dict):
        raise PydanticCustomError("not_section", "not a section", {"at": name})
    for inner in value:
        if inner not in known:
            about = {"at": [name, inner], "of": list(known), "text": "scenario.unknown_key"}
            raise PydanticCustomError("unknown_name", "unknown name", about)
    return value


def _number(declared: Lever | Parameter, value: object, *at: str | int) -> float:
    """A legal value of `declared` that stands at `at`."""
    try:
        return number(declared, value)
    except PydanticCustomError as wrong:
        about = {**(wrong.context or {}), "at": list(at), "name": declared.name if "values" in at else at[-1]}
        raise PydanticCustomError(wrong.type, "not a legal value", about) from None


def _positive(declared: Lever | Parameter, value: object, *at: str | int) -> float:
    """A width, as of a step or a standard deviation, that stands at `at`."""
    about = {"at": list(at), "value": value, "unit": declared.unit}
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise PydanticCustomError("number", "not a number", about)
    widest = declared.high - declared.low
    if not 0 < value <= widest:
        kind = "range" if value > widest else "greater_than"
        raise PydanticCustomError(kind, "out of range", {**about, "low": 0, "high": widest})
    return float(value)


def _listed(declared: Lever | Parameter, value: object, *at: str | int) -> list[float]:
    if not isinstance(value, list):
        raise PydanticCustomError("list_type", "not a list", {"at": list(at)})
    if not value:
        raise PydanticCustomError("too_short", "empty", {"at": list(at)})
    return [_number(declared, one, *at, place) for place, one in enumerate(value)]


def _levers(value: object) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, given in _known(value, LEVERS, "scenario.unknown_lever").items():
        lever, section = LEVERS[name], _inner(given, name, _RANGE)
        found[name] = {
            key: _listed(lever, one, name, key)
            if key == "values"
            else _positive(lever, one, name, key)
            if key == "step"
            else _number(lever, one, name, key)
            for key, one in section.items()
        }
    return found


def _uncertainties(value: object) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, given in _known(value, PARAMETERS, "scenario.unknown_parameter").items():
        parameter, section = PARAMETERS[name], _inner(given, name, _SPREAD)
        found[name] = {key: _spread(parameter, one, name, key) for key, one in section.items()}
    return found


def _spread(parameter: Parameter, value: object, name: str, key: str) -> str | float:
    if key == "distribution":
        if value not in DISTRIBUTIONS:
            about = {"at": [name, key], "value": value, "of": list(DISTRIBUTIONS)}
            raise PydanticCustomError("unknown_value", "unknown distribution", about)
        return str(value)
    if key == "log_sd":
        return _number(_LOG_SD, value, name, key)
    if key == "sd":
        return _positive(parameter, value, name, key)
    return _number(parameter, value, name, key)


def _rows(value: object) -> list[dict[str, float]]:
    if not isinstance(value, list):
        raise PydanticCustomError("list_type", "not a list")
    declared: dict[str, Lever | Parameter] = {**LEVERS, **PARAMETERS}
    if not value:
        raise PydanticCustomError("too_short", "empty")
    rows = []
    for place, row in enumerate(value):
        if not isinstance(row, dict):
            raise PydanticCustomError("not_section", "not a section", {"at": [place]})
        for name in row:
            if name not in declared:
                about = {"at": [place, name], "of": list(declared), "text": "study.unknown_factor"}
                raise PydanticCustomError("unknown_name", "unknown name", about)
        rows.append({name: _number(declared[name], one, place, name) for name, one in row.items()})
    return rows


def _one_of(known: Mapping[str, object]) -> Any:
    """A list of names that are declared, each once."""

    def names(value: object) -> list[str]:
        if not isinstance(value, list):
            raise PydanticCustomError("list_type", "not a list")
        if not value:
            raise PydanticCustomError("too_short", "empty")
        for place, name in enumerate(value):
            if not isinstance(name, str) or name not in known:
                about = {"at": [place], "value": name, "of": list(known)}
                raise PydanticCustomError("unknown_value", "unknown name", about)
        return list(dict.fromkeys(value))

    return BeforeValidator(names)


class DesignSection(Section):
    """How points are chosen from the ranges."""

    kind: Literal["grid", "latin_hypercube", "sobol", "morris", "one_at_a_time", "list"]
    points: int | None = Field(None, ge=1, le=MOST_POINTS)
    levels: int | None = Field(None, ge=2, le=1000)
    trajectories: int | None = Field(None, ge=1, le=100_000)
    second_order: bool | None = None
    blocks: int = Field(1, ge=1, le=MOST_BLOCKS)
    rows: Annotated[list[dict[str, float]], BeforeValidator(_rows)] | None = None


class AskSection(Section):
    """What `renqi ask` decides: whether a scenario moves a metric by at least so much."""

    metric: Annotated[str, BeforeValidator(lambda value: _one_metric(value))]
    delta: float = Field(gt=0, le=1e9)
    scenario: str | None = None
    against: str | None = None
    error_share: float = Field(0.05, gt=0, le=0.5)
    most_replicates: int = Field(10_000, ge=2, le=MOST_REPLICATES)


def _one_metric(value: object) -> str:
    if not isinstance(value, str) or value not in METRICS:
        raise PydanticCustomError("unknown_value", "unknown metric", {"value": value, "of": list(METRICS)})
    return value


class StudyFile(Section):
    """A study as written."""

    refusal: ClassVar[str] = "study.not_study"
    strange: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("extends", "start", "burn_in_months", "burn_in", "practice", "policy", "reforms"), "study.is_scenario"
    )
    sure: ClassVar[str | None] = "scenarios"
    inner: ClassVar[Mapping[str, type[Section]]] = {"design": DesignSection, "ask": AskSection, **SECTIONS}
    format: Literal[1]
    title: Words
    question: Words
    scenarios: list[Phrase] = Field(min_length=1)
    world: WorldSection | None = None
    behaviour: Phrase | None = None
    horizon_years: int | None = Field(None, ge=1, le=LONGEST_MONTHS // 12)
    horizon_months: int | None = Field(None, ge=1, le=LONGEST_MONTHS)
    levers: Annotated[dict[str, dict[str, Any]], BeforeValidator(_levers)] = Field(default_factory=dict)
    uncertainties: Annotated[dict[str, dict[str, Any]], BeforeValidator(_uncertainties)] = Field(default_factory=dict)
    design: DesignSection | None = None
    replicates: int = Field(100, ge=1, le=MOST_REPLICATES)
    seed: int = Field(1, ge=0, le=LARGEST_WORD)
    metrics: Annotated[list[str], _one_of(METRICS)] | None = None
    keep: Annotated[list[str], BeforeValidator(lambda value: _tables(value))] = ["spells"]
    precision: Annotated[dict[str, float], BeforeValidator(lambda value: _half_widths(value))] = Field(
        default_factory=dict
    )
    ask: AskSection | None = None
    worlds: WorldsSection | None = None
    judge: JudgeSection | None = None
    search: SearchSection | None = None


def _half_widths(value: object) -> dict[str, float]:
    """Metrics with half the width of the interval that is wanted of each."""
    if not isinstance(value, dict):
        raise PydanticCustomError("not_section", "not a section")
    for name, width in value.items():
        if name not in METRICS:
            about = {"at": name, "of": list(METRICS), "text": "scenario.unknown_key"}
            raise PydanticCustomError("unknown_name", "unknown metric", about)
        _positive(_WIDTH, width, name)
    return value


def _tables(value: object) -> list[str]:
    """Tables of the ledger to be kept; an empty list keeps none."""
    if value == []:
        return []
    names: list[str] = _one_of(TABLES).func(value)
    return names
