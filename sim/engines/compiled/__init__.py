"""The compiled engine: the month's phases as numba loops over the state's arrays."""

import sim.engines.compilation  # noqa: F401  before any kernel is defined
