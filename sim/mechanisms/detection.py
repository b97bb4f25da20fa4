"""How misconduct is found out 监督发现, what follows, and complaints that are noise.

Five channels: reports by the public and the family; discipline, audit and law organs on their own; the check at entry; the review
after so many months in post; the audit at departure 离任审计. The first two are at work all the time, in proportion to the size of
what is hidden, and find more where the organs pool what they know and where affairs are open. A campaign multiplies the
organs' own work. What follows depends on the size: a small matter is put right by a talk where that is the practice, and is else
passed over; a large one ends the spell. The reporting channel carries noise as well: a chief who gets things done makes enemies,
and one who is not protected may fall over an unfounded complaint.
"""

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Draw, Length, Policy, Positive, Share, rule, within
from sim.texts import Text

LEVERS = (
    Lever(
        name="reporting_channel_share", unit="share", low=0.0, high=1.0, default=0.2,
        label=Text("Reporting channel for the public", "群众与家属监督渠道"),
        meaning=Text(
            "How easily the public and the family can report a chief and be heard.",
            "群众、家属举报反映问题的渠道畅通、得到受理的程度。",
        ),
        tier=Tier.ASSUMED, source="assumption: letters and visits, rarely followed up in 1999-2012, 0.1-0.4",
    ),
    Lever(
        name="pooled_signals_share", unit="share", low=0.0, high=1.0, default=0.2,
        label=Text("Information shared among supervisors", "监督信息共享程度"),
        meaning=Text(
            "Share of signals that organisation, discipline, audit and law organs pass on to each other.",
            "组织、纪检监察、审计、政法等部门之间相互通报线索的比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: each organ on its own in 1999-2012, 0-0.4",
    ),
    Lever(
        name="entry_check_share", unit="share", low=0.0, high=1.0, default=0.08,
        label=Text("Check before appointment", "任前廉政审查力度"),
        meaning=Text(
            "Chance that the check before an appointment finds grave misconduct.",
            "任前审查发现严重违纪违法问题的概率。",
        ),
        tier=Tier.ASSUMED, source="assumption: 84 % of sellers of posts were promoted while corrupt (Pei 2016), over some three checks each; 0.05-0.2",
    ),
    Lever(
        name="review_interval_months", unit="months", low=12, high=120, default=60,
        label=Text("Months between reviews in post", "任中审查间隔"),
        meaning=Text(
            "Months in post after which a chief's accounts and conduct are reviewed, again and again.",
            "任职每满此月数即对履职和廉政情况进行一次审查。",
        ),
        tier=Tier.ASSUMED, source="assumption: at most once a term in 1999-2012",
    ),
    Lever(
        name="handover_audit_share", unit="share", low=0.0, high=1.0, default=0.1,
        label=Text("Audit at departure", "离任审计比例"),
        meaning=Text(
            "Share of departures at which an audit settles what the chief answers for.",
            "离任时实施经济责任审计并据此追责的比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: economic responsibility audits reached few chiefs in 1999-2012, 0-0.3",
    ),
    Lever(
        name="correction_share", unit="share", low=0.0, high=1.0, default=0.0,
        label=Text("Correction of small matters", "抓早抓小、及时纠正"),
        meaning=Text(
            "Share of small matters found that are put right by a talk instead of being passed over.",
            "对发现的轻微问题通过谈话督促整改、而非放任不管的比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: not the practice of 1999-2012, 0-0.2",
    ),
    Lever(
        name="campaign_intensity", unit="1", low=0.0, high=1.0, default=0.0,
        label=Text("Anti-corruption campaign", "反腐败专项力度"),
        meaning=Text(
            "Intensity of a campaign of the discipline organs; 1 is that of 2013-2016.",
            "纪检监察机关集中反腐的力度；1 相当于 2013—2016 年。",
        ),
        tier=Tier.INFORMED, source="facts/targets.json C16: investigations 0.24 % a year before, 1.4 % in the campaign",
    ),
    Lever(
        name="protection_share", unit="share", low=0.0, high=1.0, default=0.1,
        label=Text("Protection from unfounded complaints", "不实举报澄清保护力度"),
        meaning=Text(
            "Share of unfounded complaints against a chief that are cleared up before they harm him.",
            "对不实举报及时澄清、不使干事者受影响的比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: not practised as a rule in 1999-2012, 0-0.3",
    ),
)

PARAMETERS = (
    Parameter("reports_per_year", "per year", 0.015, 0.005, 0.05, "grave cases found a year through reports where everyone is heard", Tier.BOUNDED, "assumption: with the organs' share gives facts/targets.json C16"),
    Parameter("organs_per_year", "per year", 0.011, 0.004, 0.05, "grave cases found a year by the organs, each on its own", Tier.BOUNDED, "facts/targets.json C16: 0.24 % of all a year; median 7 years from first act to arrest"),
    Parameter("pooling_gain", "1", 1.5, 0.5, 3.0, "further cases found where all signals are pooled", Tier.ASSUMED, ASSUMPTION),
    Parameter("openness_gain", "1", 0.5, 0.0, 1.0, "further cases found where all affairs are open", Tier.ASSUMED, ASSUMPTION),
    Parameter("campaign_gain", "1", 18.0, 4.0, 30.0, "further cases found by the organs in a campaign of full intensity", Tier.INFORMED, "facts/targets.json C16: 1.4 % of all a year in 2013-16"),
    Parameter("review_finds_share", "share", 0.03, 0.0, 0.1, "grave cases that one review finds", Tier.ASSUMED, ASSUMPTION),
    Parameter("audit_finds_share", "share", 0.12, 0.05, 0.5, "grave cases that an audit at departure finds", Tier.ASSUMED, ASSUMPTION),
    Parameter("passed_over_below", "1", 0.3, 0.2, 0.5, "size of misconduct below which nobody is removed", Tier.ASSUMED, ASSUMPTION),
    Parameter("complaints_per_year", "per year", 0.4, 0.1, 1.0, "unfounded complaints a year against a chief who does nothing but develop, where everyone is heard", Tier.ASSUMED, ASSUMPTION),
    Parameter("falls_over_complaint_share", "share", 0.02, 0.0, 0.05, "of those, chiefs who lose the post for it where nobody protects them", Tier.ASSUMED, ASSUMPTION),
    Parameter("care_of_service", "share", 0.5, 0.2, 0.8, "care for what a successor will find, of a chief wholly devoted to service", Tier.ASSUMED, ASSUMPTION),
    Parameter("care_of_audited", "share", 0.6, 0.2, 0.9, "of the care he lacks, the part that a certain audit makes him take", Tier.ASSUMED, ASSUMPTION),
)


@rule
def hazard_by_report(openness: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Detection through reports, a year, of misconduct of size 1; pooled signals do not get lost on the way."""
    heard = behaviour.reports_per_year * policy.reporting_channel_share
    return heard * (1.0 + behaviour.openness_gain * openness) * (1.0 + behaviour.pooling_gain * policy.pooled_signals_share)


@rule
def hazard_by_organs(openness: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Detection by the organs on their own, a year, of misconduct of size 1."""
    found = behaviour.organs_per_year * (1.0 + behaviour.campaign_gain * policy.campaign_intensity)
    return found * (1.0 + behaviour.openness_gain * openness) * (1.0 + behaviour.pooling_gain * policy.pooled_signals_share)


@rule
def yearly_risk(openness: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Detection, a year, of misconduct of size 1 by the two channels that never rest; what deters is this."""
    return hazard_by_report(openness, policy, behaviour) + hazard_by_organs(openness, policy, behaviour)


@rule
def detection_hazard(severity: Positive, yearly_risk: Positive) -> float:
    """Detection, a month, of misconduct of this size; what is twice as large as grave is no easier to find."""
    return yearly_risk / 12.0 * min(2.0, severity)


@rule
def found_by_report(draw: Draw, openness: Share, policy: Policy, behaviour: Behaviour) -> bool:
    """Whether a case just detected came to light through a report; else the organs found it."""
    both = yearly_risk(openness, policy, behaviour)
    return draw * both < hazard_by_report(openness, policy, behaviour)


@rule
def chance_at_entry(severity: Positive, policy: Policy) -> float:
    """Probability that the check before an appointment finds misconduct of this size."""
    return policy.entry_check_share * min(1.0, severity)


@rule
def is_review_due(tenure_months: Length, policy: Policy) -> bool:
    """Whether a review falls due this month."""
    return tenure_months > 0 and tenure_months % max(1, int(policy.review_interval_months)) == 0


@rule
def chance_at_review(severity: Positive, behaviour: Behaviour) -> float:
    """Probability that a review finds misconduct of this size."""
    return behaviour.review_finds_share * min(1.0, severity)


@rule
def is_audited(draw: Draw, policy: Policy) -> bool:
    """Whether this departure is audited."""
    return draw < policy.handover_audit_share


@rule
def chance_at_audit(severity: Positive, behaviour: Behaviour) -> float:
    """Probability that an audit at departure finds misconduct of this size."""
    return behaviour.audit_finds_share * min(1.0, severity)


@rule
def is_removed_for(severity: Positive, behaviour: Behaviour) -> bool:
    """Whether misconduct of this size, once found, ends the spell and the career."""
    return severity >= behaviour.passed_over_below


@rule
def is_corrected(severity: Positive, draw: Draw, policy: Policy, behaviour: Behaviour) -> bool:
    """Whether a small matter is put right by a talk: he is clean from then on, and admonished. Else it is passed over."""
    return severity < behaviour.passed_over_below and draw < policy.correction_share


@rule
def unfounded_complaint_hazard(development_effort: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Unfounded complaints a month: they come with being heard, and with getting things done."""
    return behaviour.complaints_per_year / 12.0 * policy.reporting_channel_share * development_effort


@rule
def falls_over_complaint(draw: Draw, policy: Policy, behaviour: Behaviour) -> bool:
    """Whether an unfounded complaint costs him the post."""
    return draw < behaviour.falls_over_complaint_share * (1.0 - policy.protection_share)


@rule
def is_hurt_by_complaint(draw: Draw, policy: Policy) -> bool:
    """Whether an unfounded complaint is left hanging over him: a setback, whatever else comes of it (the same draw)."""
    return draw < 1.0 - policy.protection_share


@rule
def risk_of_getting_things_done(policy: Policy, behaviour: Behaviour) -> float:
    """Chance a month to lose the post over an unfounded complaint at undivided effort, for the choice of effort."""
    falls = behaviour.falls_over_complaint_share * (1.0 - policy.protection_share)
    return unfounded_complaint_hazard(1.0, policy, behaviour) * falls


@rule
def care_for_successor(service: Share, policy: Policy, behaviour: Behaviour) -> float:
    """Share of the mess that a chief thinks worth settling: his own sense of service, and the audit he expects."""
    own = behaviour.care_of_service * service
    return within(own + behaviour.care_of_audited * policy.handover_audit_share * (1.0 - own), 0.0, 1.0)
