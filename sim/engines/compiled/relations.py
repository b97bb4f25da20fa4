"""Phase 5: harmony of the pair; burden; fatigue and morale of each chief."""

from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.seats import deal_to_places
from sim.mechanisms import morale, relationship
from sim.streams import draws
from sim.vocabulary import NONE, Decision


@kernel
def relations(run, month):
    """Every county."""
    cadres, chiefs, counties, policies, of_county = run.cadres, run.chiefs, run.counties, run.policies, run.of_county
    behaviour, key = run.behaviours[0], run.key
    deal_to_places(run, Decision.PAIR, month, run.hand)
    quarrel_draws, _, _, _ = run.hand
    for county in range(run.area[0].first_county, run.area[0].last_county):
        post = county + county
        place, policy, regime = counties[county], policies[of_county[county]], run.regimes[of_county[county]]
        if cadres[post].identity != NONE and cadres[post + 1].identity != NONE:
            get_along(
                cadres[post],
                cadres[post + 1],
                chiefs[post],
                chiefs[post + 1],
                place,
                quarrel_draws[county],
                policy,
                regime,
                behaviour,
                key,
                month,
            )
        place.burden = morale.next_burden(place.burden, regime.vetoes, regime.role_clarity, policy, behaviour)
        for role in range(1 + 1):
            cadre, chief = cadres[post + role], chiefs[post + role]
            if cadre.identity != NONE:
                feel(cadre, chief, role, place, behaviour, month)


@kernel
def months_together(secretary, head, month):
    """Months for which the two have been a pair."""
    return min(month - secretary.since_month, month - head.since_month)


@kernel
def meet(secretary, head, place, behaviour, key):
    """Two become a pair: the chemistry between them is drawn once for all."""
    chemistry_draw, _, _, _ = draws(key.seed, key.replicate, Decision.PAIR, 0, secretary.identity, head.identity)
    place.chemistry = relationship.chemistry(chemistry_draw, behaviour)


@kernel
def get_along(secretary, head, as_secretary, as_head, place, quarrel_draw, policy, regime, behaviour, key, month):
    """The working relationship of the two, a month on."""
    is_new = months_together(secretary, head, month) == 1
    if is_new:
        meet(secretary, head, place, behaviour, key)
    fit = relationship.pair_fit(
        secretary.organising,
        head.organising,
        relationship.rivalry_of_patrons(as_secretary.closeness, as_head.closeness, behaviour),
        relationship.seniority_of_head(month - secretary.rank_since_month, month - head.rank_since_month),
        relationship.has_upper_hand_at_home(int(secretary.home != NONE), int(head.home != NONE)),
        regime.first_hand,
        place.chemistry,
        policy,
        behaviour,
    )
    if is_new:
        place.harmony = relationship.harmony_of_new_pair(fit, behaviour)
    place.harmony = relationship.next_harmony(place.harmony, fit, quarrel_draw, policy, behaviour)


@kernel
def feel(cadre, chief, role, place, behaviour, month):
    """Fatigue and morale of one chief, a month on."""
    chief.fatigue = morale.next_fatigue(
        chief.fatigue,
        role,
        place.burden,
        place.difficulty,
        month - cadre.birth_month,
        chief.coasting,
        behaviour,
    )
    chief.morale = morale.next_morale(
        chief.morale,
        chief.fatigue,
        place.harmony,
        cadre.appraisal,
        cadre.upgraded,
        month - cadre.since_month,
        behaviour,
    )
