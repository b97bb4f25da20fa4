"""Contests: who may stand for a vacancy, with what score, and what is learnt from it."""

from sim.engines.compiled.kernel import kernel
from sim.mechanisms import appraisal, beliefs, contest, linkage, morale, requests, term_rules
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options
from sim.rule import mean_of, spread_of
from sim.streams import draws
from sim.tally import weigh
from sim.vocabulary import NEVER, NONE, Decision, Kind


@kernel
def is_held(run, post, is_promotion, policy, month):
    """Whether a rule holds this chief back from a promotion, or from another move."""
    cadre, key = run.cadres[post], run.key
    if is_held_by_minimum(cadre, is_promotion, policy, key, month) or is_held_by_gap(run, post, policy, month):
        return True
    if is_promotion or not linkage.window_matters(policy):
        return False
    place = run.counties[run.posts[post].county]
    window_draw, _, _, _ = draws(key.seed, key.replicate, Decision.MOVE_RULES, cadre.since_month, cadre.identity, 0)
    away = months_from_congress(run.posts[post].kind, place, policy, month)
    return linkage.waits_for_congress(away, window_draw, policy, run.behaviours[0])


@kernel
def months_from_congress(role, place, policy, month):
    """Months from the nearest congress of a chief's own post, negative before it."""
    return clock.months_from_nearest(month, term_phase(role, place, policy))


@kernel
def term_phase(role, place, policy):
    """The place in the clock of the congress of a chief's own post."""
    if role == Kind.HEAD:
        return clock.head_election_phase(place.congress_phase)
    return clock.county_congress_phase(place.congress_phase, policy)


@kernel
def is_held_by_gap(run, post, policy, month):
    """Whether a chief has to stay because the other chief's post of the county has just changed hands."""
    if not linkage.gap_matters(policy):
        return False
    cadre, key = run.cadres[post], run.key
    partner = run.posts[post].county + run.posts[post].county
    if partner == post:
        partner = post + 1
    partner_months = 0
    if run.cadres[partner].identity != NONE:
        partner_months = month - run.cadres[partner].since_month
    _, _, gap_draw, _ = draws(key.seed, key.replicate, Decision.MOVE_RULES, cadre.since_month, cadre.identity, 0)
    return linkage.gap_binds(partner_months, gap_draw, policy)


@kernel
def is_held_by_minimum(cadre, is_promotion, policy, key, month):
    """Whether the minimum tenure holds this chief back from a promotion, or from another move."""
    tenure = month - cadre.since_month
    if not term_rules.minimum_matters(tenure, policy):
        return False
    minimum_draw, _, _, _ = draws(key.seed, key.replicate, Decision.TERM_RULES, cadre.since_month, cadre.identity, 0)
    if is_promotion:
        return term_rules.minimum_binds(tenure, minimum_draw, policy)
    return term_rules.minimum_binds_planned_moves(tenure, minimum_draw, policy)


@kernel
def is_barred_at_home(cadre, county, behaviour, key):
    """Whether the rule against serving where one grew up bars this cadre from a chief's post of the county."""
    if cadre.home != county:
        return False
    _, _, home_draw, _ = draws(key.seed, key.replicate, Decision.TERM_RULES, 0, cadre.identity, county)
    return contest.avoids_home(home_draw, behaviour)


@kernel
def tie_of(cadre, behaviour):
    """The weight of a cadre's ties to the principal."""
    return contest.tie_weight(cadre.tie_workplace, cadre.tie_hometown, cadre.tie_league, cadre.favour, behaviour)


@kernel
def general_score(cadre, policy, behaviour, month):
    """What every contest weighs in a cadre."""
    return contest.general_score(
        cadre.appraisal,
        tie_of(cadre, behaviour),
        appraisal.weight_from_above(policy),
        month - cadre.rank_since_month,
        month - cadre.birth_month,
        behaviour,
    )


@kernel
def stand(tally, cadre, post, is_chief, vacancy_key, score, behaviour, key, month):
    """The incumbent of `post` stands for a vacancy with this score."""
    taste_draw, _, _, _ = draws(key.seed, key.replicate, Decision.CONTEST, month, cadre.identity, vacancy_key)
    bid = contest.score_at_most(score, taste_draw)
    if tally.best == NONE or bid > tally.best_score:
        bid = contest.score_with_taste(score, taste_draw)
    weigh(
        tally,
        post,
        is_chief,
        bid,
        cadre.appraisal,
        tie_of(cadre, behaviour),
        month - cadre.rank_since_month,
        contest.ability(
            cadre.command,
            cadre.decision,
            cadre.organising,
            cadre.judging,
            cadre.crisis,
            cadre.economic,
            cadre.integrity,
        ),
    )


@kernel
def outsider_wins(tally, seat, behaviour, key, month):
    """Whether the one outsider considered for a chief's post beats the best of the prefecture."""
    taste_draw, _, _, _ = draws(key.seed, key.replicate, Decision.CONTEST, month, seat.key, seat.key)
    score = contest.score_with_taste(contest.outsider_score(seat.kind, behaviour), taste_draw)
    return tally.best == NONE or score > tally.best_score


@kernel
def policy_of(run, post):
    """The policy that the incumbent of `post` lives under."""
    seat = run.posts[post]
    if seat.kind <= Kind.HEAD:
        return run.policies[run.of_county[seat.county]]
    return run.policies[run.of_prefecture[seat.prefecture]]


@kernel
def learn_from_contest(run, vacancy, month):
    """What the prefecture's chiefs come to believe once they see who won an upper post."""
    seat, tally, behaviour = run.posts[vacancy], run.contests[0], run.behaviours[0]
    department = run.prefectures[seat.prefecture]
    policy = run.policies[run.of_prefecture[seat.prefecture]]
    phase = clock.prefecture_congress_phase(run.provinces[department.province].congress_phase, policy)
    away = clock.months_from_nearest(month, phase)
    chief_won = int(run.posts[tally.best].kind <= Kind.HEAD)
    department.belief_off_cycle = beliefs.off_cycle_after_opening(
        department.belief_off_cycle, away, chief_won, tally.chiefs, behaviour
    )
    department.belief_congress = beliefs.congress_after_opening(
        department.belief_congress, away, chief_won, tally.chiefs, behaviour
    )
    department.belief_performance = beliefs.performance_after_contest(
        department.belief_performance,
        tally.performance_winner,
        mean_of(tally.performance_total, tally.eligible),
        spread_of(tally.performance_total, tally.performance_squares, tally.eligible),
        tally.eligible,
        behaviour,
    )
    department.belief_tie = beliefs.tie_after_contest(
        department.belief_tie,
        tally.tie_winner,
        mean_of(tally.tie_total, tally.eligible),
        spread_of(tally.tie_total, tally.tie_squares, tally.eligible),
        tally.eligible,
        behaviour,
    )


@kernel
def accepts(run, post, vacancy, month):
    """Whether the winner of a contest for a chief's post takes it."""
    cadre, seat, key, behaviour = run.cadres[post], run.posts[vacancy], run.key, run.behaviours[0]
    policy = run.policies[run.of_county[seat.county]]
    will_draw, _, _, _ = draws(key.seed, key.replicate, Decision.ACCEPTANCE, month, cadre.identity, seat.key)
    comfort = requests.comfort_of_post(
        morale.morale_on_arrival(behaviour),
        morale.fatigue_on_arrival(behaviour),
        run.counties[seat.county].difficulty,
        int(cadre.home == NONE),
        policy,
        behaviour,
    )
    rises = contest.is_rise(run.posts[post].kind, seat.kind)
    ambition = options.damped_ambition(cadre.ambition, policy, behaviour)
    return will_draw < requests.acceptance_chance(ambition, cadre.appraisal, rises, comfort, behaviour)


@kernel
def uppers_stand_for_upper(run, vacancy, month):
    """Incumbents of deputy-bureau rank stand for a reshuffle."""
    cadres, tally, key, behaviour = run.cadres, run.contests[0], run.key, run.behaviours[0]
    vacancy_key = run.posts[vacancy].key
    department = run.prefectures[run.posts[vacancy].prefecture]
    policy = run.policies[run.of_prefecture[run.posts[vacancy].prefecture]]
    for post in range(department.first_upper, department.first_upper + department.uppers):
        cadre = cadres[post]
        if cadre.identity != NONE and contest.may_be_reshuffled(month - cadre.since_month):
            score = general_score(cadre, policy, behaviour, month)
            stand(tally, cadre, post, 0, vacancy_key, score, behaviour, key, month)


@kernel
def chiefs_stand_for_upper(run, vacancy, month):
    """Secretaries and heads who are eligible stand for a deputy-bureau post."""
    cadres, posts, counties, tally = run.cadres, run.posts, run.counties, run.contests[0]
    policies, of_county, key, behaviour = run.policies, run.of_county, run.key, run.behaviours[0]
    vacancy_key = posts[vacancy].key
    department = run.prefectures[posts[vacancy].prefecture]
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        cadre = cadres[post]
        county = posts[post].county
        policy = policies[of_county[county]]
        if (
            cadre.identity != NONE
            and contest.may_rise(
                month - cadre.since_month, month - cadre.rank_since_month, month - cadre.birth_month, policy
            )
            and not is_held(run, post, True, policy, month)
        ):
            score = contest.upper_score(
                posts[post].kind,
                general_score(cadre, policy, behaviour, month),
                counties[county].development,
                contest.greenness(month - cadre.since_month, counties[county].restlessness, behaviour),
                behaviour,
            )
            stand(tally, cadre, post, 1, vacancy_key, score, behaviour, key, month)


@kernel
def bureaus_stand_for_upper(run, vacancy, month):
    """Bureau directors who are eligible stand for a deputy-bureau post."""
    cadres, tally, key, behaviour = run.cadres, run.contests[0], run.key, run.behaviours[0]
    seat = run.posts[vacancy]
    department = run.prefectures[seat.prefecture]
    policy = run.policies[run.of_prefecture[seat.prefecture]]
    for post in range(department.first_bureau, department.first_bureau + department.bureaus):
        cadre = cadres[post]
        if cadre.identity != NONE and contest.may_rise(
            month - cadre.since_month, month - cadre.rank_since_month, month - cadre.birth_month, policy
        ):
            general = general_score(cadre, policy, behaviour, month)
            score = contest.upper_score(Kind.BUREAU, general, 0.0, 0.0, behaviour)
            stand(tally, cadre, post, 0, seat.key, score, behaviour, key, month)


@kernel
def chiefs_stand_for_secretary(run, vacancy, month):
    """Heads, and secretaries of other counties, who are eligible stand for a secretary's post."""
    cadres, posts, tally = run.cadres, run.posts, run.contests[0]
    policies, of_county, key, behaviour = run.policies, run.of_county, run.key, run.behaviours[0]
    seat = posts[vacancy]
    department = run.prefectures[seat.prefecture]
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        cadre = cadres[post]
        kind = posts[post].kind
        policy = policies[of_county[posts[post].county]]
        if (
            cadre.identity != NONE
            and contest.may_become_secretary(
                kind, month - cadre.since_month, month - cadre.birth_month, policy, behaviour
            )
            and not is_held_from_secretary(run, post, vacancy, policy, month)
            and not is_barred_at_home(cadre, seat.county, behaviour, key)
        ):
            own_head = int(post == vacancy + 1)
            score = contest.secretary_score(
                kind,
                own_head,
                int(run.chiefs[post].plan_since_month != NEVER),
                contest.greenness_of_head(month - cadre.since_month, behaviour),
                general_score(cadre, policy, behaviour, month),
                behaviour,
            )
            stand(tally, cadre, post, 1, seat.key, score, behaviour, key, month)


@kernel
def is_held_from_secretary(run, post, vacancy, policy, month):
    """Whether a rule holds a chief back from a secretary's post; the own head is free to succeed whoever has left."""
    if post == vacancy + 1:
        return is_held_by_minimum(run.cadres[post], True, policy, run.key, month)
    return is_held(run, post, run.posts[post].kind == Kind.HEAD, policy, month)


@kernel
def bureaus_stand_for_secretary(run, vacancy, month):
    """Bureau directors who are eligible stand for a secretary's post."""
    cadres, tally, key, behaviour = run.cadres, run.contests[0], run.key, run.behaviours[0]
    seat = run.posts[vacancy]
    department = run.prefectures[seat.prefecture]
    policy = run.policies[run.of_prefecture[seat.prefecture]]
    for post in range(department.first_bureau, department.first_bureau + department.bureaus):
        cadre = cadres[post]
        if (
            cadre.identity != NONE
            and contest.may_become_secretary(
                Kind.BUREAU, month - cadre.since_month, month - cadre.birth_month, policy, behaviour
            )
            and not is_barred_at_home(cadre, seat.county, behaviour, key)
        ):
            score = contest.secretary_score(
                Kind.BUREAU, 0, 0, 0.0, general_score(cadre, policy, behaviour, month), behaviour
            )
            stand(tally, cadre, post, 0, seat.key, score, behaviour, key, month)


@kernel
def heads_stand_for_head(run, vacancy, month):
    """Heads of other counties who are eligible stand for a head's post."""
    cadres, posts, tally = run.cadres, run.posts, run.contests[0]
    policies, of_county, key, behaviour = run.policies, run.of_county, run.key, run.behaviours[0]
    seat = posts[vacancy]
    department = run.prefectures[seat.prefecture]
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        cadre = cadres[post]
        policy = policies[of_county[posts[post].county]]
        if (
            cadre.identity != NONE
            and posts[post].kind == Kind.HEAD
            and contest.may_become_head(month - cadre.since_month, month - cadre.birth_month, policy)
            and not is_held(run, post, False, policy, month)
            and not is_barred_at_home(cadre, seat.county, behaviour, key)
        ):
            planned = int(run.chiefs[post].plan_since_month != NEVER)
            score = contest.head_score(Kind.HEAD, planned, general_score(cadre, policy, behaviour, month), behaviour)
            stand(tally, cadre, post, 1, seat.key, score, behaviour, key, month)


@kernel
def reserve_stands_for_head(run, vacancy, month):
    """County deputies and department cadres who are eligible stand for a head's post."""
    cadres, posts, tally, key, behaviour = run.cadres, run.posts, run.contests[0], run.key, run.behaviours[0]
    seat = posts[vacancy]
    department = run.prefectures[seat.prefecture]
    policy = run.policies[run.of_prefecture[seat.prefecture]]
    for post in range(department.first_deputy, department.first_department + department.departments):
        cadre = cadres[post]
        if (
            cadre.identity != NONE
            and contest.may_become_head(month - cadre.since_month, month - cadre.birth_month, policy)
            and not is_barred_at_home(cadre, seat.county, behaviour, key)
        ):
            score = contest.head_score(posts[post].kind, 0, general_score(cadre, policy, behaviour, month), behaviour)
            stand(tally, cadre, post, 0, seat.key, score, behaviour, key, month)
