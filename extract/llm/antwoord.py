"""From what a model wrote to loose items: any text may come in, at most MOST_ITEMS objects come out, nothing raises."""

from __future__ import annotations

import json

#: Items of one answer that are looked at.
MOST_ITEMS = 80


def items(text: str) -> list[dict[str, object]] | None:
    """The objects under 'beweringen'; None when the text is no such answer.

    Thinking out loud before the answer, and a Markdown fence or words around it, are passed over. An answer that
    was cut off is no answer: what is missing from it is not known.
    """
    said = text.rpartition("</think>")[2]
    for candidate in (said, said[said.find("{") : said.rfind("}") + 1]):
        found = _parsed(candidate)
        if found is not None:
            return found
    return None


def _parsed(text: str) -> list[dict[str, object]] | None:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    listed = read.get("beweringen") if isinstance(read, dict) else None
    if not isinstance(listed, list):
        return None
    return [item for item in listed[:MOST_ITEMS] if isinstance(item, dict)]
