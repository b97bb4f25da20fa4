"""Phase 10: the vacancy chain, from the top: upper posts, bureaus, secretaries, heads, reserve.

A post vacated on the way is the next step of its chain; it is filled in its own turn, this month where its kind
comes later in the order, else in a month to come.
"""

from sim.engines.compiled.contests import (
    accepts,
    bureaus_stand_for_secretary,
    bureaus_stand_for_upper,
    chiefs_stand_for_secretary,
    chiefs_stand_for_upper,
    heads_stand_for_head,
    is_held,
    learn_from_contest,
    outsider_wins,
    policy_of,
    reserve_stands_for_head,
    uppers_stand_for_upper,
)
from sim.engines.compiled.departures import is_cleared, is_season, reason_of_plan
from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.moves import appoint_newcomer, enter, move
from sim.mechanisms import contest, planned_moves
from sim.streams import draws
from sim.tally import ask_next, begin
from sim.vocabulary import NEVER, NONE, Decision, Destination, ExitReason, Kind, Source


@kernel
def appointments(run, month):
    """Every organisation department fills its vacancies."""
    posts, prefectures, who = run.posts, run.prefectures, run.who
    for number in range(run.area[0].first_prefecture, run.area[0].last_prefecture):
        department = prefectures[number]
        for post in range(department.first_upper, department.first_upper + department.uppers):
            if who[post] == NONE:
                fill_upper(run, post, month)
        chosen = longest_waiting(run, number, month)
        for post in range(department.first_bureau, department.first_bureau + department.bureaus):
            if who[post] == NONE and fill_bureau(run, post, chosen, month):
                chosen = longest_waiting(run, number, month)
        for post in range(department.first_chief, department.first_chief + department.chiefs):
            if who[post] == NONE and posts[post].kind == Kind.SECRETARY:
                fill_secretary(run, post, month)
        for post in range(department.first_chief, department.first_chief + department.chiefs):
            if who[post] == NONE and posts[post].kind == Kind.HEAD:
                fill_head(run, post, month)
        for post in range(department.first_deputy, department.first_department + department.departments):
            if who[post] == NONE:
                enter(run, post, month, Source.OUTSIDE)


@kernel
def fill_upper(run, post, month):
    """A deputy-bureau opening: a reshuffle, somebody from outside, or the contest of chiefs and bureau directors."""
    seat = run.posts[post]
    key, behaviour = run.key, run.behaviours[0]
    ready_draw, way_draw, season_draw, _ = draws(key.seed, key.replicate, Decision.FILL, month, seat.key, 0)
    if not contest.fills_now(seat.kind, ready_draw, behaviour):
        return
    if not planned_moves.carries_out(season_draw, is_season(run, seat.prefecture, month), behaviour):
        return
    begin(run.contests[0])
    if contest.is_reshuffle(way_draw, behaviour):
        uppers_stand_for_upper(run, post, month)
        if run.contests[0].best != NONE:
            move(
                run,
                run.contests[0].best,
                post,
                month,
                ExitReason.PLANNED_MOVE,
                Destination.DEPUTY_BUREAU,
                Source.UPPER,
            )
            return
    elif not contest.is_from_outside(way_draw, behaviour):
        chiefs_stand_for_upper(run, post, month)
        bureaus_stand_for_upper(run, post, month)
        winner = run.contests[0].best
        if winner != NONE:
            if is_cleared(run, winner, policy_of(run, winner), month):
                learn_from_contest(run, post, month)
                source = source_of(run.posts[winner].kind)
                move(run, winner, post, month, ExitReason.PROMOTION, Destination.DEPUTY_BUREAU, source)
            return
    appoint_newcomer(run, post, month, Source.OUTSIDE)


@kernel
def fill_bureau(run, post, chosen, month):
    """A bureau goes to `chosen`, who has waited longest to be moved; after a while to somebody else.

    Returns whether his turn has come, so that another is to be chosen.
    """
    seat = run.posts[post]
    key, behaviour = run.key, run.behaviours[0]
    begin(run.contests[0])
    ready_draw, _, season_draw, _ = draws(key.seed, key.replicate, Decision.FILL, month, seat.key, 0)
    if chosen != NONE:
        if not planned_moves.carries_out(season_draw, is_season(run, seat.prefecture, month), behaviour):
            return False
        if is_cleared(run, chosen, policy_of(run, chosen), month):
            source = source_of(run.posts[chosen].kind)
            move(run, chosen, post, month, reason_of_plan(run.chiefs[chosen]), Destination.BUREAU, source)
        return True
    waited = contest.bureau_open_to_others(month - seat.vacant_since_month, behaviour)
    if waited and contest.fills_now(seat.kind, ready_draw, behaviour):
        appoint_newcomer(run, post, month, Source.DEPARTMENT)
    return False


@kernel
def longest_waiting(run, prefecture, month):
    """The chief of the prefecture who has waited longest to be moved and may go; none: -1."""
    department = run.prefectures[prefecture]
    chiefs = run.chiefs
    longest = NONE
    chosen = NONE
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        planned = chiefs[post].plan_since_month
        if planned != NEVER and month - planned > longest:
            policy = run.policies[run.of_county[run.posts[post].county]]
            if not is_held(run, post, False, policy, month):
                longest = month - planned
                chosen = post
    return chosen


@kernel
def fill_secretary(run, post, month):
    """A secretary's post: own head, other heads, other secretaries, bureau directors, one outsider."""
    seat = run.posts[post]
    key, behaviour = run.key, run.behaviours[0]
    ready_draw, _, _, _ = draws(key.seed, key.replicate, Decision.FILL, month, seat.key, 0)
    if not contest.fills_now(seat.kind, ready_draw, behaviour):
        return
    begin(run.contests[0])
    asking = True
    while asking:
        chiefs_stand_for_secretary(run, post, month)
        bureaus_stand_for_secretary(run, post, month)
        if outsider_wins(run.contests[0], seat, behaviour, key, month):
            appoint_newcomer(run, post, month, Source.OUTSIDE)
            return
        asking = not accepts(run, run.contests[0].best, post, month)
        if asking:
            ask_next(run.contests[0])
    winner = run.contests[0].best
    if not is_cleared(run, winner, policy_of(run, winner), month):
        return
    kind = run.posts[winner].kind
    reason = ExitReason.PLANNED_MOVE
    if kind == Kind.BUREAU:
        destination, source = Destination.SECRETARY, Source.BUREAU
    elif kind == Kind.SECRETARY:
        destination, source = Destination.SECRETARY_ELSEWHERE, Source.SECRETARY_ELSEWHERE
    else:
        reason = ExitReason.PROMOTION
        destination, source = Destination.SECRETARY_ELSEWHERE, Source.HEAD_ELSEWHERE
        if winner == post + 1:
            destination, source = Destination.OWN_SECRETARY, Source.OWN_HEAD
    move(run, winner, post, month, reason, destination, source)


@kernel
def fill_head(run, post, month):
    """A head's post: county deputies, department cadres, heads of other counties, one outsider."""
    seat = run.posts[post]
    key, behaviour = run.key, run.behaviours[0]
    ready_draw, _, _, _ = draws(key.seed, key.replicate, Decision.FILL, month, seat.key, 0)
    if not contest.fills_now(seat.kind, ready_draw, behaviour):
        return
    begin(run.contests[0])
    asking = True
    while asking:
        heads_stand_for_head(run, post, month)
        reserve_stands_for_head(run, post, month)
        if outsider_wins(run.contests[0], seat, behaviour, key, month):
            appoint_newcomer(run, post, month, Source.OUTSIDE)
            return
        asking = not accepts(run, run.contests[0].best, post, month)
        if asking:
            ask_next(run.contests[0])
    winner = run.contests[0].best
    if not is_cleared(run, winner, policy_of(run, winner), month):
        return
    origin = run.posts[winner]
    reason = ExitReason.PROMOTION
    destination, source = Destination.HEAD, Source.DEPUTY_ELSEWHERE
    if origin.kind == Kind.HEAD:
        reason = ExitReason.PLANNED_MOVE
        destination, source = Destination.HEAD_ELSEWHERE, Source.HEAD_ELSEWHERE
    elif origin.kind == Kind.DEPARTMENT:
        source = Source.DEPARTMENT
    elif origin.county == seat.county:
        source = Source.OWN_DEPUTY
    move(run, winner, post, month, reason, destination, source)


@kernel
def source_of(kind):
    """The pool that the winner of a deputy-bureau post or of a bureau came from."""
    if kind == Kind.SECRETARY:
        return Source.SECRETARY
    if kind == Kind.HEAD:
        return Source.HEAD
    return Source.BUREAU
