"""Pure functions of many runs: known answers, and how often they err on data whose truth is known."""
