"""One submodel a file, as in the ODD protocol: its levers and parameters on top, its rules beneath.

The files are strangers to each other. What one needs of another is passed to it as a plain number by
the engine that calls it.
"""
