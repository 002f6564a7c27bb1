"""What can go wrong with a graph: one Dutch line each, with what to do."""
# ruff: noqa: N818 - the names read as what happened

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class GraphError(Exception):
    """Base of every error that this package raises for a user; ``str(error)`` is one Dutch line."""


class BadRecord(GraphError):
    """Base of what is wrong with one document's records, not with the store: the other documents can go on."""


@dataclass(eq=False)
class StoreMissing(GraphError):
    """There is no graph in ``folder`` (or, as a text, on that server) to read."""

    folder: Path | str

    def __str__(self) -> str:
        """Say where was looked and how a graph gets there."""
        where = "Op" if isinstance(self.folder, str) else "In"
        return f"{where} {self.folder} staat geen graaf. Maak er een met: regiograaf bouw BRON --graaf {self.folder}"


@dataclass(eq=False)
class StoreLocked(GraphError):
    """Another process is writing in ``folder``; there is one writer at a time."""

    folder: Path

    def __str__(self) -> str:
        """Say who holds it and what to wait for."""
        return (
            f"De graaf in {self.folder} is in gebruik: een ander programma schrijft erin. "
            "Wacht tot dat klaar is of sluit het, en probeer het opnieuw."
        )


@dataclass(eq=False)
class StoreCorrupt(GraphError):
    """The files in ``folder`` are not a readable store; ``detail`` is what the store said."""

    folder: Path
    detail: str

    def __str__(self) -> str:
        """Say what is broken and how to get a sound graph again."""
        return (
            f"De graaf in {self.folder} is beschadigd ({_one_line(self.detail)}). "
            "Zet een reservekopie van de map terug, of bouw de graaf opnieuw in een lege map."
        )


@dataclass(eq=False)
class NotReadable(GraphError):
    """The store in ``folder`` cannot be read; ``detail`` is the reason."""

    folder: Path
    detail: str

    def __str__(self) -> str:
        """Say what could not be read and what to check."""
        return f"De graaf in {self.folder} kan niet worden gelezen ({_one_line(self.detail)}). Controleer de rechten op de map."


@dataclass(eq=False)
class NotWritable(GraphError):
    """The store in ``folder`` cannot be written; ``detail`` is the reason."""

    folder: Path
    detail: str

    def __str__(self) -> str:
        """Say what could not be written and what to check."""
        return (
            f"De graaf in {self.folder} kan niet worden geschreven ({_one_line(self.detail)}). "
            "Controleer de rechten op de map en de vrije ruimte op de schijf, of kies een andere map."
        )


@dataclass(eq=False)
class QueryError(GraphError):
    """The store refused ``sparql``; ``detail`` is its own message."""

    sparql: str
    detail: str

    def __str__(self) -> str:
        """Pass on where the query goes wrong."""
        return f"De vraag kan niet worden uitgevoerd: {_one_line(self.detail)}. Verbeter de SPARQL en probeer het opnieuw."


class QueryRefused(QueryError):
    """The query would change the graph or ask another server: it can be read, and is not done."""


@dataclass(eq=False)
class InvalidIri(BadRecord):
    """``value`` cannot be an IRI in the graph."""

    value: str

    def __str__(self) -> str:
        """Name the value that was refused."""
        return f"{self.value!a} is geen geldige IRI. Gebruik een volledige IRI zonder spaties, aanhalingstekens of < en >."


@dataclass(eq=False)
class BlankNodeRefused(BadRecord):
    """Graph ``name`` would get a node without an IRI, which would break hashing and comparing."""

    name: str

    def __str__(self) -> str:
        """Name the graph that was refused."""
        return f"Graaf {self.name} bevat een knoop zonder IRI en is niet opgeslagen. Geef elke knoop een eigen IRI."


@dataclass(eq=False)
class DuplicateId(BadRecord):
    """Two different records of one document carry ``id``."""

    id: str

    def __str__(self) -> str:
        """Name the id; this is a fault of the program."""
        return (
            f"Twee verschillende uitspraken hebben dezelfde id {self.id}; het document is niet opgeslagen. Meld dit als fout in regiograaf."
        )


@dataclass(eq=False)
class UnknownField(BadRecord):
    """Mention ``mention`` has a part ``field`` that the graph model has no property for."""

    mention: str
    field: str

    def __str__(self) -> str:
        """Name the field and the place to describe it."""
        return f"Vermelding {self.mention} heeft een onbekend veld '{self.field}'. Beschrijf het eerst in docs/graafmodel.md."


@dataclass(eq=False)
class BadNquads(GraphError):
    """A file that should hold the quads of a graph does not; ``detail`` is the reason."""

    detail: str

    def __str__(self) -> str:
        """Say why it cannot be read."""
        return f"De uitspraken zijn niet te lezen ({_one_line(self.detail)}). Vraag de afzender het bestand opnieuw te maken."


@dataclass(eq=False)
class ExportError(GraphError):
    """An export that cannot be made as asked; ``reason`` says why and what can be done."""

    reason: str

    def __str__(self) -> str:
        """The reason is the whole message."""
        return self.reason


def _one_line(text: str, width: int = 200) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= width else line[: width - 1] + "…"
