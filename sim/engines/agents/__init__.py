"""The Mesa model: chiefs, counties and organisation departments that decide in their own words.

Use `CountyModel.from_state` to step through a world or to try a chief of your own; use `advance` for the same history,
to the last bit, as the compiled engine.
"""
