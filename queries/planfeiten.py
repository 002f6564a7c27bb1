"""The plan facts of a graph, with the plan and place of each: what the conflict rules compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from ontology.gebieden import load_gebieden
from ontology.planfeiten import KLASSEN, Planfeit, Plangebied, Waarde, build
from queries.causal_view import causal_view
from queries.doelen import make_aim
from queries.facts import Places
from queries.lezing import Lezing, once
from queries.lezing_document import Kop
from queries.records import CausalView, Proof

F = TypeVar("F", bound=Planfeit, covariant=True)
G = TypeVar("G", bound=Planfeit)
_KLASSE = {klasse.__name__: klasse for klasse in KLASSEN}
#: Documents that say what will be done; a beeld describes, and only gives figures and capacity.
PLANSOORTEN = frozenset({"regioplan", "roaz-plan", "transformatieplan", "werkagenda"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A document as one side of a comparison; ``gemeenten`` in lower case, empty when nobody says; ``vanaf``/``tot`` years."""

    document_id: str
    document: str
    titel: str
    soort: str
    regio: str
    jaar: int | None
    gemeenten: frozenset[str]
    vanaf: str = ""
    tot: str = ""

    @property
    def is_plan(self) -> bool:
        """Whether the document says what will be done (a beeld does not)."""
        return self.soort in PLANSOORTEN


@dataclass(frozen=True, slots=True)
class Feit(Generic[F]):
    """A plan fact of one document; ``zin`` is the sentence that counts, ``bewijs`` all that state it.

    ``ligging`` are the gemeenten in which its sites lie, by what any document says of them (lower case).
    """

    iri: str
    inhoud: F
    plan: Plan
    zin: tuple[Proof, ...]
    bewijs: tuple[Proof, ...]
    ligging: frozenset[str] = frozenset()

    @property
    def tekst(self) -> str:
        """The sentence that counts, on one line."""
        return " ".join(" ".join(proof.citaat.split()) for proof in self.zin)

    @property
    def gemeenten(self) -> frozenset[str]:
        """Where the fact holds: its own gemeenten, else those of its sites, else those of its plan; lower case, empty when nobody says."""
        return frozenset(name.lower() for name in self.inhoud.gemeenten) or self.ligging or self.plan.gemeenten


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two facts share; ``bekend`` is False when the area of one is unknown and only the region name is shared."""

    gemeenten: tuple[str, ...]
    vanaf: str
    tot: str
    bekend: bool


@dataclass(frozen=True)
class Planfeiten:
    """All plans of a graph and their facts; ``beweringen`` are its causal claims, also those still to be judged."""

    plannen: Mapping[str, Plan]
    feiten: tuple[Feit[Planfeit], ...]
    gemeentenamen: Mapping[str, str] = field(default_factory=dict)
    beweringen: CausalView = field(default_factory=lambda: CausalView({}, ()))

    @cached_property
    def _by_class(self) -> dict[type[Planfeit], list[Feit[Planfeit]]]:
        found: defaultdict[type[Planfeit], list[Feit[Planfeit]]] = defaultdict(list)
        for feit in self.feiten:
            found[type(feit.inhoud)].append(feit)
        return dict(found)

    def van(self, klasse: type[G]) -> tuple[Feit[G], ...]:
        """The facts of one class, by document and place in the text."""
        return tuple(self._by_class.get(klasse, ()))  # type: ignore[arg-type]  # grouped by exactly this class

    @cached_property
    def _by_plan(self) -> dict[tuple[type[Planfeit], str], list[Feit[Planfeit]]]:
        found: defaultdict[tuple[type[Planfeit], str], list[Feit[Planfeit]]] = defaultdict(list)
        for feit in self.feiten:
            found[type(feit.inhoud), feit.plan.document_id].append(feit)
        return dict(found)

    def in_plan(self, klasse: type[G], plan: Plan) -> tuple[Feit[G], ...]:
        """The facts of one class in one document."""
        return tuple(self._by_plan.get((klasse, plan.document_id), ()))  # type: ignore[arg-type]  # grouped by exactly this class

    def overlap(self, one: Feit[Planfeit], other: Feit[Planfeit]) -> Overlap | None:
        """What two facts share in area and time; None when they share no gemeente or no moment."""
        periode = shared_period((one.inhoud.vanaf, one.inhoud.tot), (other.inhoud.vanaf, other.inhoud.tot))
        gebied = shared_area(one, other)
        if periode is None or gebied is None:
            return None
        named = tuple(sorted(self.gemeentenamen.get(name, name.capitalize()) for name in gebied))
        return Overlap(named, *periode, bekend=bool(gebied))


def shared_area(one: Feit[Planfeit], other: Feit[Planfeit]) -> frozenset[str] | None:
    """The gemeenten two facts share; empty when an area is unknown but the region is the same; None when they share nothing."""
    if one.gemeenten and other.gemeenten:
        return one.gemeenten & other.gemeenten or None
    return frozenset() if one.plan.regio == other.plan.regio else None


def shared_period(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str] | None:
    """The moments two (vanaf, tot) periods share, open ends as ''; None when one ends before the other starts.

    A year or month as end runs to its last day: '2028' includes '2028-07'.
    """
    start, end = max(one[0], other[0]), min((tot for tot in (one[1], other[1]) if tot), default="", key=lambda tot: f"{tot}~")
    return None if end and start and start > f"{end}~" else (start, end)


@once
def read_planfeiten(lezing: Lezing) -> Planfeiten:
    """All plans and facts of the graph."""
    documents = sorted(lezing.documenten, key=lambda one: one.kop.document_id)
    pairs = {(one.kop.document_id, iri, soort): said for one in documents for (iri, soort), said in one.facts.items()}
    plannen, namen = _read_plans([one.kop for one in documents], pairs)
    places = lezing.places
    sites = _sites(pairs, namen)
    feiten: list[Feit[Planfeit]] = []
    for (document_id, iri, soort), found in pairs.items():
        bewijs = places.get((iri, "bron"), ())
        inhoud = build(_KLASSE[soort], found)
        ligging = frozenset(name for site in inhoud.locaties for name in sites.get(site.lower(), ()))
        feiten.append(Feit(iri, inhoud, plannen[document_id], places.get((iri, "zin"), bewijs), bewijs, ligging))
    feiten += _aims(lezing, plannen, sites | _parts(pairs), places)
    feiten.sort(key=lambda feit: (feit.plan.document_id, [(p.pagina, p.begin) for p in feit.zin], feit.iri))
    return Planfeiten(plannen, tuple(feiten), namen, causal_view(lezing, statussen=("aanvaard", "ter_beoordeling")))


def _aims(lezing: Lezing, plannen: Mapping[str, Plan], areas: Mapping[str, tuple[str, ...]], places: Places) -> list[Feit[Planfeit]]:
    """The stated aims, with their sentences as evidence."""
    found: list[Feit[Planfeit]] = []
    for aim in (mention for mention in lezing.mentions if mention.soort == "Gezondheidsdoel" and mention.aard):
        zin = places.get((aim.iri, "zin")) or places.get((aim.iri, "bron"), ())
        if zin:
            text = " ".join(" ".join(proof.citaat.split()) for proof in zin)
            found.append(Feit(aim.iri, make_aim(lezing.aims[aim.iri], text, areas), plannen[zin[0].document_id], zin, zin))
    return found


def _parts(pairs: Mapping[tuple[str, str, str], list[tuple[str, Waarde]]]) -> dict[str, tuple[str, ...]]:
    """The gemeenten of every named part of a region, in lower case."""
    built = (build(Plangebied, values) for (_, _, soort), values in pairs.items() if soort == Plangebied.__name__)
    return {g.onderwerp.lower(): tuple(name.lower() for name in g.gemeenten) for g in built if g.schaal == "subregio"}


def _sites(pairs: Mapping[tuple[str, str, str], list[tuple[str, Waarde]]], namen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The gemeenten of every site and place, all in lower case: a street of one document is a town of another."""
    found: dict[str, tuple[str, ...]] = {name: (name,) for name in namen}
    for (_, _, soort), values in pairs.items():
        if soort == Plangebied.__name__:
            gebied = build(Plangebied, values)
            if gebied.schaal == "locatie":
                found[gebied.onderwerp.lower()] = tuple(name.lower() for name in gebied.gemeenten)
    return found


def _read_plans(
    documents: Iterable[Kop], pairs: Mapping[tuple[str, str, str], list[tuple[str, Waarde]]]
) -> tuple[dict[str, Plan], dict[str, str]]:
    gebieden: defaultdict[str, list[Plangebied]] = defaultdict(list)
    for (document_id, _, soort), found in pairs.items():
        if soort == Plangebied.__name__:
            gebieden[document_id].append(build(Plangebied, found))
    namen: dict[str, str] = {}
    plannen = {}
    for kop in documents:
        own = gebieden[kop.document_id]
        stated = list(kop.gemeenten) or _stated(own) or _reference(kop.regio) or _told_by_others(gebieden, kop.regio)
        namen.update((name.lower(), name) for name in stated)
        periods = [gebied for gebied in own if gebied.vanaf or gebied.tot]
        plannen[kop.document_id] = Plan(
            document_id=kop.document_id,
            document=kop.bestand,
            titel=kop.titel,
            soort=kop.soort,
            regio=kop.regio,
            jaar=kop.jaar,
            gemeenten=frozenset(name.lower() for name in stated),
            vanaf=periods[0].vanaf if periods else "",
            tot=periods[0].tot if periods else "",
        )
    return plannen, namen


def _stated(gebieden: list[Plangebied]) -> list[str]:
    """The gemeenten of a plan by its own text; named parts and sites of it do not count."""
    return [name for gebied in gebieden if gebied.schaal not in ("subregio", "locatie") for name in gebied.gemeenten]


def _told_by_others(gebieden: Mapping[str, list[Plangebied]], regio: str) -> list[str]:
    """The gemeenten of a region by what other documents say of it: the smallest area of that name."""
    named: list[tuple[str, ...]] = [
        g.gemeenten for found in gebieden.values() for g in found if g.onderwerp == regio and g.gemeenten and g.schaal != "locatie"
    ]
    smallest = min(sorted(named), key=len, default=())
    return list(smallest)


def _reference(regio: str) -> list[str]:
    """The gemeenten of the regions of the reference data that carry this name."""
    regions = (gebied for gebied in load_gebieden() if gebied.soort != "gemeente" and gebied.naam.lower() == regio.lower())
    return sorted({name for gebied in regions for name in gebied.gemeenten})
