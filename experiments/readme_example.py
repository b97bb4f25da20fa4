"""The example of README.md: `python -m experiments.readme_example` runs it and writes its table and figures anew.

The figures, one a language, are drawn by a browser (kaleido, extra `export`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from experiments.comparison import compare
from experiments.figures import survival
from experiments.headline import label, shown
from experiments.results import ComparisonData
from sim.scenario import read_scenario

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "README.md"
MARKERS = ("<!-- example -->\n", "\n<!-- /example -->")
NAMES = ("baseline", "mandatory_full_term", "synchronized_elections")
REPLICATES = 100
KEYS = (
    "completed_term_share",
    "restricted_mean_tenure_60",
    "elected_leave_within_12m_share",
    "joint_replacement_12m_share",
    "lobbying_effort_share",
    "coasting_share",
    "head_wait_months",
    "own_head_succession_share",
    "chiefs_share_of_upper_openings",
)
FIGURES = {"en": ROOT / "docs/figures/example.png", "zh": ROOT / "docs/figures/example.zh.png"}


def example(replicates: int = REPLICATES) -> ComparisonData:
    """The comparison that is told."""
    return compare([read_scenario(ROOT / "scenarios" / f"{name}.yaml") for name in NAMES], replicates).data


def table(means: Mapping[tuple[str, str], float | None]) -> str:
    """The table, from means by scenario and metric; a dash where none is defined."""
    rows = [["metric", *(f"`{name}`" for name in NAMES)], ["---"] * (1 + len(NAMES))]
    for key in KEYS:
        rows.append([label(key, "en"), *(shown(means[name, key], key) for name in NAMES)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main() -> None:
    """Run, and write."""
    data = example()
    before, rest = PAGE.read_text(encoding="utf-8").split(MARKERS[0])
    _, after = rest.split(MARKERS[1])
    told = table({(name, key): data.estimates[name, key].mean for name in NAMES for key in KEYS})
    PAGE.write_text(before + MARKERS[0] + "\n" + told + "\n" + MARKERS[1] + after, encoding="utf-8")
    full = survival.table(data)
    for language, path in FIGURES.items():
        path.parent.mkdir(exist_ok=True)
        survival.figure(full, language).write_image(path, width=900, height=620, scale=1.5)


if __name__ == "__main__":
    main()
