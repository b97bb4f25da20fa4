"""The yearly flows of an average prefecture: where chiefs go, who fills their posts, what opens above them.

The published and assumed column is that of design/model.md §2. A starred figure rests on published data and is
met within a third; the others are assumptions and are met within a factor of two. Flows are counted in three
tables that are written separately (spells of chiefs, spells of the posts around them, appointments), so that a
column closes only if nobody is lost: exits = appointments + change in vacancies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.ledger import Ledger
from sim.texts import Text
from sim.texts.catalogue import CATALOGUE
from sim.vocabulary import NEVER, Destination, ExitReason, Kind, Source

COUNTIES = 8.2
"""Counties of the average prefecture (facts/README.md: mean 8.2, SD about 4)."""
STARRED_WITHIN = 1 / 3
"""A starred figure is met within this share of it."""
OTHERS_WITHIN = 2.0
"""Another figure is met within this factor."""

KINDS = {"secretary": Kind.SECRETARY, "head": Kind.HEAD, "upper": Kind.UPPER, "bureau": Kind.BUREAU}
"""The kinds of post whose account is kept, by the first word of their columns."""


@dataclass(frozen=True)
class Column:
    """One side of the account of one kind of post.

    Attributes
    ----------
    key: "secretary_out", "secretary_in", ...: the kind of post, and the way.
    title: heading. a_year: published or assumed sum for the average prefecture; starred: it rests on data.
    """

    key: str
    title: Text
    a_year: float
    starred: bool = False

    @property
    def name(self) -> str:
        """Column, and that it is the sum."""
        return f"{self.key}.sum"

    @property
    def label(self) -> Text:
        """In words."""
        return CATALOGUE["flows.sum"]

    @property
    def kind(self) -> Kind:
        """The kind of post."""
        return KINDS[self.key.partition("_")[0]]

    @property
    def leaves(self) -> bool:
        """Whether exits are counted here, and not appointments."""
        return self.key.endswith("_out")


@dataclass(frozen=True)
class Flow:
    """One row: moves of one kind.

    Attributes
    ----------
    column, key: the column it belongs to, and its name there. label: in words.
    codes: destinations (of exits) or sources (of appointments) that count here.
    reasons: of exits: only these reasons; all where None.
    share, a_year: published or assumed share of the column, and moves a year. starred: the share rests on data.
    within: part of the sum of its column; the others repeat rows of the column.
    """

    column: str
    key: str
    label: Text
    codes: tuple[int, ...]
    share: float | None
    a_year: float
    starred: bool = False
    reasons: tuple[int, ...] | None = None
    within: bool = True

    @property
    def name(self) -> str:
        """Column and key."""
        return f"{self.column}.{self.key}"


COLUMNS: tuple[Column, ...] = (
    Column("secretary_out", Text("Secretary leaves to", "县委书记去向"), 2.62, True),
    Column("secretary_in", Text("Secretary's post filled by", "县委书记来源"), 2.62),
    Column("head_out", Text("Head leaves to", "县长去向"), 2.83, True),
    Column("head_in", Text("Head's post filled by", "县长来源"), 2.83),
    Column("upper_in", Text("Deputy-bureau post filled by", "副厅级职位来源"), 5.4),
    Column("upper_out", Text("Deputy-bureau incumbent leaves to", "副厅级干部去向"), 5.4),
    Column("bureau_in", Text("Bureau filled by", "市直部门正职来源"), 4.97),
    Column("bureau_out", Text("Bureau director leaves to", "市直部门正职去向"), 4.98),
)
"""The account in the order in which it is shown."""

_D, _S, _R = Destination, Source, ExitReason
_GONE = (_D.OUT, _D.AWAY)
_OTHER_REASONS = tuple(r for r in _R if r not in (_R.FAILURE, _R.DISCORD, _R.DISCIPLINE))
_UP = Text("deputy-bureau rank", "副厅级")
_BUREAU = Text("bureau director, deputy secretary-general", "市直部门正职、副秘书长")
_SECOND = Text("second line: people's congress, CPPCC, retirement", "二线：人大、政协、退休")
_SECRETARY_ELSEWHERE = Text("secretary of another county", "外县县委书记")
_HEAD_ELSEWHERE = Text("head of another county", "外县县长")
_FAILURE = Text("failure or discord", "不称职、不团结")
_OTHER = Text("failure, discord, discipline, other", "不称职、不团结、违纪违法及其他")
_DIRECTOR = Text("bureau director", "市直部门正职")
_SECRETARY = Text("county party secretary", "县委书记")
_RESERVE = Text("deputies (the reserve)", "县级副职（后备干部）")
_CHIEFS = Text("county chiefs", "县级正职")
_RESHUFFLE = Text("reshuffle among themselves", "同级调整")
_OUTSIDE = Text("province, other prefecture", "省直、外市")

FLOWS: tuple[Flow, ...] = (
    Flow("secretary_out", "deputy_bureau", _UP, (_D.DEPUTY_BUREAU,), 0.28, 0.73, True),
    Flow("secretary_out", "bureau", _BUREAU, (_D.BUREAU,), 0.38, 1.00),
    Flow("secretary_out", "second_line", _SECOND, (_D.SECOND_LINE,), 0.16, 0.42),
    Flow("secretary_out", "secretary_elsewhere", _SECRETARY_ELSEWHERE, (_D.SECRETARY_ELSEWHERE,), 0.11, 0.29),
    Flow("secretary_out", "failure_discord", _FAILURE, _GONE, 0.05, 0.131, False, (_R.FAILURE, _R.DISCORD)),
    Flow("secretary_out", "discipline", Text("discipline", "违纪违法"), _GONE, 0.0075, 0.0197, True, (_R.DISCIPLINE,)),
    Flow("secretary_out", "other", Text("other", "其他"), _GONE, 0.0125, 0.033, False, _OTHER_REASONS),
    Flow("secretary_in", "own_head", Text("own head", "本县县长"), (_S.OWN_HEAD,), 0.43, 1.13, True),
    Flow("secretary_in", "head_elsewhere", _HEAD_ELSEWHERE, (_S.HEAD_ELSEWHERE,), 0.14, 0.37),
    Flow("secretary_in", "secretary_elsewhere", _SECRETARY_ELSEWHERE, (_S.SECRETARY_ELSEWHERE,), 0.11, 0.29),
    Flow("secretary_in", "bureau", _DIRECTOR, (_S.BUREAU,), 0.22, 0.58),
    Flow("secretary_in", "outside", _OUTSIDE, (_S.OUTSIDE,), 0.10, 0.26),
    Flow("head_out", "own_secretary", Text("own secretary", "本县县委书记"), (_D.OWN_SECRETARY,), 0.40, 1.13),
    Flow("head_out", "secretary_elsewhere", _SECRETARY_ELSEWHERE, (_D.SECRETARY_ELSEWHERE,), 0.13, 0.37),
    Flow("head_out", "deputy_bureau", _UP, (_D.DEPUTY_BUREAU,), 0.013, 0.04),
    Flow("head_out", "bureau", _DIRECTOR, (_D.BUREAU,), 0.235, 0.67),
    Flow("head_out", "second_line", Text("second line", "二线"), (_D.SECOND_LINE,), 0.10, 0.28),
    Flow("head_out", "head_elsewhere", _HEAD_ELSEWHERE, (_D.HEAD_ELSEWHERE,), 0.06, 0.17),
    Flow("head_out", "other", _OTHER, _GONE, 0.06, 0.18),
    Flow(
        "head_out",
        "promoted",
        Text("of all: promoted", "其中晋升"),
        (_D.OWN_SECRETARY, _D.SECRETARY_ELSEWHERE, _D.DEPUTY_BUREAU),
        0.54,
        1.54,
        True,
        within=False,
    ),
    Flow("head_in", "deputies", _RESERVE, (_S.OWN_DEPUTY, _S.DEPUTY_ELSEWHERE), 0.66, 1.87),
    Flow("head_in", "departments", Text("prefecture departments", "市直部门"), (_S.DEPARTMENT,), 0.20, 0.57),
    Flow("head_in", "head_elsewhere", _HEAD_ELSEWHERE, (_S.HEAD_ELSEWHERE,), 0.06, 0.17),
    Flow("head_in", "outside", _OUTSIDE, (_S.OUTSIDE,), 0.08, 0.22),
    Flow("upper_in", "reshuffled", _RESHUFFLE, (_S.UPPER,), 0.30, 1.6),
    Flow("upper_in", "bureaus", Text("bureau directors", "市直部门正职"), (_S.BUREAU,), 0.37, 2.0),
    Flow("upper_in", "outside", Text("outside", "市外"), (_S.OUTSIDE,), 0.20, 1.1),
    Flow("upper_in", "chiefs", _CHIEFS, (_S.SECRETARY, _S.HEAD), 0.12, 0.7),
    Flow("upper_out", "reshuffled", _RESHUFFLE, (_D.DEPUTY_BUREAU,), 0.30, 1.6),
    Flow("upper_out", "away", Text("retirement, other careers", "退休及另有任用"), (_D.SECOND_LINE, *_GONE), 0.70, 3.8),
    Flow("bureau_in", "chiefs", _CHIEFS, (_S.SECRETARY, _S.HEAD), 0.34, 1.67),
    Flow("bureau_in", "others", Text("others", "其他"), (_S.DEPARTMENT, _S.OUTSIDE), 0.66, 3.3),
    Flow("bureau_out", "deputy_bureau", _UP, (_D.DEPUTY_BUREAU,), 0.40, 2.0),
    Flow("bureau_out", "secretary", _SECRETARY, (_D.SECRETARY,), 0.12, 0.58),
    Flow(
        "bureau_out", "away", Text("second line and elsewhere", "二线及另有任用"), (_D.SECOND_LINE, *_GONE), 0.48, 2.4
    ),
)
"""Every row with the published or assumed figures of design/model.md §2; above the chiefs, shares follow from them."""

SAME: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("secretary_out.secretary_elsewhere",), ("secretary_in.secretary_elsewhere",)),
    (("head_out.own_secretary",), ("secretary_in.own_head",)),
    (("head_out.secretary_elsewhere",), ("secretary_in.head_elsewhere",)),
    (("head_out.head_elsewhere",), ("head_in.head_elsewhere",)),
    (("secretary_out.deputy_bureau", "head_out.deputy_bureau"), ("upper_in.chiefs",)),
    (("secretary_out.bureau", "head_out.bureau"), ("bureau_in.chiefs",)),
    (("bureau_out.deputy_bureau",), ("upper_in.bureaus",)),
    (("bureau_out.secretary",), ("secretary_in.bureau",)),
    (("upper_out.reshuffled",), ("upper_in.reshuffled",)),
)
"""Flows that are the same people: those who leave on the left arrive on the right."""

_ALL: tuple[Flow | Column, ...] = (*FLOWS, *COLUMNS)
COUNTED_ONCE: tuple[Flow | Column, ...] = tuple(
    of
    for of in _ALL
    if of.name not in {name for _, arrived in SAME for name in arrived}
    and not any(of.name == f"{kind}_in.sum" for kind in KINDS)
)
"""Rows and sums, each stream of people once: where it leaves, and a column's sum on the side of exits."""

CHAIN_MOVES = 1.8
"""County moves that one secretary's vacancy makes (design/model.md §2)."""


@dataclass(frozen=True)
class Counts:
    """Moves of one run.

    Attributes
    ----------
    flows: by name of row. sums: all exits or appointments by key of column.
    vacancies: by kind ("secretary", ...), vacancies at the end of the window less those at its start.
    chain_moves: county moves that a secretary's vacancy makes, mean; None where there was none.
    """

    flows: dict[str, int]
    sums: dict[str, int]
    vacancies: dict[str, int]
    chain_moves: float | None

    def gap(self, kind: str) -> int:
        """Exits less appointments less the change in vacancies of a kind of post: 0, or somebody is lost."""
        return self.sums[f"{kind}_out"] - self.sums[f"{kind}_in"] - self.vacancies[kind]

    def faults(self) -> list[str]:
        """Names of what does not close: kinds, columns whose rows do not add up, flows that do not arrive."""
        found = [kind for kind in KINDS if self.gap(kind) != 0]
        for column in COLUMNS:
            rows = [self.flows[flow.name] for flow in FLOWS if flow.column == column.key and flow.within]
            if sum(rows) != self.sums[column.key]:
                found.append(column.key)
        for left, arrived in SAME:
            if sum(self.flows[name] for name in left) != sum(self.flows[name] for name in arrived):
                found.append(f"{' + '.join(left)} = {' + '.join(arrived)}")
        return found


def bounds(starred: bool) -> tuple[float, float]:
    """Lowest and highest simulated flow that is near enough, over the published or assumed one."""
    return (1.0 - STARRED_WITHIN, 1.0 + STARRED_WITHIN) if starred else (1.0 / OTHERS_WITHIN, OTHERS_WITHIN)


def accepts(value: float | None, published: float, starred: bool) -> bool:
    """Whether a simulated flow is near enough to the published or assumed one."""
    low, high = bounds(starred)
    return value is not None and low * published <= value <= high * published


def count(ledger: Ledger) -> Counts:
    """The moves of one run within its window."""
    rows = {column.key: _moves(ledger, column) for column in COLUMNS}
    flows = {}
    for flow in FLOWS:
        code, reason = rows[flow.column]
        chosen = np.isin(code, flow.codes)
        if flow.reasons is not None:
            chosen &= np.isin(reason, flow.reasons)
        flows[flow.name] = int(np.count_nonzero(chosen))
    sums = {key: int(code.size) for key, (code, _) in rows.items()}
    vacancies = {name: _vacancies(ledger, kind) for name, kind in KINDS.items()}
    return Counts(flows, sums, vacancies, chain_moves(ledger["appointments"]))


def moves(counts: Counts, of: Flow | Column) -> int:
    """Moves of a row, or of a whole column."""
    return counts.sums[of.key] if isinstance(of, Column) else counts.flows[of.name]


def a_year(counties: int, months: int) -> float:
    """Factor that makes of moves in a world of `counties` in so many months those a year of an average prefecture."""
    return COUNTIES / counties * 12.0 / months


def _spells(ledger: Ledger, kind: Kind) -> np.ndarray:
    """The spells in posts of a kind."""
    if kind <= Kind.HEAD:
        spells = ledger["spells"]
        return spells[spells["role"] == kind]
    spells = ledger["pool_spells"]
    return spells[spells["kind"] == kind]


def _moves(ledger: Ledger, column: Column) -> tuple[np.ndarray, np.ndarray]:
    """Destination and reason of every exit of a column, or source (twice) of every appointment."""
    if column.leaves:
        spells = _spells(ledger, column.kind)
        gone = spells[spells["end_month"] != NEVER]
        return gone["destination"], gone["exit_reason"]
    filled = ledger["appointments"]
    source = filled["source"][filled["kind"] == column.kind]
    return source, source


def _vacancies(ledger: Ledger, kind: Kind) -> int:
    """Posts held at the start of the window less posts held at its end."""
    spells = _spells(ledger, kind)
    held_at_start = np.count_nonzero(spells["start_month"] < ledger.first_month)
    return int(held_at_start - np.count_nonzero(spells["end_month"] == NEVER))


def chain_moves(appointments: np.ndarray) -> float | None:
    """Chiefs appointed in a row along a vacancy chain, from its first secretary's vacancy on; mean over chains."""
    order = np.lexsort((appointments["step"], appointments["chain"]))
    chain, kind = appointments["chain"][order], appointments["kind"][order]
    chief = kind <= Kind.HEAD
    rows = np.arange(chain.size)
    opens = np.ones(chain.size, np.bool_)
    opens[1:] = chain[1:] != chain[:-1]
    # A run of chiefs ends before the next chain, and before a post that is not a chief's.
    stops = np.append(np.flatnonzero(opens | ~chief), chain.size)
    until = stops[np.searchsorted(stops, rows, side="right")]
    secretaries = np.flatnonzero(kind == Kind.SECRETARY)
    if not secretaries.size:
        return None
    _, first = np.unique(chain[secretaries], return_index=True)
    start = secretaries[first]
    return int((until[start] - start).sum()) / start.size
