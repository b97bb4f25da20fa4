"""How much wider an interval becomes when parameters are drawn and not held at the calibrated set.

Both are computed over the same replicates: the same worlds, seeds and numbers of futures, once with another set of
parameters in every future and once with the calibrated one.
"""

from __future__ import annotations

from statistics import median

from experiments.headline import known_headline
from experiments.results import ComparisonData


def widths(data: ComparisonData, reference: ComparisonData) -> dict[str, float]:
    """By metric of the headline: the interval in `data` over that in `reference`, both of the same scenarios.

    Of differences from the baseline, the median over scenarios; of a single scenario, of its mean. Metrics without an
    interval in either are left out.
    """
    found: dict[str, float] = {}
    for key in known_headline(data):
        ratios = []
        for place, scenario in enumerate(data.scenarios[1:] or data.scenarios):
            other = (reference.scenarios[1:] or reference.scenarios)[place]
            wide, narrow = _width(data, scenario.name, key), _width(reference, other.name, key)
            if wide is not None and narrow:
                ratios.append(wide / narrow)
        if ratios:
            found[key] = float(median(ratios))
    return found


def _width(data: ComparisonData, name: str, key: str) -> float | None:
    single = len(data.scenarios) == 1
    found = data.estimates[name, key] if single else data.differences[name, key]
    return None if found.ci_low is None or found.ci_high is None else found.ci_high - found.ci_low
