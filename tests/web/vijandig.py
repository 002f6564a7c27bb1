"""A graph whose every text is an attack: region, file name, title, page text, concept labels, headings, cues."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from extract.records import Argument, Claim, Document, DocumentInfo, Evidence, Extraction, Grounding, Mention, Page
from graph.build import write_base, write_extraction
from graph.open import open_store
from ontology.namen import digest, region_concept

#: What a text may hold to run in a page; each calls ``gehackt`` or ``alert``, which the browser tests watch.
AANVALLEN = (
    "<script>gehackt(1)</script>",
    "<img src=x onerror=gehackt(2)>",
    '"><a href="javascript:gehackt(3)">klik</a>',
    "'><svg onload=gehackt(4)>",
    "</textarea></script><script>alert(5)</script>",
    "{{ 7 * 7 }}${gehackt(6)}",
    '<a href="https://kwaad.example/x">lees verder</a>',
    "<iframe src=https://kwaad.example></iframe>",
    '" onmouseover="gehackt(7)" x="',
    "javascript:gehackt(8)",
    "<style>@import 'https://kwaad.example/a.css'</style>",
    "]]>--></title><b onfocus=gehackt(9) autofocus tabindex=1>",
)
REGIO = "Regio <script>gehackt('regio')</script>\"><img src=x onerror=gehackt('r')>"
BESTAND = "\"><img src=x onerror=gehackt('bestand')><script>alert('b')</script>.md"
TITEL = "Titel </title><script>gehackt('titel')</script><a href='javascript:gehackt(0)'>t</a>"


def _sentences() -> list[tuple[str, str, str]]:
    """(cause, effect, sentence): each attack is a cause and an effect once, so that there is a circle as well."""
    pairs = zip(AANVALLEN, (*AANVALLEN[1:], AANVALLEN[0]), strict=True)
    return [(f"tekort {one}", f"tekort {two}", f"Het tekort {one} leidt tot tekort {two}.") for one, two in pairs]


def _claim(document_id: str, text: str, cause: str, effect: str, sentence: str, status: str) -> Claim:
    start = text.index(sentence)

    def argument(words: str, after: int) -> Argument:
        begin = text.index(words, start + after)
        concept = Grounding(region_concept(REGIO, words), words, 0.0, "+", f"bijna {words}", 0.4, new=True)
        return Argument(words, (Evidence(1, begin, begin + len(words), words),), concept)

    return Claim(
        id=digest(document_id, cause, effect),
        kind="oorzakelijk",
        cause=argument(cause, 0),
        effect=argument(effect, len(cause)),
        polarity="+",
        certainty="vastgesteld",
        negated=False,
        cue="leidt tot",
        rule="ww-leiden-tot",
        belief=0.8,
        status="aanvaard" if status == "aanvaard" else "ter_beoordeling",
        evidence=(Evidence(1, start, start + len(sentence), sentence),),
        section=(AANVALLEN[0], AANVALLEN[1]),
        reason=AANVALLEN[2],
    )


def _mention(document_id: str, text: str, words: str, kind: str) -> Mention:
    begin = text.index(words)
    place = (Evidence(1, begin, begin + len(words), words),)
    concept = Grounding(region_concept(REGIO, words), words, 0.0, new=True) if kind == "knelpunt" else None
    return Mention(digest(document_id, words, kind), kind, words, place, "lijst", concept, AANVALLEN[1], place)  # type: ignore[arg-type]


def build_hostile(folder: Path) -> Path:
    """Write the graph to ``folder``: two documents of one region, claims accepted and in review, knelpunten, doelgroepen, verbanden."""
    store = open_store(folder)
    write_base(store)
    for number, soort in enumerate(("regioplan", "zorgkantoorregiobeeld")):
        sentences = _sentences()
        text = "\n".join(sentence for _cause, _effect, sentence in sentences)
        known = DocumentInfo(
            f"vijandig-{number}", f"{number}{BESTAND}", TITEL, soort, REGIO, 2024, (AANVALLEN[1],), sha256=str(number) * 64
        )
        claims = [_claim(known.id, text, *one, "aanvaard" if place % 3 else "ter_beoordeling") for place, one in enumerate(sentences)]
        kinds = ("knelpunt", "doelgroep", "samenwerkingsverband", "lacune")
        mentions = [_mention(known.id, text, cause, kinds[place % 4]) for place, (cause, _e, _s) in enumerate(sentences)]
        document, now = Document(known, (Page(1, text),)), datetime(2026, 1, 1, tzinfo=UTC)
        write_extraction(store, Extraction(document, tuple(claims), tuple(mentions), extractor=AANVALLEN[0]), now)
    store.close()
    return folder
