"""Posts between two chiefs, and whom they get: vacancies, chains, acting heads, age and abilities."""

from __future__ import annotations

import numpy as np

from sim.metrics.declare import Better, Part, Theme
from sim.metrics.run_tables import RunTables, distinct, mean, once, ratio
from sim.state import COMPETENCIES
from sim.texts import Text
from sim.vocabulary import NEVER, Kind

POSTS = Theme()
metric = POSTS.metric

_APPOINTMENTS = ("appointments",)


@metric(
    "1",
    Better.NEITHER,
    Part.DESCRIPTION,
    Text("Length of vacancy chains", "空缺链长度"),
    Text(
        "Appointments to deputy-bureau posts, bureaus and the two chiefs' posts per vacancy chain (White 1970); the"
        " reserve, which fills in at its end, is not counted.",
        "每条空缺链引起的副厅级、市直部门正职和县级正职任命次数（White 1970）；链末由后备干部补入的职位不计。",
    ),
    _APPOINTMENTS,
)
def chain_length(run: RunTables) -> float | None:
    chains = run.table("appointments")["chain"]
    return chains.size / distinct(chains)


@metric(
    "1",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Refusals an appointment", "每次任命的拒任次数"),
    Text("Candidates for the two chiefs' posts who declined, per appointment.", "每次县级正职任命中谢绝的人选数。"),
    _APPOINTMENTS,
)
def refusals_per_appointment(run: RunTables) -> float | None:
    rows = run.table("appointments")
    return mean(rows["refusals"][rows["kind"] <= Kind.HEAD])


@metric(
    "share",
    Better.LESS,
    Part.SIDE_EFFECT,
    Text("Posts vacant", "职位空缺比例"),
    Text("Share of the post-months of both chiefs in which nobody held the post.", "两正职职位月中无人任职的比例。"),
)
def vacancy_share(run: RunTables) -> float | None:
    return 1.0 - sum(run.occupied_months) / (2 * run.places.counties * run.months)


@metric(
    "share",
    Better.LESS,
    Part.GAIN,
    Text("Months served by heads not yet elected", "代县长月数占县长任职月数的比例"),
    Text(
        "Share of the months held by heads before a session of the people's congress confirmed them; they"
        " count as vacant for the term.",
        "县长任职月中尚未经人代会确认（代县长）的比例；就任期而言视同空缺。",
    ),
)
def acting_head_share(run: RunTables) -> float | None:
    heads = run.is_role[1]
    confirmed = run.table("spells")["confirmed_month"][heads]
    if not (confirmed > NEVER).any():
        return None
    left = np.where(run.end[heads] < 0, run.last_month, run.end[heads])
    began = np.maximum(run.start[heads], run.first_month)
    until = np.where(confirmed == NEVER, left, np.minimum(confirmed, left))
    return ratio(int(np.maximum(until - began, 0).sum()), run.occupied_months[1])


@once
def _abilities(run: RunTables, role: int) -> list[np.ndarray]:
    """The seven abilities of those appointed in the window, an array each."""
    return [run.table("spells")[f"{ability}_start"][run.new[role]] for ability in COMPETENCIES]


def _declare_ages() -> None:
    """Age and abilities of those appointed, by role."""
    for role, name, en, zh in ((0, "secretary", "secretaries", "书记"), (1, "head", "heads", "县长")):

        def age(run: RunTables, role: int = role) -> float | None:
            months = mean(run.table("spells")["age_start_months"][run.new[role]])
            return None if months is None else months / 12

        def weakest(run: RunTables, role: int = role) -> float | None:
            low, *others = _abilities(run, role)
            for ability in others:
                low = np.minimum(low, ability)
            return mean(low)

        def abilities(run: RunTables, role: int = role) -> float | None:
            first, *others = _abilities(run, role)
            return mean(sum(others, start=first) / len(COMPETENCIES))

        age.__name__ = f"age_at_appointment_{name}"
        abilities.__name__ = f"competence_at_appointment_{name}"
        weakest.__name__ = f"weakest_competence_{name}"
        metric(
            "years of age",
            Better.NEITHER,
            Part.SIDE_EFFECT,
            Text(f"Age at appointment, {en}", f"任职时年龄（{zh}）"),
            Text("Mean age at the start of spells begun in the window.", "窗口期内新任者任职时的平均年龄。"),
        )(age)
        metric(
            "share",
            Better.MORE,
            Part.DESCRIPTION,
            Text(f"Abilities of new {en}", f"新任{zh}能力"),
            Text("Mean of the seven abilities over spells begun in the window.", "窗口期内新任者七项能力的平均。"),
        )(abilities)
        metric(
            "share",
            Better.MORE,
            Part.DESCRIPTION,
            Text(f"Weakest ability of new {en}", f"新任{zh}最弱能力"),
            Text(
                "Mean, over spells begun in the window, of the lowest of the seven abilities.",
                "窗口期内新任者七项能力中最低一项的平均。",
            ),
        )(weakest)


_declare_ages()
