"""A question put to a study: runs in growing batches until a rule that may look at any time answers, or a budget ends.

`ask` decides on one contrast of two scenarios; `rank` looks for the best of all points and confirms it on a seed that
the contest has not seen. What is run, and when it is looked at, follows from the study and from results alone: a folder
takes an inquiry up again where it stopped, and ends where it would have ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from experiments.design import Point, points
from experiments.results import plain
from experiments.runner import Progress, run_points
from experiments.statistics.paired import LEAST_DEFINED_SHARE, Difference, defined
from experiments.statistics.precision import Pairing, pairing
from experiments.statistics.selection import Contest, Selection, confirm, select
from experiments.statistics.sequential import FIRST, Answer, Look, Rule, look
from experiments.study import Ask, Study
from sim.metrics import METRICS, Better
from sim.run import minimum_months
from sim.texts.user_error import UserError

LEAST_BATCH = 10
"""Replicates added at a time, at least; at most as many as there are."""

FRESH_SEED = 2**31
"""Added to a study's seed, modulo 2**32, for replicates that a contest has not seen."""

MOST_POLICIES = 200
MOST_RIVALS = 3


@dataclass(frozen=True)
class Asked:
    """What came of `ask`.

    Attributes
    ----------
    seen: the last look, signed so that more is better (higher, where neither way is better); None where the metric is
        undefined in too many futures. sign: -1 where less of the metric is better.
    replicates: futures of either scenario. defined: pairs that define the metric. failed: runs that raised an error.
    looks: how often it was looked. pairing: what sharing the luck was worth.
    """

    ask: Ask
    seen: Look | None
    sign: int
    replicates: int
    defined: int
    failed: int
    looks: int
    pairing: Pairing

    def as_json(self, study: Study) -> dict[str, object]:
        """Plain values, schema 1, the difference in the metric's own sign; None for what is undefined or not bounded.

        They depend on the study alone, not on workers or on how often it was taken up again.
        """
        seen, won = self.seen, self.pairing
        ends = [None, None] if seen is None else [plain(self.sign * end) for end in (seen.low, seen.high)]
        return {
            "schema": 1,
            "study": study.name,
            "seed": study.seed,
            "metric": self.ask.metric,
            "unit": METRICS[self.ask.metric].unit,
            "scenario": self.ask.scenario,
            "against": self.ask.against,
            "delta": self.ask.delta,
            "error_share": self.ask.error_share,
            "answer": "undefined" if seen is None else str(seen.answer.value),
            "difference": {
                "mean": None if seen is None else self.sign * seen.seen.mean,
                "interval": ends[:: self.sign],
            },
            "unlike_share": None if seen is None else seen.unlike_share,
            "more_replicates": None if seen is None else seen.more,
            "replicates": self.replicates,
            "runs": 2 * self.replicates,
            "defined": self.defined,
            "failed": self.failed,
            "looks": self.looks,
            "pairing": {
                "correlation": won.correlation,
                "variance_reduction": won.variance_reduction,
                "ci95": [won.low, won.high],
            },
        }


def ask(
    study: Study,
    folder: Path | None = None,
    workers: int | None = None,
    most: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Asked:
    """Run the study's contrast until it is decided, or `most` replicates (those of the study where None) are run.

    Raises UserError where the study asks nothing, or what `experiments.runner.run_points` raises.
    """
    if study.ask is None:
        raise UserError("ask.nothing_asked", study.name)
    wanted = study.ask
    arms = {scenario.name: scenario for scenario in study.scenarios}
    strictest = max(minimum_months(arms[name]) for name in (wanted.against, wanted.scenario))
    pair = [
        Point(number, arms[name], minimum_months=strictest)
        for number, name in enumerate((wanted.against, wanted.scenario))
    ]
    rule = Rule(wanted.delta, 1.0 - wanted.error_share)
    budget, sign = most or wanted.most_replicates, _sign(wanted.metric)
    replicates, looks = min(FIRST, budget), 0
    with _kept(folder) as place:
        while True:
            frame = run_points(
                pair, replicates, study.seed, folder=place, workers=workers, metrics=study.metrics, keep=(),
                progress=progress,
            )  # fmt: skip
            found = _asked(frame, wanted, rule, sign, looks + 1)
            looks += 1
            if replicates >= budget or (found.seen is not None and found.seen.answer is not Answer.UNDECIDED):
                return found
            replicates = min(budget, replicates + _next(found, replicates))


def _asked(frame: pl.DataFrame, wanted: Ask, rule: Rule, sign: int, looks: int) -> Asked:
    against, own = (frame.filter(pl.col("point") == number)[wanted.metric].to_list() for number in (0, 1))
    gaps = [sign * (a - b) for a, b in zip(own, against, strict=True) if len(defined((a, b))) == 2]
    enough = gaps and len(gaps) >= LEAST_DEFINED_SHARE * len(own)
    failed = frame.height - frame["error"].null_count()
    seen = look(gaps, rule) if enough else None
    return Asked(wanted, seen, sign, len(own), len(gaps), failed, looks, pairing(own, against))


def _next(found: Asked, replicates: int) -> int:
    """Replicates to add: what the forecast asks for, but neither few nor more than there are."""
    more = found.seen.more if found.seen is not None else None
    return max(LEAST_BATCH, min(replicates if more is None else more, replicates))


@dataclass(frozen=True)
class Ranked:
    """What came of `rank`.

    Attributes
    ----------
    points: the policies. metric, delta: what was asked. sign: -1 where less is better.
    selection: the contest. rivals: numbers of policies that the winner was confirmed against.
    confirmed: the winner less each rival on fresh futures, in the metric's own sign, with Holm's p; fresh: how many.
    """

    points: tuple[Point, ...]
    metric: str
    delta: float
    sign: int
    selection: Selection
    rivals: tuple[int, ...]
    confirmed: tuple[tuple[Difference, float], ...]
    fresh: int

    @property
    def runs(self) -> int:
        """Runs of the contest and of its confirmation."""
        return self.selection.runs + self.fresh * (1 + len(self.rivals))

    def as_json(self, study: Study) -> dict[str, object]:
        """Plain values, schema 1, policies in the order of the study; means and differences in the own sign."""
        found = self.selection
        policies = [
            {
                "scenario": point.scenario.name,
                "levers": dict(point.levers),
                "behaviour": dict(point.behaviour),
                "mean": self.sign * found.means[number],
                "left_after": found.left_after[number],
            }
            for number, point in enumerate(self.points)
        ]
        rivals = [
            {"policy": rival, "difference": {"mean": gap.mean, "ci95": [gap.ci_low, gap.ci_high]}, "p_value_holm": p}
            for rival, (gap, p) in zip(self.rivals, self.confirmed, strict=True)
        ]
        return {
            "schema": 1,
            "study": study.name,
            "seed": study.seed,
            "metric": self.metric,
            "unit": METRICS[self.metric].unit,
            "delta": self.delta,
            "policies": policies,
            "best": found.best,
            "decided": found.decided,
            "replicates": found.replicates,
            "runs": self.runs,
            "confirmation": {"replicates": self.fresh, "rivals": rivals},
        }


def rank(
    study: Study,
    metric: str,
    delta: float,
    level: float = 0.95,
    most: int = 1000,
    folder: Path | None = None,
    workers: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Ranked:
    """Find the best point of a study by `metric`, and confirm it against the last rivals and the first point.

    Each round of the contest has a block of futures of its own, in which only those still in it are run. Raises
    UserError where neither way of the metric is better, where there are not two policies or too many, or where the
    metric is undefined in a future.
    """
    if METRICS[metric].better is Better.NEITHER:
        raise UserError("rank.neither", study.name, name=metric)
    policies, sign = points(study), _sign(metric)
    if not 2 <= len(policies) <= MOST_POLICIES:
        raise UserError("rank.policies", study.name, number=len(policies), limit=MOST_POLICIES)
    contest = Contest(len(policies), delta, level)
    rounds = 0

    def draw(wanted: Sequence[int], first: int, last: int) -> np.ndarray:
        nonlocal rounds
        own = [replace(policies[number], block=rounds) for number in wanted]
        place = None if folder is None else folder / f"round-{rounds:04d}"
        rounds += 1
        frame = run_points(
            own, last - first, study.seed, folder=place, workers=workers, metrics=(metric,), keep=(), progress=progress
        )
        return sign * _values(frame, own, metric, study)

    found = select(draw, contest, max(most, contest.first), batch=contest.first)
    rivals = _rivals(found, sign)
    fresh = max(contest.first, min(found.replicates, most))
    finalists = [policies[number] for number in (found.best, *rivals)]
    frame = run_points(
        finalists, fresh, (study.seed + FRESH_SEED) % 2**32, folder=None if folder is None else folder / "confirmed",
        workers=workers, metrics=(metric,), keep=(), progress=progress,
    )  # fmt: skip
    values = _values(frame, finalists, metric, study)
    confirmed = confirm(values[0].tolist(), [row.tolist() for row in values[1:]])
    return Ranked(policies, metric, delta, sign, found, tuple(rivals), tuple(confirmed), fresh)


def _rivals(found: Selection, sign: int) -> list[int]:
    """The first policy, and those that stayed longest, the better mean first among equals."""
    others = [number for number in range(len(found.means)) if number != found.best]
    stayed = [found.left_after[number] or found.replicates + 1 for number in range(len(found.means))]
    last = sorted(others, key=lambda number: (-stayed[number], -found.means[number]))[:MOST_RIVALS]
    return last if 0 in (*last, found.best) else [*last[: MOST_RIVALS - 1], 0]


def _values(frame: pl.DataFrame, wanted: Sequence[Point], metric: str, study: Study) -> np.ndarray:
    rows = [frame.filter(pl.col("point") == point.number).sort("replicate")[metric].to_list() for point in wanted]
    values = np.array(rows, float)
    if not np.isfinite(values).all():
        raise UserError("rank.undefined", study.name, name=METRICS[metric].label)
    return values


def _sign(metric: str) -> int:
    return -1 if METRICS[metric].better is Better.LESS else 1


def _kept(folder: Path | None) -> AbstractContextManager[str | Path]:
    """The folder asked for, or one that lasts as long as the question."""
    return nullcontext(folder) if folder is not None else TemporaryDirectory(prefix="renqi-ask-")
