"""Names that are stable and readable: slugs for IRIs and document ids, hashes for ids of records."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from ontology.prefixes import ID

_SLUG_LENGTH = 80
_SEPARATORS = re.compile(r"[\s\-_/,.;:'\u2018\u2019`()]+")
_LOST = re.compile(r"[^a-z0-9-]")


def fold(text: str) -> str:
    """``text`` without case and diacritics: what a search compares."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def slug(text: str) -> str:
    """A readable name for an IRI: lower case, diacritics folded, words joined by '-'.

    Texts that differ only in case, diacritics or separators share a slug. When more is lost (other signs or scripts,
    a very long text) a '~' and a hash of the folded text follow, which no plain slug holds: 'zorg 65+' and 'zorg 65'
    stay two names.
    """
    joined = _SEPARATORS.sub("-", fold(text)).strip("-")
    plain = _LOST.sub("", joined)
    if plain and plain == joined and len(plain) <= _SLUG_LENGTH:
        return plain
    return f"{plain[:_SLUG_LENGTH].strip('-')}~{digest(joined, length=10)}"


def digest(*parts: str, length: int = 20) -> str:
    """A short hash of the parts together (hexadecimal); the order and the borders between parts count."""
    joined = "\x1f".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def region_concept(region: str, key: str) -> str:
    """The IRI of a concept of a region itself; ``key`` tells the concepts of one region apart."""
    return f"{ID}begrip/{slug(region)}/{slug(key)}"
