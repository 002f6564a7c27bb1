"""Numbers for the categories that the learned models look at: parts of speech, dependency labels, constructions, cue words."""

from __future__ import annotations

import json
from pathlib import Path

#: What an unknown category is; the models treat it as missing.
UNKNOWN = -1


class Codes:
    """Category -> number per field; a book that is still open gives new categories the next number."""

    def __init__(self, fields: dict[str, dict[str, int]] | None = None) -> None:
        """Start from known numbers, or open and empty."""
        self.fields = fields if fields is not None else {}
        self.is_open = fields is None

    def __call__(self, field: str, value: str) -> int:
        """The number of a category; UNKNOWN when it was never seen in training."""
        if not self.is_open:
            return self.fields[field].get(value, UNKNOWN) if field in self.fields else UNKNOWN
        known = self.fields.setdefault(field, {})
        return known.setdefault(value, len(known))

    def save(self, path: Path) -> None:
        """Write the book as JSON."""
        path.write_text(json.dumps(self.fields, ensure_ascii=False, indent=0, sort_keys=True), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Codes:
        """Read a book; it is closed."""
        return cls(json.loads(path.read_text(encoding="utf-8")))
