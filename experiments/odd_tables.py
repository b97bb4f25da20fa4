"""The tables of `docs/odd.md`, generated from the declarations and the sources of the model.

`python -m experiments.odd_tables` writes them anew between their markers; a test holds them to be current.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from experiments.lever_table import lever_rows
from sim import lookahead, rule, streams, world
from sim.behaviour import PARAMETERS, behaviour
from sim.ledger import SORT_KEYS, TABLES
from sim.lever import Tier
from sim.policy import LEVERS
from sim.registry import MECHANISMS
from sim.rule import RULES
from sim.scenario import DEFAULT_BURN_IN_MONTHS, DEFAULT_HORIZON_MONTHS, DEFAULT_START
from sim.schedule import MONTH
from sim.state import STATE_FIELDS, Field
from sim.texts import say
from sim.vocabulary import CaseOutcome, Channel, Decision, Destination, ExitReason, Kind, Source
from sim.world import LARGEST_PREFECTURE, WorldSpec, build

PAGE = Path("docs/odd.md")

DECIDES: dict[Decision, str] = {
    Decision.TRAITS: "age at entry, schooling, home county and grass-roots work of a newcomer",
    Decision.ABILITIES: "his seven competencies and his skill in lobbying",
    Decision.MOTIVES: "his ambition, will to serve, impatience and first appraisal",
    Decision.ENTRY: "nothing yet; the number is kept",
    Decision.TIES: "his ties to a principal, anew with every principal",
    Decision.RISKS: "whether death, failure, lobbying found out or a planned move ends his spell, and which is first",
    Decision.CAREER_RISKS: "his request to leave, his consent to go when his term ends, the second line and its season",
    Decision.TERM_RULES: "for a whole spell: term rules and onward post; for a whole county: home avoidance",
    Decision.FILL: "whether a vacancy is filled this month, in which way, and whether a plan is carried out",
    Decision.CONTEST: "what an appointment weighs in one candidate that no score shows",
    Decision.POOL_CLOCK: "when one outside the chiefs' posts leaves in the ordinary course",
    Decision.POOL_CONGRESS: "which deputy-bureau incumbents the prefecture's congress does not return",
    Decision.PRINCIPAL: "how long a principal stays, how restless he is, and how much of his stay the first has served",
    Decision.WORLD: "the map: congress seasons, sizes, development, difficulty; the same in all replicates",
    Decision.PILOT: "which places a reform draws for a pilot; the scenario's own key, the same in all replicates",
    Decision.APPRAISAL: "noise in a mark and an upgrade in place; for the pools, their year and onset of misconduct",
    Decision.GROWTH: "the month's luck in a county's growth; whether a large project fails",
    Decision.INCIDENT: "whether a mass incident breaks out, whether it spreads, how grave it is",
    Decision.MISCONDUCT: "a talk; the onset of misconduct, its detection, an unfounded complaint",
    Decision.DETECTION: "its channel, what a review finds, a correction; what a complaint does",
    Decision.PAIR: "chemistry of two people; ups and downs of a pair, its separation and who goes",
    Decision.ACCEPTANCE: "whether a cadre takes the chief's post he is offered",
    Decision.TRAINING: "whether he is sent to training, whether by need, in what",
    Decision.FIRST_STATE: "how long the first people of a world have served",
    Decision.DELIBERATION: "nothing any more; the number is kept",
    Decision.CLEARANCE: "audit at departure and check before appointment of one with something to hide",
    Decision.MOVE_RULES: "for a whole spell: exchange window, look ahead at a congress, gap between the two chiefs",
    Decision.RESTLESSNESS: "how restless a county is: the place for good, and the team of a term",
}
"""What each block of the random cube decides, in words."""

_CODES: tuple[type[IntEnum], ...] = (Kind, ExitReason, Destination, Source, Channel, CaseOutcome)
_HABITUAL = (0, 1, 12)
"""Numbers that say nothing of their own in a rule: none, whole, months of a year."""


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for row in rows:
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |")
    return "\n".join(lines)


def state_tables() -> str:
    """State variables, a table an entity."""
    return "\n\n".join(f"**{entity}**\n\n{_fields(fields)}" for entity, fields in STATE_FIELDS.items())


def ledger_tables() -> str:
    """The tables of the ledger with their columns."""
    return "\n\n".join(
        f"**{name}**, sorted by {', '.join(SORT_KEYS[name])}\n\n{_fields(fields)}" for name, fields in TABLES.items()
    )


def _fields(fields: Iterable[Field]) -> str:
    types = {"i8": "integer", "f8": "real"}
    rows = [(f"`{f.name}`", types[f.kind], f.unit, f.meaning) for f in fields]
    return table(("variable", "type", "unit", "meaning"), rows)


def scales_table() -> str:
    """How large the generated worlds are, and over what time they run."""
    rows = []
    for kind in ("tiny", "province", "national"):
        state = build(WorldSpec(kind), (DEFAULT_START.year, DEFAULT_START.month), behaviour())
        sizes = (a.size for a in (state.provinces, state.prefectures, state.counties, state.chiefs, state.posts))
        rows.append((f"`{kind}`", *(f"{size:,}" for size in sizes)))
    heads = ("world", "provinces", "prefectures", "counties", "chiefs' posts", "posts in all")
    limits = [
        ("first month of a scenario, unless it says otherwise", DEFAULT_START),
        ("months simulated, unless it says otherwise", DEFAULT_HORIZON_MONTHS),
        ("months of burn-in, unless it says otherwise", DEFAULT_BURN_IN_MONTHS),
        ("most counties a prefecture may have", LARGEST_PREFECTURE),
    ]
    return f"{table(heads, rows)}\n\n{table(('time and size', 'value'), limits)}"


def codes_table() -> str:
    """The closed lists of codes."""
    rows = [(e.__name__, ", ".join(f"{c.value} {c.name.lower().replace('_', ' ')}" for c in e)) for e in _CODES]
    return table(("list", "codes"), rows)


def schedule_table() -> str:
    """The phases of a month."""
    rows = [(number, f"`{p.name}`", p.what, p.order) for number, p in enumerate(MONTH, start=1)]
    return table(("", "phase", "what happens", "order"), rows)


def evidence_table() -> str:
    """How many levers and parameters stand on what kind of evidence."""
    levers = Counter(lever.tier for lever in LEVERS.values())
    parameters = Counter(p.tier for p in PARAMETERS.values())
    rows = [(_tier(tier), levers[tier], parameters[tier]) for tier in Tier]
    return table(("tier", "levers", "parameters"), [*rows, ("all", len(LEVERS), len(PARAMETERS))])


def draws_table() -> str:
    """What is drawn, for whom, in which file: read from the sources that ask."""
    asked = _questions()
    rows = []
    for decision in Decision:
        told: tuple[object, ...] = (decision.value, decision.name, DECIDES[decision])
        cells = asked.get(decision.name) or {("", "", ""): ([], [])}
        for key, (words, places) in cells.items():
            rows.append((*told, *(f"`{cell}`" if cell else "" for cell in key), ", ".join(words), ", ".join(places)))
            told = ("", "", "")
    return table(("code", "decision", "what it decides", "month", "who", "whom", "words used", "file"), rows)


_Cells = dict[tuple[str, ...], tuple[list[str], list[str]]]
EACH = {"run.who": "cadre.identity", "run.places": "place.key"}
"""Arrays of a run by what each of their elements is."""
_Asked = tuple[str, tuple[str, ...], list[str]]
"""A decision; (month, who, whom) as the sources write them; names of the words used."""


def _questions() -> dict[str, _Cells]:
    """For each decision: (month, who, whom) as the sources write them → names of the words used, files."""
    root = Path(str(files("sim")))
    sources = [root / name for name in ("people.py", "world.py", "where.py")]
    sources += sorted((root / "engines" / "compiled").glob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources}
    dealers = {name: ends for tree in trees.values() for name, ends in _dealers(tree)}
    asked: dict[str, _Cells] = {}
    for path, tree in trees.items():
        place = f"`sim/{path.relative_to(root).as_posix()}`"
        for decision, key, used in (*_asked_one_by_one(tree), *_dealt(tree, dealers)):
            words, places = asked.setdefault(decision, {}).setdefault(key, ([], []))
            words += [word for word in used if word not in words]
            places += [place] if place not in places else []
    return asked


def _asked_one_by_one(tree: ast.AST) -> Iterator[_Asked]:
    """Every assignment from a call of `draws`."""
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Assign):
            for call, decision in _draws_in(statement.value):
                yield decision, tuple(ast.unparse(argument) for argument in call.args[3:6]), _words(statement)


def _dealers(tree: ast.AST) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every function that deals draws to a whole area by `deal`: its name, who they are for, and whom they concern."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name.startswith("deal_to_"):
            (call,) = (node for node in ast.walk(function) if isinstance(node, ast.Call))
            yield function.name, (EACH[ast.unparse(call.args[3])], ast.unparse(call.args[4]))


def _dealt(tree: ast.AST, dealers: dict[str, tuple[str, str]]) -> Iterator[_Asked]:
    """Every hand that is dealt to a whole area, with the words that the same file takes up from it."""
    taken = {ast.unparse(one.value): _words(one) for one in ast.walk(tree) if isinstance(one, ast.Assign)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in dealers:
            _, decision, month, hand = call.args
            assert isinstance(decision, ast.Attribute), ast.unparse(call)
            yield decision.attr, (ast.unparse(month), *dealers[call.func.id]), taken[ast.unparse(hand)]


def _draws_in(value: ast.expr) -> Iterator[tuple[ast.Call, str]]:
    for call in ast.walk(value):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "draws":
            decision = call.args[2]
            if isinstance(decision, ast.Attribute):  # else it is handed on: see `_dealt`
                yield call, decision.attr


def _words(statement: ast.Assign) -> list[str]:
    target = statement.targets[0]
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    return [n.id.removesuffix("_draws").removesuffix("_draw") for n in names if isinstance(n, ast.Name) and n.id != "_"]


def mechanism_tables(module: ModuleType) -> str:
    """One submodel: its rules, the numbers written in them, its levers and its parameters."""
    parts = [_rules(module)]
    names = {lever.name for lever in module.LEVERS}
    levers = [row for row in lever_rows("en") if row.name in names]
    if levers:
        rows = [(f"`{r.name}`", r.meaning, r.unit, r.range, r.default, r.tier, r.source) for r in levers]
        parts.append(table(("lever", "meaning", "unit", "range", "default", "tier", "source"), rows))
    if module.PARAMETERS:
        rows = [
            (f"`{p.name}`", p.meaning, p.unit, f"{p.low:g} … {p.high:g}", f"{p.value:g}", _tier(p.tier), p.source)
            for p in module.PARAMETERS
        ]
        parts.append(table(("parameter", "meaning", "unit", "range", "value", "tier", "source"), rows))
    return "\n\n".join(parts)


def common_tables() -> str:
    """The arithmetic that several submodels share."""
    return "\n\n".join(f"**sim/{m.__name__.split('.')[-1]}.py**\n\n{_rules(m)}" for m in (rule, lookahead, streams))


def map_table() -> str:
    """The numbers written in the making of the map."""
    rows = [(f"`{name}`", numbers) for name, numbers in _constants(world).items() if numbers]
    return table(("function of `sim/world.py`", "numbers written in it"), rows)


def _rules(module: ModuleType) -> str:
    constants = _constants(module)
    own = {name.rsplit(".", 1)[1]: f for name, f in RULES.items() if f.__module__ == module.__name__}
    told = {name: " ".join((inspect.getdoc(f) or "").split("\n\n")[0].split()) for name, f in own.items()}
    rows = [(f"`{name}`", told[name], constants.get(name, "")) for name in own]
    return table(("rule", "what it says", "numbers written in it"), rows)


def _tier(tier: Tier) -> str:
    return say(f"tier.{tier.value}")


def _constants(module: ModuleType) -> dict[str, str]:
    """For each function of `module`, the numbers it reckons or compares with, codes of posts left out."""
    found = {}
    for function in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(function, ast.FunctionDef):
            numbers = sorted({n for node in ast.walk(function) for n in _numbers(node)} - set(_HABITUAL))
            found[function.name] = ", ".join(f"{n:.12g}" for n in numbers)
    return found


def _numbers(node: ast.AST) -> list[float]:
    if isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    elif isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        compares_codes = any(isinstance(s, ast.Name) and s.id.endswith(("kind", "role")) for s in sides)
        parts = [] if compares_codes else sides
    elif isinstance(node, ast.Call):
        parts = node.args
    elif isinstance(node, ast.Assign):
        parts = [node.value]
    elif isinstance(node, ast.Tuple):
        parts = [part for part in node.elts if isinstance(part, ast.Constant) and isinstance(part.value, float)]
    else:
        return []
    plain = [p.operand if isinstance(p, ast.UnaryOp) else p for p in parts]
    return [p.value for p in plain if isinstance(p, ast.Constant) and isinstance(p.value, int | float)]


BLOCKS: dict[str, Callable[[], str]] = {
    "scales": scales_table,
    "state": state_tables,
    "codes": codes_table,
    "schedule": schedule_table,
    "draws": draws_table,
    "ledger": ledger_tables,
    "evidence": evidence_table,
    "map": map_table,
    "common": common_tables,
    **{m.__name__.rsplit(".", 1)[1]: partial(mechanism_tables, m) for m in MECHANISMS},
}
"""Every generated block by the name in its markers."""


def begins(name: str) -> str:
    """The marker before the block `name`."""
    return f"<!-- generated by experiments.odd_tables: {name} -->"


def ends(name: str) -> str:
    """The marker after the block `name`."""
    return f"<!-- end of {name} -->"


def with_tables(page: str) -> str:
    """`page` with every generated block written anew. Raises ValueError where a block has not its two markers once."""
    for name, block in BLOCKS.items():
        if page.count(begins(name)) != 1 or page.count(ends(name)) != 1:
            raise ValueError(f"the page must hold the two markers of {name!r} once each")
        before, rest = page.split(begins(name))
        _, after = rest.split(ends(name))
        page = f"{before}{begins(name)}\n\n{block()}\n\n{ends(name)}{after}"
    return page


def prose(page: str) -> str:
    """`page` without its generated blocks."""
    for name in BLOCKS:
        before, rest = page.split(begins(name))
        page = before + rest.split(ends(name))[1]
    return page


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")
