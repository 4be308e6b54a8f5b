# The two commands of the README: `make seed` and `make test`. Both need only Python 3.11 or later and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEED := seeds/us-allies-confront-global-threats
SOURCES := $(shell find src seeds pyproject.toml README.md -type f)

.PHONY: seed test check format lint types layers unit docs consumer bench clean

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

## bench: measure, and print the figures
bench: $(VENV)/dev
	$(BIN)/python benchmarks/import_time.py

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
	rm -rf dist && $(BIN)/python -m build --outdir dist > /dev/null
	$(BIN)/python -m pip install --quiet dist/*.whl
	$(BIN)/python -m pip install --quiet --force-reinstall --no-deps dist/*.whl
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
