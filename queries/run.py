"""Named queries: .rq files with one Dutch question each, filled with parameters and run on any store.

A file starts with a header of comments that is read here:

    # vraag: the question
    # parameters: naam (verplicht|optioneel[, zoekterm|getal]) - explanation; ...      or: geen
    # kolommen: a, b, c

A comment line that starts with three spaces goes on with the line before. ``$naam`` in the text becomes a literal; an
optional parameter that is not given becomes "". A ``zoekterm`` becomes a regular expression that finds the words
anywhere, whatever their diacritics, unless it is an IRI.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from graph.errors import QueryRefused
from graph.store import Rows, Store
from queries.errors import BadParameterError, BadQueryFileError, MissingParameterError, UnknownParameterError, UnknownQueryError

ParameterKind = Literal["tekst", "zoekterm", "getal"]

_PARAMETER = re.compile(r"(?P<name>\w+) \((?P<need>verplicht|optioneel)(?:, (?P<kind>zoekterm|getal))?\) - (?P<meaning>.+)")
#: What may stand before the query itself: declarations of prefixes and comments.
_HEAD = re.compile(r"(?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+[^:\s]*:\s*<[^>]*>)*", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")
#: The keyword with what stands after it; a variable or prefixed name that is called so is passed over.
_SERVICE = re.compile(r"[?$:]\w+|(?P<keyword>SERVICE)\s*+(?P<next>[#<?$]|[^\s<>\"'{}()|^`\\#?$]*+)", re.IGNORECASE)
_SLOT = re.compile(r"\$(\w+)")
_IRI = re.compile(r"(?:https?|urn):\S+")
_REGEX_SIGNS = re.compile(r"[\\.^$|?*+()\[\]{}]")
#: Letters that Dutch text writes with and without a diacritic, so that 'clienten' finds 'cliënten'.
_VARIANTS = {"a": "aáàâä", "c": "cç", "e": "eéèêë", "i": "iíìîï", "n": "nñ", "o": "oóòôö", "u": "uúùûü"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a named query."""

    naam: str
    verplicht: bool
    soort: ParameterKind
    uitleg: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One question in Dutch with the SPARQL that answers it."""

    name: str
    vraag: str
    parameters: tuple[Parameter, ...]
    kolommen: tuple[str, ...]
    text: str


@cache
def load_queries() -> tuple[NamedQuery, ...]:
    """All named queries, by name."""
    return _load(files("queries") / "sparql")


def run_named(store: Store, name: str, params: Mapping[str, str] | None = None) -> Rows:
    """The answer to the query called ``name``.

    Raises:
        UnknownQueryError, MissingParameterError, UnknownParameterError, BadParameterError: see ``queries.errors``.
    """
    queries = {query.name: query for query in load_queries()}
    if name not in queries:
        raise UnknownQueryError(name, tuple(difflib.get_close_matches(name, queries, n=3, cutoff=0.5)))
    return store.query(fill(queries[name], params or {}))


def run_intern(store: Store, name: str, params: Mapping[str, str] | None = None) -> Rows:
    """The answer to a query in ``sparql/intern``: what the checks read; not a question of a user."""
    return store.query(fill(_internal_queries()[name], params or {}))


def run_text(store: Store, sparql: str) -> Rows:
    """The answer to a SELECT or ASK of the user; the prefixes of the project need no declaration.

    Raises:
        graph.errors.QueryError: the text is no SELECT or ASK, or asks another server (nothing leaves the machine).
    """
    check_text(sparql)
    return store.query(sparql)


def check_text(sparql: str) -> str:
    """The form of a query of the user: SELECT, ASK, CONSTRUCT or DESCRIBE; 'SELECT' too when the store must say what is wrong.

    Raises:
        graph.errors.QueryRefused: it would change the graph, or asks another server (nothing leaves the machine).
    """
    if any(found["keyword"] and _asks(found["next"].upper()) for found in _SERVICE.finditer(sparql)):
        raise QueryRefused(sparql, "SERVICE vraagt een andere server, en er gaat niets naar buiten")
    head = _HEAD.match(sparql)
    first = re.match(r"\w*", sparql[head.end() if head else 0 :])
    word = first[0].upper() if first else ""
    if word in _UPDATES:
        raise QueryRefused(sparql, f"{word} verandert de graaf, en hier wordt alleen gelezen; begin met SELECT, ASK, CONSTRUCT of DESCRIBE")
    return word if word in _FORMS else "SELECT"


def _asks(following: str) -> bool:
    """Whether what stands after SERVICE can be a server; a name with a prefix may hold any letter, also one that combines."""
    return following[:1] in tuple("#<?$") or following.startswith("SILENT") or ":" in following or "SERVICE" in following


def fill(query: NamedQuery, params: Mapping[str, str]) -> str:
    """The text of ``query`` with its parameters filled in as literals."""
    known = {parameter.naam: parameter for parameter in query.parameters}
    for name in params:
        if name not in known:
            raise UnknownParameterError(query.name, name, tuple(known))
    literals = {name: _literal(query, parameter, params.get(name, "").strip()) for name, parameter in known.items()}
    return _SLOT.sub(lambda slot: literals.get(slot[1], slot[0]), query.text)


def _literal(query: NamedQuery, parameter: Parameter, value: str) -> str:
    if not value and parameter.verplicht:
        raise MissingParameterError(query.name, parameter.naam, parameter.uitleg)
    if parameter.soort == "getal" and value and not (value.isascii() and value.isdigit()):
        raise BadParameterError(query.name, parameter.naam, value, "een geheel getal")
    if parameter.soort == "zoekterm" and not _IRI.fullmatch(value):
        value = _pattern(value)
    return json.dumps(value, ensure_ascii=False)  # every JSON string is a valid SPARQL string


def _pattern(words: str) -> str:
    """A regular expression (case-insensitive) for ``words`` with or without diacritics."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", words.lower()) if not unicodedata.combining(sign))
    escaped = _REGEX_SIGNS.sub(r"\\\g<0>", plain)
    return "".join(f"[{_VARIANTS[sign]}]" if sign in _VARIANTS else sign for sign in escaped)


@cache
def _internal_queries() -> dict[str, NamedQuery]:
    return {query.name: query for query in _load(files("queries") / "sparql" / "intern")}


def _load(folder: Traversable) -> tuple[NamedQuery, ...]:
    names = sorted(entry.name.removesuffix(".rq") for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return tuple(parse(name, (folder / f"{name}.rq").read_text(encoding="utf-8")) for name in names)


def parse(name: str, text: str) -> NamedQuery:
    """Read the header of a query file.

    Raises:
        BadQueryFileError: a line is missing, or header and text name other parameters.
    """
    header = _header(text)
    for key in ("vraag", "parameters", "kolommen"):
        if not header.get(key):
            raise BadQueryFileError(name, f"de regel '# {key}: ...' ontbreekt")
    listed = [] if header["parameters"] == "geen" else [part.strip() for part in header["parameters"].split(";")]
    parameters = tuple(_parameter(name, part) for part in listed)
    used = set(_SLOT.findall(text))
    if used != {parameter.naam for parameter in parameters}:
        raise BadQueryFileError(name, f"de tekst gebruikt {sorted(used)}, de kop noemt {[parameter.naam for parameter in parameters]}")
    columns = tuple(column.strip() for column in header["kolommen"].split(","))
    return NamedQuery(name, header["vraag"], parameters, columns, text)


def _header(text: str) -> dict[str, str]:
    header: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if line.startswith("#   "):
            header[key] = f"{header.get(key, '')} {line[1:].strip()}"
        else:
            key, _, value = line[1:].strip().partition(": ")
            header[key] = value.strip()
    return header


def _parameter(query: str, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if match is None:
        raise BadQueryFileError(query, f"'{text}' is geen parameter")
    kind: ParameterKind = "zoekterm" if match["kind"] == "zoekterm" else "getal" if match["kind"] == "getal" else "tekst"
    return Parameter(match["name"], match["need"] == "verplicht", kind, match["meaning"])
