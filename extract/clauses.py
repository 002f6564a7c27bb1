"""Clauses by their borders, for cues that join clauses: a parse loses the end of a clause more often than its words do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.spans import Positions, is_finite, tidy
from extract.tokens import end_of, first_of, plain
from extract.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def _opens_clause(token: Token) -> bool:
    """Whether a new clause begins at this word: a conjunction behind a comma, or one that needs no comma."""
    known, i = plain(token.doc), token.i
    if i == known.begin[i]:
        return False
    return known.lower[i] in word_set("altijd_grens") or (known.lower[i - 1] == "," and known.lower[i] in word_set("zinsdeelgrens"))


def _pending(token: Token) -> bool:
    """Whether a word opens a relative or subordinate clause whose verb is still to come."""
    relative = token.lower_ in word_set("betrekkelijk") and token.pos_ in {"PRON", "ADV", "SCONJ"}
    return (relative and token.i > first_of(token) and token.nbor(-1).pos_ not in {"VERB", "AUX", "ADP"}) or token.pos_ == "SCONJ"


def verb_second(cue: Token) -> int | None:
    """Position of the finite verb of the main clause behind an opening phrase ('Door X | stijgt ...'), over relative clauses."""
    pending, doc = 0, cue.doc
    for i in range(cue.i + 1, end_of(cue)):
        if doc[i].text in {";", ":"}:
            return None
        pending += _pending(doc[i])
        if _can_be_finite(doc[i]) and doc[i - 1].pos_ not in {"DET", "ADP"}:
            if not pending:
                return i
            pending -= 1
    return None


def _can_be_finite(token: Token) -> bool:
    """A finite verb, or one the tagger takes for an infinitive ('ontmoeten inwoners elkaar')."""
    return token.pos_ in {"VERB", "AUX"} and "Part" not in token.morph.get("VerbForm", [])


def clause_end(doc: Doc, begin: int, end: int) -> int:
    """Where the clause that begins at ``begin`` stops: the next border, at most ``end``."""
    return next((i for i in range(begin + 1, end) if doc[i].text in {";", ":"} or _opens_clause(doc[i])), end)


def from_verb(cue: Token) -> list[Positions]:
    """The main clauses behind an opening phrase, from their verb on."""
    begin = verb_second(cue)
    if begin is None:
        return []
    return clauses(cue.doc, tidy(cue.doc, range(begin, clause_end(cue.doc, begin, end_of(cue)))))


def clauses(doc: Doc, positions: Positions) -> list[Positions]:
    """A stretch of text as its coordinated clauses, each without the frame around it."""
    return [bare(doc, part) for part in split_clauses(doc, positions)]


def infinitive_clause(marker: Token) -> Positions:
    """'om ... te helpen', 'door in te zetten op preventie': the words behind the marker; () when there is no 'te' with a verb."""
    doc, found, pending, end = marker.doc, False, 0, end_of(marker)
    opens = opens_sentence(marker)
    known, last = plain(doc), end
    for i in range(marker.i + 1, last):
        token = known.tokens[i]
        to = known.lower[i] in word_set("te") and i + 1 < last and known.pos[i + 1] in {"VERB", "AUX"}
        after_to = _behind_to(doc, i, opens=opens)
        pending += _pending(token)
        if token.text in {";", ":"} or (_opens_clause(token) and token.lower_ != "en"):
            end = i
            break
        if is_finite(token) and not after_to:
            if not pending:
                end = i
                break
            pending -= 1
        if token.text == "," and found and not _more_infinitives(doc, i, last):
            end = i
            break
        found = found or to
    return tidy(doc, range(marker.i + 1, end)) if found else ()


def _behind_to(doc: Doc, i: int, *, opens: bool) -> bool:
    """Whether a verb belongs to an infinitive ('te kunnen bieden'); behind an opening phrase the next verb is the main one."""
    lower, pos = plain(doc).lower, plain(doc).pos
    if lower[i - 1] in word_set("te"):
        return True
    return lower[i - 2] in word_set("te") and (pos[i - 1] == "AUX" or (not opens and pos[i - 1] == "VERB"))


def _more_infinitives(doc: Doc, begin: int, end: int) -> bool:
    """Whether another 'te' with a verb follows before a finite verb or a new clause."""
    for i in range(begin + 1, end - 1):
        if doc[i].lower_ in word_set("te") and doc[i + 1].pos_ in {"VERB", "AUX"}:
            return True
        if is_finite(doc[i]) or doc[i].text in {";", ":"} or doc[i].lower_ in word_set("altijd_grens"):
            return False
    return False


def split_infinitives(doc: Doc, positions: Positions) -> list[Positions]:
    """'a te doen en b te doen' -> two; 'te signaleren en te handelen' stays one, as the second says nothing by itself."""
    for k, i in enumerate(positions):
        if doc[i].pos_ == "CCONJ" or doc[i].text == ",":
            left, right = positions[:k], positions[k + 1 :]
            full = sum(doc[j].pos_ in {"NOUN", "PROPN", "ADJ"} for j in right) > 0
            if full and _has_infinitive(doc, left) and _has_infinitive(doc, right):
                return [tidy(doc, left), *split_infinitives(doc, _unmarked(doc, right))]
    return [positions]


def _has_infinitive(doc: Doc, positions: Positions) -> bool:
    return any(doc[i].lower_ in word_set("te") for i in positions)


def _unmarked(doc: Doc, positions: Positions) -> Positions:
    kept = tidy(doc, positions)
    while kept and doc[kept[0]].lower_ in word_set("beknopte_bijzin"):
        kept = tidy(doc, kept[1:])
    return kept


def opens_sentence(cue: Token) -> bool:
    """Whether only punctuation and adverbs ('Mede door') stand before the cue in its sentence."""
    before = cue.doc[first_of(cue) : cue.i]
    return len(before) <= 3 and all(t.is_punct or t.lower_ in word_set("rand") for t in before)


def right_of(cue: Token, *, opens_sentence: bool) -> Positions:
    """The clause after a conjunction: up to the next clause, or the main verb when the conjunction opens the sentence."""
    doc, end, verb_seen = cue.doc, end_of(cue), False
    for i in range(cue.i + 1, end_of(cue)):
        token, before = doc[i], doc[i - 1]
        if token.text in {";", ":"} or (i > cue.i + 1 and _opens_clause(token)):
            end = i
            break
        verbs = {token.pos_, before.pos_} <= {"VERB", "AUX"} and is_finite(token)
        main = before.text == "," and (token.pos_ in {"VERB", "AUX"} or (doc[i - 2].pos_ in {"VERB", "AUX"} and token.pos_ != "CCONJ"))
        if opens_sentence and (main or (verb_seen and verbs)):
            end = i
            break
        verb_seen = verb_seen or is_finite(token)
    return tidy(doc, range(cue.i + 1, end))


def left_of(cue: Token) -> Positions:
    """The clause before a conjunction: from the sentence start or the last clause border."""
    doc, begin = cue.doc, first_of(cue)
    for i in range(cue.i - 1, first_of(cue) - 1, -1):
        if doc[i].text in {";", ":"} or (_opens_clause(doc[i]) and i < cue.i - 1):
            begin = i + 1
            break
    return bare(doc, tidy(doc, range(begin, cue.i)))


def around(cue: Token, banned: set[int]) -> Positions:
    """The clause that a prepositional phrase stands in: between clause borders, without the phrase itself."""
    doc, begin, last = cue.doc, first_of(cue), max([cue.i, *banned])
    for i in range(cue.i - 1, first_of(cue) - 1, -1):
        if doc[i].text in {";", ":"} or (_opens_clause(doc[i]) and i not in banned):
            begin = i + 1
            break
    end = clause_end(doc, last, end_of(cue)) if last + 1 < end_of(cue) else end_of(cue)
    return bare(doc, tidy(doc, (i for i in range(begin, end) if i not in banned)))


def split_clauses(doc: Doc, positions: Positions) -> list[Positions]:
    """'a gebeurt en b gebeurt' -> two clauses, when both sides of the conjunction or comma hold a finite verb."""
    for k, i in enumerate(positions):
        if doc[i].pos_ == "CCONJ" or doc[i].text == ",":
            left, right = positions[:k], positions[k + 1 :]
            if k and is_finite(doc[positions[0]]) and not (right and is_finite(doc[right[0]])):
                continue  # 'groeit de druk en de onrust', 'kan A en B worden gedaan': one clause with its verb in front
            if (_complete(doc, left) and _complete(doc, right)) or (_ends_in_verb(doc, left) and _ends_in_verb(doc, right)):
                return [tidy(doc, left), *split_clauses(doc, tidy(doc, right))]
    return [positions]


def _ends_in_verb(doc: Doc, positions: Positions) -> bool:
    """'inwoners hulp krijgen': a verb-final clause, whatever form the tagger gives the verb."""
    if len(positions) < 2 or doc[positions[-1]].pos_ not in {"VERB", "AUX"}:
        return False
    marked = any(doc[i].lower_ in word_set("te") or _pending(doc[i]) for i in positions[1:])
    return not marked and any(doc[i].pos_ in {"NOUN", "PROPN"} for i in positions[:-1])


def _complete(doc: Doc, positions: Positions) -> bool:
    """Whether a stretch is a clause of its own: a finite verb that is not that of a relative or subordinate clause."""
    pending = 0
    for i in positions:
        if i == positions[0] and doc[i].lower_ in word_set("betrekkelijk") and doc[i].pos_ == "PRON":
            return False
        pending += _pending(doc[i]) and i != positions[0]
        if is_finite(doc[i]):
            if not pending:
                return True
            pending -= 1
    return False


def bare(doc: Doc, positions: Positions) -> Positions:
    """A clause without the frame that says nothing: 'partijen spreken af dat', 'kunnen we', 'er is'."""
    said = [k for k, i in enumerate(positions[:14]) if k and doc[i].lower_ in word_set("aankondiging")]
    said = [k for k in said if doc[positions[k]].dep_ in {"mark", "advmod"}]
    said = [k for k in said if any(is_finite(doc[i]) for i in positions[:k]) and any(is_finite(doc[i]) for i in positions[k + 1 :])]
    if said:
        positions = tidy(doc, positions[said[-1] + 1 :])
    kept = tidy(doc, _unframed(doc, positions))
    return kept if any(doc[i].pos_ in {"NOUN", "PROPN"} for i in kept) else positions


def _unframed(doc: Doc, positions: Positions) -> Positions:
    """Without the words at the front that only carry the clause."""
    kept = positions
    if kept and doc[kept[0]].lower_ in word_set("er_daar_hier"):
        return positions  # 'Er zijn te weinig huisartsen' is as short as it can be said
    while len(kept) > 2 and doc[kept[0]].lower_ in word_set("zinsbegin"):
        kept = kept[1:]
    return kept
