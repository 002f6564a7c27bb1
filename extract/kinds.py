"""Oorzakelijk or beoogd: does a statement tell how things are, or what a measure is meant to bring about?

Every sign is a pure function; ``signs_of_kind`` collects those that hold, and their weights (soort.toml) decide.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, cast

from extract.candidates import Raw
from extract.records import Kind
from extract.tokens import plain
from extract.valence import CHANGES, roles_in, roles_of, valence_of
from extract.words import lexicon, mentions, pattern, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Document kinds in which most effects are intentions, and those that describe (domain.md, section 3: genre prior).
PLANS = frozenset({"regioplan", "roaz-plan", "transformatieplan", "werkagenda"})
PICTURES = frozenset({"zorgkantoorregiobeeld", "roaz-beeld"})
#: Valence from which words count as clearly good.
CLEAR = 0.3
#: Shortest measure word that also counts as the last part of a compound.
LAST_PART = 5
#: 'te versterken', '(het) versterken van', 'versterken' at the end: the shape of an infinitive.
_INFINITIVE = re.compile(r"\bte (\w+en)\b|(?:^|\bhet )(\w{3,}en)(?= van\b| in op\b|$)")


def judge_kind(raw: Raw, signs: frozenset[str], intended: float) -> tuple[Kind, str]:
    """The kind of a statement and, in Dutch, what decided it.

    Args:
        raw: the statement.
        signs: the names (soort.toml) of the signs that hold for it.
        intended: what the learned model makes of its words: the chance in (0, 1) that it is meant, not observed.
    """
    if raw.construction.kind == "verband":
        return "verband", "een verband zonder richting"
    weights = _weights()
    worth = {sign: weights[sign][0] for sign in signs} | {"geleerd": weights["geleerd"][0] * logit(intended)}
    score = weights["basis"][0] + sum(worth.values())
    telling = sorted((s for s in signs if worth[s] * score > 0), key=lambda s: (-abs(worth[s]), s))
    kind: Kind = "beoogd" if score > 0 else "oorzakelijk"
    return kind, ", ".join(weights[s][1] for s in telling[:3]) or "geen tekenen van een bedoeling"


def logit(chance: float) -> float:
    """The logarithm of the odds; chances are kept off 0 and 1."""
    kept = min(max(chance, 0.001), 0.999)
    return log(kept / (1 - kept))


def signs_of_kind(raw: Raw, doc: Doc, genre: str, cause: str, effect: str) -> frozenset[str]:
    """The names (soort.toml) of the signs that hold for a statement."""
    sentence = plain(doc).text[raw.sentence[0] : raw.sentence[1]]
    worth, gain = valence_of(cause), outcome(raw, doc, effect)
    reasons = cue_text(raw, doc) in word_set("reden")
    held = {
        "oorzaak_slecht": worth < 0,
        "oorzaak_gunstig": worth > CLEAR,
        "gevolg_slecht": gain < 0,
        "gevolg_gunstig": gain > CLEAR,
        "oorzaak_maatregel": is_measure(cause),
        "oorzaak_handeling": is_action(cause),
        "oorzaak_gemis": mentions("uitblijven", cause),
        "oorzaak_leefstijl": mentions("leefstijl", cause) and not mentions("wil", sentence),
        "gevolg_doel": mentions("doelwoord", effect),
        "moet": is_assignment(raw, doc),
        "verwachting": mentions("verwacht", sentence),
        "kan": mentions("in_staat", effect),
        "alinea_wil": count("voornemen", plain(doc).text) >= 2,
        "alinea_trend": count("beschrijving", plain(doc).text) >= 3,
        "vorige_zin": raw.route == "vorige_zin",
        "oorzaak_wij": mentions("wij", cause),
        "wil": not reasons and (mentions("wil", sentence) or is_actor_subject(raw, doc)),
        "zin_wij": mentions("wij", sentence),
        "beschrijving": mentions("beschrijving", sentence),
        "verleden": in_past(raw, doc),
        "reden": reasons,
        "middel": raw.construction.kind == "beoogd",
        "plan": genre in PLANS,
        "beeld": genre in PICTURES,
    }
    return frozenset(name for name, holds in held.items() if holds)


def outcome(raw: Raw, doc: Doc, effect: str) -> float:
    """The valence of what happens to the effect: a cue that lessens or adds ('vergroot de zorgvraag') is a change itself."""
    if raw.construction.form == "steunwerkwoord" and not roles_in(effect) & CHANGES:
        return 0.0  # 'heeft invloed op de gezondheid' does not say which way
    cue = doc[raw.trigger].lower_
    change = "minder " if raw.construction.sign == "-" else "meer " if "meer" in roles_of(cue) and doc[raw.trigger].pos_ == "VERB" else ""
    return valence_of(change + effect)


@lru_cache(maxsize=4096)
def is_measure(text: str) -> bool:
    """Whether words name what parties do or agree on: a measure noun ('aanpak', 'valpreventie')."""
    return mentions("maatregel", text) or any(word.endswith(_last_parts()) for word in re.findall(r"\w+", text.lower()))


@lru_cache(maxsize=4096)
def is_action(text: str) -> bool:
    """Whether words name an action by its infinitive: 'in te zetten op X', 'versterken van X'."""
    found = (m.group(1) or m.group(2) for m in _INFINITIVE.finditer(text.lower()))
    return any(word not in word_set("geen_handeling") for word in found)


def is_actor_subject(raw: Raw, doc: Doc) -> bool:
    """Whether somebody who acts is the subject around the cue: 'we', 'partijen', 'de gemeente'."""
    subjects = (c for verb in governing_verbs(doc[raw.trigger]) for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"})
    return any(s.lower_ in word_set("handelaar") or s.lemma_.lower() in word_set("handelaar") for s in subjects)


def is_assignment(raw: Raw, doc: Doc) -> bool:
    """Whether the cue says what something has to yield: 'moet leiden tot'."""
    return any(c.lower_ in word_set("opdracht") for v in governing_verbs(doc[raw.trigger]) for c in (v, *v.children) if c.i != raw.trigger)


def in_past(raw: Raw, doc: Doc) -> bool:
    """Whether a finite verb around the cue stands in the past tense."""
    verbs = [g for v in governing_verbs(doc[raw.trigger]) for g in (v, *v.children) if g == v or g.dep_ in {"aux", "aux:pass", "cop"}]
    return any("Past" in v.morph.get("Tense", []) and "Fin" in v.morph.get("VerbForm", []) for v in verbs)


def governing_verbs(trigger: Token) -> list[Token]:
    """The verb of the cue and the verbs it depends on within its clause chain ('hoeft niet te leiden')."""
    chain, token = [], trigger
    while True:
        if token.pos_ in {"VERB", "AUX", "ADJ"} or token.i == trigger.i:
            chain.append(token)
        if token.head.i == token.i or len(chain) > 3:
            return chain
        token = token.head


def cue_text(raw: Raw, doc: Doc) -> str:
    """The cue in lower case."""
    return plain(doc).text[raw.cue[0] : raw.cue[1]].lower()


@lru_cache(maxsize=64)
def count(name: str, text: str) -> int:
    """How many words or phrases of a list a paragraph holds."""
    return len(pattern(name).findall(text))


@lru_cache(maxsize=1)
def _last_parts() -> tuple[str, ...]:
    return tuple(sorted(w for w in word_set("maatregel") if len(w) >= LAST_PART and " " not in w))


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[float, str]]:
    return {str(e["id"]): (float(cast("float", e["gewicht"])), str(e["uitleg"])) for e in lexicon("soort.toml")["teken"]}
