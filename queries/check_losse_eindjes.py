"""What a plan leaves loose: an agreement without party, term or result, a measure that leads to no aim, a verband without knelpunt.

Sources: IZA-criteria regioplan, deel B (which party, which result, how progress shows); NZa par. 2.3.5 and 3.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ontology.planfeiten import Afspraak, Maatregel
from ontology.plekken import find_plekken, same_place
from queries.causal_view import causal_view
from queries.lezing import Lezing
from queries.mentions import Mention, PlaceIndex
from queries.planfeiten import Feit, read_planfeiten
from queries.records import Finding, Proof
from queries.wording import distinct, documents_of, enumeration, finding_id, places

#: What an agreement needs, and how a sentence names it.
_PARTS = {"partij": "een partij", "termijn": "een termijn", "resultaat": "een meetbaar resultaat"}
#: Most characters of a subject.
_SHORT = 90


def find_incomplete_agreements(lezing: Lezing) -> list[Finding]:
    """A signal for every agreement that does not say who does it, by when, or with what result."""
    found = []
    for feit in read_planfeiten(lezing).van(Afspraak):
        agreed = feit.inhoud
        given = {"partij": bool(agreed.partijen), "termijn": bool(agreed.vanaf or agreed.tot), "resultaat": bool(agreed.resultaat)}
        absent = tuple(part for part in _PARTS if not given[part])
        if absent:
            missing = enumeration([_PARTS[part] for part in absent])
            subject = f"'{_short(agreed.onderwerp)}' in {places(feit.bewijs)}"
            text = f"Bij de afspraak {subject} is niet gevonden: {missing}. Vraag de opsteller ernaar."
            found.append(_signal("afspraak", feit.plan.regio, agreed.onderwerp, text, feit.bewijs, absent))
    return found


def find_aimless_measures(lezing: Lezing) -> list[Finding]:
    """A signal for every firm measure with no path to an aim: none under its headings, about the same care, or told as its effect."""
    mentions = lezing.mentions
    aims = _Aims(mention for mention in mentions if mention.soort == "Gezondheidsdoel")
    intended = PlaceIndex((claim.iri, claim.bewijs) for claim in causal_view(lezing, soorten=("beoogd",)).claims)
    found = []
    for feit in read_planfeiten(lezing).van(Maatregel):
        firm = feit.inhoud.planstatus in ("voornemen", "besluit") and feit.plan.is_plan
        if firm and not intended.at(feit.zin) and not aims.served_by(feit):
            subject = feit.inhoud.onderwerp or feit.tekst
            text = (
                f"Van de maatregel '{_short(subject)}' in {places(feit.zin)} is in de documenten van {feit.plan.regio} geen doel gevonden "
                "waar hij toe leidt. Vraag de opsteller welk doel hij dient."
            )
            found.append(_signal("maatregel_zonder_doel", feit.plan.regio, subject, text, feit.zin, ("doel",)))
    return found


def find_idle_networks(lezing: Lezing) -> list[Finding]:
    """A signal for every samenwerkingsverband of a region that no text ties to a knelpunt; its mentions under one name are one."""
    mentions = lezing.mentions
    tied = {link.van for link in lezing.links if link.relatie == "adresseert"}
    by_name: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.soort == "Samenwerkingsverband":
            by_name.setdefault((mention.regio, mention.tekst.lower()), []).append(mention)
    found = []
    for (regio, _), named in sorted(by_name.items()):
        if not any(mention.iri in tied for mention in named):
            proofs = distinct(proof for mention in named for proof in mention.sentence)
            text = (
                f"Van het samenwerkingsverband '{named[0].tekst}' in {places(proofs)} is niet gevonden aan welk knelpunt het werkt. "
                "Kijk op de genoemde bladzijden of het er toch staat."
            )
            found.append(_signal("verband_zonder_knelpunt", regio, named[0].tekst, text, proofs, ("knelpunt",)))
    return found


class _Aims:
    """The aims of every region, by the places of care they are about and by their sentences."""

    def __init__(self, aims: Iterable[Mention]) -> None:
        listed = list(aims)
        self._places: defaultdict[str, list[set[str]]] = defaultdict(list)
        for aim in listed:
            self._places[aim.regio].append({hit.sleutel for proof in aim.sentence for hit in find_plekken(proof.citaat)})
        self._sentences = PlaceIndex((aim.regio, aim.sentence) for aim in listed)

    def served_by(self, feit: Feit[Maatregel]) -> bool:
        """Whether an aim of the region may be what a measure is for: about the same place of care, or told in its sentence."""
        own = {*feit.inhoud.plekken, *feit.inhoud.van_plekken, *feit.inhoud.naar_plekken}
        about = any(same_place(keys, own) for keys in self._places.get(feit.plan.regio, ()))
        return about or feit.plan.regio in self._sentences.at(feit.zin)


def _signal(rule: str, regio: str, subject: str, text: str, proofs: Iterable[Proof], absent: tuple[str, ...]) -> Finding:
    shown = distinct(proofs)
    return Finding(
        id=finding_id("signaal", (rule, regio), (subject, *(proof.citaat for proof in shown), *(proof.document_id for proof in shown))),
        soort="signaal",
        regel=rule,
        ernst="laag",
        regio=(regio,),
        onderwerp=_short(subject),
        uitleg=text,
        documenten=documents_of(shown),
        bewijs=shown,
        ontbreekt=absent,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: text.rfind(" ", 0, _SHORT)] + " ..."
