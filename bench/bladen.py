"""How fast the workbench shows its pages: ``python bench/bladen.py [--graaf MAP] [BRON ...] [--json FILE]``.

Builds a graph from the sources (the demo region when none are given), or takes a copy of the one in ``--graaf``, starts
``regiograaf werkbank`` on it as a user does, and opens every page in the Chromium of the system: once in a new workbench, once
again. Seconds on the clock from the click to a page that stands; for the map until it is drawn. Ends with exit code 1 when a
page or the map takes longer than it may.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from graph.open import open_store
from ontology.prefixes import ID
from queries.lezing import Lezing
from regiograaf.building import build, demo_folder

#: Seconds that a page and the map may take.
PAGINA, KAART = 2.0, 3.0
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Tijd:
    """One page: seconds the first time and the second, and how many it may take."""

    pagina: str
    eerst: float
    daarna: float
    grens: float

    @property
    def holds(self) -> bool:
        """Whether both are within the limit."""
        return max(self.eerst, self.daarna) <= self.grens


def pages(folder: Path) -> list[str]:
    """Every page of the navigation, and those of the largest document, its first claim and its region; without the map."""
    lezing = Lezing(open_store(folder, read_only=True))
    largest = max(lezing.documenten, key=lambda one: len(one.claims))
    claim = largest.claims[0]
    concept = max(lezing.concepts, key=lambda iri: sum(iri in (c.oorzaak, c.gevolg) for c in lezing.claims))
    middle = sorted(largest.pages)[len(largest.pages) // 2]
    return [
        "/",
        f"/regio/{quote(largest.kop.regio, safe='')}",
        f"/document/{quote(largest.kop.document_id, safe='')}",
        f"/document/{quote(largest.kop.document_id, safe='')}?bladzijde={middle}",
        f"/bewering/{claim.iri.removeprefix(ID + 'bewering/')}",
        "/beoordelen",
        "/conflicten",
        "/regios",
        "/begrippen",
        f"/begrip?iri={quote(concept, safe='')}",
        "/sparql",
    ]


def largest_map(folder: Path) -> str:
    """The view with most in it: every kind of link, also what waits for review, of all documents."""
    return "/kaart?soort=oorzakelijk&soort=beoogd&soort=verband&ook_ter_beoordeling=ja"


def opened(page: Page, url: str, drawn: str = "") -> float:
    """Seconds until the page stands (and, for the map, until the script says it is drawn)."""
    begin = time.perf_counter()
    answer = page.goto(url, wait_until="load")
    if answer is None or answer.status != 200:
        raise SystemExit(f"{url}: {answer.status if answer else 'geen antwoord'}")
    if drawn:
        page.wait_for_selector(drawn, state="attached", timeout=60_000)
    return time.perf_counter() - begin


def measure(folder: Path, chromium: str) -> list[Tijd]:
    """Start the workbench and time its pages; every page is opened in a new workbench first, so that nothing was read before."""
    times: list[Tijd] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        for path in [*pages(folder), largest_map(folder)]:
            process, url = _start(folder)
            try:
                page = browser.new_page()
                drawn = '[data-kaart="getekend"]' if path.startswith("/kaart") else ""
                first, second = opened(page, url + path, drawn), opened(page, url + path, drawn)
                times.append(Tijd(path, first, second, KAART if drawn else PAGINA))
                page.close()
            finally:
                process.terminate()
                process.wait()
        browser.close()
    return times


def _start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "regiograaf", "werkbank", "--graaf", str(folder), "--geen-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603 - our own command
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    found = re.search(r"http://\S+[^/\s]", process.stdout.readline())
    if found is None:
        raise SystemExit("de werkbank noemt geen adres")
    url = found.group()
    for _ in range(200):
        try:
            urllib.request.urlopen(url + "/static/stijl.css", timeout=1).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.05)
        else:
            return process, url
    raise SystemExit("de werkbank antwoordt niet")


def main() -> int:
    """Command line: build or copy, measure, print and, with --json, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bron", nargs="*", type=Path)
    parser.add_argument("--graaf", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("geen Chromium op deze machine (Debian: apt install chromium); de bladzijden zijn niet gemeten")  # noqa: T201
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "graaf"
        if args.graaf:
            shutil.copytree(args.graaf, folder)
        else:
            build(args.bron or [demo_folder()], folder)
        times = measure(folder, chromium)
    for one in times:
        verdict = "goed" if one.holds else "TE TRAAG"
        print(f"{one.eerst:6.2f} s {one.daarna:6.2f} s  <= {one.grens:g} s: {verdict:9s} {one.pagina[:100]}")  # noqa: T201 - the outcome
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps([asdict(one) for one in times], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(one.holds for one in times) else 1


if __name__ == "__main__":
    sys.exit(main())
