"""Small documents with claims, built without a language model, for the pages of the workbench."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extract.records import Argument, Claim, Document, DocumentInfo, Evidence, Extraction, Grounding, Page
from graph.build import write_base
from graph.open import open_store
from regiograaf.building import write_read
from regiograaf.lezen.records import Gelezen
from regiograaf.web.markeren import find_words

#: A text that would run something if it reached a page unescaped.
KWAAD = '<img src=x onerror="gehackt(1)"><script>gehackt(2)</script>'
BEGRIP = "https://w3id.org/regiograaf/begrip/"


def evidence(pages: tuple[Page, ...], number: int, words: str) -> Evidence:
    """Where words stand on a page."""
    text = pages[number - 1].text
    span = find_words(text, words) or (text.index(words), text.index(words) + len(words))
    return Evidence(number, *span, text[span[0] : span[1]])


def _within(sentence: Evidence, words: str) -> Evidence | None:
    at = sentence.quote.find(words)
    return Evidence(sentence.page, sentence.begin + at, sentence.begin + at + len(words), words) if at >= 0 else None


def claim(pages: tuple[Page, ...], number: int, zin: str, oorzaak: str, gevolg: str, cue: str, **more: object) -> Claim:
    """A claim of a sentence; ``more`` are other fields of the record."""
    sentence = evidence(pages, number, zin)
    sides = [Argument(words, (_within(sentence, words) or evidence(pages, number, words),)) for words in (oorzaak, gevolg)]
    made = Claim("", "oorzakelijk", *sides, "+", "vastgesteld", False, cue, "leiden-tot", 0.8, "aanvaard", (sentence,))
    return replace(made, **more)  # type: ignore[arg-type]


def grounded(made: Claim, oorzaak: str, gevolg: str) -> Claim:
    """The claim with concepts of the scheme."""
    cause, effect = (
        Grounding(BEGRIP + slug, slug, 0.8, runner_up=BEGRIP + "eenzaamheid", runner_up_score=0.4) for slug in (oorzaak, gevolg)
    )
    return replace(made, cause=replace(made.cause, grounding=cause), effect=replace(made.effect, grounding=effect))


def review_graph(folder: Path) -> Path:
    """A graph with 30 claims to judge: 24 of their own, 5 that say the same (one with another sign), one hostile."""
    own = [f"Het sluiten van post {n} leidt tot drukte op post {n + 1}." for n in range(10, 34)]
    same = [f"In wijk {n} leidt de vergrijzing tot meer zorgvraag." for n in range(1, 6)]
    texts = ("\n\n".join(own), "\n\n".join([*same, f"Het {KWAAD} leidt tot {KWAAD} in de wijk."]))
    pages = tuple(Page(number, text) for number, text in enumerate(texts, 1))
    claims = [
        claim(pages, 1, zin, f"Het sluiten van post {n}", f"drukte op post {n + 1}", "leidt tot", id=f"e{n}", belief=0.2 + n / 100)
        for n, zin in enumerate(own, 10)
    ]
    for n, zin in enumerate(same, 1):
        made = claim(pages, 2, zin, "de vergrijzing", "meer zorgvraag", "leidt", id=f"z{n}", belief=0.5 + n / 100, rule="zorgen-voor")
        claims.append(grounded(replace(made, polarity="-" if n == 5 else "+"), "vergrijzing", "zorgvraag"))
    claims.append(claim(pages, 2, f"Het {KWAAD} leidt", f"Het {KWAAD}", f"{KWAAD} in de wijk", "leidt tot", id="kwaad", belief=0.59))
    claims = [replace(one, status="ter_beoordeling") for one in claims]
    info = DocumentInfo("duinmark-plan", "plan.txt", f"Plan {KWAAD}", "regioplan", "Duinmark", 2026)
    store = open_store(folder)
    write_base(store)
    write_read(store, Gelezen(Extraction(Document(info, pages), tuple(claims)), 0))
    store.close()
    return folder
