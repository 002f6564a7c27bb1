"""Where a region can act: its beïnvloedbare oorzaken, ranked by the knelpunten and effecten they reach.

A path is a chain of accepted oorzakelijke claims; its belief is the product of the beliefs of its steps (the best claim
of each), for every step must hold. Of all paths to one knelpunt or effect the most believed one counts. Source: NZa,
rapportage regiobeelden 2023, par. 3.2 (beïnvloedbare oorzaken as points of action for the plan).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from queries.causal_view import causal_view
from queries.lezing import Lezing
from queries.records import CausalView, ClaimRow, Node, Proof
from queries.wording import enumeration, page_list

#: Longest path that is followed; a longer chain of regional claims says little about its end.
MAX_STEPS = 5
#: Names of reached knelpunten and effecten that the explanation spells out.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Pad:
    """The most believed chain from an oorzaak to one knelpunt or effect; ``geloof`` in (0, 1]."""

    doel: Node
    stappen: tuple[ClaimRow, ...]
    geloof: float


@dataclass(frozen=True, slots=True)
class Aangrijpingspunt:
    """One beïnvloedbare oorzaak with what it reaches, best path first; ``score`` is the sum of the beliefs of the paths."""

    regio: str
    oorzaak: Node
    paden: tuple[Pad, ...]
    doelgroepen: tuple[str, ...]
    score: float
    uitleg: str

    @property
    def bewijs(self) -> tuple[Proof, ...]:
        """The sentences of all paths, each once."""
        return tuple(dict.fromkeys(proof for pad in self.paden for claim in pad.stappen for proof in claim.bewijs))


def find_levers(lezing: Lezing, regio: str) -> list[Aangrijpingspunt]:
    """The beïnvloedbare oorzaken of a region that reach something: highest score first, then by label."""
    own = lezing.binnen(regio)
    view = causal_view(own)
    groups = [(mention.tekst, proof) for mention in own.mentions if mention.soort == "Doelgroep" for proof in mention.words]
    steps = _best_claims(view.claims)
    found = []
    for node in view.nodes.values():
        if node.beinvloedbaar is True and (paden := _paths(node.iri, view, steps)):
            found.append(_lever(regio, node, paden, groups))
    return sorted(found, key=lambda lever: (-lever.score, lever.oorzaak.label, lever.oorzaak.iri))


def lever_json(lever: Aangrijpingspunt) -> dict[str, object]:
    """One aangrijpingspunt as plain data."""
    return {
        "regio": lever.regio,
        "oorzaak": lever.oorzaak.label,
        "begrip": lever.oorzaak.iri,
        "score": round(lever.score, 3),
        "doelgroepen": list(lever.doelgroepen),
        "uitleg": lever.uitleg,
        "paden": [
            {
                "bereikt": pad.doel.label,
                "rol": pad.doel.rol,
                "keten": [pad.stappen[0].oorzaaktekst, *(claim.gevolgtekst for claim in pad.stappen)],
                "geloof": round(pad.geloof, 3),
                "beweringen": [claim.iri for claim in pad.stappen],
            }
            for pad in lever.paden
        ],
        "bewijs": [
            {"document": p.document, "pagina": p.pagina, "citaat": p.citaat, "begin": p.begin, "eind": p.eind} for p in lever.bewijs
        ],
    }


def _best_claims(claims: Iterable[ClaimRow]) -> dict[str, dict[str, ClaimRow]]:
    """For every cause the most believed claim to each of its effects."""
    best: defaultdict[str, dict[str, ClaimRow]] = defaultdict(dict)
    for claim in sorted(claims, key=lambda claim: (-claim.geloof, claim.iri)):
        if claim.oorzaak != claim.gevolg:
            best[claim.oorzaak].setdefault(claim.gevolg, claim)
    return dict(best)


def _paths(start: str, view: CausalView, steps: Mapping[str, Mapping[str, ClaimRow]]) -> list[Pad]:
    """The most believed path to every knelpunt and effect within reach (best first search), best first."""
    heap: list[tuple[float, int, str, tuple[ClaimRow, ...]]] = [(-1.0, 0, start, ())]
    settled: set[str] = set()
    found = []
    while heap:
        minus, length, here, chain = heapq.heappop(heap)
        if here in settled:
            continue
        settled.add(here)
        if chain and view.nodes[here].rol in ("Knelpunt", "Effect"):
            found.append(Pad(view.nodes[here], chain, -minus))
        if length < MAX_STEPS:
            for there, claim in sorted(steps.get(here, {}).items()):
                if there not in settled:
                    heapq.heappush(heap, (minus * claim.geloof, length + 1, there, (*chain, claim)))
    return found


def _lever(regio: str, node: Node, paden: list[Pad], groups: Iterable[tuple[str, Proof]]) -> Aangrijpingspunt:
    sentences = {proof for pad in paden for claim in pad.stappen for proof in claim.bewijs}
    named = sorted({text for text, place in groups if any(_within(place, sentence) for sentence in sentences)})
    score = sum(pad.geloof for pad in paden)
    return Aangrijpingspunt(regio, node, tuple(paden), tuple(named), score, _explanation(node, paden, named))


def _within(place: Proof, sentence: Proof) -> bool:
    same = (place.document_id, place.pagina) == (sentence.document_id, sentence.pagina)
    return same and sentence.begin <= place.begin and place.eind <= sentence.eind


def _explanation(node: Node, paden: list[Pad], groups: list[str]) -> str:
    parts = []
    for rol, one, many in (("Knelpunt", "knelpunt", "knelpunten"), ("Effect", "effect", "effecten")):
        reached = [pad.doel.label for pad in paden if pad.doel.rol == rol]
        if reached:
            more = f" en nog {len(reached) - _NAMED}" if len(reached) > _NAMED else ""
            names = enumeration([f"'{label}'" for label in reached[:_NAMED]]) if not more else ", ".join(f"'{x}'" for x in reached[:_NAMED])
            parts.append(f"{len(reached)} {one if len(reached) == 1 else many} ({names}{more})")
    pages = page_list(proof.pagina for claim in paden[0].stappen for proof in claim.bewijs)
    text = f"'{node.label}' is volgens de teksten te beïnvloeden en bereikt {enumeration(parts)}."
    text += f" De sterkste keten telt {len(paden[0].stappen)} {'stap' if len(paden[0].stappen) == 1 else 'stappen'} ({pages})."
    return text + (f" De zinnen noemen deze doelgroepen: {enumeration(groups)}." if groups else "")
