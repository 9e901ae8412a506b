# Two commands are complete on a fresh machine with Python 3.11+, make and a package index: `make run` and `make test`.
PYTHON ?= python3
TORCH_INDEX_URL ?= https://download.pytorch.org/whl/cpu
TORCH_VERSION := 2.13.0
TEST_JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SAY := @printf '\033[1m== %s\033[0m\n'
TORCH_READY := $(VENV)/.ready-torch-$(TORCH_VERSION)
RUN_READY := $(VENV)/.ready-run
TEST_READY := $(VENV)/.ready-test
HINT := installation failed: see the lines above. 'make setup' goes on where it stopped; 'make clean' starts afresh.

.PHONY: help setup setup-test run test test-offline lint gate bench clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(RUN_READY) ## create .venv and install the pinned dependencies; does nothing the second time

setup-test: $(TEST_READY) ## the same, with test tools

$(BIN)/pip:
	$(SAY) "creating $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; found $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "could not create $(VENV). On Debian: apt-get install python3-venv"; exit 1; }

$(TORCH_READY): | $(BIN)/pip
	$(SAY) "upgrading pip (older ones fail on one of the dependencies)"
	@$(PIP) install --quiet --upgrade pip || { echo "pip cannot reach a package index: check the network, or set PIP_INDEX_URL"; exit 1; }
	$(SAY) "installing torch $(TORCH_VERSION) (CPU build where it can be had)"
	@{ test -n "$(TORCH_INDEX_URL)" && $(PIP) install --retries 0 --timeout 15 torch==$(TORCH_VERSION) --index-url "$(TORCH_INDEX_URL)"; } \
	  || $(PIP) install torch==$(TORCH_VERSION) -c constraints.txt \
	  || { echo "torch could not be installed: check the package index, or install torch $(TORCH_VERSION) into $(VENV) by hand"; exit 1; }
	@touch $@

$(RUN_READY): pyproject.toml constraints.txt $(TORCH_READY)
	$(SAY) "installing the advisor and its dependencies"
	@$(PIP) install -c constraints.txt -e . || { echo "$(HINT)"; exit 1; }
	@touch $@

$(TEST_READY): pyproject.toml constraints.txt $(TORCH_READY)
	$(SAY) "installing the advisor, its dependencies and test tools"
	@$(PIP) install -c constraints.txt -e '.[dev]' || { echo "$(HINT)"; exit 1; }
	@touch $(RUN_READY) $@

run: setup ## build the index and serve the web app on http://127.0.0.1:7860
	@$(BIN)/advisor build
	@$(BIN)/advisor serve

test: setup-test ## the whole test suite
	@$(BIN)/python -m pytest -n $(TEST_JOBS)

test-offline: setup-test ## a question, then the whole suite, with no network but loopback (Linux)
	@.ci/without-network $(BIN)/advisor ask 鞍山直播电商现在做到多大规模了？
	@.ci/without-network $(BIN)/python -m pytest -n $(TEST_JOBS)

lint: setup-test ## ruff and mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

gate: setup-test ## the evaluation against the committed baseline; fails on a significant loss
	@$(BIN)/python -m evals gate

bench: setup-test ## the measurements README quotes
	@$(BIN)/python -m benchmarks

clean: ## remove .venv and caches; your workspace is left alone
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
