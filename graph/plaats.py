"""Where a graph is: in a folder, or on a SPARQL server. What the user writes after --graaf, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from graph.serverfouten import GEBRUIKER, WACHTWOORD, BadAddress, NeedsFolder

_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):/+")


@dataclass(frozen=True, slots=True)
class Plaats:
    """The place of a graph: exactly one of a folder, the address of a server, or a file that describes a server.

    ``str(plaats)`` is what the user can write after --graaf.
    """

    map: Path | None = None
    adres: str = ""
    beschrijving: Path | None = None

    @property
    def is_server(self) -> bool:
        """Whether the graph is on a server."""
        return self.map is None

    def folder(self, what: str) -> Path:
        """The folder, for ``what`` (a command, as the start of a sentence) that cannot work with a server.

        Raises:
            NeedsFolder: it is a server.
        """
        if self.map is None:
            raise NeedsFolder(what, str(self))
        return self.map

    def __str__(self) -> str:
        """As the user writes it."""
        return self.adres or str(self.map or self.beschrijving)


def plaats_van(tekst: str) -> Plaats:
    """The place behind the words after --graaf: ``http(s)://...``, an existing file ``*.toml``, or else a folder.

    Raises:
        BadAddress: an address with a password in it, without a host, or of another kind than http.
    """
    tekst = tekst.strip()
    found = _ADDRESS.match(tekst)
    if found is None:
        path = Path(tekst)
        return Plaats(beschrijving=path) if path.suffix.lower() == ".toml" and path.is_file() else Plaats(map=path)
    return Plaats(adres=checked_address(tekst))


def checked_address(tekst: str) -> str:
    """An address without its closing slash.

    Raises:
        BadAddress: as ``plaats_van``; the message does not repeat what may be a password.
    """
    try:
        parts = urlsplit(tekst)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        raise BadAddress("Het adres van de graafserver klopt niet. Schrijf bijvoorbeeld http://localhost:7878.") from None
    if parts.username is not None or parts.password is not None:
        raise BadAddress(
            "Zet geen naam of wachtwoord in het adres: anderen kunnen dat zien. "
            f"Gebruik de omgevingsvariabelen {GEBRUIKER} en {WACHTWOORD}."
        )
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise BadAddress("Het adres van een graafserver begint met http:// of https:// en een naam, bijvoorbeeld http://localhost:7878.")
    if parts.query or parts.fragment:
        raise BadAddress("Geef het adres van de graafserver zonder vraagteken of hekje; wat erachter staat hoort bij één vraag.")
    return tekst.rstrip("/")
