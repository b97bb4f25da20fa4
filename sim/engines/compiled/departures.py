"""Phase 9: who leaves, and why. One time-to-event draw a risk; the first event within the month happens."""

from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.moves import leave
from sim.mechanisms import calendar as clock
from sim.mechanisms import careers, contest, planned_moves, pools, term_rules
from sim.rule import months_until
from sim.streams import draws
from sim.vocabulary import NEVER, NONE, Decision, Destination, ExitReason, Kind


@kernel
def departures(run, month):
    """Every chief, then every incumbent of the pools, by post."""
    cadres, posts, chiefs = run.cadres, run.posts, run.chiefs
    counties, prefectures, policies, of_county = run.counties, run.prefectures, run.policies, run.of_county
    behaviour = run.behaviours[0]
    for post in range(chiefs.size):
        cadre = cadres[post]
        if cadre.identity == NONE:
            continue
        seat = posts[post]
        policy = policies[of_county[seat.county]]
        reason = reason_to_leave(
            cadre,
            chiefs[post],
            seat,
            counties[seat.county],
            prefectures[seat.prefecture],
            policy,
            behaviour,
            run.key,
            month,
        )
        if reason == ExitReason.PLANNED_MOVE:
            chiefs[post].plan_since_month = month
        elif reason == ExitReason.AGE or reason == ExitReason.END_OF_TERM:
            depart(run, post, month, reason, Destination.SECOND_LINE)
        elif reason != NONE:
            depart(run, post, month, reason, Destination.OUT)
        if cadre.identity != NONE and chiefs[post].plan_since_month != NEVER:
            retire_if_planned(run, post, policy, month)
    for number in range(prefectures.size):
        consider_pools(run, number, month)


@kernel
def reason_to_leave(cadre, chief, seat, place, department, policy, behaviour, key, month):
    """The competing risks of one chief in one month: the reason that comes first, or none.

    A planned move is only resolved on here; it is carried out when a place is found and the term rules allow.
    """
    tenure = month - cadre.since_month
    age = month - cadre.birth_month
    if careers.reaches_age_limit(age, policy):
        return ExitReason.AGE
    if term_rules.maximum_matters(tenure, policy):
        _, maximum_draw, _, _ = draws(
            key.seed, key.replicate, Decision.TERM_RULES, cadre.since_month, cadre.identity, 0
        )
        if term_rules.must_leave(tenure, maximum_draw, policy):
            return ExitReason.END_OF_TERM
    death_draw, discipline_draw, failure_draw, plan_draw = draws(
        key.seed, key.replicate, Decision.RISKS, month, cadre.identity, 0
    )
    first = 1.0
    reason = NONE
    wait = months_until(careers.death_hazard(age, behaviour), death_draw)
    if wait < first:
        first = wait
        reason = ExitReason.DEATH_OR_ILLNESS
    wait = months_until(careers.discipline_hazard(behaviour), discipline_draw)
    if wait < first:
        first = wait
        reason = ExitReason.DISCIPLINE
    wait = months_until(careers.failure_hazard(tenure, behaviour), failure_draw)
    if wait < first:
        first = wait
        reason = ExitReason.FAILURE
    if chief.plan_since_month == NEVER:
        phase = place.congress_phase
        if seat.kind == Kind.HEAD:
            phase = clock.head_election_phase(phase, policy)
        hazard = planned_moves.planned_move_hazard(
            seat.kind,
            tenure,
            clock.months_from_nearest(month, phase),
            month - department.principal_since_month,
            behaviour,
        )
        wait = months_until(hazard, plan_draw)
        if wait < first:
            first = wait
            reason = ExitReason.PLANNED_MOVE
    return reason


@kernel
def retire_if_planned(run, post, policy, month):
    """A chief who has to be moved and is of that age goes to the second line as soon as the term rules allow."""
    cadre = run.cadres[post]
    planned = run.chiefs[post].plan_since_month
    age_draw, _, _, _ = draws(run.key.seed, run.key.replicate, Decision.CAREER_RISKS, planned, cadre.identity, 0)
    if not planned_moves.goes_to_second_line(month - cadre.birth_month, age_draw, run.behaviours[0]):
        return
    minimum_draw, _, _, _ = draws(
        run.key.seed, run.key.replicate, Decision.TERM_RULES, cadre.since_month, cadre.identity, 0
    )
    if not term_rules.minimum_binds_planned_moves(month - cadre.since_month, minimum_draw, policy):
        depart(run, post, month, ExitReason.PLANNED_MOVE, Destination.SECOND_LINE)


@kernel
def consider_pools(run, number, month):
    """The clocks, the age limits and the congress of the posts around the chiefs of one prefecture."""
    department = run.prefectures[number]
    policy = run.policies[run.of_prefecture[number]]
    phase = clock.prefecture_congress_phase(run.provinces[department.province].congress_phase, policy)
    first_upper, first_bureau = department.first_upper, department.first_bureau
    first_deputy, first_department = department.first_deputy, department.first_department
    if clock.months_since(month, phase) == 0:
        renew_uppers(run, first_upper, first_upper + department.uppers, month)
    consider_kind(run, Kind.UPPER, first_upper, first_upper + department.uppers, policy, month)
    consider_kind(run, Kind.BUREAU, first_bureau, first_bureau + department.bureaus, policy, month)
    consider_kind(run, Kind.DEPUTY, first_deputy, first_deputy + department.deputies, policy, month)
    consider_kind(run, Kind.DEPARTMENT, first_department, first_department + department.departments, policy, month)


@kernel
def consider_kind(run, kind, first_post, last_post, policy, month):
    """Who of these incumbents has reached the age limit of his kind, or the month his clock is set to."""
    cadres = run.cadres
    limit = pools.pool_age_limit_months(kind, policy, run.behaviours[0])
    for post in range(first_post, last_post):
        cadre = cadres[post]
        if cadre.identity != NONE:
            if month - cadre.birth_month >= limit:
                depart(run, post, month, ExitReason.AGE, Destination.SECOND_LINE)
            elif month >= cadre.leaves_month:
                depart(run, post, month, ExitReason.PLANNED_MOVE, Destination.AWAY)


@kernel
def renew_uppers(run, first_post, last_post, month):
    """The prefecture's congress: who of the deputy-bureau incumbents is not returned."""
    for post in range(first_post, last_post):
        cadre = run.cadres[post]
        if cadre.identity != NONE:
            leave_draw, _, _, _ = draws(run.key.seed, run.key.replicate, Decision.POOL_CONGRESS, month, cadre.identity, 0)
            if pools.leaves_at_congress(month - cadre.since_month, leave_draw, run.behaviours[0]):
                depart(run, post, month, ExitReason.END_OF_TERM, Destination.AWAY)


@kernel
def depart(run, post, month, reason, destination):
    """Leave the ladder or this part of it, and begin a new vacancy chain."""
    leave(run, post, month, reason, destination, contest.new_chain(post, month), 0)
