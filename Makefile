# The two commands of the README: `make seed` and `make test`. Both need only Python 3.11 or later and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEED := seeds/us-allies-confront-global-threats
SOURCES := $(shell find src seeds pyproject.toml README.md -type f)
# what the tests have to cover to the last branch
CORE := */newsevents/*.py,*/newsevents/dates/*,*/newsevents/grounding/*,*/newsevents/model/*,*/newsevents/rules/*
CORE := $(CORE),*/newsevents/wire/*,*/newsevents/comparison/*,*/newsevents/batch/*,*/formats/schema.py
PINNED := --build-constraints tools/build-constraints.txt --require-hashes

.PHONY: seed test check format lint types layers unit docs consumer packages extras lowest pythons mutants fuzz bench clean

## seed: set up, then read the seed article: to the screen and to build/seed-bundle.json
seed: $(VENV)/installed
	mkdir -p build
	$(BIN)/newsevents extract $(SEED).txt --meta $(SEED).meta.json -o build/seed-bundle.json
	$(BIN)/newsevents show build/seed-bundle.json

## test: set up, then run every check and every test, against the built wheel
test: check unit docs consumer

check: lint types layers

lint: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev
	$(BIN)/mypy src tests/typing
	$(BIN)/pyright --pythonpath $(BIN)/python

layers: $(VENV)/dev
	PYTHONPATH=src $(BIN)/lint-imports --no-cache --no-logo

unit: $(VENV)/dev
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report
	$(BIN)/coverage report --include '$(CORE)' --fail-under 100

docs: $(VENV)/dev
	$(BIN)/mkdocs build --strict --site-dir build/site

## consumer: the wheel in a new environment without any extra, used by a program of its own
consumer: $(VENV)/dev
	rm -rf build/consumer && $(PYTHON) -m venv build/consumer
	build/consumer/bin/python -m pip install --quiet dist/*.whl ./examples/newsdesk mypy
	build/consumer/bin/python -m pip check
	build/consumer/bin/mypy --config-file examples/newsdesk/pyproject.toml examples/newsdesk/src
	cd build/consumer && bin/newsdesk
	cd build/consumer && bin/python ../../tests/minimal_install.py

## packages: the sdist and the wheel: metadata, licences, the same bytes twice; an SBOM and digests beside them
packages: $(VENV)/dev extras
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/packages
	$(BIN)/uv pip install --quiet --python build/packages --group packages
	build/packages/bin/twine check --strict dist/*.whl dist/*.tar.gz
	build/packages/bin/check-wheel-contents dist/*.whl
	$(BIN)/uv tool run --quiet cffconvert==2.0.0 --validate
	build/packages/bin/python tools/sbom.py
	$(BIN)/python tools/reproducible.py

## extras: the wheel in new environments with no extra, with each, and with all
extras: $(VENV)/dev
	$(BIN)/python tools/environments.py extras

## lowest: tests of the core and the extras, with the lowest versions of their dependencies
lowest: $(VENV)/dev
	$(BIN)/python tools/environments.py lowest

## pythons: the same tests with the newest versions, on every Python from 3.11 that is here
pythons: $(VENV)/dev
	$(BIN)/python tools/environments.py pythons

## mutants: changes grounding and the rules in one place at a time, and lists what no test notices (an hour or two)
mutants: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group mutants
	$(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut results

SECONDS ?= 60
## fuzz: each target under a coverage-guided fuzzer for SECONDS
fuzz: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group fuzz
	$(BIN)/python fuzz/run.py $(SECONDS)

## bench: measure, and print the figures
bench: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/import_time.py
	$(BIN)/python benchmarks/loading.py --write docs/explanation/speed.md
	$(BIN)/python benchmarks/many.py --bundles 100000

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/installed: $(VENV)/bin/python $(SOURCES)
	$(BIN)/python -m pip install --quiet .
	$(BIN)/python -m pip install --quiet --force-reinstall --no-deps .
	touch $@

$(VENV)/dev: $(VENV)/bin/python $(SOURCES)
	$(BIN)/python -m pip install --quiet --group dev
	rm -rf dist && $(BIN)/uv build --quiet $(PINNED) --python $(BIN)/python --out-dir dist
	$(BIN)/python -m pip install --quiet dist/*.whl
	$(BIN)/python -m pip install --quiet --force-reinstall --no-deps dist/*.whl
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
