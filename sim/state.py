"""What exists in a simulated world: fields, units and meaning, and what must always hold.

The state is a handful of record arrays. Chiefs come first: post `2 * county + role` is the
secretary (role 0) or the head (role 1) of that county, for cadres, posts, chiefs and open spells alike;
the posts of the pools around the chiefs (deputy-bureau posts, bureau directors, reserve)
follow, prefecture by prefecture. Whoever sits in a post has his record at the post's index and
takes it along when he moves.

All fields are int64 or float64. Absence is -1 (`sim.vocabulary.NONE`), for months `NEVER`, and no NaN. A month is
counted from the first month after burn-in (month 0).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from sim.vocabulary import NEVER, NONE, Kind


class Field(NamedTuple):
    """One field of a record: name, "i8" or "f8", unit, meaning."""

    name: str
    kind: str
    unit: str
    meaning: str


COMPETENCIES = ("command", "decision", "organising", "judging", "crisis", "economic", "integrity")
"""The five special abilities, economic work and integrity, each in [0, 1]."""

CADRE = (
    # What is asked of everybody every month stands together: the first 64 bytes tell who may stand and who must go.
    Field("identity", "i8", "", "permanent 32-bit id (prefecture, source, seat, generation); -1: the post is vacant"),
    Field("birth_month", "i8", "month", "month of birth"),
    Field("since_month", "i8", "month", "month the spell in the present post began"),
    Field("leaves_month", "i8", "month", "outside the chiefs' posts: month his clock tells him to leave the post"),
    Field("home", "i8", "", "county where he grew up; -1: outside the prefecture"),
    Field("rank_since_month", "i8", "month", "month he reached his present rank"),
    Field("appraisal", "f8", "SD", "standing in appraisal among those of his rank in the prefecture"),
    Field("favour", "f8", "share", "closeness to the principal won by lobbying; fades"),
    Field("tie_workplace", "i8", "flag", "once shared a workplace with the principal"),
    Field("tie_hometown", "i8", "flag", "shares a home town with the principal"),
    Field("tie_league", "i8", "flag", "came through the Youth League as the principal did"),
    Field("misconduct_since_month", "i8", "month", "month hidden misconduct began; never: clean"),
    Field("misconduct_severity", "f8", "1", "size of the hidden misconduct"),
    Field("admonished_month", "i8", "month", "month of the last admonition 诫勉; never: none"),
    Field("integrity", "f8", "share", "integrity 清正廉洁"),
    Field("crisis", "f8", "share", "response to crises 应变"),
    Field("education", "i8", "", "0 secondary, 1 short-cycle, 2 bachelor, 3 postgraduate"),
    Field("command", "f8", "share", "overall command 统揽全局"),
    Field("decision", "f8", "share", "macro decision 宏观决策"),
    Field("organising", "f8", "share", "organising and leading 组织领导"),
    Field("judging", "f8", "share", "judging and using people 知人善任"),
    Field("economic", "f8", "share", "economic work 经济工作"),
    Field("ambition", "f8", "1", "weight of promotion in what he wants; mean 1"),
    Field("service", "f8", "share", "public-service motivation"),
    Field("impatience", "f8", "per month", "rate at which he discounts the future"),
    Field("lobbying_skill", "f8", "1", "return of an hour of lobbying; mean 1"),
    Field("excellent_streak", "i8", "years", "years of excellent appraisal in a row as a chief, in whichever county"),
    Field("upgraded", "i8", "flag", "holds deputy-bureau treatment in place 副市级待遇"),
    Field("grassroots_months", "i8", "months", "work in townships and counties before the present post"),
    Field("source", "i8", "Source", "where he came from into the present post"),
    Field("training_months", "f8", "months", "training in depth received"),
)

CHIEF = (
    Field("acting", "i8", "flag", "a head not yet elected by the people's congress"),
    Field("elected_month", "i8", "month", "month of the last election at a congress 换届; never: none in this post"),
    Field("plan_since_month", "i8", "month", "month it was resolved to move him; never: no plan"),
    Field("plan_is_request", "i8", "flag", "1 where he asked for it himself; -1: no plan"),
    Field("found_channel", "i8", "", "channel through which misconduct that costs the post was found; -1: none"),
    Field("closeness", "f8", "share", "closeness to the principal, ties and favour together"),
    Field("stay_worth", "f8", "points", "what he would lose with the post, as he saw it when he last chose"),
    Field("morale", "f8", "share", "morale"),
    Field("fatigue", "f8", "share", "fatigue"),
    Field("standing", "f8", "1", "own score less the log of the mean exponential score of the eligible"),
    Field("development_effort", "f8", "share", "effort on long-run development"),
    Field("showcase_effort", "f8", "share", "effort on visible showcase projects"),
    Field("lobbying_effort", "f8", "share", "effort on lobbying 跑官要官"),
    Field("routine_effort", "f8", "share", "effort on routine and covering oneself"),
    Field("coasting", "f8", "share", "effort withheld"),
)

POST = (
    Field("kind", "i8", "Kind", "which kind of post"),
    Field("prefecture", "i8", "", "prefecture"),
    Field("county", "i8", "", "county; -1 for posts of the prefecture"),
    Field("key", "i8", "", "first identity of cadres who enter the ladder here; the generation is added"),
    Field("generation", "i8", "", "number of cadres who have entered the ladder at this post"),
    Field("vacant_since_month", "i8", "month", "month it fell vacant; never: filled"),
    Field("vacated_reason", "i8", "ExitReason", "why the last incumbent left; -1: filled since the start"),
    Field("chain", "i8", "", "vacancy chain this vacancy belongs to: origin post and month"),
    Field("step", "i8", "", "steps from the origin of the chain"),
)

COUNTY = (
    Field("prefecture", "i8", "", "prefecture"),
    Field("province", "i8", "", "province"),
    Field("key", "i8", "", "32-bit key of the county in the random cube: prefecture and place in it"),
    Field("development", "f8", "percentile", "development index, 0 the poorest county of the country, 1 the richest"),
    Field("development_third", "i8", "", "third of the world's counties by development: 0 poorest, 2 richest"),
    Field("difficulty", "f8", "share", "how hard the county is to govern"),
    Field("difficulty_third", "i8", "", "third of the world's counties by difficulty: 2 the most troubled"),
    Field("congress_phase", "i8", "months", "place of the county's party congress in the five-year clock"),
    Field("session_phase", "i8", "months", "place of the yearly session of its people's congress in a clock of a year"),
    Field("growth", "f8", "points a year", "growth this month, at a yearly rate, relative to the province"),
    Field("capital", "f8", "SD", "long-run capital built by development effort"),
    Field("showcase", "f8", "SD", "stock of visible projects; decays"),
    Field("mess", "f8", "SD", "debts and loose ends a successor inherits"),
    Field("unrest", "f8", "share", "unrest"),
    Field("burden", "f8", "share", "meetings, inspections and ceremony laid on the chiefs"),
    Field("harmony", "f8", "share", "working relationship of the two chiefs"),
    Field("chemistry", "f8", "share", "what nothing explains in the harmony of the two chiefs"),
    Field("restlessness", "f8", "1", "pace at which the prefecture moves its chiefs; 1 in the middle"),
    Field("deputies_quality", "f8", "share", "quality of the county's deputies"),
    Field("deputies_honesty", "f8", "share", "honesty of the county's deputies"),
    Field("incident_month", "i8", "month", "month of the last mass incident that spread; never: none"),
)

PREFECTURE = (
    Field("province", "i8", "", "province"),
    Field("first_county", "i8", "", "index of its first county"),
    Field("counties", "i8", "", "number of counties"),
    Field("first_chief", "i8", "", "index of its first chief; secretary and head of a county stand together"),
    Field("chiefs", "i8", "", "number of chiefs' posts"),
    Field("first_upper", "i8", "", "index of its first deputy-bureau post"),
    Field("uppers", "i8", "", "number of deputy-bureau posts"),
    Field("first_bureau", "i8", "", "index of its first bureau director"),
    Field("bureaus", "i8", "", "number of bureau directors"),
    Field("first_deputy", "i8", "", "index of its first county deputy; those of a county stand together"),
    Field("deputies", "i8", "", "number of county deputies"),
    Field("first_department", "i8", "", "index of its first department cadre of the reserve"),
    Field("departments", "i8", "", "number of department cadres of the reserve"),
    Field("congress_phase", "i8", "months", "place of the prefecture's party congress in the five-year clock"),
    Field("principal_since_month", "i8", "month", "month the present principal took office"),
    Field("appraisal_phase", "i8", "months", "place of the yearly appraisal in a clock of twelve months"),
    Field("rivals_score", "f8", "1", "mean exponential score of those eligible for upper posts at the last appraisal"),
    Field("principal_leaves_month", "i8", "month", "month the present principal will leave"),
    Field("belief_off_cycle", "f8", "per month", "believed chance of promotion in an ordinary month"),
    Field("belief_congress", "f8", "share", "believed chance of promotion at a congress"),
    Field("belief_performance", "f8", "1", "believed weight of performance in promotion"),
    Field("belief_tie", "f8", "1", "believed weight of ties in promotion"),
)

PROVINCE = (
    Field("congress_phase", "i8", "months", "place of county party congresses in the five-year clock, province-wide"),
)

SPELL = (
    Field("county", "i8", "", "county"),
    Field("role", "i8", "Kind", "secretary or head"),
    Field("cadre", "i8", "", "identity"),
    Field("start_month", "i8", "month", "first month in post"),
    Field("end_month", "i8", "month", "month of the exit; never: still in post"),
    Field("exit_reason", "i8", "ExitReason", "why; -1: still in post"),
    Field("destination", "i8", "Destination", "where to; -1: still in post"),
    Field("source", "i8", "Source", "where he came from"),
    Field("age_start_months", "i8", "months", "age at the start"),
    Field("age_end_months", "i8", "months", "age at the exit; -1: still in post"),
    Field("development", "f8", "percentile", "development index of the county at the start"),
    Field("difficulty", "f8", "share", "difficulty of the county"),
    Field("predecessor_was_own_head", "i8", "flag", "a secretary who was head of the same county the month before"),
    Field("elected_month", "i8", "month", "month of the last election at a congress 换届; never: none in this spell"),
    Field("confirmed_month", "i8", "month", "month a session confirmed him; never: left while acting"),
    Field("grassroots_months", "i8", "months", "grass-roots work at the start"),
    Field("home", "i8", "", "county where he grew up; -1: outside the prefecture"),
    Field("tie", "f8", "log ratio", "weight of his ties to the principal at the start"),
    Field("appraisal_end", "f8", "SD", "appraisal at the exit or at the end of the window"),
    Field("mess_end", "f8", "SD", "mess of the county at the exit or at the end of the window"),
    *(Field(f"{name}_start", "f8", "share", f"{name} at the start") for name in COMPETENCIES),
)


def dtype_of(fields: tuple[Field, ...]) -> np.dtype:
    """The record dtype of declared fields, eight bytes each."""
    return np.dtype([(f.name, f.kind) for f in fields], align=True)


CADRE_DTYPE = dtype_of(CADRE)
CHIEF_DTYPE = dtype_of(CHIEF)
POST_DTYPE = dtype_of(POST)
COUNTY_DTYPE = dtype_of(COUNTY)
PREFECTURE_DTYPE = dtype_of(PREFECTURE)
PROVINCE_DTYPE = dtype_of(PROVINCE)
SPELL_DTYPE = dtype_of(SPELL)


class State(NamedTuple):
    """A world at the end of a month.

    Attributes
    ----------
    cadres, posts: record arrays of all posts, shape (posts,).
    chiefs, spells: record arrays of the chiefs' posts, shape (2 * counties,).
    counties, prefectures, provinces: record arrays.
    """

    cadres: np.recarray
    posts: np.recarray
    chiefs: np.recarray
    spells: np.recarray
    counties: np.recarray
    prefectures: np.recarray
    provinces: np.recarray

    def copy(self) -> State:
        """An independent copy."""
        return State(*(copied(a) for a in self))


STATE_FIELDS: dict[str, tuple[Field, ...]] = {
    "cadres": CADRE,
    "posts": POST,
    "chiefs": CHIEF,
    "spells": SPELL,
    "counties": COUNTY,
    "prefectures": PREFECTURE,
    "provinces": PROVINCE,
}


def blank(dtype: np.dtype, count: int) -> np.recarray:
    """`count` records in which everything is absent: months `NEVER`, other integers -1, floats 0."""
    return _absent(dtype).repeat(count, axis=0).view(of_records(dtype)).reshape(-1).view(np.recarray)


@cache
def of_records(dtype: np.dtype) -> np.dtype:
    """The dtype that record arrays of `dtype` have, one object for all of them.

    NumPy makes another for every record array made of a plain one, and each is new to a compiled function: to find
    out about it takes longer than to start the run.
    """
    return np.dtype((np.record, dtype))


@lru_cache(maxsize=32)
def _absent(dtype: np.dtype) -> np.ndarray:
    """One record in which everything is absent, as words."""
    one = np.zeros(1, dtype)
    for name in dtype.names or ():
        if dtype[name].kind == "i":
            one[name] = NEVER if name.endswith("_month") else NONE
    return as_words(one)


def as_words(table: np.ndarray) -> np.ndarray:
    """The table as int64 words, shape (rows, fields); NumPy copies and joins these many times faster than records."""
    plain = np.ascontiguousarray(table).view(np.ndarray)
    return plain.view(np.int64).reshape(len(plain), plain.dtype.itemsize // 8)


def as_columns(table: np.ndarray) -> np.ndarray:
    """The table as int64 words by columns, shape (fields, rows), each column in one piece: a copy."""
    return as_words(table).T.copy()


def copied(records: np.recarray) -> np.recarray:
    """An independent copy of records."""
    return as_words(records).copy().view(records.dtype).reshape(-1).view(np.recarray)


def invariants(state: State, month: int) -> list[str]:
    """What is wrong with `state` at the end of `month`, one sentence each; empty when all holds."""
    wrong: list[str] = []
    seated = state.cadres.identity[state.cadres.identity >= 0]
    if np.unique(seated).size != seated.size:
        wrong.append("a cadre sits in two posts")
    vacant = state.cadres.identity < 0
    if not np.array_equal(vacant, state.posts.vacant_since_month != NEVER):
        wrong.append("a post is marked vacant with an incumbent, or filled without one")
    if (state.cadres.since_month[~vacant] > month).any():
        wrong.append("an incumbent took office in the future")
    age = month - state.cadres.birth_month[~vacant]
    if ((age < 20 * 12) | (age > 70 * 12)).any():
        wrong.append("an incumbent is younger than 20 or older than 70")
    chiefs = state.spells.cadre[: state.chiefs.size]
    if not np.array_equal(chiefs, state.cadres.identity[: state.chiefs.size]):
        wrong.append("an open spell names another cadre than the incumbent")
    for name in COMPETENCIES:
        if (np.abs(state.cadres[name][~vacant] - 0.5) > 0.5).any():
            wrong.append(f"{name} is outside [0, 1]")
    for array, fields in zip(state, STATE_FIELDS.values(), strict=True):
        for f in fields:
            if f.kind == "f8" and not np.isfinite(array[f.name]).all():
                wrong.append(f"{f.name} is not a number")
    kinds = state.posts.kind[: state.chiefs.size]
    if not np.array_equal(kinds, np.arange(kinds.size) % 2):
        wrong.append("chiefs' posts are out of order")
    if (state.posts.kind[state.chiefs.size :] < Kind.UPPER).any():
        wrong.append("a chief's post stands among the pools")
    return wrong
