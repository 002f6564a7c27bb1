"""A port to listen on, for the workbench and for the SPARQL endpoint."""

from __future__ import annotations

import errno
import socket
import sys
from dataclasses import dataclass

LOKAAL = "127.0.0.1"
_EIGEN = (LOKAAL, "localhost", "::1")


@dataclass(eq=False)
class PoortBezetError(Exception):
    """Another program listens on ``poort`` of ``adres``, or the address is not one of this machine; ``reden`` says which."""

    adres: str
    poort: int
    reden: str
    wie: str = "De werkbank"

    def __str__(self) -> str:
        """Name the address and the way out."""
        return f"{self.wie} kan niet luisteren op {self.adres}:{self.poort} ({self.reden}). Kies een andere poort met --poort."


def listen(adres: str, poort: int | None, gewoonlijk: int, wie: str = "De werkbank") -> socket.socket:
    """A socket that listens on ``poort``; None takes ``gewoonlijk``, or a free one when that is taken.

    Raises:
        PoortBezetError: the port that was asked for cannot be had.
    """
    family = socket.AF_INET6 if ":" in adres else socket.AF_INET
    for number in (poort,) if poort is not None else (gewoonlijk, 0):
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two programs share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((adres, number))
        except OSError as error:
            listening.close()
            reason = "daar luistert al een ander programma" if error.errno == errno.EADDRINUSE else error.strerror or str(error)
        else:
            return listening
    raise PoortBezetError(adres, poort if poort is not None else gewoonlijk, reason, wie)


def own_hosts(adres: str, poort: int) -> set[str]:
    """What a browser may call this server when it is only for this machine; empty when it listens further, and any name will do."""
    return {f"{name}:{poort}" for name in (LOKAAL, "localhost", "[::1]")} if adres in _EIGEN else set()


def url_of(adres: str, poort: int) -> str:
    """The address to tell the user."""
    name = LOKAAL if adres in (LOKAAL, "localhost", "0.0.0.0", "::") else adres  # noqa: S104 - only compared
    return f"http://[{name}]:{poort}/" if ":" in name else f"http://{name}:{poort}/"
