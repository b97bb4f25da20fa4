"""Benchmarks: a file a question; `python -m benchmarks` runs them all, prints a table and writes `latest.json`.

A file holds `MEASURES`, each with a goal, or `CASES`, timed without one. Warm and cold are told apart: what a
measure prepares is not timed unless it is the question.
"""
