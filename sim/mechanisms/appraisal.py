"""The appraisal of chiefs 考核, and what a bad one leads to.

When an appraisal is due every chief of a prefecture gets a mark. It weighs growth and what can be seen now; with a long view also
what is being built and what is being left behind; and how the county itself speaks of him. Rich and easy places make good
marks unless the appraisal asks for the value added. Much of a mark is noise. Marks are compared within the prefecture and
carried over from the years before as far as years are averaged; the result is a standing of mean 0 and SD about 1. A standing
too low, an incident that spread, and matters that veto a whole record may cost a chief the post, unless one failure is
tolerated, in which case he may be helped.
"""

import math

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import (
    Behaviour,
    Code,
    Count,
    Draw,
    Flag,
    Length,
    Months,
    Policy,
    Positive,
    Real,
    Share,
    bell,
    logistic,
    rule,
    within,
)
from sim.texts import Text

LEVERS = (
    Lever(
        name="long_view_share", unit="share", low=0.0, high=1.0, default=0.1,
        label=Text("Weight of the long view in appraisal", "考核中长远实绩的权重"),
        meaning=Text(
            "Weight of foundations laid and debts left against results of the year.",
            "考核中打基础、利长远的实绩及遗留问题相对于当年成绩的权重。",
        ),
        tier=Tier.ASSUMED, source="assumption: results of the year ruled in 1999-2012, 0-0.3",
    ),
    Lever(
        name="appraisal_years", unit="years", low=1, high=5, default=1,
        label=Text("Years averaged in appraisal", "考核累计年数"),
        meaning=Text("Years of marks that make up a chief's standing.", "形成综合评价所累计的考核年数。"),
        tier=Tier.ASSUMED, source="assumption: the last year counted in 1999-2012, 1-2",
    ),
    Lever(
        name="appraisal_interval_months", unit="months", low=12, high=60, default=12,
        label=Text("Months between appraisals", "考核周期"),
        meaning=Text("Months from one appraisal to the next.", "两次考核之间的月数。"),
        tier=Tier.INFORMED, source="公务员考核规定（试行）2008: every year",
        positions={"yearly": 12, "mid_term": 30, "end_of_term": 60},
    ),
    Lever(
        name="value_added_share", unit="share", low=0.0, high=1.0, default=0.0,
        label=Text("Appraisal by value added", "增值评价权重"),
        meaning=Text(
            "How far marks allow for where the county started and how hard it is to govern.",
            "考核中扣除县域原有基础和治理难度影响、看进步幅度的程度。",
        ),
        tier=Tier.ASSUMED, source="assumption: levels and growth, hardly starting points, in 1999-2012, 0-0.2",
    ),
    Lever(
        name="appraisal_noise_sd", unit="SD", low=0.0, high=3.0, default=1.0,
        label=Text("Noise in appraisal", "考核误差"),
        meaning=Text(
            "SD of error in a mark, in units of the spread of true performance; fuller yearly records lower it.",
            "考核结果中的误差，以真实实绩差异为单位；完善年度实绩档案可使其减小。",
        ),
        tier=Tier.BOUNDED, source="assumption within facts/README.md: +1 SD growth raises promotion by 12 % only, 0.7-1.5",
    ),
    Lever(
        name="local_voice_share", unit="share", low=0.0, high=1.0, default=0.1,
        label=Text("Local voice in appraisal", "群众公认度权重"),
        meaning=Text(
            "Weight of how the county's own people and cadres see the chief.",
            "考核中本地群众和干部民主测评、公认度的权重。",
        ),
        tier=Tier.ASSUMED, source="assumption: democratic assessment counted little in 1999-2012, 0-0.2",
    ),
    Lever(
        name="target_stretch_share", unit="share", low=0.0, high=1.0, default=0.3,
        label=Text("Stretch of targets", "目标责任加码程度"),
        meaning=Text(
            "How far targets handed down exceed what a county can reach.",
            "层层下达的目标任务超出县域实际能力的程度。",
        ),
        tier=Tier.ASSUMED, source="assumption: targets grew from level to level in 1999-2012, 0.1-0.6",
    ),
    Lever(
        name="veto_count", unit="matters", low=0, high=12, default=4,
        label=Text("Matters under one-vote veto", "“一票否决”事项数"),
        meaning=Text(
            "Matters in which one failure, whoever's, voids a chief's whole record.",
            "一旦出事即否定正职全部工作成绩的事项数目。",
        ),
        tier=Tier.ASSUMED, source="assumption: birth control, public order, production safety, petitions; 2-8",
    ),
    Lever(
        name="failure_tolerance_share", unit="share", low=0.0, high=1.0, default=0.2,
        label=Text("Tolerance of failure", "容错力度"),
        meaning=Text(
            "Share of chiefs who keep the post after a single failure.",
            "因一次失误本可免职而予以保留的正职比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: at the principal's discretion in 1999-2012, 0-0.4",
    ),
    Lever(
        name="remedial_talk_share", unit="share", low=0.0, high=1.0, default=0.0,
        label=Text("Help after a poor appraisal", "考核靠后帮扶教育"),
        meaning=Text(
            "How far a chief of poor standing is told what he lacks and helped to learn it.",
            "对考核靠后者谈话帮扶、补短板的力度。",
        ),
        tier=Tier.ASSUMED, source="assumption: not the practice of 1999-2012, 0-0.2",
    ),
)

PARAMETERS = (
    Parameter("mark_from_growth", "SD", 0.8, 0.4, 1.2, "mark for one SD of growth", Tier.BOUNDED, "facts/README.md: +1 SD growth raises promotion by 12 %; with the weight of appraisal, correlation about .45"),
    Parameter("growth_sd_points", "points", 3.0, 2.0, 4.0, "SD of growth across counties", Tier.BOUNDED, "assumption: across the counties of a province"),
    Parameter("mark_from_showcase", "SD", 0.45, 0.1, 0.8, "mark for one unit of showcase stock", Tier.ASSUMED, ASSUMPTION),
    Parameter("mark_from_capital", "SD", 1.0, 0.4, 1.6, "mark, under the long view, for one unit of capital", Tier.ASSUMED, ASSUMPTION),
    Parameter("mark_lost_to_mess", "SD", 0.6, 0.2, 1.0, "mark lost, under the long view, for one unit of mess", Tier.ASSUMED, ASSUMPTION),
    Parameter("mark_from_development", "SD", 1.2, 0.3, 2.0, "mark of the richest over the poorest county, all else equal", Tier.ASSUMED, ASSUMPTION),
    Parameter("mark_lost_to_difficulty", "SD", 0.8, 0.2, 1.5, "mark of the easiest over the hardest county, all else equal", Tier.ASSUMED, ASSUMPTION),
    Parameter("mark_lost_to_unrest", "SD", 3.0, 1.0, 5.0, "mark, in the county's own view, of no over full unrest", Tier.ASSUMED, ASSUMPTION),
    Parameter("mark_from_honesty", "SD", 2.0, 0.5, 4.0, "mark, in the county's own view, of honest over dishonest deputies", Tier.ASSUMED, ASSUMPTION),
    Parameter("mark_reliability_share", "share", 0.2, 0.1, 0.5, "share of the variance of marks that lasts from year to year", Tier.BOUNDED, ASSUMPTION),
    Parameter("excellent_from", "SD", 0.85, 0.5, 1.3, "standing that is called excellent where targets are not stretched", Tier.BOUNDED, "assumption: quota of 15-20 % excellent"),
    Parameter("excellent_stretch", "SD", 0.5, 0.0, 1.0, "how much higher it is where they are stretched to the full", Tier.ASSUMED, ASSUMPTION),
    Parameter("return_from_stretch", "1", 0.6, 0.0, 1.2, "how much more measured work counts under full stretch", Tier.ASSUMED, ASSUMPTION),
    Parameter("return_scale", "1", 1.2806, 1.0, 1.5, "what makes the return to measured work 1 under the practice of 1999-2012", Tier.ASSUMED, "assumption: sqrt(0.8^2 + 1) / (1.18 x 0.9)"),
    Parameter("mark_signal_sd", "SD", 0.8, 0.5, 1.2, "SD of what superiors see, noise apart", Tier.ASSUMED, ASSUMPTION),
    Parameter("poor_below", "SD", -1.0, -1.5, -0.5, "standing that is called poor", Tier.ASSUMED, ASSUMPTION),
    Parameter("failure_from_poor_per_year", "per year", 0.12, 0.04, 0.25, "removals a year for each SD of standing below poor, none tolerated", Tier.BOUNDED, "design/model.md §2: failure and discord, .05 of secretaries' exits"),
    Parameter("failure_from_incident_per_year", "per year", 0.25, 0.05, 0.6, "removals a year in the months after an incident spread, none tolerated", Tier.BOUNDED, ASSUMPTION),
    Parameter("blame_lasts_months", "months", 6.0, 3.0, 12.0, "months for which an incident may cost the post", Tier.ASSUMED, ASSUMPTION),
    Parameter("failure_from_veto_per_year", "per year", 0.0006, 0.0, 0.0015, "removals a year for each matter under veto", Tier.BOUNDED, ASSUMPTION),
    Parameter("failure_of_head_factor", "1", 1.2, 1.0, 1.5, "removals of heads against secretaries", Tier.BOUNDED, "assumption: design/model.md §2, heads slightly more"),
    Parameter("grace_months", "months", 6.0, 3.0, 12.0, "months in post in which nobody is removed for failure", Tier.ASSUMED, ASSUMPTION),
    Parameter("remedy_gain", "share", 0.10, 0.0, 0.25, "share of what he lacks in his weakest competency that full help makes good", Tier.ASSUMED, ASSUMPTION),
    Parameter("rival_inertia_share", "share", 0.7, 0.4, 0.9, "standing that those who are not chiefs keep from year to year", Tier.ASSUMED, ASSUMPTION),
)


@rule
def long_view(policy: Policy) -> float:
    """Weight of the long view, for the choice of effort."""
    return 1.0 * policy.long_view_share


@rule
def years_averaged(policy: Policy) -> float:
    """Years that a standing is made of, for the choice of effort: the years averaged, and no less than the interval."""
    return max(1.0 * policy.appraisal_years, policy.appraisal_interval_months / 12.0)


@rule
def weight_from_above(policy: Policy) -> float:
    """Weight left to superiors by the county's own view, for what their favour is worth in a contest and in a choice."""
    return 1.0 - policy.local_voice_share


@rule
def vetoes(policy: Policy) -> int:
    """Matters under veto, for burden and for the choice of effort."""
    return int(policy.veto_count)


@rule
def appraisal_return(policy: Policy, behaviour: Behaviour) -> float:
    """What measured work counts in a mark, for the choice of effort: 1 under the practice of 1999-2012, less in more noise."""
    signal = behaviour.mark_signal_sd
    spread = math.sqrt(signal * signal + policy.appraisal_noise_sd * policy.appraisal_noise_sd)
    return behaviour.return_scale / spread


@rule
def pull_of_show(policy: Policy, behaviour: Behaviour) -> float:
    """The factor that stretched targets put on what shows within the year, for the choice of effort."""
    return 1.0 + behaviour.return_from_stretch * policy.target_stretch_share


@rule
def local_voice(policy: Policy) -> float:
    """Weight of the county's own view, for the choice of effort."""
    return 1.0 * policy.local_voice_share


@rule
def appraisal_due(month: Months, phase: Months, policy: Policy) -> bool:
    """Whether an appraisal falls in `month`; `phase` is a month in which the prefecture's year of appraisal ends."""
    return (month - phase) % max(1, int(policy.appraisal_interval_months)) == 0


@rule
def view_from_above(
    growth: Real,
    showcase: Positive,
    capital: Positive,
    mess: Positive,
    development: Share,
    difficulty: Share,
    policy: Policy,
    behaviour: Behaviour,
) -> float:
    """What superiors see of a county's record, in SD before it is compared."""
    now = behaviour.mark_from_growth * growth / behaviour.growth_sd_points + behaviour.mark_from_showcase * showcase
    later = behaviour.mark_from_capital * capital - behaviour.mark_lost_to_mess * mess
    place = behaviour.mark_from_development * (development - 0.5) - behaviour.mark_lost_to_difficulty * (difficulty - 0.5)
    record = (1.0 - policy.long_view_share) * now + policy.long_view_share * later
    return record + (1.0 - policy.value_added_share) * place


@rule
def view_from_below(unrest: Share, deputies_honesty: Share, behaviour: Behaviour) -> float:
    """What the county's own people see, in SD before it is compared."""
    return behaviour.mark_from_honesty * deputies_honesty - behaviour.mark_lost_to_unrest * unrest


@rule
def mark(above: Real, below: Real, draw: Draw, policy: Policy) -> float:
    """The mark of a chief, noise included, before it is compared with the others of his prefecture."""
    voice = policy.local_voice_share
    return (1.0 - voice) * above + voice * below + bell(draw, 0.0, policy.appraisal_noise_sd)


@rule
def next_appraisal(
    appraisal: Real, mark: Real, mean: Real, spread: Positive, policy: Policy, behaviour: Behaviour
) -> float:
    """Appraisal of a chief after a mark, in SD, within 4 of 0.

    `mean` and `spread` are those of the marks of the prefecture's chiefs. A mark weighs w, the share of the years averaged that
    it covers; averaging shrinks noise to w / (2 - w) of its variance. The scale undoes the loss of spread, so that the SD stays
    near 1 while the lasting part gains.
    """
    weight = min(1.0, policy.appraisal_interval_months / 12.0 / max(1.0, policy.appraisal_years))
    lasting = behaviour.mark_reliability_share
    scale = 1.0 / math.sqrt(lasting + (1.0 - lasting) * weight / (2.0 - weight))
    compared = 0.0
    if spread > 0.0:
        compared = (mark - mean) / spread * scale
    return within(appraisal + weight * (compared - appraisal), -4.0, 4.0)


@rule
def next_appraisal_of_others(appraisal: Real, draw: Draw, behaviour: Behaviour) -> float:
    """Appraisal, a year later, of one who is no chief: a part is kept, the rest is new; mean 0 and SD 1 last."""
    kept = behaviour.rival_inertia_share
    return within(kept * appraisal + math.sqrt(1.0 - kept * kept) * bell(draw, 0.0, 1.0), -4.0, 4.0)


@rule
def is_excellent(appraisal: Real, policy: Policy, behaviour: Behaviour) -> bool:
    """Whether a chief of this standing is called excellent 优秀."""
    return appraisal >= behaviour.excellent_from + behaviour.excellent_stretch * policy.target_stretch_share


@rule
def chance_of_excellent(appraisal: Real, policy: Policy, behaviour: Behaviour) -> float:
    """The chance that the next standing is excellent, as a chief of this standing sees it.

    A standing keeps what averaging keeps of it and, of the new mark, what lasts from year to year; the rest is new, and
    the SD stays 1. The normal tail by the logistic curve of 1.702 times the argument (Haley 1952), within .01.
    """
    weight = min(1.0, policy.appraisal_interval_months / 12.0 / max(1.0, policy.appraisal_years))
    kept = 1.0 - weight + weight * behaviour.mark_reliability_share
    needed = behaviour.excellent_from + behaviour.excellent_stretch * policy.target_stretch_share
    return logistic(1.702 * (kept * appraisal - needed) / math.sqrt(max(1e-6, 1.0 - kept * kept)))


@rule
def next_streak(streak_years: Count, is_excellent: Flag, policy: Policy) -> int:
    """Years of excellent appraisal in a row after one more appraisal."""
    if is_excellent == 0:
        return 0
    return streak_years + int(policy.appraisal_interval_months) // 12


@rule
def failure_hazard(
    role: Code, appraisal: Real, tenure_months: Length, months_since_incident: Length, policy: Policy, behaviour: Behaviour
) -> float:
    """Removal for failure, a month; for a single failure some are spared, for a veto nobody."""
    if tenure_months < behaviour.grace_months:
        return 0.0
    yearly = 0.0
    if appraisal < behaviour.poor_below:
        yearly = behaviour.failure_from_poor_per_year * (behaviour.poor_below - appraisal)
    if months_since_incident < behaviour.blame_lasts_months and months_since_incident < tenure_months:
        yearly = yearly + behaviour.failure_from_incident_per_year
    yearly = yearly * (1.0 - policy.failure_tolerance_share) + behaviour.failure_from_veto_per_year * policy.veto_count
    if role == 1:
        yearly = yearly * behaviour.failure_of_head_factor
    return yearly / 12.0


@rule
def after_remedy(competence: Share, is_weakest: Flag, appraisal: Real, policy: Policy, behaviour: Behaviour) -> float:
    """One competency of a chief after his appraisal: one of poor standing who is helped learns what he lacks most."""
    if is_weakest == 0 or appraisal >= behaviour.poor_below:
        return competence
    return competence + behaviour.remedy_gain * policy.remedial_talk_share * (1.0 - competence)
