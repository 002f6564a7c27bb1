"""The knelpunten of each region with all that the documents of that region tie to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from extract.links import topic_keys
from extract.problem_statements import STATED
from extract.problems import NAMED_ONLY
from queries.causal_view import causal_view
from queries.facts import Places
from queries.lezing import Lezing
from queries.mentions import Link, Mention, PlaceIndex
from queries.omgeving import Pointers, pointers
from queries.records import ClaimRow


@dataclass(frozen=True, slots=True)
class Knelpunt:
    """One knelpunt of one region: mentions that say the same thing (``begrip`` is '' without a concept).

    ``causes`` and ``effects`` are oorzakelijke claims of the region, accepted and in review; ``partners`` the
    samenwerkingsverbanden that a text says work on it; ``groups`` its doelgroepen; ``goals`` the gezondheidsdoelen of the
    region about the same topic (None: the region's documents name no goals at all); ``around`` what stands beside it.
    """

    regio: str
    begrip: str
    label: str
    mentions: tuple[Mention, ...]
    causes: tuple[ClaimRow, ...]
    effects: tuple[ClaimRow, ...]
    partners: tuple[Mention, ...]
    groups: tuple[Mention, ...]
    goals: tuple[Mention, ...] | None
    around: Pointers


def read_knelpunten(lezing: Lezing) -> list[Knelpunt]:
    """All knelpunten that a text states, by region and label; one that is only named in an aim or a heading is left out."""
    mentions, concepts, pages = lezing.mentions, lezing.concepts, lezing.pages
    claims = _Claims(causal_view(lezing, statussen=("aanvaard", "ter_beoordeling")).claims, lezing.places)
    ties = _Ties(mentions, lezing.links)
    grouped: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.soort == "Knelpunt":
            grouped[mention.regio, mention.begrip or mention.iri].append(mention)
    knelpunten = []
    for (regio, key), together in grouped.items():
        known = concepts[key].label if key in concepts else ""
        clusters = _same(together, known)
        for group in clusters:
            stated = [mention for mention in group if mention.regel != NAMED_ONLY]
            if stated:
                causes, effects = claims.about(regio, key if len(clusters) == 1 else "", group)
                knelpunten.append(
                    Knelpunt(
                        regio=regio,
                        begrip=group[0].begrip,
                        label=_label(known if len(clusters) == 1 else "", stated),
                        mentions=tuple(stated),
                        causes=causes,
                        effects=effects,
                        partners=ties.partners(group),
                        groups=ties.groups(group),
                        goals=ties.goals(regio, group),
                        around=pointers(pages, stated),
                    )
                )
    return sorted(knelpunten, key=lambda knelpunt: (knelpunt.regio, knelpunt.label, knelpunt.mentions[0].iri))


def _same(mentions: Iterable[Mention], label: str) -> list[list[Mention]]:
    """Mentions of one concept that say the same: what narrows them ('in de ggz', 'voor een woning') does not differ."""
    known = topic_keys(label)
    narrowed = sorted(((topic_keys(m.tekst) - known, m) for m in mentions), key=lambda pair: (-len(pair[0]), pair[1].iri))
    clusters: list[tuple[set[str], list[Mention]]] = []
    for keys, mention in narrowed:
        home = next((c for c in clusters if not keys or not c[0] or keys & c[0]), None)
        if home is None:
            clusters.append((set(keys), [mention]))
        else:
            home[0].update(keys)
            home[1].append(mention)
    return [sorted(group, key=lambda mention: mention.iri) for _, group in clusters]


def _label(known: str, mentions: list[Mention]) -> str:
    """The label of the concept, or the shortest wording where a concept says less than the text: a statement, part of a concept."""
    named = [mention for mention in mentions if mention.regel not in STATED]
    return known if known and named else min((m.tekst for m in mentions), key=lambda text: (len(text), text))


class _Claims:
    """Claims by the concept and by the place of their cause and effect."""

    def __init__(self, claims: Iterable[ClaimRow], text: Places) -> None:
        self._by_iri = {claim.iri: claim for claim in claims}
        self._text = text
        self._causes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._effects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for claim in self._by_iri.values():
            self._causes[claim.regio, claim.gevolg].add(claim.iri)
            self._effects[claim.regio, claim.oorzaak].add(claim.iri)
        self._cause_words = self._index("oorzaak")
        self._effect_words = self._index("gevolg")

    def about(self, regio: str, concept: str, mentions: Iterable[Mention]) -> tuple[tuple[ClaimRow, ...], tuple[ClaimRow, ...]]:
        """The claims that give a cause of a knelpunt and those that give an effect.

        A claim is about it when it names the concept, or when its words are the words of a mention (they may have been
        linked to another concept). A claim that lies whole within the words of a mention gives its cause only.
        """
        causes, effects = set(self._causes.get((regio, concept), ())), set(self._effects.get((regio, concept), ()))
        for mention in mentions:
            explained = self._effect_words.at(mention.words)
            causes |= explained
            effects |= self._cause_words.at(mention.words) - explained
        return self._sorted(causes), self._sorted(effects)

    def _index(self, part: str) -> PlaceIndex:
        return PlaceIndex((iri, self._text.get((iri, part), ())) for iri in self._by_iri)

    def _sorted(self, iris: Iterable[str]) -> tuple[ClaimRow, ...]:
        return tuple(sorted((self._by_iri[iri] for iri in iris), key=lambda claim: (claim.status, -claim.geloof, claim.iri)))


class _Ties:
    """Which samenwerkingsverbanden and doelgroepen the texts tie to a knelpunt."""

    def __init__(self, mentions: Iterable[Mention], links: Iterable[Link]) -> None:
        self._by_iri = {mention.iri: mention for mention in mentions}
        self._partners: defaultdict[str, set[str]] = defaultdict(set)
        self._groups: defaultdict[str, set[str]] = defaultdict(set)
        for link in links:
            source, target = self._by_iri.get(link.van), self._by_iri.get(link.naar)
            if source and target and link.relatie == "adresseert" and source.soort == "Samenwerkingsverband":
                self._partners[target.iri].add(source.iri)
            if source and target and link.relatie == "heeft_doelgroep" and target.soort == "Doelgroep":
                self._groups[source.iri].add(target.iri)
        self._goals: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for mention in self._by_iri.values():
            if mention.soort == "Gezondheidsdoel":
                self._goals[mention.regio].append((mention.iri, topic_keys(mention.tekst)))
        self._group_words = PlaceIndex((mention.iri, mention.words) for mention in self._by_iri.values() if mention.soort == "Doelgroep")

    def partners(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Samenwerkingsverbanden with a koppeling 'adresseert' to one of the mentions, in any document of the region."""
        return self._named(set[str]().union(*(self._partners.get(mention.iri, ()) for mention in mentions)))

    def goals(self, regio: str, mentions: Iterable[Mention]) -> tuple[Mention, ...] | None:
        """Gezondheidsdoelen of the region that share a telling word with a mention or its sentence; None when it has no goals."""
        goals = self._goals.get(regio)
        if not goals:
            return None
        about = {key for m in mentions for text in (m.tekst, *(p.citaat for p in m.sentence)) for key in topic_keys(text)}
        return self._named({iri for iri, keys in goals if about & keys})

    def groups(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Doelgroepen with a koppeling to a mention, or named in its sentence."""
        found: set[str] = set()
        for mention in mentions:
            found |= self._groups[mention.iri] | self._group_words.at(mention.sentence)
        return self._named(found)

    def _named(self, iris: Iterable[str]) -> tuple[Mention, ...]:
        return tuple(self._by_iri[iri] for iri in sorted(iris))
