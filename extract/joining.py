"""Sentences cut by a page end, a column or a side bar, made whole again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.blocks import CUT_WORDS, Block
from extract.grenzen import MAX_BLOCK
from extract.opmaak import pattern, words
from extract.records import Page


def is_open(block: Block) -> bool:
    """Whether a block is a sentence that was cut off: running text without an end."""
    if block.kind not in (None, "opsomming") or not pattern("open_einde").search(block.text):
        return False
    tokens = block.text.split()
    if len(tokens) >= CUT_WORDS or block.text[-1] in ",-":
        return True
    return len(tokens) >= CUT_WORDS // 2 + 1 and tokens[-1].casefold() in words("functiewoord")


def _unfinished(block: Block) -> bool:
    return is_open(block) or (is_rest(block) and bool(pattern("open_einde").search(block.text)))


def is_rest(block: Block) -> bool:
    """Whether a block is the rest of a sentence that began elsewhere."""
    if block.kind is not None or block.numbered or not pattern("vervolg").match(block.text):
        return False
    return bool(pattern("zin").search(block.text)) or not (block.debris or block.chart)


def make_whole(blocks: Sequence[Block], pages: Mapping[int, Page]) -> list[Block]:
    """Join sentences cut by removed furniture, by a column or by a page end; breaks mark the places.

    Pages are taken one by one. Where every rest stands right behind a cut sentence, each is joined to it. Otherwise the
    columns of the page are out of order, and only what follows with nothing in between, or a pair that is the only one
    possible, is joined: no join is better than a sentence nobody wrote. ``pages`` are the pages by number.
    """
    by_page: dict[int, list[Block]] = {}
    for block in blocks:
        by_page.setdefault(block.page, []).append(block)
    following: dict[int, Block] = {}
    taken: set[int] = set()
    left: list[Block] = []
    settled = True
    ahead: Block | None = None
    for found in by_page.values():
        rests = _rests(found, ahead, across=settled and len(left) <= 1)
        ahead = next((b for b in reversed(found) if b.kind != "bron"), ahead)
        pairs = _pairs(found, rests, left, pages)
        following |= {id(head): rest for head, rest in pairs}
        taken |= {id(rest) for _, rest in pairs}
        settled = all(id(rest) in taken for rest, _ in rests)
        left = [b for b in found if settled and is_open(b) and not _may_be_heading(b) and id(b) not in following]
    whole: list[Block] = []
    for block in (block for block in blocks if id(block) not in taken):
        whole.append(block)
        rest = following.get(id(block))
        while rest:
            if len(whole[-1].text) + len(rest.text) <= MAX_BLOCK:
                whole[-1].piece.extend(rest.piece, pages[whole[-1].piece.pages[-1]].text)
            else:
                whole.append(rest)
            rest = following.get(id(rest))
    return whole


Rest = tuple[Block, Block | None]


def _rests(found: Sequence[Block], ahead: Block | None, *, across: bool) -> list[Rest]:
    """The rests on a page, each with the cut sentence right before it, if there is one (``across``: also a page back)."""
    rests: list[Rest] = []
    for block in found:
        if is_rest(block) or (ahead and _goes_on(ahead, block)):
            near = ahead and _unfinished(ahead) and (across or ahead.page == block.page)
            rests.append((block, ahead if near else None))
        ahead = ahead if block.kind == "bron" else block
    return rests


def _pairs(found: Sequence[Block], rests: Sequence[Rest], left: Sequence[Block], pages: Mapping[int, Page]) -> list[tuple[Block, Block]]:
    """The cut sentences and rests of one page that belong together; ``left`` are the cut sentences of the page before."""
    pairs = [(head, rest) for rest, head in rests if head]
    if len(pairs) == len(rests):
        return pairs
    pairs = [(head, rest) for head, rest in pairs if _touch(head, rest, pages)]
    used = {id(block) for pair in pairs for block in pair} | {id(rest) for rest, _ in rests}
    heads = [b for b in found if is_open(b) and not _may_be_heading(b) and id(b) not in used]
    paired = {id(rest) for _, rest in pairs}
    lone = [rest for rest, _ in rests if id(rest) not in paired]
    return pairs + _sure_pairs(left, heads, lone, first=found[0])


def _touch(head: Block, rest: Block, pages: Mapping[int, Page]) -> bool:
    """Whether nothing but white space stands between two blocks of one page."""
    begin, end = head.piece.offsets[-1] + 1, rest.piece.offsets[0]
    return head.page == rest.page and begin <= end and not pages[head.page].text[begin:end].strip()


def _goes_on(head: Block, block: Block) -> bool:
    """Whether a cut sentence that ends in a function word goes on with a name ('in de stad en', 'Dorpen groeien.')."""
    tokens = head.text.split()
    if block.kind is not None or block.numbered or tokens[-1].casefold() not in words("functiewoord") or _may_be_heading(head):
        return False
    name = block.text[0].isupper() and block.text.split()[0].casefold() not in words("functiewoord")
    return name and is_open(head) and bool(pattern("zin").search(block.text))


def _sure_pairs(before: Sequence[Block], heads: Sequence[Block], rests: Sequence[Block], first: Block) -> list[tuple[Block, Block]]:
    """Pairs of a cut sentence (on the page before, or elsewhere on this page) and a rest, where only one is possible.

    A lone rest that is the ``first`` block of its page belongs to the page before. A rest that starts with a joining
    word ('maar', 'waardoor') belongs to the last sentence cut after a comma.
    """
    if len(before) == len(rests) == 1 and rests[0] is first:
        return [(before[0], first)]
    commas = [b for b in before if b.text.endswith(",")]
    fitting = [b for b in rests if pattern("vervolg_na_komma").match(b.text)]
    pairs = [(commas[-1], fitting[0])] if commas and len(fitting) == 1 else []
    free = [b for b in (*before, *heads) if all(b is not head for head, _ in pairs)]
    lone = [b for b in rests if all(b is not rest for _, rest in pairs)]
    return [*pairs, (free[0], lone[0])] if len(free) == len(lone) == 1 else pairs


def _may_be_heading(block: Block) -> bool:
    """Whether an unfinished block could as well be a heading, a list (its last item often has no stop) or a chart label."""
    listed = block.kind is not None or bool(block.numbered) or bool(pattern("streep_na_leesteken").search(block.text))
    if listed or block.debris or pattern("nummerkop").match(block.text):
        return True
    runs_on = block.text[-1] == "," or ". " in block.text or block.text.split()[-1].casefold() in words("functiewoord")
    return not runs_on and len(block.text.split()) <= 2 * CUT_WORDS
