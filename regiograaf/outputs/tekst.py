"""Text on its way to a page: readable, short, wrapped; never altered in meaning."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

#: Where the templates, styles and scripts of the outputs are.
TEMPLATES = Path(__file__).parent / "templates"

# A PDF reader writes U+FFFE or U+0002 for the hyphen at a line end: the word goes on.
_LINE_END_HYPHEN = re.compile("[\u0002\ufffe\u00ad]\\s*")
# Bidirectional controls could make a label read differently from what it holds.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
# Characters that XML 1.0, and so an office file, cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Dutch compounds up to this length stay whole, also when they are wider than a line.
_VERY_LONG = re.compile(r"(\S{28})(?=\S{3})")


def toonbaar(tekst: str) -> str:
    """Text as it is shown: one line, line-end hyphens joined, characters that cannot be seen removed."""
    joined = _LINE_END_HYPHEN.sub("", tekst)
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", joined)).split())


def leesbaar(tekst: str) -> str:
    """Text of a page as it is shown: its own lines, without the characters that cannot be seen or that turn text around."""
    return _INVISIBLE.sub("", _LINE_END_HYPHEN.sub("", tekst))


def xml_tekst(tekst: str) -> str:
    """The same text with U+FFFD for every character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", tekst)


def kort(tekst: str, maximum: int) -> str:
    """At most ``maximum`` characters, cut at a word where that costs little, with '…' as the last one."""
    schoon = toonbaar(tekst)
    if len(schoon) <= maximum:
        return schoon
    cut = schoon[: maximum - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > maximum * 0.6 else cut).rstrip(" ,;:.-") + "…"


def regels(tekst: str, breedte: int, maximum: int = 4) -> list[str]:
    """Wrap to lines of ``breedte`` characters; what does not fit in ``maximum`` lines ends in '…'."""
    split = _VERY_LONG.sub(r"\1- ", toonbaar(tekst))
    return textwrap.wrap(split, breedte, max_lines=maximum, placeholder="…", break_long_words=False) or [""]


def aantal(getal: int, enkelvoud: str, meervoud: str) -> str:
    """'1 bewering', '3 beweringen'."""
    return f"{getal} {enkelvoud if getal == 1 else meervoud}"


def omgeving() -> Environment:
    """A Jinja environment for HTML outputs: everything escaped, an unknown variable is an error."""
    loader = FileSystemLoader(TEMPLATES)
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.globals["aantal"] = aantal
    return env
