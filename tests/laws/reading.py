"""What the checkers share: finding sources, and asking small questions of a syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder."""


def sources(*patterns: str) -> dict[str, str]:
    """Path from the project's folder → text, of the Python files that match one of `patterns`."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(found)}


def module_name(file: str) -> str:
    """`sim/texts/__init__.py` → `sim.texts`."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function of a module, methods included."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def marked(function: ast.FunctionDef, mark: str) -> bool:
    """Whether `function` carries the decorator `mark`."""
    return any(isinstance(d, ast.Name) and d.id == mark for d in function.decorator_list)


def rules(tree: ast.Module) -> list[ast.FunctionDef]:
    """The rules of a module."""
    return [function for function in functions(tree) if marked(function, "rule")]


def imports(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """(line, module, name) of everything imported; name is empty for `import module`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, node.module or "", alias.name) for alias in node.names)


def owner(node: ast.Attribute) -> str:
    """`policy` for `policy.x`, and for `self.policy.x`; empty where it is not a name."""
    if isinstance(node.value, ast.Name):
        return node.value.id
    return node.value.attr if isinstance(node.value, ast.Attribute) else ""


def returns_float(function: ast.FunctionDef) -> bool:
    """Whether the declared result is a float, or a tuple of them."""
    return function.returns is not None and any(
        isinstance(node, ast.Name) and node.id in FLOATS for node in ast.walk(function.returns)
    )


FLOATS = frozenset({"float", "Share", "Draw", "Hazard", "Real", "Positive"})
"""The annotations of `sim.rule` that are floats."""


def no(violations: list[str]) -> None:
    """Fail with the violations, one a line, unless there are none."""
    assert not violations, "\n" + "\n".join(violations)
