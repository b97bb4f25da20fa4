"""Phase 6: training in depth; favour won by lobbying, and fading."""

from __future__ import annotations

from typing import Any

from sim.engines.agents.codes import Competency, Decision
from sim.mechanisms import choice as options
from sim.mechanisms import learning as lessons


class Learns:
    """What a chief learns, and whom he wins over."""

    def learn(self: Any) -> None:
        """Training, for one who is sent; and favour a month on."""
        model = self.model
        go_draw, fit_draw, course_draw, _ = model.draws(Decision.TRAINING, model.month, self.identity, 0)
        if lessons.goes_to_training(go_draw, self.place.policy):
            self.train(fit_draw, course_draw)
        self.favour = options.next_favour(
            self.favour, self.lobbying_effort, self.lobbying_skill, self.closeness, model.behaviour
        )

    def train(self: Any, fit_draw: float, course_draw: float) -> None:
        """A month of training in one competency."""
        burden, behaviour, after = self.place.burden, self.model.behaviour, lessons.after_training
        field = lessons.field_of_training(self.weakest_field(), fit_draw, course_draw, self.place.policy)
        self.command = after(self.command, int(field == Competency.COMMAND), burden, behaviour)
        self.decision = after(self.decision, int(field == Competency.DECISION), burden, behaviour)
        self.organising = after(self.organising, int(field == Competency.ORGANISING), burden, behaviour)
        self.judging = after(self.judging, int(field == Competency.JUDGING), burden, behaviour)
        self.crisis = after(self.crisis, int(field == Competency.CRISIS), burden, behaviour)
        self.economic = after(self.economic, int(field == Competency.ECONOMIC), burden, behaviour)
        self.integrity = after(self.integrity, int(field == Competency.INTEGRITY), burden, behaviour)
        self.training_months = lessons.training_received(self.training_months)

    def weakest_field(self: Any) -> int:
        """The competency in which I am weakest."""
        return lessons.weakest_field(
            self.command,
            self.decision,
            self.organising,
            self.judging,
            self.crisis,
            self.economic,
            self.integrity,
        )
