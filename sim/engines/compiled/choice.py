"""Phase 3: each chief divides his effort between five options."""

from sim.engines.compiled.contests import term_phase
from sim.engines.compiled.kernel import kernel
from sim.mechanisms import appraisal, contest, environment, morale
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options
from sim.vocabulary import NONE


@kernel
def choice(run, month):
    """Every chief, under the policy he reckons with."""
    cadres, chiefs, counties = run.cadres, run.chiefs, run.counties
    prefectures, policies, expected = run.prefectures, run.policies, run.expected
    behaviour = run.behaviours[0]
    for county in range(run.area[0].first_county, run.area[0].last_county):
        place = counties[county]
        department = prefectures[place.prefecture]
        policy, regime = policies[expected[county]], run.regimes[expected[county]]
        phase = clock.prefecture_congress_phase(run.provinces[department.province].congress_phase, policy)
        to_congress = clock.months_to(month, phase)
        for role in range(1 + 1):
            post = county + county + role
            if cadres[post].identity != NONE:
                divide_effort(
                    cadres[post], chiefs[post], role, place, department, to_congress, policy, regime, behaviour, month
                )


@kernel
def divide_effort(cadre, chief, role, place, department, to_congress, policy, regime, behaviour, month):
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
        to_congress,
        place.harmony,
        place.unrest,
        place.burden,
        department.belief_off_cycle,
        department.belief_congress,
        department.belief_performance,
        department.belief_tie,
        regime.favour_worth,
        regime.minimum_months,
        regime.minimum_share,
        regime.long_view,
        regime.years_averaged,
        regime.appraisal_return,
        regime.pull_of_show,
        regime.local_voice,
        regime.vetoes,
        environment.caution_after_incident(since_incident, cadre.crisis, behaviour),
        morale.staleness(tenure, behaviour),
        regime.complaint_risk,
        policy,
        behaviour,
    )
    chief.development_effort = development
    chief.showcase_effort = showcase
    chief.lobbying_effort = lobbying
    chief.routine_effort = routine
    chief.coasting = coasting
    chief.stay_worth = stay
