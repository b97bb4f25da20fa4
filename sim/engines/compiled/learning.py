"""Phase 6: training in depth; favour won by lobbying, and fading."""

from sim.engines.compiled.kernel import kernel
from sim.engines.compiled.seats import deal_to_chiefs
from sim.mechanisms import choice as options
from sim.mechanisms import learning as lessons
from sim.vocabulary import NONE, Competency, Decision


@kernel
def learning(run, month):
    """Every chief."""
    cadres, chiefs, counties = run.cadres, run.chiefs, run.counties
    policies, of_county, behaviour = run.policies, run.of_county, run.behaviours[0]
    deal_to_chiefs(run, Decision.TRAINING, month, run.hand)
    go_draws, fit_draws, course_draws, _ = run.hand
    for county in range(run.area[0].first_county, run.area[0].last_county):
        policy = policies[of_county[county]]
        for post in range(county + county, county + county + 1 + 1):
            cadre, chief = cadres[post], chiefs[post]
            if cadre.identity == NONE:
                continue
            if lessons.goes_to_training(go_draws[post], policy):
                train(cadre, counties[county].burden, fit_draws[post], course_draws[post], policy, behaviour)
            cadre.favour = options.next_favour(
                cadre.favour, chief.lobbying_effort, cadre.lobbying_skill, chief.closeness, behaviour
            )


@kernel
def train(cadre, burden, fit_draw, course_draw, policy, behaviour):
    """A month of training in one competency."""
    weakest = lessons.weakest_field(
        cadre.command,
        cadre.decision,
        cadre.organising,
        cadre.judging,
        cadre.crisis,
        cadre.economic,
        cadre.integrity,
    )
    field = lessons.field_of_training(weakest, fit_draw, course_draw, policy)
    cadre.command = lessons.after_training(cadre.command, int(field == Competency.COMMAND), burden, behaviour)
    cadre.decision = lessons.after_training(cadre.decision, int(field == Competency.DECISION), burden, behaviour)
    cadre.organising = lessons.after_training(cadre.organising, int(field == Competency.ORGANISING), burden, behaviour)
    cadre.judging = lessons.after_training(cadre.judging, int(field == Competency.JUDGING), burden, behaviour)
    cadre.crisis = lessons.after_training(cadre.crisis, int(field == Competency.CRISIS), burden, behaviour)
    cadre.economic = lessons.after_training(cadre.economic, int(field == Competency.ECONOMIC), burden, behaviour)
    cadre.integrity = lessons.after_training(cadre.integrity, int(field == Competency.INTEGRITY), burden, behaviour)
    cadre.training_months = lessons.training_received(cadre.training_months)
