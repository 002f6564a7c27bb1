"""Which claims wait for a reviewer, in what order, and which of them look alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from graph.besluiten.dagboek import reviewer_key
from graph.besluiten.geldend import Stand
from graph.besluiten.records import Anker
from queries.records import ClaimRow

Welke = Literal["twijfel", "alles", "tweede", "oneens"]
Volgorde = Literal["onzeker", "zeker", "document"]
WELKE: tuple[Welke, ...] = get_args(Welke)
VOLGORDEN: tuple[Volgorde, ...] = get_args(Volgorde)
_SIGNS = re.compile(r"[^\w\s]+")
_ARTICLE = re.compile(r"^(?:de|het|een)\s+")


@dataclass(frozen=True, slots=True)
class Wachtrij:
    """A queue: which claims, and in what order. '' asks nothing; ``document`` is a document id.

    ``welke``: what the reader doubted (twijfel), all that nobody judged (alles), what others judged and the reviewer did
    not (tweede), or what reviewers disagree on (oneens). ``volgorde``: the least sure first, the surest first, or as the
    documents have them.
    """

    regio: str = ""
    document: str = ""
    soort: str = ""
    regel: str = ""
    welke: Welke = "twijfel"
    volgorde: Volgorde = "onzeker"

    def asks(self, claim: ClaimRow) -> bool:
        """Whether a claim is of the region, document, kind and rule."""
        wanted = (self.regio.casefold(), self.document, self.soort, self.regel)
        own = (claim.regio.casefold(), claim.document_id, claim.soort, claim.regel)
        return all(value in ("", found) for value, found in zip(wanted, own, strict=True))

    def place(self, claim: ClaimRow) -> tuple[float, str, str, int, int, str]:
        """What a claim is sorted by."""
        first = claim.bewijs[0] if claim.bewijs else None
        belief = {"onzeker": claim.geloof, "zeker": -claim.geloof, "document": 0.0}[self.volgorde]
        return belief, claim.document, claim.document_id, first.pagina if first else 0, first.begin if first else 0, claim.iri


def waiting(claims: Iterable[ClaimRow], rij: Wachtrij, stands: Mapping[str, Stand], wie: str = "") -> list[ClaimRow]:
    """The claims of a queue that wait, in its order.

    Args:
        claims: all claims.
        rij: the queue.
        stands: what reviewers said of claims, by IRI.
        wie: the reviewer; only a queue of what others judged asks it.
    """
    own = reviewer_key(wie) if wie else ""
    return sorted((claim for claim in claims if rij.asks(claim) and _waits(claim, rij, stands.get(claim.iri), own)), key=rij.place)


def following(queue: Sequence[ClaimRow], claim: ClaimRow, rij: Wachtrij) -> ClaimRow | None:
    """The first of a queue that comes after a claim, which need not be in it; None at its end."""
    here = rij.place(claim)
    return next((one for one in queue if rij.place(one) > here), None)


def alike(claims: Iterable[ClaimRow], anker: Anker, over: str, stands: Mapping[str, Stand]) -> list[ClaimRow]:
    """Claims that nobody judged and that look like one that was: the same rule and kind, and the same concepts or words.

    Args:
        claims: all claims.
        anker: the judged claim as the reader gave it.
        over: its IRI.
        stands: what reviewers said of claims, by IRI.
    """
    concepts = (anker.oorzaakbegrip, anker.gevolgbegrip)
    words = (_plain(anker.oorzaaktekst), _plain(anker.gevolgtekst))

    def same(claim: ClaimRow) -> bool:
        by_concept = all(concepts) and (claim.oorzaak, claim.gevolg) == concepts
        return by_concept or (_plain(claim.oorzaaktekst), _plain(claim.gevolgtekst)) == words

    unjudged = (claim for claim in claims if claim.iri != over and claim.iri not in stands)
    return [claim for claim in unjudged if (claim.regel, claim.soort) == (anker.regel, anker.soort) and same(claim)]


def _waits(claim: ClaimRow, rij: Wachtrij, stand: Stand | None, own: str) -> bool:
    if rij.welke == "oneens":
        return stand is not None and stand.oordeel == "oneens"
    if rij.welke == "tweede":
        return stand is not None and own not in {reviewer_key(one.beoordelaar) for one in stand.besluiten}
    return stand is None and (rij.welke == "alles" or claim.status == "ter_beoordeling")


def _plain(words: str) -> str:
    """Words without capitals, signs and article: what two claims share when they say the same."""
    return _ARTICLE.sub("", " ".join(_SIGNS.sub(" ", words.casefold()).split()))
