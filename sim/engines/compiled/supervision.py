"""Phase 7: talks, misconduct and its growth, detection, complaints."""

from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.seats import deal_to_chiefs
from sim.mechanisms import detection, environment, morale
from sim.mechanisms import supervision as conduct
from sim.records import write_case
from sim.rule import months_until
from sim.streams import draws
from sim.vocabulary import NEVER, NONE, CaseOutcome, Channel, Decision


@kernel
def supervision(run, month):
    """Every chief."""
    cadres, chiefs, policies, of_county = run.cadres, run.chiefs, run.policies, run.of_county
    behaviour = run.behaviours[0]
    deal_to_chiefs(run, Decision.MISCONDUCT, month, run.hand)
    talk_draws, onset_draws, find_draws, complaint_draws = run.hand
    for county in range(run.area[0].first_county, run.area[0].last_county):
        policy, regime = policies[of_county[county]], run.regimes[of_county[county]]
        power = regime.power_of_secretary
        for post in range(county + county, county + county + 1 + 1):
            cadre = cadres[post]
            if cadre.identity != NONE:
                behave(cadre, power, talk_draws[post], onset_draws[post], regime.risk, policy, behaviour, month)
                if cadre.misconduct_since_month != NEVER:
                    look_into(run, post, find_draws[post], regime.openness, regime.risk, policy, month)
                hazard = detection.unfounded_complaint_hazard(chiefs[post].development_effort, policy, behaviour)
                if cadre.misconduct_since_month == NEVER and months_until(hazard, complaint_draws[post]) < 1.0:
                    complain(run, post, policy, month)
            power = regime.power_of_head


@kernel
def behave(cadre, power, talk_draw, onset_draw, risk, policy, behaviour, month):
    """A talk, perhaps; and the onset or growth of misconduct."""
    if conduct.is_admonished(talk_draw, policy):
        cadre.admonished_month = month
    since = environment.months_since_event(month, cadre.admonished_month)
    if cadre.misconduct_since_month == NEVER:
        hazard = conduct.onset_hazard(
            cadre.integrity,
            power,
            int(cadre.home != NONE),
            since,
            risk,
            policy,
            behaviour,
        )
        if months_until(hazard, onset_draw) < 1.0:
            cadre.misconduct_since_month = month
            cadre.misconduct_severity = conduct.first_severity(behaviour)
    else:
        cadre.misconduct_severity = conduct.next_severity(cadre.misconduct_severity, since, behaviour)


@kernel
def look_into(run, post, find_draw, openness, risk, policy, month):
    """Whether the misconduct of a chief comes to light this month, and what becomes of him then."""
    cadre, key, behaviour = run.cadres[post], run.key, run.behaviours[0]
    is_found = months_until(detection.detection_hazard(cadre.misconduct_severity, risk), find_draw) < 1.0
    if not is_found and not detection.is_review_due(month - cadre.since_month, policy):
        return
    channel_draw, review_draw, correct_draw, _ = draws(
        key.seed, key.replicate, Decision.DETECTION, month, cadre.identity, 0
    )
    if is_found:
        channel = Channel.ORGANS
        if detection.found_by_report(channel_draw, openness, policy, behaviour):
            channel = Channel.REPORT
        judge(run, post, channel, correct_draw, policy, month)
    elif review_draw < detection.chance_at_review(cadre.misconduct_severity, behaviour):
        judge(run, post, Channel.REVIEW, correct_draw, policy, month)


@kernel
def judge(run, post, channel, correct_draw, policy, month):
    """What becomes of a chief whose misconduct has been found: it costs the post, is put right, or is passed over."""
    cadre, behaviour = run.cadres[post], run.behaviours[0]
    severity = cadre.misconduct_severity
    if detection.is_removed_for(severity, behaviour):
        run.chiefs[post].found_channel = channel
        note_case(run, post, month, channel, CaseOutcome.REMOVED)
    elif detection.is_corrected(severity, correct_draw, policy, behaviour):
        note_case(run, post, month, channel, CaseOutcome.PUT_RIGHT)
        cadre.misconduct_since_month = NEVER
        cadre.misconduct_severity = 0.0
        cadre.admonished_month = month
    else:
        note_case(run, post, month, channel, CaseOutcome.PASSED_OVER)


@kernel
def note_case(run, post, month, channel, outcome):
    """A row of the ledger for a case found in `month`."""
    cadre, seat = run.cadres[post], run.posts[post]
    row = run.cases_rows[run.written[0].cases]
    write_case(row, cadre, seat.county, seat.kind, month, cadre.misconduct_severity, channel, outcome)
    run.written[0].cases = run.written[0].cases + 1


@kernel
def complain(run, post, policy, month):
    """What an unfounded complaint does."""
    chief, key, behaviour = run.chiefs[post], run.key, run.behaviours[0]
    _, _, _, fall_draw = draws(key.seed, key.replicate, Decision.DETECTION, month, run.cadres[post].identity, 0)
    if detection.falls_over_complaint(fall_draw, policy, behaviour):
        chief.found_channel = Channel.REPORT
        note_case(run, post, month, Channel.REPORT, CaseOutcome.REMOVED)
    elif detection.is_hurt_by_complaint(fall_draw, policy):
        chief.morale = morale.morale_after_setback(chief.morale, policy, behaviour)
