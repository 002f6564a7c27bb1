"""HTML: the main text of a page, without navigation, scripts and footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import ReadError
from extract.grenzen import MAX_DEPTH, MAX_HTML_BYTES, MAX_OPEN
from extract.read_text import decode
from extract.records import Page

NOT_CONTENT = "script, style, noscript, template, nav, footer, form, button, svg, iframe, [hidden], [aria-hidden=true], [role=navigation]"
HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
BLOCKS = frozenset(
    (
        *HEADINGS,
        *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "ul"),
        *("table", "thead", "tbody", "tfoot", "caption", "tr"),
    )
)
#: Selects whatever starts a line of its own.
ANY_BLOCK = ", ".join(sorted(BLOCKS))
#: A tag that stays open until it is closed, and the slash when it closes.
_CONTAINER = re.compile(r"<(/?)(?:article|blockquote|div|dl|ol|section|span|svg|table|template|ul)\b", re.IGNORECASE)


def read_html(path: Path, data: bytes) -> tuple[tuple[Page, ...], str]:
    """The page (always one) and its title.

    Headings start with '#', list items with a bullet, table rows stand between bars, as in Markdown.

    Raises:
        ReadError: te_groot, or leeg when no text is left.
    """
    if len(data) > MAX_HTML_BYTES:
        raise ReadError(path, "te_groot", f"is groter dan {MAX_HTML_BYTES // 1_000_000} MB; sla de pagina op zonder beelden.")
    source = decode(data, path)
    if _most_open(source) > MAX_OPEN:
        raise ReadError(path, "te_groot", "is onredelijk diep genest; sla de pagina op als PDF vanuit de browser.")
    tree = LexborHTMLParser(source)
    title_node = tree.css_first("title")
    title = " ".join(title_node.text().split()) if title_node else ""
    for node in tree.css(NOT_CONTENT):
        node.decompose()
    text = "\n\n".join(_blocks(_main(tree)))
    if not text.strip():
        raise ReadError(path, "leeg", "de webpagina bevat geen tekst; sla hem op als PDF vanuit de browser.")
    return (Page(1, text),), title


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the content: main, else the longest article, else the body."""
    main = tree.css_first("main, [role=main]")
    if main is not None and main.text().strip():
        return main
    articles = [node for node in tree.css("article") if node.text().strip()]
    return max(articles, key=lambda node: len(node.text())) if articles else tree.body


def _most_open(source: str) -> int:
    """How many containers stand open in each other at most; a guess, as tags in scripts count too."""
    depth = most = 0
    for match in _CONTAINER.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        most = max(most, depth)
    return most


def _blocks(node: LexborNode | None, depth: int = 0) -> Iterator[str]:
    """The blocks below a node as lines of text, in order."""
    inline: list[str] = []
    for child in node.iter(include_text=True) if node is not None else ():
        if depth >= MAX_DEPTH:
            inline.append(" " + child.text(deep=True, separator=" "))
        elif child.tag in BLOCKS or (child.tag not in ("-text", "td", "th") and child.css_first(ANY_BLOCK) is not None):
            if line := " ".join("".join(inline).split()):
                yield line
            inline.clear()
            yield from _block(child, depth + 1)
        elif child.tag == "br":
            inline.append(" ")
        else:
            inline.append(child.text(deep=True))
    if line := " ".join("".join(inline).split()):
        yield line


def _block(node: LexborNode, depth: int) -> Iterator[str]:
    if node.tag == "tr":
        cells = [" ".join(cell.text(separator=" ").split()) for cell in node.iter() if cell.tag in ("td", "th")]
        if any(cells):
            yield "| " + " | ".join(cells) + " |"
        return
    mark = HEADINGS.get(node.tag or "", "• " if node.tag == "li" else "")
    for i, text in enumerate(_blocks(node, depth)):
        yield mark + text if i == 0 and not text.startswith(("•", "#", "|")) else text
