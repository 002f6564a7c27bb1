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


@dataclass(eq=False)
class BadWeergaveError(VraagError):
    """A view of the map asks ``value`` for ``key``, which cannot be; ``hint`` says what can."""

    key: str
    value: str
    hint: str

    def __str__(self) -> str:
        """Name what was asked and what can be."""
        return f"De weergave vraagt '{self.key}={self.value}', en dat kan niet. {self.hint}"


@dataclass(eq=False)
class QueryTooLongError(VraagError):
    """A query ran longer than ``seconds`` and was stopped."""

    seconds: float

    def __str__(self) -> str:
        """Name the limit and what makes a query quicker."""
        return (
            f"De vraag duurde langer dan {self.seconds:g} seconden en is gestopt. "
            "Vraag minder tegelijk: een enkel document of begrip, of een LIMIT in een deelvraag."
        )


@dataclass(eq=False)
class QueryTooBigError(VraagError):
    """A query took more than ``megabytes`` of memory and was stopped."""

    megabytes: int

    def __str__(self) -> str:
        """Name the limit and what makes a query smaller."""
        return (
            f"De vraag had meer dan {self.megabytes} MB geheugen nodig en is gestopt. "
            "Vaak delen twee delen van de vraag geen variabele; verbind ze, of vraag minder tegelijk."
        )


class QueryTooDeepError(VraagError):
    """A query nests so deep that reading it ended its process."""

    def __str__(self) -> str:
        """Say what to do."""
        return "De vraag is te diep genest: er staan te veel haakjes of deelvragen in elkaar. Maak haar vlakker."


@dataclass(eq=False)
class AnswerTooLongError(VraagError):
    """The answer has more than ``rows`` rows or triples, and a part of it must not look like the whole."""

    rows: int

    def __str__(self) -> str:
        """Name the limit and how to ask less."""
        return (
            f"Het antwoord heeft meer dan {self.rows} rijen en is niet gegeven, ook niet voor een deel. "
            "Vraag minder tegelijk, of haal het in delen op met ORDER BY, LIMIT en OFFSET."
        )


@dataclass(eq=False)
class AnswerTooBigError(VraagError):
    """The answer takes more than ``megabytes``, and a part of it must not look like the whole."""

    megabytes: int

    def __str__(self) -> str:
        """Name the limit and how to ask less."""
        return (
            f"Het antwoord is groter dan {self.megabytes} MB en is niet gegeven, ook niet voor een deel. "
            "Vraag minder kolommen of rijen tegelijk, of haal het in delen op met ORDER BY, LIMIT en OFFSET."
        )


@dataclass(eq=False)
class QueryStoppedError(VraagError):
    """A query was stopped before it was done: by the user, or (``reason``) because its process ended by itself."""

    reason: str = ""

    def __str__(self) -> str:
        """Say who stopped it."""
        return f"De vraag is afgebroken: {self.reason}. Probeer het opnieuw." if self.reason else "De vraag is gestopt."


def _or(names: tuple[str, ...]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} of {quoted[-1]}"
