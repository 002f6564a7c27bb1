"""The graph as the checks, maps and pages read it: every table once, when first asked for, whatever the number of readers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from graph.besluiten.dagboek import read_decisions
from graph.besluiten.geldend import Geldend, standing
from graph.besluiten.plaatsing import read_places
from graph.iris import is_review_graph
from graph.store import Store
from queries.facts import Concept, Places, RoleRow, Said, text_of
from queries.lezing_document import Documentlezing, Graaflezing, Kop
from queries.mentions import Link, Mention
from queries.records import ClaimRow
from queries.run import run_intern

P = ParamSpec("P")
T = TypeVar("T")


class Lezing:
    """One reading of a graph: what all its documents say, or those ``binnen`` a region or document.

    It shows the graph as it was when each table was first asked for; make a new one after writing.
    """

    def __init__(self, store: Store, vorige: Lezing | None = None) -> None:
        """Read a store; nothing is read yet. Documents that ``vorige`` read of it and that were not written since are used again."""
        self._store = store
        self._kept: dict[str, Documentlezing] = vorige._read() if vorige else {}
        self._whole = self
        self.kept: dict[object, object] = {}

    @cached_property
    def documenten(self) -> tuple[Documentlezing, ...]:
        """The documents, by file name and id."""
        rows: defaultdict[str, list[str]] = defaultdict(list)
        heads: dict[str, Kop] = {}
        for row in run_intern(self._store, "documenten").rows:
            key, year = text_of(row["document_id"]), row["jaar"]
            if row["gemeente"] is not None:
                rows[key].append(text_of(row["gemeente"]))
            heads.setdefault(
                key,
                Kop(
                    graaf=text_of(row["graaf"]),
                    document_id=key,
                    bestand=text_of(row["document"]),
                    titel=text_of(row["titel"]),
                    soort=text_of(row["soort"]),
                    regio=text_of(row["regio"]),
                    jaar=year if isinstance(year, int) else None,
                    gemeenten=(),
                ),
            )
        return tuple(self._document(replace(kop, gemeenten=tuple(rows[key]))) for key, kop in heads.items())

    def _read(self) -> dict[str, Documentlezing]:
        """The documents that were asked for, or were handed on, by the name of their graph."""
        asked = self.__dict__.get("documenten")
        return self._kept if asked is None else {one.kop.graaf: one for one in asked}

    def _document(self, kop: Kop) -> Documentlezing:
        kept = self._kept.get(kop.graaf)
        return kept if kept is not None and kept.kop == kop and kept.holds() else Documentlezing(self._store, kop, kept)

    def binnen(self, regio: str | None = None, document: str | None = None) -> Lezing:
        """The same reading, of the documents of a region (by name), of one document (by file name or id), or both.

        Concepts stay those of the whole graph.
        """
        part = Lezing(self._store)
        part._whole = self._whole
        part.documenten = tuple(one for one in self.documenten if one.kop.matches(regio or "", document or ""))
        return part

    @cached_property
    def concepts(self) -> dict[str, Concept]:
        """All concepts with a label, by IRI; the first label in sort order when documents write it differently."""
        if self._whole is not self:
            return self._whole.concepts
        mine = {one.kop.graaf: one for one in self.documenten}
        graphs = [mine.get(name) or Graaflezing(self._store, name) for name in self._store.graphs() if not is_review_graph(name)]
        found: dict[str, Concept] = {}
        for concept in (concept for graph in graphs for concept in graph.concepts()):
            known = found.get(concept.iri)
            if known is None or _order(concept) < _order(known):
                found[concept.iri] = concept
        return found

    @cached_property
    def geldend(self) -> Geldend:
        """What reviewers say together, of all claims and findings of the whole graph."""
        return self._whole.geldend if self._whole is not self else standing(read_decisions(self._store), read_places(self._store))

    @cached_property
    def claims(self) -> tuple[ClaimRow, ...]:
        """All claims, by document and IRI, whatever their kind, status and denial (see ``denied``)."""
        return tuple(claim for one in self.documenten for claim in one.claims)

    @cached_property
    def denied(self) -> frozenset[str]:
        """The claims that the text denies."""
        return frozenset[str]().union(*(one.denied for one in self.documenten))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All vermeldingen and roluitspraken, by document and IRI."""
        return tuple(mention for one in self.documenten for mention in one.mentions)

    @cached_property
    def aims(self) -> dict[str, dict[str, str]]:
        """The parts of every gezondheidsdoel, by IRI and property (names as in docs/graafmodel.md: indicator, basiswaarde, ...)."""
        return {iri: parts for one in self.documenten for iri, parts in one.aims.items()}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All koppelingen, by document."""
        return tuple(link for one in self.documenten for link in one.links)

    @cached_property
    def roles(self) -> dict[str, list[RoleRow]]:
        """The roles under the NZa framework, by concept."""
        roles: defaultdict[str, list[RoleRow]] = defaultdict(list)
        for role in (role for one in self.documenten for role in one.roles):
            roles[role.begrip].append(role)
        return dict(roles)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What the texts themselves say of the influence of a region, by document and IRI."""
        return tuple(said for one in self.documenten for said in one.said)

    @cached_property
    def pages(self) -> dict[str, dict[int, str]]:
        """The text of every page, by document id and number."""
        return {one.kop.document_id: one.pages for one in self.documenten}

    @cached_property
    def places(self) -> Places:
        """The evidence pieces, by (item IRI, part) and in text order; part is bron, zin, oorzaak or gevolg."""
        return {item: pieces for one in self.documenten for item, pieces in one.places.items()}


def _order(concept: Concept) -> tuple[str, str, bool, bool, str]:
    return concept.label, concept.rol, concept.beinvloedbaar is not None, bool(concept.beinvloedbaar), concept.dimensie


def once(read: Callable[Concatenate[Lezing, P], T]) -> Callable[Concatenate[Lezing, P], T]:
    """Keep what a function reads from a ``Lezing`` with it, for the next that asks the same."""

    @wraps(read)
    def kept(lezing: Lezing, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (read, args, tuple(sorted(kwargs.items())))
        if key not in lezing.kept:
            lezing.kept[key] = read(lezing, *args, **kwargs)
        return cast("T", lezing.kept[key])

    return kept
