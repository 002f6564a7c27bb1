"""Small extractions built by hand: no spaCy, no files. Every quote is a real piece of the page it names."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extract.records import (
    Argument,
    Certainty,
    Claim,
    Document,
    DocumentInfo,
    Evidence,
    Extraction,
    Grounding,
    Kind,
    Link,
    Mention,
    MentionType,
    Page,
    RoleStatement,
    Sign,
    Status,
)
from ontology.prefixes import BEGRIP, ID

#: A page of an invented region; the pieces below are cut from it.
PAGE_TEXT = (
    "De vergrijzing leidt tot een groter beroep op de wijkverpleging. "
    "Het tekort aan verpleegkundigen zorgt voor lange wachttijden. "
    "Met een gezamenlijke roosterpool willen we de wachttijden verkorten. "
    "Eenzaamheid hangt samen met het wegvallen van het buurthuis. "
    "Op de vergrijzing hebben wij geen invloed. "
    "Het Zorgnetwerk Heuvelrand werkt aan de wachttijden voor thuiswonende ouderen."
)
DOCUMENT_ID = "heuvelrand-regioplan-2024-plan-md"


def info(document_id: str = DOCUMENT_ID, regio: str = "Heuvelrand", **known: object) -> DocumentInfo:
    """A regioplan of an invented region; ``known`` overrides any field."""
    fields: dict[str, object] = {
        "id": document_id,
        "bestand": "plan.md",
        "titel": "Regioplan Heuvelrand",
        "soort": "regioplan",
        "regio": regio,
        "jaar": 2024,
        "gemeenten": ("Brinkhorst", "Veldwijk"),
        "sha256": "0" * 64,
    }
    return DocumentInfo(**(fields | known))  # type: ignore[arg-type]  # test helper: the caller names real fields


def evidence(quote: str, page_text: str = PAGE_TEXT, page: int = 1) -> Evidence:
    """Where ``quote`` first stands on the page."""
    begin = page_text.index(quote)
    return Evidence(page, begin, begin + len(quote), quote)


def grounding(name: str, *, pole: Sign = "+", regio: str = "") -> Grounding:
    """A concept of the scheme by its last part, or of a region itself when ``regio`` (a slug) is given."""
    if regio:
        return Grounding(f"{ID}begrip/{regio}/{name}", name.replace("-", " "), 0.0, pole, new=True)
    return Grounding(BEGRIP + name, name.replace("-", " "), 0.9, pole)


def argument(text: str, concept: Grounding | None = None, *, page_text: str = PAGE_TEXT) -> Argument:
    """An argument whose words stand on the page as they are."""
    return Argument(text, (evidence(text, page_text),), concept)


def claim(
    cause: str = "vergrijzing",
    effect: str = "een groter beroep op de wijkverpleging",
    *,
    cause_concept: Grounding | None = None,
    effect_concept: Grounding | None = None,
    kind: Kind = "oorzakelijk",
    polarity: Sign = "+",
    certainty: Certainty = "vastgesteld",
    negated: bool = False,
    status: Status = "aanvaard",
    belief: float = 0.62,
    document_id: str = DOCUMENT_ID,
    page_text: str = PAGE_TEXT,
) -> Claim:
    """A claim about two phrases of the page; without concepts it is about vergrijzing and druk op de wijkverpleging."""
    sentence = _sentence(cause, page_text)
    return Claim(
        id=_hash(document_id, cause, effect, kind, str((cause_concept, effect_concept, polarity, certainty, negated, status))),
        kind=kind,
        cause=argument(cause, cause_concept or grounding("vergrijzing"), page_text=page_text),
        effect=argument(effect, effect_concept or grounding("druk-wijkverpleging"), page_text=page_text),
        polarity=polarity,
        certainty=certainty,
        negated=negated,
        cue="leidt tot",
        rule="ww-leiden-tot",
        belief=belief,
        status=status,
        evidence=(evidence(sentence, page_text),),
        section=("Zorg thuis", "Wijkverpleging"),
        reason="",
    )


def mention(
    text: str,
    kind: MentionType,
    *,
    concept: Grounding | None = None,
    label: str = "",
    fields: Sequence[tuple[str, str]] = (),
    document_id: str = DOCUMENT_ID,
    page_text: str = PAGE_TEXT,
) -> Mention:
    """A mention whose words stand on the page."""
    return Mention(
        id=_hash(document_id, text, kind),
        type=kind,
        text=text,
        evidence=(evidence(text, page_text),),
        rule=f"{kind}-lijst",
        grounding=concept,
        label_in_text=label,
        sentence=(evidence(_sentence(text, page_text), page_text),),
        section=("Zorg thuis",),
        fields=tuple(fields),
    )


def role_statement(
    text: str,
    concept: Grounding,
    *,
    beinvloedbaar: bool | None,
    niveau: str = "",
    label: str = "",
    document_id: str = DOCUMENT_ID,
) -> RoleStatement:
    """The page says of these words whether the region can influence them."""
    return RoleStatement(
        id=_hash(document_id, text, str(beinvloedbaar), label),
        argument=argument(text, concept),
        label=label,
        beinvloedbaar=beinvloedbaar,
        niveau=niveau,
        rule="invloed-geen",
        evidence=(evidence(_sentence(text)),),
    )


def link(source: Mention, target: Mention) -> Link:
    """The page says that one mention works on the other."""
    rule = "werkt-aan"
    return Link(_hash(source.id, target.id, rule), "adresseert", source.id, target.id, rule, source.sentence)


def extraction(
    claims: Sequence[Claim] = (),
    mentions: Sequence[Mention] = (),
    roles: Sequence[RoleStatement] = (),
    links: Sequence[Link] = (),
    *,
    document: DocumentInfo | None = None,
    pages: Sequence[str] = (PAGE_TEXT,),
) -> Extraction:
    """An extraction of a document with these pages, numbered from 1."""
    numbered = tuple(Page(number, text) for number, text in enumerate(pages, start=1))
    return Extraction(
        Document(document or info(), numbered), tuple(claims), tuple(mentions), tuple(roles), tuple(links), extractor="regiograaf 0.1.0"
    )


def full_extraction(document_id: str = DOCUMENT_ID) -> Extraction:
    """One of everything: the three kinds of claim, a denied one, one in review, mentions, a role statement, a link."""
    wait, shortage = grounding("wachttijd"), grounding("tekort-verpleegkundigen", regio="heuvelrand")
    network = mention("Zorgnetwerk Heuvelrand", "samenwerkingsverband", document_id=document_id)
    problem = mention("lange wachttijden", "knelpunt", concept=wait, label="knelpunt", document_id=document_id)
    elders = mention("thuiswonende ouderen", "doelgroep", fields=[("aard", "thuiswonend")], document_id=document_id)
    claims = (
        claim(document_id=document_id),
        claim("tekort aan verpleegkundigen", "lange wachttijden", cause_concept=shortage, effect_concept=wait, document_id=document_id),
        claim(
            "gezamenlijke roosterpool",
            "wachttijden verkorten",
            kind="beoogd",
            cause_concept=grounding("gezamenlijke-roosterpool", regio="heuvelrand"),
            effect_concept=grounding("wachttijd", pole="-"),
            document_id=document_id,
        ),
        claim(
            "Eenzaamheid",
            "het wegvallen van het buurthuis",
            kind="verband",
            cause_concept=grounding("eenzaamheid"),
            effect_concept=grounding("wegvallen-buurthuis", regio="heuvelrand"),
            document_id=document_id,
        ),
    )
    judged = role_statement("vergrijzing", grounding("vergrijzing"), beinvloedbaar=False, document_id=document_id)
    return extraction(claims, (network, problem, elders), (judged,), (link(network, problem),), document=info(document_id))


def _sentence(phrase: str, page_text: str = PAGE_TEXT) -> str:
    """The sentence of the page around a phrase."""
    at = page_text.index(phrase)
    begin = max(page_text.rfind(". ", 0, at) + 2, 0) if ". " in page_text[:at] else 0
    end = page_text.find(".", at)
    return page_text[begin:] if end < 0 else page_text[begin : end + 1]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
