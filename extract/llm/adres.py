"""Where a model is asked: the address as the user gives it, whether it is this computer, and the key from the environment."""

from __future__ import annotations

import ipaddress
import os
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from extract.llm.fouten import Verkeerd

#: The only place a key is taken from; it is never stored or shown.
KEY_VARIABLE = "REGIOGRAAF_LLM_SLEUTEL"
_PATH = "/chat/completions"
_VERSION = "/v1"


def full_address(given: str) -> str:
    """The address to post to, from that of a server ('http://localhost:11434'), of its version ('.../v1') or in full.

    Raises:
        Verkeerd: it is no http(s) address, or it holds a name or password.
    """
    parts = _split(given.strip())
    path = parts.path.rstrip("/")
    if not path.endswith(_PATH):
        path = (path or _VERSION) + _PATH
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def is_local(address: str) -> bool:
    """Whether an address is this computer itself (loopback); another computer in the same network is not."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def shown(address: str) -> str:
    """An address for the screen: without what stands behind '?', which may be secret."""
    return urlunsplit(urlsplit(address)._replace(query=""))


def key_from_environment() -> str:
    """The key of the service; '' when there is none.

    Raises:
        Verkeerd: it holds signs that no key holds.
    """
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if re.search(r"[^\x21-\x7e]", key):
        raise Verkeerd("sleutel", f"De sleutel in {KEY_VARIABLE} bevat tekens die niet in een sleutel horen; neem hem opnieuw over.")
    return key


def _split(given: str) -> SplitResult:
    try:
        parts = urlsplit(given)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known or re.search(r"[\s\x00-\x1f]", given):
        raise Verkeerd("adres", "Het adres van het taalmodel is geen webadres; geef bijvoorbeeld http://localhost:11434 of https://.../v1.")
    if "@" in parts.netloc:
        raise Verkeerd("adres", f"Zet geen naam of wachtwoord in het adres van het taalmodel; zet de sleutel in {KEY_VARIABLE}.")
    return parts
