"""The chain of files that a scenario is made of: it extends one, which may extend another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.complaints import checked
from sim.scenario_file import ScenarioFile
from sim.texts.user_error import UserError
from sim.yamlfile import Node, read_yaml

LONGEST_CHAIN = 20


@dataclass(frozen=True)
class File:
    """One file of a chain: as text, as a tree with places, and as checked sections."""

    path: Path
    text: str
    root: Node
    sections: ScenarioFile


def chain_of(path: Path) -> list[File]:
    """The file at `path` and those it extends, the nearest first."""
    files: list[File] = []
    next_path: Path | None = path
    while next_path is not None:
        root, text = read_yaml(next_path)
        files.append(File(next_path, text, root, checked(root, ScenarioFile)))
        next_path = _extended(files)
    return files


def _extended(files: list[File]) -> Path | None:
    """The file that the last of `files` extends; None where it extends none."""
    last = files[-1]
    if last.sections.extends is None:
        return None
    where = str(last.root.find(["extends"]).place)
    found = inside(last.path.parent, files[0].path.parent, last.sections.extends, where)
    if any(found.resolve() == file.path.resolve() for file in files):
        raise UserError("scenario.circle", where, name=last.sections.extends)
    if len(files) == LONGEST_CHAIN:
        raise UserError("scenario.long_chain", where, limit=LONGEST_CHAIN)
    return found


def inside(folder: Path, root: Path, name: str, where: str) -> Path:
    """The file `name` beside a scenario, which must lie within the folder `root`. Raises UserError."""
    if not name.isprintable() or Path(name).is_absolute() or ".." in Path(name).parts or "\\" in name:
        raise UserError("file.path", where, name=name)
    path = folder / name
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise UserError("file.path", where, name=name)
        if not path.exists():
            raise UserError("file.missing", where, name=name)
        if not path.is_file():
            raise UserError("file.not_a_file", where, name=name)
    except (OSError, RuntimeError):
        # A name too long for the file system, or a circle of links.
        raise UserError("file.missing", where, name=name) from None
    return path
