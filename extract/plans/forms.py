"""The entries of a lexicon of plan facts: a form, what must stand in the same text, and what the entry says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.words import lexicon


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say something: ``vorm``, with ``nodig`` anywhere in the same text; ``velden`` are the other keys."""

    vorm: re.Pattern[str]
    nodig: re.Pattern[str]
    velden: dict[str, str]

    def search(self, text: str) -> re.Match[str] | None:
        """The hit in a text that also holds what is needed."""
        hit = self.vorm.search(text)
        return hit if hit and self.nodig.search(text) else None


@cache
def forms_of(file: str, name: str) -> tuple[Form, ...]:
    """The forms of one list of a lexicon, in the order of the file."""
    return tuple(
        Form(
            re.compile(str(e["vorm"])),
            re.compile(str(e.get("nodig", ""))),
            {k: str(v) for k, v in e.items() if k not in ("vorm", "nodig", "voorbeelden", "niet")},
        )
        for e in lexicon(file)[name]
    )


def first(file: str, name: str, text: str) -> Form | None:
    """The first form of a list that fits a text."""
    return next((form for form in forms_of(file, name) if form.search(text)), None)


def holds(file: str, name: str, text: str) -> bool:
    """Whether any form of a list fits a text."""
    return first(file, name, text) is not None
