"""Phase 2: mass incidents break out and are settled on the spot, or spread."""

from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.seats import deal_to_places
from sim.mechanisms import environment as luck
from sim.mechanisms import learning, morale, outcomes
from sim.records import write_incident
from sim.rule import months_until
from sim.vocabulary import NONE, Decision


@kernel
def environment(run, month):
    """Every county."""
    counties, behaviour = run.counties, run.behaviours[0]
    deal_to_places(run, Decision.INCIDENT, month, run.hand)
    break_draws, spread_draws, severity_draws, _ = run.hand
    for county in range(run.area[0].first_county, run.area[0].last_county):
        place = counties[county]
        hazard = luck.incident_hazard(place.unrest, place.difficulty, behaviour)
        if months_until(hazard, break_draws[county]) < 1.0:
            break_out(run, county, spread_draws[county], severity_draws[county], month)


@kernel
def break_out(run, county, spread_draw, severity_draw, month):
    """An incident in this county: does it spread, and what does it do to the two chiefs?"""
    place, behaviour = run.counties[county], run.behaviours[0]
    policy = run.policies[run.of_county[county]]
    secretary = county + county
    head = secretary + 1
    has_secretary = int(run.cadres[secretary].identity != NONE)
    has_head = int(run.cadres[head].identity != NONE)
    crisis = outcomes.joint_ability(
        run.cadres[secretary].crisis, run.cadres[head].crisis, has_secretary, has_head, behaviour
    )
    experience = luck.experience_of_pair(
        run.cadres[secretary].grassroots_months, run.cadres[head].grassroots_months, has_secretary, has_head
    )
    spread = spread_draw < luck.incident_spread_chance(crisis, experience, behaviour)
    for post in range(secretary, head + 1):
        if run.cadres[post].identity != NONE:
            run.cadres[post].crisis = learning.crisis_after_lesson(run.cadres[post].crisis, behaviour)
            if spread:
                run.chiefs[post].morale = morale.morale_after_setback(run.chiefs[post].morale, policy, behaviour)
    if spread:
        place.incident_month = month
        place.unrest = luck.unrest_after_incident(place.unrest, behaviour)
    write_incident(
        run.incidents_rows[run.written[0].incidents],
        county,
        month,
        luck.incident_severity(place.unrest, severity_draw),
        int(spread),
    )
    run.written[0].incidents = run.written[0].incidents + 1
