"""How the two chiefs get on 班子团结: harmony of the pair, its causes, and the discord that moves both.

The causes are not symmetric. It matters little that the secretary has the better patron; it matters much that
the head has one and the secretary has none. A head who has been longer at the rank than his secretary finds it hard to be led,
and one rooted in the place finds it easy to resist a secretary from elsewhere. Both chiefs' skill in organising and leading
holds them together; clear roles leave less to quarrel about; mediation by the prefecture mends what has gone wrong. Power
split between them is a restraint on both and something to quarrel about. Pairs have each a chemistry that nothing explains.
"""

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Code, Draw, Flag, Length, Policy, Positive, Real, Share, bell, rule, within
from sim.texts import Text

LEVERS = (
    Lever(
        name="mediation_share", unit="share", low=0.0, high=1.0, default=0.2,
        label=Text("Mediation between the two chiefs", "党政正职矛盾调解力度"),
        meaning=Text(
            "Share of strained pairs with whom the prefecture talks early, together and to the point.",
            "党政正职不协调时，市委及时谈话、居中调解的比例。",
        ),
        tier=Tier.ASSUMED, source="assumption: mostly when a quarrel is public, 0-0.4",
    ),
    Lever(
        name="role_clarity_share", unit="share", low=0.0, high=1.0, default=0.3,
        label=Text("Clarity of party and government roles", "党政职责划分清晰度"),
        meaning=Text(
            "How far it is settled in writing what the secretary decides and what the head decides.",
            "县委书记与县长的职责权限以制度明确划分的程度。",
        ),
        tier=Tier.ASSUMED, source="assumption: general formulas in 1999-2012, 0.1-0.5",
    ),
)

PARAMETERS = (
    Parameter("harmony_base", "share", 0.76, 0.6, 0.9, "resting harmony of a pair of middling skill without any cause for strife", Tier.ASSUMED, ASSUMPTION),
    Parameter("harmony_from_organising", "share", 0.4, 0.1, 0.6, "harmony gained by full against no skill in organising and leading", Tier.ASSUMED, ASSUMPTION),
    Parameter("harmony_lost_to_patron", "share", 0.35, 0.1, 0.6, "harmony lost where the head is close to the principal and the secretary is not", Tier.ASSUMED, ASSUMPTION),
    Parameter("patron_asymmetry", "share", 0.3, 0.0, 1.0, "part of that loss where it is the secretary who is close", Tier.ASSUMED, ASSUMPTION),
    Parameter("harmony_lost_to_seniority", "share", 0.15, 0.0, 0.3, "harmony lost where the head has been five years longer at the rank", Tier.ASSUMED, ASSUMPTION),
    Parameter("harmony_lost_to_roots", "share", 0.10, 0.0, 0.25, "harmony lost where the head has local roots and the secretary has none", Tier.ASSUMED, ASSUMPTION),
    Parameter("harmony_from_clarity", "share", 0.15, 0.0, 0.3, "harmony gained by fully clear roles", Tier.ASSUMED, ASSUMPTION),
    Parameter("harmony_lost_to_split", "share", 0.12, 0.0, 0.25, "harmony lost where power is evenly split between the two", Tier.ASSUMED, ASSUMPTION),
    Parameter("chemistry_sd", "share", 0.12, 0.05, 0.2, "SD of what nothing explains between two people", Tier.ASSUMED, ASSUMPTION),
    Parameter("quarrel_sd", "share", 0.03, 0.0, 0.06, "SD of the month's ups and downs", Tier.ASSUMED, ASSUMPTION),
    Parameter("harmony_speed_per_month", "share", 0.08, 0.03, 0.2, "share of the distance to its resting value that harmony closes a month", Tier.ASSUMED, ASSUMPTION),
    Parameter("strain_below", "share", 0.45, 0.3, 0.6, "harmony below which a pair is strained", Tier.ASSUMED, ASSUMPTION),
    Parameter("mediation_effect_per_month", "share", 0.10, 0.0, 0.2, "share of the strain that mediation mends a month", Tier.ASSUMED, ASSUMPTION),
    Parameter("discord_per_year", "per year", 5.0, 1.5, 12.0, "removals for discord a year of a pair wholly at odds", Tier.BOUNDED, "facts/targets.json C20: at most 1.5 % of pair-years; case: Wenshui 2011, both removed"),
    Parameter("discord_patience_months", "months", 6.0, 3.0, 12.0, "months together before the prefecture gives a pair up", Tier.ASSUMED, ASSUMPTION),
    Parameter("discord_head_goes_share", "share", 0.4, 0.2, 0.7, "of the pairs separated, share in which the head alone is moved", Tier.BOUNDED, ASSUMPTION),
    Parameter("discord_secretary_goes_share", "share", 0.15, 0.0, 0.3, "share in which the secretary alone is moved; else both", Tier.BOUNDED, ASSUMPTION),
)


@rule
def role_clarity(policy: Policy) -> float:
    """How clear the roles are, for the mechanisms that depend on it."""
    return 1.0 * policy.role_clarity_share


@rule
def rivalry_of_patrons(secretary_tie: Share, head_tie: Share, behaviour: Behaviour) -> float:
    """How far the two lean on different people, from their ties to the principal on a scale of 0 to 1."""
    if head_tie >= secretary_tie:
        return head_tie - secretary_tie
    return behaviour.patron_asymmetry * (secretary_tie - head_tie)


@rule
def seniority_of_head(secretary_months_at_rank: Length, head_months_at_rank: Length) -> float:
    """How much longer the head has been at the rank, 1 for five years or more."""
    return within((head_months_at_rank - secretary_months_at_rank) / 60.0, 0.0, 1.0)


@rule
def has_upper_hand_at_home(secretary_is_local: Flag, head_is_local: Flag) -> Flag:
    """1 where the head has local roots and the secretary has none."""
    return head_is_local * (1 - secretary_is_local)


@rule
def chemistry(draw: Draw, behaviour: Behaviour) -> float:
    """What nothing explains in how two people get on; the draw belongs to the two, whatever the month."""
    return bell(draw, 0.0, behaviour.chemistry_sd)


@rule
def pair_fit(
    secretary_organising: Share,
    head_organising: Share,
    rivalry: Share,
    seniority: Share,
    roots: Flag,
    power: Share,
    chemistry: Real,
    policy: Policy,
    behaviour: Behaviour,
) -> float:
    """The harmony at which this pair comes to rest, in [0, 1].

    `power` is the share of power in the secretary's hand, `chemistry` what nothing explains.
    """
    skill = (secretary_organising + head_organising) / 2.0 - 0.5
    return within(
        behaviour.harmony_base
        + behaviour.harmony_from_organising * skill
        - behaviour.harmony_lost_to_patron * rivalry
        - behaviour.harmony_lost_to_seniority * seniority
        - behaviour.harmony_lost_to_roots * roots
        - behaviour.harmony_lost_to_split * 2.0 * (1.0 - power)
        + behaviour.harmony_from_clarity * policy.role_clarity_share
        + chemistry,
        0.0,
        1.0,
    )


@rule
def strain(harmony: Share, behaviour: Behaviour) -> float:
    """How strained the pair is: 0 above the threshold, 1 without any harmony."""
    return max(0.0, 1.0 - harmony / behaviour.strain_below)


@rule
def next_harmony(harmony: Share, fit: Share, draw: Draw, policy: Policy, behaviour: Behaviour) -> float:
    """Harmony a month later: towards the pair's fit, with ups and downs, and mended where a strained pair is talked to."""
    drift = harmony + behaviour.harmony_speed_per_month * (fit - harmony) + bell(draw, 0.0, behaviour.quarrel_sd)
    short = max(0.0, behaviour.strain_below - drift)
    return within(drift + behaviour.mediation_effect_per_month * policy.mediation_share * short, 0.0, 1.0)


@rule
def harmony_of_new_pair(fit: Share, behaviour: Behaviour) -> float:
    """Harmony when one of the two, or both, are new: half way between good manners and what is to come."""
    return (behaviour.harmony_base + fit) / 2.0


@rule
def discord_hazard(harmony: Share, months_together: Length, behaviour: Behaviour) -> float:
    """Decisions a month to separate the pair; none before patience has run out.

    Grows with the third power of the strain: most strained pairs are borne with.
    """
    if months_together < behaviour.discord_patience_months:
        return 0.0
    depth = strain(harmony, behaviour)
    return behaviour.discord_per_year / 12.0 * depth * depth * depth


@rule
def wait_of_chief(role: Code, wait: Positive, draw: Draw, behaviour: Behaviour) -> float:
    """Months until discord moves this chief: those until the pair is separated, where it is he who has to go; else 2."""
    if role == 0 and not discord_moves_secretary(draw, behaviour):
        return 2.0
    if role == 1 and not discord_moves_head(draw, behaviour):
        return 2.0
    return wait


@rule
def discord_moves_secretary(draw: Draw, behaviour: Behaviour) -> bool:
    """Whether the secretary of a pair that is separated has to go; the same draw decides on the head."""
    return draw >= behaviour.discord_head_goes_share


@rule
def discord_moves_head(draw: Draw, behaviour: Behaviour) -> bool:
    """Whether the head of a pair that is separated has to go."""
    return draw < behaviour.discord_head_goes_share or draw >= (
        behaviour.discord_head_goes_share + behaviour.discord_secretary_goes_share
    )
