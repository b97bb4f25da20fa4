"""Try a behaviour of one's own: subclass a chief in Mesa, and compare with chiefs as they are in the same future."""

# %% A chief who stops lobbying once he has been admonished, and works instead.
from dataclasses import replace
from pathlib import Path

from sim import read_scenario, run
from sim.engines.agents.people import Chief
from sim.streams import Key
from sim.vocabulary import NEVER
from sim.world import WorldSpec

SCENARIOS = Path(__file__).parents[2] / "scenarios"


class Chastened(Chief):
    """After a talk of admonition 诫勉 he puts the effort of lobbying into the long run."""

    def choose(self):
        """Shares of effort on development, showcase, lobbying, routine and none, and what the post is worth to him."""
        development, showcase, lobbying, routine, coasting, stay_worth = super().choose()
        if self.admonished_month == NEVER:
            return development, showcase, lobbying, routine, coasting, stay_worth
        return development + lobbying, showcase, 0.0, routine, coasting, stay_worth


# %% The same future twice: the tiny world under yearly talks, with usual chiefs and with these.
scenario = replace(
    read_scenario(SCENARIOS / "baseline.yaml"),
    world=WorldSpec("tiny"),
    horizon_months=120,
    policy={"talks_per_year": 2.0},
)
usual = run(scenario, Key(1, 0), engine="agents")
chastened = run(scenario, Key(1, 0), engine="agents", chief=Chastened)

# %% What became of their effort.
lobbying = {}
for name, ledger in (("usual", usual), ("chastened", chastened)):
    rows = ledger.frame("chief_periods")
    lobbying[name] = (rows["lobbying_effort"] * rows["months"]).sum() / rows["months"].sum()
    print(f"{name}: {100 * lobbying[name]:.1f} % of effort on lobbying")
