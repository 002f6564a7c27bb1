"""What is to be asked: the passages of all documents that have no answer yet, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.llm.antwoord import items
from extract.llm.kosten import price, tokens_in, tokens_out
from extract.llm.opslag import Opslag
from extract.llm.passages import passages
from extract.llm.records import Passage, Taalmodel, Verbinding
from extract.llm.richtlijn import key
from extract.records import Unit


@dataclass(frozen=True, slots=True)
class Vraag:
    """One request: a passage of a document, under the name its answer will have."""

    naam: str
    document: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Telling:
    """Of one document: the names of the answers to its passages, and how many of them are to be asked."""

    document: str
    namen: tuple[str, ...]
    te_vragen: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The requests in order, and the count per document."""

    vragen: tuple[Vraag, ...]
    documenten: tuple[Telling, ...]

    @property
    def passages(self) -> int:
        """Passages of all documents."""
        return sum(len(d.namen) for d in self.documenten)

    def tokens(self, model: Taalmodel) -> tuple[int, int]:
        """Tokens to and from the model by our own estimate."""
        return sum(tokens_in(v.passage) for v in self.vragen), sum(tokens_out(v.passage, model) for v in self.vragen)

    def cost(self, model: Taalmodel, link: Verbinding) -> float:
        """Euros by our own estimate."""
        return price(link, *self.tokens(model))


def make_plan(documents: Iterable[tuple[str, Sequence[Unit]]], model: Taalmodel) -> Plan:
    """What is to be asked about documents, given by name and clean units; a damaged answer is asked again."""
    kept, asked, counts = Opslag(model.opslag), dict[str, Vraag](), list[Telling]()
    for name, units in documents:
        found = [Vraag(key(model, passage), name, passage) for passage in passages(units)]
        new = {v.naam: v for v in found if v.naam not in asked and not _is_answered(kept, v.naam)}
        counts.append(Telling(name, tuple(v.naam for v in found), len(new)))
        asked |= new
    return Plan(tuple(asked.values()), tuple(counts))


def _is_answered(kept: Opslag, name: str) -> bool:
    answer = kept.read(name)
    return answer is not None and items(answer.tekst) is not None
