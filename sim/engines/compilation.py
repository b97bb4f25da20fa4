"""What has to happen before anything is compiled: the cache folder, and rules and procedures made known to numba."""

from __future__ import annotations

from typing import Any

from numba import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.extending import register_jitable

import sim.people
import sim.records
import sim.regime
import sim.registry
import sim.streams  # noqa: F401  rules are known once their files have been read
from sim.engines import cache
from sim.rule import PROCEDURES, RULES

FOLDER = cache.prepare()
"""The folder of this version's kernels."""

# numba writes a type out whenever it enters a pass. Spelt field by field, records took a fifth of the time to compile.
types.Record.__repr__ = lambda self: self.name


class Part(JITCodeLibrary):
    """Code that is only ever linked into other code: optimised, and never turned into machine code by itself.

    numba would make machine code of each of four hundred functions, and again of all that call it: a fifth of the time
    to compile.
    """

    def _finalize_final_module(self) -> None:
        self._finalized = True

    @property
    def codegen(self) -> Part:
        """Whom numba tells where the function's globals are; of what is no machine code nobody has to know."""
        return self

    def set_env(self, name: str, env: Any) -> None:
        """Nothing to tell."""


class PartCompiler(Compiler):
    """Compiles into a `Part`."""

    def __init__(self, typing: Any, target: Any, library: Any, *rest: Any) -> None:
        super().__init__(typing, target, library or Part(target.codegen(), "part"), *rest)


PART = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "pipeline_class": PartCompiler}
"""How numba is told to compile what is called from compiled code only."""

# Rules are laid into the code that calls them: calls of thirty arguments cost more than the rules.
for _function in (*RULES.values(), *PROCEDURES.values()):
    register_jitable(forceinline=True, **PART)(_function)
