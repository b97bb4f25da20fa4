"""What has to happen before anything is compiled: the cache folder, and rules and procedures made known to numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
from numba import types
from numba.core import typed_passes, untyped_passes
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.registry import CPUDispatcher
from numba.core.typing.templates import infer_global

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

NEEDLESS = frozenset(
    {
        untyped_passes.WithLifting,
        untyped_passes.InlineClosureLikes,
        untyped_passes.DeadBranchPrune,
        untyped_passes.RewriteDynamicRaises,
        untyped_passes.MakeFunctionToJitFunction,
        untyped_passes.InlineInlinables,
        untyped_passes.FindLiterallyCalls,
        untyped_passes.LiteralUnroll,
        untyped_passes.LiteralPropagationSubPipelinePass,
        typed_passes.InlineOverloads,
        typed_passes.NopythonRewrites,
        typed_passes.AnnotateTypes,
        typed_passes.DumpParforDiagnostics,
    }
)
"""Passes of numba that look for what no kernel has: contexts, closures, array expressions, types told by a value."""


class Part(JITCodeLibrary):
    """Code that is only ever linked into other code: optimised, and never turned into machine code by itself.

    numba would make machine code of each of four hundred functions, and again of all that call it: a fifth of the time
    to compile.
    """

    def _optimize_final_module(self) -> None:
        """Cheaply: what it is linked into is optimised in full, with all that is linked."""
        codegen = self._codegen
        passes, options = codegen._module_pass_manager(
            loop_vectorize=codegen._loopvect, slp_vectorize=False, opt=codegen._opt_level, cost="cheap"
        )
        passes.run(self._final_module, options)

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

    def define_pipelines(self) -> list[Any]:
        """The passes of numba, but the needless ones."""
        (passes,) = super().define_pipelines()
        passes.passes = [step for step in passes.passes if step[0] not in NEEDLESS]
        passes.finalize()
        return [passes]


class PartDispatcher(CPUDispatcher):
    """Has one version of a function, whatever it is called with: a constant is a number, a code an integer.

    numba would compile it again for each constant and each kind of code it is told.
    """

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """The compiled function for arguments of these types."""
        return super().get_call_template(tuple(_plain(kind) for kind in args), kws)


def _plain(kind: Any) -> Any:
    return kind.dtype if isinstance(kind, types.IntEnumMember) else types.unliteral(kind)


def part(function: Callable[..., Any], **options: bool) -> Any:
    """Have `function` compiled, with these options of numba, as what is called from compiled code only."""
    if numba.config.DISABLE_JIT:
        return function
    wanted = {"nopython": True, "error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True, **options}
    return PartDispatcher(function, targetoptions=wanted, pipeline_class=PartCompiler)


# Rules are laid into the code that calls them: calls of thirty arguments cost more than the rules.
LAID_IN = [part(function, forceinline=True) for function in (*RULES.values(), *PROCEDURES.values())]
"""Rules and procedures for numba, which holds on to none of them by itself."""

for _one in LAID_IN:
    if not numba.config.DISABLE_JIT:
        infer_global(_one.py_func, types.Dispatcher(_one))
