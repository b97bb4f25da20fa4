"""`renqi schema`: the JSON Schema of scenario files, described in the user's language."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def verb(language: str) -> Callable[..., None]:
    """The verb in `language`."""

    def schema() -> None:
        print(json.dumps(schema_in(language), ensure_ascii=False, indent=2))

    return schema


def schema_in(language: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a scenario file, with what each name means in `language`."""
    from sim.behaviour import PARAMETERS
    from sim.policy import LEVERS
    from sim.scenario_file import ScenarioFile
    from sim.texts import say

    whole = ScenarioFile.model_json_schema(by_alias=True)
    sections = {"ScenarioFile": whole, **whole["$defs"]}
    for section, about in sections.items():
        about["description"] = say(f"schema.{section}", language)
        about.pop("title", None)
        for name, field in about["properties"].items():
            field.pop("title", None)
            field.pop("default", None)
            field["description"] = say(f"schema.{section}.{name}", language)
            if "anyOf" in field:
                # Nothing in a scenario is null; what is not wanted is left out.
                field["anyOf"] = [kind for kind in field["anyOf"] if kind != {"type": "null"}]
            for lever, one in field.get("properties", {}).items():
                one["description"] = _described(LEVERS.get(lever) or PARAMETERS[lever], language)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}


def _described(declared: Any, language: str) -> str:
    from sim.texts import Text, say
    from sim.texts.errors import unit_text
    from sim.texts.parameters import CHINESE

    meaning = declared.meaning
    if isinstance(meaning, str):
        meaning = Text(meaning, f"{CHINESE[declared.name]}。")
    default = getattr(declared, "default", getattr(declared, "value", None))
    unit = unit_text(declared.unit, declared.name).in_language(language)
    span = f"{declared.low:g} … {declared.high:g}".replace("-", "−")
    told = f"{default:g}".replace("-", "−")
    meaning = meaning.in_language(language)
    return say("schema.declared", language, meaning=meaning, span=span, unit=unit, default=told)
