"""All texts of the program by key, gathered from the files of this folder."""

from sim.texts.answers import ANSWERS
from sim.texts.ask import ASK
from sim.texts.cli import CLI
from sim.texts.doctor import DOCTOR
from sim.texts.errors import ERRORS
from sim.texts.explain import EXPLAIN
from sim.texts.flows import FLOWS
from sim.texts.metrics import METRIC_TEXTS
from sim.texts.moments import MOMENTS
from sim.texts.policy import POLICY
from sim.texts.report import REPORT
from sim.texts.robust import ROBUST
from sim.texts.schema import SCHEMA
from sim.texts.store import STORE
from sim.texts.study import STUDY
from sim.texts.text import Text
from sim.texts.validate import VALIDATE
from sim.texts.words import WORDS

CATALOGUE: dict[str, Text] = {
    **ANSWERS,
    **ASK,
    **CLI,
    **DOCTOR,
    **ERRORS,
    **EXPLAIN,
    **FLOWS,
    **METRIC_TEXTS,
    **MOMENTS,
    **POLICY,
    **REPORT,
    **ROBUST,
    **SCHEMA,
    **STORE,
    **STUDY,
    **VALIDATE,
    **WORDS,
}
