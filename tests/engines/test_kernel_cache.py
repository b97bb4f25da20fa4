"""The cache of compiled kernels: a rule that is edited is a rule that is run.

A copy of the package is edited and run in processes of their own, which share one cache folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from sim.engines import cache
from sim.version import KERNEL_SOURCES

RULE = "sim/mechanisms/term_rules.py"
OLD, NEW = "return tenure_months >= policy.maximum_tenure_months\n", "return tenure_months >= 0\n"

PROBE = """
from sim.engines import cache
from sim.engines.compiled.kernel import door
from sim.mechanisms import term_rules
from sim.policy import policy, records_of

@door
def may_be_asked(records):
    return term_rules.maximum_matters(24, records[0])

print(cache.fingerprint(), may_be_asked(records_of([policy()])))
"""


class Copy:
    """A copy of the package, a kernel that calls one of its rules, and a cache folder for both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(Path(sim.__file__).parent, folder / "sim", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "probe.py").write_text(PROBE, encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace `old` in a file of the copy."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} should hold once: {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self) -> tuple[str, str]:
        """The fingerprint, and what the kernel answers."""
        surroundings = {
            **os.environ,
            "RENQI_CACHE": str(self.folder / "cache"),
            "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        surroundings.pop("NUMBA_DISABLE_JIT", None)
        done = subprocess.run(
            [sys.executable, "probe.py"], cwd=self.folder, env=surroundings, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        fingerprint, answer = done.stdout.split()
        return fingerprint, answer


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy that has run once, so that its kernel lies in the cache."""
    made = Copy(tmp_path)
    assert made.run()[1] == "False"
    return made


def test_an_edited_rule_is_compiled_anew(copy: Copy) -> None:
    before, answer = copy.run()
    assert answer == "False"
    assert any((copy.folder / "cache" / before).rglob("*.nbc")), "the kernel should be kept on disk"
    copy.edit(RULE, OLD, NEW)
    after, answer = copy.run()
    assert (answer, after != before) == ("True", True)
    copy.edit(RULE, NEW, OLD)
    assert copy.run() == (before, "False")


def test_without_the_fingerprint_the_old_rule_would_be_run(copy: Copy) -> None:
    copy.edit("sim/engines/cache.py", "folder = root() / fingerprint()", "folder = root() / 'always'")
    assert copy.run()[1] == "False"
    copy.edit(RULE, OLD, NEW)
    assert copy.run()[1] == "False", "numba itself now notices an edit in another file: the fingerprint may go"


def test_the_fingerprint_reads_every_source_that_kernels_are_made_of() -> None:
    root = Path(sim.__file__).parent
    read = {path for pattern in KERNEL_SOURCES for path in root.glob(pattern)}
    compiled = [*root.glob("mechanisms/*.py"), *root.glob("engines/compiled/*.py"), root / "engines/luck.py"]
    marked = [p for p in root.glob("*.py") if any(f"\n@{m}\n" in p.read_text("utf-8") for m in ("rule", "procedure"))]
    assert {*compiled, *marked} <= read
    for pattern in KERNEL_SOURCES:
        assert list(root.glob(pattern)), f"{pattern} names no file"


def test_three_folders_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENQI_CACHE", str(tmp_path))
    monkeypatch.setattr(cache.numba.config, "CACHE_DIR", "")
    for age in range(5):
        old = tmp_path / f"{age:016x}"
        old.mkdir()
        os.utime(old, (1000 + age, 1000 + age))
    (tmp_path / "notes").mkdir()
    folder = cache.prepare()
    assert cache.is_cold()
    assert {p.name for p in tmp_path.iterdir()} == {folder.name, "notes", f"{3:016x}", f"{4:016x}"}


def test_a_folder_that_cannot_be_written_is_replaced_by_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    others = {name for n in range(4) for name in (f"pytest-of-ubunt{n}", f"{n}123456789abcdef")}
    ours = [f"renqi-kernels-000000000000000{n}" for n in range(4)]
    for age, name in enumerate([*others, *ours]):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (age, age))
    monkeypatch.setenv("RENQI_CACHE", str(blocked))
    monkeypatch.setattr(cache.numba.config, "CACHE_DIR", "")
    monkeypatch.setattr(cache.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = cache.prepare()
    assert folder == tmp_path / f"renqi-kernels-{cache.fingerprint()}"
    kept = {p.name for p in tmp_path.iterdir()}
    assert kept == {*others, *ours[-2:], "file", folder.name}, "what others keep there is not ours"
