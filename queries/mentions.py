"""What the documents mention: knelpunten, doelgroepen, samenwerkingsverbanden, and the words they use for concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from queries.records import Proof


@dataclass(frozen=True, slots=True)
class Mention:
    """A vermelding or roluitspraak: ``soort`` is Knelpunt, Doelgroep, ..., or Roluitspraak.

    ``label`` is the region's own word for it ('' when it has none), ``words`` the phrase itself and ``sentence`` the
    sentence around it (the phrase when that is not known). ``regel`` is the rule that found it; ``aard`` and ``omvang``
    are what a doelgroep is and how many it counts ('' when the text does not say).
    """

    iri: str
    soort: str
    begrip: str
    tekst: str
    label: str
    document_id: str
    regio: str
    words: tuple[Proof, ...]
    sentence: tuple[Proof, ...]
    regel: str = ""
    aard: str = ""
    omvang: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The text says that one mention works on another; ``van`` and ``naar`` are IRIs of mentions."""

    relatie: str
    van: str
    naar: str


class PlaceIndex:
    """Finds what stands at a place: items by document and page."""

    def __init__(self, items: Iterable[tuple[str, tuple[Proof, ...]]]) -> None:
        """Take (item, its pieces of text) pairs."""
        self._on_page: Mapping[tuple[str, int], list[tuple[Proof, str]]] = defaultdict(list)
        for item, proofs in items:
            for proof in proofs:
                self._on_page[proof.document_id, proof.pagina].append((proof, item))

    def at(self, proofs: Iterable[Proof]) -> set[str]:
        """The items that share at least one character with ``proofs``."""
        on_page = self._on_page
        return {item for proof in proofs for other, item in on_page.get((proof.document_id, proof.pagina), ()) if _touch(proof, other)}


def _touch(one: Proof, other: Proof) -> bool:
    return one.begin < other.eind and other.begin < one.eind
