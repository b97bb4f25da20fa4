"""Pure functions of tables: what many runs say together, and how surely."""
