"""What is said to the model: our guideline (richtlijn.md), the shape of an answer (antwoord.json), and a passage as data."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import cast

from extract.llm.records import Passage, Taalmodel


@cache
def guideline() -> str:
    """The guideline that goes with every passage."""
    return _file("richtlijn.md")


@cache
def schema() -> dict[str, object]:
    """The JSON schema of an answer."""
    return cast("dict[str, object]", json.loads(_file("antwoord.json")))


@cache
def version() -> str:
    """Eight hex digits over guideline and schema: an answer to another guideline is another answer."""
    return hashlib.sha256(f"{guideline()}\0{_file('antwoord.json')}".encode()).hexdigest()[:8]


def describe(model: Taalmodel) -> str:
    """Model and guideline, for the provenance of what was read with it."""
    return f"taalmodel {model.naam}, richtlijn {version()}"


def as_data(passage: Passage) -> str:
    """A passage as the JSON object that is sent: text in it can never be taken for a part of the request itself."""
    return json.dumps({"koppen": list(passage.koppen), "tekst": passage.tekst}, ensure_ascii=False)


def messages(passage: Passage) -> list[dict[str, str]]:
    """The two messages of one request."""
    return [{"role": "system", "content": guideline()}, {"role": "user", "content": as_data(passage)}]


def key(model: Taalmodel, passage: Passage) -> str:
    """The name of an answer: a SHA-256 over all that decides it."""
    decisive = [version(), model.naam, f"{model.temperatuur:g}", model.antwoordtokens, as_data(passage)]
    return hashlib.sha256(json.dumps(decisive, ensure_ascii=True).encode()).hexdigest()


def _file(name: str) -> str:
    return resources.files("extract").joinpath("llm", name).read_text(encoding="utf-8").replace("\r\n", "\n")
