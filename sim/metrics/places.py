"""Where the counties of a world lie and when their clocks strike: what does not change during a run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Places(NamedTuple):
    """The map behind a ledger, one entry a county.

    Attributes
    ----------
    province, prefecture: indices, int64, shape (counties,).
    development: percentile of the development index, float64, 0-1.
    development_third, difficulty_third: 0, 1 or 2 (2: the richest, the most troubled), int64.
    congress_phase: a party congress of the county falls in month m where (m - phase) % 60 == 0, int64.
    head_election_phase: the same for the election of the head at the people's congress 换届, int64.
        Both are those of the baseline calendar, whatever a policy moves.
    province_names: names, one a province; the other four: names in English and Chinese, one a prefecture or county.
    """

    province: np.ndarray
    prefecture: np.ndarray
    development: np.ndarray
    development_third: np.ndarray
    difficulty_third: np.ndarray
    congress_phase: np.ndarray
    head_election_phase: np.ndarray
    province_names: tuple[str, ...] = ()
    prefecture_names: tuple[str, ...] = ()
    prefecture_names_zh: tuple[str, ...] = ()
    county_names: tuple[str, ...] = ()
    county_names_zh: tuple[str, ...] = ()

    @property
    def counties(self) -> int:
        """Number of counties."""
        return int(self.province.size)
