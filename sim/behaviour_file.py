"""Behaviours by name or from a file: `.yaml` for one set of parameters, `.csv` for an ensemble, one row a set.

What a file leaves out is as in the calibrated set; what that leaves out is as declared. The shipped ones lie in
`sim/data/behaviours`: `calibrated`, `ensemble` and the structural alternatives.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from sim.behaviour import DECLARED, PARAMETERS, Behaviours
from sim.complaints import checked, near
from sim.scenario_file import BehaviourFile, StructuralFile
from sim.texts import Text
from sim.texts.errors import unit_text
from sim.texts.user_error import UserError
from sim.yamlfile import read_yaml

CALIBRATED = "calibrated"
ENSEMBLE = "ensemble"
MOST_BYTES = 8 * 1024 * 1024
"""Largest table of an ensemble."""

_ENSEMBLE_TITLE = Text("sets near the published figures", "与已公布数据相近的参数组")


def shipped_names() -> list[str]:
    """Names of the behaviours that come with the program, the calibrated one first."""
    found = {Path(entry.name).stem for entry in files("sim").joinpath("data", "behaviours").iterdir()}
    return [CALIBRATED, *sorted(found - {CALIBRATED}), DECLARED.name]


@lru_cache(maxsize=16)
def shipped(name: str) -> Behaviours:
    """The behaviours that come with the program under `name`. Raises UserError for an unknown name."""
    if name == DECLARED.name:
        return DECLARED
    folder = Path(str(files("sim").joinpath("data", "behaviours")))
    for ending in (".yaml", ".csv"):
        if name.isidentifier() and (folder / f"{name}{ending}").is_file():
            return _Shipped(*_read(folder / f"{name}{ending}", within=False))
    raise near("behaviour.unknown", None, name, shipped_names())


def calibrated() -> Behaviours:
    """The set nearest to the published figures, the default everywhere."""
    return shipped(CALIBRATED)


def read_behaviours(asked: str) -> Behaviours:
    """The behaviours of a shipped name, or in the file named. Raises UserError."""
    path = Path(asked)
    if asked.isidentifier() and not path.is_file():
        return shipped(asked)
    return Behaviours(*_read(path))


class _Shipped(Behaviours):
    """Behaviours that another process finds by their name."""

    def __reduce__(self) -> tuple[object, ...]:
        return shipped, (self.name,)


def _read(path: Path, within: bool = True) -> tuple[str, Text, tuple[Mapping[str, float], ...], bool]:
    """Name, title, sets, and whether they leave the ranges, which nothing may that has to stay `within` them."""
    below = {} if path.stem == CALIBRATED else calibrated().sets[0]
    if path.suffix == ".csv":
        title = _ENSEMBLE_TITLE if path.stem == ENSEMBLE else Text(path.stem, path.stem)
        return path.stem, title, tuple({**below, **one} for one in _rows(path)), False
    root, _ = read_yaml(path)
    if not within and isinstance(root.value, dict) and "structural" in root.value:
        free = StructuralFile.model_validate(root.plain(), strict=False)
        return path.stem, Text(free.title.en, free.title.zh), ({**below, **free.behaviour},), True
    told = checked(root, BehaviourFile)
    return path.stem, Text(told.title.en, told.title.zh), ({**below, **told.behaviour},), False


def _rows(path: Path) -> list[dict[str, float]]:
    """The sets of a table: names of parameters in the first line, then one row of numbers a set."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError("behaviour.too_big", str(path), limit=MOST_BYTES // 1024 // 1024)
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (FileNotFoundError, NotADirectoryError):
        raise UserError("file.missing", None, name=path) from None
    except UnicodeDecodeError:
        raise UserError("yaml.not_text", f"{path}:1:1") from None
    except (OSError, ValueError, csv.Error):
        raise UserError("file.unreadable", None, name=path) from None
    if len(lines) < 2:
        raise UserError("behaviour.no_sets", f"{path}:1:1")
    names = lines[0]
    for column, name in enumerate(names):
        if name not in PARAMETERS:
            raise near("scenario.unknown_parameter", f"{path}:1:{column + 1}", name, PARAMETERS)
        if name in names[:column]:
            raise UserError("yaml.twice", f"{path}:1:{column + 1}", name=name, line=1)
    return [_set(names, line, f"{path}:{number}") for number, line in enumerate(lines[1:], start=2)]


def _set(names: list[str], line: list[str], where: str) -> dict[str, float]:
    """One row as parameters; columns are counted in fields."""
    if len(line) != len(names):
        raise UserError("behaviour.fields", f"{where}:1", found=len(line), needed=len(names))
    found = {}
    for column, (name, text) in enumerate(zip(names, line, strict=True), start=1):
        try:
            value = float(text)
        except ValueError:
            raise UserError("scenario.not_number", f"{where}:{column}", name=name, value=text) from None
        p = PARAMETERS[name]
        if not (math.isfinite(value) and p.allows(value)):
            values = {"value": value, "low": p.low, "high": p.high, "unit": unit_text(p.unit, name)}
            raise UserError("scenario.range", f"{where}:{column}", name=name, **values)
        found[name] = value
    return found
