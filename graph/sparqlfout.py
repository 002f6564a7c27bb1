"""Oxigraph's message about a query that it cannot read, in Dutch: where, and what it expected there."""

from __future__ import annotations

import re

_MESSAGE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
#: Parts of Oxigraph's list that say in words what is wrong, and what they mean; they go before what it expected.
_WORDS = {
    "Prefix not found": "dit voorvoegsel is niet bekend; zet bovenaan PREFIX naam: <adres>",
    "The SELECT overrides an existing variable using an expression": "AS geeft een naam die al een variabele is; kies een nieuwe naam",
    "The SELECT contains a variable that is unbound": "na SELECT staat een variabele die niet in GROUP BY staat en niet geteld wordt",
}
#: A keyword or a sign between quotes; the rest of the list are classes of characters that help nobody.
_READABLE = re.compile(r'"(?:\\.|[^"\\])+"|[A-Za-z][A-Za-z0-9]*')
_SHOWN = 6


def dutch(message: str) -> str:
    """The message in one Dutch line; a message of another form stays as it is."""
    match = _MESSAGE.fullmatch(message.strip())
    if match is None:
        return message
    line, column, listed = match.groups()
    where = f"regel {line}, teken {column}"
    for words, meaning in _WORDS.items():
        if words in listed:
            return f"{where}: {meaning}"
    expected = [part for part in listed.split(", ") if _READABLE.fullmatch(part)]
    more = " of iets anders" if len(expected) > _SHOWN else ""
    return f"{where}: hier klopt de tekst niet" + (f"; verwacht: {' '.join(expected[:_SHOWN])}{more}" if expected else "")
