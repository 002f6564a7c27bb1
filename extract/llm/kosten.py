"""What asking costs: an estimate of tokens before, and a purse that never lets a request pass the limit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from extract.llm.records import Antwoord, Passage, Taalmodel, Verbinding
from extract.llm.richtlijn import as_data, guideline, schema

#: Bytes of Dutch text per token, on the low side: models cut Dutch in pieces of three to five letters.
BYTES_PER_TOKEN = 3.2
#: Tokens of an answer per token of its passage, as a rule.
ANSWER_SHARE = 0.75
_MILLION = 1_000_000


def tokens_in(passage: Passage) -> int:
    """Tokens that a request takes by our own estimate: guideline, schema and passage."""
    return _tokens(guideline()) + _tokens(str(schema())) + _tokens(as_data(passage))


def tokens_out(passage: Passage, model: Taalmodel) -> int:
    """Tokens an answer usually takes by our own estimate."""
    return min(model.antwoordtokens, ceil(_tokens(as_data(passage)) * ANSWER_SHARE))


def price(link: Verbinding, inward: int, outward: int) -> float:
    """Euros for so many tokens."""
    return (inward * link.prijs_in + outward * link.prijs_uit) / _MILLION


def paid(link: Verbinding, passage: Passage, answer: Antwoord) -> float:
    """Euros for an answer: by what the service counted, else by our own estimate."""
    inward = answer.tokens_in or tokens_in(passage)
    return price(link, inward, answer.tokens_uit or _tokens(answer.tekst))


def at_most(link: Verbinding, passage: Passage, model: Taalmodel) -> float:
    """Euros that one request can cost by our own estimate."""
    return price(link, tokens_in(passage), model.antwoordtokens)


@dataclass(slots=True)
class Beurs:
    """Euros: ``uitgegeven`` so far, ``apart`` for the requests ``onderweg``, ``hoogstens`` in all (None: no limit)."""

    hoogstens: float | None
    uitgegeven: float = 0.0
    apart: float = 0.0
    onderweg: int = 0

    def take(self, amount: float) -> bool:
        """Set an amount apart; False when that could pass the limit."""
        if self.hoogstens is not None and self.uitgegeven + self.apart + amount > self.hoogstens:
            return False
        self.apart += amount
        self.onderweg += 1
        return True

    def settle(self, taken: float, spent: float) -> None:
        """What was set apart for a request, and what it really cost."""
        self.apart = max(0.0, self.apart - taken)
        self.onderweg -= 1
        self.uitgegeven += spent


def _tokens(text: str) -> int:
    return ceil(len(text.encode("utf-8", "replace")) / BYTES_PER_TOKEN)
