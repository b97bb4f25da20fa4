"""Law 2: an engine indexes, calls rules, compares with a draw and assigns; it does not reckon."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from tests.laws.floats import Floats
from tests.laws.reading import functions, marked

REDUCTIONS = frozenset(
    {"sum", "prod", "mean", "std", "var", "cumsum", "cumprod", "dot", "average", "median"}
    | {"exp", "log", "sqrt", "power"}
)
"""What NumPy reckons in an order of its own; forbidden whatever object it is called on."""


def engine_violations(
    source: str, file: str, attributes: Collection[str], float_calls: Collection[str], marks: Collection[str] = ()
) -> list[str]:
    """Where the functions of one engine file reckon.

    Parameters
    ----------
    attributes: fields of the state and the ledger, levers and parameters that are floats.
    float_calls: rules and functions of the engines whose result is a float.
    marks: check only the functions with one of these decorators; none: all.
    """
    found = []
    for function in functions(ast.parse(source)):
        if marks and not any(marked(function, mark) for mark in marks):
            continue
        floats = Floats(function, attributes, float_calls)
        for node in (n for statement in function.body for n in ast.walk(statement)):
            found += [f"{file}:{node.lineno}: {function.name} {s}" for s in _wrong(node, floats)]
    return found


def _wrong(node: ast.AST, floats: Floats) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int | float) and not isinstance(node.value, bool) and node.value not in (0, 1):
            yield f"holds the number {node.value}"
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        left, right = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.target, node.value)
        if isinstance(node.op, ast.Div | ast.Pow):
            yield "divides" if isinstance(node.op, ast.Div) else "raises to a power"
        elif floats.holds(left) or floats.holds(right):
            yield f"reckons with a float: {ast.unparse(node)}"
    elif isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        if called in {"sum", "round", "pow"} or called.startswith("math."):
            yield f"calls {called}"
        elif isinstance(node.func, ast.Attribute) and node.func.attr in REDUCTIONS:
            yield f"calls {called}"


def functions_with_float_results(
    texts: Collection[str], attributes: Collection[str], float_rules: Collection[str]
) -> set[str]:
    """Names of the functions in `texts` that return a float, told from what they return; rules included."""
    known, size = set(float_rules), -1
    trees = [ast.parse(text) for text in texts]
    while len(known) > size:  # one engine function may return what another returned
        size = len(known)
        for function in (f for tree in trees for f in functions(tree)):
            floats = Floats(function, attributes, known)
            returned = [n.value for n in ast.walk(function) if isinstance(n, ast.Return) and n.value is not None]
            if any(floats.holds(value) for value in returned):
                known.add(function.name)
    return known
