"""What the checks hand out: findings, in the shape outside tools rely on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Ernst = Literal["laag", "midden", "hoog"]
FindingStatus = Literal["open", "bevestigd", "verworpen"]


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence: ``citaat`` equals the stored page text [begin:eind] of ``document`` (its file name).

    ``document_id`` says which document that is, for two documents may have one file name; it stays out of the JSON.
    """

    document: str
    pagina: int
    citaat: str
    begin: int
    eind: int
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, field for field the contract of ``regiograaf bevindingen --json``.

    ``keten`` holds concept labels in causal order (loops and paths); ``extra`` the fields of one soort only, which
    are written beside the others.
    """

    id: str
    soort: str
    regel: str
    ernst: Ernst
    regio: tuple[str, ...]
    onderwerp: str
    uitleg: str
    documenten: tuple[str, ...]
    bewijs: tuple[Proof, ...]
    ontbreekt: tuple[str, ...] = ()
    keten: tuple[str, ...] = ()
    status: FindingStatus = "open"
    te_bevestigen: bool = False
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Node:
    """One concept in the explanation graph: its label, its NZa role and whether a region can influence it.

    ``rol`` is 'Oorzaak', 'Knelpunt' or 'Effect', 'Maatregel' for what a text only names as a means, or '' for what only
    correlates; ``beinvloedbaar`` None means onbepaald.
    """

    iri: str
    label: str
    rol: str
    beinvloedbaar: bool | None = None
    dimensie: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as the checks and maps need it; ``bewijs`` holds the pieces of its sentence in order.

    ``document`` is the file name, to show; ``document_id`` is what tells documents apart. ``oordeel`` is what reviewers
    made of it: aanvaard, verworpen, gewijzigd or oneens, '' when nobody judged it; ``reden`` is why it was read this way or
    waits.
    """

    iri: str
    soort: str
    oorzaak: str
    gevolg: str
    oorzaaktekst: str
    gevolgtekst: str
    teken: str
    zekerheid: str
    status: str
    geloof: float
    signaalwoord: str
    regel: str
    document: str
    regio: str
    paragraaf: str
    bewijs: tuple[Proof, ...]
    document_id: str = ""
    oordeel: str = ""
    reden: str = ""


@dataclass(frozen=True, slots=True)
class CausalView:
    """The explanation graph of a document, a region or everything: concepts and the claims between them.

    Several claims may join the same two concepts; they are kept apart (merge concepts, count claims).
    """

    nodes: dict[str, Node]
    claims: tuple[ClaimRow, ...]
