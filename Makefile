# Elke opdracht zet zelf .venv op; nodig zijn alleen python3, pip, make en git.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UIT ?= demo-uit
DOCUMENTEN ?=
AANTAL ?= 1000
ZAAD ?= 1
READY := $(VENV)/.klaar

.PHONY: demo test browser lint platen bench fuzz wielen-windows portable licenties lock clean

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

## bench: meet alle controles op een graaf van 1 miljoen quads, hoe het bouwen groeit, en op $(DOCUMENTEN) (zonder opgave: de voorbeeldregio) het lezen in verhoudingen en de bladzijden van de werkbank
bench: $(READY)
	$(BIN)/python bench/controles.py --json dist/controles.json
	$(BIN)/python bench/meten.py $(DOCUMENTEN) --json dist/bench.json
	$(BIN)/python bench/bladen.py $(DOCUMENTEN) --json dist/bladen.json
	$(BIN)/python -m bench.omvang --json dist/omvang.json --tabel dist/omvang.md

## bench-landelijk: meet het bouwen van 10.000 bladzijden, van 1.000 kleine documenten en van 1, 10 en 100 documenten van 20 bladzijden (ongeveer een uur)
bench-landelijk: $(READY)
	$(BIN)/python -m bench.omvang --per-document 20 --klein 1000 --alles --json dist/landelijk.json --tabel dist/landelijk.md

## fuzz: bederf $(AANTAL) bestanden (zonder opgave de voorbeelden naast en in het project) en lees ze; wat misgaat blijft in dist/fuzz
fuzz: $(READY)
	$(BIN)/python -m tests.fuzz $(DOCUMENTEN) -n $(AANTAL) --zaad $(ZAAD)

## portable: een map voor Linux met een eigen Python, die met een dubbelklik start (dist/regiograaf-portable-linux-x86_64)
portable: $(READY)
	$(BIN)/python tools/portable.py

## wielen-windows: alle pakketten voor Windows in dist/wielen-windows, voor een draagbare map of een installatie zonder internet
wielen-windows: $(READY)
	$(BIN)/python tools/wielen.py

## licenties: schrijf de lijst van pakketten en licenties in docs/licenties.md opnieuw
licenties: $(READY)
	$(BIN)/python tools/licenties.py

## lock: bereken requirements.lock opnieuw uit pyproject.toml
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) demo-uit dist
