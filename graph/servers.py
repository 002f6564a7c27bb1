"""Which addresses a graph server has: found out by asking it, or read from a file of the user. Known servers: servers.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from graph.plaats import Plaats, checked_address
from graph.serverfouten import BadAddress, NotASparqlServer, ServerDenied
from graph.sparql_http import WAITING, Aanmelding, Antwoord, Toegang, Verbinding

JSON = "application/sparql-results+json"
_ALWAYS = "SELECT (1 AS ?een) WHERE {}"
#: What a user may say of a server.
_KEYS = dict.fromkeys(("vraag", "wijzig", "graaf", "soort", "aanmelding"), str) | {
    **{"ondeelbaar": bool, "vragen_hier": bool},
    **{"tekens": int, "wachttijd": int},
}


@dataclass(frozen=True, slots=True)
class Adressen:
    """Where a server takes queries, updates and whole graphs; '' when it does not."""

    vraag: str = ""
    wijzig: str = ""
    graaf: str = ""

    def achter(self, adres: str) -> Adressen:
        """These as endings of an address."""
        return Adressen(adres + self.vraag, adres + self.wijzig, adres + self.graaf if self.graaf else "")


@dataclass(frozen=True, slots=True)
class Soort:
    """What is known of a kind of server; the keys are explained in servers.toml."""

    naam: str
    adressen: Adressen
    met_naam: Adressen
    kenmerk: str = ""
    adres: str = ""
    aanmelding: Aanmelding = "basic"
    ondeelbaar: bool = False
    tekens: int = 1_000_000
    extra: Mapping[str, str] = field(default_factory=dict)
    vragen_hier: bool = False
    grafen: str = "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    verborgen: tuple[str, ...] = ()
    voorbeeld: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """One server: its addresses, and of which kind it is. ``adres`` is what the user called it."""

    adres: str
    adressen: Adressen
    soort: Soort


@cache
def soorten() -> tuple[Soort, ...]:
    """The kinds of servers that are known, in the order in which they are tried."""
    return tuple(_soort(one) for one in tomllib.loads((files("graph") / "servers.toml").read_text(encoding="utf-8"))["server"])


def verbind(plaats: Plaats, toegang: Toegang) -> tuple[Verbinding, Server]:
    """A connection, logged in, and the server that is there.

    Raises:
        BadAddress: the file that describes the server is wrong.
        ServerError: nobody answers, no SPARQL server does, or it does not let this user in.
    """
    if plaats.beschrijving is not None:
        return _described(plaats.beschrijving, toegang)
    verbinding = Verbinding(plaats.adres, toegang)
    try:
        return verbinding, _recognised(verbinding)
    except BaseException:
        verbinding.close()
        raise


def _recognised(verbinding: Verbinding) -> Server:
    """Try the kinds one by one; when the server wants to know who asks, that comes before being no SPARQL server."""
    verbinding.meld_aan(verbinding.toegang.manier("geen"))
    denied: Antwoord | None = None
    for adres, soort, answer in _tried(verbinding):
        if answer.status in (401, 403) and verbinding.toegang.manier(soort.aanmelding) != "geen":
            scheme: Aanmelding = "digest" if answer.headers.get("www-authenticate", "").lower().startswith("digest") else "basic"
            verbinding.meld_aan(verbinding.toegang.manier(scheme))
            answer = _ask(verbinding, adres + soort.adressen.vraag)
        if answer.status in (401, 403):
            denied = denied or answer
        elif is_yes(answer):
            manier = verbinding.toegang.manier(soort.aanmelding)
            verbinding.meld_aan(manier)
            endings = soort.adressen if manier == "geen" else soort.met_naam
            if endings != soort.adressen and (answer := _ask(verbinding, adres + endings.vraag)).status in (401, 403):
                raise ServerDenied(verbinding.adres, str(answer.status))
            return Server(verbinding.adres, endings.achter(adres), soort)
    if denied is not None:
        raise ServerDenied(verbinding.adres, str(denied.status))
    raise NotASparqlServer(verbinding.adres)


def _tried(verbinding: Verbinding) -> Iterator[tuple[str, Soort, Antwoord]]:
    """Each kind that may be meant by the address, with the dataset's address and what came on a question there."""
    answers: dict[str, Antwoord] = {}
    for soort in soorten():
        adres = _dataset(verbinding.adres, soort)
        if soort.adres and not re.search(soort.adres, adres):
            continue
        url = adres + soort.adressen.vraag
        if url not in answers:
            answers[url] = _ask(verbinding, url)
        headers = " ".join(f"{name}: {value}" for name, value in answers[url].headers.items()).lower()
        if not soort.kenmerk or re.search(soort.kenmerk, headers):
            yield adres, soort, answers[url]


def _dataset(adres: str, soort: Soort) -> str:
    """The address without the ending of one of the three, so that it does not matter which of them was given."""
    endings = {e for a in (soort.adressen, soort.met_naam) for e in (a.vraag, a.wijzig, a.graaf, "/query", "/sparql") if e}
    own = endings if soort.adressen.vraag else {soort.adressen.wijzig, soort.adressen.graaf} - {""}
    return next((adres.removesuffix(end) for end in sorted(own, key=len, reverse=True) if adres.endswith(end)), adres)


def _ask(verbinding: Verbinding, url: str) -> Antwoord:
    return verbinding.stuur("POST", url, data={"query": _ALWAYS}, headers={"Accept": JSON})


def is_yes(answer: Antwoord) -> bool:
    """Whether this is the answer of a SPARQL server to a question that is always answered."""
    return answer.status == 200 and "json" in answer.headers.get("content-type", "") and b'"bindings"' in answer.body


def _described(path: Path, toegang: Toegang) -> tuple[Verbinding, Server]:
    """The server that a file of the user describes."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadAddress(f"{path} is niet te lezen als TOML. Zie docs/schaal.md voor een voorbeeld.") from error
    for key, value in table.items():
        if type(value) is not _KEYS.get(key):
            raise BadAddress(f"In {path} klopt '{key}' niet. Toegestaan: {', '.join(_KEYS)} (zie docs/schaal.md).")
    base = next((one for one in soorten() if one.naam == table.get("soort")), soorten()[-1])
    if "vraag" not in table or ("soort" in table and base.naam != table["soort"]):
        names = ", ".join(one.naam for one in soorten())
        raise BadAddress(f"{path} noemt geen 'vraag' (het adres voor vragen), of een soort die niet bestaat. Soorten: {names}.")
    manier = table.get("aanmelding", base.aanmelding)
    if manier not in get_args(Aanmelding):
        raise BadAddress(f"In {path} klopt 'aanmelding' niet. Kies uit: {', '.join(get_args(Aanmelding))}.")
    adressen = Adressen(*(checked_address(table[key]) if key in table else "" for key in ("vraag", "wijzig", "graaf")))
    chosen = {name: getattr(base, name) for name in (one.name for one in fields(Soort))}
    soort = Soort(**chosen | {key: table[key] for key in ("ondeelbaar", "vragen_hier", "tekens") if key in table})
    verbinding = Verbinding(adressen.vraag, toegang, wachttijd=float(table.get("wachttijd", WAITING)))
    verbinding.meld_aan(manier if manier in ("geen", "token") else toegang.manier(manier))
    return verbinding, Server(str(path), adressen, soort)


def _soort(table: Mapping[str, Any]) -> Soort:
    def adressen(part: Mapping[str, str]) -> Adressen:
        return Adressen(*(part.get(key, "") for key in ("vraag", "wijzig", "graaf")))

    rest = {key: value for key, value in table.items() if key not in ("vraag", "wijzig", "graaf", "met_naam", "verborgen")}
    own = adressen(table)
    return Soort(**rest, adressen=own, met_naam=adressen(table["met_naam"]) if "met_naam" in table else own, verborgen=_texts(table))


def _texts(table: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(table.get("verborgen", ()))
