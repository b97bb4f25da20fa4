"""Error rates against theory, on synthetic studies; they are printed at the end of a test run.

False alarms: an upper bound is broken by chance once in 10,000 runs of a test, an exact rate likewise.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom

from experiments.statistics.selection import Contest, confirm, select
from tests.conftest import FULL, count
from tests.statistics.rates import MARK, NORMAL, RATES, STUDIES, measure, together

PAGE = Path(__file__).parents[2] / "docs" / "methods.md"
FALSE_ALARM = 1e-4


@pytest.mark.parametrize("rate", RATES, ids=lambda r: f"{r.what}-{r.data}")
def test_error_rate(rate, record_property):
    studies = count(100, rate.full)
    errors = measure(rate, studies)
    record_property("error_rate", [rate.what, rate.data, rate.nominal, errors, studies])
    if rate.expected is None:
        assert errors <= binom.ppf(1 - FALSE_ALARM, studies, rate.most)
    else:
        low, high = binom.ppf([FALSE_ALARM / 2, 1 - FALSE_ALARM / 2], studies, rate.expected)
        assert low <= errors <= high
    if FULL:
        assert (
            f"| {rate.what} | {rate.data} | {rate.nominal} | {100 * errors / studies:.1f} % | {studies:,} |"
            in PAGE.read_text(encoding="utf-8")
        )


def test_looking_often_and_at_much_errs_far_above_nominal_without_correction():
    for rate in RATES:
        if rate.nominal == "no bound":
            # At 100 studies, a rate of 20 % shows 9 errors or fewer once in 10,000.
            assert measure(rate, count(100, 500)) > binom.ppf(FALSE_ALARM, count(100, 500), 0.2)


def test_the_page_tells_every_rate_with_its_studies():
    told = PAGE.read_text(encoding="utf-8").split(MARK)[1]
    rows = re.findall(r"^\| (.+?) \| (\w+) \| (.+?) \| ([\d.]+) % \| ([\d,]+) \|$", told, re.MULTILINE)
    assert [(what, data, nominal) for what, data, nominal, _, _ in rows] == [(r.what, r.data, r.nominal) for r in RATES]
    for rate, (_, _, _, measured, studies) in zip(RATES, rows, strict=True):
        assert int(studies.replace(",", "")) == rate.full
        assert float(measured) / 100 <= binom.ppf(1 - FALSE_ALARM, rate.full, rate.most) / rate.full + 0.0005
    assert {r.full for r in RATES if "sequential" in r.what or "selection" in r.what or "looks" in r.what} == {STUDIES}


def test_a_winners_mean_flatters_it_and_fresh_replicates_do_not(count):
    # Ten equal policies. z above 4: a false alarm once in 30,000.
    rng = np.random.default_rng(7)
    flattered, honest = [], []
    for _ in range(count(100, 1000)):
        found = select(lambda who, a, b: together(NORMAL, rng, b - a, 10, 0.0).T[list(who)], Contest(10, 0.5), 10_000)
        flattered.append(found.means[found.best])
        fresh = together(NORMAL, rng, 40, 2, 0.0)
        ((gap, _),) = confirm(fresh[:, 0].tolist(), [fresh[:, 1].tolist()])
        honest.append(gap.mean)
    for bias, values in ((True, flattered), (False, honest)):
        z = float(np.mean(values) / (np.std(values, ddof=1) / np.sqrt(len(values))))
        assert z > 4.0 if bias else abs(z) < 4.0
