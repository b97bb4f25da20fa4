"""A search for policies that no other beats on every count: several objectives, a few levers, optuna's NSGA-II.

Deb et al.'s genetic search (2002) keeps a population of policies, crosses those that nothing dominates and
varies them. Its state is a journal on disk: every policy tried, with what came of it. The luck of each trial comes
from the seed and the trial's place alone, so a search that was stopped anywhere goes on as if it had not been.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from experiments.statistics.pareto import front
from sim.lever import Lever
from sim.policy import LEVERS, OutOfRange, UnknownName

JOURNAL = "search.journal"
_STUDY = "renqi"
_WHOLE_UNITS = frozenset({"months", "years", "matters"})
_NAME = "name"

Values = Sequence[float | None]
Evaluate = Callable[[list[dict[str, float]]], Sequence[Values]]
"""Policies (the levers searched over, by name) to the values of the objectives, None where undefined."""


@dataclass(frozen=True)
class Axis:
    """One lever that is searched over, between two settings; a lever with named positions takes those between them."""

    lever: str
    low: float
    high: float

    def __post_init__(self) -> None:
        if self.lever not in LEVERS:
            raise UnknownName(self.lever, LEVERS)
        for end in (self.low, self.high):
            if not LEVERS[self.lever].allows(end):
                raise OutOfRange(LEVERS[self.lever], end)
        if self.low >= self.high:
            raise ValueError(f"{self.lever}: nothing lies between {self.low} and {self.high}")

    @property
    def declared(self) -> Lever:
        """The lever itself."""
        return LEVERS[self.lever]


@dataclass(frozen=True)
class Trial:
    """A policy that was tried: its levers, and the values of the objectives, None where one was undefined."""

    levers: Mapping[str, float]
    values: tuple[float, ...] | None


@dataclass(frozen=True)
class Found:
    """What a search has come to: every trial in order, and the places of those that nothing tried dominates."""

    trials: tuple[Trial, ...]
    front: tuple[int, ...]


class OtherSearch(ValueError):
    """The journal on disk belongs to a search with other levers, objectives, population or seed."""


def search(
    axes: Sequence[Axis],
    more: Sequence[bool],
    evaluate: Evaluate,
    trials: int,
    folder: Path,
    population: int = 24,
    seed: int = 1,
    about: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Found:
    """Try `trials` policies in all, those in the journal of `folder` included, a generation at a time.

    Parameters
    ----------
    more: of each objective, whether more is better.
    evaluate: called with a generation (or what is left of one); its answer must depend on the policies alone.
    about: what else the values depend on (scenario, world, futures), so that a journal is never continued for another.

    The same call goes on where a stopped one was; a call with more trials adds to it. Raises OtherSearch where the
    journal belongs to another search, ValueError for fewer than two objectives.
    """
    if len(more) < 2:
        raise ValueError("a search needs two objectives or more; one alone has a best and no front")
    study = _opened(folder, axes, more, population, seed, about)
    _forget_unfinished(study)
    while (done := _finished(study)) < trials:
        size = min(population - done % population, trials - done)
        asked = [_asked(study, axes, population, seed, done + place) for place in range(size)]
        answers = evaluate([dict(trial.params) for trial in asked])
        for trial, values in zip(asked, answers, strict=True):
            _tell(study, trial, values)
        progress(_finished(study), trials)
    return found_in(study, more)


def found_in(study: Any, more: Sequence[bool]) -> Found:
    """What the finished trials of an optuna study come to."""
    tried = []
    for trial in study.get_trials(deepcopy=False):
        if trial.state.name in ("COMPLETE", "PRUNED"):
            values = tuple(float(v) for v in trial.values) if trial.state.name == "COMPLETE" else None
            tried.append(Trial({k: float(v) for k, v in trial.params.items()}, values))
    table = np.array([one.values if one.values is not None else (np.nan,) * len(more) for one in tried], float)
    kept = np.flatnonzero(front(table.reshape(len(tried), len(more)), more))
    return Found(tuple(tried), tuple(_first_of_each(tried, kept)))


def _first_of_each(tried: Sequence[Trial], kept: np.ndarray) -> list[int]:
    """One place for each policy: the search may come upon the same one twice."""
    seen: dict[tuple[tuple[str, float], ...], int] = {}
    for place in kept.tolist():
        seen.setdefault(tuple(sorted(tried[place].levers.items())), place)
    return list(seen.values())


def _opened(folder: Path, axes: Sequence[Axis], more: Sequence[bool], population: int, seed: int, about: str) -> Any:
    import optuna
    from optuna.storages.journal import JournalFileBackend, JournalFileOpenLock, JournalStorage

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    folder.mkdir(parents=True, exist_ok=True)
    path = str(folder / JOURNAL)
    storage = JournalStorage(JournalFileBackend(path, lock_obj=JournalFileOpenLock(path)))
    directions: Any = ["maximize" if up else "minimize" for up in more]
    name = hashlib.sha256(repr([list(axes), list(more), population, seed, about]).encode()).hexdigest()[:16]
    known = optuna.get_all_study_names(storage)
    if known and known != [f"{_STUDY}-{name}"]:
        raise OtherSearch(folder)
    return optuna.create_study(
        storage=storage, study_name=f"{_STUDY}-{name}", directions=directions, load_if_exists=True
    )


def _forget_unfinished(study: Any) -> None:
    """Trials that were under way when a search was stopped are asked for again."""
    from optuna.trial import TrialState

    for trial in study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)):
        study.tell(trial.number, state=TrialState.FAIL)


def _finished(study: Any) -> int:
    from optuna.trial import TrialState

    return len(study.get_trials(deepcopy=False, states=(TrialState.COMPLETE, TrialState.PRUNED)))


def _asked(study: Any, axes: Sequence[Axis], population: int, seed: int, place: int) -> Any:
    """The trial at `place` of the search: its luck depends on seed and place alone, not on when it was asked."""
    luck = int.from_bytes(hashlib.sha256(f"{seed} {place}".encode()).digest()[:4], "big")
    study.sampler = _sampler(population, luck)
    return study.ask({axis.lever: _distribution(axis) for axis in axes})


def _sampler(population: int, luck: int) -> Any:
    from optuna.samplers import NSGAIISampler

    class InOrder(NSGAIISampler):
        """Parents in the order of trials also where they are selected first, not only where they are read from disk."""

        def select_parent(self, study: Any, generation: int) -> list[Any]:
            return sorted(super().select_parent(study, generation), key=lambda trial: trial.number)

    return InOrder(population_size=population, seed=luck)


def _distribution(axis: Axis) -> Any:
    from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

    lever = axis.declared
    if lever.positions:
        return CategoricalDistribution(sorted(v for v in lever.positions.values() if axis.low <= v <= axis.high))
    if lever.unit in _WHOLE_UNITS and axis.low == int(axis.low) and axis.high == int(axis.high):
        return IntDistribution(int(axis.low), int(axis.high))
    return FloatDistribution(axis.low, axis.high)


def _tell(study: Any, trial: Any, values: Values) -> None:
    from optuna.trial import TrialState

    known = [float(v) for v in values if v is not None and np.isfinite(v)]
    if len(known) == len(study.directions):
        study.tell(trial, known)
    else:
        study.tell(trial, state=TrialState.PRUNED)
