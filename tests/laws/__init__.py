"""The laws of the house, as tests.

Each law has a checker that reads sources and returns a list of violations, `file:line: sentence`, and two tests: the
project has none, and a planted one is found.
"""
