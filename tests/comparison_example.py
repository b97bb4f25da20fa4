"""A comparison of three scenarios of the synthetic simulator, for tests of figures and reports."""

from __future__ import annotations

from functools import cache

import numpy as np

from experiments.pilot import PilotCheck
from experiments.results import Change, ComparisonData, ScenarioResult, summarise
from sim.metrics import RunTables
from sim.texts import Text
from tests.synthetic import ledger, places

SCENARIOS: tuple[tuple[str, Text, dict[str, float]], ...] = (
    ("baseline", Text("Practice of 1999–2012", "1999—2012年实践"), {}),
    ("mandatory_full_term", Text("A full term for all moves", "所有调动须任满一届"), {"minimum": 60}),
    ("linked", Text("Elections <linked> & planned", "联动<换届>"), {"peak": 6.0, "hazard": 0.024}),
)


@cache
def example(scenarios: int = 3, replicates: int = 4) -> ComparisonData:
    """The first `scenarios` of `SCENARIOS`, `replicates` futures of 20 years each."""
    where = places()
    results = []
    for name, title, settings in SCENARIOS[:scenarios]:
        histories = [ledger(where, seed, **settings) for seed in range(replicates)]  # type: ignore[arg-type]
        change = Change(
            Text("Compliance", "执行率"),
            Text("0 %", "0%"),
            Text("90 %", "90%"),
            Text("from month 0", "自第0月起"),
            Text("everywhere", "全部地区"),
        )
        results.append(
            ScenarioResult(
                name,
                title,
                Text("What if everybody stays?", "若人人任满会怎样？"),
                tuple(summarise(RunTables(history, where, 60)) for history in histories),
                (Text("Nobody leaves before 60 months.", "未满60个月不得离任。"),),
                (change,) if name != "baseline" else (),
                histories[0]["spells"],
            )
        )
    world = Text("a province of 24 counties", "一省24县")
    command = "renqi compare scenarios/baseline.yaml scenarios/mandatory_full_term.yaml --seed 7"
    rng = np.random.default_rng(0)
    without = 20.0 + rng.normal(size=(replicates, 4, 2, 2))
    within = without + rng.normal(-5.0, 1.0, size=without.shape) * np.array([[0.0, 0.0], [0.0, 1.0]])
    checks = tuple(PilotCheck(one.name, one.title, without, within) for one in results[1:])
    versions = {"renqi": "0.1.0"}
    return ComparisonData(tuple(results), 7, 240, (2003, 1), world, command, where, versions, pilots=checks)
