"""Sealing: graph, decisions and findings in one zip, with a list of what each has to be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.besluiten.dagboek import decisions_json
from graph.besluiten.records import Besluit
from graph.errors import ExportError
from graph.serialise import hash_of
from graph.store import Store
from ontology.afdruk import afdrukken
from ontology.versie import VERSION
from queries.checks import findings_json
from queries.lezing import Lezing
from queries.lezing_document import Documentlezing
from queries.records import Finding
from queries.wording import written_date
from regiograaf.outputs.vastezip import schrijf_vast
from regiograaf.zegel.vorm import BESLUITEN, BEVINDINGEN, GRAAF, LEESMIJ, LIJST, Gezegeld, Zegel, zegel_json

_LEESMIJ = """\
Verzegelde uitkomsten van regiograaf {versie}
Graaf van {datum}, {documenten}, vingerafdruk {vingerafdruk}

Wat zit er in deze zip?
  graaf.nq          de hele graaf: elke bewering met bladzijde en citaat (N-Quads, per graaf gesorteerd).
                    Ook de tekst van de bladzijden staat erin: geef dit bestand alleen door als u de documenten mag doorgeven.
  besluiten.json    alle besluiten van beoordelaars, met naam en moment
  bevindingen.json  de bevindingen, zoals 'regiograaf bevindingen --json' ze schrijft
  zegel.json        de lijst: welke documenten, welke versies, en van elk deel de SHA-256

Nagaan of alles klopt:
  regiograaf controle ZEGEL.zip
  regiograaf controle ZEGEL.zip --graaf MAP     of een graaf nog dezelfde is, en anders welke documenten verschillen
  regiograaf controle ZEGEL.zip --bron MAP      of de documenten zelf nog dezelfde zijn
  regiograaf controle ZEGEL.zip --bron MAP --herbouw
                                                lees de documenten opnieuw en vergelijk de uitkomst

Een zegel is geen handtekening: wie alles erin vervangt, maakt een nieuw zegel. Noteer daarom de afdruk die het programma bij het
verzegelen noemt, buiten deze zip; 'controle' noemt haar weer.

De documenten:
{lijst}
"""


def verzegel(store: Store, lezing: Lezing, bevindingen: Iterable[Finding], besluiten: Iterable[Besluit], datum: str, path: Path) -> str:
    """Write the seal of a graph; returns its imprint (the SHA-256 of its list), to be noted elsewhere.

    Args:
        store: the graph.
        lezing: its reading.
        bevindingen: all its findings.
        besluiten: all decisions in it.
        datum: the day it was last changed.
        path: the zip to write; it appears when it is whole.

    Raises:
        ExportError: there is no document in the graph.
    """
    if not lezing.documenten:
        raise ExportError("Er staat geen document in deze graaf; er valt niets te verzegelen. Lees eerst documenten met: regiograaf bouw")
    sealing = _Zegelen(store, lezing, list(bevindingen), list(besluiten), datum)
    schrijf_vast(path, sealing.delen())
    return sealing.afdruk


class _Zegelen:
    """The parts one after the other; each is hashed as it goes by, and the list comes last."""

    def __init__(self, store: Store, lezing: Lezing, bevindingen: list[Finding], besluiten: list[Besluit], datum: str) -> None:
        self._store, self._bevindingen, self._besluiten, self._datum = store, bevindingen, besluiten, datum
        self._documenten = tuple(gezegeld(one) for one in lezing.documenten)
        self._delen: dict[str, str] = {}
        self._bestanden: dict[str, str] = {}
        self.afdruk = ""

    def delen(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        yield GRAAF, self._noted(GRAAF, self._quads())
        yield BESLUITEN, self._noted(BESLUITEN, [as_bytes(decisions_json(self._besluiten))])
        yield BEVINDINGEN, self._noted(BEVINDINGEN, [as_bytes(findings_json(self._bevindingen))])
        yield LEESMIJ, self._noted(LEESMIJ, [self._leesmij().encode("utf-8")])
        listed = as_bytes(zegel_json(self._zegel()))
        self.afdruk = hashlib.sha256(listed).hexdigest()
        yield LIJST, [listed]

    def _quads(self) -> Iterator[bytes]:
        for name in self._store.graphs():
            data = "".join(f"{line}\n" for line in self._store.nquads([name])).encode("utf-8")
            self._delen[name] = hashlib.sha256(data).hexdigest()
            yield data

    def _noted(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        whole = hashlib.sha256()
        for chunk in chunks:
            whole.update(chunk)
            yield chunk
        self._bestanden[name] = whole.hexdigest()

    def _zegel(self) -> Zegel:
        return Zegel(
            versie=VERSION,
            programma=afdrukken(),
            vingerafdruk=hash_of(self._delen),
            datum=self._datum,
            delen=self._delen,
            documenten=self._documenten,
            besluiten=len(self._besluiten),
            bevindingen=len(self._bevindingen),
            bestanden=self._bestanden,
        )

    def _leesmij(self) -> str:
        count = len(self._documenten)
        return _LEESMIJ.format(
            versie=VERSION,
            datum=written_date(self._datum),
            documenten="1 document" if count == 1 else f"{count} documenten",
            vingerafdruk=hash_of(self._delen),
            lijst="\n".join(f"  {one.bestand}: {one.soort}, {one.regio}, {one.jaar or 'jaar onbekend'}" for one in self._documenten),
        )


def as_bytes(value: object) -> bytes:
    """JSON as a seal holds it."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="backslashreplace")


def gezegeld(document: Documentlezing) -> Gezegeld:
    """A document as the list of a seal names it."""
    kop = document.kop
    extractor = next((str(value) for value in document.columns("extractor")[0].values()), "")
    return Gezegeld(
        *(kop.document_id, kop.bestand, kop.titel, kop.soort, kop.regio, kop.jaar, tuple(sorted(kop.gemeenten))),
        sha256=document.sha256,
        extractor=extractor,
    )
