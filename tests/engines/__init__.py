"""The two engines: one history, what must not change it, and what must hold of it."""
