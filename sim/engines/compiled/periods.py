"""Phase 11: the month is added to the running period of every county and post; periods are written."""

from sim.engines.compiled.kernel import door, kernel
from sim.records import (
    add_chief_month,
    add_county_month,
    begin_chief_period,
    begin_county_period,
    close_chief_period,
    close_county_period,
)
from sim.vocabulary import NONE


@door
def begin_periods(run, month):
    """Start every running period in `month`."""
    for county in range(run.area[0].first_county, run.area[0].last_county):
        begin_county_period(run.county_totals[county], county, month)
    for post in range(run.area[0].first_chief, run.area[0].last_chief):
        begin_chief_period(run.chief_totals[post], run.posts[post].county, run.posts[post].kind, month)


@kernel
def ledger(run, month):
    """Add the month; a chief who took office in it counts from the next."""
    cadres, chiefs, counties = run.cadres, run.chiefs, run.counties
    county_totals, chief_totals = run.county_totals, run.chief_totals
    for county in range(run.area[0].first_county, run.area[0].last_county):
        add_county_month(county_totals[county], counties[county])
    for post in range(run.area[0].first_chief, run.area[0].last_chief):
        if cadres[post].identity != NONE and cadres[post].since_month < month:
            add_chief_month(chief_totals[post], cadres[post], chiefs[post])


@door
def write_periods(run, month):
    """Write every running period and start the next in `month`."""
    written = run.written[0]
    for county in range(run.area[0].first_county, run.area[0].last_county):
        close_county_period(run.county_totals[county])
        run.county_periods_rows[written.county_periods] = run.county_totals[county]
        written.county_periods = written.county_periods + 1
    for post in range(run.area[0].first_chief, run.area[0].last_chief):
        close_chief_period(run.chief_totals[post])
        run.chief_periods_rows[written.chief_periods] = run.chief_totals[post]
        written.chief_periods = written.chief_periods + 1
    begin_periods(run, month)
