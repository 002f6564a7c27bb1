"""What can go wrong with a graph on a server: one Dutch line each, with what to do. No message ever holds a password or token."""
# ruff: noqa: N818 - the names read as what happened

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import GraphError

#: Where user name, password and token come from: never from the command line, where others on the computer can read them.
GEBRUIKER, WACHTWOORD, TOKEN = "REGIOGRAAF_GRAAF_GEBRUIKER", "REGIOGRAAF_GRAAF_WACHTWOORD", "REGIOGRAAF_GRAAF_TOKEN"


@dataclass(eq=False)
class BadAddress(GraphError):
    """What was given for --graaf cannot be the place of a graph; ``reason`` says why and what to write instead."""

    reason: str

    def __str__(self) -> str:
        """The reason is the whole message."""
        return self.reason


@dataclass(eq=False)
class NeedsFolder(GraphError):
    """``what`` (a command) works on a graph in a folder only, and ``adres`` is a server."""

    what: str
    adres: str

    def __str__(self) -> str:
        """Name the command and what would work."""
        return (
            f"{self.what} werkt alleen met een graaf in een map op deze computer, niet met de server {self.adres}. "
            "Geef met --graaf een map."
        )


@dataclass(eq=False)
class ServerError(GraphError):
    """Base of what goes wrong with the server at ``adres``; ``detail`` is what it, or the network, said."""

    adres: str
    detail: str = ""

    def _said(self) -> str:
        line = " ".join(self.detail.split()).rstrip(".")
        return f" ({line if len(line) <= 200 else line[:199] + '…'})" if line else ""


class ServerUnreachable(ServerError):
    """Nobody answers."""

    def __str__(self) -> str:
        """Say what to check."""
        return (
            f"De graafserver {self.adres} is niet bereikbaar{self._said()}. "
            "Controleer het adres, of de server aanstaat en of het netwerk erbij kan."
        )


class ServerCertificate(ServerError):
    """The certificate of the server is not trusted here."""

    def __str__(self) -> str:
        """Say who can mend it."""
        return (
            f"Het certificaat van de graafserver {self.adres} wordt niet vertrouwd{self._said()}. "
            "Vraag de beheerder om het certificaat van de organisatie op deze computer te zetten."
        )


class ServerDenied(ServerError):
    """The server does not let this user in."""

    def __str__(self) -> str:
        """Say where name and password go."""
        return (
            f"De graafserver {self.adres} weigert de toegang{self._said()}. "
            f"Zet naam en wachtwoord in de omgevingsvariabelen {GEBRUIKER} en {WACHTWOORD}, of een token in {TOKEN}."
        )


class ServerReadOnly(ServerError):
    """The server can be read and not written, by this user or at all."""

    def __str__(self) -> str:
        """Say what to ask for."""
        return f"Op de graafserver {self.adres} mag hier niet geschreven worden{self._said()}. Vraag de beheerder om schrijfrechten."


class ServerTimeout(ServerError):
    """The server took too long; ``detail`` says how long was waited."""

    def __str__(self) -> str:
        """Say what may help."""
        return (
            f"De graafserver {self.adres} antwoordt niet op tijd{self._said()}. "
            "Probeer het later nog eens, vraag minder tegelijk, of zet in een server.toml een langere wachttijd."
        )


class NotASparqlServer(ServerError):
    """What answers is no SPARQL server."""

    def __str__(self) -> str:
        """Say what kind of address is meant."""
        return (
            f"Op {self.adres} antwoordt geen SPARQL-server{self._said()}. Geef het adres van de dataset, bijvoorbeeld "
            "http://localhost:7878 of http://localhost:3030/zorg, of een server.toml met de adressen (zie docs/schaal.md)."
        )


class BadAnswer(ServerError):
    """The server answers what no SPARQL server may answer."""

    def __str__(self) -> str:
        """Pass on what is wrong with it."""
        return f"Het antwoord van de graafserver {self.adres} is niet te lezen{self._said()}. Meld dit aan de beheerder van de server."


class AnswerTooBig(ServerError):
    """The answer is bigger than is taken in, or the server cut it off: half an answer is none."""

    def __str__(self) -> str:
        """Say which limit."""
        return f"Het antwoord van de graafserver {self.adres} is te groot{self._said()}. Vraag minder tegelijk, of laat de grens verhogen."


class ServerRefused(ServerError):
    """The server refuses a request, or breaks down on it; ``detail`` holds its status and words."""

    def __str__(self) -> str:
        """Pass on what it said."""
        return f"De graafserver {self.adres} kon de opdracht niet uitvoeren{self._said()}. Probeer het opnieuw of vraag de beheerder."
