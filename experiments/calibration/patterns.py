"""Patterns that no single target holds: what must be seen in a history for the mechanisms to be right.

Pattern-oriented checks (Grimm et al. 2005): each is a number with the range in which the pattern is there. Six of
them are fitted figures or follow from such (docs/calibration.md, section 5).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from experiments.calibration.figures import SEASON
from experiments.calibration.moments import MOMENTS, Observed, conditional, monthly_hazard
from sim.metrics import METRICS, RunTables
from sim.metrics.run_tables import TERM_MONTHS, ratio
from sim.texts import Text
from sim.texts.catalogue import CATALOGUE
from sim.vocabulary import ExitReason, Kind

PEAK_AGES = (43, 47)
"""Years of age, the first included, around the published peak of a secretary's promotion (Wiebe 2021: about 44, by a
quadratic in age), against which promotion above the age limit is measured. Under the calibrated set the rate does not
fall off from there but goes on rising slowly to the limit, where it breaks off."""

YEARS = 6
RISING_YEARS = 5
"""Years over which the published hazards of either chief rise without a break (C7, C8: 1 to 6, few being left then)."""
CONGRESS_SETTLES_MONTHS = 9


@dataclass(frozen=True)
class Pattern:
    """One pattern: the number that shows it, and the range in which it is there; None: no bound on that side.

    `of` is given a run and the age limit of promotion in it, in years.
    """

    key: str
    unit: str
    low: float | None
    high: float | None
    source: str
    of: Callable[[Observed, float], float | None]

    @property
    def label(self) -> Text:
        """What is looked at, in a few words."""
        return CATALOGUE[f"pattern.{self.key}"]

    def accepts(self, value: float) -> bool:
        """Whether the pattern is there."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def yearly_hazards(seen: Observed) -> list[float] | None:
    """Heads' chances of leaving in years 1 to 6 in post (cohort); None where a year has nobody at risk."""
    found = [conditional(seen.run.cohort[1], year) for year in range(1, YEARS + 1)]
    known = [one for one in found if one is not None]
    return known if len(known) == YEARS else None


def _smallest_rise(seen: Observed, ceiling_years: float) -> float | None:
    """Smallest step from one year's hazard to the next, heads, years 1 to 5."""
    hazards = yearly_hazards(seen)
    return None if hazards is None else _least_step(hazards[:RISING_YEARS])


def _smallest_rise_secretary(seen: Observed, ceiling_years: float) -> float | None:
    """The same of secretaries, by year-end snapshots, as C8 counts them."""
    hazards = [seen.snapshots.hazard(Kind.SECRETARY, year) for year in range(1, RISING_YEARS + 1)]
    known = [one for one in hazards if one is not None]
    return _least_step(known) if len(known) == RISING_YEARS else None


def _least_step(hazards: Sequence[float]) -> float:
    return min(b - a for a, b in pairwise(hazards))


def _largest_rise(seen: Observed, ceiling_years: float) -> float | None:
    """The largest such step over their mean, years 1 to 6."""
    hazards = yearly_hazards(seen)
    if hazards is None or hazards[-1] <= hazards[0]:
        return None
    return max(b - a for a, b in pairwise(hazards)) / ((hazards[-1] - hazards[0]) / (YEARS - 1))


def _peak(seen: Observed, ceiling_years: float) -> float | None:
    """The highest hazard of two months within 58-61 over that at 54-57 and 62-65, heads, cohort."""
    table = seen.run.cohort[1]
    within = [monthly_hazard(table, first, first + 1) for first in (58, 60)]
    around = [monthly_hazard(table, 54, 57), monthly_hazard(table, 62, 65)]
    if any(one is None for one in (*within, *around)):
        return None
    return ratio(max(x for x in within if x is not None), sum(x for x in around if x is not None) / 2.0)


def _congress(seen: Observed, ceiling_years: float) -> float | None:
    return METRICS["congress_year_exit_ratio"].of(seen.run)


def _one_chain(seen: Observed, ceiling_years: float) -> float | None:
    """Of counties in which both chiefs change between two snapshots, those where the own head succeeds."""
    both, without = seen.snapshots.share("both"), seen.snapshots.share("both_without_succession")
    return None if not both or without is None else 1.0 - without / both


def _three_chiefs(seen: Observed, ceiling_years: float) -> float | None:
    return METRICS["three_chiefs_share"].of(seen.run)


def _season(seen: Observed, ceiling_years: float) -> float | None:
    return MOMENTS[SEASON.moment].of(seen)


def _above_ceiling(seen: Observed, ceiling_years: float) -> float | None:
    """Yearly promotions of secretaries beyond the age limit over those at `PEAK_AGES`."""
    beyond = _promotion_rate(seen.run, ceiling_years, 70.0)
    peak = _promotion_rate(seen.run, *PEAK_AGES)
    return None if beyond is None or not peak else beyond / peak


def _promotion_rate(run: RunTables, first_years: float, last_years: float) -> float | None:
    """Promotions a month of secretaries between two ages, the first included."""
    spells = run.ledger["spells"]
    own = run.is_role[0]
    born = run.start - spells["age_start_months"]
    from_month = np.maximum(born + int(first_years * 12), np.maximum(run.start, run.first_month))
    until = np.where(run.end < 0, run.last_month, run.end)
    to_month = np.minimum(born + int(last_years * 12), until)
    months = int(np.maximum(to_month - from_month, 0)[own].sum())
    rose = own & run.exited & (run.reason == ExitReason.PROMOTION)
    age = run.end - born
    inside = rose & (age >= int(first_years * 12)) & (age < int(last_years * 12))
    return ratio(int(np.count_nonzero(inside)), months)


PATTERNS = (
    Pattern("smallest_rise", "share", 0.0, None, "facts/targets.json C7: every year above the last", _smallest_rise),
    Pattern(
        "smallest_rise_secretary",
        "share",
        0.0,
        None,
        "facts/targets.json C8: every year above the last",
        _smallest_rise_secretary,
    ),
    Pattern("largest_rise", "ratio", None, 2.0, "facts/targets.json C7: 1.37", _largest_rise),
    Pattern("monthly_peak", "ratio", 2.0, 4.0, "facts/targets.json C17", _peak),
    Pattern("congress_peak", "ratio", 1.0, None, "facts/targets.json C13", _congress),
    Pattern("above_ceiling", "ratio", None, 0.1, "facts/README.md: age limits; a peak at about 44", _above_ceiling),
    Pattern("one_chain", "share", 0.6, 0.73, "facts/targets.json V2: two thirds, .62 and .66", _one_chain),
    Pattern("season", "share", SEASON.low, SEASON.high, SEASON.source, _season),
    Pattern("three_chiefs", "share", 0.4, 0.6, "design/model.md §5, claim 1", _three_chiefs),
)
"""What is looked for in the baseline."""


@dataclass(frozen=True)
class Freeze:
    """What a freeze of some counties does.

    Attributes
    ----------
    over_congress: pairs in post at its beginning that are still there nine months after the county's next party
        congress, of the counties whose congress falls in it (facts/targets.json V9).
    to_the_end: pairs in post at its beginning that are still there at its end.
    to_the_end_without: the same under the baseline.
    release: chiefs who leave in the twelve months from the release on, over those under the baseline.
    """

    over_congress: float | None
    to_the_end: float | None
    to_the_end_without: float | None
    release: float | None


def freeze(run: RunTables, baseline: RunTables, chosen: np.ndarray, begins: int, ends: int) -> Freeze:
    """The pairs of the counties `chosen`, bool, shape (counties,), from month `begins` to `ends`, in both runs."""
    phase = run.places.congress_phase
    congress = begins + (phase - begins) % TERM_MONTHS
    settled = congress + CONGRESS_SETTLES_MONTHS
    voted = chosen & (settled < ends)
    end = np.full(phase.size, ends - 1)
    own = _stayed(run, begins, np.minimum(settled, ends - 1))
    return Freeze(
        ratio(*_of(own, voted)),
        ratio(*_of(_stayed(run, begins, end), chosen)),
        ratio(*_of(_stayed(baseline, begins, end), chosen)),
        ratio(_leaving(run, chosen, ends), _leaving(baseline, chosen, ends)),
    )


def _stayed(run: RunTables, month: int, later: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By county: whether both posts are held at `month`, and whether the same two still hold them at `later`."""
    counties = run.places.counties
    there, still = np.zeros((2, counties), np.bool_), np.zeros((2, counties), np.bool_)
    end = np.where(run.end < 0, np.iinfo(np.int64).max, run.end)
    held = (run.start <= month) & (end > month)
    for role in (0, 1):
        rows = held & run.is_role[role]
        there[role, run.county[rows]] = True
        stays = rows & (end > later[run.county])
        still[role, run.county[stays]] = True
    return there[0] & there[1], still[0] & still[1]


def _of(pairs: tuple[np.ndarray, np.ndarray], chosen: np.ndarray) -> tuple[int, int]:
    there, still = pairs
    return int(np.count_nonzero(still & there & chosen)), int(np.count_nonzero(there & chosen))


def _leaving(run: RunTables, chosen: np.ndarray, month: int) -> int:
    """Chiefs of the counties `chosen` who leave in the year from `month` on."""
    return int(np.count_nonzero(run.exited & chosen[run.county] & (run.end >= month) & (run.end < month + 12)))
