"""What can go wrong with a question: one Dutch line each, with what to do. Bad SPARQL is graph.errors.QueryError."""

from __future__ import annotations

from dataclasses import dataclass


class VraagError(Exception):
    """Base of every error about a named query; ``str(error)`` is one Dutch line."""


@dataclass(eq=False)
class UnknownQueryError(VraagError):
    """There is no query called ``name``; ``nearest`` holds the names that look most like it."""

    name: str
    nearest: tuple[str, ...]

    def __str__(self) -> str:
        """Name the query and the likely ones."""
        hint = f"Bedoelt u {_or(self.nearest)}?" if self.nearest else "Laat de naam weg voor de lijst van vragen."
        return f"Er is geen vraag met de naam '{self.name}'. {hint}"


@dataclass(eq=False)
class MissingParameterError(VraagError):
    """``query`` needs ``parameter``; ``meaning`` is its description."""

    query: str
    parameter: str
    meaning: str

    def __str__(self) -> str:
        """Name the parameter and what it stands for."""
        return f"De vraag '{self.query}' heeft '{self.parameter}' nodig ({self.meaning}). Geef die mee: {self.parameter}=..."


@dataclass(eq=False)
class UnknownParameterError(VraagError):
    """``query`` has no ``parameter``; ``known`` are those it has."""

    query: str
    parameter: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        """Name the parameter and the ones that exist."""
        hint = f"Wel: {', '.join(self.known)}." if self.known else "Laat hem weg: deze vraag heeft geen parameters."
        return f"De vraag '{self.query}' kent geen parameter '{self.parameter}'. {hint}"


@dataclass(eq=False)
class BadParameterError(VraagError):
    """``value`` does not fit ``parameter`` of ``query``; ``expected`` says what would."""

    query: str
    parameter: str
    value: str
    expected: str

    def __str__(self) -> str:
        """Name the value and what would fit."""
        return f"'{self.value}' past niet bij '{self.parameter}' van de vraag '{self.query}'. Geef {self.expected}."


@dataclass(eq=False)
class BadQueryFileError(VraagError):
    """The header of query file ``name`` cannot be read; ``problem`` says where it goes wrong."""

    name: str
    problem: str

    def __str__(self) -> str:
        """Name the file and what to mend."""
        return f"De kop van vraagbestand {self.name}.rq klopt niet: {self.problem}. Herstel '# vraag', '# parameters' en '# kolommen'."


@dataclass(eq=False)
class BadCriteriaError(VraagError):
    """The criteria in ``name`` (a file, a folder or a set) cannot be used; ``problem`` says where it goes wrong."""

    name: str
    problem: str

    def __str__(self) -> str:
        """Name the file and what to mend."""
        return f"De criteria in {self.name} kloppen niet: {self.problem}. Herstel het, of laat --criteria weg."


def _or(names: tuple[str, ...]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} of {quoted[-1]}"
