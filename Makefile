# Handover. `make help` says what there is.
.DEFAULT_GOAL := help
.ONESHELL:
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORTAL := $(BIN)/python -m portal
JOBS ?= 2

.PHONY: help run dev test prove check bench lock build db-upgrade db-downgrade db-revision demo-reset docs clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run build ## Serve the portal on http://localhost:3000, with a demo clinic on first start
	@exec $(PORTAL) run

dev: $(VENV)/.run ## Serve, and start again with rebuilt pages when a file changes
	@exec $(BIN)/watchfiles --ignore-paths assets/external "$(PORTAL) run --build" portal assets rxconfig.py

# Journeys are a run of their own: the browser's driver keeps an event loop in its process. So are
# claims about time, which must not be measured beside other work.
test: $(VENV)/.test build browser ## Run the whole suite
	@$(BIN)/pytest -q -n $(JOBS) --dist loadgroup -m "not prove and not timed" --ignore=tests/journeys tests
	$(BIN)/pytest -q -m "timed and not prove" --ignore=tests/journeys tests
	$(BIN)/pytest -q -n $(JOBS) --dist loadgroup -m "not prove" tests/journeys

prove: $(VENV)/.test build browser ## Run the long proofs too (kills, races, the accessibility matrix)
	@$(BIN)/pytest -q -n $(JOBS) --dist loadgroup --timeout 1800 --ignore=tests/journeys tests
	$(BIN)/pytest -q -n $(JOBS) --dist loadgroup --timeout 1800 tests/journeys

check: $(VENV)/.test ## Lint, types, import contracts, generated pages
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(PORTAL) docs write --check

bench: $(VENV)/.test build browser ## Measure the production server, with its floor in the same run
	@$(BIN)/python -m benchmarks

build: $(VENV)/.run ## Build the pages, when their sources changed
	@$(BIN)/python -m portal.build

browser: $(VENV)/.test
	@$(BIN)/python tests/browser.py

lock: $(VENV)/.test ## Lock the dependencies again (versions and hashes)
	@$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-annotate --no-header --no-emit-index-url requirements-dev.in -o requirements-dev.lock
	$(BIN)/uv pip compile -q --generate-hashes --no-annotate --no-header --no-emit-index-url -c requirements-dev.lock requirements.in -o requirements.lock

db-upgrade: $(VENV)/.run ## Bring the database to the newest version
	@$(PORTAL) db upgrade

db-downgrade: $(VENV)/.run ## Take the latest migration back
	@$(PORTAL) db downgrade -- -1

db-revision: $(VENV)/.run ## Draft a migration: make db-revision MESSAGE="add a table"
	@$(PORTAL) db revision "$(MESSAGE)"

demo-reset: $(VENV)/.run ## Empty the database and fill it with the demo clinic (asks first)
	@$(PORTAL) demo reset

docs: $(VENV)/.run ## Write the generated pages again
	@$(PORTAL) docs write

clean: ## Remove what was built and installed; keeps the data
	rm -rf $(VENV) .web .pytest_cache .ruff_cache

$(VENV)/bin/python:
	@echo "Making the virtual environment…"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo "Installing what the portal needs (once)…"
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	@echo "Installing what the tests need (once)…"
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
