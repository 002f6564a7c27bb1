"""Decisions about an earlier reading find their claim again: by its sentence and its words, and never by a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rdflib import URIRef
from rdflib.namespace import PROV

from graph import iris
from graph.besluiten.begrippen import concept_state
from graph.besluiten.bewering import kern_of, quote_of
from graph.besluiten.blad import NERGENS, Blad, words
from graph.besluiten.dagboek import read_decisions
from graph.besluiten.geldend import Geldend, standing, still_standing
from graph.besluiten.records import OVER_BEWERING, Anker, Besluit
from graph.besluiten.woorden import fold
from graph.store import Store
from ontology.vocab import RG

#: From this likeness two texts are two wordings of the same sentence (Ratcliff/Obershelp, 0 to 1).
GELIJKEND = 0.75
#: Sentences that share fewer of their words than this cannot be that much alike; it saves comparing letters.
_SHARED = 0.5

WEG = "het document staat niet meer in de graaf"
VEEL_DOCUMENTEN = "meer dan één document heeft nu deze bestandsnaam"
NIET_GELEZEN = "de zin wordt niet meer als verband gelezen"
ZIN_WEG = "de zin wordt niet meer als verband gelezen en staat niet meer, of vaker dan eens, zo in het document"
WOORDEN_WEG = "de gewijzigde woorden staan niet meer zo in de zin"
VEEL_BEWERINGEN = "meer dan één bewering past bij dit besluit"
STRIJDIG = "verschillende besluiten over eerdere beweringen passen nu op dezelfde bewering"
ANDER = "op deze plaats staat nu een andere zin"
ANDERS_GELEZEN = "de zin wordt nu anders gelezen (soort, teken of ontkenning): beoordeel haar opnieuw"


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A claim as it is read now; its texts folded for comparison."""

    iri: str
    soort: str
    teken: str
    ontkend: bool
    regel: str
    pagina: int
    oorzaak: str
    gevolg: str
    citaat: str


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where a decision belongs: the IRI of a claim, or '' with the reason why nowhere.

    ``vrij``: nothing else is read under the IRI that the decision is about, so its claim can be put back there.
    """

    iri: str
    waarom: str = ""
    vrij: bool = False


def document_of(anker: Anker, present: Mapping[str, str]) -> tuple[str, str]:
    """The document that a decision is about now, by id or else by file name; '' with the reason when there is none.

    Args:
        anker: what the reviewer saw.
        present: file names of the documents in the graph, by id.
    """
    if anker.document_id in present:
        return anker.document_id, ""
    same = [one for one, bestand in present.items() if bestand == anker.bestand]
    if len(same) == 1:
        return same[0], ""
    return "", VEEL_DOCUMENTEN if same else WEG


def present_documents(store: Store) -> dict[str, str]:
    """File names of the documents in the graph, by id."""
    names = {found: name for name in store.graphs() if (found := iris.document_id_of(name)) is not None}
    return {found: next((str(value) for _, _, value in store.statements(name, [str(RG.bestand)])), "") for found, name in names.items()}


def read_places(store: Store) -> dict[str, str]:
    """The claims (IRI) on which decisions (by id) about another reading were placed; '' for one that holds on none."""
    found: dict[str, str] = {}
    for name in store.graphs():
        if iris.document_id_of(name) is not None:
            for one, _, claim in store.statements(iris.read_graph_iri(name), [str(RG.geplaatstOp)]):
                found[one.rpartition("/")[2]] = "" if claim == NERGENS else str(claim)
    return found


def unplaced(store: Store) -> list[tuple[Besluit, str]]:
    """The decisions that hold but have no effect, each with the reason in Dutch; by moment."""
    decisions, present, places = read_decisions(store), present_documents(store), read_places(store)
    geldend = standing(decisions, places)
    found = dict[str, tuple[Besluit, str]]()
    by_document: defaultdict[str, list[Besluit]] = defaultdict(list)
    for one in (one for one in decisions if one.handeling in OVER_BEWERING and one.anker is not None):
        document, why = document_of(one.anker, present) if one.anker is not None else ("", "")
        found |= {one.id: (one, why)} if why else {}
        by_document[document].append(one)
    for document in sorted(set(by_document) & set(present)):
        blad = Blad(store, iris.document_graph_iri(document))
        placed = place_decisions(blad, by_document[document])
        for one in by_document[document]:
            why = _why_not(blad, one, placed.get(one.id), geldend)
            found |= {one.id: (one, why)} if why else {}
    found |= {one.id: (one, why) for one, why in concept_state(geldend.begripsbesluiten).geweigerd}
    return [found[one.id] for one in still_standing(decisions) if one.id in found]


def _why_not(blad: Blad, one: Besluit, place: Plaats | None, geldend: Geldend) -> str:
    """Why a decision about a claim of this document has no effect; '' when it has."""
    claim = URIRef(place.iri if place is not None and place.iri else one.over)
    stand = geldend.beweringen.get(str(claim))
    if place is not None and place.waarom:
        accepted = stand is not None and stand.oordeel in ("aanvaard", "gewijzigd")
        back = place.vrij and bool(blad.stored(claim))
        return "" if back else ZIN_WEG if place.vrij and accepted else place.waarom
    lost = stand is not None and stand.oordeel == "gewijzigd" and words(blad.stored(claim), RG.oordeel) != "gewijzigd"
    return WOORDEN_WEG if lost else ""


def place_decisions(blad: Blad, decisions: Iterable[Besluit]) -> dict[str, Plaats]:
    """Where each decision about a claim of this document belongs, by id; those whose claim is still itself are left out."""
    own = [one for one in decisions if one.handeling in OVER_BEWERING and one.anker is not None]
    present = set(blad.claims()) - blad.added()
    exact = [URIRef(one.over) for one in own if URIRef(one.over) in present]
    known = _read_claims(blad, exact)
    lost = [one for one in own if one.over not in known or not _still_itself(one, known[one.over])]
    if not lost:
        return {}
    readings = tuple(_read_claims(blad, present).values())
    found = {one.id: _placed(one, one.anker, readings, taken=one.over in known) for one in lost if one.anker is not None}
    return _without_conflict(found, {one.id: one for one in lost})


def _placed(one: Besluit, anker: Anker, readings: Iterable[Gelezen], *, taken: bool) -> Plaats:
    quote, cause, effect = fold(anker.citaat), fold(anker.oorzaaktekst), fold(anker.gevolgtekst)
    fits = [r for r in readings if (r.citaat, r.oorzaak, r.gevolg) == (quote, cause, effect)]
    if not fits:
        fits = [r for r in readings if _alike(r.citaat, quote) and _alike(r.oorzaak, cause) and _alike(r.gevolg, effect)]
    if fits and not any(_reads_the_same(one, anker, r) for r in fits):
        return Plaats("", ANDERS_GELEZEN)
    fits = [r for r in fits if _reads_the_same(one, anker, r)]
    narrower: tuple[Callable[[Gelezen], bool], ...] = (
        lambda r: (r.oorzaak, r.gevolg) == (cause, effect),
        lambda r: r.regel == anker.regel,
        lambda r: r.pagina == anker.pagina,
    )
    for test in narrower:
        if len(fits) > 1:
            fits = [r for r in fits if test(r)] or fits
    if len(fits) == 1:
        return Plaats(fits[0].iri)
    if fits:
        return Plaats("", VEEL_BEWERINGEN)
    return Plaats("", ANDER if taken else NIET_GELEZEN, vrij=not taken)


def _without_conflict(found: dict[str, Plaats], decisions: Mapping[str, Besluit]) -> dict[str, Plaats]:
    """Decisions about different earlier claims that now meet on one claim hold there only when they say the same."""
    meeting: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for key, place in found.items():
        one = decisions[key]
        meeting[place.iri].add((one.over, one.handeling))
    for key, place in found.items():
        acts = meeting[place.iri]
        if place.iri and len({over for over, _ in acts}) > 1 and len({act for _, act in acts}) > 1:
            found[key] = Plaats(NERGENS, STRIJDIG)
    return found


def _still_itself(one: Besluit, now: Gelezen) -> bool:
    """Whether the claim with the same id still is what the reviewer saw: other text or another reading may have come in its place."""
    anker = one.anker
    return anker is None or (_alike(fold(anker.citaat), now.citaat) and _reads_the_same(one, anker, now))


def _reads_the_same(one: Besluit, anker: Anker, now: Gelezen) -> bool:
    """Whether a reading says of cause and effect what the reviewer judged; what they corrected may differ."""
    seen = {"soort": anker.soort, "teken": anker.teken, "ontkend": anker.ontkend}
    reads = {"soort": now.soort, "teken": now.teken, "ontkend": now.ontkend}
    changed = {key for key, _ in one.wijziging}
    return all(seen[key] == reads[key] for key in seen if key not in changed)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    mine, theirs = _words(one), _words(other)
    if len(mine & theirs) < _SHARED * max(len(mine), len(theirs), 1):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= GELIJKEND


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _read_claims(blad: Blad, claims: Iterable[URIRef]) -> dict[str, Gelezen]:
    chosen = sorted(set(claims))
    blad.load(chosen)
    blad.load(URIRef(place) for claim in chosen for place in blad.read(claim).get(PROV.wasDerivedFrom, ()))
    return {str(claim): _gelezen(blad, claim) for claim in chosen}


def _gelezen(blad: Blad, claim: URIRef) -> Gelezen:
    facts = blad.read(claim)
    quote, kern = quote_of(blad, facts), kern_of(facts)
    return Gelezen(
        iri=str(claim),
        soort=kern.soort if kern is not None else "",
        teken=words(facts, RG.teken),
        ontkend=words(facts, RG.ontkend) == "true",
        regel=words(facts, RG.regel),
        pagina=quote[0].page if quote else 0,
        oorzaak=fold(words(facts, RG.oorzaaktekst)),
        gevolg=fold(words(facts, RG.gevolgtekst)),
        citaat=fold(" ".join(piece.quote for piece in quote)),
    )
