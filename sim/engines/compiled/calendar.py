"""Phase 1: principals change; congresses elect; sessions confirm acting heads."""

from sim.engines.compiled.kernel import kernel
from sim.mechanisms import beliefs, planned_moves
from sim.mechanisms import calendar as clock
from sim.people import meet_principal
from sim.streams import draws
from sim.vocabulary import NONE, Decision


@kernel
def calendar(run, month):
    """Every prefecture, then every county."""
    for prefecture in range(run.area[0].first_prefecture, run.area[0].last_prefecture):
        department = run.prefectures[prefecture]
        if month >= department.principal_leaves_month:
            change_principal(run, prefecture, month)
        let_hope_fade(
            department,
            run.provinces[department.province].congress_phase,
            run.policies[run.of_prefecture[prefecture]],
            run.behaviours[0],
            month,
        )
    cadres, chiefs, spells, counties = run.cadres, run.chiefs, run.spells, run.counties
    policies, of_county = run.policies, run.of_county
    for county in range(run.area[0].first_county, run.area[0].last_county):
        secretary = county + county
        head = secretary + 1
        place = counties[county]
        policy = policies[of_county[county]]
        if clock.months_since(month, clock.county_congress_phase(place.congress_phase, policy)) == 0:
            settle_pace(
                place, run.prefectures[place.prefecture], place.prefecture, policy, run.behaviours[0], run.key, month
            )
        elect(
            cadres[secretary],
            cadres[head],
            chiefs[secretary],
            chiefs[head],
            spells[head],
            counties[county],
            policy,
            month,
        )


@kernel
def let_hope_fade(department, province_phase, policy, behaviour, month):
    """A month in which nothing has opened yet lowers what chiefs believe of their chances."""
    away = clock.months_from_nearest(month, clock.prefecture_congress_phase(province_phase, policy))
    department.belief_off_cycle = beliefs.off_cycle_after_month(department.belief_off_cycle, away, behaviour)
    department.belief_congress = beliefs.congress_after_month(department.belief_congress, away, behaviour)


@kernel
def change_principal(run, prefecture, month):
    """A new principal: his own clock, and new ties for everybody in the prefecture."""
    department = run.prefectures[prefecture]
    stay = draws(run.key.seed, run.key.replicate, Decision.PRINCIPAL, month, prefecture, 0)
    department.principal_since_month = month
    department.principal_leaves_month = month + clock.principal_stay_months(stay[0], run.behaviours[0])
    for county in range(department.first_county, department.first_county + department.counties):
        policy = run.policies[run.of_county[county]]
        settle_pace(run.counties[county], department, prefecture, policy, run.behaviours[0], run.key, month)
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        greet(run, post, month)
    for post in range(department.first_upper, department.first_department + department.departments):
        greet(run, post, month)


@kernel
def settle_pace(place, department, prefecture, policy, behaviour, key, month):
    """How restless the county is from now on: a matter of the place, the principal and the team of the term."""
    term = clock.term_since_congress(month, place.congress_phase, policy)
    place_draw, _, _, _ = draws(key.seed, key.replicate, Decision.RESTLESSNESS, 0, place.key, 0)
    team_draw, _, _, _ = draws(key.seed, key.replicate, Decision.RESTLESSNESS, term, place.key, 1)
    _, principal_draw, _, _ = draws(
        key.seed, key.replicate, Decision.PRINCIPAL, department.principal_since_month, prefecture, 0
    )
    place.restlessness = planned_moves.restlessness(place_draw, principal_draw, team_draw, behaviour)


@kernel
def greet(run, post, month):
    """The ties of one incumbent to the principal who came in `month`."""
    if run.cadres[post].identity != NONE:
        cadre, key = run.cadres[post], run.key
        ties = draws(key.seed, key.replicate, Decision.TIES, month, cadre.identity, 0)
        meet_principal(cadre, ties, run.behaviours[0])


@kernel
def elect(secretary, head, as_secretary, as_head, spell_of_head, place, policy, month):
    """The county's party congress elects the secretary, its people's congress the head; a session confirms."""
    congress = clock.county_congress_phase(place.congress_phase, policy)
    if secretary.identity != NONE and clock.months_since(month, congress) == 0:
        as_secretary.elected_month = month
    if head.identity == NONE:
        return
    phase = clock.head_election_phase(place.congress_phase)
    is_election = clock.months_since(month, phase) == 0
    if is_election:
        as_head.elected_month = month
    if as_head.acting == 1 and (is_election or clock.is_session(month, place.session_phase)):
        as_head.acting = 0
        spell_of_head.confirmed_month = month
