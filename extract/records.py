"""The records that pass from reading to graph: frozen, light, each with page, offsets and reason.

Offsets are character positions in the *stored page text* (``Page.text``), begin inclusive, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ontology.planfeiten import Planfeit

if TYPE_CHECKING:
    from extract.llm.records import Taalmodel

#: From this belief a claim is accepted (goes on the map); below it, it goes to a human.
THRESHOLD = 0.6
#: Below this belief a reading is not even put to a human: of ten such readings at most one is right.
REVIEW_FLOOR = 0.1

Kind = Literal["oorzakelijk", "beoogd", "verband"]
Sign = Literal["+", "-"]
Certainty = Literal["vastgesteld", "verwacht", "mogelijk"]
Status = Literal["aanvaard", "ter_beoordeling"]
UnitKind = Literal["kop", "alinea", "opsomming", "tabelrij", "bron"]
MentionType = Literal[
    "doelgroep", "samenwerkingsverband", "gezondheidsdoel", "knelpunt", "partij", "sector", "gemeente", "lacune", "randvoorwaarde"
]


@dataclass(frozen=True, slots=True)
class Leeswijze:
    """How documents are read: ``drempel`` is the belief from which a claim is accepted.

    ``taalmodel`` is the model whose kept answers count too, or None.
    """

    drempel: float = THRESHOLD
    taalmodel: Taalmodel | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known about a document before its text is read (documenten.csv, or inferred from the first pages).

    ``id`` is a stable slug of regio, soort, jaar and bestand; unknown values are 'onbekend' (jaar: None).
    """

    id: str
    bestand: str
    titel: str
    soort: str
    regio: str
    jaar: int | None
    gemeenten: tuple[str, ...] = ()
    status: str = ""
    publicatiedatum: str = ""
    bron: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the reader gave it; ``number`` is the page that is cited."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read: its pages, and what the reader wants the user to know."""

    info: DocumentInfo
    pages: tuple[Page, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One contiguous piece of stored page text: ``quote == page.text[begin:end]``."""

    page: int
    begin: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of running text after cleaning: a heading, paragraph, list item, table row or source line.

    ``pages[i]`` and ``offsets[i]`` say where character ``text[i]`` stands in the stored pages; offset -1 marks a
    character that cleaning put in (a space between joined lines). ``breaks`` holds positions in ``text`` at which
    removed page furniture or a page end lies, so that no evidence piece runs across it. ``lead`` is the position
    (in the list of units) of the line that introduces a list, or None.
    """

    index: int
    kind: UnitKind
    text: str
    pages: tuple[int, ...]
    offsets: tuple[int, ...]
    breaks: tuple[int, ...] = ()
    section: tuple[str, ...] = ()
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Grounding:
    """The concept a span was linked to; ``pole`` is '-' when the span names the concept's decrease or lack.

    ``concept`` is an IRI. ``score`` is in [0, 1]; ``new`` marks a concept of the region itself.
    """

    concept: str
    label: str
    score: float
    pole: Sign = "+"
    runner_up: str = ""
    runner_up_score: float = 0.0
    new: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """Cause or effect of a claim: readable text, where it stands, and its concept."""

    text: str
    evidence: tuple[Evidence, ...]
    grounding: Grounding | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says at one place: cause -> effect (or a verband without direction).

    ``chance`` (right) and ``intended`` (meant, not observed) are what the learned models made of its words, in (0, 1), before
    the ``signs`` that raised or lowered ``belief`` and decided ``kind``.
    """

    id: str
    kind: Kind
    cause: Argument
    effect: Argument
    polarity: Sign
    certainty: Certainty
    negated: bool
    cue: str
    rule: str
    belief: float
    status: Status
    evidence: tuple[Evidence, ...]
    section: tuple[str, ...] = ()
    reason: str = ""
    doelgroep: str = ""
    sector: str = ""
    gebied: str = ""
    jaar: int | None = None
    chance: float = 0.0
    intended: float = 0.5
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names a doelgroep, samenwerkingsverband, gezondheidsdoel, knelpunt, ...

    ``fields`` holds parts of it (doelgroep: aard, omvang; gezondheidsdoel: indicator, streefwaarde, jaar, ...);
    ``label_in_text`` is what the region itself calls it (knelpunt, oorzaak, opgave), '' when it says nothing.
    """

    id: str
    type: MentionType
    text: str
    evidence: tuple[Evidence, ...]
    rule: str
    grounding: Grounding | None = None
    label_in_text: str = ""
    sentence: tuple[Evidence, ...] = ()
    section: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RoleStatement:
    """The text itself says something of a concept: its label, or that it is (not) beinvloedbaar.

    ``label`` is the region's own word (knelpunt, oorzaak, effect, opgave, ...) or ''; ``beinvloedbaar`` is None
    when the text does not say. ``niveau`` is lokaal, regionaal, landelijk or ''.
    """

    id: str
    argument: Argument
    label: str
    beinvloedbaar: bool | None
    niveau: str
    rule: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """The text says that one mention works on another (samenwerkingsverband adresseert knelpunt, ...)."""

    id: str
    relation: Literal["adresseert", "richt_zich_op", "heeft_doelgroep"]
    source: str
    target: str
    rule: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A plan fact with the sentences that state it, the one that counts first."""

    id: str
    fact: Planfeit
    evidence: tuple[Evidence, ...]
    rule: str
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document, with what it was read and the mark of that reading (see ``extract.herkomst``)."""

    document: Document
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[RoleStatement, ...] = ()
    links: tuple[Link, ...] = ()
    facts: tuple[Fact, ...] = ()
    extractor: str = ""
    leesmerk: str = ""
    notices: tuple[str, ...] = field(default=())
