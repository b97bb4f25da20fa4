"""The agents: cadres in the posts around the chiefs, chiefs, counties and organisation departments.

What each does in a phase of the month stands in the file of that phase; here the pieces are put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mesa import Agent

from sim.engines.agents.appointments import FillsVacancies
from sim.engines.agents.appraisal import Appraises, HasYears, IsAppraised
from sim.engines.agents.calendar import HoldsElections, MeetsPrincipals
from sim.engines.agents.choice import DividesEffort
from sim.engines.agents.codes import Kind
from sim.engines.agents.contests import Candidate, WeighsRivals
from sim.engines.agents.departures import ConsidersLeaving, IsCleared, Leaves, LosesChiefs, RetiresIncumbents
from sim.engines.agents.environment import HasIncidents, TakesSetbacks
from sim.engines.agents.fields import VACANT, ChiefTotals, CountyTotals, Fields, Levers, Spell, Tally, names
from sim.engines.agents.learning import Learns
from sim.engines.agents.outcomes import Develops, Pair
from sim.engines.agents.periods import KeepsAccounts
from sim.engines.agents.regime import Regime
from sim.engines.agents.relations import Feels, GetsAlong
from sim.engines.agents.supervision import IsOnRecord, IsSupervised
from sim.state import CADRE, CHIEF, COUNTY, POST, PREFECTURE

if TYPE_CHECKING:
    from sim.engines.agents.model import CountyModel


class Post(Fields):
    """A seat: the fields of `sim.state.POST`, its place among all posts, and whoever sits in it.

    Attributes
    ----------
    index: place in the state's arrays.
    incumbent: the cadre, or None.
    place, department: the county, where it has one, and the organisation department.
    regime, policy: what the incumbent lives under: for a chief what holds in his county, for others in the prefecture;
        and its levers.
    spell, totals: for a chief's post, the open spell (fields of `sim.state.SPELL`) and the running period.
    """

    __slots__ = (
        *names(POST),
        *("model", "index", "incumbent", "place", "department", "spell", "totals", "regime", "policy"),
    )

    incumbent: Cadre | None
    place: County | None
    department: OrganisationDepartment
    regime: Regime

    def __init__(self, model: CountyModel, index: int, fields: dict[str, Any]) -> None:
        self.take(fields)
        self.model = model
        self.index = index
        self.incumbent = None
        self.place = None
        self.spell = Spell()
        self.totals = ChiefTotals()


class Cadre(Candidate, IsCleared, IsOnRecord, HasYears, Fields, Agent):
    """A person in a post: the fields of `sim.state.CADRE`."""

    __slots__ = (*names(CADRE), "post")

    def __init__(self, model: CountyModel, post: Post, fields: dict[str, Any]) -> None:
        super().__init__(model)
        self.take(fields)
        self.post = post
        post.incumbent = self


class Chief(DividesEffort, Feels, TakesSetbacks, Learns, IsSupervised, IsAppraised, ConsidersLeaving, Leaves, Cadre):
    """A cadre in one of the two posts; besides, the fields of `sim.state.CHIEF`. Subclass it to try a behaviour.

    Attributes
    ----------
    role: secretary or head.
    place, department: the county, and the organisation department of its prefecture.
    """

    __slots__ = (*names(CHIEF), "role", "place", "department")

    def __init__(self, model: CountyModel, post: Post, fields: dict[str, Any], as_chief: dict[str, Any]) -> None:
        super().__init__(model, post, fields)
        self.take(as_chief)
        self.role = post.kind
        self.place = post.place
        self.department = post.department


class County(HoldsElections, HasIncidents, Develops, GetsAlong, LosesChiefs, KeepsAccounts, Fields, Agent):
    """A county: the fields of `sim.state.COUNTY`, and its two posts.

    Attributes
    ----------
    index: place in the state's arrays.
    secretary_post, head_post, chief_posts: its two posts, and both in this order.
    regime, policy: what holds here, and its levers.
    outlook: what its chiefs reckon with when they look ahead.
    totals: the running period.
    """

    __slots__ = names(COUNTY)

    regime: Regime
    policy: Levers
    outlook: Regime

    def __init__(self, model: CountyModel, index: int, fields: dict[str, Any], posts: list[Post]) -> None:
        super().__init__(model)
        self.take(fields)
        self.index = index
        self.chief_posts = posts
        self.secretary_post, self.head_post = posts
        self.totals = CountyTotals()

    def chiefs_in_office(self) -> list[Any]:
        """Whoever sits in the two posts, the secretary first."""
        return [post.incumbent for post in self.chief_posts if post.incumbent is not None]

    def pair(self) -> Pair:
        """Secretary and head, `VACANT` where there is none, and for each 1 where there is one."""
        secretary, head = self.secretary_post.incumbent, self.head_post.incumbent
        return secretary or VACANT, head or VACANT, int(secretary is not None), int(head is not None)


class OrganisationDepartment(
    FillsVacancies, WeighsRivals, Appraises, MeetsPrincipals, RetiresIncumbents, Fields, Agent
):
    """The organisation department of a prefecture: the fields of `sim.state.PREFECTURE`, and the posts it fills.

    Attributes
    ----------
    index: place in the state's arrays.
    all_posts, chief_posts, pool_posts, reserve_posts: its posts; those of chiefs, all others, the lowest of these.
    posts_of_kind: its posts by kind.
    province_phase: place of the county congresses of the province in the five-year clock.
    regime, policy: what the prefecture's own decisions go by, and its levers.
    tally, bids: the contest in progress (fields of `sim.tally.CONTEST`), and what each candidate brings to it.
    """

    __slots__ = names(PREFECTURE)

    regime: Regime
    policy: Levers

    def __init__(self, model: CountyModel, index: int, fields: dict[str, Any], posts: list[Post]) -> None:
        super().__init__(model)
        self.take(fields)
        self.index = index
        self.all_posts = posts
        self.posts_of_kind = {kind: [post for post in posts if post.kind == kind] for kind in vars(Kind).values()}
        self.chief_posts = [post for post in posts if post.kind <= Kind.HEAD]
        self.pool_posts = [post for post in posts if post.kind > Kind.HEAD]
        self.reserve_posts = [post for post in posts if post.kind >= Kind.DEPUTY]
        self.province_phase = model.provinces[self.province].congress_phase
        self.tally = Tally()
        self.bids: list[tuple[Any, ...]] = []
        for post in posts:
            post.department = self
