"""One document of the graph, read by property from its own named graph and put together in Python: far quicker than joins in SPARQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from graph.iris import place_of
from graph.store import Store, Value
from ontology.planfeiten import KLASSEN, Waarde, property_name
from ontology.prefixes import NS, PREFIXES
from queries.facts import Concept, Keus, Places, RoleRow, Said, local_name, text_of
from queries.mentions import Link, Mention
from queries.records import ClaimRow, Proof

_KINDS = {"OorzakelijkeBewering": "oorzakelijk", "BeoogdeBewering": "beoogd", "Verbandbewering": "verband"}
#: Properties that lead to evidence, and which part of the item they show.
_PARTS = {
    PREFIXES["prov"] + "wasDerivedFrom": "bron",
    NS + "inZin": "zin",
    NS + "vindplaatsOorzaak": "oorzaak",
    NS + "vindplaatsGevolg": "gevolg",
}
_CLAIM = (
    *("oorzaaktekst", "gevolgtekst", "oorzaakbegrip", "gevolgbegrip", "oorzaakpool", "gevolgpool", "teken", "zekerheid", "ontkend"),
    *("status", "geloof", "signaalwoord", "regel", "paragraaf", "oordeel", "reden"),
)
_CHOICE = ("score", "TweedeKeus", "TweedeScore")
_MENTION = ("tekst", "vermeldt", "begrip", "labelInTekst", "regel", "aard", "omvang", "status")
_ROLE = ("rol", "begrip", "beinvloedbaar", "bronInvloed", "niveau")
_LINK = ("relatie", "van", "naar")
#: What belongs to a stated aim, beside its words.
_AIM = (
    *("aard", "indicator", "basiswaarde", "basisgetal", "basisjaar", "streefwaarde", "streefgetal", "doeljaar", "populatie"),
    *("eenheid", "richting", "definitie", "gebied"),
)
_FACT = tuple(sorted({property_name(field.name) for klasse in KLASSEN for field in fields(klasse)}))
_FACT_CLASSES = frozenset(klasse.__name__ for klasse in KLASSEN)
_LABEL, _USUAL_ROLE = PREFIXES["skos"] + "prefLabel", NS + "gebruikelijkeRol"
_CONCEPT = (_LABEL, _USUAL_ROLE, NS + "beinvloedbaar", NS + "dimensie")


@dataclass(frozen=True, slots=True)
class Kop:
    """What the graph says of a document itself; ``gemeenten`` as it names them, ``graaf`` the named graph that holds it."""

    graaf: str
    document_id: str
    bestand: str
    titel: str
    soort: str
    regio: str
    jaar: int | None
    gemeenten: tuple[str, ...]

    def matches(self, regio: str, document: str) -> bool:
        """Whether it is of a region (by name) and is a document (by file name or id); '' asks nothing."""
        of_region = not regio or self.regio.lower() == regio.strip().lower()
        return of_region and (not document or document.strip() in (self.bestand, self.document_id))


class Graaflezing:
    """Properties of one named graph; each is read once, when first asked for."""

    def __init__(self, store: Store, graaf: str, vorige: Graaflezing | None = None) -> None:
        """Take the store and the name of the graph, and of an earlier reading of it the properties that were not written since."""
        self._store = store
        self._graaf = graaf
        self._columns: dict[str, list[tuple[str, Value]]] = {}
        self._versions: dict[str, int] = {}
        if vorige is not None:
            self._versions = {name: was for name, was in vorige._versions.items() if store.version(graaf, name) == was}
            self._columns = {name: vorige._columns[name] for name in self._versions}

    def read(self, *properties: str) -> None:
        """Read properties (whole IRIs) in one go."""
        missing = [name for name in properties if name not in self._columns]
        self._versions.update((name, self._store.version(self._graaf, name)) for name in missing)
        self._columns.update((name, []) for name in missing)
        if missing:
            for subject, predicate, value in self._store.statements(self._graaf, missing):
                self._columns[predicate].append((subject, value))

    def pairs(self, name: str) -> list[tuple[str, Value]]:
        """All (subject, value) of a property, in no order."""
        self.read(name)
        return self._columns[name]

    def column(self, name: str) -> dict[str, Value]:
        """The value for each subject; of several the smallest, so that it is always the same."""
        pairs = self.pairs(name)
        found = dict(pairs)
        return found if len(found) == len(pairs) else dict(sorted(pairs, key=lambda pair: (pair[0], str(pair[1])), reverse=True))

    def members(self, klasse: str) -> list[str]:
        """The instances of a class (local name) in the graph, sorted."""
        return self._store.members(self._graaf, NS + klasse)

    def concepts(self) -> Iterator[Concept]:
        """The concepts that have a label in this graph."""
        self.read(*_CONCEPT)
        labels, roles, influences, dimensions = (self.column(name) for name in _CONCEPT)
        for iri, label in labels.items():
            influence = influences.get(iri)
            known = influence if isinstance(influence, bool) else None
            yield Concept(iri, text_of(label), local_name(roles.get(iri)), known, text_of(dimensions.get(iri)))


class Documentlezing(Graaflezing):
    """All that one document says; every table is put together once, when first asked for."""

    def __init__(self, store: Store, kop: Kop, vorige: Documentlezing | None = None) -> None:
        """Take the store, what is known of the document, and an earlier reading of it."""
        super().__init__(store, kop.graaf, vorige)
        self.kop = kop
        self._version = store.version(kop.graaf)

    def holds(self) -> bool:
        """Whether its graph was not written since."""
        return self._store.version(self._graaf) == self._version

    def columns(self, *names: str) -> list[dict[str, Value]]:
        """The columns of these properties (local names)."""
        self.read(*(NS + name for name in names))
        return [self.column(NS + name) for name in names]

    @cached_property
    def places(self) -> Places:
        """The evidence pieces, by (item IRI, part) and in text order; part is bron, zin, oorzaak or gevolg."""
        self.read(*_PARTS, NS + "citaat")
        proofs = {iri: self._proof(iri, text_of(quote)) for iri, quote in self.column(NS + "citaat").items()}
        found: defaultdict[tuple[str, str], list[Proof]] = defaultdict(list)
        for predicate, part in _PARTS.items():
            for item, place in self.pairs(predicate):
                if place in proofs:
                    found[item, part].append(proofs[str(place)])
        return {item: tuple(sorted(pieces, key=_in_text)) if len(pieces) > 1 else (pieces[0],) for item, pieces in found.items()}

    def _proof(self, iri: str, quote: str) -> Proof:
        page, begin, end = place_of(iri)
        return Proof(self.kop.bestand, page, quote, begin, end, self.kop.document_id)

    @cached_property
    def sha256(self) -> str:
        """The hash of the file that was read; '' when it is not known."""
        return next((text_of(value) for value in self.columns("sha256")[0].values()), "")

    @cached_property
    def pages(self) -> dict[int, str]:
        """The text of every page, by number."""
        numbers, texts = self.columns("paginanummer", "paginatekst")
        return dict(sorted((_number(numbers[page]), text_of(words)) for page, words in texts.items()))

    @cached_property
    def claims(self) -> tuple[ClaimRow, ...]:
        """All claims, by IRI, whatever their kind, status and denial."""
        kinds = {iri: kind for klasse, kind in _KINDS.items() for iri in self.members(klasse)}
        columns = dict(zip(_CLAIM, self.columns(*_CLAIM), strict=True))
        return tuple(self._claim(iri, kinds[iri], columns) for iri in sorted(columns["oorzaaktekst"]) if iri in kinds)

    def _claim(self, iri: str, kind: str, columns: Mapping[str, Mapping[str, Value]]) -> ClaimRow:
        words = {name: text_of(column.get(iri)) for name, column in columns.items()}
        return ClaimRow(
            iri=iri,
            soort=kind,
            oorzaak=words["oorzaakbegrip"] or f"{iri}#oorzaak",
            gevolg=words["gevolgbegrip"] or f"{iri}#gevolg",
            oorzaaktekst=words["oorzaaktekst"],
            gevolgtekst=words["gevolgtekst"],
            teken=concept_sign(words["teken"], words["oorzaakpool"], words["gevolgpool"]),
            zekerheid=words["zekerheid"],
            status=words["status"],
            geloof=float(words["geloof"] or 0.0),
            signaalwoord=words["signaalwoord"],
            regel=words["regel"],
            document=self.kop.bestand,
            regio=self.kop.regio,
            paragraaf=words["paragraaf"],
            bewijs=self.places.get((iri, "bron"), ()),
            document_id=self.kop.document_id,
            oordeel=words["oordeel"],
            reden=words["reden"],
        )

    def choice(self, claim: str, side: str) -> Keus:
        """How the concept of the oorzaak or gevolg of a claim was chosen."""
        score, second, second_score = (column.get(claim) for column in self.columns(*(f"{side}{name}" for name in _CHOICE)))
        return Keus(_chance(score), text_of(second), _chance(second_score))

    @cached_property
    def denied(self) -> frozenset[str]:
        """The claims that the text denies."""
        return frozenset(iri for iri, denied in self.column(NS + "ontkend").items() if denied)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All vermeldingen and roluitspraken, by IRI; not a cause whose claims a reviewer rejected."""
        words, kinds, concepts, labels, rules, natures, sizes, states = self.columns(*_MENTION)
        soorten = dict.fromkeys(self.members("Roluitspraak"), "Roluitspraak") | {iri: local_name(kind) for iri, kind in kinds.items()}
        return tuple(
            Mention(
                iri=iri,
                soort=soorten[iri],
                begrip=text_of(concepts.get(iri)),
                tekst=text_of(words[iri]),
                label=text_of(labels.get(iri)),
                document_id=self.kop.document_id,
                regio=self.kop.regio,
                words=self.places.get((iri, "bron"), ()),
                sentence=self.places.get((iri, "zin"), self.places.get((iri, "bron"), ())),
                regel=text_of(rules.get(iri)),
                aard=text_of(natures.get(iri)),
                omvang=text_of(sizes.get(iri)),
            )
            for iri in sorted(words)
            if iri in soorten and states.get(iri) != "verworpen"
        )

    @cached_property
    def aims(self) -> dict[str, dict[str, str]]:
        """The parts of every gezondheidsdoel, by IRI and property."""
        columns = dict(zip(_AIM, self.columns(*_AIM), strict=True))
        found = (mention.iri for mention in self.mentions if mention.soort == "Gezondheidsdoel")
        return {iri: {name: text_of(column[iri]) for name, column in columns.items() if iri in column} for iri in found}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All koppelingen."""
        relations, sources, targets = self.columns(*_LINK)
        found = (Link(text_of(relation), text_of(sources.get(iri)), text_of(targets.get(iri))) for iri, relation in relations.items())
        return tuple(sorted(found, key=lambda link: (link.relatie, link.van, link.naar)))

    @cached_property
    def roles(self) -> tuple[RoleRow, ...]:
        """The roles of concepts under the NZa framework, by concept."""
        roles, concepts, influences, sources, levels = self.columns(*_ROLE)
        found = (
            RoleRow(
                begrip=text_of(concepts.get(iri)),
                rol=local_name(rol),
                beinvloedbaar=influence if isinstance(influence := influences.get(iri), bool) else None,
                bron=text_of(sources.get(iri)),
                document=self.kop.bestand,
                regio=self.kop.regio,
                niveau=text_of(levels.get(iri)),
            )
            for iri, rol in roles.items()
        )
        return tuple(sorted(found, key=lambda role: (role.begrip, role.rol)))

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What the text itself says of the influence of the region, by IRI."""
        concepts, influences = self.columns("begrip", "beinvloedbaar")
        return tuple(
            Said(iri, text_of(concepts[iri]), bool(influences[iri]), self.kop.bestand, self.kop.regio, self.places.get((iri, "bron"), ()))
            for iri in self.members("Roluitspraak")
            if iri in concepts and iri in influences
        )

    @cached_property
    def facts(self) -> dict[tuple[str, str], list[tuple[str, Waarde]]]:
        """The (property, value) pairs of every planfeit, by (IRI, class) and sorted."""
        kinds = {iri: local_name(kind) for iri, kind in self.column(NS + "vermeldt").items()}
        found: dict[tuple[str, str], list[tuple[str, Waarde]]] = {
            (iri, kind): [] for iri, kind in sorted(kinds.items()) if kind in _FACT_CLASSES
        }
        self.read(*(NS + name for name in _FACT))
        for name in _FACT:
            for iri, value in sorted(self.pairs(NS + name), key=lambda pair: (pair[0], str(pair[1]))):
                if (iri, kinds.get(iri, "")) in found and value is not None:
                    found[iri, kinds[iri]].append((name, value))
        return found


def concept_sign(sign: str, *poles: str) -> str:
    """The sign between the concepts: turned when the text names the decrease or lack of one of the two."""
    return {"+": "-", "-": "+"}.get(sign, "") if poles.count("-") == 1 else sign


def _chance(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _number(value: Value) -> int:
    return int(text_of(value))


def _in_text(proof: Proof) -> tuple[int, int, int]:
    return proof.pagina, proof.begin, proof.eind
