"""Phase 7: talks, misconduct and its growth, detection, complaints."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sim.engines.agents.codes import CaseOutcome, Channel, Decision
from sim.mechanisms import detection, environment
from sim.mechanisms import supervision as conduct
from sim.records import write_case
from sim.rule import chance_within_month, months_until
from sim.vocabulary import NEVER, NONE


class IsOnRecord:
    """What comes to be known of a cadre's misconduct."""

    def note_case(self: Any, month: int, channel: int, outcome: int) -> None:
        """A row of the ledger for a case found in `month`, or never."""
        row, post = SimpleNamespace(), self.post
        severity = self.misconduct_severity
        write_case(row, self, post.county, post.kind, month, severity, channel, outcome)
        self.model.note("cases", row)

    def settle_case(self: Any, channel: int, correct_draw: float) -> bool:
        """What becomes of misconduct that was found; True where it costs the post."""
        model, severity = self.model, self.misconduct_severity
        if detection.is_removed_for(severity, model.behaviour):
            self.note_case(model.month, channel, CaseOutcome.REMOVED)
            return True
        if detection.is_corrected(severity, correct_draw, self.post.policy, model.behaviour):
            self.note_case(model.month, channel, CaseOutcome.PUT_RIGHT)
            self.misconduct_since_month = NEVER
            self.misconduct_severity = 0.0
            self.admonished_month = model.month
        else:
            self.note_case(model.month, channel, CaseOutcome.PASSED_OVER)
        return False


class IsSupervised:
    """A chief and those who watch him."""

    def be_supervised(self: Any) -> None:
        """A month under supervision."""
        model, identity = self.model, self.identity
        talk_draw, onset_draw, find_draw, complaint_draw = model.draws(Decision.MISCONDUCT, model.month, identity, 0)
        self.behave(talk_draw, onset_draw)
        if self.misconduct_since_month != NEVER:
            self.be_looked_into(find_draw)
        if self.misconduct_since_month == NEVER:
            self.be_complained_of(complaint_draw)

    def behave(self: Any, talk_draw: float, onset_draw: float) -> None:
        """A talk, perhaps; and the onset or growth of misconduct."""
        month, regime, behaviour = self.model.month, self.place.regime, self.model.behaviour
        if conduct.is_admonished(talk_draw, regime.policy):
            self.admonished_month = month
        since = environment.months_since_event(month, self.admonished_month)
        if self.misconduct_since_month == NEVER:
            hazard = conduct.onset_hazard(
                self.integrity,
                regime.power_held[self.role],
                int(self.home != NONE),
                since,
                regime.risk,
                regime.policy,
                behaviour,
            )
            if months_until(hazard, onset_draw) < 1.0:
                self.misconduct_since_month = month
                self.misconduct_severity = conduct.first_severity(behaviour)
        else:
            self.misconduct_severity = conduct.next_severity(self.misconduct_severity, since, behaviour)

    def be_looked_into(self: Any, find_draw: float) -> None:
        """Whether my misconduct comes to light this month, and what becomes of me then."""
        model, regime, severity = self.model, self.place.regime, self.misconduct_severity
        is_found = months_until(detection.detection_hazard(severity, regime.risk), find_draw) < 1.0
        if not is_found and not detection.is_review_due(model.month - self.since_month, regime.policy):
            return
        channel_draw, review_draw, correct_draw, _ = model.draws(Decision.DETECTION, model.month, self.identity, 0)
        channel = NONE
        if is_found:
            by_report = detection.found_by_report(channel_draw, regime.openness, regime.policy, model.behaviour)
            channel = Channel.REPORT if by_report else Channel.ORGANS
        elif review_draw < detection.chance_at_review(severity, model.behaviour):
            channel = Channel.REVIEW
        if channel != NONE and self.settle_case(channel, correct_draw):
            self.found_channel = channel

    def chances_of_exposure(self: Any) -> dict[str, float]:
        """The chances that misconduct which costs the post comes to light this month, and in a review if one is due.

        Asked after the month's supervision, which may have let it grow.
        """
        severity, behaviour = self.misconduct_severity, self.model.behaviour
        if self.misconduct_since_month == NEVER or not detection.is_removed_for(severity, behaviour):
            return {"misconduct": 0.0, "review": 0.0}
        review = 0.0
        if detection.is_review_due(self.model.month - self.since_month, self.place.policy):
            review = detection.chance_at_review(severity, behaviour)
        found = detection.detection_hazard(severity, self.place.regime.risk)
        return {"misconduct": chance_within_month(found), "review": review}

    def be_complained_of(self: Any, complaint_draw: float) -> None:
        """An unfounded complaint, perhaps, and what it does."""
        model, policy, behaviour = self.model, self.place.policy, self.model.behaviour
        hazard = detection.unfounded_complaint_hazard(self.development_effort, policy, behaviour)
        if months_until(hazard, complaint_draw) >= 1.0:
            return
        _, _, _, fall_draw = model.draws(Decision.DETECTION, model.month, self.identity, 0)
        if detection.falls_over_complaint(fall_draw, policy, behaviour):
            self.found_channel = Channel.REPORT
            self.note_case(model.month, Channel.REPORT, CaseOutcome.REMOVED)
        elif detection.is_hurt_by_complaint(fall_draw, policy):
            self.take_setback()
