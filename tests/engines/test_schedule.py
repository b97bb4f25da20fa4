"""Both engines follow `sim.schedule.MONTH`, phase by phase."""

from __future__ import annotations

import ast
import inspect
import textwrap

import pytest

from sim.engines.agents.model import CountyModel
from sim.engines.compiled import advance
from sim.schedule import MONTH
from tests.engines.tools import BEHAVIOUR, KEY, burned, everywhere
from tests.laws.reading import sources

NAMES = [phase.name for phase in MONTH]


def phases_called(source: str) -> list[str]:
    """Names of the functions that the month loop in `source` hands (run, month), in the order of the text."""
    loops = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.For)]
    assert len(loops) == 1, "one loop over the months"
    calls = [node for node in ast.walk(loops[0]) if isinstance(node, ast.Call)]
    handed = [c for c in calls if [ast.unparse(a) for a in c.args] == ["run", "month"]]
    return [ast.unparse(c.func) for c in sorted(handed, key=lambda c: c.lineno)]


def test_the_compiled_loop_calls_the_phases_in_order() -> None:
    text = sources("sim/engines/compiled/advance.py")["sim/engines/compiled/advance.py"]
    (loop,) = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef) and n.name == "months"]
    assert phases_called(ast.unparse(loop)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_phase_is_a_kernel_in_the_file_it_is_imported_from(name: str) -> None:
    function = getattr(advance, name)
    text = inspect.getsource(getattr(function, "py_func", function))
    assert textwrap.dedent(text).startswith("@kernel\n"), name


@pytest.mark.tiny
def test_the_agents_live_through_the_phases_in_order() -> None:
    lived: list[str] = []

    def telling(name: str) -> object:
        def phase(self: CountyModel) -> None:
            lived.append(name)
            getattr(super(Telling, self), name)()

        return phase

    Telling = type("Telling", (CountyModel,), {name: telling(name) for name in NAMES})
    state = burned()
    model = Telling.from_state(state, everywhere(state), BEHAVIOUR, KEY, 0)
    model.step()
    model.step()
    assert lived == NAMES + NAMES
    assert model.month == 2


def test_a_swapped_or_forgotten_phase_is_seen() -> None:
    body = "".join(f"    {name}(run, month)\n" for name in reversed(NAMES))
    assert phases_called(f"for month in range(1):\n{body}") == NAMES[::-1]
    assert len(set(NAMES)) == len(NAMES) >= 3
