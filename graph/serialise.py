"""Writing a dataset out, and one hash for all that it says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Literal

import pyoxigraph as ox

from graph import iris
from graph.errors import ExportError
from graph.store import Store
from ontology.prefixes import PREFIXES

Format = Literal["ttl", "trig", "jsonld", "nq"]

_FORMATS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nq": ox.RdfFormat.N_QUADS,
}
#: Names below these hold slashes, which Turtle can shorten only with a backslash: whole IRIs read better.
_NOT_SHORTENED = {"rgid", "graaf", "gebied"}
_PREFIX_LINES = re.compile(r"\A(?:@prefix .*\n)+")


def export(store: Store, format: Format, documents: Iterable[str] | None = None) -> str:
    """The whole dataset, or the graphs of these documents (by id), as text; the same graph gives the same text.

    Args:
        store: where the graphs are.
        format: 'trig', 'jsonld' and 'nq' keep the named graphs; 'ttl' holds their union, each triple once.
        documents: ids of documents; None for everything.

    Raises:
        ExportError: an unknown document or format.
    """
    if format not in _FORMATS:
        raise ExportError(f"Formaat '{format}' bestaat niet. Kies uit: {', '.join(_FORMATS)}.")
    names = _names(store, documents)
    quads = [quad for name in names for quad in ox.parse("\n".join(store.nquads([name])), ox.RdfFormat.N_QUADS)]
    statements = list(dict.fromkeys(quad.triple for quad in quads)) if format == "ttl" else quads
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in _NOT_SHORTENED}
    written = ox.serialize(statements, format=_FORMATS[format], prefixes=prefixes) or b""
    return _PREFIX_LINES.sub(_sorted_lines, written.decode("utf-8"))


def graph_hash(store: Store, known: dict[str, tuple[int, str]] | None = None) -> str:
    """One SHA-256 for all but when it was built and how it is looked at: equal hash, equal graph.

    It is taken over the named graphs in order, each by its name and the SHA-256 of its sorted N-Quads.

    Args:
        store: where the graphs are.
        known: the hash of each graph and its version when that was taken; what still holds is used, the rest is brought up to date.
    """
    digests = {}
    for name in store.graphs():
        version, digest = (known or {}).get(name, (-1, ""))
        if version != store.version(name):
            version = store.version(name)
            digest = graph_digest(store, name)
        if known is not None:
            known[name] = version, digest
        digests[name] = digest
    return hash_of(digests)


def graph_digest(store: Store, name: str) -> str:
    """The SHA-256 of the sorted N-Quads of one named graph."""
    return hashlib.sha256("".join(f"{line}\n" for line in store.nquads([name])).encode("utf-8")).hexdigest()


def hash_of(digests: Mapping[str, str]) -> str:
    """The hash of a graph by the digests of its named graphs; graaf:bouwlog and graaf:weergaven do not count."""
    lines = [f"{name} {digest}\n" for name, digest in sorted(digests.items()) if name not in (iris.BOUWLOG, iris.WEERGAVEN)]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def _names(store: Store, documents: Iterable[str] | None) -> list[str]:
    present = store.graphs()
    if documents is None:
        return present
    wanted = {iris.document_graph_iri(document): document for document in documents}
    missing = sorted(document for name, document in wanted.items() if name not in present)
    if missing:
        raise ExportError(f"Niet in de graaf: {', '.join(missing)}. Vraag op wat er wel is met: regiograaf vraag documenten.")
    return sorted(wanted)


def _sorted_lines(match: re.Match[str]) -> str:
    """Oxigraph writes the prefixes in an order that changes from run to run."""
    return "".join(sorted(match.group().splitlines(keepends=True)))
