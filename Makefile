# Elke opdracht zet zelf .venv op; nodig zijn alleen python3, pip, make en git.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UIT ?= demo-uit
DOCUMENTEN ?=
READY := $(VENV)/.klaar

.PHONY: demo test browser lint platen bench lock clean

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

## demo: bouw de voorbeeldregio en schrijf kaart, A4's en bevindingen naar ./demo-uit
demo: $(READY)
	$(BIN)/regiograaf demo --uit $(UIT)

## test: ruff, mypy --strict en pytest; de browsertests gebruiken Chromium van het systeem (Debian: pakket chromium)
test: lint browser
	$(BIN)/python -m pytest -n 2

# Zet Chromium erbij waar dat mag (Debian, als beheerder); anders slaan de browsertests zichzelf over en zeggen waarom.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get install -y -q --no-install-recommends chromium >/dev/null; } || \
	echo "Geen Chromium: de browsertests worden overgeslagen (Debian: apt install chromium)."

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/python -m ontology.generate --check

## platen: loop de handleiding na in de werkbank en maak haar plaatjes opnieuw (Chromium is nodig)
platen: $(READY)
	REGIOGRAAF_PLATEN=1 REGIOGRAAF_BROWSER=verplicht $(BIN)/python -m pytest tests/web/test_web_handleiding.py

## bench: meet alle controles op een graaf van 1 miljoen quads, en op $(DOCUMENTEN) (zonder opgave: de voorbeeldregio) het lezen in verhoudingen en de bladzijden van de werkbank
bench: $(READY)
	$(BIN)/python bench/controles.py --json dist/controles.json
	$(BIN)/python bench/meten.py $(DOCUMENTEN) --json dist/bench.json
	$(BIN)/python bench/bladen.py $(DOCUMENTEN) --json dist/bladen.json

## lock: bereken requirements.lock opnieuw uit pyproject.toml
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) demo-uit dist
