"""What a policy comes to in everybody's eyes: the same for all who live under it, so worked out once."""

from __future__ import annotations

from typing import Any

from sim.mechanisms import appraisal, contest, detection, relationship, supervision, term_rules
from sim.vocabulary import Kind


class Regime:
    """The levers of one policy, and what follows from them alone.

    Attributes
    ----------
    policy: the levers.
    openness, risk: how openly chiefs work, and the risk a year that misconduct comes to light.
    vetoes, role_clarity: matters under veto, and how clear the two roles are.
    first_hand, power_held: power of the first hand, and that which secretary and head hold.
    weight_from_above, favour_worth: what the view from above counts for in careers, and what favour is worth.
    minimum_months, minimum_share: the minimum tenure as chiefs expect it, and how far they expect it to be kept.
    long_view, years_averaged, appraisal_return, pull_of_show, local_voice: what the appraisal rewards.
    complaint_risk: what getting things done risks.
    """

    def __init__(self, policy: Any, behaviour: Any) -> None:
        self.policy = policy
        self.openness = supervision.openness(policy)
        self.risk = detection.yearly_risk(self.openness, policy, behaviour)
        self.vetoes = appraisal.vetoes(policy)
        self.role_clarity = relationship.role_clarity(policy)
        self.first_hand = supervision.power_of_first_hand(policy)
        self.power_held = [supervision.power_held(role, policy) for role in (Kind.SECRETARY, Kind.HEAD)]
        self.weight_from_above = appraisal.weight_from_above(policy)
        self.favour_worth = contest.favour_worth(self.weight_from_above, behaviour)
        self.minimum_months = term_rules.minimum_expected_months(policy)
        self.minimum_share = term_rules.minimum_expected_share(policy)
        self.long_view = appraisal.long_view(policy)
        self.years_averaged = appraisal.years_averaged(policy)
        self.appraisal_return = appraisal.appraisal_return(policy, behaviour)
        self.pull_of_show = appraisal.pull_of_show(policy, behaviour)
        self.local_voice = appraisal.local_voice(policy)
        self.complaint_risk = detection.risk_of_getting_things_done(policy, behaviour)
