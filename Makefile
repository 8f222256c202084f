# The commands that people need; `make` lists them.
PYTHON := .venv/bin/python

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

install: ## make .venv with everything to work on the project
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'

test: ## run the tests on all cores
	$(PYTHON) -m pytest -q -n auto

lint: ## format, lint and check types
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .
	.venv/bin/mypy

rules: ## check every rule file and every example in it
	.venv/bin/cleanse check

ci: ## what CI runs, in a fresh environment
	bash .ci/run

.PHONY: help install test lint rules ci
