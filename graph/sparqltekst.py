"""What can be seen in the text of a query without understanding it: the words that stand outside strings, comments and IRIs."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: In this order, because a sign of one may stand in another; what none of them takes is one sign further.
_PARTS = re.compile(
    r"""
    "{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*
    | <[^<>"{}|^`\\\x00-\x20]*>
    | [?$@]\w+ | [\w.-]*:[\w:.%-]*
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)


def words(sparql: str) -> Iterator[str]:
    """The bare words of a query, in capitals: keywords, function names, numbers and the 'a' of a triple."""
    return (found["word"].upper() for found in _PARTS.finditer(sparql) if found["word"])


def names_dataset(sparql: str) -> bool:
    """Whether a query says itself, with FROM, which graphs it is about."""
    return "FROM" in words(sparql)
