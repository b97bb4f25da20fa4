"""Benchmarks: a file a question, each with a list `CASES`; `python -m benchmarks` runs them all and prints a table.

Warm and cold are told apart: a case says what it prepares, and preparing is not timed unless it is the question.
"""
