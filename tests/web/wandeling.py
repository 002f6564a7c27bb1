"""What the walk through the manual uses: pictures of the pages, and the words that were on the screen."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

HANDLEIDING = Path(__file__).resolve().parents[2] / "docs" / "handleiding.md"
#: A picture of the manual is at most this big, in bytes.
HOOGSTENS = 150_000
_RAND = 10

_GEZIEN = """() => {
  const labels = [...document.querySelectorAll("[aria-label], [title]")].flatMap((e) => [e.ariaLabel, e.title]);
  const keuzes = [...document.querySelectorAll("option")].map((e) => e.textContent);
  return [document.title, document.body.innerText, ...labels, ...keuzes].filter(Boolean).join("\\n");
}"""
_VAK = "(e) => { const r = e.getBoundingClientRect(); return [r.left, r.top + scrollY, r.right, r.bottom + scrollY]; }"
_TOETSEN = """() => [...document.querySelectorAll("kbd")].filter((e) => e.checkVisibility()).map((e) => e.textContent.trim())"""


def plain(text: str) -> str:
    """Text as it is compared: one space for every run of white space."""
    return " ".join(text.split())


def chapters() -> dict[str, str]:
    """The text under every second heading of the manual, by its title without number."""
    parts = re.split(r"^## (?:\d+\. )?(.+)$", HANDLEIDING.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def quoted(text: str) -> list[str]:
    """The words that the manual sets in bold: those are on the screen."""
    return [plain(words) for words in re.findall(r"\*\*(.+?)\*\*", text, flags=re.DOTALL)]


def keys(text: str) -> set[str]:
    """The keys that the manual names."""
    return set(re.findall(r"<kbd>(.+?)</kbd>", text))


def pictures(text: str) -> list[tuple[str, str]]:
    """The alternative text and file name of every picture of the manual."""
    return re.findall(r"!\[([^\]]*)\]\(beeld/handleiding/([^)]+)\)", text)


@dataclass
class Wandeling:
    """One walk through the workbench: where it is, what it saw, and the pictures it made."""

    page: Page
    url: str
    map: Path
    hoofdstuk: str = ""
    gezien: defaultdict[str, str] = field(default_factory=lambda: defaultdict(str))
    toetsen: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    platen: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def naar(self, path: str) -> None:
        """Go to a page of the workbench."""
        self.page.goto(self.url + path)

    def kijk(self) -> None:
        """Remember the words and keys on the screen under the chapter that is walked."""
        self.gezien[self.hoofdstuk] += "\n" + plain(self.page.evaluate(_GEZIEN))
        self.toetsen[self.hoofdstuk] |= set(self.page.evaluate(_TOETSEN))

    def plaat(self, naam: str, *wat: Locator | str, hoogte: int = 900) -> None:
        """Make a picture of the part of the page that holds all of ``wat`` (none: the window), at most ``hoogte`` pixels high."""
        self.kijk()
        self.page.evaluate("document.activeElement?.blur?.()")
        self.page.mouse.move(0, 0)
        found = [self.page.locator(one).first if isinstance(one, str) else one.first for one in wat]
        clip = self._around(found) if found else {"x": 0, "y": 0, "width": self.page.evaluate("innerWidth"), "height": hoogte}
        clip["height"] = min(clip["height"], hoogte)
        taken = self.page.screenshot(full_page=bool(found), clip=clip, caret="initial")
        self.platen[self.hoofdstuk].append(naam)
        (self.map / naam).write_bytes(small(taken))

    def _around(self, found: Sequence[Locator]) -> dict[str, float]:
        boxes = [one.evaluate(_VAK) for one in found]
        left, top = max(0, min(b[0] for b in boxes) - _RAND), max(0, min(b[1] for b in boxes) - _RAND)
        right = min(self.page.evaluate("innerWidth"), max(b[2] for b in boxes) + _RAND)
        return {"x": left, "y": top, "width": right - left, "height": max(b[3] for b in boxes) + _RAND - top}


def small(png: bytes) -> bytes:
    """A picture with as many colours as fit: screens have few, and a manual must be light."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        made = io.BytesIO()
        image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        if made.tell() <= HOOGSTENS:
            break
    return made.getvalue()
