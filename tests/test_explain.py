"""`renqi explain`: what is shown is what happens, term by term; and one person's way is that of the ledger."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from experiments.cli import main
from experiments.cli.explain import county_of
from experiments.explain import WatchedModel, explain, state_before
from experiments.explanation import PARTS, RISKS, Contest, Explanation
from experiments.trace import WHOLE_WAY, Appointment, first_whole_way, trace
from sim.engines.agents.model import CountyModel
from sim.engines.compiled.advance import advance
from sim.ledger import Ledger
from sim.lookahead import quantal_response
from sim.mechanisms import detection
from sim.mechanisms.choice import OPTIONS, TERMS
from sim.rule import chance_within_month
from sim.run import places_of, run
from sim.streams import Key
from sim.texts import LANGUAGES
from sim.texts.user_error import UserError
from sim.vocabulary import NEVER, NONE, ExitReason, Kind, Source
from tests.lived import BASELINE, KEY, Lived, before, history, parameters, scenario, seated, sitting, told

pytestmark = pytest.mark.tiny
MONTHS = (0, 17, 40)
EFFORTS = ("development_effort", "showcase_effort", "lobbying_effort", "routine_effort", "coasting")
CAUSES = {
    ExitReason.DEATH_OR_ILLNESS: ("death",),
    ExitReason.DISCIPLINE: ("misconduct", "review", "complaint", "lobbying"),
    ExitReason.AGE: ("age",),
    ExitReason.END_OF_TERM: ("term_end",),
    ExitReason.FAILURE: ("failure",),
    ExitReason.DISCORD: ("discord",),
}
"""Reasons that end a spell in the month they come, and the risks that stand for them."""


@pytest.mark.parametrize("month", MONTHS)
def test_terms_add_up_to_the_values_and_values_to_the_shares_of_the_month(month: int) -> None:
    state, policies = before(month)
    lived = state.copy()
    advance(lived, policies, parameters(), KEY, month, month + 1)
    stayed = 0
    for county, role in seated(month):
        one, post = sitting(county, role, month), 2 * county + role
        assert [option.name for option in one.options] == list(OPTIONS)
        for option in one.options:
            first, *others = option.terms
            for term in others:
                first += term
            assert first == option.value and len(option.terms) == len(TERMS[option.name])
        shares = quantal_response(*(option.value for option in one.options), parameters().choice_precision[0])
        assert shares == tuple(option.effort for option in one.options)
        if lived.cadres.identity[post] == one.cadre:
            stayed += 1
            assert [lived.chiefs[name][post] for name in EFFORTS] == [option.effort for option in one.options]
            assert lived.chiefs.stay_worth[post] == one.stay
    assert stayed > 15


def test_shares_are_those_of_the_state_after_the_phase() -> None:
    month = MONTHS[1]
    model = CountyModel.from_state(*before(month), parameters(), KEY, month)
    for phase in ("calendar", "environment", "choice"):
        getattr(model, phase)()
    chiefs = model.to_state().chiefs
    for county, role in seated(month):
        efforts = [option.effort for option in sitting(county, role, month).options]
        assert [chiefs[name][2 * county + role] for name in EFFORTS] == efforts


def test_the_month_asked_for_is_lived_up_to_from_the_first() -> None:
    for month in (MONTHS[1], 0):
        state, policies = state_before(scenario(), KEY, month)
        for mine, theirs in zip(state, before(month)[0], strict=True):
            assert mine.tobytes() == theirs.tobytes()
        county, role = seated(month)[0]
        assert explain(scenario(), KEY, county, role, month) == told(county, role, month)


def test_asking_changes_nothing() -> None:
    month = MONTHS[2]
    state, policies = before(month)
    kept = state.copy()
    watched = WatchedModel.from_state(state, policies, parameters(), KEY, month)
    watched.contests, watched.watched = [], 3
    watched.step()
    usual = state.copy()
    ledger = advance(usual, policies, parameters(), KEY, month, month + 1)
    assert watched.to_ledger(month).first_difference(ledger) is None
    for mine, theirs in zip(watched.to_state(), usual, strict=True):
        assert mine.tobytes() == theirs.tobytes()
    told(1, 1, month)
    assert all(now.tobytes() == then.tobytes() for now, then in zip(state, kept, strict=True))


def test_risks_explain_every_way_out() -> None:
    spells, reasons = history()["spells"], set()
    for reason in ExitReason:
        for row in spells[spells["exit_reason"] == reason][:3]:
            month = int(row["end_month"])
            found = told(int(row["county"]), int(row["role"]), month)
            assert found.sitting is not None and found.sitting.cadre == row["cadre"]
            assert (found.event, found.left, found.destination) == (reason, True, row["destination"])
            assert list(found.sitting.risks) == list(RISKS)
            if reason in CAUSES:
                reasons.add(reason)
                # Discipline may also come of a check before a new post, which is no risk of an ordinary month.
                is_cleared = reason != ExitReason.DISCIPLINE or not found.stood
                assert not is_cleared or max(found.sitting.risks[name] for name in CAUSES[reason]) > 0.0
            if reason == ExitReason.AGE:
                assert found.sitting.risks["age"] == 1.0
    assert len(reasons) >= 3


def test_plans_are_resolved_on_once_and_then_wait() -> None:
    state, policies = before(0)
    lived, resolved, waiting = state.copy(), 0, 0
    for month in range(150):
        advance(lived, policies, parameters(), KEY, month, month + 1)
        for post in np.flatnonzero(lived.chiefs.plan_since_month != NEVER).tolist():
            found, one = told(post // 2, post % 2, month), sitting(post // 2, post % 2, month)
            assert not found.left
            if lived.chiefs.plan_since_month[post] == month:
                resolved += 1
                risk = {ExitReason.PLANNED_MOVE: "plan", ExitReason.REQUEST: "request"}[ExitReason(found.event)]
                assert one.risks[risk] > 0.0 and one.plan_since == NEVER
            else:
                waiting += 1
                assert found.event == NONE and one.risks["plan"] == one.risks["request"] == 0.0
                assert one.plan_since == lived.chiefs.plan_since_month[post]
    assert resolved > 2 and waiting > 0


def test_the_risk_of_complaints_follows_the_rules() -> None:
    policies = before(MONTHS[0])[1]
    policy, own = policies.as_objects()[0], parameters()[0]
    for county, role in seated(MONTHS[0]):
        one = sitting(county, role, MONTHS[0])
        hazard = detection.unfounded_complaint_hazard(one.options[0].effort, policy, own)
        falls = own.falls_over_complaint_share * (1.0 - policy.protection_share)
        if one.risks["complaint"] > 0.0:
            assert one.risks["complaint"] == pytest.approx(chance_within_month(hazard * falls), rel=1e-9)
    assert sum(sitting(*post, MONTHS[0]).risks["complaint"] > 0.0 for post in seated(MONTHS[0])) > 10


def decided(held: Contest, answer: str) -> list[int]:
    return [one.cadre for one in held.candidates if one.answer == answer]


HESITANT = {"refusal_cost": 15.0, "rise_worth": 20.0, "hardship_discomfort": 35.0, "family_strain": 16.0}
"""Behaviour under which posts are declined now and then."""


def test_contests_are_those_of_the_ledger() -> None:
    hesitant = replace(scenario(), behaviour=HESITANT)
    lived, rows = Lived(hesitant), run(hesitant, KEY)["appointments"]
    rows = rows[rows["kind"] <= Kind.HEAD]
    # A few of every sort, so that each is seen whatever the history.
    sorts = [
        rows["refusals"] > 0,
        rows["source"] == Source.OUTSIDE,
        rows["kind"] == Kind.SECRETARY,
        rows["eligible"] > 0,
    ]
    for sort in sorts:
        assert sort.sum() >= 4
        for row in rows[sort][:: max(1, int(sort.sum()) // 8)]:
            _is_told_by(lived.told(int(row["county"]), int(row["kind"]), int(row["filled_month"])), row)


def _is_told_by(found: Explanation, row: np.void) -> None:
    held = found.appointment
    assert held is not None and held.vacated_month == row["vacated_month"]
    known = [one for one in held.candidates if one.cadre != NONE]
    assert len(known) == row["eligible"] and len(held.candidates) == len(known) + 1
    (winner,) = decided(held, "won")
    assert winner == (NONE if row["source"] == Source.OUTSIDE else row["cadre"])
    assert len(decided(held, "declined")) == row["refusals"] and not decided(held, "not_cleared")
    # The best who did not decline has it.
    assert next(one.cadre for one in held.candidates if one.answer != "declined") == winner
    assert sum(one.chance for one in held.candidates) == pytest.approx(1.0)
    for one in held.candidates:
        whole, *others = one.parts
        for part in others:
            whole += part
        assert whole == one.score and len(one.parts) == len(PARTS)


def test_one_who_is_not_cleared_leaves_the_post_vacant() -> None:
    """It is rare: a dozen counties in twenty years may see none, four such futures some."""
    strict = replace(scenario(), policy={"entry_check_share": 1.0}, behaviour={"misconduct_per_year": 0.09})
    fallen = 0
    for key in (Key(1, replicate) for replicate in range(4)):
        lived, ledger = Lived(strict, key), run(strict, key)
        rows, cases = ledger["appointments"], ledger["cases"]
        waited = (rows["filled_month"] > rows["vacated_month"]) & (rows["vacated_month"] >= 0)
        for row in rows[(rows["kind"] <= Kind.HEAD) & waited]:
            for month in range(int(row["vacated_month"]), int(row["filled_month"])):
                held = lived.told(int(row["county"]), int(row["kind"]), month).appointment
                if held is not None:
                    (unfit,) = decided(held, "not_cleared")
                    assert month in cases["detected_month"][cases["cadre"] == unfit] and not decided(held, "won")
                    fallen += 1
    assert fallen > 0


def test_a_chief_who_moves_was_considered_and_won() -> None:
    rows = history()["appointments"]
    rows = rows[(rows["from_post"] >= 0) & (rows["from_post"] < 24) & (rows["kind"] != Kind.BUREAU)]
    assert len(rows) > 20
    for row in rows[::6]:
        origin = int(row["from_post"])
        found = told(origin // 2, origin % 2, int(row["filled_month"]))
        assert found.sitting is not None and found.sitting.cadre == row["cadre"] and found.left
        (held,) = [one for one in found.stood if one.post == row["post"]]
        assert decided(held, "won") == [row["cadre"]]


def test_one_person_is_traced_through_every_post() -> None:
    cadre, where = first_whole_way(history()), places_of(scenario())
    assert cadre is not None
    steps = trace(history(), cadre, where.prefecture)
    assert [kind for kind in WHOLE_WAY if kind in {step.kind for step in steps}] == list(WHOLE_WAY)
    for one, following in zip(steps, steps[1:], strict=False):
        assert one.end_month == following.start_month and following.appointment is not None
        assert following.age_months - one.age_months == following.start_month - one.start_month
    for step in steps:
        assert step.county == NONE or where.prefecture[step.county] == step.prefecture
        if step.appointment is not None and step.appointment.eligible:
            assert step.appointment.vacated_month <= step.start_month
    # Nobody got there earlier.
    uppers = history()["pool_spells"]
    uppers = uppers[(uppers["kind"] == Kind.UPPER) & (uppers["source"] == Source.SECRETARY)]
    arrived = min(step.start_month for step in steps if step.kind == Kind.UPPER)
    for row in uppers[uppers["start_month"] < arrived]:
        kinds = {step.kind for step in trace(history(), int(row["cadre"]), where.prefecture)}
        assert not set(WHOLE_WAY) <= kinds


def test_what_spoke_most_for_the_winner() -> None:
    assert Appointment(0, 0, 0, 9, 0, {"tie": 0.5, "performance": 1.5, "competence": -2.0}).strongest == "performance"
    assert Appointment(0, 0, 0, 9, 0, {"tie": -0.5}).strongest is None
    assert trace(history(), 7, places_of(scenario()).prefecture) == []


def test_nobody_goes_all_the_way_who_was_never_a_deputy() -> None:
    pools = history()["pool_spells"]
    others = pools[pools["kind"] != Kind.DEPUTY]
    assert first_whole_way(Ledger({**history().tables, "pool_spells": others}, 0, history().last_month)) is None


def asked(*arguments: object) -> list[str]:
    return ["explain", str(BASELINE), "--world", "tiny", *map(str, arguments)]


def page_arguments() -> list[tuple[object, ...]]:
    rows = history()["appointments"]
    row = rows[(rows["kind"] == Kind.SECRETARY) & (rows["eligible"] > 9)][0]
    month = scenario().start.after(int(row["filled_month"]))
    return [
        ("--county", int(row["county"]), "--role", "secretary", "--month", month),
        ("--county", 3, "--role", "head", "--month", "2004-05"),
        ("--trace", "any"),
    ]


@pytest.mark.parametrize("which", range(3))
def test_pages_speak_one_language(which: int, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {}
    for language in LANGUAGES:
        assert main([*asked(*page_arguments()[which]), "--lang", language]) == 0
        pages[language] = capsys.readouterr().out
    assert not re.search(r"[\u3400-\u9fff]", pages["en"])
    assert not re.search(r"[A-Za-z]{2}", pages["zh"])
    # The same numbers in both; names of places have digits of their own.
    assert re.findall(r"\d+\.\d\d+", pages["en"]) == re.findall(r"\d+\.\d\d+", pages["zh"])
    assert min(len(page.splitlines()) for page in pages.values()) > 5


def test_help_pages(capsys: pytest.CaptureFixture[str]) -> None:
    for language in LANGUAGES:
        assert main(["explain", "--help", "--lang", language]) == 0
        page = capsys.readouterr().out
        assert all(f"--{name}" in page for name in ("county", "role", "month", "trace", "replicate", "seed", "world"))
        assert bool(re.search(r"[\u3400-\u9fff]", page.replace("任期", ""))) == (language == "zh")


def test_json_holds_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked("--county", 3, "--role", "head", "--month", "2004-05", "--json")) == 0
    found = json.loads(capsys.readouterr().out)
    expected = sitting(3, 1, 16)
    assert (found["schema"], found["role"], found["month"], found["county"]) == (1, "head", "2004-05", 3)
    assert found["chief"]["cadre"] == expected.cadre and found["chief"]["chances_this_month"] == expected.risks
    options = [(o["option"], o["value"], tuple(o["terms"].values()), o["effort"]) for o in found["chief"]["options"]]
    assert options == [(o.name, o.value, o.terms, o.effort) for o in expected.options]
    assert main(asked("--trace", "any", "--json")) == 0
    way = json.loads(capsys.readouterr().out)
    assert way["cadre"] == first_whole_way(history()) and way["steps"][0]["kind"] == "deputy"


LAST = scenario().start.after(scenario().horizon_months - 1)
POST = ("--county", "0", "--role", "head", "--month", "2004-01")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (POST[:4], "--month is missing: name --county, --role and --month, or ask for --trace"),
        ((*POST, "--trace", "any"), "--trace tells a person's whole way: leave out --county"),
        ((*POST[:5], "2004-13"), "--month must be a month such as 2005-03, not `2004-13`"),
        ((*POST[:5], "2002-12"), f"2002-12 is not simulated: choose a month from 2003-01 to {LAST}"),
        ((*POST[:5], str(LAST.after(1))), f"{LAST.after(1)} is not simulated: choose a month from 2003-01 to {LAST}"),
        (("--county", "12", *POST[2:]), "there is no place with number 12: this world has 0 to 11"),
        (
            ("--county", "County 1-11", *POST[2:]),
            "there is no place `County 1-11` in this world: did you mean `County 1-1`?",
        ),
        ((*POST[:3], "mayor", *POST[4:]), "--role must be one of secretary, head, not `mayor`"),
        ((*POST, "--replicate", "-1"), "--replicate must be from 0 to 4294967295, not -1"),
        (("--trace", "somebody"), "--trace must be the number of a cadre or `any`, not `somebody`"),
        (
            ("--trace", "7"),
            "no cadre 7 held a post in this future: numbers are found with --trace any or in the ledger",
        ),
        (("--trace", "9" * 30), None),
    ],
)
def test_a_mistake_is_one_sentence(
    arguments: tuple[str, ...], sentence: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*asked(*arguments), "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and (sentence is None or err == f"{sentence}\n")
    assert main([*asked(*arguments), "--lang", "zh"]) == 2
    assert re.search(r"[\u3400-\u9fff]{3}", capsys.readouterr().err)


def test_a_post_that_nobody_holds_or_is_considered_for_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    rows = history()["appointments"]
    waited = rows[(rows["kind"] <= Kind.HEAD) & (rows["filled_month"] - rows["vacated_month"] > 1)]
    waited = waited[waited["vacated_month"] >= 0]
    row = waited[0]
    month = scenario().start.after(int(row["vacated_month"]) + 1)
    role = ("secretary", "head")[int(row["kind"])]
    arguments = asked("--county", int(row["county"]), "--role", role, "--month", month)
    assert main([*arguments, "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err.endswith(f": vacant in {month}, and nobody was considered for it then: choose another month\n")
    assert main([*arguments, "--lang", "zh"]) == 2
    assert not re.search(r"[A-Za-z]{2}", capsys.readouterr().err)


def test_counties_are_found_by_number_and_by_either_name() -> None:
    where = places_of(scenario())
    for name in ("3", where.county_names[3], where.county_names_zh[3]):
        assert county_of(name, where) == 3
    doubled = where._replace(county_names=("Same",) * where.counties)
    with pytest.raises(UserError) as caught:
        county_of("Same", doubled)
    assert caught.value.key == "explain.several" and "12 counties" in caught.value.sentence("en")
