"""Which expressions of a function are floats, as far as its text tells."""

from __future__ import annotations

import ast
from collections.abc import Collection

from tests.laws.reading import FLOATS

_KEEP_KIND = frozenset({"min", "max", "abs"})
_TO_INTEGER = frozenset({"int", "bool", "len"})


class Floats:
    """Follows floats through one function.

    Attributes
    ----------
    attributes: names that are floats wherever they stand after a dot.
    calls: names of functions whose result is a float.
    """

    def __init__(self, function: ast.FunctionDef, attributes: Collection[str], calls: Collection[str]) -> None:
        self.attributes = attributes
        self.calls = calls
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        self.names = {
            a.arg for a in arguments if isinstance(a.annotation, ast.Name) and a.annotation.id in FLOATS
        }
        known = -1
        while len(self.names) > known:  # an assignment may stand above the one that makes it a float (loops)
            known = len(self.names)
            for node in ast.walk(function):
                self._learn(node)

    def _learn(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign) and self.holds(node.value):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.AugAssign) and node.value is not None and self.holds(node.value):
            targets = [node.target]
        else:
            return
        for target in targets:
            self.names |= {n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}

    def holds(self, node: ast.expr) -> bool:
        """Whether `node` is a float, or a tuple with one."""
        if isinstance(node, ast.Constant):
            return isinstance(node.value, float)
        if isinstance(node, ast.Name):
            return node.id in self.names
        if isinstance(node, ast.Attribute):
            return node.attr in self.attributes
        if isinstance(node, ast.Call):
            return self._call_holds(node)
        if isinstance(node, ast.BinOp):
            return isinstance(node.op, ast.Div) or self.holds(node.left) or self.holds(node.right)
        if isinstance(node, ast.UnaryOp):
            return not isinstance(node.op, ast.Not) and self.holds(node.operand)
        if isinstance(node, ast.IfExp):
            return self.holds(node.body) or self.holds(node.orelse)
        if isinstance(node, ast.Subscript | ast.Starred):
            return self.holds(node.value)
        if isinstance(node, ast.Tuple):
            return any(self.holds(element) for element in node.elts)
        return False

    def _call_holds(self, node: ast.Call) -> bool:
        called = node.func
        if isinstance(called, ast.Attribute):
            if isinstance(called.value, ast.Name) and called.value.id == "math":
                return called.attr != "floor"
            return called.attr in self.calls
        if not isinstance(called, ast.Name) or called.id in _TO_INTEGER:
            return False
        if called.id in _KEEP_KIND:
            return any(self.holds(a) for a in node.args)
        return called.id == "float" or called.id in self.calls
