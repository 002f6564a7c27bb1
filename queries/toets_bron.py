"""What a criterion is answered from: the documents of the graph with their pages, places and knelpunten, read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.store import Store
from queries.criteriasets import Element
from queries.facts import Concept, RoleRow, text_of
from queries.knelpunten import Knelpunt, read_knelpunten
from queries.lezing import Lezing
from queries.lezing_document import Kop
from queries.records import ClaimRow, Proof
from queries.run import load_queries, run_intern, run_named
from queries.toets_tekst import Bladzijde, Treffer, Woorden


@dataclass(frozen=True, slots=True)
class Stuk:
    """A document of the graph; ``jaar`` is the year it speaks of, ``gemeenten`` the municipalities it is about."""

    id: str
    bestand: str
    soort: str
    regio: str
    jaar: int | None
    gemeenten: tuple[str, ...]


class Bron:
    """Everything the elements of criteria are looked for in; each part is read from the store when first asked for."""

    def __init__(self, store: Store, klassen: Mapping[str, tuple[str, ...]]) -> None:
        """Take the graph and the word classes of the criteria."""
        self._store = store
        self._lezing = Lezing(store)
        self._klassen = klassen
        self._words: dict[str, Woorden] = {}

    @cached_property
    def stukken(self) -> tuple[Stuk, ...]:
        """The documents, by region, kind and file name."""
        koppen = [one.kop for one in self._lezing.documenten]
        stukken = [Stuk(kop.document_id, kop.bestand, kop.soort, kop.regio, kop.jaar, self._municipalities(kop)) for kop in koppen]
        return tuple(sorted(stukken, key=lambda s: (s.regio, s.soort, s.bestand, s.id)))

    def _municipalities(self, kop: Kop) -> tuple[str, ...]:
        """Those of the document itself, else of a region of this name in the reference list, else what its text lists."""
        if kop.gemeenten:
            return kop.gemeenten
        listed = [text_of(row["gemeente"]) for row in run_intern(self._store, "gemeenten-van-regio", {"regio": kop.regio}).rows]
        return tuple(listed or self._listed(kop.document_id))

    def _listed(self, document_id: str) -> list[str]:
        """The names in the longest list of municipalities that the text gives."""
        plain = Woorden(self._klassen, {})
        pages = self._lezing.pages.get(document_id, {}).values()
        lists = [text[begin:end] for text in pages for begin, end in plain.find(("@gemeenteopsomming",), text)]
        names: list[list[str]] = [re.split(r",\s+|\s+en\s+", " ".join(text.split())) for text in lists]
        longest: list[str] = max(names, key=len, default=[])
        return sorted(set(longest))

    @cached_property
    def _pages(self) -> Mapping[str, tuple[Bladzijde, ...]]:
        return {
            one.kop.document_id: tuple(Bladzijde(one.kop.bestand, one.kop.document_id, number, text) for number, text in one.pages.items())
            for one in self._lezing.documenten
        }

    def reach(self, stuk: Stuk, element: Element) -> list[Stuk]:
        """The documents an element is looked for in: this one, or all of its region."""
        return [stuk] if element.bereik == "document" else [other for other in self.stukken if other.regio == stuk.regio]

    def pages(self, stuk: Stuk) -> tuple[Bladzijde, ...]:
        """The pages of a document, in order."""
        return self._pages.get(stuk.id, ())

    def words(self, stuk: Stuk) -> Woorden:
        """The word classes, with the names of the places of a document."""
        if stuk.id not in self._words:
            names = {"gemeente": tuple(map(exact, stuk.gemeenten)), "regio": (exact(stuk.regio),)}
            self._words[stuk.id] = Woorden(self._klassen, names)
        return self._words[stuk.id]

    def rows(self, stuk: Stuk, element: Element) -> list[Treffer]:
        """The rows of a named query that have all fields asked for and a quote on a page of the document."""
        query = next((q for q in load_queries() if q.name == element.vraag), None)
        takes = {parameter.naam for parameter in query.parameters} if query else set()
        found: dict[tuple[int, int, int], Treffer] = {}
        pages = {page.nummer: page for page in self.pages(stuk)}
        for row in run_named(self._store, element.vraag, {"document": stuk.bestand} if "document" in takes else {}).rows:
            page = pages.get(int(text_of(row.get("pagina")) or 0))
            quote = text_of(row.get("citaat"))
            begin = page.tekst.find(quote) if page and quote else -1
            complete = row.get("document") == stuk.bestand and all(row.get(column) not in (None, "") for column in element.velden)
            if page and begin >= 0 and complete:
                found.setdefault((page.nummer, begin, begin + len(quote)), Treffer(page, begin, begin + len(quote)))
        return [found[key] for key in sorted(found)]

    @cached_property
    def _knelpunten(self) -> list[Knelpunt]:
        return read_knelpunten(self._lezing)

    @cached_property
    def facts(self) -> Knelpuntfeiten:
        """What the graph says of the parts of knelpunten."""
        return Knelpuntfeiten(self._lezing.concepts, self._lezing.roles)

    def knelpunten(self, stuk: Stuk, element: Element) -> tuple[list[Knelpunt], list[list[Proof]]]:
        """The knelpunten of a document (or its region), and the evidence of those that have every part of ``element.met``."""
        within = {other.id for other in self.reach(stuk, element)}
        mine = [k for k in self._knelpunten if k.regio == stuk.regio and any(m.document_id in within for m in k.mentions)]
        shown = []
        for knelpunt in mine:
            parts = [self.facts.part(name, knelpunt, within) for name in element.met]
            if all(parts):
                named = [p for m in knelpunt.mentions if m.document_id in within for p in m.sentence]
                shown.append([*named[:1], *(part[0] for part in parts)])
        return mine, shown


def exact(name: str) -> str:
    """A name as a word pattern in which capitals count, and white space does not."""
    return r"RE:(?<!\w)" + re.escape(name).replace(r"\ ", r"\s+") + r"(?!\w)"


@dataclass(frozen=True, slots=True)
class Knelpuntfeiten:
    """Tells for one knelpunt what shows each part."""

    concepts: Mapping[str, Concept]
    roles: Mapping[str, list[RoleRow]]

    def part(self, name: str, knelpunt: Knelpunt, within: set[str]) -> list[Proof]:
        """The evidence for one part, from the documents ``within``."""
        claims: dict[str, tuple[tuple[ClaimRow, ...], Callable[[ClaimRow], bool]]] = {
            "oorzaak": (knelpunt.causes, lambda claim: True),
            "oorzaak_met_invloed": (knelpunt.causes, self._influence_said),
            "effect": (knelpunt.effects, lambda claim: True),
            "effect_met_dimensie": (knelpunt.effects, self._dimension),
        }
        if name in claims:
            rows, right = claims[name]
            return [p for c in rows if c.status == "aanvaard" and c.document_id in within and right(c) for p in c.bewijs]
        mentions = knelpunt.partners if name == "samenwerkingsverband" else knelpunt.groups
        right_ones = [m for m in mentions if m.document_id in within and (name != "omvang" or m.omvang)]
        return [proof for mention in right_ones for proof in mention.sentence]

    def _influence_said(self, claim: ClaimRow) -> bool:
        """The text itself says whether the cause can be influenced; our own list does not count as evidence."""
        return any(r.bron == "tekst" and r.regio == claim.regio and r.beinvloedbaar is not None for r in self.roles.get(claim.oorzaak, ()))

    def _dimension(self, claim: ClaimRow) -> bool:
        concept = self.concepts.get(claim.gevolg)
        return concept is not None and bool(concept.dimensie)
