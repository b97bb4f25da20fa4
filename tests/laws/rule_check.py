"""Laws 1 and 4: what a rule may be made of, so that Python and numba read the same bits in it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from tests.laws.floats import Floats
from tests.laws.reading import functions, imports, owner, returns_float, rules

MATHS = frozenset({"exp", "log", "log1p", "expm1", "sqrt", "tanh", "floor"})
PAIRS = frozenset({"min", "max"})
PLAIN = frozenset({"abs", "int", "float", "bool", "range"})
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)
WORDS = (ast.BitAnd, ast.BitXor, ast.BitOr, ast.RShift)
_MEMBERSHIP = (ast.In, ast.NotIn, ast.Is, ast.IsNot)
WORD_FILE = "sim/streams.py"
"""The one file whose rules work on the bits of 32-bit words, and in which draws are made."""

_FORBIDDEN: dict[type[ast.AST], str] = {
    ast.While: "loops without a bound",
    ast.Lambda: "defines a function",
    ast.ListComp: "builds a list",
    ast.SetComp: "builds a set",
    ast.DictComp: "builds a dictionary",
    ast.GeneratorExp: "builds a generator",
    ast.List: "builds a list",
    ast.Set: "builds a set",
    ast.Dict: "builds a dictionary",
    ast.JoinedStr: "builds a text",
    ast.Global: "names a global",
    ast.Nonlocal: "names an outer variable",
    ast.Import: "imports",
    ast.ImportFrom: "imports",
    ast.Try: "catches an error",
    ast.Raise: "raises an error",
    ast.Assert: "asserts",
    ast.With: "opens a context",
    ast.Delete: "deletes",
    ast.Yield: "yields",
    ast.Await: "waits",
    ast.NamedExpr: "assigns inside an expression",
}


def rule_violations(
    source: str, file: str, known_rules: dict[str, bool], levers: Collection[str], parameters: Collection[str]
) -> list[str]:
    """What the rules of one file do that rules may not.

    Parameters
    ----------
    known_rules: name of every rule of the project → whether its result is a float.
    levers, parameters: names that this module declares.
    """
    tree = ast.parse(source)
    here = {function.name: returns_float(function) for function in rules(tree)}
    usable = here | {
        name: known_rules[name]
        for _, module, name in imports(tree)
        if name in known_rules and (module != "sim.streams" or file == WORD_FILE)
    }
    found = []
    for function in rules(tree):
        floats = Floats(function, {*levers, *parameters}, {name for name, is_float in usable.items() if is_float})
        for line, sentence in _wrong_in(function, floats, usable, levers, parameters, file == WORD_FILE):
            found.append(f"{file}:{line}: the rule {function.name} {sentence}")
    return found


def _wrong_in(
    function: ast.FunctionDef,
    floats: Floats,
    usable: Collection[str],
    levers: Collection[str],
    parameters: Collection[str],
    on_words: bool,
) -> Iterator[tuple[int, str]]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    for argument in arguments:
        if argument.annotation is None:
            yield argument.lineno, f"does not say of what kind {argument.arg} is"
    if function.args.vararg or function.args.kwarg:
        yield function.lineno, "takes any number of arguments"
    body = [node for statement in function.body for node in ast.walk(statement)]
    math_names = {node.func for node in body if isinstance(node, ast.Call)}
    for node in body:
        line = getattr(node, "lineno", function.lineno)
        if type(node) in _FORBIDDEN:
            yield line, _FORBIDDEN[type(node)]
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield line, f"defines {node.name}"
        elif isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield line, "assigns to something it was given"
        elif isinstance(node, ast.For) and not _is_range(node.iter):
            yield line, "loops over something else than a range"
        elif isinstance(node, ast.BinOp | ast.AugAssign):
            yield from ((line, s) for s in _operator(node, floats, on_words))
        elif isinstance(node, ast.Compare) and any(isinstance(o, _MEMBERSHIP) for o in node.ops):
            yield line, "compares otherwise than by size"
        elif isinstance(node, ast.Call):
            yield from ((line, s) for s in _call(node, usable))
        elif isinstance(node, ast.Attribute) and node not in math_names:
            yield from ((line, s) for s in _attribute(node, levers, parameters))
        elif isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value != node.value:
            yield line, "holds a NaN"


def _is_range(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"


def _operator(node: ast.BinOp | ast.AugAssign, floats: Floats, on_words: bool) -> Iterator[str]:
    left, right = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.target, node.value)
    symbol = ast.unparse(ast.BinOp(ast.Name("a"), node.op, ast.Name("b"))).split()[1]
    if not isinstance(node.op, ARITHMETIC) and not (on_words and isinstance(node.op, WORDS)):
        yield f"uses {symbol}"
    elif isinstance(node.op, ast.FloorDiv | ast.Mod) and (floats.holds(left) or floats.holds(right)):
        yield f"uses {symbol} on a float"


def _call(node: ast.Call, usable: Collection[str]) -> Iterator[str]:
    called = ast.unparse(node.func)
    if node.keywords or any(isinstance(a, ast.Starred) for a in node.args):
        yield f"calls {called} with other than plain arguments"
    if called in PAIRS:
        if len(node.args) != 2:
            yield f"takes the {called} of {len(node.args)}, not of two"
    elif called.startswith("math."):
        if called.removeprefix("math.") not in MATHS:
            yield f"calls {called}"
    elif called not in PLAIN and called not in usable:
        yield f"calls {called}, which is no rule that it may call"


def _attribute(node: ast.Attribute, levers: Collection[str], parameters: Collection[str]) -> Iterator[str]:
    known = {"policy": levers, "behaviour": parameters}.get(owner(node))
    if known is None:
        if owner(node) not in {"Kind", "ExitReason", "Destination", "Source"}:
            yield f"reads {ast.unparse(node)}"
    elif node.attr not in known:
        yield f"reads {ast.unparse(node)}, which its module does not declare"


def stranger_violations(source: str, file: str) -> list[str]:
    """Imports of one mechanism by another."""
    return [
        f"{file}:{line}: a mechanism imports another, {module}"
        for line, module, _ in imports(ast.parse(source))
        if module.startswith("sim.mechanisms")
    ]


def unmarked_violations(source: str, file: str) -> list[str]:
    """Public functions of a mechanism that are not rules: an engine could call them, and nobody would check them."""
    tree = ast.parse(source)
    marks = {f.name for f in rules(tree)}
    return [
        f"{file}:{f.lineno}: {f.name} stands in a mechanism and is no rule"
        for f in functions(tree)
        if f.name not in marks and not f.name.startswith("_")
    ]
