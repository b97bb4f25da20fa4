"""Phase 3: each chief divides his effort between five options."""

from sim.engines.compiled.contests import term_phase
from sim.engines.compiled.kernel import kernel
from sim.mechanisms import appraisal, contest, detection, environment, morale, term_rules
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options
from sim.vocabulary import NONE


@kernel
def choice(run, month):
    """Every chief, under the policy he reckons with."""
    cadres, posts, chiefs, counties = run.cadres, run.posts, run.chiefs, run.counties
    prefectures, policies, expected = run.prefectures, run.policies, run.expected
    behaviour = run.behaviours[0]
    for post in range(chiefs.size):
        cadre = cadres[post]
        if cadre.identity != NONE:
            seat = posts[post]
            department = prefectures[seat.prefecture]
            policy = policies[expected[seat.county]]
            phase = clock.prefecture_congress_phase(run.provinces[department.province].congress_phase, policy)
            divide_effort(
                cadre, chiefs[post], seat.kind, counties[seat.county], department, phase, policy, behaviour, month
            )


@kernel
def divide_effort(cadre, chief, role, place, department, congress_phase, policy, behaviour, month):
    """The choice of one chief."""
    tenure = month - cadre.since_month
    chief.closeness = contest.tie_as_share(
        contest.tie_weight(cadre.tie_workplace, cadre.tie_hometown, cadre.tie_league, cadre.favour, behaviour)
    )
    since_incident = environment.months_since_event(month, place.incident_month)
    excellent_chance = 0.0
    if options.hopes_for_upgrade(cadre.upgraded, policy):
        excellent_chance = appraisal.chance_of_excellent(cadre.appraisal, policy, behaviour)
    development, showcase, lobbying, routine, coasting, stay = options.choose(
        role,
        cadre.ambition,
        cadre.service,
        cadre.impatience,
        cadre.lobbying_skill,
        chief.closeness,
        cadre.crisis,
        cadre.upgraded,
        chief.standing,
        chief.morale,
        chief.fatigue,
        cadre.excellent_streak,
        excellent_chance,
        tenure,
        contest.months_to_age_limit(month - cadre.birth_month, policy),
        clock.months_to(month, term_phase(role, place, policy)),
        clock.months_to(month, congress_phase),
        place.harmony,
        place.unrest,
        place.burden,
        department.belief_off_cycle,
        department.belief_congress,
        department.belief_performance,
        department.belief_tie,
        contest.favour_worth(appraisal.weight_from_above(policy), behaviour),
        term_rules.minimum_expected_months(policy),
        term_rules.minimum_expected_share(policy),
        appraisal.long_view(policy),
        appraisal.years_averaged(policy),
        appraisal.appraisal_return(policy, behaviour),
        appraisal.pull_of_show(policy, behaviour),
        appraisal.local_voice(policy),
        appraisal.vetoes(policy),
        environment.caution_after_incident(since_incident, cadre.crisis, behaviour),
        morale.staleness(tenure, behaviour),
        detection.risk_of_getting_things_done(policy, behaviour),
        policy,
        behaviour,
    )
    chief.development_effort = development
    chief.showcase_effort = showcase
    chief.lobbying_effort = lobbying
    chief.routine_effort = routine
    chief.coasting = coasting
    chief.stay_worth = stay
