"""Law 12: who may import whom. The contracts stand in `pyproject.toml`; here are cycles, and running it all."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.laws.reading import imports, module_name


def cycle_violations(texts: Mapping[str, str]) -> list[str]:
    """Circles of imports among the given sources, one sentence a circle.

    An import inside a function counts; one for the type checker alone does not, since it never happens.
    """
    files = {module_name(file): file for file in texts}
    edges: dict[str, dict[str, int]] = {}
    for file, text in texts.items():
        here = edges.setdefault(module_name(file), {})
        for line, module, name in imports(_without_type_checking(ast.parse(text))):
            target = f"{module}.{name}" if f"{module}.{name}" in files else module
            if target in files and target != module_name(file):
                here.setdefault(target, line)
    found, done = [], set[str]()
    for start in sorted(edges):
        path = _way_back(start, edges, done)
        if path:
            found.append(f"{files[start]}:{edges[start][path[1]]}: imports in a circle: {' -> '.join(path)}")
            done |= set(path)
    return found


class _Strip(ast.NodeTransformer):
    def visit_If(self, node: ast.If) -> ast.AST | None:
        return None if ast.unparse(node.test).endswith("TYPE_CHECKING") else self.generic_visit(node)


def _without_type_checking(tree: ast.Module) -> ast.Module:
    stripped = _Strip().visit(tree)
    assert isinstance(stripped, ast.Module)
    return stripped


def _way_back(start: str, edges: Mapping[str, Mapping[str, int]], done: set[str]) -> list[str]:
    """The shortest way from `start` along imports back to it; empty where there is none or it is known."""
    ways, seen = [[start]], set(done)
    while ways:
        way = ways.pop(0)
        for target in edges.get(way[-1], {}):
            if target == start:
                return [*way, start]
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return []


def contracts(folder: Path) -> dict[str, bool]:
    """Name of every contract of the `pyproject.toml` in `folder` → whether it is kept. Raises RuntimeError."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    found = re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)
    if not found:
        raise RuntimeError(done.stdout + done.stderr)
    return {name: verdict == "KEPT" for name, verdict in found}
