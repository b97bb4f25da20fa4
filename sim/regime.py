"""What a policy comes to in everybody's eyes: the same for all who live under it, so worked out once."""

from __future__ import annotations

from typing import Any

from sim.mechanisms import appraisal, contest, detection, relationship, supervision, term_rules
from sim.rule import procedure
from sim.state import Field, dtype_of

REGIME = (
    Field("openness", "f8", "share", "how openly chiefs work"),
    Field("risk", "f8", "per year", "risk that misconduct of severity 1 comes to light"),
    Field("vetoes", "i8", "matters", "matters under veto"),
    Field("role_clarity", "f8", "share", "how clear the two roles are"),
    Field("first_hand", "f8", "share", "share of power in the secretary's hand"),
    Field("power_of_secretary", "f8", "share", "unchecked power of a secretary"),
    Field("power_of_head", "f8", "share", "unchecked power of a head"),
    Field("weight_from_above", "f8", "share", "what the view from above counts for in careers"),
    Field("favour_worth", "f8", "log ratio", "what full favour is worth in a contest"),
    Field("minimum_months", "f8", "months", "the minimum tenure as chiefs know it"),
    Field("minimum_share", "f8", "share", "share of spells in which they expect it to be held to"),
    Field("long_view", "f8", "share", "weight of the long view in appraisal"),
    Field("years_averaged", "f8", "years", "years that a standing is made of"),
    Field("appraisal_return", "f8", "1", "what measured work counts in a mark"),
    Field("pull_of_show", "f8", "1", "the factor that stretched targets put on show"),
    Field("local_voice", "f8", "share", "weight of the county's own view"),
    Field("complaint_risk", "f8", "per month", "what getting things done risks"),
)
REGIME_DTYPE = dtype_of(REGIME)


@procedure
def work_out(regime: Any, policy: Any, behaviour: Any) -> None:
    """What follows from the levers of one policy alone."""
    regime.openness = supervision.openness(policy)
    regime.risk = detection.yearly_risk(regime.openness, policy, behaviour)
    regime.vetoes = appraisal.vetoes(policy)
    regime.role_clarity = relationship.role_clarity(policy)
    regime.first_hand = supervision.power_of_first_hand(policy)
    regime.power_of_secretary = supervision.power_held(0, policy)
    regime.power_of_head = supervision.power_held(1, policy)
    regime.weight_from_above = appraisal.weight_from_above(policy)
    regime.favour_worth = contest.favour_worth(regime.weight_from_above, behaviour)
    regime.minimum_months = term_rules.minimum_expected_months(policy)
    regime.minimum_share = term_rules.minimum_expected_share(policy)
    regime.long_view = appraisal.long_view(policy)
    regime.years_averaged = appraisal.years_averaged(policy)
    regime.appraisal_return = appraisal.appraisal_return(policy, behaviour)
    regime.pull_of_show = appraisal.pull_of_show(policy, behaviour)
    regime.local_voice = appraisal.local_voice(policy)
    regime.complaint_risk = detection.risk_of_getting_things_done(policy, behaviour)
