"""Compare two policies from Python, cell by cell; an editor that knows `# %%` opens it as a notebook."""

# %% One future: a scenario file in, tables out.
from pathlib import Path

from experiments import compare
from sim import read_scenario, run

SCENARIOS = Path(__file__).parents[2] / "scenarios"
baseline = read_scenario(SCENARIOS / "baseline.yaml")
ledger = run(baseline)
spells = ledger.frame("spells", named=True)
print(spells.group_by("role", "exit_reason").len().sort("role", "exit_reason"))

# %% A policy of one's own: the baseline with two levers moved.
from dataclasses import replace  # noqa: E402

from sim.texts import Text  # noqa: E402

mine = replace(
    baseline,
    title=Text("A year apart, and audited", "间隔一年、离任必审"),
    policy={"pair_gap_compliance_share": 0.9, "handover_audit_share": 1.0},
)

# %% Both over the same simulated futures.
found = compare([baseline, mine], replicates=4, seed=7)
gap = found.data.differences[found.data.scenarios[1].name, "joint_replacement_without_succession_share"]
print(f"joint replacements without succession: {gap.mean:+.3f} a pair-year [{gap.ci_low:+.3f}, {gap.ci_high:+.3f}]")

# %% Every number as a polars frame, for what the report does not draw.
import polars as pl  # noqa: E402

values = pl.DataFrame(
    {"scenario": s.name, "future": future, "lobbying": one.metrics["lobbying_effort_share"]}
    for s in found.data.scenarios
    for future, one in enumerate(s.runs)
)
print(values.group_by("scenario", maintain_order=True).agg(pl.col("lobbying").mean()))
