"""Small pieces of Dutch, and of identity, that every finding uses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from queries.records import Proof

#: Months as Dutch writes them.
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def written_date(day: str) -> str:
    """'2026-11-22' as '22 november 2026'; a text that is no ISO day stays what it is."""
    try:
        known = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{known.day} {MAANDEN[known.month - 1]} {known.year}"


def enumeration(words: Sequence[str]) -> str:
    """'a', 'a en b', 'a, b en c'."""
    return " en ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def count(number: int, one: str, many: str) -> str:
    """'1 pijl', '3 pijlen'."""
    return f"{number} {one if number == 1 else many}"


def places(proofs: Iterable[Proof]) -> str:
    """Documents with their pages: 'x.pdf (p. 3 en 7) en y.pdf (p. 2)'."""
    pages: dict[tuple[str, str], set[int]] = {}
    for proof in proofs:
        pages.setdefault((proof.document, proof.document_id), set()).add(proof.pagina)
    return enumeration([f"{document} ({page_list(numbers)})" for (document, _), numbers in sorted(pages.items())])


def page_list(numbers: Iterable[int]) -> str:
    """'p. 3 en 7'."""
    return f"p. {enumeration([str(number) for number in sorted(set(numbers))])}"


def distinct(proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    """The proofs in their order, each place once."""
    return tuple(dict.fromkeys(proofs))


def documents_of(proofs: Iterable[Proof]) -> tuple[str, ...]:
    """The file names of the documents of the proofs, sorted."""
    return tuple(sorted({proof.document for proof in proofs}))


def finding_id(soort: str, *parts: Iterable[str]) -> str:
    """An id that stays the same while the kind, the documents or region, and the concepts or quotes do."""
    material = "\x1e".join("\x1f".join(part) for part in ((soort,), *parts))
    return f"{soort}-{hashlib.sha256(material.encode()).hexdigest()[:12]}"
