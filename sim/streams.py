"""Randomness as a cube: who x month x decision.

A draw is a pure function of (seed, replicate, decision, month, who, whom). Nothing is consumed and
nothing is ordered, so one more cadre, one more metric, another number of threads or another
engine changes no draw, and two policies meet the same luck for as long as they lead to the same question
(common random numbers: Klein et al. 2024). The generator is Philox 4x32 with ten rounds (Salmon et al. 2011);
its known-answer vectors are in the tests.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.rule import rule

WORD = 0xFFFFFFFF


class Key(NamedTuple):
    """What separates one simulated future from another; both numbers in 0 ... 2**32 - 1."""

    seed: int
    replicate: int


@rule
def philox(k0: int, k1: int, c0: int, c1: int, c2: int, c3: int) -> tuple[int, int, int, int]:
    """Ten rounds of Philox 4x32: four 32-bit words from a 64-bit key and a 128-bit counter.

    The product of two 32-bit words may pass 2**63. Python keeps it whole, a 64-bit register wraps it;
    the masks read the same 64 bits either way, so one text serves both engines.
    """
    for _ in range(10):
        left = 0xD2511F53 * c0
        right = 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (
            ((right >> 32) & 0xFFFFFFFF) ^ c1 ^ k0,
            right & 0xFFFFFFFF,
            ((left >> 32) & 0xFFFFFFFF) ^ c3 ^ k1,
            left & 0xFFFFFFFF,
        )
        k0 = (k0 + 0x9E3779B9) & 0xFFFFFFFF
        k1 = (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3


@rule
def draws(
    seed: int, replicate: int, decision: int, month: int, who: int, whom: int
) -> tuple[float, float, float, float]:
    """Four draws in (0, 1), each one word plus one half over 2**32.

    Decisions that one person takes together read neighbouring words of one block.
    Negative months (burn-in) and `NONE` count modulo 2**32.
    """
    a, b, c, d = philox(
        int(seed) & 0xFFFFFFFF,
        int(replicate) & 0xFFFFFFFF,
        (decision + 0) & 0xFFFFFFFF,
        int(month) & 0xFFFFFFFF,
        int(who) & 0xFFFFFFFF,
        int(whom) & 0xFFFFFFFF,
    )
    return (a + 0.5) / 4294967296.0, (b + 0.5) / 4294967296.0, (c + 0.5) / 4294967296.0, (d + 0.5) / 4294967296.0
