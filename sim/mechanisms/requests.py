"""A cadre's own will: asking to be moved, refusing a post, going when his time is up.

All three weigh the same comfort of a post: morale, fatigue, how hard the county is, family, pay. A chief asks to leave when
what he would lose (`stay`, the same number that his choice of effort reckons with) and the comfort of the post no longer outweigh
what he could have elsewhere; an appointee refuses where the post offered is worth less than refusing costs.
"""

from sim.lever import ASSUMPTION, Lever, Parameter, Tier
from sim.rule import Behaviour, Draw, Flag, Policy, Positive, Real, Share, logistic, rule
from sim.texts import Text

_PRACTICE = "assumption: not practised in 1999-2012"


def _lever(name: str, label: Text, meaning: Text) -> Lever:
    return Lever(name, "share", 0.0, 1.0, 0.0, label, meaning, Tier.ASSUMED, _PRACTICE)


LEVERS = (
    _lever("pay_premium_share", Text("Pay premium of chiefs", "党政正职薪酬津贴"), Text("What chiefs are paid on top of their grade, as a share of salary.", "县区党政正职在职级工资之外的津贴，占工资的比例。")),
    _lever("family_support_share", Text("Family support", "家庭关怀力度"), Text("How far the strain of serving away from one's family is relieved; 1: wholly.", "组织帮助解决干部与家人分居等困难的程度；1 为完全解决。")),
    _lever("hardship_allowance_share", Text("Hardship allowance", "艰苦地区津贴"), Text("How far service in the hardest counties is made up for; 1: wholly.", "对在最困难县区任职者给予补偿的程度；1 为完全补偿。")),
)

PARAMETERS = (
    Parameter("morale_comfort", "points", 10.0, 4.0, 20.0, "comfort of a post at full morale, against none", Tier.ASSUMED, ASSUMPTION),
    Parameter("fatigue_discomfort", "points", 10.0, 4.0, 20.0, "discomfort of full fatigue", Tier.ASSUMED, ASSUMPTION),
    Parameter("hardship_discomfort", "points", 20.0, 8.0, 35.0, "discomfort of the hardest county", Tier.ASSUMED, "assumption: the essay on troubled counties"),
    Parameter("family_strain", "points", 8.0, 2.0, 16.0, "discomfort of serving outside the home prefecture", Tier.ASSUMED, ASSUMPTION),
    Parameter("family_strain_near_share", "share", 0.5, 0.2, 0.8, "share of that discomfort inside the home prefecture", Tier.ASSUMED, ASSUMPTION),
    Parameter("pay_comfort", "points", 15.0, 5.0, 30.0, "comfort of a doubled salary", Tier.ASSUMED, ASSUMPTION),
    Parameter("will_spread", "points", 8.0, 4.0, 16.0, "spread of what cannot be seen in these decisions", Tier.ASSUMED, ASSUMPTION),
    Parameter("outside_worth", "points", 6.0, 0.0, 25.0, "worth of a quiet post elsewhere", Tier.ASSUMED, ASSUMPTION),
    Parameter("request_most_per_month", "per month", 0.008, 0.002, 0.02, "requests for transfer a month of one who only wants to leave", Tier.ASSUMED, ASSUMPTION),
    Parameter("rise_worth", "points", 40.0, 20.0, 80.0, "worth of a post of higher standing to a cadre of mean ambition", Tier.ASSUMED, ASSUMPTION),
    Parameter("rise_elsewhere_share", "share", 0.6, 0.2, 0.9, "share of it that the best appraised could have elsewhere by waiting", Tier.ASSUMED, ASSUMPTION),
    Parameter("refusal_cost", "points", 30.0, 15.0, 50.0, "what refusing the organisation costs", Tier.ASSUMED, ASSUMPTION),
    Parameter("duty_to_leave", "points", 5.0, -5.0, 20.0, "force of the duty to leave when the term is over", Tier.ASSUMED, ASSUMPTION),
    Parameter("onward_pull", "points", 25.0, 10.0, 40.0, "pull of an assured onward post", Tier.ASSUMED, ASSUMPTION),
)


@rule
def comfort_of_post(morale: Share, fatigue: Share, difficulty: Share, from_elsewhere: Flag, policy: Policy, behaviour: Behaviour) -> float:
    """Comfort of a post to its holder; `from_elsewhere`: he grew up outside the prefecture."""
    strain = behaviour.family_strain * (1.0 - policy.family_support_share)
    if from_elsewhere == 0:
        strain = strain * behaviour.family_strain_near_share
    hardship = behaviour.hardship_discomfort * difficulty * (1.0 - policy.hardship_allowance_share)
    pay = behaviour.pay_comfort * policy.pay_premium_share
    return behaviour.morale_comfort * morale - behaviour.fatigue_discomfort * fatigue - hardship - strain + pay


@rule
def may_ask(draw: Draw, behaviour: Behaviour) -> bool:
    """Whether this draw leaves a request possible at all, so that its hazard has to be worked out."""
    return draw > 1.0 - behaviour.request_most_per_month


@rule
def request_hazard(stay: Positive, comfort: Real, behaviour: Behaviour) -> float:
    """Requests for transfer a month; `stay` from `choice.prospects`, `comfort` from `comfort_of_post`."""
    return behaviour.request_most_per_month * logistic((behaviour.outside_worth - stay - comfort) / behaviour.will_spread)


@rule
def acceptance_chance(ambition: Positive, appraisal: Real, rises: Flag, comfort: Real, behaviour: Behaviour) -> float:
    """The chance that a cadre accepts the post he is offered.

    `comfort` is that of the post offered. Those well appraised can wait for a better one, so that a hard county is
    refused by the able first; `ambition` after education.
    """
    elsewhere = behaviour.rise_elsewhere_share * logistic(appraisal)
    gain = behaviour.rise_worth * ambition * rises * (1.0 - elsewhere)
    return logistic((gain + comfort + behaviour.refusal_cost) / behaviour.will_spread)


@rule
def leaves_willingly_chance(comfort: Real, onward_post: Flag, behaviour: Behaviour) -> float:
    """The chance that a chief whose term is over goes without resisting; `onward_post`: a fitting post is kept for him."""
    return logistic((behaviour.duty_to_leave + behaviour.onward_pull * onward_post - comfort) / behaviour.will_spread)
