"""No path of the machine a file was written on, and no address of a package registry, in what is published."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.laws.reading import ROOT

# Written in pieces, so that this file does not find itself.
_HOME = re.compile(r"(?<![\w.$}~-])/(?:ho" + r"me|us" + r"ers|ro" + r"ot|t" + r"mp)/[\w.-]", re.IGNORECASE)
_DRIVE = re.compile(r"\b[A-Z]:\\\\?Us" + r"ers\\")
_REGISTRY = re.compile(
    r"index" + r"-url|extra" + r"-index|find" + r"-links|https?://[^\s\")]*/sim" + r"ple\b|"
    r"py" + r"pi\.org|python" + r"hosted",
    re.IGNORECASE,
)


def published_files() -> list[Path]:
    """Files that git tracks or would track; all files outside hidden and generated folders where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True, text=True,
        ).stdout.split("\0")
        paths = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        skipped = {"out", "build", "dist", "__pycache__"}
        inside = [p.relative_to(ROOT) for p in ROOT.rglob("*")]
        paths = [ROOT / p for p in inside if not any(q in skipped or q.startswith(".") for q in p.parts[:-1])]
    return sorted(p for p in set(paths) if p.is_file())


def file_violations(text: str, file: str, beside: str) -> list[str]:
    """Paths and addresses in `text` that are nobody else's business; `beside` is the folder the project stands in."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if _HOME.search(line) or _DRIVE.search(line) or (beside.count("/") > 1 and f"{beside}/" in line):
            found.append(f"{file}:{number}: a path of some machine")
        if _REGISTRY.search(line):
            found.append(f"{file}:{number}: the address of a package registry")
    return found
