# One target for each thing a person does. Python 3.11 and its venv module are all that must be there.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BASE ?= demo.db
PORT ?= 8001
BIN := $(VENV)/bin

.PHONY: help run demo test fuzz lint bench relevance score docs screenshots tools clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /make \1\t/' | expand -t 16

run: demo  ## set everything up, build the demo base, serve it on http://127.0.0.1:8001
	$(BIN)/kb serve $(BASE) --port $(PORT)

demo: $(VENV)/.run  ## build the demo base (demo.db)
	$(BIN)/kb demo $(BASE)

test: $(VENV)/.dev  ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

fuzz: $(VENV)/.dev  ## break files, load hostile ones, kill loads, crowd the server, look for slow texts: an hour and a half
	KB_FUZZ_SECONDS=600 $(BIN)/python -m pytest tests/formats/test_fuzz.py
	KB_FUZZ_SECONDS=600 $(BIN)/python -m pytest tests/formats/test_hostile_batch.py
	KB_KILLS=25 $(BIN)/python -m pytest tests/load/test_crash.py
	KB_HOSTILE=1 KB_CROWD=1 $(BIN)/python -m pytest tests/web/test_hostile_sql.py tests/web/test_crowd.py
	KB_ATTACKS=4 $(BIN)/python -m pytest tests/test_growth.py

lint: $(VENV)/.dev  ## style, types, arrows between the rooms
	$(BIN)/ruff check kb ingest tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev  ## measure speed, each script by itself
	@set -e; for script in bench/[!_]*.py; do echo "== $$script"; $(BIN)/python $$script; done

relevance: $(VENV)/.dev  ## measure the order of search results against the judgements
	$(BIN)/python bench/relevance.py --readme README.md

score: $(VENV)/.dev  ## measure how exactly the law is read
	$(BIN)/python bench/score_gold.py
	@if [ -f ../shared/score/score.py ]; then $(BIN)/python ../shared/score/score.py --kb $(BIN)/kb; fi
	@if [ -d ../shared/corpus ]; then $(BIN)/python bench/consolidation.py ../shared/corpus; fi
	KB_WHOLE=1 $(BIN)/python -m pytest -q tests/reading/test_faces.py

docs: $(VENV)/.dev  ## write docs/commands.md and docs/dictionary.md from what the program says of itself
	$(BIN)/python docs/commands.py > docs/commands.md
	$(BIN)/python docs/dictionary.py > docs/dictionary.md

screenshots: $(VENV)/.dev  ## photograph the pages into docs/screenshots (make tools installs the browser)
	$(BIN)/python tests/web/screenshots.py docs/screenshots

tools:  ## install what the tests need: Chromium, LibreOffice, antiword (Debian, root), axe-core (npm)
	@sh tests/web/tools.sh

clean:  ## remove everything made here
	rm -rf $(VENV) build dist $(BASE) $(BASE)-* $(BASE).index .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Нужен Python 3.11 или новее с модулем venv (Debian: apt install python3 python3-venv).'; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q kb ingest  # the first command need not compile what it imports
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q kb ingest
	@touch $@ $(VENV)/.run
