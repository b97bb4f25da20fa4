"""What has to happen before anything is compiled: the cache folder, and rules and procedures made known to numba."""

from numba.extending import register_jitable

import sim.people
import sim.records
import sim.registry
import sim.streams  # noqa: F401  rules are known once their files have been read
from sim.engines import cache
from sim.rule import PROCEDURES, RULES

FOLDER = cache.prepare()
"""The folder of this version's kernels."""

for _function in (*RULES.values(), *PROCEDURES.values()):
    register_jitable(_function)
