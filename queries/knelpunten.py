"""The knelpunten of each region with all that the documents of that region tie to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.store import Store
from queries.causal_view import causal_view
from queries.facts import Places, read_concepts, read_places, scope
from queries.mentions import Link, Mention, PlaceIndex, read_links, read_mentions
from queries.records import ClaimRow


@dataclass(frozen=True, slots=True)
class Knelpunt:
    """One knelpunt of one region: a concept, or a single mention without one (``begrip`` is then '').

    ``causes`` and ``effects`` are oorzakelijke claims of the region, accepted and in review; ``partners`` the
    samenwerkingsverbanden that a text says work on it; ``groups`` its doelgroepen.
    """

    regio: str
    begrip: str
    label: str
    mentions: tuple[Mention, ...]
    causes: tuple[ClaimRow, ...]
    effects: tuple[ClaimRow, ...]
    partners: tuple[Mention, ...]
    groups: tuple[Mention, ...]


def read_knelpunten(store: Store) -> list[Knelpunt]:
    """All knelpunten, by region and label."""
    text = read_places(store, scope(None, None))
    mentions = read_mentions(store, text)
    claims = _Claims(causal_view(store, statussen=("aanvaard", "ter_beoordeling")).claims, text)
    ties = _Ties(mentions, read_links(store))
    concepts = read_concepts(store)
    grouped: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.soort == "Knelpunt":
            grouped[mention.regio, mention.begrip or mention.iri].append(mention)
    knelpunten = []
    for (regio, key), group in grouped.items():
        causes, effects = claims.about(regio, key, group)
        knelpunten.append(
            Knelpunt(
                regio=regio,
                begrip=group[0].begrip,
                label=concepts[key].label if key in concepts else group[0].tekst,
                mentions=tuple(group),
                causes=causes,
                effects=effects,
                partners=ties.partners(regio, key, group),
                groups=ties.groups(group),
            )
        )
    return sorted(knelpunten, key=lambda knelpunt: (knelpunt.regio, knelpunt.label, knelpunt.mentions[0].iri))


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
        causes, effects = set(self._causes[regio, concept]), set(self._effects[regio, concept])
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
        self._partners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._groups: defaultdict[str, set[str]] = defaultdict(set)
        for link in links:
            source, target = self._by_iri.get(link.van), self._by_iri.get(link.naar)
            if source and target and link.relatie == "adresseert" and source.soort == "Samenwerkingsverband":
                self._partners[target.regio, target.begrip or target.iri].add(source.iri)
            if source and target and link.relatie == "heeft_doelgroep" and target.soort == "Doelgroep":
                self._groups[source.iri].add(target.iri)
        self._group_words = PlaceIndex((mention.iri, mention.words) for mention in self._by_iri.values() if mention.soort == "Doelgroep")

    def partners(self, regio: str, key: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Samenwerkingsverbanden with a koppeling 'adresseert' to the concept, in any document of the region."""
        own = (self._partners[regio, mention.iri] for mention in mentions)
        return self._named(self._partners[regio, key].union(*own))

    def groups(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Doelgroepen with a koppeling to a mention, or named in its sentence."""
        found: set[str] = set()
        for mention in mentions:
            found |= self._groups[mention.iri] | self._group_words.at(mention.sentence)
        return self._named(found)

    def _named(self, iris: Iterable[str]) -> tuple[Mention, ...]:
        return tuple(self._by_iri[iri] for iri in sorted(iris))
