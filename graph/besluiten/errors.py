"""What a reviewer can get wrong: one Dutch line each, with what to do. Nothing is written when one of these is raised."""
# ruff: noqa: N818 - the names read as what happened

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import GraphError


class BesluitError(GraphError):
    """Base of every decision that is refused; the graph stays as it was."""


@dataclass(eq=False)
class UnknownClaim(BesluitError):
    """There is no claim ``iri`` in the graph."""

    iri: str

    def __str__(self) -> str:
        return f"Bewering {self.iri!a} staat niet in de graaf. Misschien is het document opnieuw gelezen: open de lijst opnieuw."


@dataclass(eq=False)
class UnknownConcept(BesluitError):
    """There is no concept ``iri`` in the graph."""

    iri: str

    def __str__(self) -> str:
        return f"Begrip {self.iri!a} staat niet in de graaf. Kies een begrip uit de lijst."


@dataclass(eq=False)
class UnknownDecision(BesluitError):
    """There is no decision ``id``."""

    id: str

    def __str__(self) -> str:
        return f"Besluit {self.id!a} bestaat niet. De lijst van besluiten: regiograaf besluiten --graaf MAP"


@dataclass(eq=False)
class UnknownAct(BesluitError):
    """``handeling`` cannot be done here; ``known`` can."""

    handeling: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"'{self.handeling}' kan hier niet. Kies uit: {', '.join(self.known)}."


@dataclass(eq=False)
class UnknownReason(BesluitError):
    """``reden`` is not in besluiten.toml; ``known`` are."""

    reden: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"Reden '{self.reden}' bestaat niet. Kies uit: {', '.join(self.known)}."


@dataclass(eq=False)
class NoteMissing(BesluitError):
    """Reason ``reden`` asks for a note."""

    reden: str

    def __str__(self) -> str:
        return f"Bij de reden '{self.reden}' hoort een toelichting. Schrijf in een paar woorden waarom."


@dataclass(eq=False)
class SpanNotInQuote(BesluitError):
    """``tekst`` does not stand in the sentence of the claim."""

    tekst: str
    citaat: str

    def __str__(self) -> str:
        return f"De woorden '{_short(self.tekst)}' staan niet zo in de zin. Neem ze letterlijk over uit: '{_short(self.citaat, 160)}'."


@dataclass(eq=False)
class BadCorrection(BesluitError):
    """A correction that says nothing, or has ``veld`` with a value it cannot have; ``uitleg`` says what it can be."""

    veld: str
    uitleg: str

    def __str__(self) -> str:
        return f"De wijziging van '{self.veld}' kan zo niet: {self.uitleg}." if self.veld else f"Er is niets gewijzigd: {self.uitleg}."


@dataclass(eq=False)
class BadReviewer(BesluitError):
    """A decision without the name of a reviewer, or with one that cannot be a name."""

    naam: str

    def __str__(self) -> str:
        return "Bij een besluit hoort de naam van een beoordelaar. Vul eerst uw naam in (ten hoogste 80 tekens)."


@dataclass(eq=False)
class BadMoment(BesluitError):
    """``tijdstip`` is no moment in ISO 8601."""

    tijdstip: str

    def __str__(self) -> str:
        return f"'{_short(self.tijdstip)}' is geen tijdstip. Schrijf het als 2026-11-22T08:00:00Z."


@dataclass(eq=False)
class NotYours(BesluitError):
    """A verdict of ``beoordelaar`` that somebody else wants to take back."""

    beoordelaar: str

    def __str__(self) -> str:
        return f"Dit oordeel is van {self.beoordelaar}; alleen die kan het terugnemen. Geef zelf een oordeel als u het anders ziet."


@dataclass(eq=False)
class AlreadyTakenBack(BesluitError):
    """Decision ``id`` does not hold any more."""

    id: str

    def __str__(self) -> str:
        return "Dit besluit is al teruggenomen. Er hoeft niets meer te gebeuren."


@dataclass(eq=False)
class MergeForbidden(BesluitError):
    """Merging would join ``een`` and ``ander`` (labels), of which a reviewer decided that they stay apart."""

    een: str
    ander: str

    def __str__(self) -> str:
        return (
            f"'{self.een}' en '{self.ander}' mogen niet samen: dat heeft een beoordelaar vastgelegd. "
            "Neem eerst dat besluit terug, of kies een ander begrip."
        )


@dataclass(eq=False)
class AlreadyMerged(BesluitError):
    """``een`` and ``ander`` (labels) are one concept already."""

    een: str
    ander: str

    def __str__(self) -> str:
        return f"'{self.een}' en '{self.ander}' zijn al samengevoegd. Neem zo nodig dat besluit eerst terug."


@dataclass(eq=False)
class DecisionsDamaged(BesluitError):
    """A file or graph with decisions that cannot be read whole; ``reden`` says what is wrong, ``plaats`` where."""

    plaats: str
    reden: str

    def __str__(self) -> str:
        return f"De besluiten in {self.plaats} zijn niet te lezen ({self.reden}). Er is niets overgenomen; vraag een nieuw bestand."


def _short(text: str, width: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
