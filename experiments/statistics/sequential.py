"""An answer that may be looked at after every run.

A confidence sequence is an interval for each number of replicates n, such that all of them together hold the true mean
with the stated probability; one may stop whenever one likes, for whatever reason, and the interval at hand still holds.
The one used here is that of the t test with a normal mixture over the effect in standard deviations and the
right-invariant mixture over the standard deviation (Lai 1976; Wang & Ramdas 2025, whose test martingale it inverts),
its t freed of skewness by Hall's (1992) transformation.

*Assumptions.* Differences of replicates are independent (keys of the random cube never meet twice) and of finite
variance. Without Hall's term and for normal data the error is at most alpha, exactly and at every n together (Ville's
inequality); otherwise it tends to at most alpha as the first look is later (Waudby-Smith et al. 2024). Hence no look
before `FIRST` replicates, and none before `LEAST_UNLIKE` of them differ. The tests measure the error with normal,
skewed and discrete differences, a look after every replicate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from scipy.special import lambertw

from experiments.statistics.paired import LEAST_UNLIKE, unlike, variance

FIRST = 30
"""Replicates before the first look."""

MOST = 10_000_000
"""Replicates beyond which a forecast is no longer a number."""

SAME_SHARE = 0.05
"""Differences all alike are called the same once at most so large a share of futures can be unlike them."""


class Answer(StrEnum):
    """What can be said about a difference, A less B, seen so that more is better."""

    BETTER = "better"
    WORSE = "worse"
    EQUIVALENT = "equivalent"
    UNDECIDED = "undecided"
    SAME = "same"


@dataclass(frozen=True)
class Moments:
    """Differences in short: how many, mean, sample deviation, and skewness (third central moment over the cube of the
    deviation, both divided by n; 0 where they do not vary)."""

    n: int
    mean: float
    sd: float
    skewness: float = 0.0


def moments(values: list[float]) -> Moments:
    """The moments of `values`, sums exactly rounded. Raises ValueError for none."""
    n = len(values)
    if not n:
        raise ValueError("there is no difference to look at")
    mean = math.fsum(values) / n
    square = math.fsum((x - mean) * (x - mean) for x in values) / n
    cube = math.fsum((x - mean) * (x - mean) * (x - mean) for x in values) / n
    return Moments(n, mean, math.sqrt(variance(values)), cube / (square * math.sqrt(square)) if square > 0.0 else 0.0)


@dataclass(frozen=True)
class Rule:
    """What is asked, fixed before the first run.

    Attributes
    ----------
    delta: the least difference that matters, > 0, in the unit of the metric.
    level: probability that every interval holds, all looks together.
    aim: replicates at which the interval is to be as narrow as it can be; a guess, which costs width and not validity.
    first: replicates before the first look.

    Raises ValueError for values out of range.
    """

    delta: float
    level: float = 0.95
    aim: int = 100
    first: int = FIRST

    def __post_init__(self) -> None:
        if not (self.delta > 0.0 and math.isfinite(self.delta)):
            raise ValueError(f"delta must be positive, not {self.delta!r}")
        if not (0.5 <= self.level < 1.0 and self.aim >= 2 and self.first >= 2):
            raise ValueError("level must lie in [0.5, 1), aim and first must be 2 or more")

    @cached_property
    def mixture(self) -> float:
        """Variance of the mixture over the effect in SD: -(W(-alpha^2 / e) + 1) / aim, W the lower Lambert branch,
        which makes the interval narrowest at `aim` (Howard et al. 2021, section 3.5)."""
        alpha = 1.0 - self.level
        return float(-(lambertw(-alpha * alpha / math.e, -1).real + 1.0)) / self.aim

    def width(self, n: int) -> float:
        """Half-width of the interval at `n` replicates, in standard errors s / sqrt(n); infinite where n is too few.

        With r = 1 + n g, g the mixture's variance, and q = (sqrt(r) / alpha)^(2 / n): all t with t^2 below
        (n - 1)(q - 1) / (1 - q / r) are those whose mixture likelihood ratio stays below 1 / alpha.
        """
        if n < 2:
            return math.inf
        ratio = 1.0 + n * self.mixture
        power = math.exp(2.0 / n * (0.5 * math.log(ratio) - math.log(1.0 - self.level)))
        if power >= ratio:
            return math.inf
        return math.sqrt((n - 1) * (power - 1.0) / (1.0 - power / ratio))

    def interval(self, seen: Moments) -> tuple[float, float]:
        """The interval of the mean difference. Of values that do not vary, the value itself."""
        if seen.sd == 0.0:
            return seen.mean, seen.mean
        reach = self.width(seen.n) / math.sqrt(seen.n)
        if math.isinf(reach):
            return -math.inf, math.inf
        ends = (unskewed(reach, seen), unskewed(-reach, seen))
        return seen.mean - seen.sd * ends[0], seen.mean - seen.sd * ends[1]

    def answer(self, seen: Moments) -> Answer:
        """What the interval allows to say; see `look` for values that hardly vary."""
        if seen.n < self.first:
            return Answer.UNDECIDED
        low, high = self.interval(seen)
        if low >= self.delta:
            return Answer.BETTER
        if high <= -self.delta:
            return Answer.WORSE
        if -self.delta <= low and high <= self.delta:
            return Answer.EQUIVALENT
        return Answer.UNDECIDED

    def more(self, seen: Moments) -> int | None:
        """About how many more replicates until an answer, if mean, deviation and skewness stay as they are; None for
        more than `MOST`, as where the difference is just as large as delta."""

        def enough(replicates: int) -> bool:
            then = Moments(replicates, seen.mean, seen.sd, seen.skewness)
            return self.answer(then) is not Answer.UNDECIDED

        if enough(seen.n):
            return 0
        low, high = seen.n, max(2 * seen.n, self.first)
        while not enough(high):
            low, high = high, 2 * high
            if high > MOST:
                return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if enough(middle) else (middle, high)
        return high - seen.n


def unskewed(reach: float, seen: Moments) -> float:
    """The z = (mean - truth) / sd whose Hall transform, z + c z^2 / 3 + c^2 z^3 / 27 + c / (6 n), c the skewness, is
    `reach`. The transform grows with z, so that there is one."""
    skew = seen.skewness
    if abs(skew) < 1e-6:
        return reach - skew / (6.0 * seen.n)
    return 3.0 / skew * (math.cbrt(1.0 + skew * (reach - skew / (6.0 * seen.n))) - 1.0)


@dataclass(frozen=True)
class Look:
    """What is seen after so many replicates.

    Attributes
    ----------
    seen: the differences in short. low, high: the interval, infinite before it is defined.
    answer: what may be said. rule: under which it is said.
    differing: differences unlike the commonest one.
    """

    seen: Moments
    low: float
    high: float
    answer: Answer
    rule: Rule
    differing: int

    @property
    def unlike_share(self) -> float | None:
        """Where all differences are alike, the share of futures in which they might still be others, at most, with the
        level of the rule; None elsewhere. A larger share p would have shown itself: n alike have the probability
        (1 - p)^n, which only falls with n, so that the bound holds whenever one looks."""
        return None if self.differing else 1.0 - (1.0 - self.rule.level) ** (1.0 / self.seen.n)

    @cached_property
    def more(self) -> int | None:
        """About how many replicates are still needed; 0 with an answer, None for more than `MOST`."""
        if self.answer is not Answer.UNDECIDED:
            return 0
        if not self.differing:
            return _alike_needed(self.rule) - self.seen.n if abs(self.seen.mean) != self.rule.delta else None
        if self.differing < LEAST_UNLIKE:
            return math.ceil(self.seen.n * LEAST_UNLIKE / self.differing) - self.seen.n
        return self.rule.more(self.seen)


def look(differences: list[float], rule: Rule) -> Look:
    """What the differences so far allow to say under `rule`. Raises ValueError for none."""
    seen = moments(differences)
    differing = unlike(differences)
    if differing < LEAST_UNLIKE and (differing or seen.n < _alike_needed(rule)):
        return Look(seen, -math.inf, math.inf, Answer.UNDECIDED, rule, differing)
    answer = Answer.SAME if not differing and seen.mean == 0.0 else rule.answer(seen)
    return Look(seen, *rule.interval(seen), answer, rule, differing)


def _alike_needed(rule: Rule) -> int:
    """Replicates, all alike, after which at most `SAME_SHARE` of futures can be unlike them."""
    return max(rule.first, math.ceil(math.log(1.0 - rule.level) / math.log(1.0 - SAME_SHARE)))
