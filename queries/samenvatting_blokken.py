"""The four blocks of the A4 (NZa par. 2.3, figure 3), gathered from claims, mentions and links."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ontology.plekken import find_plekken, load_plekken
from queries.a4soorten import A4Soort
from queries.causal_view import causal_view
from queries.facts import Concept, RoleRow, framework_role, influence_of
from queries.lezing import Lezing
from queries.mentions import Link, Mention, PlaceIndex
from queries.records import CausalView, Proof
from queries.samenvatting_pijlen import arrows
from queries.samenvatting_records import (
    INVLOED,
    Blok,
    Doelgroep,
    Effect,
    Influence,
    Knelpunt,
    Lacune,
    Oorzaak,
    Pijl,
    Verband,
    Vindplaats,
)

#: Lines per block at most: a BDO A4 has five to seven knelpunten and a few lines in each other group.
MAX_KNELPUNTEN, MAX_PER_GROEP, MAX_VERBANDEN, MAX_LACUNES = 7, 6, 8, 3

_INFLUENCE: dict[bool | None, Influence] = {True: "beïnvloedbaar", False: "niet beïnvloedbaar", None: "onbepaald"}
Line = TypeVar("Line", Knelpunt, Oorzaak, Effect, Verband, Lacune)
Tied = TypeVar("Tied", Oorzaak, Effect)


@dataclass(slots=True)
class Item:
    """One line in the making: everything the documents say about one label."""

    label: str
    rol: str = ""
    iris: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    mentions: dict[str, Mention] = field(default_factory=dict)
    proofs: list[Proof] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        """Claims and mentions together."""
        return len(self.claims) + len(self.mentions)

    @property
    def eigen_label(self) -> str:
        """What the documents themselves call it, when that is not its role; the word used most."""
        words = Counter(mention.label for mention in self.mentions.values() if mention.label.casefold() not in ("", self.rol.casefold()))
        return min(words, key=lambda word: (-words[word], word), default="")


@dataclass(frozen=True, slots=True)
class Material:
    """All that was read for one page."""

    view: CausalView
    mentions: Sequence[Mention]
    links: Sequence[Link]
    concepts: Mapping[str, Concept]
    roles: Mapping[str, list[RoleRow]]
    codes: Mapping[str, str]
    soort: A4Soort

    def knelpunten(self) -> Blok[Knelpunt]:
        """Block I, with the doelgroepen that a koppeling or the same sentence gives."""
        groups = [mention for mention in self.mentions if mention.soort == "Doelgroep"]
        nearby = PlaceIndex((group.iri, group.words) for group in groups)
        lines = [
            Knelpunt(
                item.label,
                item.aantal,
                self.places(item.proofs),
                item.eigen_label,
                self._groups(item, groups, nearby),
                self._chain_links(item),
            )
            for item in self.items("Knelpunt")
        ]
        return _block(lines, MAX_KNELPUNTEN)

    def oorzaken(self) -> dict[Influence, Blok[Oorzaak]]:
        """Block II, split by what a region can do about it: the one named most, then what leads to a knelpunt of the page."""
        found: dict[Influence, list[Oorzaak]] = {group: [] for group in INVLOED}
        knelpunten = self._neighbours(forward=True)
        for item in self.items("Oorzaak"):
            iri = min(item.iris)
            roles = self.roles.get(iri, [])
            influence = influence_of(self.concepts.get(iri), roles)
            source = next((source for source in ("beoordelaar", "tekst", "lijst") if any(role.bron == source for role in roles)), "")
            line = Oorzaak(
                item.label,
                item.aantal,
                self.places(item.proofs),
                item.eigen_label,
                bron=source or ("" if influence is None else "lijst"),
                niveau=max((role.niveau for role in roles), default=""),
                knelpunten=knelpunten.get(item.label, ()),
            )
            found[_INFLUENCE[influence]].append(line)
        return {group: _block(self._tied_first(lines), MAX_PER_GROEP) for group, lines in found.items()}

    def effecten(self) -> dict[str, Blok[Effect]]:
        """Block III, by dimension, in the order of this kind of region; within one as in block II."""
        found: dict[str, list[Effect]] = {dimension: [] for dimension in self.soort.dimensies}
        knelpunten = self._neighbours(forward=False)
        for item in self.items("Effect"):
            concept = self.concepts.get(min(item.iris))
            dimension = concept.dimensie if concept and concept.dimensie in found else "onbepaald"
            line = Effect(item.label, item.aantal, self.places(item.proofs), item.eigen_label, knelpunten.get(item.label, ()))
            found[dimension].append(line)
        return {dimension: _block(self._tied_first(lines), MAX_PER_GROEP) for dimension, lines in found.items()}

    def verbanden(self) -> Blok[Verband]:
        """Block IV: those that work on a knelpunt first."""
        label = {mention.iri: self._label(mention) for mention in self.mentions}
        works_on: defaultdict[str, set[str]] = defaultdict(set)
        for link in self.links:
            if link.relatie == "adresseert" and link.van in label and link.naar in label:
                works_on[link.van].add(label[link.naar])
        lines = [
            Verband(
                item.label, item.aantal, self.places(item.proofs), tuple(sorted(set().union(*(works_on[iri] for iri in item.mentions))))
            )
            for item in self._gather("Samenwerkingsverband")
        ]
        lines.sort(key=lambda line: not line.knelpunten)
        return _block(lines, MAX_VERBANDEN)

    def lacunes(self) -> Blok[Lacune]:
        """What the documents say they do not know."""
        return _block([Lacune(item.label, item.aantal, self.places(item.proofs)) for item in self._gather("Lacune")], MAX_LACUNES)

    def pijlen(self) -> tuple[Pijl, ...]:
        """The arrows between the lines of blocks I, II and III."""
        labels = [line.label for line in self.knelpunten().regels]
        labels += [line.label for block in self.oorzaken().values() for line in block.regels]
        labels += [line.label for block in self.effecten().values() for line in block.regels]
        return arrows(self.view, labels, self.places)

    def _tied_first(self, lines: Sequence[Tied]) -> list[Tied]:
        """What a knelpunt of the page hangs on goes first; only a line that is named more than all of those stays in front."""
        shown = {item.label for item in self.items("Knelpunt")[:MAX_KNELPUNTEN]}
        most = max((line.aantal for line in lines if shown & set(line.knelpunten)), default=0)
        return sorted(lines, key=lambda line: (line is not lines[0] or line.aantal <= most, not shown & set(line.knelpunten)))

    def _chain_links(self, item: Item) -> tuple[str, ...]:
        """The places of care that a knelpunt names, in the order of the kind of region."""
        if not self.soort.schakels:
            return ()
        named = {found.sleutel for text in (item.label, *(m.tekst for m in item.mentions.values())) for found in find_plekken(text)}
        return tuple(load_plekken()[key].label for key in self.soort.schakels if key in named)

    def items(self, rol: str) -> list[Item]:
        """The concepts of one role with a page; a concept that a text only calls knelpunt keeps its role of the NZa framework."""
        items: dict[str, Item] = {}
        for claim in self.view.claims:
            for iri in {claim.oorzaak, claim.gevolg}:
                node = self.view.nodes[iri]
                if node.rol == rol:
                    item = items.setdefault(node.label.casefold(), Item(node.label, rol))
                    item.iris.add(iri)
                    item.claims.add(claim.iri)
                    item.proofs.extend(claim.bewijs)
        for mention in self.mentions:
            if mention.soort in ("Knelpunt", "Roluitspraak") and self._role(mention) == rol:
                item = items.setdefault(self._label(mention).casefold(), Item(self._label(mention), rol))
                _add(item, mention)
        return self._ranked(items.values())

    def _gather(self, soort: str) -> list[Item]:
        items: dict[str, Item] = {}
        for mention in self.mentions:
            if mention.soort == soort:
                _add(items.setdefault(self._label(mention).casefold(), Item(self._label(mention))), mention)
        return self._ranked(items.values())

    def _ranked(self, items: Iterable[Item]) -> list[Item]:
        """Most claims and mentions first; of equals, known concepts before loose phrases."""
        shown = (item for item in items if item.proofs)
        return sorted(shown, key=lambda item: (-item.aantal, not item.iris & self.concepts.keys(), item.label))

    def _label(self, mention: Mention) -> str:
        concept = self.concepts.get(mention.begrip)
        return concept.label if concept else mention.tekst

    def _role(self, mention: Mention) -> str:
        if mention.begrip in self.view.nodes:
            return self.view.nodes[mention.begrip].rol
        usual = framework_role(self.concepts.get(mention.begrip), self.roles.get(mention.begrip, []))
        return usual or ("Knelpunt" if mention.soort == "Knelpunt" else "")

    def _neighbours(self, *, forward: bool) -> dict[str, tuple[str, ...]]:
        """Per label the knelpunten that its claims lead to (or, backward, follow from), most claims first."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for claim in self.view.claims:
            here, there = (claim.oorzaak, claim.gevolg) if forward else (claim.gevolg, claim.oorzaak)
            if self.view.nodes[there].rol == "Knelpunt":
                found[self.view.nodes[here].label][self.view.nodes[there].label] += 1
        return {label: tuple(sorted(counts, key=lambda other: (-counts[other], other))) for label, counts in found.items()}

    def _groups(self, item: Item, groups: Sequence[Mention], nearby: PlaceIndex) -> tuple[Doelgroep, ...]:
        linked = {link.naar for link in self.links if link.relatie == "heeft_doelgroep" and link.van in item.mentions}
        for mention in item.mentions.values():
            linked |= nearby.at(mention.sentence)
        found = {group.tekst.casefold(): Doelgroep(group.tekst, group.aard, group.omvang) for group in groups if group.iri in linked}
        return tuple(sorted(found.values(), key=lambda group: (not group.omvang, not group.aard, group.tekst)))

    def places(self, proofs: Iterable[Proof]) -> tuple[Vindplaats, ...]:
        """The pages of pieces of text, by document and in the order of the codes."""
        pages: defaultdict[str, set[int]] = defaultdict(set)
        for proof in proofs:
            pages[self.codes[proof.document_id]].add(proof.pagina)
        return tuple(Vindplaats(code, tuple(sorted(pages[code]))) for code in self.codes.values() if code in pages)


def read_material(lezing: Lezing, codes: Mapping[str, str], soort: A4Soort) -> Material:
    """Read what the blocks need; only accepted oorzakelijk claims count.

    Args:
        lezing: The documents of the page.
        codes: Short code by document id, for those documents.
        soort: The page of this kind of region.
    """
    return Material(
        view=causal_view(lezing),
        mentions=[mention for mention in lezing.mentions if mention.words or mention.sentence],
        links=lezing.links,
        concepts=lezing.concepts,
        roles=lezing.roles,
        codes=codes,
        soort=soort,
    )


def _add(item: Item, mention: Mention) -> None:
    item.iris.update({mention.begrip} - {""})
    item.mentions[mention.iri] = mention
    item.proofs.extend(mention.words)


def _block(lines: Sequence[Line], maximum: int) -> Blok[Line]:
    return Blok(tuple(lines[:maximum]), len(lines))
