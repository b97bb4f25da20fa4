"""The shape of a scenario file: its sections, their types and ranges.

Everything that can be judged from one file alone is declared here; `sim.complaints` turns what does
not fit into a sentence, and `sim.scenario` joins the files of a chain and judges the whole.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from sim.behaviour import PARAMETERS
from sim.lever import Lever, Parameter
from sim.policy import LEVERS

FORMAT = 1
LONGEST_MONTHS = 600
"""Longest horizon and longest burn-in, in months: fifty years."""

MOST_COUNTIES = 4000
"""Most counties of a world, half as many again as there are."""

_DATE = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])|2100-(0[1-9]|1[0-2])")


class Date(NamedTuple):
    """A month of the calendar."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    def after(self, months: int) -> Date:
        """The date `months` later."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Date(year, month + 1)

    def months_since(self, other: Date) -> int:
        """Months from `other` to this date."""
        return (self.year - other.year) * 12 + self.month - other.month


def _date(value: object) -> object:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise PydanticCustomError("date", "not a date")
    return Date(int(value[:4]), int(value[5:]))


def _name_or_number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise PydanticCustomError("place", "not a place")
    return value


def _numbers(value: object, declared: Mapping[str, Lever] | Mapping[str, Parameter], unknown: str) -> dict[str, float]:
    if not isinstance(value, dict):
        raise PydanticCustomError("not_section", "not a section")
    numbers = {}
    for name, given in value.items():
        if name not in declared:
            raise PydanticCustomError(
                "unknown_name", "unknown name", {"at": name, "of": list(declared), "text": unknown}
            )
        numbers[name] = number(declared[name], given)
    return numbers


def number(declared: Lever | Parameter, value: object) -> float:
    """The number that `value` stands for; the context of an error tells where it is (`at`) and what was expected."""
    known = {"at": declared.name, "value": value, "unit": declared.unit, "low": declared.low, "high": declared.high}
    positions = dict(declared.positions) if isinstance(declared, Lever) else {}
    if isinstance(value, str) and value in positions:
        return float(positions[value])
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if positions and not (number and value in positions.values()):
        raise PydanticCustomError("unknown_value", "unknown position", {**known, "of": list(positions)})
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise PydanticCustomError("number", "not a number", known)
    if not (math.isfinite(value) and declared.allows(value)):
        raise PydanticCustomError("range", "out of range", known)
    return float(value)


def _table_schema(declared: Mapping[str, Lever] | Mapping[str, Parameter]) -> dict[str, Any]:
    properties: dict[str, dict[str, Any]] = {}
    for name, one in declared.items():
        if isinstance(one, Lever) and one.positions:
            properties[name] = {"enum": [*one.positions, *one.positions.values()]}
        else:
            properties[name] = {"type": "number", "minimum": one.low, "maximum": one.high}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _printable(value: str) -> str:
    # A title is printed as it is: an escape would reach the terminal.
    if any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in value):
        raise PydanticCustomError("control", "control character")
    return value


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_printable)]
NameOrNumber = Annotated[
    str | int, BeforeValidator(_name_or_number), WithJsonSchema({"type": ["string", "integer"], "minimum": 0})
]
Month = Annotated[Date, BeforeValidator(_date), WithJsonSchema({"type": "string", "pattern": f"^({_DATE.pattern})$"})]
LeverValues = Annotated[
    dict[str, float],
    BeforeValidator(lambda value: _numbers(value, LEVERS, "scenario.unknown_lever")),
    WithJsonSchema(_table_schema(LEVERS)),
]
ParameterValues = Annotated[
    dict[str, float],
    BeforeValidator(lambda value: _numbers(value, PARAMETERS, "scenario.unknown_parameter")),
    WithJsonSchema(_table_schema(PARAMETERS)),
]


class Section(BaseModel):
    """A part of the file with a fixed set of names.

    Of a whole file, `refusal` is the text that says that a file is not of its kind, `inner` holds sections that only
    such files have, by the name under which they stand, and `strange` the names that tell a file of another kind, with
    what is said of them unless the name `sure` is there too.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    refusal: ClassVar[str] = "scenario.not_scenario"
    inner: ClassVar[Mapping[str, type[Section]]] = {}
    strange: ClassVar[Mapping[str, str]] = {}
    sure: ClassVar[str | None] = None


class Words(Section):
    """A text in both languages."""

    en: Phrase
    zh: Phrase


class WorldSection(Section):
    """Which world is simulated."""

    kind: Literal["tiny", "province", "national", "roster"]
    province: str | None = None
    prefectures: int | None = Field(None, ge=1, le=400)
    counties: int | None = Field(None, ge=1, le=MOST_COUNTIES)
    roster: str | None = None


class WhereSection(Section):
    """The places a reform holds for: those that meet every condition given."""

    provinces: list[Phrase] | None = Field(None, min_length=1)
    prefectures: list[NameOrNumber] | None = Field(None, min_length=1)
    counties: list[NameOrNumber] | None = Field(None, min_length=1)
    development_third: Literal["poorest", "middle", "richest"] | None = None
    difficulty_third: Literal["easiest", "middle", "troubled"] | None = None
    share: float | None = Field(None, gt=0, le=1)
    drawn_by: Literal["prefecture", "county"] | None = None
    draw_key: int | None = Field(None, ge=0, le=2**32 - 1)


class ReformSection(Section):
    """Levers that change from a date on, here or everywhere."""

    from_: Month = Field(alias="from")
    policy: LeverValues
    where: WhereSection | None = None
    announced: Month | None = None
    reference: (
        Annotated[
            Annotated[Words, Tag("both")] | Annotated[Phrase, Tag("plain")],
            Discriminator(lambda value: "both" if isinstance(value, (dict, Words)) else "plain"),
        ]
        | None
    ) = None


class ScenarioFile(Section):
    """One file, before it is joined with the file it extends."""

    strange: ClassVar[Mapping[str, str]] = {"scenarios": "scenario.is_study"}
    format: Literal[1]
    title: Words
    question: Words
    extends: str | None = None
    world: WorldSection | None = None
    start: Month | None = None
    horizon_years: int | None = Field(None, ge=1, le=LONGEST_MONTHS // 12)
    horizon_months: int | None = Field(None, ge=1, le=LONGEST_MONTHS)
    burn_in_months: int | None = Field(None, ge=0, le=LONGEST_MONTHS)
    burn_in: Literal["baseline", "own_policy"] | None = None
    practice: LeverValues = Field(default_factory=dict)
    policy: LeverValues = Field(default_factory=dict)
    reforms: list[ReformSection] | None = None
    behaviour: ParameterValues = Field(default_factory=dict)


class StructuralFile(Section):
    """A shipped alternative that switches mechanisms off: its values may leave the ranges."""

    format: Literal[1]
    title: Words
    structural: Literal[True]
    behaviour: dict[str, float]


class BehaviourFile(Section):
    """A set of parameters under a name, laid over the calibrated one."""

    refusal: ClassVar[str] = "behaviour.not_behaviour"
    format: Literal[1]
    title: Words
    behaviour: ParameterValues
