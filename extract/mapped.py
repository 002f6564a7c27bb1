"""Text with a map back to the stored page: every repair keeps track of where each character came from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

Replacement = Callable[["re.Match[str]"], str]


@dataclass(slots=True)
class Mapped:
    """``text[i]`` stands at ``offsets[i]`` of page ``pages[i]``; offset -1 was put in by cleaning.

    ``breaks`` are positions in ``text`` before which other text (furniture, a page end) was left out.
    """

    text: str
    pages: list[int]
    offsets: list[int]
    breaks: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, page: int, text: str, begin: int, end: int) -> Mapped:
        """The raw stretch ``text[begin:end]`` of one page."""
        return cls(text[begin:end], [page] * (end - begin), list(range(begin, end)))

    def cut(self, begin: int, end: int) -> Mapped:
        """The part between two positions, trimmed of white space."""
        while begin < end and self.text[begin].isspace():
            begin += 1
        while end > begin and self.text[end - 1].isspace():
            end -= 1
        breaks = [b - begin for b in self.breaks if begin < b < end]
        return Mapped(self.text[begin:end], self.pages[begin:end], self.offsets[begin:end], breaks)

    def extend(self, other: Mapped, text: str) -> None:
        """Append another stretch; ``text`` is the page text in which this one ends.

        When only white space stands between the two, it comes along; otherwise a line break of our own and a break do.
        """
        end, begin = self.offsets[-1] + 1, other.offsets[0]
        if self.pages[-1] == other.pages[0] and text[end:begin].isspace():
            self.text += text[end:begin]
            self.pages += other.pages[:1] * (begin - end)
            self.offsets += range(end, begin)
        else:
            self.text += "\n"
            self.pages.append(self.pages[-1])
            self.offsets.append(-1)
            self.breaks.append(len(self.text))
        size = len(self.text)
        self.breaks += [size + b for b in other.breaks]
        self.text += other.text
        self.pages += other.pages
        self.offsets += other.offsets

    def sub(self, pattern: re.Pattern[str], replacement: Replacement) -> Mapped:
        """As ``pattern.sub``; a replacement's characters map to the first characters it replaces, extra ones to -1."""
        changes = [(m.span(), put) for m in pattern.finditer(self.text) if (put := replacement(m)) != m.group()]
        if not changes:
            return self
        parts: list[str] = []
        pages: list[int] = []
        offsets: list[int] = []
        kept: list[tuple[int, int]] = []  # (old begin, new begin) of every stretch, to move the breaks along
        old = new = 0
        for (begin, end), put in changes:
            width = min(len(put), end - begin)
            kept += [(old, new), (begin, new + begin - old)]
            parts += [self.text[old:begin], put]
            pages += self.pages[old : begin + width] + [self.pages[begin]] * (len(put) - width)
            offsets += self.offsets[old : begin + width] + [-1] * (len(put) - width)
            new += begin - old + len(put)
            old = end
        kept.append((old, new))
        parts.append(self.text[old:])
        result = Mapped("".join(parts), pages + self.pages[old:], offsets + self.offsets[old:])
        result.breaks = _moved(self.breaks, kept)
        return result


def _moved(breaks: list[int], kept: list[tuple[int, int]]) -> list[int]:
    """Positions after a substitution: never beyond the stretch that follows."""
    moved = []
    starts = [old for old, _ in kept]
    for position in breaks:
        i = bisect_left(starts, position + 1) - 1
        old, new = kept[i]
        limit = kept[i + 1][1] if i + 1 < len(kept) else new + position - old
        moved.append(min(new + position - old, limit))
    return sorted(set(moved))
