"""What is asked of every post every month, side by side; a cadre's record fills four lines of the cache."""

from sim.engines.compiled.kernel import kernel
from sim.mechanisms import careers, pools
from sim.regime import work_out
from sim.streams import draws
from sim.vocabulary import NEVER, NONE, Kind


@kernel
def survey(run):
    """Read from the state what the run keeps beside it: who sits where, until when, and what each policy comes to."""
    area = run.area[0]
    for post in range(area.first_chief, area.last_chief):
        note_seat(run, post)
    for post in range(area.first_pool, area.last_pool):
        note_seat(run, post)
    for number in range(run.policies.size):
        work_out(run.regimes[number], run.policies[number], run.behaviours[0])


@kernel
def note_seat(run, post):
    """Who sits in `post`, and the month in which an incumbent of the pools may have to go in the ordinary course."""
    cadre, seat = run.cadres[post], run.posts[post]
    run.who[post] = cadre.identity
    run.due[post] = -NEVER
    if cadre.identity != NONE and seat.kind > Kind.HEAD:
        policy = run.policies[run.of_prefecture[seat.prefecture]]
        years_short = careers.years_short_at_congress(0, run.behaviours[0])
        limit = pools.pool_age_limit_months(seat.kind, years_short, policy, run.behaviours[0])
        run.due[post] = min(cadre.leaves_month, cadre.birth_month + limit)


@kernel
def deal_to_chiefs(run, decision, month, hand):
    """Four draws of one decision for each chief of the area, at the index of his post; for a vacant post, anything."""
    deal(run.key, decision, month, run.who, 0, run.area[0].first_chief, run.area[0].last_chief, hand)


@kernel
def deal_to_places(run, decision, month, hand):
    """Four draws of one decision for each county of the area, at its index."""
    deal(run.key, decision, month, run.places, NONE, run.area[0].first_county, run.area[0].last_county, hand)


@kernel
def deal(key, decision, month, whose, whom, first_index, last_index, hand):
    """Four draws of one decision for a stretch of `whose`: in one loop from 0 on, which takes several at a time."""
    first, second, third, fourth = hand
    stretch = whose[first_index:last_index]
    first, second = first[first_index:last_index], second[first_index:last_index]
    third, fourth = third[first_index:last_index], fourth[first_index:last_index]
    for index in range(stretch.size):
        first[index], second[index], third[index], fourth[index] = draws(
            key.seed, key.replicate, decision, month, stretch[index], whom
        )
