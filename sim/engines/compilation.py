"""What has to happen before anything is compiled: the cache folder, and rules and procedures made known to numba."""

from numba import types
from numba.extending import register_jitable

import sim.people
import sim.records
import sim.registry
import sim.streams  # noqa: F401  rules are known once their files have been read
from sim.engines import cache
from sim.rule import PROCEDURES, RULES

FOLDER = cache.prepare()
"""The folder of this version's kernels."""

# numba writes a type out whenever it enters a pass. Spelt field by field, records took a fifth of the time to compile.
types.Record.__repr__ = lambda self: self.name

# Rules are called from compiled code only, and are laid into it: calls of thirty arguments cost more than the rules.
for _function in (*RULES.values(), *PROCEDURES.values()):
    register_jitable(no_cpython_wrapper=True, no_cfunc_wrapper=True, forceinline=True)(_function)
