"""Finding a concept by a few letters of its name."""

from __future__ import annotations

from ontology.namen import fold
from queries.facts import Concept
from queries.lezing import Lezing


def find_concepts(lezing: Lezing, words: str, maximum: int = 12) -> list[Concept]:
    """The concepts whose label holds all words: those that begin with them first, then the shortest; of the scheme before of a region."""
    wanted = fold(words).split()
    found = [concept for concept in lezing.concepts.values() if wanted and all(word in fold(concept.label) for word in wanted)]
    start = " ".join(wanted)
    return sorted(found, key=lambda c: (not fold(c.label).startswith(start), not c.rol, len(c.label), c.label, c.iri))[:maximum]
