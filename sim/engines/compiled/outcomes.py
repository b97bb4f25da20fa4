"""Phase 4: what becomes of a county under the effort of its two chiefs."""

from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.seats import deal_to_places
from sim.mechanisms import detection, environment, learning, morale
from sim.mechanisms import outcomes as stocks
from sim.rule import months_until
from sim.vocabulary import NONE, Decision, Source


@kernel
def outcomes(run, month):
    """Every county."""
    cadres, chiefs, counties, policies, of_county = run.cadres, run.chiefs, run.counties, run.policies, run.of_county
    behaviour, periods = run.behaviours[0], run.county_totals
    deal_to_places(run, Decision.GROWTH, month, run.hand)
    growth_draws, project_draws, _, _ = run.hand
    for county in range(run.area[0].first_county, run.area[0].last_county):
        post = county + county
        failed = develop(
            cadres[post],
            cadres[post + 1],
            chiefs[post],
            chiefs[post + 1],
            counties[county],
            policies[of_county[county]],
            behaviour,
            growth_draws[county],
            project_draws[county],
            month,
        )
        if failed:
            periods[county].failed_projects = periods[county].failed_projects + 1


@kernel
def develop(secretary, head, as_secretary, as_head, place, policy, behaviour, growth_draw, project_draw, month):
    """One county's month; returns whether a project failed. A vacant post has no effort and no competence."""
    has_secretary, has_head = int(secretary.identity != NONE), int(head.identity != NONE)
    development = stocks.joint_effort(
        as_secretary.development_effort, as_head.development_effort, has_secretary, has_head, behaviour
    )
    showcase = stocks.joint_effort(
        as_secretary.showcase_effort, as_head.showcase_effort, has_secretary, has_head, behaviour
    )
    lobbying = stocks.joint_effort(
        as_secretary.lobbying_effort, as_head.lobbying_effort, has_secretary, has_head, behaviour
    )
    routine = stocks.joint_effort(
        as_secretary.routine_effort, as_head.routine_effort, has_secretary, has_head, behaviour
    )
    coasting = stocks.joint_effort(as_secretary.coasting, as_head.coasting, has_secretary, has_head, behaviour)
    care = stocks.joint_effort(
        detection.care_for_successor(secretary.service, policy, behaviour),
        detection.care_for_successor(head.service, policy, behaviour),
        has_secretary,
        has_head,
        behaviour,
    )
    command = stocks.joint_ability(secretary.command, head.command, has_secretary, has_head, behaviour)
    decision = stocks.joint_ability(secretary.decision, head.decision, has_secretary, has_head, behaviour)
    economic = stocks.joint_ability(secretary.economic, head.economic, has_secretary, has_head, behaviour)
    stale = stocks.joint_effort(
        morale.staleness(month - secretary.since_month, behaviour),
        morale.staleness(month - head.since_month, behaviour),
        has_secretary,
        has_head,
        behaviour,
    )
    kept = stocks.share_not_lost(place.harmony, place.burden, command, behaviour)
    place.capital = stocks.next_capital(place.capital, development, kept, policy, behaviour)
    place.showcase = stocks.next_showcase(place.showcase, showcase, behaviour)
    place.mess = stocks.next_mess(place.mess, showcase, lobbying, coasting, care, behaviour)
    failing = stocks.failed_project_hazard(development, showcase, decision, policy, behaviour)
    failed = months_until(failing, project_draw) < 1.0
    if failed:
        place.mess = stocks.mess_after_failed_project(place.mess, behaviour)
        as_secretary.morale = morale.morale_after_setback(as_secretary.morale, policy, behaviour)
        as_head.morale = morale.morale_after_setback(as_head.morale, policy, behaviour)
    strange = learning.unfamiliarity(int(secretary.source == Source.OUTSIDE), month - secretary.since_month, behaviour)
    heading_for = stocks.expected_growth(
        economic, place.capital, place.showcase, place.mess, place.deputies_quality, stale, strange, behaviour
    )
    shock = environment.growth_shock(growth_draw, behaviour)
    place.growth = stocks.next_growth(place.growth, heading_for, shock, behaviour)
    place.unrest = stocks.next_unrest(
        place.unrest, place.difficulty, place.mess, place.deputies_honesty, routine, behaviour
    )
    if has_secretary == 1:
        place.deputies_quality = stocks.next_deputies_quality(place.deputies_quality, secretary.judging, behaviour)
        place.deputies_honesty = stocks.next_deputies_honesty(
            place.deputies_honesty, secretary.integrity, secretary.misconduct_severity, behaviour
        )
    return failed
