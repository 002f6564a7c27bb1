"""What came, went or changed between two versions of a beeld or plan, by stable concept.

Every part of a document gets a key that survives rewording: the concept of a knelpunt, the two concepts of a claim, what
an aim measures and for whom, what a plan fact is about. Parts with one key in both versions are compared field by field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from graph.store import Store
from ontology.namen import slug
from ontology.planfeiten import Planfeit, values
from queries.causal_view import causal_view
from queries.lezing import Lezing
from queries.planfeiten import Feit, read_planfeiten
from queries.records import CausalView, ClaimRow, Proof

#: Kinds in the order of the report; the first column says what a person calls them.
SOORTEN = {
    "knelpunt": "knelpunten",
    "oorzakelijk": "oorzakelijke beweringen",
    "beoogd": "beoogde effecten",
    "verband": "verbanden",
    "gezondheidsdoel": "doelen",
    "samenwerkingsverband": "samenwerkingsverbanden",
    "doelgroep": "doelgroepen",
    "randvoorwaarde": "randvoorwaarden",
    "lacune": "lacunes",
    "planfeit": "planfeiten",
}
#: Fields of a plan fact that say what it is about; the others are what may change.
_ABOUT = frozenset({"plekken", "indicator", "partijen", "naam", "beroep", "pot", "vanPlekken", "naarPlekken", "groepen"})
_GOAL_FIELDS = ("basiswaarde", "streefwaarde", "doeljaar")


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One part of a document: what it says (``tekst``), under a stable ``sleutel``, with the fields that may change."""

    soort: str
    sleutel: tuple[str, ...]
    tekst: str
    kenmerken: tuple[tuple[str, str], ...]
    bewijs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Wijziging:
    """The same part in two versions; ``verschillen`` are (field, old, new)."""

    oud: Onderdeel
    nieuw: Onderdeel
    verschillen: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """What differs between two documents; ``gelijk`` counts the parts that do not."""

    oud: str
    nieuw: str
    gekomen: tuple[Onderdeel, ...]
    verdwenen: tuple[Onderdeel, ...]
    gewijzigd: tuple[Wijziging, ...]
    gelijk: int


def compare(old_store: Store, old: str, new_store: Store, new: str) -> Vergelijking:
    """Compare two documents, each by its file name or id in its store."""
    before, after = _parts(Lezing(old_store), old), _parts(Lezing(new_store), new)
    came = tuple(after[key] for key in after if key not in before)
    went = tuple(before[key] for key in before if key not in after)
    pairs = [(before[key], after[key]) for key in before if key in after]
    changed = tuple(Wijziging(one, other, found) for one, other in pairs if (found := _differences(one, other)))
    return Vergelijking(old, new, came, went, changed, len(pairs) - len(changed))


def comparison_json(result: Vergelijking) -> dict[str, object]:
    """The comparison as plain data: gekomen, verdwenen, gewijzigd (with oud and nieuw side by side) and gelijk."""
    return {
        "oud": result.oud,
        "nieuw": result.nieuw,
        "gekomen": [_part_json(part) for part in result.gekomen],
        "verdwenen": [_part_json(part) for part in result.verdwenen],
        "gewijzigd": [
            {
                "oud": _part_json(change.oud),
                "nieuw": _part_json(change.nieuw),
                "verschillen": [{"veld": veld, "oud": was, "nieuw": now} for veld, was, now in change.verschillen],
            }
            for change in result.gewijzigd
        ],
        "gelijk": result.gelijk,
    }


def _part_json(part: Onderdeel) -> dict[str, object]:
    proofs = [{key: value for key, value in asdict(proof).items() if key != "document_id"} for proof in part.bewijs]
    return {"soort": part.soort, "tekst": part.tekst, "kenmerken": dict(part.kenmerken), "bewijs": proofs}


def _differences(one: Onderdeel, other: Onderdeel) -> tuple[tuple[str, str, str], ...]:
    was, now = dict(one.kenmerken), dict(other.kenmerken)
    return tuple((name, was.get(name, ""), now.get(name, "")) for name in sorted({*was, *now}) if was.get(name) != now.get(name))


def _parts(lezing: Lezing, document: str) -> dict[tuple[str, ...], Onderdeel]:
    """The parts of one document by kind and key, in the order of ``SOORTEN`` and then of the text; of equals the first."""
    own = lezing.binnen(document=document)
    view = causal_view(own, soorten=("oorzakelijk", "beoogd", "verband"), ontkend=True)
    found = [*_mentions(own), *(_claim(view, claim) for claim in view.claims), *_facts(lezing, document)]
    order = list(SOORTEN)
    found.sort(key=lambda part: (order.index(part.soort), [(p.pagina, p.begin) for p in part.bewijs], part.sleutel))
    parts: dict[tuple[str, ...], Onderdeel] = {}
    for part in found:
        parts.setdefault((part.soort, *part.sleutel), part)
    return parts


def _mentions(lezing: Lezing) -> Iterator[Onderdeel]:
    concepts = lezing.concepts
    for mention in lezing.mentions:
        if not mention.words or mention.soort.lower() not in SOORTEN:
            continue
        soort, fields = mention.soort.lower(), lezing.aims.get(mention.iri, {})
        key: tuple[str, ...] = (mention.begrip or slug(mention.tekst),)
        if soort == "gezondheidsdoel" and fields.get("indicator"):
            key = (slug(fields["indicator"]), slug(fields.get("populatie", "")))
        changing = tuple((name, fields[name]) for name in _GOAL_FIELDS if fields.get(name)) if soort == "gezondheidsdoel" else ()
        label = concepts[mention.begrip].label if mention.begrip in concepts else mention.tekst
        yield Onderdeel(soort, key, label, changing, mention.sentence)


def _claim(view: CausalView, claim: ClaimRow) -> Onderdeel:
    cause, effect = view.nodes[claim.oorzaak].label, view.nodes[claim.gevolg].label
    changing = (("teken", claim.teken), ("zekerheid", claim.zekerheid))
    return Onderdeel(claim.soort, (slug(cause), slug(effect)), f"{cause} → {effect}", changing, claim.bewijs)


def _facts(lezing: Lezing, document: str) -> Iterator[Onderdeel]:
    for feit in read_planfeiten(lezing).feiten:
        if document in (feit.plan.document, feit.plan.document_id):
            yield _fact(feit)


def _fact(feit: Feit[Planfeit]) -> Onderdeel:
    said: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in values(feit.inhoud):
        said[name].append(f"{value:g}" if isinstance(value, float) else str(value))
    kind = type(feit.inhoud).__name__
    about = _joined(said, (name for name in said if name in _ABOUT)) or ((("onderwerp", slug(feit.inhoud.onderwerp))),)
    changing = _joined(said, (name for name in said if name not in _ABOUT and name != "onderwerp"))
    return Onderdeel("planfeit", (kind, *(f"{name}={value}" for name, value in about)), feit.tekst, changing, feit.zin)


def _joined(said: Mapping[str, list[str]], names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, ", ".join(sorted(said[name]))) for name in sorted(names))
