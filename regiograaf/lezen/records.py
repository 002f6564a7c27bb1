"""What passes between who asks for documents to be read and the processes that read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from extract.errors import ReadError
from extract.records import Extraction, Leeswijze
from extract.sources import Source


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What was read from one document; ``vragen`` is how many questions the shapes have about it."""

    extraction: Extraction
    vragen: int


@dataclass(frozen=True, slots=True)
class Grenzen:
    """What reading one document may take: seconds, megabytes of memory, and the times that its process may fail."""

    seconden: float = 1800.0
    megabytes: int = 4096
    pogingen: int = 3


class Lezer(Protocol):
    """Reads documents, wherever that is done."""

    def lees(self, sources: Sequence[Source], wijze: Leeswijze) -> Iterator[Gelezen | ReadError]:
        """What was read from each source or why it could not be, in the order of the sources.

        Raises:
            ModelMissing, ReadingModelsMissing: nothing can be read.
            LeesprocesError: the processes that read cannot be kept running.
        """
