# `make demo` and `make test` need nothing but Python 3.11 or newer: they set up .venv themselves.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test evaluate train golden pictures clean

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/ready
READY_TO_TRAIN := .venv/ready-to-train
DEMO := demo.ledger
TRAINING := build/training

help: ## what can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(READY) ## read the examples into demo.ledger and show what it holds, at a terminal in a browser
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/segundo read $(DEMO) examples/articles
	$(BIN)/segundo statements $(DEMO) --count once --limit 15
	$(BIN)/segundo statements $(DEMO) --act deny --speaker Peskov
	$(BIN)/segundo figures $(DEMO) --count once --kind killed
	$(BIN)/segundo stats $(DEMO)
	@if [ -t 1 ]; then $(BIN)/segundo serve $(DEMO); else echo "To look at it in a browser: $(BIN)/segundo serve $(DEMO)"; fi

test: $(READY) ## check style, types and imports, run all tests; fetches a Chromium and a TypeScript compiler if it can
	$(BIN)/python -m tests.tools
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n auto

evaluate: $(READY) ## score the development set, write docs/evaluation.md, its plot and what the pages show of it
	$(BIN)/python -m evaluation --report docs

train: $(READY_TO_TRAIN) ## make the reader's model and all weights anew from the data beside the repository
	$(BIN)/python -m training --folder $(TRAINING) --to src/segundo/reader/model
	$(BIN)/python -m training.statements --models $(TRAINING)
	$(BIN)/python -m training.events --models $(TRAINING)
	$(BIN)/python -m training.speakers --models $(TRAINING)

golden: $(READY) ## renew what the examples give (tests/golden) and the picture in the README
	$(BIN)/python -m tests.examples

pictures: $(READY) ## renew the pictures of the pages in docs, with a Chromium
	$(BIN)/python -m tests.tools
	$(BIN)/python -m tests.pictures

clean: ## remove what was made
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis $(DEMO)*

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Segundo needs Python 3.11 or newer. Install it, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(READY_TO_TRAIN): $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,train]'
	@touch $@
