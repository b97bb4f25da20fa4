"""The compiled engine: the month's phases as numba loops over the state's arrays.

Importing this package chooses the cache folder of the compiled kernels and makes every rule and procedure
known to numba, so it has to come before any of its modules; Python sees to that.
"""

from numba.extending import register_jitable

import sim.people
import sim.records
import sim.registry  # noqa: F401  declares the rules
from sim.engines.compiled import cache
from sim.rule import PROCEDURES, RULES

cache.prepare()
for _function in (*RULES.values(), *PROCEDURES.values()):
    register_jitable(_function)
