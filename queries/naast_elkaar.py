"""Regions side by side: which knelpunten, oorzaken or effecten each has, and what each says of one of them.

Only accepted claims count, as on the A4. A line is one label: concepts of regions that are called the same stand on one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from queries.a4soorten import load_a4soorten
from queries.causal_view import causal_view
from queries.lezing import Lezing, once
from queries.mentions import Mention
from queries.records import CausalView, ClaimRow, Proof
from queries.samenvatting_blokken import Item, Material, read_material

Rol = Literal["Knelpunt", "Oorzaak", "Effect"]
ROLLEN: tuple[Rol, ...] = get_args(Rol)


@dataclass(frozen=True, slots=True)
class Rij:
    """One label with how often each region names it; regions that do not name it are left out of ``aantallen``."""

    label: str
    aantallen: Mapping[str, int]

    @property
    def totaal(self) -> int:
        """All regions together."""
        return sum(self.aantallen.values())


@dataclass(frozen=True, slots=True)
class Tabel:
    """Labels by region: those in most regions first; ``ter_beoordeling`` and ``ontkend`` are claims that do not count."""

    regios: tuple[str, ...]
    rijen: tuple[Rij, ...]
    ter_beoordeling: int
    ontkend: int


@dataclass(frozen=True, slots=True)
class Plek:
    """One thing a text says: its words, the sentence, and the claim it is (IRI, '' for a mention or koppeling)."""

    tekst: str
    bewijs: tuple[Proof, ...]
    bewering: str = ""


@dataclass(frozen=True, slots=True)
class Groep:
    """What is called the same, with all its places."""

    label: str
    plekken: tuple[Plek, ...]


@dataclass(frozen=True, slots=True)
class Kolom:
    """What one region says of one label, in the ``rol`` it has there; every group has places with quotes."""

    regio: str
    rol: Rol
    aantal: int
    begrippen: tuple[str, ...]
    oorzaken: tuple[Groep, ...]
    effecten: tuple[Groep, ...]
    maatregelen: tuple[Groep, ...]
    verbanden: tuple[Groep, ...]
    genoemd: tuple[Plek, ...]


@once
def table(lezing: Lezing, rol: Rol) -> Tabel:
    """The labels of one role, for all regions of the graph."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    labels: dict[str, str] = {}
    regions = _regions(lezing)
    for regio in regions:
        for item in _material(lezing, regio).items(rol):
            labels.setdefault(item.label.casefold(), item.label)
            counts[item.label.casefold()][regio] = item.aantal
    rows = [Rij(labels[key], counted) for key, counted in counts.items()]
    waiting = sum(claim.status == "ter_beoordeling" for claim in lezing.claims)
    denied = sum(claim.status == "aanvaard" and claim.iri in lezing.denied for claim in lezing.claims)
    return Tabel(regions, tuple(sorted(rows, key=lambda row: (-len(row.aantallen), -row.totaal, row.label))), waiting, denied)


def columns(lezing: Lezing, rol: Rol, label: str) -> list[Kolom]:
    """What each region that names a label says of it, also where it has another role; nothing for a label that nobody names."""
    found = []
    for regio in _regions(lezing):
        material = _material(lezing, regio)
        roles = (rol, *(other for other in ROLLEN if other != rol))
        named = ((role, item) for role in roles for item in material.items(role) if item.label.casefold() == label.casefold())
        here = next(named, None)
        if here is not None:
            found.append(_column(regio, *here, material, causal_view(lezing.binnen(regio), soorten=("beoogd",))))
    return found


def _regions(lezing: Lezing) -> tuple[str, ...]:
    return tuple(sorted({one.kop.regio for one in lezing.documenten}, key=lambda name: (name.casefold(), name)))


@once
def _material(lezing: Lezing, regio: str) -> Material:
    return read_material(lezing.binnen(regio), {}, load_a4soorten()["regio"])


def _column(regio: str, rol: Rol, item: Item, material: Material, intended: CausalView) -> Kolom:
    view = material.view
    return Kolom(
        regio=regio,
        rol=rol,
        aantal=item.aantal,
        begrippen=tuple(sorted(item.iris & material.concepts.keys())),
        oorzaken=_groups((view.nodes[claim.oorzaak].label, _claim(claim, claim.oorzaaktekst)) for claim in _to(view, item)),
        effecten=_groups((view.nodes[claim.gevolg].label, _claim(claim, claim.gevolgtekst)) for claim in _from(view, item)),
        maatregelen=_groups((intended.nodes[claim.oorzaak].label, _claim(claim, claim.oorzaaktekst)) for claim in _to(intended, item)),
        verbanden=_groups((partner.tekst, Plek(partner.tekst, partner.sentence)) for partner in _partners(item, material)),
        genoemd=tuple(Plek(mention.tekst, mention.sentence) for _iri, mention in sorted(item.mentions.items())),
    )


def _to(view: CausalView, item: Item) -> list[ClaimRow]:
    return [claim for claim in view.claims if claim.gevolg in item.iris and claim.oorzaak not in item.iris]


def _from(view: CausalView, item: Item) -> list[ClaimRow]:
    return [claim for claim in view.claims if claim.oorzaak in item.iris and claim.gevolg not in item.iris]


def _partners(item: Item, material: Material) -> list[Mention]:
    by_iri = {mention.iri: mention for mention in material.mentions}
    linked = {link.van for link in material.links if link.relatie == "adresseert" and link.naar in item.mentions}
    return [by_iri[iri] for iri in sorted(linked) if iri in by_iri and by_iri[iri].soort == "Samenwerkingsverband"]


def _claim(claim: ClaimRow, words: str) -> Plek:
    return Plek(words, claim.bewijs, claim.iri)


def _groups(named: Iterable[tuple[str, Plek]]) -> tuple[Groep, ...]:
    """Places under one label together; the label with most places first."""
    found: defaultdict[str, list[Plek]] = defaultdict(list)
    labels: dict[str, str] = {}
    for label, place in named:
        labels.setdefault(label.casefold(), label)
        found[label.casefold()].append(place)
    groups = (Groep(labels[key], tuple(places)) for key, places in found.items())
    return tuple(sorted(groups, key=lambda group: (-len(group.plekken), group.label)))
