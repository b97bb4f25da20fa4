"""The agents: cadres in the posts around the chiefs, chiefs, counties and organisation departments.

What each does in a phase of the month stands in the file of that phase; here the pieces are put together.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mesa import Agent

from sim.engines.agents.appointments import Candidate, FillsVacancies
from sim.engines.agents.calendar import HoldsElections, MeetsPrincipals
from sim.engines.agents.departures import ConsidersLeaving, RetiresIncumbents
from sim.state import CADRE, CHIEF, SPELL
from sim.tally import CONTEST
from sim.vocabulary import NEVER, NONE, Kind

if TYPE_CHECKING:
    from sim.engines.agents.model import CountyModel


def absent(name: str, kind: str) -> Any:
    """What a field holds where there is nothing to say: as `sim.state.blank`."""
    if kind == "f8":
        return 0.0
    return NEVER if name.endswith("_month") else NONE


NOBODY = {f.name: absent(f.name, f.kind) for f in CADRE}
NO_CHIEF = {f.name: absent(f.name, f.kind) for f in CHIEF}
NO_SPELL = {f.name: absent(f.name, f.kind) for f in SPELL}


class Post:
    """A seat: the fields of `sim.state.POST`, its place among all posts, and whoever sits in it.

    Attributes
    ----------
    index: place in the state's arrays.
    incumbent: the cadre, or None.
    spell: for a chief's post, the open spell (fields of `sim.state.SPELL`).
    place, department: the county, where it has one, and the organisation department.
    """

    index: int
    incumbent: Cadre | None
    spell: SimpleNamespace | None
    place: County | None
    department: OrganisationDepartment

    def __init__(self, index: int, fields: dict[str, Any]) -> None:
        self.__dict__.update(fields)
        self.index = index
        self.incumbent = None
        self.spell = SimpleNamespace(**NO_SPELL) if self.kind <= Kind.HEAD else None

    def __getattr__(self, name: str) -> Any:
        """The fields of `sim.state.POST` come with the state."""
        raise AttributeError(name)


class Cadre(Candidate, Agent):
    """A person in a post: the fields of `sim.state.CADRE`."""

    def __init__(self, model: CountyModel, post: Post, fields: dict[str, Any]) -> None:
        super().__init__(model)
        self.__dict__.update(fields)
        self.post = post
        post.incumbent = self

    def __getattr__(self, name: str) -> Any:
        """The fields of `sim.state.CADRE` come with the state."""
        raise AttributeError(name)


class Chief(ConsidersLeaving, Cadre):
    """A cadre in one of the two posts; besides, the fields of `sim.state.CHIEF`. Subclass it to try a behaviour."""

    def __init__(self, model: CountyModel, post: Post, fields: dict[str, Any], as_chief: dict[str, Any]) -> None:
        super().__init__(model, post, fields)
        self.__dict__.update(as_chief)


class County(HoldsElections, Agent):
    """A county: the fields of `sim.state.COUNTY`, and its two posts."""

    def __init__(self, model: CountyModel, index: int, fields: dict[str, Any], secretary: Post, head: Post) -> None:
        super().__init__(model)
        self.__dict__.update(fields)
        self.index = index
        self.secretary_post = secretary
        self.head_post = head

    def __getattr__(self, name: str) -> Any:
        """The fields of `sim.state.COUNTY` come with the state."""
        raise AttributeError(name)


class OrganisationDepartment(FillsVacancies, MeetsPrincipals, RetiresIncumbents, Agent):
    """The organisation department of a prefecture: the fields of `sim.state.PREFECTURE`, and the posts it fills."""

    def __init__(self, model: CountyModel, index: int, fields: dict[str, Any], posts: list[Post]) -> None:
        super().__init__(model)
        self.__dict__.update(fields)
        self.index = index
        self.all_posts = posts
        self.posts_of_kind = {kind: [post for post in posts if post.kind == kind] for kind in Kind}
        self.chief_posts = [post for post in posts if post.kind <= Kind.HEAD]
        self.reserve_posts = [post for post in posts if post.kind >= Kind.DEPUTY]
        self.tally = SimpleNamespace(**{f.name: absent(f.name, f.kind) for f in CONTEST})
        for post in posts:
            post.department = self

    def __getattr__(self, name: str) -> Any:
        """The fields of `sim.state.PREFECTURE` come with the state."""
        raise AttributeError(name)
