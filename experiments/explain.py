"""One chief in one month: what his options were worth to him, what threatened his post, who stood for it.

Nothing is read from records of the past. The compiled engine runs to the beginning of the month, the state is handed to
the agents, and they are asked as they live through the month, phase by phase.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from experiments.explanation import RISKS, Candidate, Contest, Explanation, Option, Sitting
from sim.engines.agents.model import CountyModel
from sim.engines.agents.people import OrganisationDepartment
from sim.mechanisms import contest
from sim.mechanisms.choice import OPTIONS, TERMS, values_of_options
from sim.policy import Policies
from sim.rule import chance_within_month, taste
from sim.run import burn_in
from sim.scenario import Scenario
from sim.state import State
from sim.streams import Key
from sim.vocabulary import NEVER, NONE, Decision, Kind


class WatchedDepartment(OrganisationDepartment):
    """An organisation department whose contests are written down where they matter to the post in question."""

    asked: list[int] | None = None

    def weigh(self, vacancy: Any, rivals: Iterable[tuple[Any, float]]) -> None:
        """Weigh as ever, and write down who stood."""
        standing = list(rivals)
        super().weigh(vacancy, standing)
        self.asked = self.model.witness(vacancy, standing, self)

    def winner(self) -> Any:
        """The winner as ever, written down as asked."""
        chosen = super().winner()
        if chosen is not None and self.asked is not None:
            self.asked.append(chosen.post.index)
        return chosen


class WatchedModel(CountyModel):
    """A world of agents that lives through its months as ever and writes down what concerns one post.

    Attributes
    ----------
    watched: index of the post. sitting: its chief, once he has chosen.
    contests: those for the post and those in which its chief stood, each with the posts of those who were asked.
    """

    department_class = WatchedDepartment
    watched = NONE
    sitting: Sitting | None = None
    contests: list[tuple[Contest, list[int]]]

    def choice(self) -> None:
        """Phase 3; then what the choice was made of."""
        super().choice()
        chief: Any = self.posts[self.watched].incumbent
        if chief is not None:
            self.sitting = _sitting(chief)

    def departures(self) -> None:
        """Phase 9; before it, what will threaten the chief in it."""
        chief: Any = self.posts[self.watched].incumbent
        if self.sitting is not None and chief is not None:
            self.sitting = replace(
                self.sitting,
                plan_since=chief.plan_since_month,
                plan_is_request=chief.plan_is_request,
                risks=_risks(chief),
            )
        super().departures()

    def witness(self, vacancy: Any, standing: list[tuple[Any, float]], department: Any) -> list[int] | None:
        """Write a contest down if it concerns the post; the list of those asked, to be filled, or None."""
        is_own = vacancy.index == self.watched
        stands = self.sitting is not None and any(one.identity == self.sitting.cadre for one, _ in standing)
        if not is_own and not stands:
            return None
        asked: list[int] = []
        self.contests.append((_contest(vacancy, standing, department), asked))
        return asked


def state_before(scenario: Scenario, key: Key, month: int) -> tuple[State, Policies]:
    """The world at the beginning of `month`, and the policies it lives under."""
    from sim.engines.compiled import advance as compiled

    state, _ = burn_in(scenario, key)
    policies = scenario.policies(state)
    if month > 0:
        compiled.advance(state, policies, scenario.parameters(key.replicate), key, 0, month)
    return state, policies


def explain(scenario: Scenario, key: Key, county: int, role: int, month: int) -> Explanation:
    """What went on in the post of `role` in `county` in `month`."""
    return explain_from(*state_before(scenario, key, month), scenario, key, county, role, month)


def explain_from(
    state: State, policies: Policies, scenario: Scenario, key: Key, county: int, role: int, month: int
) -> Explanation:
    """As `explain`, from the world at the beginning of `month`, which is left as it is."""
    behaviour = scenario.parameters(key.replicate)
    model = WatchedModel.from_state(state, policies, behaviour, key, month)
    assert isinstance(model, WatchedModel)
    model.contests = []
    model.watched = watched = 2 * county + role
    model.step()
    return _answer(model, model.to_ledger(month), watched, month)


def _answer(model: WatchedModel, ledger: Any, watched: int, month: int) -> Explanation:
    """What was written down, with what came of it."""
    sitting, event, left, destination = model.sitting, NONE, False, NONE
    if sitting is not None:
        spells = ledger["spells"]
        ended = spells[(spells["cadre"] == sitting.cadre) & (spells["end_month"] == month)]
        now = model.posts[watched].incumbent
        if ended.size:
            event, left, destination = int(ended["exit_reason"][0]), True, int(ended["destination"][0])
        elif now is not None and now.plan_since_month == month:
            event = int(now.reason_of_plan())
    decided = [_decided(held, asked, model) for held, asked in model.contests]
    own = [held for held in decided if held.post == watched]
    return Explanation(
        watched // 2,
        watched % 2,
        month,
        sitting,
        event,
        left,
        destination,
        tuple(held for held in decided if held.post != watched),
        own[0] if own else None,
    )


def _sitting(chief: Any) -> Sitting:
    """The chief as he has just chosen."""
    month = chief.model.month
    *terms, stay = chief.terms_of_values()
    values = values_of_options(*terms)
    efforts = (
        chief.development_effort, chief.showcase_effort, chief.lobbying_effort, chief.routine_effort, chief.coasting
    )  # fmt: skip
    options, first = [], 0
    for name, value, effort in zip(OPTIONS, values, efforts, strict=True):
        last = first + len(TERMS[name])
        options.append(Option(name, value, tuple(terms[first:last]), effort))
        first = last
    return Sitting(
        chief.identity,
        month - chief.birth_month,
        chief.since_month,
        chief.source,
        chief.acting,
        chief.plan_since_month,
        chief.plan_is_request,
        stay,
        tuple(options),
        {},
    )


def _risks(chief: Any) -> dict[str, float]:
    """Chances within the month, in the order of `RISKS`."""
    chances = chief.chances_of_leaving()
    # Complaints come in proportion to the effort that provokes them.
    chances["complaint"] = 0.0
    if chief.misconduct_since_month == NEVER:
        chances["complaint"] = chance_within_month(chief.place.regime.complaint_risk * chief.development_effort)
    return {name: chances[name] for name in RISKS}


def _contest(vacancy: Any, standing: list[tuple[Any, float]], department: Any) -> Contest:
    """A contest before anybody is asked."""
    found = [_candidate(one, score, bid, vacancy) for (one, score), bid in zip(standing, department.bids, strict=True)]
    levels = [score for _, score in standing]
    if vacancy.kind <= Kind.HEAD:
        found.append(_outsider(vacancy, department))
        levels.append(contest.outsider_score(vacancy.kind, department.model.behaviour))
    highest = max(levels)
    odds = [math.exp(level - highest) for level in levels]
    whole = math.fsum(odds)
    known = [replace(one, chance=mine / whole) for one, mine in zip(found, odds, strict=True)]
    return Contest(
        vacancy.index,
        vacancy.kind,
        vacancy.county,
        vacancy.prefecture,
        vacancy.vacant_since_month,
        vacancy.vacated_reason,
        tuple(sorted(known, key=lambda one: -one.score)),
    )


def _candidate(one: Any, score: float, bid: tuple[Any, ...], vacancy: Any) -> Candidate:
    """One who stands, with the parts of his score if it is for a chief's post; `score`: before taste."""
    model, post = one.model, one.post
    parts: tuple[float, ...] = ()
    if vacancy.kind <= Kind.HEAD:
        if vacancy.kind == Kind.SECRETARY:
            own_head = int(post.kind == Kind.HEAD and post.place is vacancy.place)
            green = one.greenness_as_head()
            advantage = contest.secretary_score(post.kind, own_head, one.is_planned(), green, 0.0, model.behaviour)
        else:
            advantage = contest.head_score(post.kind, one.is_planned(), 0.0, model.behaviour)
        draw, _, _, _ = model.draws(Decision.CONTEST, model.month, one.identity, vacancy.key)
        parts = (*one.parts_of_score(), advantage, taste(draw))
    age = model.month - one.birth_month
    return Candidate(one.identity, post.index, post.kind, post.county, post.prefecture, age, parts, bid[2], 0.0)


def _outsider(vacancy: Any, department: Any) -> Candidate:
    """The one outsider considered for a chief's post."""
    model = department.model
    draw, _, _, _ = model.draws(Decision.CONTEST, model.month, vacancy.key, vacancy.key)
    parts = (0.0, 0.0, 0.0, 0.0, contest.outsider_score(vacancy.kind, model.behaviour), taste(draw))
    score = department.score_of_outsider(vacancy)
    return Candidate(NONE, NONE, NONE, NONE, NONE, NONE, parts, score, 0.0)


def _decided(held: Contest, asked: list[int], model: WatchedModel) -> Contest:
    """The contest with everybody's answer, told from who sits in the post at the end of the month."""
    holder = model.posts[held.post].incumbent
    seated = NONE if holder is None else holder.identity
    known = {one.cadre for one in held.candidates}
    told = []
    for one in held.candidates:
        answer = ""
        if one.post in asked:
            # The last to be asked said yes where the post did not go to the outsider; it stays vacant if he fell.
            is_last = one.post == asked[-1]
            answer = "declined" if not is_last or (holder is not None and seated not in known) else "not_cleared"
        if holder is not None and (one.cadre == seated or (one.cadre == NONE and seated not in known)):
            answer = "won"
        told.append(replace(one, answer=answer))
    return replace(held, candidates=tuple(told))
