# Waarborg: `make demo` sets up and serves, `make test` tries everything. Each sets up what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# Some machines say that nothing compiled is to be kept: every start would compile six hundred files anew.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
STAMPS := .setup
CODE := src tests scripts/reference $(wildcard bench scripts/*.py)
MESSAGES := $(wildcard locale/*/LC_MESSAGES/*.po src/waarborg/*/locale/*/LC_MESSAGES/*.po)

.PHONY: help setup demo test bench check docs assets browser scanner clean

help:  ## Say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(STAMPS)/installed $(STAMPS)/messages assets  ## Virtual environment, packages, languages, front end

demo: setup  ## Five example agencies in the browser
	@$(BIN)/waarborg demo

test: setup browser scanner check  ## Every test, in all processors
	$(BIN)/pytest -n auto --dist loadscope --no-loadscope-reorder
	$(BIN)/waarborg regulation coverage --floor tests/clause_floor.yaml

bench: setup  ## Speed, against the budgets
	$(BIN)/python -m bench
	$(BIN)/python -m bench.archive

check: $(STAMPS)/installed $(STAMPS)/messages  ## Style, types, layers, migrations
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/waarborg manage makemigrations --check --dry-run

docs: $(STAMPS)/installed $(STAMPS)/messages  ## Reference pages, from the source
	$(BIN)/python scripts/reference

assets: $(STAMPS)/installed
	@$(BIN)/python -m waarborg.site.assets

browser: $(STAMPS)/installed
	@scripts/system-packages browser

scanner: $(STAMPS)/installed
	@scripts/system-packages scanner

clean:  ## Forget the virtual environment and what was built (data stays)
	rm -rf .venv $(STAMPS) node_modules src/waarborg/site/static/built

$(STAMPS)/python:
	@mkdir -p $(STAMPS)
	@scripts/system-packages python
	@touch $@

$(STAMPS)/installed: requirements/development.txt pyproject.toml | $(STAMPS)/python
	@test -x $(BIN)/python || $$(scripts/find-python) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(STAMPS)/messages: $(MESSAGES) | $(STAMPS)/installed
	@scripts/system-packages gettext
	@for messages in $(MESSAGES); do msgfmt --check-format -o "$${messages%.po}.mo" "$$messages" || exit 1; done
	@touch $@
