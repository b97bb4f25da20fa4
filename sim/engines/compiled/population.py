"""The first people of a world, before burn-in: everybody new, some way into his stay."""

from sim.engines.compiled.calendar import settle_pace
from sim.engines.compiled.kernel import door
from sim.engines.compiled.moves import enter
from sim.engines.compiled.relations import meet
from sim.mechanisms import calendar as clock
from sim.mechanisms import persons
from sim.streams import draws
from sim.vocabulary import Decision, Kind, Source


@door
def populate(run, month):
    """Seat a cadre in every post of an empty world as of `month`."""
    for number in range(run.prefectures.size):
        department = run.prefectures[number]
        stay_draw, served_draw, _, _ = draws(run.key.seed, run.key.replicate, Decision.PRINCIPAL, month, number, 1)
        stay = clock.principal_stay_months(stay_draw, run.behaviours[0])
        department.principal_since_month = month - persons.part_served_months(served_draw, stay)
        department.principal_leaves_month = department.principal_since_month + stay
        for county in range(department.first_county, department.first_county + department.counties):
            policy = run.policies[run.of_county[county]]
            settle_pace(run.counties[county], department, number, policy, run.behaviours[0], run.key, month)
    for post in range(run.posts.size):
        enter(run, post, month, Source.OUTSIDE)
        cadre = run.cadres[post]
        served_draw, _, _, _ = draws(run.key.seed, run.key.replicate, Decision.FIRST_STATE, 0, cadre.identity, 0)
        served = persons.first_months_served(run.posts[post].kind, served_draw)
        cadre.since_month = month - served
        cadre.rank_since_month = month - served
        cadre.birth_month = cadre.birth_month - served
        if run.posts[post].kind <= Kind.HEAD:
            run.chiefs[post].acting = 0
            spell = run.spells[post]
            spell.start_month = month - served
            spell.confirmed_month = month
    for county in range(run.counties.size):
        secretary = county + county
        meet(run.cadres[secretary], run.cadres[secretary + 1], run.counties[county], run.behaviours[0], run.key)
