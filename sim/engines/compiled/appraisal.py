"""Phase 8: the yearly appraisal of chiefs, and the year of the pools."""

from sim.engines.compiled.contests import general_score
from sim.engines.compiled.kernel import kernel
from sim.mechanisms import appraisal as marks
from sim.mechanisms import beliefs, contest, detection, learning, supervision
from sim.mechanisms import calendar as clock
from sim.mechanisms import choice as options
from sim.rule import added, mean_of, months_until, spread_of, square_added
from sim.streams import draws
from sim.vocabulary import NEVER, NONE, Competency, Decision, Kind


@kernel
def appraisal(run, month):
    """Every prefecture in which an appraisal, or the end of the pools' year, is due."""
    for number in range(run.area[0].first_prefecture, run.area[0].last_prefecture):
        department = run.prefectures[number]
        policy = run.policies[run.of_prefecture[number]]
        if marks.appraisal_due(month, department.appraisal_phase, policy):
            appraise(run, number, month)
        if clock.ends_year(month, department.appraisal_phase):
            year_of_pools(run, number, month)
            measure_rivals(run, number, month)


@kernel
def appraise(run, number, month):
    """Marks of all chiefs of the prefecture, compared with each other."""
    cadres, chiefs, posts, counties = run.cadres, run.chiefs, run.posts, run.counties
    key, behaviour = run.key, run.behaviours[0]
    department = run.prefectures[number]
    count = 0
    total = 0.0
    squares = 0.0
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        if cadres[post].identity != NONE:
            county = posts[post].county
            mark = mark_of(cadres[post], counties[county], run.policies[run.of_county[county]], behaviour, key, month)
            count = count + 1
            total = added(total, mark)
            squares = square_added(squares, mark)
    mean = mean_of(total, count)
    spread = spread_of(total, squares, count)
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        if cadres[post].identity != NONE:
            county = posts[post].county
            policy = run.policies[run.of_county[county]]
            mark = mark_of(cadres[post], counties[county], policy, behaviour, key, month)
            take_mark(cadres[post], chiefs[post], mark, mean, spread, policy, behaviour, key, month)


@kernel
def mark_of(cadre, place, policy, behaviour, key, month):
    """The mark of one chief, noise included."""
    noise_draw, _, _, _ = draws(key.seed, key.replicate, Decision.APPRAISAL, month, cadre.identity, 0)
    above = marks.view_from_above(
        place.growth,
        place.showcase,
        place.capital,
        place.mess,
        place.development,
        place.difficulty,
        policy,
        behaviour,
    )
    below = marks.view_from_below(place.unrest, place.deputies_honesty, behaviour)
    return marks.mark(above, below, noise_draw, policy)


@kernel
def take_mark(cadre, chief, mark, mean, spread, policy, behaviour, key, month):
    """What a mark does to one chief: standing, streak, upgrade in place, lessons."""
    cadre.appraisal = marks.next_appraisal(cadre.appraisal, mark, mean, spread, policy, behaviour)
    excellent = int(marks.is_excellent(cadre.appraisal, policy, behaviour))
    cadre.excellent_streak = marks.next_streak(cadre.excellent_streak, excellent, policy)
    _, upgrade_draw, _, _ = draws(key.seed, key.replicate, Decision.APPRAISAL, month, cadre.identity, 0)
    if options.wins_upgrade(cadre.upgraded, cadre.excellent_streak, upgrade_draw, policy):
        cadre.upgraded = 1
    weakest = learning.weakest_field(
        cadre.command,
        cadre.decision,
        cadre.organising,
        cadre.judging,
        cadre.crisis,
        cadre.economic,
        cadre.integrity,
    )
    standing = cadre.appraisal
    cadre.command = improved(cadre.command, int(weakest == Competency.COMMAND), standing, policy, behaviour)
    cadre.decision = improved(cadre.decision, int(weakest == Competency.DECISION), standing, policy, behaviour)
    cadre.organising = improved(cadre.organising, int(weakest == Competency.ORGANISING), standing, policy, behaviour)
    cadre.judging = improved(cadre.judging, int(weakest == Competency.JUDGING), standing, policy, behaviour)
    cadre.crisis = improved(cadre.crisis, int(weakest == Competency.CRISIS), standing, policy, behaviour)
    cadre.economic = improved(cadre.economic, int(weakest == Competency.ECONOMIC), standing, policy, behaviour)
    cadre.integrity = improved(cadre.integrity, int(weakest == Competency.INTEGRITY), standing, policy, behaviour)


@kernel
def improved(competence, is_weakest, standing, policy, behaviour):
    """One competency after a year in post and, for one of poor standing, a remedial talk."""
    practised = learning.after_year_in_post(competence, behaviour)
    return marks.after_remedy(practised, is_weakest, standing, policy, behaviour)


@kernel
def year_of_pools(run, number, month):
    """A year of those around the chiefs: their standing, and misconduct of their own."""
    cadres, key, behaviour = run.cadres, run.key, run.behaviours[0]
    department = run.prefectures[number]
    policy = run.policies[run.of_prefecture[number]]
    risk = detection.yearly_risk(supervision.openness(policy), policy, behaviour)
    for post in range(department.first_upper, department.first_department + department.departments):
        cadre = cadres[post]
        if cadre.identity == NONE:
            continue
        mark_draw, onset_draw, _, _ = draws(key.seed, key.replicate, Decision.APPRAISAL, month, cadre.identity, 0)
        cadre.appraisal = marks.next_appraisal_of_others(cadre.appraisal, mark_draw, behaviour)
        if cadre.misconduct_since_month == NEVER:
            yearly = supervision.hazard_of_year(supervision.onset_hazard_of_others(cadre.integrity, risk, behaviour))
            if months_until(yearly, onset_draw) < 1.0:
                cadre.misconduct_since_month = month
                cadre.misconduct_severity = supervision.first_severity(behaviour)
        else:
            cadre.misconduct_severity = supervision.severity_after_year(cadre.misconduct_severity, behaviour)


@kernel
def measure_rivals(run, number, month):
    """The mean exponential score of those eligible for upper posts, and each chief's standing against it."""
    cadres, posts, counties, policies = run.cadres, run.posts, run.counties, run.policies
    behaviour = run.behaviours[0]
    department = run.prefectures[number]
    policy = policies[run.of_prefecture[number]]
    count = 0
    total = 0.0
    for post in range(department.first_bureau, department.first_bureau + department.bureaus):
        cadre = cadres[post]
        if cadre.identity != NONE and contest.may_rise(
            month - cadre.since_month, month - cadre.rank_since_month, month - cadre.birth_month, policy
        ):
            general = general_score(cadre, policy, behaviour, month)
            score = contest.upper_score(Kind.BUREAU, general, 0.0, 0.0, behaviour)
            count = count + 1
            total = added(total, contest.exponential_score(score))
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        cadre = cadres[post]
        county = posts[post].county
        if (
            cadre.identity != NONE
            and posts[post].kind == Kind.SECRETARY
            and contest.may_rise(
                month - cadre.since_month,
                month - cadre.rank_since_month,
                month - cadre.birth_month,
                policies[run.of_county[county]],
            )
        ):
            score = score_to_rise(cadre, counties[county], policies[run.of_county[county]], behaviour, month)
            count = count + 1
            total = added(total, contest.exponential_score(score))
    mean = mean_of(total, count)
    department.rivals_score = mean
    for post in range(department.first_chief, department.first_chief + department.chiefs):
        if cadres[post].identity != NONE:
            county = posts[post].county
            score = score_to_rise(cadres[post], counties[county], policies[run.of_county[county]], behaviour, month)
            run.chiefs[post].standing = beliefs.standing_among(score, mean)


@kernel
def score_to_rise(cadre, place, policy, behaviour, month):
    """The score a chief would have for a deputy-bureau post as a secretary no longer new to his post."""
    return contest.upper_score(
        Kind.SECRETARY, general_score(cadre, policy, behaviour, month), place.development, 0.0, behaviour
    )
