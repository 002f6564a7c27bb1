"""One theme in several roles: oorzaak, knelpunt and effect at once, or under another name than the framework gives it.

NZa par. 2.3.4: themes that are named as oorzaak, and sometimes as knelpunt or effect; par. 2.3.2: an oorzaak that is
called a knelpunt. The region's own word and the role in the framework are two facts; neither overwrites the other.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from queries.causal_view import causal_view
from queries.facts import Concept, RoleRow, framework_role
from queries.lezing import Lezing
from queries.mentions import Mention
from queries.records import ClaimRow, Finding, Proof
from queries.wording import distinct, documents_of, enumeration, finding_id, places

#: The roles in causal order, with their article and noun as a sentence needs them.
_ROLES = {"Oorzaak": "oorzaak", "Knelpunt": "knelpunt", "Effect": "effect"}
_ARTICLE = {"Oorzaak": "een oorzaak", "Knelpunt": "een knelpunt", "Effect": "een effect", "Kans": "een kans"}
#: Evidence pieces shown for each role.
_SHOWN = 3

Uses = dict[str, list[Proof]]


def find_role_confusion(lezing: Lezing) -> list[Finding]:
    """A finding per region for every concept used in all three roles, or called something else than the framework does."""
    concepts, roles = lezing.concepts, lezing.roles
    by_region = _Regions(lezing.mentions, causal_view(lezing).claims)
    findings = []
    for regio, begrip in by_region.subjects():
        assigned = [role for role in roles.get(begrip, ()) if role.regio == regio]
        framework = _framework(concepts.get(begrip), assigned)
        uses = by_region.uses(regio, begrip, framework)
        called = {role: proofs for role, proofs in by_region.called(regio, begrip).items() if framework and role != framework}
        label = concepts[begrip].label if begrip in concepts else by_region.wording(regio, begrip)
        if len(uses) == len(_ROLES) or called:
            findings.append(_finding(regio, begrip, label, framework, uses, called))
    return findings


class _Regions:
    """How each region uses its concepts, with the place of every use."""

    def __init__(self, mentions: Iterable[Mention], claims: Iterable[ClaimRow]) -> None:
        self._mentions: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
        self._as_cause: defaultdict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
        self._as_effect: defaultdict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
        for mention in mentions:
            if mention.begrip and mention.soort in ("Knelpunt", "Roluitspraak"):
                self._mentions[mention.regio, mention.begrip].append(mention)
        for claim in claims:
            self._as_cause[claim.regio, claim.oorzaak].append(claim)
            self._as_effect[claim.regio, claim.gevolg].append(claim)

    def subjects(self) -> list[tuple[str, str]]:
        """(region, concept) of every concept that a text mentions as knelpunt or says something of."""
        return sorted(self._mentions)

    def wording(self, regio: str, begrip: str) -> str:
        """What a text calls the concept."""
        return self._mentions[regio, begrip][0].tekst

    def called(self, regio: str, begrip: str) -> Uses:
        """Where the text itself gives the concept a role, by role."""
        found: Uses = {}
        for mention in self._mentions[regio, begrip]:
            role = _role_words().get(mention.label.lower())
            if role:
                found.setdefault(role, []).extend(mention.sentence)
        return found

    def uses(self, regio: str, begrip: str, framework: str) -> Uses:
        """Where the concept is used in which role.

        A knelpunt has causes and effects by nature; for such a concept only a step from or to another knelpunt puts it
        in another role.
        """
        found = self.called(regio, begrip)
        for mention in self._mentions[regio, begrip]:
            if mention.soort == "Knelpunt":
                found.setdefault("Knelpunt", []).extend(mention.sentence)
        for claim in self._as_cause.get((regio, begrip), ()):
            if framework != "Knelpunt" or self._is_knelpunt(regio, claim.gevolg):
                found.setdefault("Oorzaak", []).extend(claim.bewijs)
        for claim in self._as_effect.get((regio, begrip), ()):
            if framework != "Knelpunt" or self._is_knelpunt(regio, claim.oorzaak):
                found.setdefault("Effect", []).extend(claim.bewijs)
        return found

    def _is_knelpunt(self, regio: str, begrip: str) -> bool:
        return any(mention.soort == "Knelpunt" for mention in self._mentions.get((regio, begrip), ()))


def _framework(concept: Concept | None, assigned: list[RoleRow]) -> str:
    """The usual role of the concept scheme; for a concept of the region itself the role that its document gave it."""
    return concept.rol if concept and concept.rol else framework_role(concept, assigned)


@cache
def _role_words() -> Mapping[str, str]:
    table: dict[str, list[str]] = tomllib.loads((files("queries") / "rolwoorden.toml").read_text(encoding="utf-8"))
    return {word: role for role, words in table.items() for word in words}


def _finding(regio: str, begrip: str, label: str, framework: str, uses: Uses, called: Uses) -> Finding:
    confused = len(uses) == len(_ROLES)
    shown = uses if confused else called
    proofs = distinct(proof for role in _ROLES for proof in distinct(shown.get(role, ()))[:_SHOWN])
    sentences = []
    if confused:
        parts = [f"als {noun} in {places(uses[role])}" for role, noun in _ROLES.items()]
        sentences.append(f"'{label}' komt in {regio} voor {enumeration(parts)}.")
    for role, where in called.items():
        sentences.append(f"De tekst noemt '{label}' {_ARTICLE[role]} in {places(where)}; in het NZa-kader is het {_ARTICLE[framework]}.")
    return Finding(
        id=finding_id("rolverwarring", (regio,), (begrip,)),
        soort="rolverwarring",
        regel="rol",
        ernst="midden" if confused else "laag",
        regio=(regio,),
        onderwerp=label,
        uitleg=" ".join(sentences),
        documenten=documents_of(proofs),
        bewijs=proofs,
        extra={
            "begrip": begrip,
            "rol_kader": framework,
            "rollen": [role for role in _ROLES if role in uses],
            "rol_volgens_tekst": [role for role in _ROLES if role in called],
        },
    )
