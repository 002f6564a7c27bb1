# Elke opdracht zet zelf .venv op; nodig zijn alleen python3, pip, make en git.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UIT ?= demo-uit
DOCUMENTEN ?=
READY := $(VENV)/.klaar

.PHONY: demo test lint bench lock clean

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

## demo: bouw de voorbeeldregio en schrijf kaart, A4's en bevindingen naar ./demo-uit
demo: $(READY)
	$(BIN)/regiograaf demo --uit $(UIT)

## test: ruff, mypy --strict en pytest
test: lint
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/python -m ontology.generate --check

## bench: meet alle controles op een graaf van 1 miljoen quads, en het lezen in verhoudingen op $(DOCUMENTEN) (zonder opgave: de voorbeeldregio)
bench: $(READY)
	$(BIN)/python bench/controles.py --json dist/controles.json
	$(BIN)/python bench/meten.py $(DOCUMENTEN) --json dist/bench.json

## lock: bereken requirements.lock opnieuw uit pyproject.toml
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --strip-extras --no-header --no-annotate --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) demo-uit dist
