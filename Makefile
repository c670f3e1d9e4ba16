# khabar: `make run` opens the reader, `make test` runs the tests. Both need only Python >= 3.11 and make.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$python; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run demo test check lint types format screenshots terminals readme messages fuzz bench constraints clean

help:
	@echo "make run          open the reader (sets up $(VENV) the first time)"
	@echo "make demo         open the reader on the bundled stories, without a network"
	@echo "make test         run the tests"
	@echo "make check        lint, types and tests: what must be green before a commit"
	@echo "make format       format the code"
	@echo "make screenshots  take the pictures in screenshots/ from the running program"
	@echo "make terminals    run the reader in real terminals: pictures, and keys under other layouts (needs the terminal lab)"
	@echo "make readme       write the key table of README.md from the registry"
	@echo "make messages     compile the sentences of tui/app/locale after a change"
	@echo "make fuzz         feed the parsers damaged feeds and pages for some minutes"
	@echo "make bench        print the figures of benchmarks/"

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "khabar needs Python 3.11 or newer; install it, or say make PYTHON=/path/to/python" >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.run

run: $(VENV)/.run
	$(BIN)/khabar

demo: $(VENV)/.run
	$(BIN)/khabar demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

fuzz: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_fuzz.py tests/test_fuzz_values.py tests/feeds/test_opml.py --hypothesis-profile=fuzz

types: $(VENV)/.dev
	$(BIN)/mypy

check: lint types test

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(VENV)/.dev
	$(BIN)/python -m tui.app.pictures screenshots

terminals: $(VENV)/.dev
	$(BIN)/python -m tests.terminals.run

readme: $(VENV)/.dev
	$(BIN)/python -m tui.app.manual README.md

messages: $(VENV)/.dev
	$(BIN)/pybabel --quiet compile --directory tui/app/locale --domain khabar

bench: $(VENV)/.dev
	@for figure in benchmarks/*.py; do echo "== $$figure"; $(BIN)/python $$figure || exit 1; done

# Run in a fresh environment after a change of pyproject.toml; the file names versions and nothing else.
constraints: $(VENV)/.dev
	$(BIN)/python -m pip freeze --exclude-editable --exclude khabar | grep -v ' @ ' > constraints.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
