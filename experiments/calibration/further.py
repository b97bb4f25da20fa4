"""Further published figures in a simulated history: neither fitted nor judged, only told beside the model's.

Each is counted the way its source counts it, or as near as the ledger allows, which its docstring then says. They are
kept apart from `moments.MOMENTS`, whose keys are the columns of every run of a fit: `renqi validate` alone counts them.
Some are implied by what is fitted, and some are mere analogues; the notes in `targets.json` say which.
"""

from __future__ import annotations

import numpy as np

from experiments import flows
from experiments.calibration.moments import MOMENTS, Function, Moment, Observed
from experiments.calibration.promotion import chief_years, standardised
from sim.metrics.run_tables import FAR, ROLES, mean, ratio, total
from sim.texts.catalogue import CATALOGUE
from sim.vocabulary import NEVER, NONE, CaseOutcome, Destination, ExitReason, Kind

YEAR = 12
FOLLOWED_MONTHS = 120
"""Ten years: how long a spell or a career must be in sight to be counted."""
FORMED_BEFORE_MONTHS = 41 * 12 + 1
"""41 years and 1 month (SSRN 4847379, facts/README.md)."""
YEARS_IN_OFFICE = 6
"""Years of office that are compared; few chiefs stay longer."""


def exit_age(seen: Observed, role: int) -> float | None:
    """Mean age in years of the chiefs who left in the window, whatever for."""
    months = mean(seen.run.table("spells")["age_end_months"][seen.run.exits[role]])
    return None if months is None else months / 12.0


def yearly_promotion(seen: Observed, roles: tuple[int, ...]) -> float | None:
    """Of chiefs in post at a year-end, the share promoted by the next: an official and year of a yearly panel.

    A head who becomes secretary, of whichever county, is promoted.
    """
    in_post, rises = _in_post(seen, roles)
    return ratio(int(np.count_nonzero(rises)), in_post.size)


def _in_post(seen: Observed, roles: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Ages in months, int64, of chiefs in post at each year-end but the last, and whether promoted by the next."""
    run, shots = seen.run, seen.snapshots
    own = np.isin(run.role, roles)
    born = run.start - run.table("spells")["age_start_months"]
    ages, rises = [np.zeros(0, np.int64)], [np.zeros(0, np.bool_)]
    for month in shots.months[:-1]:
        rows = np.flatnonzero(own & (run.start <= month) & (shots.until > month))
        ages.append(month - born[rows])
        rises.append((run.reason[rows] == ExitReason.PROMOTION) & (shots.until[rows] <= month + YEAR))
    return np.concatenate(ages), np.concatenate(rises)


def promotions_a_prefecture(seen: Observed) -> float | None:
    """Promotions of secretaries a year in a prefecture of the usual number of counties."""
    run = seen.run
    return int(run.exits_by_reason[Kind.SECRETARY, ExitReason.PROMOTION]) * flows.a_year(
        run.places.counties, run.months
    )


def beyond_clustering(seen: Observed) -> float | None:
    """Joint departures without succession beyond what independence within a province and year gives.

    A share of the pair-years in which both posts are known at two year-ends running. Succession apart, the two of a
    county can change together because a congress or a campaign moves many at once; what is left over binds this pair.
    Of the n pair-years of a province and year in which the own head does not succeed, let the secretary change in s and
    the head in h. Had they nothing to do with each other, both would change in s h / n of them, which is unbiased
    however small the cell. The figure is (both change - sum of s h / n) / all pair-years. It holds whatever binds the
    two: discord, but also a county that is cleaned out, and the personnel waves of one prefecture, which the cells of
    the source, whose pairs are those of prefectures, do not have; so it bounds discord from above.
    """
    changes, province = seen.snapshots.changes, seen.run.places.province
    without = changes["all"] & ~changes["succession"]
    cells = [without, without & changes["secretary"], without & changes["head"]]
    kept, secretary, head = (_by_province(mask, province) for mask in cells)
    expected = total((secretary * head / np.maximum(kept, 1)).ravel())
    both = int(np.count_nonzero(changes["both_without_succession"]))
    return ratio(both - expected, int(np.count_nonzero(changes["all"])))


def _by_province(mask: np.ndarray, province: np.ndarray) -> np.ndarray:
    """How often `mask`, shape (counties, years), is set by province and year, int64."""
    found = np.zeros((int(province.max(initial=0)) + 1, mask.shape[1]), np.int64)
    np.add.at(found, province, mask.astype(np.int64))
    return found


def started_and_lasted(seen: Observed, months: int) -> float | None:
    """Of heads' spells begun in the window, ten years or more before its end, the share longer than `months`.

    All of them are followed for as long as is asked, so that nothing is estimated: one running still is long enough.
    """
    run = seen.run
    rows = run.new[1][run.start[run.new[1]] + FOLLOWED_MONTHS < run.last_month]
    return mean(run.tenure[rows] > months)


def acting_in_both(seen: Observed) -> float | None:
    """Of own heads who succeed between two year-ends, the share after whom the head's post is empty at the second.

    The nearest to what sources show, where such a successor still stands as holding both posts. In the model nobody
    holds two: the head's post is vacant until filled, and what is counted is how long that lasts, not who acts.
    """
    shots = seen.snapshots
    succeeds = shots.changes["succession"]
    in_post = succeeds & ~shots.vacant[Kind.SECRETARY, :, 1:]
    return ratio(int(np.count_nonzero(in_post & shots.vacant[Kind.HEAD, :, 1:])), int(np.count_nonzero(in_post)))


def growth_at_term_end(seen: Observed, role: int) -> float | None:
    """Share of exits that are promotions, more for one standard deviation of growth in office: slope of a line.

    A term is an official's time in post and ends with his exit, whatever the calendar: so the source must count, since
    C1 and C2 are its term ends over its official-years. Growth is that of `promotion.chief_years`, relative to the
    province, standardised among those who leave; who leaves in the calendar year of his arrival has none and is left
    out. Straight line of promoted (1) or not (0) on growth, without the controls of the source.
    """
    years = chief_years(seen.run, role)
    growth = None if years is None else standardised(years.growth[years.leaves])
    if years is None or growth is None:
        return None
    risen = years.risen[years.leaves].astype(float)
    return total(growth * (risen - total(risen) / risen.size)) / risen.size


def peak_age(seen: Observed) -> float | None:
    """Age in years at which a secretary's yearly promotion is highest, by a quadratic in age.

    Least squares of whether promoted by the next year-end on age and its square, over secretaries in post at a
    year-end, without the controls of the source. A parabola has its peak in the middle of a rise that an age limit cuts
    off, too: the figure says that the old are passed over, not where the rate is highest. None where the parabola opens
    upwards.
    """
    months, rises = _in_post(seen, (Kind.SECRETARY,))
    if not months.size:
        return None
    middle = total(months / 12.0) / months.size
    age = months / 12.0 - middle
    square = age * age - total(age * age) / age.size
    risen = rises.astype(float)
    along, across, bent = total(age * age), total(age * square), total(square * square)
    slope, bend = total(age * risen), total(square * risen)
    # Up to one positive divisor, the determinant of the normal equations, these are the two coefficients.
    linear, quadratic = bent * slope - across * bend, along * bend - across * slope
    return middle - linear / (2.0 * quadratic) if quadratic < 0.0 else None


def formed_early(seen: Observed) -> float | None:
    """Ratio of the share promoted to deputy-bureau rank: first chief before 41 years and 1 month over the others.

    Cadres whose first spell as head or secretary, of those the ledger shows, began in the window, ten years or more
    before its end; promoted within these ten years, from a chief's post or from one held after it. Who was chief before
    the window and left before it passes for new when he comes back.
    """
    run, spells = seen.run, seen.run.table("spells")
    order = np.lexsort((run.start, spells["cadre"]))
    cadre = spells["cadre"][order]
    first = order[np.flatnonzero(np.concatenate(([True], cadre[1:] != cadre[:-1]))[: cadre.size])]
    start = run.start[first]
    first = first[(start >= run.first_month) & (start + FOLLOWED_MONTHS < run.last_month)]
    risen = _reaches_deputy_bureau(seen)
    rises = np.array([risen.get(int(spells["cadre"][row]), run.last_month) - run.start[row] for row in first])
    early = spells["age_start_months"][first] < FORMED_BEFORE_MONTHS
    share, others = mean(rises[early] <= FOLLOWED_MONTHS), mean(rises[~early] <= FOLLOWED_MONTHS)
    return None if share is None or not others else share / others


def _reaches_deputy_bureau(seen: Observed) -> dict[int, int]:
    """The month in which each cadre rose to deputy-bureau rank, of those who did in the window."""
    risen: dict[int, int] = {}
    for name, kind in (("spells", "role"), ("pool_spells", "kind")):
        table = seen.run.table(name)
        # Who moves from one post of that rank to another was there before.
        up = (table["destination"] == Destination.DEPUTY_BUREAU) & (table[kind] != Kind.UPPER)
        up &= table["end_month"] < seen.run.last_month
        risen |= zip(table["cadre"][up].tolist(), table["end_month"][up].tolist(), strict=True)
    return risen


def years_to_caught(seen: Observed) -> float | None:
    """Median years from the first misconduct to the removal for it, of chiefs and former chiefs removed in the window.

    Founded cases that cost the post, in office or when looked into on the way to another; who is never caught does not
    count, nor what was put right or passed over. A removal stands for the arrest of the sources.
    """
    cases = seen.run.table("cases")
    caught = (cases["outcome"] == CaseOutcome.REMOVED) & (cases["founded"] == 1) & (cases["onset_month"] != NEVER)
    caught &= (cases["role"] <= Kind.HEAD) | np.isin(cases["cadre"], seen.run.table("spells")["cadre"])
    months = (cases["detected_month"] - cases["onset_month"])[caught]
    return float(np.median(months)) / 12.0 if months.size else None


def busiest_year(seen: Observed) -> float | None:
    """Year in office (1 to 6) in which effort on what can be built or shown is highest, both chiefs together.

    An analogue: the source counts spending, which the model does not have. Mean effort on development and showcase
    projects in the periods that one chief held throughout, by the year in office in which the middle of the period
    lies; of years equally high the first. None where a year has no period.
    """
    periods = seen.run.table("chief_periods")
    in_office = _year_in_office(seen)
    effort = periods["development_effort"] + periods["showcase_effort"]
    means = [mean(effort[in_office == year]) for year in range(1, YEARS_IN_OFFICE + 1)]
    known = [one for one in means if one is not None]
    return float(known.index(max(known)) + 1) if len(known) == YEARS_IN_OFFICE else None


def _year_in_office(seen: Observed) -> np.ndarray:
    """By row of `chief_periods`, the year in office of who held the post throughout, from 1; -1 where none did."""
    run, periods = seen.run, seen.run.table("chief_periods")
    began = (run.county * len(ROLES) + run.role) * FAR + run.start
    order = np.argsort(began, kind="stable")
    first = periods["first_month"]
    opens = (periods["county"] * len(ROLES) + periods["role"]) * FAR + first
    # The latest spell in the post that began before the period, if it is that of who holds the post at its end.
    rows = order[np.maximum(np.searchsorted(began[order], opens) - 1, 0)]
    same = (run.table("spells")["cadre"][rows] == periods["cadre"]) & (run.start[rows] < first)
    throughout = same & (run.county[rows] == periods["county"]) & (run.role[rows] == periods["role"])
    in_office = (first + YEAR // 2 - run.start[rows]) // YEAR + 1
    return np.where(throughout & (periods["months"] == YEAR), in_office, NONE)


def _of(of: Function, key: str, unit: str) -> Moment:
    return Moment(key, unit, CATALOGUE[f"moment.{key}"], of)


FURTHER: dict[str, Moment] = {
    one.key: one
    for one in (
        _of(lambda seen: exit_age(seen, Kind.SECRETARY), "exit_age_secretary", "years"),
        _of(lambda seen: exit_age(seen, Kind.HEAD), "exit_age_head", "years"),
        _of(lambda seen: yearly_promotion(seen, (Kind.SECRETARY,)), "yearly_promotion_secretary", "a year"),
        _of(lambda seen: yearly_promotion(seen, (Kind.SECRETARY, Kind.HEAD)), "yearly_promotion_both", "a year"),
        _of(promotions_a_prefecture, "promotions_per_prefecture", "a year"),
        _of(beyond_clustering, "joint_beyond_clustering", "share"),
        _of(lambda seen: started_and_lasted(seen, 96), "started_over_8_years_head", "share"),
        _of(lambda seen: started_and_lasted(seen, 120), "started_over_10_years_head", "share"),
        _of(acting_in_both, "acting_in_both", "share"),
        _of(lambda seen: growth_at_term_end(seen, Kind.SECRETARY), "term_end_growth_secretary", "share"),
        _of(lambda seen: growth_at_term_end(seen, Kind.HEAD), "term_end_growth_head", "share"),
        _of(peak_age, "promotion_peak_age_secretary", "years"),
        _of(formed_early, "formed_early_ratio", "ratio"),
        _of(years_to_caught, "years_to_caught", "years"),
        _of(busiest_year, "busiest_year", "years"),
    )
}
"""Every further moment by key, in the order in which they are shown."""

ALL: dict[str, Moment] = {**MOMENTS, **FURTHER}
"""The moments of a fit and the further ones: whatever a figure of `targets.json` may be about."""


def further(seen: Observed) -> dict[str, float | None]:
    """Every further moment of one run, None where it is undefined."""
    return {key: moment.of(seen) for key, moment in FURTHER.items()}
