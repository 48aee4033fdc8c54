# Needs make and Python 3.11 or newer; everything else it sets up by itself in .venv
.DEFAULT_GOAL := help
.PHONY: help install install-postgres install-dev run lint test bench soak lock

python := .venv/bin/python
ARGS ?=

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name text; do printf '%-20s %s\n' "$$name" "$$text"; done

install:  ## what the bot needs to run, into .venv
	@PYTHON="$(PYTHON)" sh deploy/venv.sh requirements.lock

install-postgres: install  ## and what it needs for a PostgreSQL database
	@PYTHON="$(PYTHON)" sh deploy/venv.sh requirements-postgres.lock

install-dev: install  ## and what its tests need
	@PYTHON="$(PYTHON)" sh deploy/venv.sh requirements-dev.lock

run: install  ## start everything that is configured (settings: .env.example); ARGS="check" for a command
	@$(python) -m bot $(ARGS)

lint: install-dev  ## style, types, and the direction of imports
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	$(python) -c "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"

test: lint  ## lint, then the tests; ARGS="-k intake" to choose among them
	$(python) -m pytest -n auto --dist worksteal $(ARGS)

bench: install-dev  ## durable steps per second, against a bare loop of commits on this disk
	$(python) -m bench $(ARGS)

soak: install-dev  ## the first journey killed at every point: half an hour; ARGS="--every 50" for a sample
	$(python) -m bench.soak $(ARGS)

lock:  ## choose package versions anew (needs uv on the PATH)
	sh deploy/lock.sh
