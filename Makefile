# `make chat` and `make test` need Python 3.11 to 3.14, make, and a package registry.
PYTHON ?= python3
DATA ?= data
ARTICLES ?=
EVAL_FOLDER ?=
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help chat test check lock bench soak quality screenshots

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

chat: $(READY) ## Set up, read corpus/ if there are no articles yet, serve on http://127.0.0.1:8000
	$(BIN)/newsdesk serve --data $(DATA) --corpus corpus

test: $(READY) ## Set up and run every test
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(READY) ## Lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quality: $(READY) ## Hold answers and search against their floors (EVAL_FOLDER; else ../shared/eval)
	EVAL_FOLDER=$(EVAL_FOLDER) $(BIN)/python -m pytest tests/quality -q

bench: $(READY) ## Measure speed, and embedding and search beside their peers
	$(BIN)/python tests/bench/bench.py $(ARTICLES)
	$(BIN)/python tests/bench/embedding.py $(ARTICLES)
	$(BIN)/python tests/bench/slack.py
	$(BIN)/python tests/bench/retrieval.py $(if $(EVAL_FOLDER),--evaluation $(EVAL_FOLDER))
	$(BIN)/python tests/bench/load.py answers $(DATA)

soak: $(READY) ## Odd requests, 300 streams, 200 faults (as root), 50,000 questions: hours (DATA)
	CASES=90 $(BIN)/python -m pytest tests/test_openapi.py -q
	ALL=1 $(BIN)/python -m pytest tests/test_redos.py -q
	KILLS=40 $(BIN)/python -m pytest tests/test_kills.py -q -s
	$(BIN)/python tests/bench/load.py streams $(DATA) --seconds 60
	$(BIN)/python tests/bench/load.py memory $(DATA) --questions 20000
	$(BIN)/python tests/bench/faults.py --faults 200
	$(BIN)/python tests/bench/long_run.py --questions 50000 --changes 5000

screenshots: $(READY) ## Take the pictures of the page in docs/page anew (needs Chromium)
	$(BIN)/python tests/quality/screenshots.py

lock: ## Write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header --quiet -o requirements.lock

# The lock is installed without looking at dependencies, since it holds them all: one package asks
# for torch, which nothing here uses (see pyproject.toml).
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { \
		echo "Newsdesk needs Python 3.11 to 3.14; $(PYTHON) is another. Try: make PYTHON=python3.13"; exit 1; }
	@echo "Setting up .venv; this takes a few minutes the first time."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)
