"""Every way in which a request is not answered: one status, one code for programs, one Dutch line for people."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.errors import GraphError, QueryError, QueryRefused
from queries.errors import (
    AnswerTooBigError,
    AnswerTooLongError,
    QueryStoppedError,
    QueryTooBigError,
    QueryTooDeepError,
    QueryTooLongError,
    VraagError,
)

#: Where the code travels.
KOP = "X-Regiograaf-Fout"
#: Seconds after which to come back.
STRAKS = "5"
#: Code -> status. A query over a limit never gets 503: a program that then asks again would only make it busier.
STATUS = {
    "vraag": 400,
    "geen-vraag": 400,
    "dubbel": 400,
    "tekens": 400,
    "dataset": 400,
    "geweigerd": 403,
    "adres": 403,
    "herkomst": 403,
    "pad": 404,
    "methode": 405,
    "vorm": 406,
    "te-traag": 408,
    "te-groot": 413,
    "te-lang": 414,
    "soort": 415,
    "fout": 500,
    "druk": 503,
    "gestopt": 503,
    "graaf": 503,
    "tijd": 504,
    "geheugen": 507,
    "rijen": 507,
    "omvang": 507,
}
_SOORTEN: tuple[tuple[type[Exception], str], ...] = (
    (QueryRefused, "geweigerd"),
    (QueryError, "vraag"),
    (GraphError, "graaf"),
    (QueryTooDeepError, "vraag"),
    (QueryTooLongError, "tijd"),
    (QueryTooBigError, "geheugen"),
    (AnswerTooLongError, "rijen"),
    (AnswerTooBigError, "omvang"),
    (QueryStoppedError, "gestopt"),
)


@dataclass(eq=False)
class Weigering(Exception):  # noqa: N818 - it reads as what happened
    """A request that is not answered; ``code`` is one of ``STATUS``, ``regel`` the line for people."""

    code: str
    regel: str
    koppen: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The line."""
        return self.regel

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.code]

    @property
    def headers(self) -> dict[str, str]:
        """The headers that go with it."""
        again = {"Retry-After": STRAKS} if self.status == 503 else {}
        return {KOP: self.code, **again, **self.koppen}


@dataclass(eq=False)
class TeDrukError(VraagError):
    """So many questions wait already that another must come back later."""

    def __str__(self) -> str:
        """Say what to do."""
        return (
            f"Er wachten al te veel vragen die lang duren. Probeer het over {STRAKS} seconden opnieuw, of maak de vraag kleiner: "
            "wat snel klaar is, gaat altijd voor."
        )


def als_weigering(error: GraphError | VraagError) -> Weigering:
    """The refusal that goes with an error of the graph or of a question."""
    if isinstance(error, TeDrukError):
        return Weigering("druk", str(error))
    return Weigering(next((code for kind, code in _SOORTEN if isinstance(error, kind)), "fout"), str(error))
