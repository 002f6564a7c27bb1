"""The answers of a model on disk, one file each: what was answered once is never asked again, and is there without a network."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extract.llm.fouten import OpslagFout
from extract.llm.records import Antwoord

#: Larger files were not written by us.
MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Opslag:
    """The folder ``map``; it is made with the first answer."""

    map: Path

    def has(self, key: str) -> bool:
        """Whether there is a file for this answer, whole or not."""
        return self._place(key).is_file()

    def read(self, key: str) -> Antwoord | None:
        """The answer of that name; None when it is not there or its file is damaged (``has`` tells which)."""
        try:
            path = self._place(key)
            if path.stat().st_size > MAX_BYTES:
                return None
            row = json.loads(path.read_text(encoding="utf-8"))
            answer = Antwoord(row["antwoord"], row["tokens_in"], row["tokens_uit"])
            return answer if isinstance(answer.tekst, str) and row["controle"] == _check(key, answer) else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def write(self, key: str, answer: Antwoord) -> None:
        """Keep an answer; who stops halfway leaves no half file.

        Raises:
            OpslagFout: the folder cannot be written.
        """
        path = self._place(key)
        row = {"antwoord": answer.tekst, "tokens_in": answer.tokens_in, "tokens_uit": answer.tokens_uit, "controle": _check(key, answer)}
        half = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(row, ensure_ascii=True), encoding="utf-8")
            half.replace(path)
        except OSError as error:
            with suppress(OSError):
                half.unlink()
            raise OpslagFout(self.map) from error

    def _place(self, key: str) -> Path:
        return self.map / key[:2] / f"{key}.json"


def _check(key: str, answer: Antwoord) -> str:
    """A hash by which a file that was cut off, changed or put under another name shows."""
    told = json.dumps([key, answer.tekst, answer.tokens_in, answer.tokens_uit], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()
