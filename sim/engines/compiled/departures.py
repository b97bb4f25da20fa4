"""Phase 9: who leaves, and why. One time-to-event draw a risk; the first event within the month happens."""

from sim.engines.compiled.contests import is_held, is_held_by_gap, months_from_congress
from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.moves import leave
from sim.engines.compiled.relations import months_together
from sim.engines.compiled.seats import deal_to_chiefs
from sim.engines.compiled.supervision import note_case
from sim.mechanisms import (
    appraisal,
    careers,
    contest,
    detection,
    environment,
    linkage,
    planned_moves,
    pools,
    relationship,
    requests,
    term_rules,
)
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options
from sim.rule import months_until
from sim.streams import draws
from sim.vocabulary import NEVER, NONE, CaseOutcome, Channel, Decision, Destination, ExitReason, Kind


@kernel
def departures(run, month):
    """Every county, both chiefs asked before either goes; then the pools of every prefecture."""
    cadres, chiefs, counties, prefectures = run.cadres, run.chiefs, run.counties, run.prefectures
    policies, of_county, key, behaviour = run.policies, run.of_county, run.key, run.behaviours[0]
    deal_to_chiefs(run, Decision.CAREER_RISKS, month, run.hand)
    deal_to_chiefs(run, Decision.RISKS, month, run.other_hand)
    for county in range(run.area[0].first_county, run.area[0].last_county):
        secretary = county + county
        head = secretary + 1
        place, policy = counties[county], policies[of_county[county]]
        department = prefectures[place.prefecture]
        wait, split_draw = wait_for_discord(cadres[secretary], cadres[head], place, behaviour, key, month)
        first_reason = NONE
        second_reason = NONE
        if cadres[secretary].identity != NONE:
            first_reason = reason_to_leave(
                run, secretary, Kind.SECRETARY, place, department, wait, split_draw, policy, month
            )
        if cadres[head].identity != NONE:
            second_reason = reason_to_leave(run, head, Kind.HEAD, place, department, wait, split_draw, policy, month)
        if first_reason != NONE or chiefs[secretary].plan_since_month != NEVER:
            act_on(run, secretary, first_reason, policy, month)
        if second_reason != NONE or chiefs[head].plan_since_month != NEVER:
            act_on(run, head, second_reason, policy, month)
    for number in range(run.area[0].first_prefecture, run.area[0].last_prefecture):
        consider_pools(run, number, month)


@kernel
def wait_for_discord(secretary, head, place, behaviour, key, month):
    """Months until the pair is separated, and the draw that says who has to go."""
    if secretary.identity == NONE or head.identity == NONE:
        return months_until(0.0, 1.0), 0.0
    hazard = relationship.discord_hazard(place.harmony, months_together(secretary, head, month), behaviour)
    if hazard <= 0.0:
        return months_until(0.0, 1.0), 0.0
    _, discord_draw, split_draw, _ = draws(key.seed, key.replicate, Decision.PAIR, month, place.key, NONE)
    return months_until(hazard, discord_draw), split_draw


@kernel
def reason_to_leave(run, post, role, place, department, discord_wait, split_draw, policy, month):
    """The competing risks of one chief in one month: the reason that comes first, or none.

    A planned move or a request is only resolved on here; it is carried out when a place is found and the
    term rules allow.
    """
    cadre, chief, key, behaviour = run.cadres[post], run.chiefs[post], run.key, run.behaviours[0]
    tenure, age = month - cadre.since_month, month - cadre.birth_month
    request_draws, willing_draws, _, _ = run.hand
    death_draws, failure_draws, lobbying_draws, plan_draws = run.other_hand
    comfort = requests.comfort_of_post(
        chief.morale, chief.fatigue, place.difficulty, int(cadre.home == NONE), policy, behaviour
    )
    away = months_from_congress(role, place, policy, month)
    seen_age = age_looked_at(cadre, age, away, policy, behaviour, key)
    reason = certain_reason(cadre, chief, tenure, seen_age, away, comfort, willing_draws[post], policy, behaviour, key)
    if reason != NONE:
        return reason
    first = 1.0
    if careers.may_die(death_draws[post], behaviour):
        wait = months_until(careers.death_hazard(age, behaviour), death_draws[post])
        if wait < first:
            first = wait
            reason = ExitReason.DEATH_OR_ILLNESS
    wait = months_until(options.lobbying_removal_hazard(chief.lobbying_effort, policy, behaviour), lobbying_draws[post])
    if wait < first:
        first = wait
        reason = ExitReason.DISCIPLINE
    since_incident = environment.months_since_event(month, place.incident_month)
    failing = appraisal.failure_hazard(role, cadre.appraisal, tenure, since_incident, policy, behaviour)
    wait = months_until(failing, failure_draws[post])
    if wait < first:
        first = wait
        reason = ExitReason.FAILURE
    wait = relationship.wait_of_chief(role, discord_wait, split_draw, behaviour)
    if wait < first:
        first = wait
        reason = ExitReason.DISCORD
    if chief.plan_since_month == NEVER:
        planning = plan_hazard(cadre, role, away, place, department, policy, behaviour, month)
        stay = chief.stay_worth
        plan = reason_to_move(planning, plan_draws[post], stay, comfort, request_draws[post], first, behaviour)
        if plan != NONE:
            return plan
    return reason


@kernel
def reason_to_move(planning, plan_draw, stay, comfort, request_draw, first, behaviour):
    """Whether it is resolved to move a chief, or he asks for it, sooner than `first`: the reason, or none."""
    reason = NONE
    wait = months_until(planning, plan_draw)
    if wait < first:
        first = wait
        reason = ExitReason.PLANNED_MOVE
    if requests.may_ask(request_draw, behaviour):
        wait = months_until(requests.request_hazard(stay, comfort, behaviour), request_draw)
        if wait < first:
            reason = ExitReason.REQUEST
    return reason


@kernel
def age_looked_at(cadre, age, away, policy, behaviour, key):
    """A chief's age as it is held against the limit: ahead of time just before a congress, if the department does."""
    if not linkage.looks_ahead_now(away, policy):
        return age
    _, ahead_draw, _, _ = draws(key.seed, key.replicate, Decision.MOVE_RULES, cadre.since_month, cadre.identity, 0)
    return linkage.age_looked_at(age, ahead_draw, policy, behaviour)


@kernel
def certain_reason(cadre, chief, tenure, age, away, comfort, willing_draw, policy, behaviour, key):
    """What ends a spell without further luck: misconduct found, the age limit, the longest tenure."""
    if chief.found_channel != NONE:
        return ExitReason.DISCIPLINE
    if careers.reaches_age_limit(age, int(away == 0), policy, behaviour):
        return ExitReason.AGE
    if term_rules.maximum_matters(tenure, policy) and ends_term(
        cadre, tenure, comfort, willing_draw, policy, behaviour, key
    ):
        return ExitReason.END_OF_TERM
    return NONE


@kernel
def ends_term(cadre, tenure, comfort, willing_draw, policy, behaviour, key):
    """Whether the longest tenure is held to in this spell, and he does not resist this month."""
    _, maximum_draw, _, onward_draw = draws(
        key.seed, key.replicate, Decision.TERM_RULES, cadre.since_month, cadre.identity, 0
    )
    if not term_rules.must_leave(tenure, maximum_draw, policy):
        return False
    onward = int(options.has_onward_post(onward_draw, policy))
    return willing_draw < requests.leaves_willingly_chance(comfort, onward, behaviour)


@kernel
def plan_hazard(cadre, role, away, place, department, policy, behaviour, month):
    """The hazard that the department resolves to move this chief; `away`: months from the congress of his post."""
    since_principal = month - department.principal_since_month
    tenure = month - cadre.since_month
    hazard = planned_moves.planned_move_hazard(role, tenure, away, since_principal, place.restlessness, behaviour)
    hazard = planned_moves.hazard_once_upgraded(hazard, cadre.upgraded, behaviour)
    return linkage.hazard_looking_ahead(hazard, away, policy, behaviour)


@kernel
def act_on(run, post, reason, policy, month):
    """Carry out what has befallen a chief this month; retire him if that was planned."""
    chief = run.chiefs[post]
    if reason == ExitReason.PLANNED_MOVE or reason == ExitReason.REQUEST:
        chief.plan_since_month = month
        chief.plan_is_request = int(reason == ExitReason.REQUEST)
    elif reason == ExitReason.END_OF_TERM:
        end_term(run, post, policy, month)
    elif reason == ExitReason.AGE:
        depart(run, post, month, reason, Destination.SECOND_LINE)
    elif reason == ExitReason.DISCORD:
        if linkage.gap_spares_discord(policy) or not is_held_by_gap(run, post, policy, month):
            depart(run, post, month, reason, Destination.AWAY)
    elif reason != NONE:
        depart(run, post, month, reason, Destination.OUT)
    if run.cadres[post].identity != NONE and chief.plan_since_month != NEVER:
        retire_if_planned(run, post, policy, month)


@kernel
def end_term(run, post, policy, month):
    """The term is over: an onward post, if one is kept for him, as soon as it is free; else the second line."""
    cadre, chief, key = run.cadres[post], run.chiefs[post], run.key
    _, _, _, onward_draw = draws(key.seed, key.replicate, Decision.TERM_RULES, cadre.since_month, cadre.identity, 0)
    if not options.has_onward_post(onward_draw, policy):
        depart(run, post, month, ExitReason.END_OF_TERM, Destination.SECOND_LINE)
    elif chief.plan_since_month == NEVER:
        chief.plan_since_month = month
        chief.plan_is_request = 0


@kernel
def retire_if_planned(run, post, policy, month):
    """A chief who has to be moved and is of that age goes to the second line as soon as the term rules allow."""
    cadre, key = run.cadres[post], run.key
    planned = run.chiefs[post].plan_since_month
    _, _, age_draw, _ = draws(key.seed, key.replicate, Decision.CAREER_RISKS, planned, cadre.identity, 0)
    if not planned_moves.goes_to_second_line(month - cadre.birth_month, age_draw, run.behaviours[0]):
        return
    _, _, _, season_draw = draws(key.seed, key.replicate, Decision.CAREER_RISKS, month, cadre.identity, 0)
    season = is_season(run, run.posts[post].prefecture, month)
    if not planned_moves.carries_out(season_draw, season, run.behaviours[0]):
        return
    if not is_held(run, post, False, policy, month) and is_cleared(run, post, policy, month):
        depart(run, post, month, reason_of_plan(run.chiefs[post]), Destination.SECOND_LINE)


@kernel
def is_season(run, prefecture, month):
    """1 in the months in which most moves of a prefecture are carried out."""
    department = run.prefectures[prefecture]
    phase = clock.prefecture_congress_phase(
        run.provinces[department.province].congress_phase, run.policies[run.of_prefecture[prefecture]]
    )
    return planned_moves.is_season(
        clock.months_since_appraisal(month, department.appraisal_phase),
        clock.months_from_nearest(month, phase),
        run.behaviours[0],
    )


@kernel
def reason_of_plan(chief):
    """Whose idea it was that this chief should be moved."""
    if chief.plan_is_request == 1:
        return ExitReason.REQUEST
    return ExitReason.PLANNED_MOVE


@kernel
def is_cleared(run, post, policy, month):
    """The audit of a chief at departure and the check before any appointment; who fails loses his post at once."""
    cadre, seat, key, behaviour = run.cadres[post], run.posts[post], run.key, run.behaviours[0]
    if cadre.misconduct_since_month == NEVER:
        return True
    audit_draw, find_draw, check_draw, correct_draw = draws(
        key.seed, key.replicate, Decision.CLEARANCE, month, cadre.identity, 0
    )
    severity = cadre.misconduct_severity
    channel = NONE
    if (
        seat.kind <= Kind.HEAD
        and detection.is_audited(audit_draw, policy)
        and find_draw < detection.chance_at_audit(severity, behaviour)
    ):
        channel = Channel.AUDIT
    elif check_draw < detection.chance_at_entry(severity, policy):
        channel = Channel.ENTRY
    if channel == NONE:
        return True
    if detection.is_removed_for(severity, behaviour):
        note_case(run, post, month, channel, CaseOutcome.REMOVED)
        depart(run, post, month, ExitReason.DISCIPLINE, Destination.OUT)
        return False
    if detection.is_corrected(severity, correct_draw, policy, behaviour):
        note_case(run, post, month, channel, CaseOutcome.PUT_RIGHT)
        cadre.misconduct_since_month = NEVER
        cadre.misconduct_severity = 0.0
        cadre.admonished_month = month
    else:
        note_case(run, post, month, channel, CaseOutcome.PASSED_OVER)
    return True


@kernel
def consider_pools(run, number, month):
    """The clocks, the age limits and the congress of the posts around the chiefs of one prefecture."""
    department = run.prefectures[number]
    policy = run.policies[run.of_prefecture[number]]
    phase = clock.prefecture_congress_phase(run.provinces[department.province].congress_phase, policy)
    first_upper, first_bureau = department.first_upper, department.first_bureau
    first_deputy, first_department = department.first_deputy, department.first_department
    is_congress = int(clock.months_since(month, phase) == 0)
    years_short = careers.years_short_at_congress(is_congress, run.behaviours[0])
    if is_congress == 1:
        renew_uppers(run, first_upper, first_upper + department.uppers, month)
    consider_kind(run, Kind.UPPER, first_upper, first_upper + department.uppers, years_short, policy, month)
    consider_kind(run, Kind.BUREAU, first_bureau, first_bureau + department.bureaus, years_short, policy, month)
    consider_kind(run, Kind.DEPUTY, first_deputy, first_deputy + department.deputies, years_short, policy, month)
    last_department = first_department + department.departments
    consider_kind(run, Kind.DEPARTMENT, first_department, last_department, years_short, policy, month)


@kernel
def consider_kind(run, kind, first_post, last_post, years_short, policy, month):
    """Who of these incumbents has reached the age limit of his kind, or the month his clock is set to."""
    due = run.due
    limit = pools.pool_age_limit_months(kind, years_short, policy, run.behaviours[0])
    for post in range(first_post, last_post):
        cadre = run.cadres[post]
        if month >= due[post] or (years_short > 0.0 and cadre.identity != NONE):
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
            leave_draw, _, _, _ = draws(
                run.key.seed, run.key.replicate, Decision.POOL_CONGRESS, month, cadre.identity, 0
            )
            if pools.leaves_at_congress(month - cadre.since_month, leave_draw, run.behaviours[0]):
                depart(run, post, month, ExitReason.END_OF_TERM, Destination.AWAY)


@kernel
def depart(run, post, month, reason, destination):
    """Leave the ladder, and begin a new vacancy chain; misconduct that nobody found goes on record as such."""
    if run.cadres[post].misconduct_since_month != NEVER and reason != ExitReason.DISCIPLINE:
        note_case(run, post, NEVER, NONE, NONE)
    leave(run, post, month, reason, destination, contest.new_chain(post, month), 0)
