# make install, make demo, make test: all that is needed is a Python >= 3.11 with venv, and pip's package index.
PYTHON ?= python3
# A Python 3.12 that answers: the one on the path, else the newest of pyenv, whose shim refuses what it has not been told to use.
PYTHON312 ?= $(shell python3.12 -c 'import sys; print(sys.executable)' 2>/dev/null || \
	PYENV_VERSION=$$(pyenv versions --bare 2>/dev/null | grep '^3\.12\.' | tail -n 1) pyenv which python3.12 2>/dev/null)
BIN := .venv/bin
STAMP := .venv/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: install demo test test-full bench lint lock clean calibrate

install: $(STAMP)

# The kernels are compiled here, once, so that the first `renqi` after it is quick.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Renqi needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/renqi doctor --quiet
	touch $(STAMP)

demo: install
	$(BIN)/renqi compare scenarios/baseline.yaml scenarios/mandatory_full_term.yaml scenarios/synchronized_elections.yaml \
		--replicates 100 --xlsx --out out/demo

# The fit anew, its sets and its page; a fit that was stopped goes on. Afterwards `make test` says what else has changed.
BEHAVIOURS := calibrated no_connections long_tenure constant_hazard declared
calibrate: install
	$(BIN)/renqi calibrate --seed 1 --out out/calibration
	cp out/calibration/*.yaml out/calibration/ensemble.csv sim/data/behaviours/
	mkdir -p experiments/calibration/data
	cp out/calibration/fit.json experiments/calibration/data/
	$(BIN)/renqi validate $(addprefix --behaviour ,$(BEHAVIOURS)) --out out/validation
	cp out/validation/validation.json experiments/calibration/data/
	$(BIN)/python -m experiments.calibration.remedies
	$(BIN)/python -m experiments.calibration_tables

# ruff, mypy and import-linter run as tests.
test: install
	$(BIN)/python -m pytest -n 2

test-full: install
	RENQI_FULL=1 $(BIN)/python -m pytest -n 2
	@if [ -n "$(PYTHON312)" ]; then \
		$(MAKE) --no-print-directory test-mesa-next PYTHON312="$(PYTHON312)"; \
	else \
		echo "no Python 3.12: the tests with the Mesa of Python 3.12 are left out"; \
	fi
	rm -f .venv/coverage*
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m coverage run -m pytest -n 2 --dist loadfile -m tiny
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

# The lock gives Python 3.12 another Mesa (3.5) than Python 3.11 (3.3). What depends on it, on Python or on the versions of
# numba and numpy: the engines, the laws, the rules, and the commands.
.PHONY: test-mesa-next
test-mesa-next: .venv312/.installed
	.venv312/bin/python -m pytest -n 2 tests/engines tests/laws tests/choice tests/test_doctor.py tests/test_cli.py tests/test_readme.py

.venv312/.installed: requirements.lock pyproject.toml
	$(PYTHON312) -m venv .venv312
	.venv312/bin/python -m pip install --quiet -r requirements.lock
	.venv312/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	.venv312/bin/renqi doctor --quiet
	touch $@

bench: install
	$(BIN)/python -m benchmarks

# The shipped studies are run again, some minutes, and their pages are written from the answers.
.PHONY: answers
answers: install
	$(BIN)/python -m experiments.answers

lint: install
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# For maintainers; needs uv.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --no-header \
		--output-file requirements.lock

clean:
	rm -rf .venv .venv312 out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
