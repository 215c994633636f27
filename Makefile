# `make run` and `make test` set everything up on a fresh Debian or Ubuntu with Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test test-long check format bench pictures demo lock clean

run: $(VENV)/.run ## set up, make the demonstration release if there is none, open the dashboard
	@$(BIN)/python -m demo --if-absent
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: $(VENV)/.dev chromium oidc check ## all tests, browser included
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not long" tests

test-long: $(VENV)/.dev chromium oidc check ## faults at length, wider property tests, the full browser matrix
	@OBSERVATOIRE_LONG=1 $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder tests

check: $(VENV)/.dev ## style, imports, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.dev ## the figures of docs/performance.md
	@$(BIN)/python -m benchmarks

demo: $(VENV)/.run ## the demonstration waves and their five releases
	@$(BIN)/python -m demo

pictures: $(VENV)/.dev chromium ## screenshots of every page, two widths, two languages
	@$(BIN)/python -m tests.browser.pictures

# After a change in requirements*.txt: every version and the hash of every file, for all systems and Pythons ≥ 3.11.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-annotate --custom-compile-command "make lock"
lock:
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(LOCK) requirements.txt -o requirements.lock
	@$(LOCK) requirements-dev.txt -c requirements.lock -o requirements-dev.lock

$(VENV)/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "Python 3.11 or newer is needed: make PYTHON=python3.11 run"; exit 1)
	@$(PYTHON) -m venv $(VENV) || (echo "On Debian or Ubuntu: apt-get install python3-venv"; exit 1)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements.lock requirements-dev.lock
	@$(MAKE) --no-print-directory $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Playwright drives the system's Chromium; as root on Debian or Ubuntu it is installed when absent.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null) || \
	  (echo "Chromium is needed by the browser tests: sudo apt-get install chromium"; exit 1)

# The login tests start a real OpenID provider; its Node.js comes with requirements-dev.txt.
OIDC := tests/browser/oidc
.PHONY: oidc
oidc: $(OIDC)/node_modules/.package-lock.json

$(OIDC)/node_modules/.package-lock.json: $(OIDC)/package-lock.json
	@$(MAKE) --no-print-directory $(VENV)/.dev
	@cd $(OIDC) && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf $(VENV) $(OIDC)/node_modules .pytest_cache .ruff_cache .hypothesis
