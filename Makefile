# Factuur. `make run` and `make test` install what they need; nothing is asked.

PYTHON ?= python3
BIN := .venv/bin
PATH_WITH_VENV := $(CURDIR)/$(BIN):$(PATH)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard factuur/translations/*/LC_MESSAGES/messages.po))
CODE := app.py factuur imports tests tools bench

.DEFAULT_GOAL := help
.PHONY: help run demo worker test check format translations bench screenshots clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/app static/vendor/.done $(CATALOGUES) ## Start Factuur on http://127.0.0.1:5000 (PORT, HOST, DATABASE_URL …)
	@FLASK_APP=app.py $(BIN)/flask serve

demo: .venv/app static/vendor/.done $(CATALOGUES) ## Fill a believable world and open it, signed in
	@FACTUUR_DATA="$${FACTUUR_DATA:-var/demo}" FLASK_APP=app.py $(BIN)/flask demo --serve

worker: .venv/app $(CATALOGUES) ## Run only the worker, beside a page that runs elsewhere
	@FLASK_APP=app.py $(BIN)/flask worker

test: .venv/dev static/vendor/.done $(CATALOGUES) ## Run every test (PostgreSQL, Redis and Chromium when they answer)
	@$(BIN)/pytest -q -n auto --dist loadgroup $(TESTS)

check: .venv/dev $(CATALOGUES) ## Lint, types, import contracts, translations, templates
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check -q $(CODE)
	@$(BIN)/mypy app.py factuur imports tools tests bench
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.translations --check
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/pytest -q tests/test_templates.py tests/test_translations.py

format: .venv/dev ## Put the code in its usual shape
	@$(BIN)/ruff check --fix -q $(CODE); $(BIN)/ruff format -q $(CODE)

translations: .venv/dev ## Collect new texts into the catalogue
	@$(BIN)/python -m tools.translations

bench: .venv/dev static/vendor/.done $(CATALOGUES) ## Measure what the design promises; a line of figures each
	@for file in bench/[a-z]*.py; do echo "$$file"; $(BIN)/python -m bench.$$(basename $$file .py); done

screenshots: .venv/dev static/vendor/.done $(CATALOGUES) ## Make the pictures of the guide anew
	@$(BIN)/python -m tools.screenshots

clean: ## Remove what was installed and made, not your data in var/
	@rm -rf .venv node_modules static/vendor .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find . -name '*.mo' -not -path './node_modules/*' -delete

.venv/app: requirements.txt
	@echo "Setting up (once, about a minute) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/app
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# A machine without Node.js gets one from a Python package, into the same .venv.
static/vendor/.done: package.json package-lock.json tools/vendor.py | .venv/app
	@command -v npm >/dev/null || test -x $(BIN)/npm || \
		$(BIN)/pip install -q --disable-pip-version-check -r requirements-node.txt
	@PATH="$(PATH_WITH_VENV)" npm ci --silent --no-audit --no-fund
	@$(BIN)/python -m tools.vendor
	@touch $@

%.mo: %.po | .venv/app
	@$(BIN)/pybabel -q compile -f -i $< -o $@ 2>/dev/null
