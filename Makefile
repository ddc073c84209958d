# Python 3.11 or later and make are all these need. `make help` lists them.
SHELL := /bin/sh
VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin/python
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check soak bench stop lock runtime tools

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

demo: runtime ## install, prepare the database and demo data, serve the portal (PORT=8000)
	@PRM_DEMO=true $(RUN) manage.py demo

test: tools ## run the whole test suite on a real PostgreSQL
	@echo "Testing with $(WORKERS) processes (WORKERS=1 for one)"
	@$(RUN) -m pytest -n $(WORKERS) --dist loadfile

# Enough of an installation's variables to look at its settings; nothing connects.
PRODUCTION := DATABASE_URL=postgres://prm_app@db.example/prm REDIS_URL=redis://redis.example/0 \
	ALLOWED_HOSTS=portal.example SECRET_KEY=looked-at-by-the-check-and-used-for-nothing-0123456789

check: tools ## lint, types, guards, migrations, deployment settings
	@echo "Style" && $(RUN) -m ruff check --quiet . && $(RUN) -m ruff format --check --quiet .
	@echo "Types" && $(RUN) -m mypy
	@echo "Templates" && $(RUN) -m djlint --quiet --lint templates
	@echo "Missing migrations" && $(RUN) manage.py makemigrations --check --dry-run
	@echo "Deployment settings" && $(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING
	@echo "Guards" && $(RUN) -m pytest --quiet tests/guards

soak: tools ## run the full reliability numbers and write docs/reliability.md
	@$(RUN) -m tests.reliability

bench: tools ## measure speed and scale and print one table
	@$(RUN) -m tests.bench

stop: ## stop the embedded database
	@if [ -x $(RUN) ]; then $(RUN) manage.py stop_database; else echo "Nothing is installed here, so nothing runs."; fi

lock: tools ## write both lock files anew from pyproject.toml (needs uv)
	@for extra in "requirements.lock" "requirements-test.lock --extra test --constraint requirements.lock"; do \
		$(RUN) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
			--generate-hashes --no-emit-index-url --no-header --output-file $$extra || exit 1; \
	done

runtime: $(VENV)/.ready
	@$(call install,requirements.lock)

tools: $(VENV)/.ready
	@$(call install,requirements-test.lock)

# What is installed is remembered as a copy of its lock file: the second time is instant, a changed lock reinstalls.
define install
cmp -s $(1) $(VENV)/$(1) || { echo "Installing the packages of $(1) into $(VENV)"; \
	$(RUN) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r $(1) && cp $(1) $(VENV)/$(1); }
endef

NO_PYTHON := Python 3.11 or later is needed: install it, or name it with PYTHON=/path/to/python3.
NO_VENV := This Python cannot make virtual environments: install them (Debian and Ubuntu: apt install python3-venv).

# An interrupted start leaves a folder that does not run; only then is it emptied.
$(VENV)/.ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(NO_VENV)" >&2; exit 1; }
	@echo "Making the virtual environment $(VENV)"
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@touch $@
