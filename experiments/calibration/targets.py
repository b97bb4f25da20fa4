"""The published figures of `targets.json`, with the range in which a model's value is accepted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

LEAST_SHARE = 0.1
"""A value is accepted within at least this share of its target."""

CALIBRATION, VALIDATION, FURTHER = "calibration", "validation", "further"
USES = (CALIBRATION, VALIDATION, FURTHER)
"""What a figure is for: to be fitted; to be predicted without fitting; to be told beside the model's, and no more."""


@dataclass(frozen=True)
class Target:
    """One published figure for one moment.

    Attributes
    ----------
    id: that of the finding it belongs to ("C7"); several figures may share it.
    moment: key of `experiments.calibration.moments.MOMENTS`; of a further figure, of `further.FURTHER`.
    value: at county level. low, high: accepted from, to; None: no bound on that side.
    published: as the source prints it at its own level, where that differs; None otherwise.
    use: one of `USES`.
    later: belongs to the practice since 2013. judged: counted as met or missed; otherwise only shown, as every further
        figure is.
    level, kind, source, note: of the finding; `note` is "" where there is none.
    """

    id: str
    moment: str
    value: float
    low: float | None
    high: float | None
    published: float | None
    use: str
    later: bool
    judged: bool
    level: str
    kind: str
    source: str
    note: str

    @property
    def calibration(self) -> bool:
        """Whether it is to be fitted."""
        return self.use == CALIBRATION

    def accepts(self, value: float) -> bool:
        """Whether `value` lies in the accepted range, ends included."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def read_targets(text: str | None = None) -> tuple[Target, ...]:
    """All targets in the order of the file; `text` replaces the file shipped. Raises ValueError for a figure amiss."""
    if text is None:
        text = files("experiments.calibration").joinpath("targets.json").read_text(encoding="utf-8")
    return tuple(_target(entry, figure) for entry in json.loads(text)["targets"] for figure in entry["moments"])


def accepted(figure: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Accepted range: as given, else the value plus or minus the largest of 2 se, a tenth of it, and tol."""
    if "low" in figure or "high" in figure:
        return figure.get("low"), figure.get("high")
    value = figure["value"]
    room = max(2.0 * figure.get("se", 0.0), LEAST_SHARE * abs(value), figure.get("tol", 0.0))
    return value - room, value + room


def _target(entry: Mapping[str, Any], figure: Mapping[str, Any]) -> Target:
    if entry["use"] not in USES:
        raise ValueError(f"{entry['id']}: no such use: {entry['use']}")
    unknown = set(figure) - _KNOWN
    if unknown:
        raise ValueError(
            f"{entry['id']}, {figure.get('moment')}: no such word in a figure: {', '.join(sorted(unknown))}"
        )
    low, high = accepted(figure)
    if low is not None and high is not None and not low <= figure["value"] <= high:
        raise ValueError(f"{entry['id']}, {figure['moment']}: the value lies outside its own range")
    return Target(
        id=entry["id"],
        moment=figure["moment"],
        value=figure["value"],
        low=low,
        high=high,
        published=figure.get("published"),
        use=entry["use"],
        later=figure.get("practice") == "later",
        judged=figure.get("judged", True) and entry["use"] != FURTHER,
        level=entry["level"],
        kind=entry["kind"],
        source=entry["source"],
        note=entry.get("note", ""),
    )


_KNOWN = {"moment", "value", "se", "tol", "low", "high", "published", "published_se", "practice", "judged"}
