"""Figures, one question a file; with `experiments.dashboard` the only place that imports plotly."""

from __future__ import annotations

from experiments.figures import (
    congress,
    decomposition,
    effort,
    hazard,
    incidence,
    pair,
    pilot,
    survival,
    timeline,
    who_pays,
)
from experiments.figures.question import Question

QUESTIONS: tuple[Question, ...] = tuple(
    module.QUESTION
    for module in (survival, incidence, decomposition, hazard, congress, effort, pair, who_pays, pilot, timeline)
)
"""Every question in the order of the report."""
